"""What the parse inspector asks of an archive, in the archive's thread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive_app.errors import ArchiveError, UnreadableFileError
from archive_app.model.article import Article, Part
from archive_app.model.corrections import Correction, PartValue
from archive_app.model.inspection import InspectedLine
from archive_app.model.marking import Meaning, Stretch

if TYPE_CHECKING:
    from archive_app.library import Archive


@dataclass(frozen=True, slots=True)
class Inspected:
    """An article, what of it a person corrected, and its original's lines with what each was taken for.

    `closings` are the numbers of the lines that name outlets for further reading. `unreadable` says why the original
    cannot be read where there are no lines; the article can be corrected all the same.
    """

    article: Article
    corrections: Mapping[Part, Correction]
    lines: tuple[InspectedLine, ...]
    closings: frozenset[int]
    unreadable: str = ""


def inspect(archive: "Archive", article_id: int) -> Inspected:
    """Read an article and its original."""
    from archive_app.parsing.credits import closing_line, credit_line  # noqa: PLC0415 - the window does not wait for it

    article, corrections = archive.article(article_id), archive.corrections(article_id)
    try:
        lines = archive.inspect(article_id).lines
    except (ArchiveError, UnreadableFileError) as error:
        return Inspected(article, corrections, (), frozenset(), str(error))
    closings = frozenset(
        number
        for number, line in enumerate(lines)
        if line.part is Part.CREDITS and not credit_line(line.text) and closing_line(line.text)
    )
    return Inspected(article, corrections, lines, closings)


def correct(archive: "Archive", article_id: int, changes: Mapping[Part, PartValue]) -> Inspected:
    """Give parts other values."""
    for part, value in changes.items():
        archive.correct(article_id, part, value)
    return inspect(archive, article_id)


def revert(archive: "Archive", article_id: int, part: Part) -> Inspected:
    """Give a part its parsed value again."""
    archive.revert(article_id, part)
    return inspect(archive, article_id)


def mark(archive: "Archive", article_id: int, stretches: Sequence[Stretch], meaning: Meaning) -> Inspected:
    """Take stretches of the original for what a person says they are."""
    from archive_app.library.marking import changes  # noqa: PLC0415 - likewise

    lines = [line.text for line in archive.inspect(article_id).lines]
    return correct(archive, article_id, changes(archive.article(article_id), lines, stretches, meaning))
