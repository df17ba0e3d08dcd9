"""An import lists every file once, follows no loops, and says what it could not open."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from archive_app.library.listing import list_files
from archive_app.model.jobs import CancelToken, FileStatus


def listed(*paths: Path) -> list[str]:
    return [Path(os.fsdecode(file)).name for file in list_files(paths, lambda _: None, lambda: False).files]


def test_folders_give_articles_in_order_and_named_files_are_always_tried(tmp_path: Path):
    for name in ("b.html", "a.txt", "c.JPG", "d.MD", ".hidden.txt", "e"):
        (tmp_path / name).touch()
    assert listed(tmp_path) == ["a.txt", "b.html", "d.MD"]
    assert listed(tmp_path / "c.JPG", tmp_path / "e") == ["c.JPG", "e"]


def test_a_file_named_twice_is_listed_once(tmp_path: Path):
    file = tmp_path / "a.txt"
    file.touch()
    assert listed(file, tmp_path, file) == ["a.txt"]


def test_the_pictures_folder_of_a_saved_page_is_passed_over(tmp_path: Path):
    (tmp_path / "page.html").touch()
    for folder in ("page_files", "own_files"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "frame.html").touch()
    assert listed(tmp_path) == ["page.html", "frame.html"]


def test_every_file_is_listed_or_counted_as_passed_over(tmp_path: Path):
    names = {
        *(
            "a.txt",
            "page.html",
            "Photo.PNG",
            "b.png",
            "film.mp4",
            "README",
            "Mr. Smith",
            ".DS_Store",
            ".drafts/one.txt",
        ),
        *(".drafts/old/two.txt", "page_files/style.css", "page_files/frame.html", "inner/c.md", "inner/d.png"),
    }
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    listing = list_files([tmp_path], lambda _: None, lambda: False)
    assert len(listing.files) == 3
    assert dict(listing.passed_over) == {
        ".png": 3,
        ".mp4": 1,
        "without a suffix": 2,
        "hidden": 3,
        "of saved pages": 2,
        "behind a link": 1,
    }


def test_what_is_passed_over_is_counted_once_and_not_where_it_was_named(tmp_path: Path):
    for name in ("a.png", "b.png"):
        (tmp_path / name).touch()
    for paths in ([tmp_path, tmp_path / "a.png", tmp_path], [tmp_path / "a.png", tmp_path]):
        listing = list_files(paths, lambda _: None, lambda: False)
        assert [os.path.basename(file) for file in listing.files] == [b"a.png"]  # noqa: PTH119 - pathlib takes no bytes
        assert dict(listing.passed_over) == {".png": 1}


def test_a_loop_of_links_ends(tmp_path: Path):
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "a.txt").touch()
    (tmp_path / "inner" / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    assert listed(tmp_path) == ["self.txt", "a.txt"]


def test_a_link_to_itself_fails_with_a_sentence(tmp_path: Path):
    loop = tmp_path / "self.txt"
    loop.symlink_to(loop)
    listing = list_files([loop], lambda _: None, lambda: False)
    assert [report.status for _, report in listing.refused] == [FileStatus.FAILED]
    assert "could not read this" in str(listing.refused[0][1].reason)


def test_a_missing_path_fails_with_a_sentence(tmp_path: Path):
    listing = list_files([tmp_path / "gone.txt"], lambda _: None, lambda: False)
    assert listing.files == []
    assert "no such file" in str(listing.refused[0][1].reason)


def test_names_that_are_not_text_are_listed(tmp_path: Path):
    name = b"caf\xe9\n.txt"
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))).touch()
    files = list_files([tmp_path], lambda _: None, lambda: False).files
    assert [os.path.basename(file) for file in files] == [name]  # noqa: PTH119 - pathlib takes no bytes


def test_a_cancel_ends_the_listing(tmp_path: Path):
    (tmp_path / "a.txt").touch()
    cancel = CancelToken()
    cancel.cancel()
    assert list_files([tmp_path], lambda _: None, cancel).files == []


LIST_AS_OTHERS = """
import sys
from pathlib import Path
from archive_app.library.listing import list_files
listing = list_files([Path(sys.argv[1])], lambda _: None, lambda: False)
print(len(listing.files), len(listing.refused), [report.reason for _, report in listing.refused])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="takes away root's right to read everything as Linux does")
def test_a_folder_without_permission_fails_and_the_rest_is_listed(tmp_path: Path):
    for name in ("closed", ".closed"):
        (tmp_path / name).mkdir(mode=0o000)
    (tmp_path / "a.txt").touch()
    drop = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search"]
    command = [*(drop if os.geteuid() == 0 else []), sys.executable, "-c", LIST_AS_OTHERS, str(tmp_path)]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert out.startswith("1 1 ")
    assert "may not read" in out
