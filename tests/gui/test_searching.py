"""Searching in the window: as one types, by Enter, by outlet, with and without hits."""

# pytest-qt does not annotate its keys and clicks.
# mypy: allow-untyped-calls

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from archive_app.gui.main_window import MainWindow
from archive_app.gui.results import HitRole
from archive_app.gui.searching import PAGE
from archive_app.model.search import Query, Scope, SearchResults, Sort
from tests.gui.conftest import GENERATED, Until


def _answered(window: MainWindow, text: str) -> bool:
    query = window.browser.results.model.query
    return query is not None and query.text == text


def _titles(window: MainWindow) -> list[str]:
    model = window.browser.results.model
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_an_archive_opens_with_all_its_articles_newest_first(window: MainWindow):
    model = window.browser.results.model
    assert model.query is not None
    assert model.query.sort is Sort.NEWEST
    assert model.total > GENERATED


def test_typing_finds_before_the_word_is_finished(window: MainWindow, qtbot: QtBot, until: Until):
    qtbot.keyClicks(window.top_bar.search_box, "chandray")
    until(lambda: _answered(window, "chandray"))
    assert "fourth country to land" in _titles(window)[0]


def test_the_answer_to_an_older_query_is_dropped(window: MainWindow, qtbot: QtBot, until: Until):
    answers: list[str] = []
    window.session.searching.found.connect(lambda results: answers.append(results.query.text))
    for text in ("moon", "tide", "number7"):
        window.session.searching.search(Query(text))
    until(lambda: "number7" in answers)
    assert answers == ["number7"]


def test_pages_are_fetched_when_they_come_into_view(window: MainWindow, qtbot: QtBot, until: Until):
    window.browser.search("common tide")
    until(lambda: _answered(window, "common tide"))
    results = window.browser.results
    assert results.model.total == GENERATED
    last = GENERATED - 1
    assert last > PAGE
    assert results.model.hit(last) is None
    results.view.scrollToBottom()
    until(lambda: results.model.hit(last) is not None)
    shown = {results.model.index(row, 0).data(HitRole).id for row in range(last - 3, last + 1)}
    assert len(shown) == 4


def test_enter_finishes_the_word_opens_the_best_hit_and_is_remembered(window: MainWindow, qtbot: QtBot, until: Until):
    qtbot.keyClicks(window.top_bar.search_box, "number12")
    qtbot.keyPress(window.top_bar.search_box, Qt.Key.Key_Return)
    until(lambda: window.browser.reading.article is not None)
    assert window.browser.results.model.total == 1
    article = window.browser.reading.article
    assert article is not None
    assert article.title == "Report 12 from the coast"
    window.top_bar.search_box.show_recents()
    assert window.top_bar.search_box.offers.view.model().index(0, 0).data() == "number12"


def test_a_takeaway_opens_its_article_at_that_takeaway(window: MainWindow, qtbot: QtBot, until: Until):
    window.browser.choose_scope(Scope.TAKEAWAYS)
    window.browser.search("distillation")
    until(lambda: _answered(window, "distillation"))
    results, reading = window.browser.results, window.browser.reading
    hit = results.model.hit(0)
    assert hit is not None
    assert hit.takeaway is not None
    results.select_row(0)
    until(lambda: reading.article is not None)
    start, end = reading.view.current_hit_place
    block = reading.view.document().findBlock(start)
    assert block.text() == reading.article.takeaways[hit.takeaway]  # type: ignore[union-attr]  # waited for
    assert start < end <= block.position() + block.length()


def test_no_result_says_what_was_searched_and_offers_less(window: MainWindow, qtbot: QtBot, until: Until):
    window.browser.search('credit:"Nobody" "tide common"')
    until(lambda: window.browser.results.model.total == 0)
    offers = {button.text(): button for button in window.browser.results.findChildren(QPushButton)}
    assert "Search without the filters" in offers
    offers["Search the words of the phrase anywhere"].click()
    until(lambda: _answered(window, "tide common"))
    assert window.browser.results.model.total == GENERATED


