"""The parse inspector: what each line was taken for, saying what it is, editing parts, and the way back."""

# pytest-qt does not annotate its keys and clicks.
# mypy: allow-untyped-calls

import os
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QHelpEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QPushButton, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from archive_app.gui.inspector import Inspector
from archive_app.gui.list_fields import CreditsField, TakeawaysField
from archive_app.gui.main_window import MainWindow
from archive_app.gui.part_fields import PartField, TextField
from archive_app.gui.theme import LIGHT
from archive_app.library import Archive
from archive_app.model.article import Article, Credit, CreditRole, Part
from tests.gui.conftest import OpenWindow, Until

_ALT = Qt.KeyboardModifier.AltModifier
_FURTHER = ["Harbour Gazette", "Island Post", "The Northern Mail"]


@pytest.fixture
def archive_folder(tmp_path: Path, brief: Path) -> Path:
    with Archive.open(tmp_path / "archive") as archive:
        archive.import_paths([brief])
    return tmp_path / "archive"


@pytest.fixture
def window(open_window: OpenWindow, archive_folder: Path, until: Until, qtbot: QtBot) -> MainWindow:
    """A window that inspects the brief."""
    opened = open_window(archive_folder)
    opened.browser.results.select_row(0)
    until(lambda: opened.browser.reading.article is not None)
    qtbot.keyClick(opened, Qt.Key.Key_F8)
    until(lambda: opened.browser.inspector.article_id is not None)
    return opened


@pytest.fixture
def inspector(window: MainWindow) -> Inspector:
    return window.browser.inspector


def _stored(folder: Path) -> Article:
    with Archive.open(folder) as archive:
        return archive.article(1)


def _labels(inspector: Inspector) -> list[str]:
    lines = inspector.original.document().blockCount()
    return [inspector.original.look_of(number).label for number in range(lines)]


def _select(inspector: Inspector, words: str) -> None:
    found = inspector.original.document().find(words)
    assert not found.isNull()
    inspector.original.setTextCursor(found)


def _text(inspector: Inspector, part: Part) -> TextField:
    field = inspector.form.fields[part]
    assert isinstance(field, TextField)
    return field


def _type(qtbot: QtBot, field: TextField, text: str) -> None:
    field.input.setFocus()
    field.input.selectAll()
    qtbot.keyClicks(field.input, text)
    qtbot.keyClick(field.input, Qt.Key.Key_Return)


def _back(field: PartField) -> QPushButton:
    return next(b for b in field.findChildren(QPushButton) if b.text() == "Back to what was parsed")


def test_each_line_is_labelled_with_what_it_was_taken_for(inspector: Inspector):
    assert _labels(inspector) == ["Credit", *["Takeaway"] * 4, "Read on"]


def test_each_line_is_coloured_too(inspector: Inspector):
    ground = inspector.original.grab().toImage()
    shown = {ground.pixelColor(x, y).name() for x in range(0, ground.width(), 3) for y in range(ground.height())}
    assert {LIGHT.part_credit, LIGHT.part_takeaway, LIGHT.part_further} <= shown


def test_the_rule_is_told_where_the_cursor_is_and_in_a_tool_tip(inspector: Inspector, qtbot: QtBot):
    assert inspector.explanation.startswith("Line 1 of 6. Taken for the credit: line “Credited from: Harbour Gazette”")
    assert inspector.original.accessibleDescription() == inspector.explanation
    qtbot.keyClick(inspector.original, Qt.Key.Key_Down)
    assert inspector.explanation.startswith("Line 2 of 6. Taken for a takeaway")
    place = QPoint(inspector.original.margin_width + 20, 8)
    QApplication.sendEvent(
        inspector.original, QHelpEvent(QEvent.Type.ToolTip, place, inspector.original.mapToGlobal(place))
    )
    assert QToolTip.text().startswith("Taken for the credit")


