"""Stars, tags and notes in the window: given, taken and kept, for one article or several."""

# pytest-qt does not annotate its keys and clicks.
# mypy: allow-untyped-calls

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from archive_app.gui.main_window import MainWindow
from archive_app.gui.results import HitRole
from archive_app.gui.results_delegate import ResultsDelegate
from archive_app.gui.sidebar_lines import Page
from archive_app.gui.tag_chips import TagChip
from archive_app.library import Archive
from archive_app.model.annotations import LONGEST_NOTE, NOTHING_ADDED, Annotations
from tests.gui.conftest import OpenWindow, Until

Key = Qt.Key
_SHIFT, _CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def _added(folder: Path, article: int) -> Annotations:
    with Archive.open(folder) as archive:
        return archive.annotations([article]).get(article, NOTHING_ADDED)


def _id(window: MainWindow, row: int) -> int:
    hit = window.browser.results.model.hit(row)
    assert hit is not None
    return hit.id


def _stars(window: MainWindow, rows: int) -> list[bool]:
    hits = [window.browser.results.model.hit(row) for row in range(rows)]
    return [hit is not None and hit.starred for hit in hits]


def _read(window: MainWindow, row: int, until: Until) -> int:
    article = _id(window, row)
    window.browser.results.select_row(row)
    window.browser.results.focus_rows()
    until(lambda: window.browser.reading.article is not None and window.browser.reading.article.id == article)
    return article


def _press(qtbot: QtBot, key: Qt.Key) -> None:
    """Press a key with Ctrl where the keyboard is."""
    qtbot.keyClick(_focus(), key, _CONTROL)


def _focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def _chips(window: MainWindow) -> list[str]:
    return [chip.tag for chip in window.browser.reading.findChildren(TagChip) if chip.isVisible()]


# --- stars


def test_a_star_is_given_and_taken_by_a_key(window: MainWindow, stocked: Path, qtbot: QtBot, until: Until):
    article = _read(window, 1, until)
    star = window.browser.reading.annotations.star
    _press(qtbot, Key.Key_D)
    until(lambda: _stars(window, 3) == [False, True, False])
    assert star.isChecked()
    assert _added(stocked, article).starred
    spoken = window.browser.results.model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Starred" in spoken
    _press(qtbot, Key.Key_D)
    until(lambda: not any(_stars(window, 3)))
    assert not star.isChecked()


def test_a_star_of_the_reading_pane_shows_at_once(window: MainWindow, stocked: Path, qtbot: QtBot, until: Until):
    article = _read(window, 0, until)
    star = window.browser.reading.annotations.star
    qtbot.mouseClick(star, Qt.MouseButton.LeftButton)
    assert star.isChecked()
    until(lambda: _stars(window, 1) == [True])
    assert _added(stocked, article).starred


def test_several_articles_get_the_star_that_some_lack_and_then_lose_it(window: MainWindow, qtbot: QtBot, until: Until):
    _read(window, 1, until)
    _press(qtbot, Key.Key_D)
    until(lambda: _stars(window, 3) == [False, True, False])
    _read(window, 0, until)
    for _ in range(2):
        qtbot.keyClick(_focus(), Key.Key_Down, _SHIFT)
    _press(qtbot, Key.Key_D)
    until(lambda: _stars(window, 4) == [True, True, True, False])
    assert len(window.browser.results.selected_rows()) == 3
    _press(qtbot, Key.Key_D)
    until(lambda: not any(_stars(window, 4)))


def test_the_star_of_a_row_is_clicked_without_opening_the_row(window: MainWindow, qtbot: QtBot, until: Until):
    view = window.browser.results.view
    delegate = view.itemDelegate()
    assert isinstance(delegate, ResultsDelegate)
    index = view.model().index(2, 0)
    place = delegate.star_place(view.visualRect(index), index.data(HitRole)).center().toPoint()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    until(lambda: _stars(window, 3) == [False, False, True])
    assert window.browser.reading.article is None
    assert window.browser.results.selected_rows() == []


def test_what_is_starred_can_be_filtered_and_leaves_the_list_with_its_star(
    window: MainWindow, qtbot: QtBot, until: Until
):
    _read(window, 0, until)
    _press(qtbot, Key.Key_D)
    until(lambda: _stars(window, 1) == [True])
    window.browser.search("is:starred")
    model = window.browser.results.model
    until(lambda: model.total == 1)
    window.browser.results.focus_rows()
    _press(qtbot, Key.Key_D)
    until(lambda: model.total == 0)


def test_stars_of_more_articles_than_the_index_learns_at_once_are_found(
    open_window: OpenWindow, tmp_path: Path, write_articles: Callable[[int], Path], qtbot: QtBot, until: Until
):
    with Archive.open(tmp_path / "many") as archive:
        archive.import_paths([write_articles(210)])
    window = open_window(tmp_path / "many")
    window.browser.results.focus_rows()
    qtbot.keyClick(window.browser.results.view, Key.Key_A, _CONTROL)
    _press(qtbot, Key.Key_D)
    window.browser.search("is:starred")
    until(lambda: window.browser.results.model.total == 210)
    until(lambda: not window.session.importing.running)


