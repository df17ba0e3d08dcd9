import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive_app.model.article import Article, Credit, CreditRole
from archive_app.search.highlight import Highlighter
from archive_app.search.parser import read
from archive_app.search.snippets import LENGTH, snippets, title_highlights

FILLER = "Nothing much was said that day about the weather in town, and nobody asked. "


def found(article: Article, query: str) -> list[tuple[str, list[str]]]:
    return [
        (snippet.field, [snippet.text[start:end] for start, end in snippet.highlights])
        for snippet in snippets(article, Highlighter(read(query).tree))
    ]


def test_the_passage_with_the_most_words_of_the_query_comes_first(make):
    article = make(f"harbour {FILLER}\n{FILLER * 3}harbour and lighthouse {FILLER * 3}\nlighthouse {FILLER}")
    assert found(article, "harbour lighthouse")[0] == ("text", ["harbour", "lighthouse"])


def test_a_second_passage_shows_what_the_first_does_not(make):
    article = make("harbour harbour\nharbour\nlighthouse")
    assert found(article, "harbour lighthouse") == [("text", ["harbour", "harbour"]), ("text", ["lighthouse"])]


def test_a_takeaway_is_preferred_to_the_text(make):
    article = make("a harbour", takeaways=("One", "The harbour"))
    assert found(article, "harbour") == [("takeaway", ["harbour"]), ("text", ["harbour"])]


@pytest.mark.parametrize("query", ["lantern", "", "date:2024", "lang:en"])
def test_without_a_passage_to_show_it_is_the_beginning(make, query):
    assert found(make("Fog rose.\nMore fog.", title="Lantern"), query) == [("text", [])]
    assert found(make("Fog rose.", title="Lantern", takeaways=("First", "Second")), query) == [("takeaway", [])]


def test_an_outlet_that_was_found_is_shown_before_the_beginning(make):
    article = make("Fog rose.", credits=(Credit("SCMP", CreditRole.CREDITED),))
    assert found(article, "credit:scmp") == [("credit", ["SCMP"]), ("text", [])]


def test_a_field_is_lit_only_in_that_field(make):
    article = make("SCMP wrote", title="SCMP", credits=(Credit("SCMP", CreditRole.CREDITED),), byline="SCMP")
    assert found(article, "by:scmp") == [("byline", ["SCMP"]), ("text", [])]
    assert title_highlights(article, Highlighter(read("by:scmp").tree)) == ()
    assert title_highlights(article, Highlighter(read("scmp").tree)) == ((0, 4),)


def test_a_long_passage_is_cut_between_words_around_the_hit(make):
    article = make(FILLER * 5 + "harbour " + FILLER * 5)
    snippet = snippets(article, Highlighter(read("harbour").tree))[0]
    assert snippet.text.startswith("…")
    assert snippet.text.endswith("…")
    assert set(snippet.text.strip("…").split()) <= set((FILLER + "harbour").split())
    assert abs(len(snippet.text) - LENGTH) < 40


def test_an_article_without_any_text_has_no_snippet(make):
    assert snippets(make(title="Lantern"), Highlighter(read("lantern").tree)) == ()


def test_a_book_is_looked_through_only_so_far(make):
    article = make(f"Fog\n{FILLER * 2000}\nharbour")
    assert found(article, "harbour") == [("text", [])]


# The maker of articles only counts them, so it may serve all examples.
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lines=st.lists(
        st.lists(st.sampled_from(["fog", "harbour", "中华", "x" * 250, "é", "’s", " "])).map(" ".join), max_size=4
    ),
    query=st.sampled_from(["fog", "harbour fog", "中", '"fog harbour"', "x*", "", "é"]),
)
def test_highlights_light_what_they_say_in_the_snippets_own_text(make, lines, query):
    article = make("\n".join(lines), takeaways=tuple(line for line in lines[:1] if line))
    highlighter = Highlighter(read(query).tree)
    for snippet in snippets(article, highlighter):
        whole = set(highlighter.spans(snippet.text))
        assert set(snippet.highlights) <= whole
        assert list(snippet.highlights) == sorted(snippet.highlights)
        assert snippet.text.strip("…") in "\n".join((*article.takeaways, article.body_text))
