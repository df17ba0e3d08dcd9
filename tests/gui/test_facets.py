"""The sidebar's facets: numbers of the whole result, which are filters when they are chosen."""

# pytest-qt does not annotate its keys and clicks.
# mypy: allow-untyped-calls

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from archive_app.gui.main_window import MainWindow
from archive_app.gui.sidebar_lines import Choice, Command, Page, Section
from archive_app.gui.sidebar_model import LineRole
from archive_app.library import Archive
from archive_app.model.search import Query, Scope
from archive_app.settings import load
from tests.gui.conftest import OpenWindow, Until

Key = Qt.Key


def _lines(window: MainWindow) -> list[str]:
    """The sidebar as it is read out."""
    model = window.browser.sidebar.view.model()
    return [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]


def _index(window: MainWindow, target: object) -> QModelIndex:
    model = window.browser.sidebar.view.model()
    rows = [row for row in range(model.rowCount()) if model.index(row, 0).data(LineRole).target == target]
    assert rows, (target, _lines(window))
    return model.index(rows[0], 0)


def _click(window: MainWindow, qtbot: QtBot, target: object) -> None:
    view = window.browser.sidebar.view
    index = _index(window, target)
    view.scrollTo(index)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())


def _go_to(window: MainWindow, target: object) -> None:
    view = window.browser.sidebar.view
    view.setFocus()
    view.setCurrentIndex(_index(window, target))


def _has(window: MainWindow, *lines: str) -> bool:
    return set(lines) <= set(_lines(window))


@pytest.fixture
def counted(window: MainWindow, until: Until) -> MainWindow:
    """A wide window whose facets are counted."""
    window.resize(1360, 860)
    until(lambda: any(line.startswith("BBC, ") for line in _lines(window)))
    return window


def _answered(window: MainWindow, text: str) -> bool:
    query = window.browser.results.model.query
    return query is not None and query.text == text


def _facet(folder: Path, text: str, facet: str) -> dict[str, int]:
    with Archive.open(folder) as archive:
        return dict(archive.search(Query(text, facets=True)).facets[facet])


def test_numbers_are_of_the_whole_result_and_follow_the_search(counted: MainWindow, stocked: Path, until: Until):
    for text in ("", "moon"):
        counted.browser.search(text)
        outlets = _facet(stocked, text, "outlet")
        wanted = [f"{outlet}, {count} article{'s' * (count > 1)}" for outlet, count in outlets.items()][:8]
        until(lambda wanted=wanted: _has(counted, *wanted))  # type: ignore[misc]  # bound now
        assert _lines(counted)[0].startswith("All articles, ")


def test_clicks_choose_values_of_a_facet_as_alternatives_and_let_go_of_them(
    counted: MainWindow, stocked: Path, qtbot: QtBot, until: Until
):
    box, outlets = counted.top_bar.search_box, _facet(stocked, "", "outlet")
    _click(counted, qtbot, Choice("outlet", "BBC"))
    assert box.text() == "outlet:BBC"
    until(lambda: _has(counted, f"BBC, {outlets['BBC']} articles, chosen"))
    assert not _lines(counted)[0].endswith("shown")
    # The others keep the numbers they would bring.
    until(lambda: _has(counted, f"The Guardian, {outlets['The Guardian']} articles"))
    _click(counted, qtbot, Choice("outlet", "The Guardian"))
    assert box.text() == 'outlet:(BBC OR "The Guardian")'
    until(lambda: _has(counted, f"The Guardian, {outlets['The Guardian']} articles, chosen"))
    _click(counted, qtbot, Choice("outlet", "BBC"))
    assert box.text() == 'outlet:"The Guardian"'
    _click(counted, qtbot, Page.ARTICLES)
    assert box.text() == ""
    until(lambda: _lines(counted)[0].endswith("shown"))


