"""Choose what a container is by its content; the one way from a file to the articles in it."""

from collections.abc import Iterable
from typing import BinaryIO

from archive_app.formats.container import Container, OpenContainer
from archive_app.formats.epub_container import EpubContainer
from archive_app.formats.omnivore import OmnivoreContainer
from archive_app.formats.registry import SUFFIXES as FORMAT_SUFFIXES
from archive_app.formats.wallabag import WallabagContainer
from archive_app.formats.warc import WaczContainer, WarcContainer
from archive_app.formats.zip_container import ZipContainer

_OTHERS: tuple[Container, ...] = (
    WarcContainer(),
    WaczContainer(),
    OmnivoreContainer(),
    EpubContainer(),
    WallabagContainer(),
)


def _suffixes(containers: Iterable[Container]) -> frozenset[str]:
    return FORMAT_SUFFIXES.union(*(container.suffixes for container in containers))


CONTAINERS: tuple[Container, ...] = (*_OTHERS, ZipContainer(_suffixes(_OTHERS), _OTHERS))
"""All kinds of container; the first that recognises a file opens it."""

SUFFIXES: frozenset[str] = _suffixes(CONTAINERS)
"""The file name endings that a folder import picks up, in lower case with their dot."""


def open_container(file: BinaryIO, name: str) -> OpenContainer | None:
    """Open a file that holds several articles; None stands for any other file.

    Raises:
        UnreadableFileError: It is a container that is damaged, locked, or made to do harm.
    """
    for container in CONTAINERS:
        if container.sniff(file, name):
            return container.open(file, name)
    return None
