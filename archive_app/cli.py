"""The command line: which arguments there are, and what each command is called with. Without one, the window opens.

The exit status is 0 when all went well, 1 when some inputs failed or a check found something, 2 when the arguments were
not understood.
"""

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from archive_app import __version__, paths
from archive_app.errors import ArchiveAppError

_WITH_VALUE = frozenset({"--archive", "--screenshot", "--query", "--size"})
"""The options whose next word is their value, and so no command."""


def main(arguments: Sequence[str]) -> int:
    """Run one command or the window; returns the exit status."""
    _accept_any_text()
    named = _names_a_command(arguments)
    parsed = _command_parser().parse_args(arguments) if named else _parse_for_window(arguments)
    try:
        run: Callable[[argparse.Namespace], int] = parsed.run
        return run(parsed)
    except ArchiveAppError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader of our output (such as `head`) has enough; Python must not complain when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _accept_any_text() -> None:
    """Print names with bytes that are not text, and any script on any terminal, rather than fail."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


# --- what can be asked


def _window_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="archive-app",
        description="Open the window on an archive of saved articles, and import files into it.",
        epilog=f"Commands: {', '.join(COMMANDS)}. `archive-app COMMAND --help` explains each.",
    )
    parser.add_argument("--version", action="version", version=f"archive-app {__version__}")
    parser.add_argument("--archive", type=Path, metavar="DIR", help="the archive's folder")
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files and folders to import")
    parser.add_argument("--screenshot", type=Path, metavar="PNG", help="draw the window into a picture and exit")
    parser.add_argument("--query", default="", metavar="TEXT", help="what to search for in the picture")
    parser.add_argument("--size", type=_size, default=(1360, 860), metavar="WxH", help="the picture's size in pixels")
    parser.add_argument("--smoke-test", action="store_true", help="try the app in a temporary archive and exit")
    parser.set_defaults(run=_open_window)
    return parser


def _parse_for_window(arguments: Sequence[str]) -> argparse.Namespace:
    """Parse what the window is opened with. A mistyped command comes here too: as a file that is not there."""
    parser = _window_parser()
    parsed, unknown = parser.parse_known_args(arguments)
    missing = next((path for path in parsed.paths if _is_missing(path)), None)
    if missing is not None:
        parser.error(_not_there(str(missing)))
    if unknown:
        parser.error(f"unrecognized arguments: {' '.join(unknown)}")
    return parsed


def _is_missing(path: Path) -> bool:
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False  # it is there, and the import says what is wrong with it
    return False


def _not_there(word: str) -> str:
    import difflib  # noqa: PLC0415 - a good start must not wait for it

    close = difflib.get_close_matches(word, COMMANDS, n=1)
    hint = f"Did you mean `archive-app {close[0]}`?" if close else "`archive-app --help` lists the commands."
    return f"{word!r} is neither a command nor a file or folder that is there. {hint}"


def _command_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="archive-app")
    parser.add_argument("--archive", type=Path, metavar="DIR", default=paths.default_archive(), help="its folder")
    parser.set_defaults(run=_run_command)
    commands = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")
    for name, (summary, arguments) in COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=summary)
        # SUPPRESS: an `--archive` before the command must not be overwritten by this one's default.
        command.add_argument("--archive", type=Path, metavar="DIR", default=argparse.SUPPRESS, help="its folder")
        command.add_argument("--json", action="store_true", help="print JSON")
        arguments(command)
    return parser


def _names_a_command(arguments: Sequence[str]) -> bool:
    """Say whether the first word that is neither an option nor an option's value is a command."""
    words = iter(arguments)
    for word in words:
        if word in _WITH_VALUE:
            next(words, None)
        elif not word.startswith("-"):
            return word in COMMANDS
    return False


def _import_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files and folders")
    _jobs_argument(parser)
    parser.add_argument(
        "--duplicates",
        choices=("skip", "keep", "replace"),
        default="skip",
        help="what to do with an article that is there in another file (default: skip)",
    )


def _search_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", metavar="QUERY")
    parser.add_argument("--in", dest="scope", choices=("articles", "takeaways"), default="articles")
    parser.add_argument("--limit", type=_positive, default=20, metavar="N")
    parser.add_argument("--offset", type=_natural, default=0, metavar="N")
    parser.add_argument("--sort", choices=("relevance", "newest", "oldest", "imported"), default="relevance")


def _parse_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")


def _show_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", type=int, metavar="ID")


def _export_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ids", nargs="*", type=int, metavar="ID", help="articles (default: all)")
    parser.add_argument("--format", choices=("json", "markdown"), default="json")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write there instead of to standard output")


def _annotate_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ids", nargs="+", type=int, metavar="ID", help="articles")
    parser.add_argument("--star", dest="starred", action=argparse.BooleanOptionalAction, help="give or take the star")
    parser.add_argument("--tag", dest="tags", action="append", default=[], metavar="TAG", help="give a tag")
    parser.add_argument("--untag", action="append", default=[], metavar="TAG", help="take a tag")
    parser.add_argument("--note", metavar="TEXT", help="a note in the place of the one that is there; empty removes it")


def _reparse_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "ids", nargs="*", type=int, metavar="ID", help="articles (default: all an older version parsed)"
    )
    _jobs_argument(parser)


def _jobs_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--jobs", type=_positive, metavar="N", help="worker processes (default: one a core)")


def _no_arguments(_: argparse.ArgumentParser) -> None:
    pass


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def _natural(text: str) -> int:
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError("must not be negative")
    return number


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    size = int(width), int(height)
    if not all(200 <= side <= 10_000 for side in size):
        raise argparse.ArgumentTypeError("each side must be between 200 and 10000")
    return size


# --- the window


def _open_window(arguments: argparse.Namespace) -> int:
    from archive_app import app  # noqa: PLC0415 - commands must not load Qt

    if arguments.smoke_test:
        return app.smoke_test()
    if arguments.screenshot:
        archive = arguments.archive or paths.default_archive()
        return app.screenshot(arguments.screenshot, archive, arguments.query, arguments.size)
    return app.run(arguments.paths, arguments.archive)


def _run_command(arguments: argparse.Namespace) -> int:
    from archive_app import commands  # noqa: PLC0415 - the window must not wait for the library

    return commands.RUN[arguments.command](arguments)


COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "import": ("Import files and folders.", _import_arguments),
    "search": ("Search the archive.", _search_arguments),
    "parse": ("Show what a file would become, without an archive.", _parse_arguments),
    "show": ("Show one article.", _show_arguments),
    "export": ("Write articles as JSON lines or Markdown.", _export_arguments),
    "check": ("Compare catalogue, originals and index with one another.", _no_arguments),
    "rebuild-index": ("Build the search index anew from the catalogue.", _no_arguments),
    "reparse": ("Parse the originals anew; corrections stay.", _reparse_arguments),
    "annotate": ("Give articles a star, tags or a note.", _annotate_arguments),
    "stats": ("Show the archive in numbers.", _no_arguments),
}
