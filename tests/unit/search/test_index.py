from datetime import date

import pytest

from archive_app.model.annotations import Annotations
from archive_app.model.article import Credit, CreditRole
from archive_app.model.search import Query, Scope, Snippet, Sort
from archive_app.search import SearchIndex
from archive_app.search.syntax import FIELDS


def lit(snippet: Snippet) -> list[str]:
    return [snippet.text[start:end] for start, end in snippet.highlights]


@pytest.mark.parametrize(
    "text",
    ["distillation", '"US Navy"', "credit:scmp", "distilled", "navies", "takeaway:sailors", "us navy", "date:2025-01"],
)
def test_the_sample_layout_is_found(library, sample, make, text):
    library.add(make("Nothing to do with it"), sample)
    results = library.search(text)
    assert [hit.id for hit in results.hits] == [sample.id]
    assert results.total == 1


def test_every_beginning_of_a_word_finds_it_as_one_types(library, sample):
    library.add(sample)
    word = "distillation"
    assert all(library.ids(word[:end], prefix=True) == [sample.id] for end in range(1, len(word) + 1))


def test_a_word_followed_by_a_space_is_finished(library, sample):
    library.add(sample)
    assert library.ids("distillat", prefix=True) == [sample.id]
    assert library.ids("distillat ", prefix=True) == []


def test_the_exact_word_scores_higher_than_another_form(library, make):
    other, exact = make("He modelled the ship carefully"), make("The models of ships arrived")
    library.add(other, exact)
    assert library.ids("models") == [exact.id, other.id]


def test_quotes_ask_for_the_words_as_printed(library, make):
    singular, plural = make("One model ship"), make("Two models ship")
    library.add(singular, plural)
    assert library.ids('"model ship"') == [singular.id]
    assert set(library.ids("model ship")) == {singular.id, plural.id}


def test_a_phrase_does_not_reach_across_paragraphs(library, make):
    library.add(make("It left the harbour\nmaster of the town"))
    assert library.ids('"harbour master"') == []


@pytest.mark.parametrize("text", ["cafe", "CAFÉ", "cafe\u0301", "Ｃａｆé"])
def test_accents_case_and_width_do_not_matter(library, make, text):
    article = make("A café on the corner")
    library.add(article)
    assert library.ids(text) == [article.id]


@pytest.mark.parametrize("text", ["共和", "中华人民", "民", "国", "共和国", "公司", "한국", "カメラ"])
def test_scripts_without_spaces_are_found_by_any_part(library, make, text):
    article = make("中华人民共和国的OpenAI公司 한국어 デジタルカメラ")
    library.add(article, make("完全不同"))
    assert library.ids(text) == [article.id]


def test_characters_apart_are_no_word(library, make):
    library.add(make("人中 华"))
    assert library.ids("中华") == []


@pytest.mark.parametrize("text", ["العربية", "العربيه", "العربيــة", "ٱلْعَرَبِيَّة"])
def test_arabic_is_found_in_any_spelling(library, make, text):
    article = make("اللغة العربية")
    library.add(article)
    assert library.ids(text) == [article.id]


def test_an_abbreviation_is_found_with_and_without_its_dots(library, make):
    dotted, plain = make("The U.S. Navy sailed"), make("The US Navy sailed")
    library.add(dotted, plain)
    assert set(library.ids('"US Navy"')) == set(library.ids("u.s. navy")) == {dotted.id, plain.id}


def test_any_of_the_words_will_do_when_no_article_has_all(library, make):
    one, two = make("A harbour at dusk"), make("A lighthouse at dawn")
    library.add(one, two)
    results = library.search("harbour lighthouse storm")
    assert {hit.id for hit in results.hits} == {one.id, two.id}
    assert results.interpreted == "harbour OR lighthouse OR storm"


def test_marked_parts_stay_required_when_any_word_will_do(library, make):
    one, two = make("A harbour at dusk"), make("A lighthouse at dawn")
    library.add(one, two)
    assert library.ids("harbour lighthouse storm -dusk") == [two.id]
    assert library.ids("harbour storm snow +dawn") == []