def test_an_original_opens_where_the_article_begins_in_it(
    open_window: OpenWindow, tmp_path: Path, qtbot: QtBot, until: Until
):
    links = "".join(f"<div>Section {number}</div>" for number in range(90))
    story = "".join(
        f"<p>The ferry left pier {number} at noon, and the town came to see it go.</p>" for number in range(9)
    )
    page = f"<html><body><div>{links}</div><article><h1>The ferry is back</h1>{story}</article></body></html>"
    (tmp_path / "page.html").write_text(page, "utf-8")
    with Archive.open(tmp_path / "archive") as archive:
        archive.import_paths([tmp_path / "page.html"])
    window = open_window(tmp_path / "archive")
    window.browser.results.select_row(0)
    until(lambda: window.browser.reading.article is not None)
    qtbot.keyClick(window, Qt.Key.Key_F8)
    inspector = window.browser.inspector
    until(lambda: "Taken for the title" in inspector.explanation)
    original = inspector.original
    assert original.viewport().rect().contains(original.cursorRect())


def test_every_part_is_shown_with_where_it_comes_from(inspector: Inspector):
    takeaways, credits = inspector.form.fields[Part.TAKEAWAYS], inspector.form.fields[Part.CREDITS]
    assert isinstance(takeaways, TakeawaysField)
    assert isinstance(credits, CreditsField)
    assert len(takeaways.rows) == 3
    assert [row.value for row in credits.rows] == [
        Credit("Harbour Gazette", CreditRole.CREDITED),
        *(Credit(name, CreditRole.FURTHER_READING) for name in _FURTHER),
    ]
    assert "made from the text" in _text(inspector, Part.TITLE).note
    assert "Credited from" in credits.note
    assert not any(field.is_edited for field in inspector.form.fields.values())


def test_selected_words_become_the_title_by_keyboard(
    window: MainWindow, inspector: Inspector, archive_folder: Path, qtbot: QtBot, until: Until
):
    _select(inspector, "second ferry line")
    qtbot.keyClick(inspector.original, Qt.Key.Key_1, _ALT)
    until(lambda: inspector.told == "Saved: title.")
    title = _text(inspector, Part.TITLE)
    assert title.input.text() == "second ferry line"
    assert title.is_edited
    assert _stored(archive_folder).title == "second ferry line"
    until(lambda: window.browser.results.model.index(0, 0).data() == "second ferry line")
    until(lambda: window.browser.reading.view.toPlainText().startswith("second ferry line"))


def test_a_line_can_be_said_to_be_no_part_of_the_article_by_menu(
    window: MainWindow, inspector: Inspector, archive_folder: Path, until: Until
):
    inspector.original.go_to_line(5)
    action = next(a for a in window.findChildren(QAction) if a.text() == "&Not part of the article")
    action.trigger()
    until(lambda: inspector.told == "Saved: credits.")
    article = _stored(archive_folder)
    assert article.outlets(CreditRole.FURTHER_READING) == ()
    assert _labels(inspector)[5] == "—"


def test_a_takeaway_becomes_text_and_goes_back(inspector: Inspector, archive_folder: Path, qtbot: QtBot, until: Until):
    inspector.original.go_to_line(3)
    qtbot.keyClick(inspector.original, Qt.Key.Key_7, _ALT)
    until(lambda: bool(inspector.told))
    assert _labels(inspector)[3] == "Text"
    assert len(_stored(archive_folder).takeaways) == 2
    for part in (Part.TAKEAWAYS, Part.BODY):
        _back(inspector.form.fields[part]).click()
        until(lambda part=part: not inspector.form.fields[part].is_edited)  # type: ignore[misc] # binds the loop's part
    assert _labels(inspector) == ["Credit", *["Takeaway"] * 4, "Read on"]
    assert len(_stored(archive_folder).takeaways) == 3


