"""The rows of the result list as they are painted."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from archive_app.gui.appearance import Appearance
from archive_app.gui.lit_text import LitText
from archive_app.gui.results import ResultsModel, meta_line
from archive_app.gui.results_delegate import ResultsDelegate
from archive_app.model.article import Credit, CreditRole
from archive_app.model.search import Hit, Query, Scope, SearchResults

_WIDTH = 300


def _inked(text: LitText) -> tuple[int, int]:
    """The first and the last column that a text is painted in."""
    image = QImage(_WIDTH, 60, QImage.Format.Format_Grayscale8)
    image.fill(QColor("white"))
    painter = QPainter(image)
    text.paint(painter, QPointF(0, 0), QColor("black"), QColor("yellow"), QColor("black"))
    painter.end()
    columns = [x for x in range(_WIDTH) if any(image.pixelColor(x, y).lightness() < 128 for y in range(60))]
    return columns[0], columns[-1]


def test_text_that_runs_to_the_left_begins_at_the_right(appearance: Appearance):
    first, last = _inked(LitText("متحف", appearance.font(14), _WIDTH))
    assert first > _WIDTH / 2
    assert last > _WIDTH - 10
    first, last = _inked(LitText("Museum", appearance.font(14), _WIDTH))
    assert first < 10
    assert last < _WIDTH / 2


def test_a_long_title_is_shown_in_two_lines(appearance: Appearance):
    title = "Coastal pad clears its first night launch in a decade after two weather holds"
    assert LitText(title, appearance.font(14), _WIDTH, lines=2).line_count == 2
    assert LitText("Coastal pad", appearance.font(14), _WIDTH, lines=2).line_count == 1


def _hit(title: str, outlet: str) -> Hit:
    return Hit(
        id=1,
        title=title,
        score=1.0,
        site_name=None,
        title_highlights=(),
        snippets=(),
        original_name="a.txt",
        published=date(2025, 11, 1),
        credits=(Credit(outlet, CreditRole.CREDITED),),
    )


def test_a_date_beside_arabic_keeps_its_order():
    line = meta_line(_hit("متحف", "الجزيرة"), Scope.ARTICLES)
    assert "\N{FIRST STRONG ISOLATE}1 Nov 2025\N{POP DIRECTIONAL ISOLATE}" in line
    assert meta_line(_hit("Museum", "BBC"), Scope.ARTICLES) == "BBC · 1 Nov 2025"


def test_the_star_stands_behind_the_title(appearance: Appearance):
    delegate = ResultsDelegate(appearance)
    row = QRect(0, 0, 400, delegate.row_height())
    assert delegate.star_place(row, _hit("Museum", "BBC")).left() > 300
    assert delegate.star_place(row, _hit("متحف", "BBC")).right() < 100


@pytest.mark.parametrize(
    "corrected",
    [{"title": "Gallery"}, {"published": date(2025, 11, 2)}, {"credits": (Credit("CNN", CreditRole.CREDITED),)}],
)
def test_a_row_is_painted_with_what_was_corrected_in_it(appearance: Appearance, corrected: dict[str, Any]):
    delegate = ResultsDelegate(appearance)
    hit = _hit("Museum", "BBC")
    before, again, after = (_painted(delegate, shown) for shown in (hit, hit, replace(hit, **corrected)))
    assert before == again
    assert before != after


def _painted(delegate: ResultsDelegate, hit: Hit) -> QImage:
    model = ResultsModel()
    model.set_results(SearchResults(query=Query("", limit=1), interpreted="", total=1, elapsed_ms=0.0, hits=(hit,)))
    image = QImage(_WIDTH, delegate.row_height(), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    option = QStyleOptionViewItem()
    option.rect = image.rect()
    painter = QPainter(image)
    delegate.paint(painter, option, model.index(0, 0))
    painter.end()
    return image
