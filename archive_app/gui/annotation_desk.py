"""What a person adds to articles in the window: stars, tags and notes, written in the archive's thread."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from archive_app.errors import ArchiveAppError
from archive_app.gui.archive_session import ArchiveSession
from archive_app.gui.reading_pane import ReadingPane
from archive_app.model.annotations import NOTHING_ADDED, Annotations, TagCount, note_of

if TYPE_CHECKING:
    from archive_app.library import Archive

Find = Callable[["Archive"], Sequence[int]]
"""Finds the articles that are meant, in the archive's thread."""

_Changed = Mapping[int, Annotations]
_Tags = tuple[Sequence[int], Mapping[str, int], Sequence[TagCount]]


class AnnotationDesk(QObject):
    """Does what the reading pane, the list and the menus ask; `chosen` says which articles are selected.

    `starred` says whether the open article has a star now, `failed` why something could not be written, and `settled`
    that something was.
    """

    starred = Signal(bool)
    failed = Signal(str)
    settled = Signal()

    def __init__(
        self, session: ArchiveSession, reading: ReadingPane, chosen: Callable[[], Find | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._reading = reading
        self._chosen = chosen
        self._picked: Sequence[int] = ()
        bar = reading.annotations
        bar.star_wanted.connect(lambda: self._star(self._open_article()))
        bar.tags_wanted.connect(lambda: self._pick(self._open_article()))
        bar.chips.removed.connect(self._untag)
        bar.picker.changed.connect(self._tag)
        bar.note.written.connect(self._write)
        bar.showed_star.connect(self.starred)

    def star(self) -> None:
        """Give the selected articles a star, or take it where all have one."""
        self._star(self._chosen())

    def star_one(self, article: int) -> None:
        """Give one article a star, or take it."""
        self._star(lambda _archive: (article,))

    def pick_tags(self) -> None:
        """Offer the tags of the selected articles."""
        self._pick(self._chosen())

    def open_note(self) -> None:
        """Let the note of the open article be written."""
        if self._chosen() is not None:
            self._reading.annotations.open_note()

    def _open_article(self) -> Find | None:
        article = self._reading.article
        return (lambda _archive: (article.id,)) if article is not None else None

    def _star(self, find: Find | None) -> None:
        if find is None:
            return

        def star(archive: "Archive") -> _Changed:
            ids = find(archive)
            before = archive.annotations(ids)
            archive.annotate(ids, starred=not all(before.get(one, NOTHING_ADDED).starred for one in ids))
            return _of(archive, ids)

        self._session.change(star, self._show, self._refuse)

    def _pick(self, find: Find | None) -> None:
        if find is None or self._session.read_only:
            return

        def tags(archive: "Archive") -> _Tags:
            ids = tuple(dict.fromkeys(find(archive)))
            having = Counter(tag for added in archive.annotations(ids).values() for tag in added.tags)
            return ids, having, archive.tags()

        def ready(found: _Tags) -> None:
            self._picked, having, known = found
            self._reading.annotations.picker.pick(len(self._picked), having, known)

        self._session.ask(tags, ready, kind="tags")

    def _tag(self, tag: str, given: bool) -> None:
        ids = self._picked

        def change(archive: "Archive") -> _Changed:
            archive.annotate(ids, tags=[tag] if given else (), untag=() if given else [tag])
            return _of(archive, ids)

        self._session.change(change, self._show, self._refuse)

    def _untag(self, tag: str) -> None:
        if (article := self._reading.article) is not None:
            self._picked = (article.id,)
            self._tag(tag, False)

    def _write(self, article: int, before: str, text: str) -> None:
        """Save a note; where another program has changed it meanwhile, both stay."""

        def write(archive: "Archive") -> _Changed:
            now = _of(archive, [article])[article].note
            mine = note_of(text)
            archive.annotate([article], note=mine if now in {before, mine} else f"{now}\n\n{mine}")
            return _of(archive, [article])

        def written(changed: _Changed) -> None:
            self._reading.annotations.note.show_note(article, changed[article].note)
            self._show(changed)

        def refused(error: ArchiveAppError) -> None:
            self._reading.annotations.note.refuse(article, text, str(error))
            self.failed.emit(f"A note could not be saved. {error}")

        self._session.change(write, written, refused)

    def _show(self, changed: _Changed) -> None:
        self.settled.emit()
        article = self._reading.article
        if article is not None and article.id in changed:
            self._reading.annotations.show_annotations(changed[article.id])

    def _refuse(self, error: ArchiveAppError) -> None:
        self._reading.annotations.picker.leave()
        self._reading.annotations.show_again()
        self.failed.emit(str(error))


def _of(archive: "Archive", ids: Sequence[int]) -> dict[int, Annotations]:
    found = archive.annotations(ids)
    return {article: found.get(article, NOTHING_ADDED) for article in ids}