def test_what_is_typed_is_chosen_too(counted: MainWindow, qtbot: QtBot, until: Until):
    qtbot.keyClicks(counted.top_bar.search_box, "lang:fr is:unsure outlet:(bbc)")
    until(lambda: any(line.startswith("French, ") and line.endswith(", chosen") for line in _lines(counted)))
    until(lambda: any(line.startswith("Guessed values, ") and line.endswith(", chosen") for line in _lines(counted)))
    # A value without a hit can still be let go.
    until(lambda: any(line.startswith("BBC, ") and line.endswith("chosen") for line in _lines(counted)))


def test_the_keyboard_chooses_folds_and_unfolds(counted: MainWindow, qtbot: QtBot, until: Until):
    view, box = counted.browser.sidebar.view, counted.top_bar.search_box
    _go_to(counted, Choice("language", "en"))
    qtbot.keyClick(view, Key.Key_Space)
    assert box.text() == "lang:en"
    until(lambda: any(line.startswith("English, ") and line.endswith(", chosen") for line in _lines(counted)))
    assert view.hasFocus()
    assert view.currentIndex() == _index(counted, Choice("language", "en"))
    qtbot.keyClick(view, Key.Key_Left)
    assert view.currentIndex() == _index(counted, Section.LANGUAGES)
    assert _has(counted, "Languages, section, folded")
    # What is chosen stays in sight.
    assert any(line.startswith("English, ") for line in _lines(counted))
    assert not any(line.startswith("French, ") for line in _lines(counted))
    qtbot.keyClick(view, Key.Key_Return)
    assert _has(counted, "Languages, section, unfolded")
    qtbot.keyClick(view, Key.Key_Down)
    qtbot.keyClick(view, Key.Key_Return)
    assert box.text() == ""


def test_folded_sections_are_remembered(
    open_window: OpenWindow, stocked: Path, tmp_path: Path, qtbot: QtBot, until: Until
):
    first = open_window(stocked)
    until(lambda: any(line.startswith("Formats") for line in _lines(first)))
    _go_to(first, Section.FORMATS)
    qtbot.keyClick(first.browser.sidebar.view, Key.Key_Left)
    _go_to(first, Section.ATTENTION)
    qtbot.keyClick(first.browser.sidebar.view, Key.Key_Right)
    first.close()
    remembered = load(tmp_path / "settings.json")
    assert remembered.folded_sections == ["formats"]
    second = open_window(stocked, remembered)
    until(lambda: _has(second, "Formats, section, folded", "Needs attention, section, unfolded"))


def test_remarks_are_work_queues_that_narrow_one_another(
    counted: MainWindow, stocked: Path, qtbot: QtBot, until: Until
):
    _go_to(counted, Section.ATTENTION)
    qtbot.keyClick(counted.browser.sidebar.view, Key.Key_Right)
    _click(counted, qtbot, Choice("mark", "no-credit"))
    _click(counted, qtbot, Choice("mark", "unsure"))
    assert counted.top_bar.search_box.text() == "has:no-credit is:unsure"
    both = _facet(stocked, "has:no-credit is:unsure", "mark")
    until(lambda: _has(counted, f"Guessed values, {both['unsure']} articles, chosen"))
    assert counted.browser.results.model.total == both["unsure"]


def test_all_outlets_are_shown_and_fewer_again(counted: MainWindow, stocked: Path, qtbot: QtBot, until: Until):
    outlets = _facet(stocked, "", "outlet")
    few = len(_lines(counted))
    more = next(line for line in _lines(counted) if line.startswith("All ") and line.endswith("outlets…"))
    assert more == f"All {len(outlets)} outlets…"
    view = counted.browser.sidebar.view
    _go_to(counted, _at(counted, more))
    qtbot.keyClick(view, Key.Key_Return)
    assert {line.rsplit(", ", 1)[0] for line in _lines(counted)} >= set(outlets)
    _go_to(counted, _at(counted, "Fewer outlets"))
    qtbot.keyClick(view, Key.Key_Return)
    assert len(_lines(counted)) == few


def _at(window: MainWindow, label: str) -> object:
    model = window.browser.sidebar.view.model()
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    return next(index.data(LineRole).target for index in rows if index.data() == label)


