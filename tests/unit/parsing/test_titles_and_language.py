import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive_app.model.article import Origin, Part
from archive_app.parsing.cleaning import one_line, shorten
from archive_app.parsing.facts import NOTHING_STATED, Claim, claim, facts_of, value_of
from archive_app.parsing.language import declared_language, language_of, with_language
from archive_app.parsing.titles import choose_title, derive_title, is_headline, without_site


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Prices rose. Wages did not.", "Prices rose"),
        ("Acme Corp. and others rose. Wages did not.", "Acme Corp. and others rose"),
        ("The U.S. Navy sailed. It came back.", "The U.S. Navy sailed"),
        ("Dr. No is a film. It is old.", "Dr. No is a film"),
        ("He said “No.” Then he left.", "He said “No.”"),
        ("价格上涨。工资没有。", "价格上涨"),
        ("No end", "No end"),
    ],
)
def test_a_title_is_made_from_the_first_sentence(text: str, title: str):
    assert derive_title(text) == title


@given(st.text(min_size=1, max_size=500))
@settings(max_examples=100, deadline=None)
def test_a_derived_title_is_never_longer_than_a_headline(text: str):
    assert len(derive_title(text)) <= 100


def test_a_derived_title_is_cut_between_words():
    title = derive_title("word " * 60)
    assert title.endswith("word…")
    assert len(title) <= 100


@pytest.mark.parametrize(
    ("line", "is_one"), [("Rates stay where they are", True), ("Rates stay where they are.", False), ("12", False)]
)
def test_a_headline_is_told_from_a_sentence(line: str, is_one: bool):
    assert is_headline(line) is is_one


@pytest.mark.parametrize(
    "title",
    ["Rates stay | Hive Weekly", "Rates stay - Hive Weekly", "Hive Weekly: Rates stay", "Rates stay — hiveweekly"],
)
def test_the_site_s_name_is_taken_off_a_title(title: str):
    assert without_site(title, ("Hive Weekly",)) == "Rates stay"


def test_another_tail_is_left_on_a_title():
    assert without_site("Rates stay - and why", ("Hive Weekly",)) == "Rates stay - and why"


def stated(*titles: str, origin: Origin = Origin.META) -> list[Claim[str]]:
    return [claim(title, origin, "stated") for title in titles]


def chosen(titles: list[Claim[str]], tops: list[str], others: list[str] | None = None) -> str | None:
    found = choose_title(titles, tops, others or [], ("Hive Weekly",))
    return value_of(found)


def test_a_heading_that_says_the_same_is_the_better_title():
    assert chosen(stated("Rates stay high | Money"), ["Rates stay high"]) == "Rates stay high"


def test_the_headline_that_readers_see_wins_over_one_made_for_sharing():
    assert chosen(stated("You won't believe these rates", "Rates stay high"), ["Rates stay high for now"]) == (
        "Rates stay high for now"
    )


def test_a_headline_stated_for_machines_wins_over_the_top_heading():
    titles = stated("Bank keeps rates high", origin=Origin.STRUCTURED)
    assert chosen(titles, ["Rates stay high"]) == "Bank keeps rates high"


def test_a_description_in_the_place_of_the_headline_does_not_count():
    titles = [*stated("All about money", origin=Origin.STRUCTURED), *stated("Rates stay high | Hive Weekly")]
    assert chosen(titles, ["Rates stay high"]) == "Rates stay high"


def test_a_headline_that_is_cut_short_gives_way_to_the_whole_of_it():
    whole = "The bank keeps its rates where they have been for two years and says that they may fall"
    assert chosen(stated(whole[:60], origin=Origin.STRUCTURED), [whole]) == whole


def test_a_site_s_name_in_the_top_heading_is_no_title():
    assert chosen(stated("Rates stay high"), ["Hive"]) == "Rates stay high"
    assert chosen(stated("The Old Hive » Rates stay high"), ["The Old Hive"], ["Rates stay high"]) == "Rates stay high"


def test_a_title_out_of_the_title_element_alone_is_unsure():
    found = choose_title(stated("Rates stay high"), [], [], ())
    assert found is not None
    assert not found.provenance.sure


def test_a_page_without_any_title_has_none():
    assert choose_title([], [], [], ()) is None


@pytest.mark.parametrize(
    ("declared", "code"),
    [("en-GB", "en"), ("pt_BR", "pt"), ("eng", "en"), ("xx", None), ("", None), (None, None), ("english", None)],
)
def test_a_declared_language_counts_where_it_is_a_real_one(declared: str | None, code: str | None):
    assert declared_language(declared) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The council voted for the new bridge on Monday and will pay half of it.", "en"),
        ("Der Rat hat am Montag für die neue Brücke gestimmt und zahlt die Hälfte.", "de"),
        ("Le conseil a voté lundi pour le nouveau pont et en paiera la moitié.", "fr"),
        ("Rada v pondělí hlasovala pro nový most a řekla, že se na něj ve městě zaplatí jako před lety.", "cs"),
        ("Belediye pazartesi günü yeni köprü için oy kullandı ve bunun yarısını ödeyecek, daha çok değil.", "tr"),
        ("Η γέφυρα άνοιξε ξανά μετά από δύο χειμώνες.", "el"),
        ("صوت المجلس على الجسر الجديد يوم الاثنين وسوف يدفع نصف ما كان من المال.", "ar"),
        ("新桥周一获得批准。", "zh"),
        ("新しい橋が承認された。", "ja"),
        ("새 다리가 승인되었다.", "ko"),
        ("Hm.", None),
    ],
)
def test_the_language_of_a_text_is_detected(text: str, code: str | None):
    assert language_of(None, text) == code
    assert language_of("nonsense", text) == code


GERMAN = "Der Rat hat am Montag für die neue Brücke gestimmt und zahlt die Hälfte, wie er in der Sitzung sagte."


def test_a_declared_language_that_the_text_is_surely_not_in_does_not_count():
    assert language_of("en", GERMAN) == "de"


@pytest.mark.parametrize(
    ("declared", "text"),
    [
        ("en", "Ça va?"),
        ("no", "Rådet stemte for den nye brua på mandag og skal betale halvparten av det som den koster."),
        ("la", "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt."),
    ],
)
def test_a_declared_language_counts_where_the_text_leaves_it_open(declared: str, text: str):
    assert language_of(declared, text) == declared


def test_the_language_says_where_it_comes_from():
    declared = facts_of(language=claim("de-AT", Origin.META, "html lang"))
    found = with_language(declared, GERMAN)
    assert (found.language, found.provenance[Part.LANGUAGE].rule) == ("de", "html lang")
    guessed = with_language(NOTHING_STATED, GERMAN)
    assert (guessed.language, guessed.provenance[Part.LANGUAGE].origin) == ("de", Origin.GUESSED)
    assert Part.LANGUAGE not in with_language(NOTHING_STATED, "12").provenance


@given(st.text(max_size=300), st.integers(min_value=5, max_value=80))
@settings(max_examples=100, deadline=None)
def test_a_cleaned_line_is_one_line_of_bounded_length(text: str, limit: int):
    line = one_line(text, limit)
    assert len(line) <= limit
    assert len(line.splitlines()) <= 1
    assert line == one_line(line)


def test_a_long_word_is_cut_where_it_stands():
    assert shorten("x" * 50, 10) == "x" * 9 + "…"
