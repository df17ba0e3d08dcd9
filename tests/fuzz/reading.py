"""Read a file of any kind to its end, as an import does."""

import io

from archive_app.errors import UnreadableFileError
from archive_app.formats.containers import open_container
from archive_app.formats.registry import read_article
from archive_app.model.article import Original

_MOST_MEMBERS_READ = 20


def read_everything(name: str, data: bytes) -> str:
    """Read a file as an import does; says what came of it."""
    try:
        container = open_container(io.BytesIO(data), name)
        if container is None:
            return f"{read_article(Original(name, data)).format} article"
        read = 0
        for _, locator in zip(range(_MOST_MEMBERS_READ), container.locators(), strict=False):
            try:
                read_article(container.extract(locator))
                read += 1
            except UnreadableFileError as refusal:
                _check(refusal)
    except UnreadableFileError as refusal:
        return _check(refusal)
    return "members read" if read else "no member read"


def _check(refusal: UnreadableFileError) -> str:
    """A refusal is a sentence or more."""
    if not str(refusal).endswith("."):
        raise ValueError(f"no sentence: {refusal}")
    return "refused with a reason"
