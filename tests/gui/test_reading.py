"""The reading pane: hits, finding, long and hostile text, right-to-left text, and that nothing is ever loaded."""

# pytest-qt does not annotate its keys and clicks.
# mypy: allow-untyped-calls

import time
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QUrl
from PySide6.QtGui import QAction, QHelpEvent, QImage, QPainter, QTextDocument
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from archive_app.gui.appearance import Appearance
from archive_app.gui.article_document import PART_CHARACTERS, ArticleDocument
from archive_app.gui.article_text import ChipStyle, Fact, LitArticle, chips, facts
from archive_app.gui.article_view import ArticleView
from archive_app.gui.main_window import MainWindow
from archive_app.gui.theme import LIGHT, ThemeMode
from archive_app.model.article import Article, Block, BlockKind, Credit, CreditRole, Origin, Part, Provenance
from archive_app.model.search import Span
from archive_app.settings import load
from tests.gui.conftest import OpenWindow, Until

_CREDITED = CreditRole.CREDITED
_FURTHER = CreditRole.FURTHER_READING


def _article(*texts: str, **values: object) -> Article:
    given: dict[str, object] = {
        "id": 1,
        "title": "A title",
        "imported": datetime(2025, 1, 31, tzinfo=UTC),
        "sha256": "",
        "original_name": "page.html",
        "blocks": tuple(Block(BlockKind.PARAGRAPH, text) for text in texts),
    }
    return Article(**(given | values))  # type: ignore[arg-type]  # the keywords are Article's


def _lit(article: Article, word: str = "") -> LitArticle:
    def spans(text: str) -> tuple[Span, ...]:
        starts = [i for i in range(len(text)) if word and text.startswith(word, i)]
        return tuple((start, start + len(word)) for start in starts)

    return LitArticle(
        article,
        spans(article.title),
        tuple(spans(text) for text in article.takeaways),
        tuple(spans(block.text) for block in article.blocks),
    )


@pytest.fixture
def view(appearance: Appearance, qtbot: QtBot) -> ArticleView:
    made = ArticleView(appearance)
    qtbot.addWidget(made)
    made.resize(700, 600)
    made.show()
    qtbot.waitExposed(made)
    return made


def _in_view(view: ArticleView) -> bool:
    cursor = view.textCursor()
    cursor.setPosition(view.current_hit_place[0])
    return view.viewport().rect().contains(view.cursorRect(cursor).center())


def test_the_hits_of_another_query_are_lit_in_the_article_that_is_open(view: ArticleView):
    texts = [f"Paragraph {number} of the long report. " * 12 for number in range(250)]
    texts[200] += "The zeppelin landed."
    article = _article(*texts)
    assert sum(map(len, texts)) > 100_000
    view.show_article(_lit(article))
    assert view.hit_count == 0
    view.relight(_lit(article, "zeppelin"))
    assert view.hit_count == 1
    assert _in_view(view)
    ground = view.grab().toImage()
    shown = {ground.pixelColor(x, y).name() for x in range(0, ground.width(), 2) for y in range(ground.height())}
    assert LIGHT.current_hit in shown


def test_another_query_leaves_the_article_where_it_is_while_a_hit_is_in_view(view: ArticleView):
    article = _article(*(f"Paragraph {number} of the long report. " * 12 for number in range(250)))
    view.show_article(_lit(article))
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    before = view.verticalScrollBar().value()
    view.relight(_lit(article, "Paragraph"))
    assert view.verticalScrollBar().value() == before
    assert 500 < view.current_hit < 2500


def test_markup_in_a_text_is_shown_and_not_obeyed(view: ArticleView):
    hostile = "<script>alert(1)</script><img src='file:///etc/passwd'><a href='file:///etc'>x</a>" + "<table>" * 200
    view.show_article(_lit(_article(hostile, title=hostile, takeaways=(hostile,), byline=hostile)))
    assert view.toPlainText().count(hostile) == 4
    assert "<img" not in view.toHtml()


def test_nothing_is_loaded(view: ArticleView):
    image = view.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl("file:///etc/passwd"))
    assert isinstance(image, QImage)
    assert (image.width(), image.height()) == (1, 1)


