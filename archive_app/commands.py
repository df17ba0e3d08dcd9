"""What each command does: library calls in, text or JSON out.

Results go to standard output, everything else (progress, reasons, counts) to standard error.
"""

import argparse
import contextlib
import dataclasses
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import FrameType, TracebackType
from typing import IO, NoReturn, Self

from tqdm import tqdm

from archive_app import paths
from archive_app.errors import ArchiveError
from archive_app.library import Archive, export_forms
from archive_app.model.jobs import CancelToken, DuplicatePolicy, FileStatus, ImportReport, Progress, Stage
from archive_app.model.search import Query, Scope, SearchResults, Sort

_STAGES = {
    Stage.WAITING: "Waiting for another program that writes to this archive",
    Stage.LISTING: "Listing files",
    Stage.READING: "Reading",
    Stage.INDEXING: "Indexing",
}

_FILES_NAMED = 10


def import_files(arguments: argparse.Namespace) -> int:
    """Import files and folders."""
    with Archive.open(arguments.archive) as archive, _cancel_on_interrupt() as cancel, _ProgressBar() as bar:
        report = archive.import_paths(
            arguments.paths,
            report=bar,
            cancel=cancel,
            jobs=arguments.jobs,
            duplicates=DuplicatePolicy(arguments.duplicates),
        )
    if arguments.json:
        _print_json(export_forms.report_json(report))
    else:
        _say_reasons(report)
    _say(f"{report.imported} imported, {report.duplicates} duplicates, {report.failed} failed.")
    if report.passed_over:
        _say(report.passed_over_sentence)
    if report.stopped:
        _say(report.stopped)
    if report.left:
        _say(f"{report.left} files were not read. Import them again to continue.")
    _name_default(arguments)
    return int(bool(report.failed or report.left or report.stopped))


def search(arguments: argparse.Namespace) -> int:
    """Search the archive."""
    query = Query(
        arguments.query,
        scope=Scope(arguments.scope),
        sort=Sort(arguments.sort),
        limit=arguments.limit,
        offset=arguments.offset,
        facets=arguments.json,
    )
    with _existing(arguments) as archive:
        _finish_indexing(archive)
        results = archive.search(query)
    if arguments.json:
        _print_json(export_forms.results_json(results))
    else:
        _print_results(results)
    return 0


def parse(arguments: argparse.Namespace) -> int:
    """Show what files, and the documents in containers, would become."""
    from archive_app.library.previewing import preview  # noqa: PLC0415 - it loads the parsers
    from archive_app.library.reading import NewArticle  # noqa: PLC0415 - so does this
    from archive_app.parsing.suggestions import with_suggestions  # noqa: PLC0415 - so does this

    failed = False
    with _cancel_on_interrupt() as cancel, contextlib.closing(preview(arguments.files, cancel)) as previews:
        for found in previews:
            match found.outcome:
                case NewArticle() as new:
                    _print_json(export_forms.parsed_json(with_suggestions(new.parsed), new.sha256, new.original_name))
                case unreadable:
                    failed = True
                    place = f"{found.path} » {found.member}" if found.member else str(found.path)
                    _say(f"{place}: {unreadable.reason}")
        return int(failed or cancel())


def show(arguments: argparse.Namespace) -> int:
    """Show one article."""
    with _existing(arguments) as archive:
        article = archive.article(arguments.id)
    if arguments.json:
        _print_json(export_forms.article_json(article))
    else:
        print(export_forms.article_markdown(article), end="")
    return 0


def export(arguments: argparse.Namespace) -> int:
    """Write articles as JSON lines or as one Markdown document."""
    with _existing(arguments) as archive:
        for article_id in arguments.ids:
            archive.article(article_id)  # a wrong id is an error before anything is written
        with _output(arguments.output) as file:
            for number, article in enumerate(archive.articles(arguments.ids or None)):
                if arguments.format == "json":
                    file.write(export_forms.dumps(export_forms.article_json(article)) + "\n")
                else:
                    file.write(("\n---\n\n" if number else "") + export_forms.article_markdown(article))
    return 0


def check(arguments: argparse.Namespace) -> int:
    """Compare catalogue, originals and index."""
    with _existing(arguments) as archive, _ProgressBar() as bar:
        report = archive.check(bar)
    if arguments.json:
        _print_json({"ok": not report.problems, **dataclasses.asdict(report)})
    else:
        print("\n".join(report.problems) or f"All is well: {report.articles} articles, each with its original.")
    return int(bool(report.problems))


def rebuild_index(arguments: argparse.Namespace) -> int:
    """Build the index anew."""
    with _existing(arguments) as archive, _cancel_on_interrupt() as cancel, _ProgressBar() as bar:
        archive.rebuild_index(bar, cancel)
        articles = archive.count()
    if cancel():
        _say("Stopped; the index that was there stays in use. Run this again to go on from here.")
        return 1
    if arguments.json:
        _print_json({"articles": articles})
    else:
        print(f"Indexed {articles} articles.")
    return 0


def reparse(arguments: argparse.Namespace) -> int:
    """Parse the originals anew."""
    with _existing(arguments) as archive, _cancel_on_interrupt() as cancel, _ProgressBar() as bar:
        report = archive.reparse(bar, cancel, arguments.ids or None, arguments.jobs)
    if arguments.json:
        _print_json(export_forms.reparse_json(report))
    else:
        print(f"{report.changed} articles changed, {report.unchanged} came out as before, {report.failed} failed.")
    for article_id, reason in report.failures.items():
        _say(f"article {article_id}: {reason}")
    if report.stopped:
        _say(report.stopped)
    if report.left:
        _say(f"{report.left} articles were not reached. Run this again to continue.")
    return int(bool(report.failed or report.left or report.stopped))


