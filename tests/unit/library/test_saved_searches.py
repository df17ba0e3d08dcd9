"""Searches that a person keeps under names belong to the archive."""

import os
import shutil
from pathlib import Path

import pytest

from archive_app.errors import ArchiveReadOnlyError, SavedSearchError
from archive_app.library import Archive
from archive_app.model.saved_searches import LONGEST_NAME, SavedSearch
from archive_app.model.search import Scope


def test_a_saved_search_goes_where_the_archive_goes(archive: Archive, tmp_path: Path):
    kept = archive.save_search("  Deep   sea ", 'tag:"deep sea" date:2024', Scope.TAKEAWAYS)
    assert kept.name == "Deep sea"
    archive.close()
    shutil.copytree(archive.folder, tmp_path / "copy")
    with Archive.open(tmp_path / "copy") as copy:
        assert copy.saved_searches() == (kept,)
        copy.forget_search(kept.id)
        assert copy.saved_searches() == ()


def test_names_are_given_once_however_they_are_cased(archive: Archive):
    moon = archive.save_search("Moon", "moon")
    mars = archive.save_search("Mars", "mars")
    with pytest.raises(SavedSearchError, match="“Moon”"):
        archive.save_search("MOON", "is:starred")
    with pytest.raises(SavedSearchError, match="“Mars”"):
        archive.rename_search(moon.id, "mars ")
    archive.rename_search(moon.id, "MOON")
    assert archive.saved_searches() == (mars, SavedSearch(moon.id, "MOON", "moon"))


def test_a_name_is_asked_for_and_cut_where_it_is_long(archive: Archive):
    with pytest.raises(SavedSearchError, match="needs a name"):
        archive.save_search(" \n", "moon")
    assert archive.save_search("m" * 200, "moon").name == "m" * LONGEST_NAME
    with pytest.raises(SavedSearchError):
        archive.save_search("m" * LONGEST_NAME + "n", "moon")


def test_a_read_only_archive_keeps_its_saved_searches_as_they_are(archive: Archive, monkeypatch: pytest.MonkeyPatch):
    kept = archive.save_search("Moon", "moon")
    archive.close()
    # Root may write everywhere, so the folder's permissions alone would not do.
    monkeypatch.setattr(os, "access", lambda *_: False)
    with Archive.open(archive.folder) as reader:
        assert reader.saved_searches() == (kept,)
        for change in (
            lambda: reader.save_search("Mars", "mars"),
            lambda: reader.rename_search(kept.id, "Luna"),
            lambda: reader.forget_search(kept.id),
        ):
            with pytest.raises(ArchiveReadOnlyError):
                change()