def test_markers_of_qt_and_broken_letters_stay_in_their_block(view: ArticleView):
    view.show_article(
        _lit(_article("one\ufdd0two\ufdd1three\u2029four\x00five\ufffcsix\ud800seven\n eight hit"), "hit")
    )
    assert view.toPlainText().splitlines()[-1] == "one two three four five six seven  eight hit"
    start, end = view.current_hit_place
    assert view.document().toRawText()[start:end] == "hit"


def test_a_word_of_200_000_letters_shows_at_once(view: ArticleView, qtbot: QtBot):
    started = time.monotonic()
    view.show_article(_lit(_article("x" * 100_000 + "hit" + "x" * 100_000, "hit"), "hit"))
    view.grab()
    assert time.monotonic() - started < 2
    assert view.hit_count == 2
    view.step_hit(1)
    assert _in_view(view)


def test_hits_are_lit_behind_letters_that_take_two_units(view: ArticleView):
    view.show_article(_lit(_article("😀😀 a hit 😀 and a hit"), "hit"))
    raw = view.document().toRawText().encode("utf-16-le")
    for _ in range(2):
        start, end = view.current_hit_place
        assert raw[start * 2 : end * 2].decode("utf-16-le") == "hit"
        view.step_hit(1)


def test_an_article_opens_at_its_first_hit(view: ArticleView):
    view.show_article(_lit(_article(*["a paragraph of some length"] * 200, "here is the hit"), "hit"))
    assert view.verticalScrollBar().value() > 0
    assert _in_view(view)


def test_an_article_with_a_hit_in_its_title_opens_at_its_top(view: ArticleView):
    view.show_article(_lit(_article(*["a paragraph with a hit"] * 200, title="The hit"), "hit"))
    assert view.verticalScrollBar().value() == 0


def test_stepping_goes_through_all_hits_and_round(view: ArticleView):
    view.show_article(_lit(_article(*["a hit", "nothing"] * 60), "hit"))
    assert view.hit_count == 60
    seen = []
    for _ in range(60):
        seen.append(view.current_hit_place)
        view.step_hit(1)
        assert _in_view(view)
    assert seen == sorted(set(seen))
    assert view.current_hit_place == seen[0]
    view.step_hit(-1)
    assert view.current_hit_place == seen[-1]


def test_a_very_long_article_comes_in_parts_and_its_last_hit_is_reached(view: ArticleView):
    paragraph = "word " * 400
    count = PART_CHARACTERS // len(paragraph) + 50
    view.show_article(_lit(_article("a hit", *[paragraph] * count, "the last hit"), "hit"))
    assert "Show more" in view.toPlainText()
    assert view.hit_count == 2
    view.step_hit(-1)
    assert "Show more" not in view.toPlainText()
    assert _in_view(view)
    start, _ = view.current_hit_place
    assert view.document().findBlock(start).text() == "the last hit"


def test_show_more_shows_more(view: ArticleView):
    view.show_article(_lit(_article(*["word " * 4000] * 20, "the end")))
    before = view.document().characterCount()
    view.anchorClicked.emit(QUrl("more:"))
    assert view.document().characterCount() > before
    assert view.toPlainText().endswith("the end")


def test_right_to_left_text_runs_from_the_right(view: ArticleView):
    view.show_article(_lit(_article("هذا نص عربي", "An English line", title="عنوان", language="ar", byline="Desk")))
    title = view.document().begin()
    assert title.textDirection() is Qt.LayoutDirection.RightToLeft
    last = view.document().lastBlock()
    assert last.textDirection() is Qt.LayoutDirection.LeftToRight
    assert last.blockFormat().alignment() & Qt.AlignmentFlag.AlignRight


def test_a_chip_leads_to_its_outlet(view: ArticleView):
    chosen: list[str] = []
    view.outlet_chosen.connect(chosen.append)
    view.show_article(_lit(_article("text", credits=(Credit("A & B <i>", _CREDITED), Credit("C", _FURTHER)))))
    view.anchorClicked.emit(QUrl("chip:0"))
    view.anchorClicked.emit(QUrl("chip:1"))
    assert chosen == ["A & B <i>", "C"]


def test_what_is_copied_is_plain_text(view: ArticleView):
    view.show_article(_lit(_article("some text", credits=(Credit("The Outlet", _CREDITED),))))
    view.selectAll()
    data = view.createMimeDataFromSelection()
    assert not data.hasHtml()
    assert "Credited: The Outlet" in data.text()