# --- tags


def test_a_tag_is_made_found_again_and_taken_off_by_keys(window: MainWindow, stocked: Path, qtbot: QtBot, until: Until):
    picker = window.browser.reading.annotations.picker
    first = _read(window, 0, until)
    _press(qtbot, Key.Key_T)
    until(picker.isVisible)
    qtbot.keyClicks(_focus(), "Ferry line")
    qtbot.keyClick(_focus(), Key.Key_Return)
    until(lambda: _chips(window) == ["Ferry line"])
    qtbot.keyClick(_focus(), Key.Key_Escape)
    assert not picker.isVisible()
    assert _focus() is window.browser.results.view

    second = _read(window, 1, until)
    assert _chips(window) == []
    _press(qtbot, Key.Key_T)
    until(picker.isVisible)
    qtbot.keyClicks(_focus(), "ferr")
    assert picker.view.currentIndex().data() == "Ferry line"
    qtbot.keyClick(_focus(), Key.Key_Return)
    until(lambda: _chips(window) == ["Ferry line"])
    assert {_added(stocked, one).tags for one in (first, second)} == {("Ferry line",)}
    # The same key again takes it off.
    qtbot.keyClick(_focus(), Key.Key_Return)
    until(lambda: _chips(window) == [])
    assert _added(stocked, second) == NOTHING_ADDED


def test_several_articles_are_tagged_together(window: MainWindow, stocked: Path, qtbot: QtBot, until: Until):
    picker = window.browser.reading.annotations.picker
    ids = [_id(window, row) for row in range(3)]
    with Archive.open(stocked) as archive:
        archive.annotate(ids[:1], tags=["ports"])
    _read(window, 0, until)
    for _ in range(2):
        qtbot.keyClick(_focus(), Key.Key_Down, _SHIFT)
    _press(qtbot, Key.Key_T)
    until(picker.isVisible)
    ports = picker.view.model().index(0, 0)
    assert ports.data() == "ports"
    assert ports.data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.PartiallyChecked
    qtbot.keyClick(_focus(), Key.Key_Down)
    qtbot.keyClick(_focus(), Key.Key_Return)
    until(lambda: all(_added(stocked, one).tags == ("ports",) for one in ids))
    qtbot.keyClick(_focus(), Key.Key_Return)
    until(lambda: not any(_added(stocked, one).tags for one in ids))


def test_a_chip_leads_to_its_articles_and_delete_takes_it_off(
    open_window: OpenWindow, stocked: Path, qtbot: QtBot, until: Until
):
    with Archive.open(stocked) as archive:
        archive.annotate([1, 2], tags=["Ferry line"])
        archive.annotate([1], tags=["ports"])
    window = open_window(stocked)
    window.browser.open_article(1)
    until(lambda: _chips(window) == ["Ferry line", "ports"])
    chip = window.browser.reading.findChildren(TagChip)[0]
    qtbot.mouseClick(chip.name, Qt.MouseButton.LeftButton)
    until(lambda: window.browser.results.model.total == 2)
    assert window.top_bar.search_box.text() == 'tag:"Ferry line"'
    chip.name.setFocus()
    qtbot.keyClick(_focus(), Key.Key_Delete)
    until(lambda: _chips(window) == ["ports"])
    assert _focus().accessibleName() == "Tag ports"
    qtbot.keyClick(_focus(), Key.Key_Backspace)
    until(lambda: _chips(window) == [])
    assert _focus() is window.browser.reading.annotations.tags
    until(lambda: window.browser.results.model.total == 1)


# --- notes


def test_a_note_is_kept_when_another_article_is_opened(window: MainWindow, stocked: Path, qtbot: QtBot, until: Until):
    note = window.browser.reading.annotations.note
    first = _read(window, 0, until)
    assert not note.isVisible()
    _press(qtbot, Key.Key_E)
    assert _focus() is note.paper
    qtbot.keyClicks(note.paper, "Ask the board.")
    _read(window, 1, until)
    assert not note.isVisible()
    until(lambda: _added(stocked, first).note == "Ask the board.")
    _read(window, 0, until)
    assert note.isVisible()
    assert note.paper.toPlainText() == "Ask the board."


def test_a_note_is_saved_while_one_writes_and_can_be_emptied(
    window: MainWindow, stocked: Path, qtbot: QtBot, until: Until
):
    note = window.browser.reading.annotations.note
    article = _read(window, 0, until)
    _press(qtbot, Key.Key_E)
    qtbot.keyClicks(note.paper, "Ask  ")
    until(lambda: _added(stocked, article).note == "Ask")
    # Saving tidies what is kept, not what is being written.
    qtbot.keyClicks(note.paper, "the board")
    assert note.paper.toPlainText() == "Ask  the board"
    until(lambda: _added(stocked, article).note == "Ask  the board")
    note.paper.selectAll()
    qtbot.keyClick(note.paper, Key.Key_Delete)
    qtbot.keyClick(note.paper, Key.Key_Escape)
    assert _focus() is window.browser.reading.view
    until(lambda: _added(stocked, article) == NOTHING_ADDED)
    until(lambda: not note.isVisible())


