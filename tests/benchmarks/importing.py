"""A whole import, files to searchable, and the memory and index it takes."""

import gzip
import random
import resource
import shutil
import tempfile
import time
from pathlib import Path

from archive_app.library import Archive

_ARTICLES = 2000
_WORDS = 470  # as in the news texts that search was measured with


def measure(pages: list[Path] | None) -> None:
    """Import a folder of saved pages, or text made for this run, into a new archive, and print the rate."""
    with tempfile.TemporaryDirectory() as folder:
        source = _unpacked(pages, Path(folder, "pages")) if pages else made_articles(Path(folder, "made"), _ARTICLES)
        with Archive.open(Path(folder, "archive")) as archive:
            started, used = time.perf_counter(), time.process_time()
            report = archive.import_paths([source])
            took, used = time.perf_counter() - started, time.process_time() - used
            stats = archive.stats()
        print(f"Import of {len(report.files)} files ({'made text' if pages is None else 'saved pages'}) to searchable:")
        print(
            f"  {report.imported} imported, {report.duplicates} duplicates, {report.failed} failed in {took:.1f} s: "
            f"{len(report.files) / took:.1f} files/s; index {stats.index_bytes / 1e6:.1f} MB; "
            f"largest process {_largest_process_mb():.0f} MB"
        )
        workers = resource.getrusage(resource.RUSAGE_CHILDREN)
        print(
            f"  CPU milliseconds a file: {1000 * used / len(report.files):.0f} to store and index, "
            f"{1000 * (workers.ru_utime + workers.ru_stime) / len(report.files):.0f} in the workers"
        )


def _unpacked(pages: list[Path], folder: Path) -> Path:
    """Copy the pages in folders, those that are kept compressed unpacked."""
    folder.mkdir()
    for number, page in enumerate(page for each in pages for page in sorted(each.rglob("*.html*"))):
        if page.suffix == ".gz":
            (folder / f"{number:05}.html").write_bytes(gzip.decompress(page.read_bytes()))
        else:
            shutil.copy(page, folder / f"{number:05}.html")
    return folder


def made_articles(folder: Path, articles: int) -> Path:
    """Write files of text with a Zipfian vocabulary, the same in every run, and return their folder."""
    folder.mkdir()
    chance = random.Random(7)
    words = [f"{chance.choice('bdfglmnprst')}{chance.choice('aeiou')}{number:x}" for number in range(60_000)]
    weights = [1 / (rank + 2.7) for rank in range(len(words))]
    for number in range(articles):
        picked = chance.choices(words, weights, k=_WORDS)
        paragraphs = [" ".join(picked[start : start + 60]).capitalize() + "." for start in range(0, _WORDS, 60)]
        (folder / f"{number:05}.txt").write_text(f"Report {number}\n\n" + "\n\n".join(paragraphs), encoding="utf-8")
    return folder


def _largest_process_mb() -> float:
    """Peak memory of this process or its largest ended child; Linux counts in KiB."""
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