def test_outlets_are_shown_in_another_role(counted: MainWindow, stocked: Path, qtbot: QtBot, until: Until):
    _go_to(counted, Command.ROLE)
    qtbot.keyClick(counted.browser.sidebar.view, Key.Key_Return)
    menu = counted.browser.sidebar.findChild(QMenu)
    assert menu is not None
    assert menu.activeAction().text() == "Credited or publisher"
    qtbot.keyClick(menu, Key.Key_Down)
    qtbot.keyClick(menu, Key.Key_Down)
    qtbot.keyClick(menu, Key.Key_Return)
    further = next(iter(_facet(stocked, "", "further").items()))
    until(lambda: _has(counted, "Further reading", f"{further[0]}, {further[1]} articles"))
    _click(counted, qtbot, Choice("further", further[0]))
    assert counted.top_bar.search_box.text().startswith("further:")
    # A choice stays in sight when another role is shown.
    until(lambda: _has(counted, f"{further[0]}, {further[1]} articles, chosen"))


def test_an_outlets_chip_filters_in_its_role(counted: MainWindow, qtbot: QtBot, until: Until):
    counted.browser.search("chandrayaan further:CNN")
    counted.browser.search("chandrayaan")
    until(lambda: _answered(counted, "chandrayaan"))
    counted.browser.results.select_row(0)
    until(lambda: counted.browser.reading.article is not None)
    article = counted.browser.reading.article
    assert article is not None
    last = article.credits[-1]
    counted.browser.reading.view.outlet_chosen.emit(last.outlet)
    field, _, name = counted.top_bar.search_box.text().removeprefix("chandrayaan ").partition(":")
    assert field in {"credited", "further", "publisher"}
    assert name.strip('"') == last.outlet
    until(lambda: _answered(counted, counted.top_bar.search_box.text()))
    assert counted.browser.results.model.total >= 1


def test_takeaways_are_counted_where_they_are_searched(counted: MainWindow, until: Until):
    counted.browser.choose_scope(Scope.TAKEAWAYS)
    until(lambda: any(line.startswith("BBC, ") and "takeaway" in line for line in _lines(counted)))


def test_a_tag_that_looks_like_markup_is_a_tag(counted: MainWindow, stocked: Path, qtbot: QtBot, until: Until):
    with Archive.open(stocked) as archive:
        archive.annotate([hit.id for hit in archive.search("moon").hits[:2]], tags=["<b>C&A</b>"])
    counted.session.refresh()
    until(lambda: _has(counted, "<b>C&A</b>, 2 articles"))
    tip = _index(counted, Choice("tag", "<b>C&A</b>")).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "<qt>&lt;b&gt;C&amp;A&lt;/b&gt;</qt>"
    _click(counted, qtbot, Choice("tag", "<b>C&A</b>"))
    assert counted.top_bar.search_box.text() == 'tag:"<b>C&A</b>"'
    until(lambda: counted.browser.results.model.total == 2)
    until(lambda: _has(counted, "<b>C&A</b>, 2 articles, chosen"))


def test_facets_wait_while_one_types(counted: MainWindow, qtbot: QtBot, until: Until):
    counts: list[str] = []
    counted.session.searching.counted.connect(lambda results: counts.append(results.query.text))
    for end in range(1, 5):
        counted.session.searching.type(Query("moon"[:end], prefix=True))
    until(lambda: bool(counts))
    assert counts == ["moon"]


def test_the_sidebar_keeps_its_line_and_place_while_numbers_change(counted: MainWindow, qtbot: QtBot, until: Until):
    view = counted.browser.sidebar.view
    _go_to(counted, Choice("outlet", "Reuters"))
    counts: list[Sequence[str]] = []
    counted.session.searching.counted.connect(lambda results: counts.append(results.query.text))
    counted.session.refresh()
    until(lambda: bool(counts))
    assert view.currentIndex() == _index(counted, Choice("outlet", "Reuters"))
    assert view.indexAt(QPoint(20, 5)).row() == 0
