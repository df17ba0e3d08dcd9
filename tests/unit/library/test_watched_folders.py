"""Which folders are watched is this user's own list, by archive."""

import os
from pathlib import Path

import pytest

from archive_app.errors import ArchiveError
from archive_app.library.watched_folders import WatchedFolders


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "watched.json"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    (tmp_path / "archive").mkdir()
    return tmp_path / "archive"


def made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def test_folders_are_kept_by_archive(file: Path, archive: Path, tmp_path: Path):
    a, b, other = made(tmp_path / "a"), made(tmp_path / "b"), made(tmp_path / "other-archive")
    watched = WatchedFolders(file)
    for folder in (b, a, b):
        watched.add(archive, folder)
    watched.add(other, a)
    again = WatchedFolders(file)
    assert again.of(archive) == (b, a)
    again.remove(archive, b)
    again.remove(archive, b)
    assert watched.of(archive) == watched.of(other) == (a,)
    assert watched.of(tmp_path) == ()


def test_any_name_of_a_folder_comes_back(file: Path, archive: Path, tmp_path: Path):
    folder = made(tmp_path / os.fsdecode(b"caf\xe9 \xe6\x97\xa5"))
    WatchedFolders(file).add(archive, folder)
    assert WatchedFolders(file).of(archive) == (folder,)


def test_a_relative_folder_is_the_one_that_is_meant_now(
    file: Path, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    folder = made(tmp_path / "a")
    monkeypatch.chdir(tmp_path)
    WatchedFolders(file).add(Path("archive"), Path("a"))
    assert WatchedFolders(file).of(archive) == (folder,)


def test_an_archive_is_not_imported_into_itself(file: Path, archive: Path, tmp_path: Path):
    watched = WatchedFolders(file)
    link = tmp_path / "link"
    link.symlink_to(archive)
    for folder in (archive, archive.parent, made(archive / "originals"), link):
        with pytest.raises(ArchiveError, match="into itself"):
            watched.add(archive, folder)
    for missing in (tmp_path / "missing", file):
        with pytest.raises(ArchiveError, match="no folder"):
            watched.add(archive, missing)
    assert watched.of(archive) == ()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b'{"/a": 1}', b'{"/a": [1, null]}'])
def test_a_damaged_list_watches_nothing_and_can_be_written_anew(
    file: Path, archive: Path, tmp_path: Path, content: bytes
):
    file.parent.mkdir()
    file.write_bytes(content)
    watched = WatchedFolders(file)
    assert watched.of(archive) == watched.of(Path("/a")) == ()
    watched.add(archive, made(tmp_path / "a"))
    assert watched.of(archive) == (tmp_path / "a",)


def test_a_list_that_cannot_be_written_is_told_in_a_sentence(archive: Path, tmp_path: Path):
    (tmp_path / "file").touch()
    with pytest.raises(ArchiveError, match="could not be written"):
        WatchedFolders(tmp_path / "file" / "watched.json").add(archive, made(tmp_path / "a"))