def test_a_credited_outlet_missing_from_the_closing_list_is_remarked():
    article = _article(credits=(Credit("Reuters", _CREDITED), Credit("BBC", _FURTHER)), title_derived=True)
    assert [(chip.text, chip.style) for chip in chips(article)] == [
        ("Credited: Reuters", ChipStyle.FILLED),
        ("Read on: BBC", ChipStyle.OUTLINED),
        ("Reuters is not in the closing list", ChipStyle.ATTENTION),
        ("Derived title", ChipStyle.QUIET),
    ]


@pytest.mark.parametrize("closing", [(), ("reuters",), ("The Reuters", "BBC")])
def test_no_remark_without_a_closing_list_or_where_the_outlet_is_in_it(closing: tuple[str, ...]):
    article = _article(credits=(Credit("Reuters", _CREDITED), *(Credit(name, _FURTHER) for name in closing)))
    assert all(chip.style is not ChipStyle.ATTENTION for chip in chips(article))


def test_the_line_of_facts_says_only_what_is_known():
    assert facts(_article()) == []
    known = _article("word " * 440, byline="Ann Lee", published=date(2025, 3, 14), site_name="Gazette")
    assert facts(known) == [
        Fact("Ann Lee", Part.BYLINE),
        Fact("14 March 2025", Part.PUBLISHED),
        Fact("Gazette", Part.SITE_NAME),
        Fact("2 min"),
    ]


def test_a_site_that_the_publisher_s_chip_names_is_not_said_twice():
    slogan, publisher = "Gazette | News and more of it", (Credit("Gazette", CreditRole.PUBLISHER),)
    assert facts(_article(site_name=slogan, credits=publisher)) == []
    edited = {Part.SITE_NAME: Provenance(Origin.EDITED)}
    by_hand = _article(site_name="Another site", credits=publisher, provenance=edited)
    assert facts(by_hand) == [Fact("Another site", Part.SITE_NAME)]


_GUESSED = Provenance(Origin.GUESSED, sure=False, rule="a line near the headline")


def test_a_value_that_is_not_sure_has_a_question_mark_that_says_why(view: ArticleView, qtbot: QtBot):
    sure = Provenance(Origin.META, rule="author")
    told = "The date may be wrong: guessed from the text (a line near the headline)."
    view.show_article(
        _lit(
            _article(
                "text",
                byline="Ann Lee",
                published=date(2025, 3, 14),
                provenance={Part.BYLINE: sure, Part.PUBLISHED: _GUESSED},
            )
        )
    )
    assert view.toPlainText().replace("\N{NO-BREAK SPACE}", " ").splitlines()[1] == "Ann Lee  ·  14 March 2025 ? "
    assert view.accessibleDescription() == told
    mark = view.document().find("?")
    place = view.cursorRect(mark).center() - QPoint(3, 0)
    help_ = QHelpEvent(QEvent.Type.ToolTip, place, view.viewport().mapToGlobal(place))
    QApplication.sendEvent(view.viewport(), help_)
    assert QToolTip.text() == told


def test_what_is_sure_has_no_mark(view: ArticleView):
    sure = {part: Provenance(Origin.META, rule="meta") for part in Part}
    view.show_article(_lit(_article("text", byline="Ann Lee", takeaways=("One.",), provenance=sure)))
    assert "?" not in view.toPlainText()
    assert view.accessibleDescription() == ""


@pytest.mark.parametrize("part", [Part.TITLE, Part.BYLINE, Part.PUBLISHED, Part.SITE_NAME, Part.TAKEAWAYS])
def test_each_part_over_the_text_can_be_marked(view: ArticleView, part: Part):
    values: dict[str, object] = {"byline": "Ann Lee", "published": date(2025, 3, 14), "site_name": "Gazette"}
    view.show_article(_lit(_article("text", takeaways=("One.",), provenance={part: _GUESSED}, **values)))
    assert view.toPlainText().count("?") == 1


def test_hits_stay_in_place_behind_a_mark(view: ArticleView):
    article = _article("a hit", title="The hit", byline="A hit", takeaways=("hit",))
    article = replace(article, provenance=dict.fromkeys(Part, _GUESSED))
    view.show_article(_lit(article, "hit"))
    for _ in range(view.hit_count):
        start, end = view.current_hit_place
        assert view.document().toRawText()[start:end] == "hit"
        view.step_hit(1)


