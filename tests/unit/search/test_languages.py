"""Words are found by the rules of their article's language, whatever language the searcher is in."""

import unicodedata
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive_app.model.search import Scope
from archive_app.search.analysis import tokens
from archive_app.search.highlight import Highlighter
from archive_app.search.languages import read_term, term_of
from archive_app.search.parser import read


class Said(NamedTuple):
    """A sentence in a language, words that find it, and words that look alike and do not."""

    language: str
    text: str
    finding: str
    others: str = ""


SAID = [
    Said(
        "de",
        "Die Häuser am Fluß gehören den Müllern.",
        "haus hauses flüsse fluss müller mueller gehören",
        "hausmeister",
    ),
    Said("fr", "Les journaux de l’école étaient élégants.", "journal ecole École écoles elegante", "écologie"),
    Said("es", "Las canciones inglesas hablaban del jardín.", "canción cancion inglés hablar jardines", "cana"),
    Said("it", "Le elezioni nelle città parlarono di libertà.", "elezione citta libertà parlare", "libro"),
    Said("pt", "As eleições nos países econômicos.", "eleicoes país economico econômica", "elefante"),
    Said("nl", "De huizen werden verbouwd door timmermannen.", "huis huizen timmerman", "huur"),
    Said("sv", "Regeringarna byggde vägarna längs älvarna.", "regering vägar älv", "vagga"),
    Said("da", "Regeringerne byggede husene ved åen.", "regering huse åen", "hustru"),
    Said("nb", "Regjeringene bygde husene ved elvene.", "regjering hus elv", "hustru"),
    Said("fi", "Talossa luettiin kirjoja metsästä.", "talo kirja metsä", "kirkko"),
    Said("hu", "A városokban könyveket olvastak.", "város könyv varosok", "vas"),
    Said("tr", "Kitaplar şehirlerde evlerden getirildi.", "kitap şehir ev sehirler", "evet"),
    Said("ru", "Новые ёлки стояли в российских городах.", "новый елка ёлка российская город", "новость"),
    Said("el", "Οι εκλογές και τα βιβλία των ανθρώπων.", "εκλογή εκλογεσ βιβλια άνθρωπος", "εκκλησία"),
    Said("pl", "Rządy miast wybrały książki.", "rządu miasta książka ksiazki", "rzadko"),
    Said("cs", "Vlády měst čtou knihy.", "vláda město kniha", "vlak"),
    Said("ro", "Guvernele orașelor citesc cărțile.", "guvern oraș carti", "carne"),
    Said("ar", "قرأ الأطفالُ الكِتابَ في المدرسة الحكوميّة.", "كتاب الكتاب مدرسة الاطفال حكومية", "كاتب"),
    Said("he", "הילדים קראו סֵפֶר בשלום.", "ספר הילדים", "ספרייה"),
    Said("hi", "चुनावों में सरकारों की किताबें।", "चुनाव सरकार किताब", "चुनरी"),
    Said("zh", "中华人民共和国的科学家。", "科学 中华 国 科学家", "学科"),
    Said("ja", "東京の図書館でカメラを買った。", "図書館 カメラ ｶﾒﾗ 京", "書図"),
    Said("ko", "서울에서 새로운 도서관을 열었다.", "서울 도서관 관", "관서"),
    Said("vi", "Chính phủ xây trường học.", "chính phủ truong học", "truo"),
    Said("en", "The cities published their naïve stories.", "city publishing naive story", "cite"),
]
by_language = pytest.mark.parametrize("said", SAID, ids=lambda said: said.language)


@by_language
def test_a_word_finds_its_other_forms(library, make, said):
    article = make(said.text, language=said.language)
    library.add(article, *(make(other.text, language=other.language) for other in SAID if other != said))
    for word in said.finding.split():
        assert article.id in library.ids(word), word
    for word in said.others.split():
        assert article.id not in library.ids(word), word


@by_language
def test_what_finds_an_article_is_lit_in_it(library, make, said):
    library.add(make(said.text, language=said.language))
    for word in said.finding.split():
        (snippet,) = library.search(word).hits[0].snippets
        assert snippet.highlights, word
    for word in said.others.split():
        assert not Highlighter(read(word).tree).spans(said.text, said.language), word


