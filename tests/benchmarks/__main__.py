"""`make bench`: the figures of docs/measurements.md for this machine.

Usage: python -m tests.benchmarks [startup] [importing] [parsing] [--frozen PROGRAM] [--pages FOLDER...]
    [--gold FOLDER...]
"""

import argparse
import os
import shutil
import sys
from pathlib import Path

from tests.benchmarks import importing, parsing, startup

_PROGRAM = Path("dist/archive-app/archive-app")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("which", nargs="*", metavar="startup|importing|parsing", help="default: the first two")
    parser.add_argument("--frozen", type=Path, default=_PROGRAM if _PROGRAM.exists() else None, metavar="PROGRAM")
    parser.add_argument(
        "--pages", type=Path, nargs="+", metavar="FOLDER", help="saved pages to import (default: made text)"
    )
    parser.add_argument("--gold", type=Path, nargs="+", metavar="FOLDER", help="saved pages with their parts, to parse")
    arguments = parser.parse_args()
    which = arguments.which or ["startup", "importing"]
    if "startup" in which and not os.environ.get("DISPLAY"):
        if shutil.which("xvfb-run") is None:
            sys.exit("The start of the window is measured on an X display. Install xvfb, or run this on a desktop.")
        os.execvp("xvfb-run", ["xvfb-run", "-a", sys.executable, "-m", "tests.benchmarks", *sys.argv[1:]])
    if "startup" in which:
        startup.measure(arguments.frozen)
    if "importing" in which:
        importing.measure(arguments.pages)
    if "parsing" in which:
        if not arguments.gold:
            parser.error(
                "parsing is measured on saved pages with their parts beside them: name their folder with --gold"
            )
        parsing.measure(arguments.gold)


main()
