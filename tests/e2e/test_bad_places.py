"""An archive on a full disk, in a read-only folder, or damaged: a sentence, nothing lost, and work goes on after."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from archive_app.library import Archive

ON_A_SMALL_DISK = """
import random, subprocess, sys
from pathlib import Path
from archive_app.errors import ArchiveAppError
from archive_app.library import Archive

if __name__ == "__main__":
    disk, source = map(Path, sys.argv[1:])
    with Archive.open(disk / "archive") as archive:
        report = archive.import_paths([source])
        stored = archive.count()
        print(report.imported, report.left, stored, report.stopped, sep="|")
        subprocess.run(["mount", "-o", "remount,size=200m", str(disk)], check=True)
        rest = archive.import_paths([])
        found = archive.search("headline").total
        print(rest.imported, rest.left, archive.count(), found, archive.check().problems, sep="|")
"""


def _can_mount() -> bool:
    asked = ["unshare", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return (
        shutil.which("unshare") is not None and subprocess.run(asked, capture_output=True, check=False).returncode == 0
    )


@pytest.mark.skipif(not _can_mount(), reason="may not mount a small disk of its own here")
def test_a_full_disk_stops_the_import_with_a_sentence_and_it_continues_once_there_is_room(tmp_path: Path):
    source, disk, script = tmp_path / "source", tmp_path / "disk", tmp_path / "script.py"
    source.mkdir()
    disk.mkdir()
    for number in range(120):
        # Random words do not compress, so the originals fill the disk.
        noise = os.urandom(20_000).hex(" ", 30)
        (source / f"{number:03}.txt").write_text(f"Headline {number}\n\nThe story has many codes.\n\n{noise}\n")
    script.write_text(ON_A_SMALL_DISK)
    # Room for the first batch of 64 files, in the catalogue and its log too, but not for all.
    mount = f"mount -t tmpfs -o size=6m tmpfs {disk} && exec {sys.executable} {script} {disk} {source}"
    done = subprocess.run(
        ["unshare", "--map-root-user", "--mount", "sh", "-c", mount], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    full, continued = (line.split("|") for line in done.stdout.splitlines())
    imported, left, stored, sentence = full
    assert "disk is full" in sentence or "Make room on the disk" in sentence
    assert 0 < int(imported) == int(stored) < 120
    assert int(left) == 120 - int(imported)
    assert continued == [left, "0", "120", "120", "()"]


def _as_ordinary_user(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the app without root's right to write everywhere."""
    capabilities = "-dac_override,-dac_read_search,-fowner"
    drop = ["setpriv", f"--bounding-set={capabilities}", f"--inh-caps={capabilities}"] if os.geteuid() == 0 else []
    command = [*drop, sys.executable, "-m", "archive_app", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.skipif(sys.platform != "linux", reason="gives up root's rights as Linux does")
def test_a_read_only_archive_is_searched_and_refuses_an_import_with_a_sentence(
    tmp_path: Path, write_articles: Callable[[int], Path]
):
    folder = tmp_path / "archive"
    with Archive.open(folder) as archive:
        archive.import_paths([write_articles(5)])
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}
    for place in (folder, *folder.rglob("*")):
        place.chmod(0o555 if place.is_dir() else 0o444)
    searched = _as_ordinary_user("search", "common", "--archive", folder)
    refused = _as_ordinary_user("import", write_articles(6), "--archive", folder)
    assert searched.returncode == 0, searched.stderr
    assert searched.stdout.count("Report") >= 5
    assert refused.returncode == 1
    assert "read-only" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()} == before


def test_a_damaged_catalogue_is_named_and_the_originals_stay(tmp_path: Path, write_articles: Callable[[int], Path]):
    folder = tmp_path / "archive"
    with Archive.open(folder) as archive:
        archive.import_paths([write_articles(5)])
    (folder / "catalogue.sqlite3").write_bytes(b"overwritten by another program" * 1000)
    for name in ("catalogue.sqlite3-wal", "catalogue.sqlite3-shm"):
        (folder / name).unlink(missing_ok=True)
    done = subprocess.run(
        [sys.executable, "-m", "archive_app", "search", "common", "--archive", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "damaged" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(list((folder / "originals").rglob("*.gz"))) == 5