def test_words_without_a_date_are_refused_with_a_sentence(inspector: Inspector, qtbot: QtBot, until: Until):
    _select(inspector, "Ticket prices")
    qtbot.keyClick(inspector.original, Qt.Key.Key_3, _ALT)
    until(lambda: "holds no date" in inspector.told)


def test_a_typed_value_is_saved_found_and_given_back(
    window: MainWindow, inspector: Inspector, archive_folder: Path, qtbot: QtBot, until: Until
):
    byline = _text(inspector, Part.BYLINE)
    _type(qtbot, byline, "Zephyrine Quill")
    until(lambda: byline.is_edited)
    assert _stored(archive_folder).byline == "Zephyrine Quill"
    window.browser.search("by:zephyrine")
    until(lambda: window.browser.results.model.query is not None and window.browser.results.model.total == 1)
    _back(byline).click()
    until(lambda: not byline.is_edited)
    assert byline.input.text() == ""
    assert _stored(archive_folder).byline is None


@pytest.mark.parametrize("typed", ["2025-03-14", "14 March 2025", "14 mar. 2025", "March 14, 2025"])
def test_a_date_is_taken_as_it_is_written(
    inspector: Inspector, archive_folder: Path, qtbot: QtBot, until: Until, typed: str
):
    published = _text(inspector, Part.PUBLISHED)
    _type(qtbot, published, typed)
    until(lambda: published.is_edited)
    assert published.input.text() == "14 March 2025"
    assert _stored(archive_folder).published == date(2025, 3, 14)