def test_a_note_is_kept_when_the_window_closes(window: MainWindow, stocked: Path, qtbot: QtBot, until: Until):
    article = _read(window, 0, until)
    _press(qtbot, Key.Key_E)
    qtbot.keyClicks(_focus(), "Ask the board.")
    window.close()
    assert _added(stocked, article).note == "Ask the board."


def test_a_note_is_kept_when_another_archive_is_opened(
    window: MainWindow, stocked: Path, tmp_path: Path, qtbot: QtBot, until: Until
):
    article = _read(window, 0, until)
    _press(qtbot, Key.Key_E)
    qtbot.keyClicks(_focus(), "Ask the board.")
    window.open_archive(tmp_path / "other")
    until(lambda: _added(stocked, article).note == "Ask the board.")
    assert not window.browser.reading.annotations.note.isVisible()


def test_a_note_that_was_changed_elsewhere_meanwhile_keeps_both(
    window: MainWindow, stocked: Path, qtbot: QtBot, until: Until
):
    note = window.browser.reading.annotations.note
    article = _read(window, 0, until)
    _press(qtbot, Key.Key_E)
    with Archive.open(stocked) as archive:
        archive.annotate([article], note="Seen by Ana.")
    qtbot.keyClicks(note.paper, "Ask the board.")
    until(lambda: _added(stocked, article).note == "Seen by Ana.\n\nAsk the board.")
    until(lambda: note.paper.toPlainText() == "Seen by Ana.\n\nAsk the board.")
    qtbot.keyClicks(note.paper, " Soon.")
    until(lambda: _added(stocked, article).note == "Seen by Ana.\n\nAsk the board. Soon.")


def test_a_note_that_cannot_be_saved_stays_and_says_why(window: MainWindow, stocked: Path, qtbot: QtBot, until: Until):
    note = window.browser.reading.annotations.note
    article = _read(window, 0, until)
    _press(qtbot, Key.Key_E)
    note.paper.setPlainText("a" * (LONGEST_NOTE + 1))
    _read(window, 1, until)
    until(lambda: "a note can have" in window.notice.text)
    assert note.error == ""
    _read(window, 0, until)
    assert "a note can have" in note.error
    assert len(note.paper.toPlainText()) == LONGEST_NOTE + 1
    note.paper.setPlainText("Shorter.")
    until(lambda: _added(stocked, article).note == "Shorter.")
    until(lambda: note.error == "")


# --- where nothing can be written


def test_the_inspector_leaves_no_room_for_tags_and_notes_but_for_the_star(
    window: MainWindow, qtbot: QtBot, until: Until
):
    _read(window, 0, until)
    window.browser.inspect(on=True)
    _press(qtbot, Key.Key_T)
    _press(qtbot, Key.Key_E)
    _press(qtbot, Key.Key_D)
    until(lambda: _stars(window, 1) == [True])
    assert not window.browser.reading.annotations.picker.isVisible()
    assert not window.browser.reading.annotations.note.isVisible()


def test_nothing_is_given_to_articles_behind_another_page(window: MainWindow, qtbot: QtBot, until: Until):
    _read(window, 0, until)
    window.browser.show_page(Page.TRASH)
    _press(qtbot, Key.Key_D)
    _press(qtbot, Key.Key_T)
    window.browser.show_page(Page.ARTICLES)
    window.browser.search("moon")
    until(lambda: window.browser.results.model.query is not None and window.browser.results.model.query.text == "moon")
    window.browser.search("is:starred")
    until(lambda: window.browser.results.model.total == 0)
    assert not window.browser.reading.annotations.picker.isVisible()


def test_a_read_only_archive_shows_what_was_added_and_takes_nothing(
    open_window: OpenWindow, stocked: Path, qtbot: QtBot, until: Until, monkeypatch: pytest.MonkeyPatch
):
    with Archive.open(stocked) as archive:
        archive.annotate([1], starred=True, tags=["ports"], note="Ask the board.")
    # Root may write everywhere, so the folder's permissions alone would not do.
    monkeypatch.setattr(os, "access", lambda *_: False)
    window = open_window(stocked)
    window.browser.open_article(1)
    until(lambda: _chips(window) == ["ports"])
    bar = window.browser.reading.annotations
    assert bar.star.isChecked()
    assert not any(button.isEnabled() for button in bar.buttons)
    assert bar.note.paper.isReadOnly()
    assert bar.note.paper.toPlainText() == "Ask the board."
    chip = window.browser.reading.findChildren(TagChip)[0]
    assert [button.accessibleName() for button in chip.findChildren(QToolButton)] == ["Tag ports"]
