"""The page of possible duplicates: what it compares, and what each decision does."""

# pytest-qt does not annotate its keys and clicks.
# mypy: allow-untyped-calls

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from archive_app.gui.comparing import differences
from archive_app.gui.comparison_view import ComparisonView
from archive_app.gui.main_window import MainWindow
from archive_app.gui.sidebar_lines import Page
from archive_app.library import Archive
from tests.gui.conftest import OpenWindow, Until

_STORY = [
    "The harbour board approved a second ferry line to the northern islands on Monday evening.",
    "Sailings begin in May and run every hour from the old pier until the last train has left.",
    "Ticket prices stay as they are for residents, while visitors pay a third more from June onwards.",
    "A study warned that traffic in the quiet season may not cover the cost of fuel within a year.",
]
_LATER = [*_STORY[:1], _STORY[1].replace("in May", "in April"), *_STORY[2:]]


def _write(folder: Path, name: str, paragraphs: list[str]) -> Path:
    file = folder / name
    file.write_text("A ferry for the isles\n\n" + "\n\n".join(paragraphs) + "\n", encoding="utf-8")
    return file


@pytest.fixture
def window(open_window: OpenWindow, tmp_path: Path, until: Until) -> MainWindow:
    """A window that shows two articles which differ in a word, and one of its own."""
    with Archive.open(tmp_path / "archive") as archive:
        archive.import_paths([_write(tmp_path, "first.txt", _STORY)])
        archive.import_paths([_write(tmp_path, "later.txt", _LATER)])
        archive.import_paths(
            [_write(tmp_path, "else.txt", ["Snow fell in the hills all night, and the passes closed."])]
        )
        assert len(archive.possible_duplicates()) == 1
    opened = open_window(tmp_path / "archive")
    until(lambda: "Possible duplicates, 1 pair" in _sidebar(opened))
    opened.browser.show_page(Page.DUPLICATES)
    until(lambda: opened.duplicates_page.comparison.comparison is not None)
    return opened


def _sidebar(window: MainWindow) -> list[str]:
    model = window.browser.sidebar.view.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [str(model.index(row, 0).data(role)) for row in range(model.rowCount())]


def _buttons(inside: QWidget, text: str) -> list[QPushButton]:
    return [button for button in inside.findChildren(QPushButton) if button.text() == text]


def _lit(view: ComparisonView) -> list[str]:
    """The lit words of each text."""
    lit = []
    for column in (view.left, view.right):
        words, block = [], column.text.document().begin()
        while block.isValid():
            formats = [
                block.text()[each.start : each.start + each.length]
                for each in block.textFormats()
                if each.format.background().style() is not Qt.BrushStyle.NoBrush
            ]
            words += formats
            block = block.next()
        lit.append(" ".join(words))
    return lit


def test_a_pair_is_shown_side_by_side_with_its_differences_lit(window: MainWindow):
    page = window.duplicates_page
    [listed] = page.model.rows
    assert listed.left == listed.right == "A ferry for the isles"
    assert listed.pair.reason.startswith("nearly the same text: ")
    assert _lit(page.comparison) == ["May", "April"]
    assert "From first.txt" in page.comparison.left.text.toPlainText()
    assert "From later.txt" in page.comparison.right.text.toPlainText()


def test_keeping_one_moves_the_other_to_the_trash_and_undo_brings_it_back(window: MainWindow, until: Until):
    page = window.duplicates_page
    page.comparison.right.keep.click()
    until(lambda: not page.model.rows)
    assert window.notice.text == "“A ferry for the isles” was moved to the trash."
    assert not any("Possible duplicates" in line for line in _sidebar(window))
    with Archive.open(window.session.folder or "") as archive:
        assert [article.original_name for article in archive.trashed()] == ["first.txt"]
    window.trash.undo()
    until(lambda: len(page.model.rows) == 1)


def test_keeping_both_ends_the_question_for_good(window: MainWindow, until: Until):
    page = window.duplicates_page
    _buttons(page, "Keep both")[0].click()
    until(lambda: not page.model.rows)
    with Archive.open(window.session.folder or "") as archive:
        assert archive.count() == 3
        assert archive.possible_duplicates() == ()


def test_deciding_later_goes_on_to_the_next_pair(window: MainWindow, tmp_path: Path, until: Until):
    page = window.duplicates_page
    later = _buttons(page, "Decide later")[0]
    assert not later.isEnabled()
    window.imports.start([_write(tmp_path, "third.txt", [*_STORY[:3], _STORY[3].replace("fuel", "diesel")])])
    until(lambda: len(page.model.rows) > 1)
    first = page.chosen
    later.click()
    assert page.chosen != first
    until(lambda: (shown := page.comparison.comparison) is not None and shown.pair == page.chosen)
    assert len(page.model.rows) > 1


def test_an_article_of_the_pair_can_be_opened(window: MainWindow, until: Until):
    _buttons(window.duplicates_page.comparison.right, "Open")[0].click()
    until(lambda: window.browser.reading.article is not None)
    assert window.browser.reading.article is not None
    assert window.browser.reading.article.original_name == "later.txt"
    assert not window.duplicates_page.isVisible()


def test_escape_goes_back_to_the_articles(window: MainWindow, qtbot: QtBot):
    qtbot.keyClick(window.duplicates_page.table, Qt.Key.Key_Escape)
    assert not window.duplicates_page.isVisible()


@given(
    st.lists(st.text("ab c", max_size=12), max_size=5),
    st.lists(st.text("ab c", max_size=12), max_size=5),
)
def test_what_is_not_lit_is_the_same_in_both(left: list[str], right: list[str]):
    kept = []
    for texts, only in zip((left, right), differences(left, right), strict=True):
        rest = []
        for text, spans in zip(texts, only, strict=True):
            letters = list(text)
            for start, end in spans:
                letters[start:end] = " " * (end - start)
            rest += "".join(letters).split()
        kept.append("".join(rest))
    assert kept[0] == kept[1]


def test_long_stretches_are_not_compared_word_by_word():
    left, right = [" ".join(f"w{n}" for n in range(5000))], [" ".join(f"v{n}" for n in range(5000))]
    assert differences(left, right) == ([((0, len(left[0])),)], [((0, len(right[0])),)])
    assert differences(left, left) == ([()], [()])