@pytest.mark.parametrize(
    "refused",
    [
        (Part.PUBLISHED, "31 February 2025", "is no date"),
        (Part.PUBLISHED, "yesterday", "is no date"),
        (Part.URL, "example dot org", "is no web address"),
        (Part.LANGUAGE, "English", "is no language code"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    inspector: Inspector, archive_folder: Path, qtbot: QtBot, until: Until, refused: tuple[Part, str, str]
):
    part, typed, reason = refused
    field = _text(inspector, part)
    _type(qtbot, field, typed)
    until(lambda: reason in field.error)
    assert field.input.text() == typed
    assert field.input.accessibleDescription() == field.error
    qtbot.keyClick(field.input, Qt.Key.Key_Return)
    assert reason in field.error
    qtbot.keyClick(field.input, Qt.Key.Key_Escape)
    assert field.input.text() != typed
    assert not field.is_edited
    with Archive.open(archive_folder) as archive:
        assert archive.corrections(1) == {}


def test_an_article_keeps_its_title(inspector: Inspector, qtbot: QtBot, until: Until):
    title = _text(inspector, Part.TITLE)
    title.input.setFocus()
    title.input.selectAll()
    qtbot.keyClick(title.input, Qt.Key.Key_Delete)
    qtbot.keyClick(title.input, Qt.Key.Key_Return)
    until(lambda: "needs a title" in title.error)


def test_takeaways_are_edited_moved_added_and_removed(
    inspector: Inspector, archive_folder: Path, qtbot: QtBot, until: Until
):
    field = inspector.form.fields[Part.TAKEAWAYS]
    assert isinstance(field, TakeawaysField)
    first, second, third = _stored(archive_folder).takeaways
    field.rows[1].input.setFocus()
    qtbot.keyClick(field.rows[1].input, Qt.Key.Key_Up, _ALT)
    until(lambda: _stored(archive_folder).takeaways == (second, first, third))
    assert field.rows[0].input.text() == second
    field.rows[2].buttons[2].click()
    until(lambda: _stored(archive_folder).takeaways == (second, first))
    next(b for b in field.findChildren(QPushButton) if b.text() == "Add a takeaway").click()
    added = field.rows[2].input
    assert added.hasFocus()
    qtbot.keyClicks(added, "Fares are free on Sundays.")
    # Going elsewhere is enough.
    _text(inspector, Part.BYLINE).input.setFocus()
    until(lambda: _stored(archive_folder).takeaways == (second, first, "Fares are free on Sundays."))
    assert field.is_edited
    _back(field).click()
    until(lambda: not field.is_edited)
    assert [row.value for row in field.rows] == [first, second, third]


def test_what_is_being_typed_stays_while_another_correction_comes_back(
    inspector: Inspector, archive_folder: Path, qtbot: QtBot, until: Until
):
    field, byline = inspector.form.fields[Part.TAKEAWAYS], _text(inspector, Part.BYLINE)
    assert isinstance(field, TakeawaysField)
    first, second, third = _stored(archive_folder).takeaways
    _type(qtbot, byline, "Ann Lee")
    qtbot.keyClick(field.rows[1].input, Qt.Key.Key_Up, _ALT)
    qtbot.keyClick(field.rows[0].input, Qt.Key.Key_Down, _ALT)
    qtbot.keyClick(field.rows[2].input, Qt.Key.Key_Up, _ALT)
    field.rows[0].input.setFocus()
    qtbot.keyClicks(field.rows[0].input, "Mind: ")
    until(lambda: byline.is_edited and field.is_edited)
    until(lambda: _stored(archive_folder).takeaways == (first, third, second))
    assert field.rows[0].input.text() == "Mind: " + first
    qtbot.keyClick(field.rows[0].input, Qt.Key.Key_Return)
    until(lambda: _stored(archive_folder).takeaways == ("Mind: " + first, third, second))


def test_a_credits_outlet_and_role_are_edited(inspector: Inspector, archive_folder: Path, qtbot: QtBot, until: Until):
    field = inspector.form.fields[Part.CREDITS]
    assert isinstance(field, CreditsField)
    row = field.rows[1]
    row.input.setFocus()
    row.input.selectAll()
    qtbot.keyClicks(row.input, "Island Herald")
    qtbot.keyClick(row.input, Qt.Key.Key_Return)
    until(lambda: Credit("Island Herald", CreditRole.FURTHER_READING) in _stored(archive_folder).credits)
    row.role.setFocus()
    qtbot.keyClick(row.role, Qt.Key.Key_Up)
    row.role.activated.emit(row.role.currentIndex())
    until(lambda: Credit("Island Herald", CreditRole.CREDITED) in _stored(archive_folder).credits)


def test_the_wheel_scrolls_the_form_and_changes_no_role(inspector: Inspector, archive_folder: Path):
    field = inspector.form.fields[Part.CREDITS]
    assert isinstance(field, CreditsField)
    role, before = field.rows[1].role, _stored(archive_folder).credits
    place = QPointF(role.rect().center())
    over = role.mapToGlobal(place)
    turn = QPoint(0, 120)
    none, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.NoButton
    wheel = QWheelEvent(place, over, QPoint(), turn, buttons, none, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(role, wheel)
    assert role.currentIndex() == role.findText("Further reading")
    assert not role.hasFocus()
    assert _stored(archive_folder).credits == before


def test_what_is_typed_last_is_kept_when_the_window_closes(
    window: MainWindow, inspector: Inspector, archive_folder: Path, qtbot: QtBot
):
    site = _text(inspector, Part.SITE_NAME)
    site.input.setFocus()
    qtbot.keyClicks(site.input, "The Last Word")
    window.close()
    assert _stored(archive_folder).site_name == "The Last Word"


def test_escape_goes_back_to_the_list_and_f8_to_the_article(window: MainWindow, inspector: Inspector, qtbot: QtBot):
    assert inspector.original.hasFocus()
    qtbot.keyClick(inspector.original, Qt.Key.Key_Escape)
    assert window.browser.results.view.hasFocus()
    qtbot.keyClick(window, Qt.Key.Key_F8)
    assert not window.browser.inspecting
    assert window.browser.reading.view.hasFocus()


def test_the_inspector_follows_the_list(
    open_window: OpenWindow, archive_folder: Path, tmp_path: Path, until: Until, qtbot: QtBot
):
    (tmp_path / "other.txt").write_text("Another ferry story\n\nIt has a ferry and little else to tell.\n", "utf-8")
    with Archive.open(archive_folder) as archive:
        archive.import_paths([tmp_path / "other.txt"])
    window = open_window(archive_folder)
    window.browser.results.select_row(0)
    until(lambda: window.browser.reading.article is not None)
    window.browser.inspect(on=True)
    inspector = window.browser.inspector
    until(lambda: inspector.article_id is not None)
    first = inspector.article_id
    window.browser.results.select_row(1)
    until(lambda: inspector.article_id not in {first, None})
    title = _text(inspector, Part.TITLE).input.text()
    assert title == _shown_title(window)


def _shown_title(window: MainWindow) -> str:
    article = window.browser.reading.article
    assert article is not None
    return article.title


def test_every_control_of_the_inspector_has_a_name(inspector: Inspector):
    nameless = [
        widget
        for widget in inspector.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisibleTo(inspector)
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
        and not widget.objectName().startswith("qt_")
    ]
    assert nameless == []
    inputs = [*inspector.findChildren(QLineEdit), *inspector.findChildren(QComboBox)]
    assert all(widget.accessibleName() for widget in inputs)


def test_a_read_only_archive_is_inspected_but_not_corrected(
    open_window: OpenWindow, archive_folder: Path, until: Until, monkeypatch: pytest.MonkeyPatch
):
    # Root may write everywhere, so the folder's permissions alone would not do.
    monkeypatch.setattr(os, "access", lambda *_: False)
    window = open_window(archive_folder)
    window.browser.results.select_row(0)
    until(lambda: window.browser.reading.article is not None)
    window.browser.inspect(on=True)
    inspector = window.browser.inspector
    until(lambda: inspector.article_id is not None)
    assert _labels(inspector)[0] == "Credit"
    assert _text(inspector, Part.TITLE).input.isReadOnly()
    assert not inspector.meanings.isEnabled()


def test_a_narrow_window_puts_the_form_under_the_original(window: MainWindow, inspector: Inspector, until: Until):
    window.resize(1360, 800)
    until(lambda: inspector.form.mapTo(inspector, QPoint(0, 0)).x() > 200)
    window.resize(760, 700)
    until(lambda: inspector.form.mapTo(inspector, QPoint(0, 0)).x() < 20)


def test_a_selection_over_several_lines_gives_each_line_its_words(inspector: Inspector, until: Until):
    cursor = inspector.original.textCursor()
    cursor.setPosition(inspector.original.document().findBlockByNumber(2).position())
    cursor.setPosition(
        inspector.original.document().findBlockByNumber(3).position() + 6, QTextCursor.MoveMode.KeepAnchor
    )
    inspector.original.setTextCursor(cursor)
    stretches = inspector.original.selected()
    assert [stretch.line for stretch in stretches] == [2, 3]
    assert stretches[1].text == "Ticket"


def test_an_article_whose_original_is_missing_can_still_be_corrected(
    open_window: OpenWindow, archive_folder: Path, qtbot: QtBot, until: Until
):
    for original in (archive_folder / "originals").rglob("*.gz"):
        original.unlink()
    window = open_window(archive_folder)
    window.browser.results.select_row(0)
    until(lambda: window.browser.reading.article is not None)
    qtbot.keyClick(window, Qt.Key.Key_F8)
    inspector = window.browser.inspector
    until(lambda: inspector.article_id is not None)
    assert "is missing from the archive folder" in inspector.original.placeholderText()
    assert inspector.original.accessibleDescription() == inspector.original.placeholderText()
    _type(qtbot, _text(inspector, Part.TITLE), "Ferries for the islands")
    until(lambda: inspector.told == "Saved: title.")
    assert _stored(archive_folder).title == "Ferries for the islands"
    _back(_text(inspector, Part.TITLE)).click()
    until(lambda: _stored(archive_folder).title != "Ferries for the islands")
