"""Saved searches stand in the catalogue."""

from pathlib import Path

from archive_app.model.saved_searches import SavedSearch
from archive_app.model.search import Scope
from archive_app.store.catalogue import Catalogue


def test_saved_searches_are_kept_by_name_in_the_file(tmp_path: Path):
    catalogue = Catalogue(tmp_path / "catalogue.sqlite3")
    saved = catalogue.saved_searches
    moon = saved.add("moon", "moon is:starred", Scope.ARTICLES)
    ports = saved.add("Élan", 'tag:"deep sea"', Scope.TAKEAWAYS)
    saved.rename(moon, "Zenith")
    catalogue.close()
    catalogue = Catalogue(tmp_path / "catalogue.sqlite3")
    saved = catalogue.saved_searches
    assert saved.all() == (
        SavedSearch(moon, "Zenith", "moon is:starred", Scope.ARTICLES),
        SavedSearch(ports, "Élan", 'tag:"deep sea"', Scope.TAKEAWAYS),
    )
    assert saved.named("ÉLAN") == saved.all()[1]
    assert saved.named("moon") is None
    saved.remove(moon)
    assert [search.id for search in saved.all()] == [ports]
    catalogue.close()
