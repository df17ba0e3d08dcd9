"""Under which names a search may be saved."""

from archive_app.errors import SavedSearchError
from archive_app.model.saved_searches import SavedSearch, name_of


def checked_name(name: str, taken_by: SavedSearch | None) -> str:
    """The name as it is kept; `taken_by` is the search that has it.

    Raises:
        SavedSearchError: There is no name, or another search has it.
    """
    kept = name_of(name)
    if not kept:
        raise SavedSearchError("A saved search needs a name. Type one, and save it again.")
    if taken_by is not None:
        raise SavedSearchError(f"There is already a saved search named “{taken_by.name}”. Choose another name.")
    return kept
