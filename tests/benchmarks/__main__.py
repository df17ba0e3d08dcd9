"""`make bench`: the figures of docs/measurements.md for this machine.

Usage: python -m tests.benchmarks [startup] [importing] [stalls] [search] [plot] [parsing] [ranking]
       [--frozen PROGRAM] [--engine NAME]... [--figures FILE]
       [--pages FOLDER...] [--files 10k] [--size 20k,100k] [--gold FOLDER...] [--collections FOLDER]
"""

import argparse
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks import importing, parsing, plot, ranking, search, stalls, startup

_PROGRAM = Path("dist/archive-app/archive-app")
_PLOT = Path("docs/search-cost.svg")
_UNITS = {"k": 1_000, "m": 1_000_000}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument(
        "which",
        nargs="*",
        metavar="startup|importing|stalls|search|plot|parsing|ranking",
        help="default: the first four",
    )
    parser.add_argument("--frozen", type=Path, default=_PROGRAM if _PROGRAM.exists() else None, metavar="PROGRAM")
    parser.add_argument(
        "--pages", type=Path, nargs="+", metavar="FOLDER", help="saved pages to import (default: made text)"
    )
    parser.add_argument("--files", default="10k", help="files to import while stalls are looked for (default: 10k)")
    parser.add_argument("--size", default="20k,100k", help="articles to search, such as 20k or 1m (default: 20k,100k)")
    parser.add_argument("--engine", action="append", help="a search engine to measure (default: all there are)")
    parser.add_argument("--figures", type=Path, metavar="FILE", help="keeps the figures of search, to be drawn")
    parser.add_argument("--gold", type=Path, nargs="+", metavar="FOLDER", help="saved pages with their parts, to parse")
    parser.add_argument("--collections", type=Path, metavar="FOLDER", help="test collections to rank, one a folder")
    arguments = parser.parse_args()
    which = arguments.which or ["startup", "importing", "stalls", "search"]
    if "parsing" in which and not arguments.gold:
        parser.error("parsing is measured on saved pages with their parts beside them: name their folder with --gold")
    if "ranking" in which and not arguments.collections:
        parser.error("ranking is measured on test collections: name the folder that has a folder of each")
    if {"startup", "stalls"} & set(which) and not os.environ.get("DISPLAY"):
        if shutil.which("xvfb-run") is None:
            sys.exit("The window is measured on an X display. Install xvfb, or run this on a desktop.")
        os.execvp("xvfb-run", ["xvfb-run", "-a", sys.executable, "-m", "tests.benchmarks", *sys.argv[1:]])
    measures: dict[str, Callable[[], None]] = {
        "startup": lambda: startup.measure(arguments.frozen),
        "importing": lambda: importing.measure(arguments.pages),
        "stalls": lambda: stalls.measure(_number(arguments.files)),
        "search": lambda: search.measure(
            map(_number, arguments.size.split(",")), arguments.engine or (), arguments.figures
        ),
        "plot": lambda: plot.draw(arguments.figures or parser.error("name the figures to draw"), _PLOT),
        "parsing": lambda: parsing.measure(arguments.gold),
        "ranking": lambda: ranking.measure(arguments.collections),
    }
    for name, measure in measures.items():
        if name in which:
            measure()


def _number(text: str) -> int:
    """Return the number that is written "500", "20k" or "1m"."""
    unit = _UNITS.get(text[-1:].lower(), 1)
    return int(text if unit == 1 else text[:-1]) * unit


main()
