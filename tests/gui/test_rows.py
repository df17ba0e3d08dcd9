"""The rows of the result list as they are painted."""

from datetime import date

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor, QImage, QPainter

from archive_app.gui.appearance import Appearance
from archive_app.gui.lit_text import LitText
from archive_app.gui.results import meta_line
from archive_app.gui.results_delegate import ResultsDelegate
from archive_app.model.article import Credit, CreditRole
from archive_app.model.search import Hit, Scope

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
