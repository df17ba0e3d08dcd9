"""The folders of saved pages are known by their page's name, whatever language the browser speaks."""

import pytest

from archive_app.formats.companions import belongs_to, may_belong_to_page, page_stem


@pytest.mark.parametrize("suffix", ["_files", ".files", "-Dateien", "_fichiers", "_archivos", "-filer", "_bestanden"])
def test_a_folder_belongs_to_the_page_it_is_named_after(suffix: str):
    pages = {page_stem(name) for name in ("News - a.html", "b.HTM", "c.txt")}
    assert belongs_to(f"News - a{suffix}", pages)
    assert belongs_to(f"b{suffix}", pages)
    assert not belongs_to(f"c{suffix}", pages)
    assert may_belong_to_page(f"anything{suffix}")


def test_other_folders_belong_to_no_page():
    assert not belongs_to("a", {"a"})
    assert not belongs_to("files", {"", "a"})
    assert not may_belong_to_page("files")
    assert not may_belong_to_page("Articles 2026")