def test_a_loosened_search_leaves_stop_words_out_and_says_that_it_is_one(library, make):
    told, other = make("The lighthouse is in the fog"), make("The price of the ticket")
    library.add(told, other)
    results = library.search("the fog of the harbour lighthouse")
    assert [hit.id for hit in results.hits] == [told.id]
    assert results.interpreted == "fog OR harbour OR lighthouse"
    assert results.loosened
    assert lit(results.hits[0].snippets[0]) == ["lighthouse", "fog"]
    assert not library.search("the fog").loosened


def test_an_answer_carries_the_remarks_on_the_query(library, sample):
    library.add(sample)
    assert library.search('"us navy').remarks == ("The quote was not closed.",)
    assert library.search("us navy").remarks == ()


def test_operators_and_brackets(library, make):
    red, green, both = make("red door"), make("green door"), make("red and green door")
    library.add(red, green, both)
    assert set(library.ids("door AND (red OR green)")) == {red.id, green.id, both.id}
    assert set(library.ids("red NOT green")) == {red.id}
    assert set(library.ids("-red")) == {green.id}
    assert set(library.ids("red OR -door")) == {red.id, both.id}
    assert set(library.ids("gr?en -(red)")) == {green.id}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("title:lantern", True),
        ("text:lantern", False),
        ("by:weaver", True),
        ('credit:"south china"', True),
        ("credit:(morning india)", True),
        ('credit:"post india"', False),
        ("site:gazette", True),
        ("site:news.example", True),
        ("lang:EN", True),
        ("lang:de", False),
        ("type:html", True),
        ("date:2024", True),
        ("date:2024-03", True),
        ("date:2024-03-09", True),
        ("date:2024-03-10", False),
        ("date:2024-02..2024-04", True),
        ("date:..2024-03-08", False),
        ("before:2024-03-10", True),
        ("before:2024", False),
        ("after:2024-03-08", True),
        ("after:2024", False),
    ],
)
def test_fields_and_dates_narrow_a_search(library, make, text, found):
    article = make(
        "Nothing but fog",
        title="A lantern",
        byline="By A. Weaver",
        credits=(Credit("South China Morning Post", CreditRole.CREDITED), Credit("India Times", CreditRole.PUBLISHER)),
        site_name="Harbour Gazette",
        url="https://news.example/a",
        language="en",
        format="html",
        published=date(2024, 3, 9),
    )
    library.add(article, make("Nothing else", title="Undated"))
    assert library.ids(text) == ([article.id] if found else [])


def test_replacing_an_article_leaves_no_trace_of_the_old_text(library, make):
    library.add(make("An old harbour", id=7, takeaways=("Old takeaway", "Another")))
    library.add(make("A new lighthouse", id=7, takeaways=("New takeaway",)))
    assert library.ids("harbour") == []
    assert library.ids("lighthouse") == [7]
    assert library.search("takeaway", scope=Scope.TAKEAWAYS).total == 1
    assert library.index.article_ids() == {7}


def test_the_last_of_several_articles_with_one_id_counts(library, make):
    library.add(make("An old harbour", id=7), make("A new lighthouse", id=7))
    assert library.search("").total == 1
    assert library.ids("lighthouse") == [7]


def test_removed_articles_are_gone_and_removing_them_again_does_no_harm(library, sample, make):
    library.add(sample, make("A harbour", id=7))
    library.index.apply([], [sample.id])
    library.index.apply([], [sample.id, 99])
    assert library.ids("distillation") == []
    assert library.search("", scope=Scope.TAKEAWAYS).total == 0
    assert library.index.article_ids() == {7}


def test_tidying_changes_no_answer(library, sample, make):
    for _ in range(3):
        library.add(sample, make("A harbour"))
    before = library.search("").total, library.ids("distillation"), library.index.article_ids()
    library.index.tidy()
    assert (library.search("").total, library.ids("distillation"), library.index.article_ids()) == before


