"""The histogram over the results: bars of time, and a time chosen by dragging over them or by keys."""

# pytest-qt does not annotate its keys and clicks.
# mypy: allow-untyped-calls

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from archive_app.gui.histogram import Histogram
from archive_app.gui.main_window import MainWindow
from archive_app.gui.theme import LIGHT
from archive_app.gui.time_bars import Bar, bars, chosen, span_name, span_text
from archive_app.library import Archive
from archive_app.search.dates import read_dates
from tests.gui.conftest import OpenWindow, Until

Key = Qt.Key
_SHIFT = Qt.KeyboardModifier.ShiftModifier


# --- the bars


def test_a_short_time_has_a_bar_a_month_and_those_between():
    shown = bars({"2024-03": 2, "2024-01": 5})
    assert [(bar.name, bar.count) for bar in shown] == [("January 2024", 5), ("February 2024", 0), ("March 2024", 2)]
    assert span_text(shown[0], shown[2]) == "2024-01..2024-03"
    assert span_text(shown[1], shown[1]) == "2024-02"
    assert span_name(shown[0], shown[2]) == "January 2024 – March 2024"


def test_a_long_time_has_a_bar_a_year_or_more():
    years = bars({"2010-05": 1, "2010-06": 2, "2024-01": 5})
    assert (years[0].name, years[0].count, years[-1].name, len(years)) == ("2010", 3, "2024", 15)
    assert span_text(years[0], years[2]) == "2010..2012"
    assert span_name(years[0], years[2]) == "2010 – 2012"
    decades = bars({"0001-05": 1, "0599-01": 1})
    assert [bar.name for bar in decades][:2] == ["0 – 9", "10 – 19"]
    assert span_text(decades[0], decades[0]) == "0001..0009"
    assert len(bars({"0001-05": 1, "9999-12": 1})) == 100


@pytest.mark.parametrize("months", [{}, {"2024-03": 7}])
def test_fewer_than_two_bars_are_none(months: dict[str, int]):
    assert bars(months) == ()


def test_the_days_asked_for_choose_every_bar_that_has_one_of_them():
    shown = bars({"2024-01": 1, "2024-06": 1})
    assert chosen(shown, None) == range(6)
    assert chosen(shown, (date(2024, 2, 29), date(2024, 4, 1))) == range(1, 4)
    assert chosen(shown, (None, date(2024, 1, 5))) == range(1)
    assert chosen(shown, (date(2025, 1, 1), None)) == range(0)


@given(st.lists(st.dates(), min_size=2, max_size=20), st.data())
def test_what_bars_write_asks_for_their_days(days: list[date], data: st.DataObject):
    months: dict[str, int] = {}
    for day in days:
        months[day.isoformat()[:7]] = months.get(day.isoformat()[:7], 0) + 1
    shown = bars(months)
    if not shown:
        assert len(months) == 1
        return
    assert sum(bar.count for bar in shown) == len(days)
    first = data.draw(st.integers(0, len(shown) - 1))
    last = data.draw(st.integers(first, len(shown) - 1))
    dates = read_dates("date", span_text(shown[first], shown[last]))
    assert dates is not None
    assert chosen(shown, (dates.first, dates.last)) == range(first, last + 1)


# --- in the window


@pytest.fixture
def dated(open_window: OpenWindow, tmp_path: Path, until: Until) -> MainWindow:
    """A window on articles of twelve months, more in each than in the one before, and two without a date."""
    pages = tmp_path / "pages"
    pages.mkdir()
    for month in range(1, 13):
        for number in range(month):
            day = date(2024, month, 1) + timedelta(days=number)
            (pages / f"{month}-{number}.html").write_text(
                f"<html><head><title>Tide table {month} {number}</title>"
                f"<meta property='article:published_time' content='{day.isoformat()}T08:00:00Z'></head><body><article>"
                f"<p>The tide of number{month}x{number} was printed for the harbour and the islands.</p></article>",
                encoding="utf-8",
            )
    for number in range(2):
        (pages / f"{number}.txt").write_text(f"A note on ropes\n\nRope number{number} is kept in the shed.\n", "utf-8")
    with Archive.open(tmp_path / "dated") as archive:
        archive.import_paths([pages])
    window = open_window(tmp_path / "dated")
    window.resize(1360, 860)
    until(window.browser.results.histogram.isVisible)
    return window


def _middle(histogram: Histogram, bar: int) -> QPoint:
    return histogram.bar_rect(bar).center().toPoint()


def _drag(qtbot: QtBot, histogram: Histogram, first: int, last: int) -> None:
    qtbot.mousePress(histogram, Qt.MouseButton.LeftButton, pos=_middle(histogram, first))
    for bar in range(first, last, 1 if last > first else -1):
        qtbot.mouseMove(histogram, pos=_middle(histogram, bar))
    qtbot.mouseMove(histogram, pos=_middle(histogram, last))
    qtbot.mouseRelease(histogram, Qt.MouseButton.LeftButton, pos=_middle(histogram, last))


def _total(window: MainWindow) -> int:
    return window.browser.results.model.total