def test_suggested_takeaways_stand_apart_and_can_be_left_out(view: ArticleView):
    article = _article("A long text.", suggested_takeaways=("Picked sentence.",))
    view.show_article(_lit(article))
    assert "Suggested takeaways — picked from the text by the app\nPicked sentence." in view.toPlainText()
    assert "Key takeaways" not in view.toPlainText()
    view.show_suggestions(shown=False)
    assert "Picked sentence." not in view.toPlainText()


def test_bullets_stand_apart_from_their_text(appearance: Appearance):
    listed = _article(suggested_takeaways=("HHH",), blocks=(Block(BlockKind.LIST_ITEM, "HHH"),))
    document = QTextDocument()
    document.setTextWidth(400)
    ArticleDocument(document, appearance, _lit(listed)).write()
    image = QImage(400, round(document.size().height()), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    document.drawContents(painter)
    painter.end()
    blocks = [document.findBlockByNumber(number) for number in range(document.blockCount())]
    items = [block for block in blocks if block.text() == "HHH"]
    for item in items:
        box = document.documentLayout().blockBoundingRect(item).toRect()
        text_from = round(item.blockFormat().leftMargin())
        columns = [
            x for x in range(text_from) for y in range(box.top(), box.bottom()) if image.pixelColor(x, y).value() < 200
        ]
        assert text_from - max(columns) >= 7
    assert len(items) == 2


def test_stated_takeaways_leave_no_room_for_suggested_ones(view: ArticleView):
    view.show_article(_lit(_article("text", takeaways=("Stated.",), suggested_takeaways=("Picked sentence.",))))
    assert "Picked sentence." not in view.toPlainText()


def test_the_choice_to_see_suggestions_is_remembered(open_window: OpenWindow, stocked: Path, tmp_path: Path):
    window = open_window(stocked)
    action = next(a for a in window.findChildren(QAction) if "su&ggested" in a.text())
    assert action.isChecked()
    action.trigger()
    assert not action.isChecked()
    window.close()
    remembered = load(tmp_path / "settings.json")
    assert not remembered.suggestions
    assert not open_window(stocked, remembered).browser.reading.view.suggestions


def test_another_theme_and_size_keep_article_and_place(view: ArticleView, appearance: Appearance):
    view.show_article(_lit(_article(*["a paragraph with a hit"] * 200), "hit"))
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    for change in (lambda: appearance.set_mode(ThemeMode.DARK), lambda: appearance.step_zoom(2)):
        change()
        assert view.hit_count == 200
        share = view.verticalScrollBar().value() / view.verticalScrollBar().maximum()
        assert share == pytest.approx(0.5, abs=0.05)


def test_finding_in_the_article_counts_and_goes_back_to_the_search(window: MainWindow, qtbot: QtBot, until: Until):
    window.browser.search("chandrayaan")
    reading = window.browser.reading
    until(lambda: window.browser.results.model.query.text == "chandrayaan")  # type: ignore[union-attr]  # opened
    window.browser.results.select_row(0)
    until(lambda: reading.view.hit_count > 0)
    of_search = reading.hit_bar.text
    reading.find_in_article()
    find = window.focusWidget()
    assert find is not None
    qtbot.keyClicks(find, "the Moon")
    found = reading.view.document().toRawText().casefold().count("the moon")
    assert found > 0
    assert reading.hit_bar.text == f"1 of {found} hit{'s' if found > 1 else ''}"
    qtbot.keyClicks(find, " not there")
    assert reading.hit_bar.text == "Nothing found"
    qtbot.keyPress(find, Qt.Key.Key_Escape)
    assert reading.hit_bar.text == of_search


def test_another_query_lights_the_article_that_is_open(window: MainWindow, until: Until):
    window.browser.search("chandrayaan")
    until(lambda: window.browser.results.model.query.text == "chandrayaan")  # type: ignore[union-attr]  # opened
    window.browser.results.select_row(0)
    view = window.browser.reading.view
    until(lambda: view.hit_count > 0)
    before = view.hit_count
    window.browser.search("zzzzzz")
    until(lambda: view.hit_count == 0)
    window.browser.search("chandrayaan")
    until(lambda: view.hit_count == before)