def test_no_words_ask_for_all_newest_first_and_undated_last(library, make):
    library.add(make(id=1, published=date(2024, 5, 1)), make(id=2), make(id=3, published=date(2025, 5, 1)))
    assert library.ids("") == library.ids(" ,.; ") == [3, 1, 2]
    assert library.ids("", sort=Sort.OLDEST) == [1, 3, 2]


def test_what_was_imported_last_comes_first_where_that_is_asked_for(library, make):
    library.add(make(id=1, published=date(2024, 5, 1)), make(id=3, published=date(2022, 5, 1)))
    library.add(make(id=2))
    assert library.ids("", sort=Sort.IMPORTED) == [3, 2, 1]


def test_ties_go_by_id_and_pages_neither_miss_nor_repeat(library, make):
    library.add(*(make("the same words", id=number, title="Same") for number in (5, 3, 9, 1, 7)))
    library.add(make("the same words", id=4, title="Same"))
    pages = [library.ids("same words", limit=2, offset=offset) for offset in (0, 2, 4, 6)]
    assert pages == [[1, 3], [4, 5], [7, 9], []]
    assert library.search("same words", limit=2).total == 6


def test_facets_count_all_hits(library, make):
    credited = (Credit("SCMP", CreditRole.CREDITED), Credit("SCMP", CreditRole.PUBLISHER))
    library.add(
        make("harbour", credits=credited, published=date(2024, 1, 1), language="en"),
        make("harbour", credits=(*credited, Credit("Reuters", CreditRole.FURTHER_READING)), language="de"),
        make("harbour", credits=(Credit("Reuters", CreditRole.PUBLISHER),), published=date(2024, 2, 1), format="html"),
        make("lighthouse"),
    )
    facets = library.search("harbour", limit=1, facets=True).facets
    assert facets["outlet"] == {"South China Morning Post": 2, "Reuters": 1}
    assert facets["credited"] == {"South China Morning Post": 2}
    assert facets["further"] == {"Reuters": 1}
    assert facets["publisher"] == {"South China Morning Post": 2, "Reuters": 1}
    assert (facets["year"], facets["month"]) == ({"2024": 2}, {"2024-01": 1, "2024-02": 1})
    assert (facets["language"], facets["format"]) == ({"en": 1, "de": 1}, {"text": 2, "html": 1})
    assert list(facets["language"]) == ["de", "en"]
    assert library.search("harbour").facets == {}


def test_a_facet_that_is_chosen_from_still_counts_its_other_values(library, make):
    library.add(
        make("harbour", language="en", published=date(2024, 1, 1)),
        make("harbour", language="de", published=date(2024, 1, 9)),
        make("harbour", language="fr", published=date(2025, 3, 1)),
        make("tower", language="de"),
    )
    facets = library.search("harbour (lang:de OR lang:fr) date:2024", facets=True).facets
    assert facets["language"] == {"de": 1, "en": 1}
    assert facets["year"] == {"2024": 1, "2025": 1}
    assert facets["format"] == {"text": 1}
    assert library.search("-lang:de", facets=True).facets["language"] == {"en": 1, "fr": 1}


def test_an_answer_names_what_the_query_chooses_from_as_it_is_shown(library, make):
    library.add(
        make("harbour", language="en", credits=(Credit("SCMP", CreditRole.CREDITED),), published=date(2024, 1, 1)),
        make("harbour", annotations=Annotations(starred=True, note="Ask.")),
        make("harbour", annotations=Annotations(note="Ask again.")),
    )
    found = library.search("harbour outlet:(scmp OR bbc) date:2024-01 lang:e", prefix=True)
    assert found.chosen == {"outlet": ("South China Morning Post", "bbc")}
    assert found.days == (date(2024, 1, 1), date(2024, 1, 31))
    assert library.search("harbour lang:en", prefix=True).chosen == {"language": ("en",)}
    assert library.search("-lang:en").chosen == {}
    # Marks are counted beside those that are chosen: each further one narrows.
    assert library.search("is:starred", facets=True).facets["mark"]["note"] == 1
    assert library.search("", facets=True).facets["mark"]["note"] == 2