def annotate(arguments: argparse.Namespace) -> int:
    """Give articles a star, tags or a note."""
    with _existing(arguments) as archive:
        for article_id in arguments.ids:
            archive.article(article_id)  # a wrong id is an error before anything is changed
        changed = archive.annotate(
            arguments.ids, starred=arguments.starred, tags=arguments.tags, untag=arguments.untag, note=arguments.note
        )
    if arguments.json:
        _print_json({"changed": list(changed)})
    else:
        print(f"{len(changed)} articles changed.")
    return 0


def stats(arguments: argparse.Namespace) -> int:
    """Show the archive in numbers."""
    with _existing(arguments) as archive:
        numbers = {"archive": str(archive.folder), **dataclasses.asdict(archive.stats())}
    if arguments.json:
        _print_json(numbers)
    else:
        for name, value in numbers.items():
            shown = ", ".join(f"{key} {count}" for key, count in value.items()) if isinstance(value, dict) else value
            print(f"{name.replace('_', ' ')}: {shown}")
    _name_default(arguments)
    return 0


RUN: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "import": import_files,
    "search": search,
    "parse": parse,
    "show": show,
    "export": export,
    "check": check,
    "rebuild-index": rebuild_index,
    "reparse": reparse,
    "annotate": annotate,
    "stats": stats,
}
"""Each command by its name; what it returns is the exit status."""


def _existing(arguments: argparse.Namespace) -> Archive:
    """Open the archive that was named: only an import makes one, so that a mistyped path leaves nothing behind."""
    return Archive.open(arguments.archive, create=False)


# --- telling


def _print_json(document: Mapping[str, object]) -> None:
    print(export_forms.dumps(document))


def _say(text: str) -> None:
    print(text, file=sys.stderr)


def _say_reasons(report: ImportReport) -> None:
    """Say what became of files and why; a whole folder of duplicates must not scroll the rest away."""
    for status, one, many in (
        (FileStatus.IMPORTED, "imported", "imported"),
        (FileStatus.DUPLICATE, "duplicate", "duplicates"),
        (FileStatus.FAILED, "failed", "failed"),
    ):
        files = [file for file in report.files if file.status is status and file.reason]
        for file in files[:_FILES_NAMED]:
            _say(f"{one}: {file.place!r}: {file.reason}")
        if more := len(files[_FILES_NAMED:]):
            _say(f"… and {more} more {one if more == 1 else many} (--json lists all)")


def _name_default(arguments: argparse.Namespace) -> None:
    """Say where the archive is that was used without being named."""
    if arguments.archive == paths.default_archive():
        _say(f"The archive is {arguments.archive}; --archive DIR names another.")


def _print_results(results: SearchResults) -> None:
    for hit in results.hits:
        date = hit.published.isoformat() if hit.published else "no date"
        outlets = ", ".join(dict.fromkeys(credit.outlet for credit in hit.credits))
        print(f"{hit.id}  {hit.title}\n    {date}{' · ' if outlets else ''}{outlets}")
        for snippet in hit.snippets:
            print(f"    {snippet.field}: {snippet.text}")
    _say(f"{results.total} found in {results.elapsed_ms:.0f} ms, searched as: {results.interpreted or 'everything'}")
    if results.loosened:
        _say("Nothing has all of these words; what was found has some of them.")
    for remark in results.remarks:
        _say(remark)
    if results.suggestion:
        _say(f"Did you mean: {results.suggestion}")


def _finish_indexing(archive: Archive) -> None:
    """Index what a crash left, unless another process is at it."""
    if archive.read_only or not archive.index_needs_update():
        return
    cancel = CancelToken()
    with _ProgressBar() as bar:

        def report(progress: Progress) -> None:
            if progress.stage is Stage.WAITING:
                cancel.cancel()
            else:
                bar(progress)

        archive.update_index(report, cancel)


class _ProgressBar:
    """Shows a job's progress on a terminal; elsewhere nothing."""

    def __init__(self) -> None:
        self._bar: tqdm[NoReturn] = tqdm(unit="", disable=None, file=sys.stderr, leave=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.close()

    def __call__(self, progress: Progress) -> None:
        self._bar.set_description(_STAGES[progress.stage], refresh=False)
        if progress.failed:
            self._bar.set_postfix_str(f"{progress.failed} failed", refresh=False)
        self._bar.total = progress.total or None
        self._bar.update(progress.done - self._bar.n)


@contextlib.contextmanager
def _cancel_on_interrupt() -> Iterator[CancelToken]:
    """Make Ctrl+C (and a polite kill) keep what is done; a second one ends the program at once."""
    cancel = CancelToken()
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def stop(_number: int, _frame: FrameType | None) -> None:
        cancel.cancel()
        restore()

    def restore() -> None:
        for number, handler in before.items():
            signal.signal(number, handler)

    for number in before:
        signal.signal(number, stop)
    try:
        yield cancel
    finally:
        restore()


@contextlib.contextmanager
def _output(path: Path | None) -> Iterator[IO[str]]:
    """Standard output, or a file that appears only once it is whole."""
    if path is None:
        yield sys.stdout
        return
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                yield file
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise ArchiveError(f"{path} could not be written: {error.strerror}. Choose another place.") from error