def test_longer_words_are_offered_only_where_there_are_some(window: MainWindow, until: Until):
    def offered(text: str, *, prefix: bool) -> bool:
        window.browser.search(text, prefix=prefix)
        until(lambda: _answered(window, text))
        offers = window.browser.results.findChildren(QPushButton)
        return f"Search words that begin with “{text}”" in [button.text() for button in offers]

    assert offered("commo", prefix=False)
    assert not offered("commoqx", prefix=False)
    assert not offered("commoqy", prefix=True)


def _says(window: MainWindow, words: str) -> bool:
    labels = window.browser.results.findChildren(QLabel)
    return any(words in label.text() and label.isVisible() for label in labels)


def test_a_bad_part_of_a_search_is_told_once_the_typing_rests(window: MainWindow, qtbot: QtBot, until: Until):
    box = window.top_bar.search_box
    qtbot.keyClicks(box, '"common tide')
    until(lambda: _answered(window, '"common tide'))
    remark = "Read as: common tide*. The quote was not closed."
    assert not _says(window, remark)
    until(lambda: _says(window, remark))
    qtbot.keyClicks(box, '"')
    until(lambda: _answered(window, '"common tide"'))
    assert not _says(window, "Read as")
    # Also where nothing is found.
    qtbot.keyClicks(box, " foo:bar")
    qtbot.keyPress(box, Qt.Key.Key_Return)
    until(lambda: _says(window, "There is no field “foo”"))
    assert window.browser.results.model.total == 0


def test_a_loosened_search_says_so_in_plain_words(window: MainWindow, until: Until):
    window.browser.search("common chandrayaan")
    until(lambda: _says(window, "No article has all of these words; showing those with most of them."))
    assert window.browser.results.model.total > GENERATED


def test_a_misspelt_word_is_offered_rightly_spelt(window: MainWindow, qtbot: QtBot, until: Until):
    window.browser.search("chandrayan")
    until(lambda: _answered(window, "chandrayan"))
    offers = [button.text() for button in window.browser.results.findChildren(QPushButton)]
    assert any(offer.startswith("Did you mean “chandrayaan") for offer in offers), offers


def test_the_open_hit_stays_selected_while_the_same_query_is_refreshed(window: MainWindow, qtbot: QtBot, until: Until):
    window.browser.search("common tide")
    until(lambda: _answered(window, "common tide"))
    results = window.browser.results
    results.select_row(5)
    until(lambda: window.browser.reading.article is not None)
    scrolled = results.view.verticalScrollBar().value()
    refreshed: list[SearchResults] = []
    window.session.searching.refreshed.connect(refreshed.append)
    window.session.refresh()
    until(lambda: bool(refreshed))
    assert results.view.currentIndex().row() == 5
    assert results.view.verticalScrollBar().value() == scrolled


def test_a_changed_order_is_asked_for(window: MainWindow, until: Until):
    window.browser.search("moon")
    until(lambda: _answered(window, "moon"))
    window.browser.results.set_sort(Sort.OLDEST)
    window.browser.results.sort_chosen.emit(Sort.OLDEST)
    until(lambda: window.browser.results.model.query.sort is Sort.OLDEST)  # type: ignore[union-attr]  # answered above
    model = window.browser.results.model
    dates = [hit.published for row in range(model.total) if (hit := model.hit(row)) and hit.published]
    assert dates == sorted(dates)
    assert len(dates) > 1


def test_rows_are_read_out_with_title_outlet_and_passage(window: MainWindow, until: Until):
    window.browser.search("chandrayaan")
    until(lambda: _answered(window, "chandrayaan"))
    spoken = window.browser.results.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    hit = window.browser.results.model.hit(0)
    assert hit is not None
    assert hit.title in spoken
    assert "Takeaway: " in spoken


def test_more_like_an_article_is_found_by_a_key_and_from_its_row(window: MainWindow, qtbot: QtBot, until: Until):
    results, box = window.browser.results, window.top_bar.search_box
    window.browser.search("moon")
    until(lambda: _answered(window, "moon"))
    results.select_row(0)
    until(lambda: window.browser.reading.article is not None)
    article = window.browser.reading.article
    assert article is not None
    assert "More like this" in [action.text().replace("&", "") for action in results.view.actions()]
    qtbot.keyClick(results.view, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert box.text() == f"like:{article.id}"
    until(lambda: _answered(window, box.text()))
    assert results.model.total > 1
    assert article.title not in _titles(window)
    until(lambda: _says(window, "Articles that share telling words with “"))