@pytest.mark.parametrize(
    ("asked", "says"),
    [("l'élection", "les élections"), ("d’été", "un été"), ("dell'arte", "sull’arte"), ("qu'avons", "nous avons")],
)
def test_a_word_is_found_without_the_elided_one_before_it(library, make, asked, says):
    library.add(make(says, language="fr"), make("l'hiver", language="fr"))
    assert library.ids(asked) == [1]
    assert library.ids(f'"{asked}"') == []


def test_takeaways_are_found_as_records_of_their_own(library, sample):
    library.add(sample)
    results = library.search("navy", scope=Scope.TAKEAWAYS)
    assert [(hit.id, hit.takeaway) for hit in results.hits] == [(sample.id, 2)]
    snippet = results.hits[0].snippets[0]
    assert (snippet.field, snippet.text, lit(snippet)) == ("takeaway", sample.takeaways[2], ["Navy"])
    assert library.search("title:rival credit:scmp", scope=Scope.TAKEAWAYS).total == 3
    assert [hit.takeaway for hit in library.search("", scope=Scope.TAKEAWAYS).hits] == [0, 1, 2]


def test_hits_that_the_catalogue_no_longer_has_are_left_out(library, sample, make):
    library.add(sample, make("distillation"))
    del library.texts[sample.id]
    results = library.search("distillation")
    assert len(results.hits) == 1
    assert results.total == 2


def test_a_misspelt_word_gets_a_suggestion_and_a_known_one_none(library, sample):
    library.add(sample)
    results = library.search("flagshpi")
    assert (results.total, results.suggestion) == (0, "flagship")
    assert library.search("flagship").suggestion is None
    assert library.search("qqqqqqqqqq").suggestion is None


@pytest.mark.parametrize("scope", Scope)
@pytest.mark.parametrize("field", FIELDS)
def test_every_field_can_be_searched_in_vain_in_both_indexes(library, sample, field, scope):
    assert library.search(f"{field}:unheard", scope=scope).total == 0
    library.add(sample)
    assert library.search(f'{field}:unheard {field}:un* {field}:"un heard" {field}:u?n', scope=scope).total == 0


def test_the_reading_pane_lights_what_the_search_found(library, sample):
    text = sample.takeaways[1]
    highlighter = library.index.highlighter("distil", prefix=True)
    assert [text[start:end] for start, end in highlighter.spans(text)] == ["distillation"]
    assert library.index.highlighter("").spans(text) == ()


def test_an_index_is_usable_only_once_made(tmp_path):
    index = SearchIndex(tmp_path / "index")
    states = [index.usable]
    index.create()
    states.append(index.usable)
    assert states == [False, True]
    assert index.article_ids() == frozenset()
    index.close()


def test_making_an_index_anew_empties_it_for_open_readers_too(library, sample, tmp_path):
    library.add(sample)
    reader = SearchIndex(tmp_path / "index")
    assert reader.article_ids() == {sample.id}
    library.index.create()
    assert reader.article_ids() == frozenset()
    library.add(sample)
    assert reader.search(Query("distillation"), library.load).total == 1
    reader.close()


def test_names_and_facets_survive_a_merge_and_deletions(library, make):
    for number in range(1, 41):
        tags = tuple(f"Tag {part}" for part in range(number % 4))
        library.add(
            make("harbour", id=number, annotations=Annotations(tags=tags), language="en" if number % 2 else "de")
        )
    library.index.apply([], removed=range(1, 11))
    before = library.search("", facets=True).facets
    library.index.tidy()
    assert library.search("", facets=True).facets == before
    assert before["tag"] == {"Tag 0": 22, "Tag 1": 15, "Tag 2": 8}
    assert len(library.ids('tag:"tag 2"', limit=50)) == 8


def test_few_articles_with_all_words_come_first_and_are_told_from_those_with_some(library, make):
    library.add(make("fog", id=1), make("harbour fog", id=2), make("harbour", id=3))
    results = library.search("fog harbour")
    assert results.hits[0].id == 2
    assert results.total == 3
    assert results.interpreted == "fog harbour"
    assert results.remarks == ("The first one has all of these words, the others some.",)
    assert not results.loosened
    assert library.search("fog harbour", sort=Sort.NEWEST).total == 1