def test_a_word_is_not_found_by_the_rules_of_another_language(library, make):
    german = make("Das Kind spielt.", language="de")
    english = make("Be kind to each other.", language="en")
    library.add(german, english)
    assert library.ids("Kinder") == [german.id]
    assert set(library.ids("kind")) == {german.id, english.id}


def test_the_form_with_the_accents_that_were_typed_comes_first(library, make):
    with_accent, without = make("One café here", language="en"), make("One cafe here", language="en")
    library.add(with_accent, without)
    assert library.ids("café") == [with_accent.id, without.id]
    assert library.ids("cafe") == [without.id, with_accent.id]


def test_the_form_with_the_accents_comes_first_in_every_language(library, make):
    articles = [make("schön schon", language="de"), make("schön", language="fr"), make("schon", language="de")]
    library.add(*articles)
    assert library.ids("schon")[-1] == articles[1].id
    assert library.ids("schön")[-1] == articles[2].id


def test_english_words_among_other_scripts_are_found_in_all_forms(library, make):
    article = make("Компания показала Models и iPhone", language="ru")
    library.add(article)
    assert library.ids("model") == [article.id]


def test_an_article_whose_language_is_not_known_is_read_as_english(library, make):
    article = make("Harbours and ships")
    library.add(article)
    assert library.ids("harbour ship") == [article.id]


def test_a_language_without_rules_is_found_as_printed(library, make):
    article = make("Nové ulices", language="sk")
    library.add(article)
    assert library.ids("ulices nove") == [article.id]
    assert library.ids("ulice") == []


def test_phrases_patterns_and_misspellings_reach_all_languages(library, make):
    article = make("Die großen Häuser am Hafen", language="de")
    library.add(article, make("A big house at the harbour", language="en"))
    for query in ['"großen häuser"', '"grossen hauser"', "gross*", "h?user", "*user", "hauser~1", "haefen OR hafn~"]:
        assert library.ids(query) == [article.id], query


def test_a_spelling_is_suggested_with_its_accents(library, make):
    library.add(make("Les élections à Paris", language="fr"))
    assert library.search("elektions").suggestion == "élections"


def test_words_are_completed_with_their_accents_and_counted_in_all_languages(library, make):
    library.add(make("Étude", language="fr"), make("étude", language="en"), make("etude", language="en"))
    (completion,) = (one for one in library.index.complete("etud", 4, Scope.ARTICLES) if one.kind == "word")
    assert (completion.label, completion.records) == ("étude", 3)


def test_merging_keeps_the_languages_apart(library, make):
    german = make("Kind", language="de")
    library.add(german)
    for _ in range(8):  # as many commits as make one segment of several
        library.add(make("kind", language="en"))
    assert len(list(library.folder.glob("articles_*.seg"))) < 9
    assert library.ids("Kinder") == [german.id]


LANGUAGES = st.sampled_from([None, "xx", *(said.language for said in SAID)])
ALL_WORDS = " ".join(f"{said.text} {said.finding}" for said in SAID).split()
WORDS = st.one_of(st.sampled_from(ALL_WORDS), st.text("aeiéößüстйьابةهى한中のिक", min_size=1, max_size=8))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(WORDS, min_size=1, max_size=6), asked=WORDS, language=LANGUAGES)
def test_a_word_is_found_just_where_it_is_lit(library, make, words, asked, language):
    text = "\n".join(words)
    article = make(text, title="", language=language)
    library.index.create()
    library.add(article)
    query = f"text:{asked}"
    lit = Highlighter(read(query).tree).spans(text, language)
    assert bool(library.ids(query)) == bool(lit)


@settings(max_examples=200, deadline=None)
@given(word=WORDS, language=LANGUAGES)
def test_a_term_is_read_as_it_was_written(word, language):
    for _, _, token in tokens(word):
        term = term_of(token, language)
        assert read_term(str(term)) == term
        assert str(term).startswith(term.printed)


@given(word=st.sampled_from(ALL_WORDS), language=LANGUAGES)
def test_composed_and_decomposed_words_are_one_term(word, language):
    composed, decomposed = (
        [term_of(token, language) for _, _, token in tokens(unicodedata.normalize(form, word))]
        for form in ("NFC", "NFD")
    )
    assert composed == decomposed