@pytest.mark.parametrize(("first", "last"), [(2, 5), (5, 2)])
def test_a_drag_over_bars_asks_for_their_time(dated: MainWindow, qtbot: QtBot, until: Until, first: int, last: int):
    histogram, box = dated.browser.results.histogram, dated.top_bar.search_box
    assert histogram.caption == "2 undated"
    dated.browser.search("tide")
    until(lambda: _total(dated) == 78 and histogram.caption == "")
    _drag(qtbot, histogram, first, last)
    assert box.text() == "tide date:2024-03..2024-06"
    until(lambda: _total(dated) == 3 + 4 + 5 + 6)
    assert histogram.caption == "March 2024 – June 2024"
    # The bars outside stay, and can be chosen instead.
    _drag(qtbot, histogram, 11, 11)
    assert box.text() == "tide date:2024-12"
    until(lambda: _total(dated) == 12)
    qtbot.mouseDClick(histogram, Qt.MouseButton.LeftButton, pos=_middle(histogram, 0))
    assert box.text() == "tide"
    until(lambda: _total(dated) == 78)


def test_keys_choose_a_time_and_take_it_away(dated: MainWindow, qtbot: QtBot, until: Until):
    histogram, box = dated.browser.results.histogram, dated.top_bar.search_box
    histogram.setFocus()
    assert histogram.accessibleDescription() == "January 2024: 1 article. 2 undated"
    qtbot.keyClick(histogram, Key.Key_Right)
    assert histogram.accessibleDescription() == "February 2024: 2 articles. February 2024"
    for _ in range(2):
        qtbot.keyClick(histogram, Key.Key_Right, _SHIFT)
    assert histogram.caption == "February 2024 – April 2024"
    assert box.text() == ""
    qtbot.keyClick(histogram, Key.Key_Return)
    assert box.text() == "date:2024-02..2024-04"
    until(lambda: _total(dated) == 2 + 3 + 4)
    assert histogram.hasFocus()
    until(lambda: histogram.accessibleDescription().endswith("February 2024 – April 2024 chosen"))
    qtbot.keyClick(histogram, Key.Key_End)
    qtbot.keyClick(histogram, Key.Key_Escape)
    assert histogram.caption == "February 2024 – April 2024"
    qtbot.keyClick(histogram, Key.Key_Escape)
    assert box.text() == ""
    until(lambda: histogram.caption == "2 undated")
    qtbot.keyClick(histogram, Key.Key_Escape)
    assert dated.browser.results.view.hasFocus()


def test_bars_outside_of_the_chosen_time_are_pale(dated: MainWindow, until: Until):
    histogram = dated.browser.results.histogram
    dated.browser.search("date:2024-07..2024-12")
    until(lambda: histogram.caption == "July 2024 – December 2024")
    picture = histogram.grab().toImage()
    assert _colour(picture, histogram, 10) == LIGHT.accent
    assert _colour(picture, histogram, 5) == LIGHT.bar


def _colour(picture: QImage, histogram: Histogram, bar: int) -> str:
    column = histogram.bar_rect(bar)
    return picture.pixelColor(int(column.center().x()) - 1, int(column.bottom()) - 5).name()


def test_in_a_window_that_runs_from_the_right_time_does_too(dated: MainWindow, qtbot: QtBot, until: Until):
    histogram, box = dated.browser.results.histogram, dated.top_bar.search_box
    from_the_left = [histogram.bar_rect(bar) for bar in range(12)]
    # "December 2024" takes more ink than "January 2024".
    assert _letters(histogram, left=False) > _letters(histogram, left=True)
    dated.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    until(lambda: histogram.layoutDirection() is Qt.LayoutDirection.RightToLeft)
    assert [histogram.bar_rect(bar) for bar in range(11, -1, -1)] == from_the_left
    assert _letters(histogram, left=True) > _letters(histogram, left=False)
    dated.browser.search("date:2024-07..2024-12")
    until(lambda: histogram.caption == "July 2024 – December 2024")
    picture = histogram.grab().toImage()
    left, right = from_the_left[1].center().toPoint(), from_the_left[6].center().toPoint()
    bottom = int(from_the_left[0].bottom()) - 5
    assert picture.pixelColor(left.x(), bottom).name() == LIGHT.accent
    assert picture.pixelColor(right.x(), bottom).name() == LIGHT.bar
    qtbot.mouseClick(histogram, Qt.MouseButton.LeftButton, pos=left)
    assert box.text() == "date:2024-11"
    until(lambda: histogram.caption == "November 2024")
    histogram.setFocus()
    qtbot.keyClick(histogram, Key.Key_Left)
    assert histogram.caption == "December 2024"
    for _ in range(2):
        qtbot.keyClick(histogram, Key.Key_Right, _SHIFT)
    assert histogram.caption == "October 2024 – December 2024"
    qtbot.keyClick(histogram, Key.Key_Home)
    assert histogram.caption == "January 2024"


def _letters(histogram: Histogram, *, left: bool) -> int:
    """How many points of the time at one end of the bars are drawn."""
    picture, foot = histogram.grab().toImage(), int(histogram.bar_rect(0).bottom())
    third = histogram.width() // 3
    columns = range(third) if left else range(2 * third, 3 * third)
    ground = picture.pixelColor(2, foot)
    return sum(picture.pixelColor(x, y) != ground for x in columns for y in range(foot, histogram.height() - 2))


def test_there_is_no_histogram_of_one_month_or_of_nothing(dated: MainWindow, until: Until):
    histogram = dated.browser.results.histogram
    for text in ("number4x1", "ropes", "nothing that is there"):
        dated.browser.search("")
        until(histogram.isVisible)
        dated.browser.search(text)
        until(lambda: not histogram.isVisible())


def test_a_bar_is_named_with_its_number():
    assert Bar(2024 * 12, 2024 * 12, 3).name == "January 2024"
