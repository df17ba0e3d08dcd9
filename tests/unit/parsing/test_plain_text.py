from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive_app.model.article import BlockKind, CreditRole, Origin, ParsedArticle, Part, Provenance
from archive_app.parsing.facts import NOTHING_STATED, StatedFacts
from archive_app.parsing.lines import read_lines
from archive_app.parsing.plain_text import read_text

SAMPLE = Path(__file__).parents[4] / "shared" / "seed" / "000_3babe3f6c67e0cf3.txt"
POINTS = (
    "The museum opens on Mondays from May.",
    "Entry stays free for pupils. Groups have to register two weeks ahead.",
    "A new wing shows the sea charts.",
)
CLOSING = "If you wish to read more about this developing story, visit SCMP, India Times, and The Guardian."


def read(text: str, stated: StatedFacts = NOTHING_STATED) -> ParsedArticle | None:
    return read_text(read_lines(text), stated)


def test_the_sample_document_is_read_in_full():
    if not SAMPLE.exists():
        pytest.skip("the sample document is not part of the project")
    text = SAMPLE.read_text(encoding="utf-8")
    article = read(text)
    assert article is not None
    assert article.takeaways == tuple(text.split("\n")[2:7])
    assert article.outlets(CreditRole.CREDITED) == ("SCMP",)
    assert article.outlets(CreditRole.FURTHER_READING) == ("SCMP", "India Times", "The Guardian")
    assert (article.blocks, article.title_derived, article.language) == ((), True, "en")
    assert article.title == (
        "Microsoft Corp. and OpenAI are investigating allegations that a group associated with the Chinese…"
    )


@pytest.mark.parametrize(
    "label",
    [
        "Key takeaways:", "KEY TAKEAWAYS", "Key Takeaways :",
        "  key   takeaways：", "**Key takeaways**", "## Key takeaways",
        "Key points", "Highlights", "At a glance", "📌 Key takeaways", "TL;DR",
        "Das Wichtigste in Kürze", "Points clés", "Puntos clave", "Pontos-chave", "Punti chiave", "Kernpunten",
        "Kort fortalt", "Kort sammanfattning", "Hovedpointer", "要点：",
        "要点まとめ", "핵심 요약", "أبرز النقاط:", "Главное",
    ],
)  # fmt: skip
@pytest.mark.parametrize("mark", ["", "- ", "• ", "* ", "– "])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_takeaways_are_found_however_they_are_laid_out(label: str, mark: str, line_end: str):
    lines = ["Credited from: SCMP", label, *(mark + point for point in POINTS), CLOSING]
    article = read(line_end.join(lines))
    assert article is not None
    assert article.takeaways == POINTS
    assert article.blocks == ()
    assert article.outlets(CreditRole.FURTHER_READING) == ("SCMP", "India Times", "The Guardian")


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n \n\n"])
def test_blank_lines_between_takeaways_do_not_matter(gap: str):
    article = read(gap.join(["Credited from: SCMP", "Key takeaways:", *POINTS, CLOSING]))
    assert article is not None
    assert article.takeaways == POINTS


def test_an_outlet_alone_over_the_takeaways_is_credited():
    article = read("\n".join(["SCMP and Reuters", "Key takeaways", *POINTS]))
    assert article is not None
    assert article.outlets(CreditRole.CREDITED) == ("SCMP", "Reuters")
    assert (article.takeaways, article.title_derived) == (POINTS, True)


def test_takeaways_and_credits_say_what_they_were_read_from():
    article = read("\n".join(["Credited from: SCMP", "Key takeaways:", *POINTS, CLOSING]))
    assert article is not None
    assert article.provenance[Part.TAKEAWAYS] == Provenance(Origin.WORDED, rule="heading “Key takeaways:”")
    assert article.provenance[Part.CREDITS] == Provenance(Origin.WORDED, rule="line “Credited from: SCMP”")


def test_a_dateline_is_credited_and_stays_in_the_text():
    article = read(
        "The harbour reopens\n\nNORTHMOUTH (Reuters) - The harbour is open.\n\nFerries sail again.\n\n— AFP\n"
    )
    assert article is not None
    assert article.outlets(CreditRole.CREDITED) == ("Reuters", "AFP")
    assert article.body_text == "NORTHMOUTH (Reuters) - The harbour is open.\nFerries sail again."


@pytest.mark.parametrize("heading", ["Full story", "Article:", "# The new wing", "Background"])
def test_a_heading_ends_the_takeaways(heading: str):
    article = read("\n".join(["Key takeaways:", *POINTS, heading, "The wing was planned for years.", CLOSING]))
    assert article is not None
    assert article.takeaways == POINTS
    assert article.blocks[-1].text == "The wing was planned for years."
    assert article.outlets(CreditRole.FURTHER_READING) == ("SCMP", "India Times", "The Guardian")


def test_a_paragraph_after_a_list_of_takeaways_is_story():
    text = "Key points:\n- One thing.\n- Another thing.\n\nThe story begins here."
    article = read(text)
    assert article is not None
    assert article.takeaways == ("One thing.", "Another thing.")
    assert article.body_text == "The story begins here."


def test_a_takeaway_may_stand_on_the_line_of_its_heading():
    article = read("Key takeaways: Prices rose.\nWages did not.\n")
    assert article is not None
    assert article.takeaways == ("Prices rose.", "Wages did not.")


def test_a_section_s_name_among_the_first_lines_hides_no_credit():
    article = read("Title: Museum news\n3 May 2024\nScience section\nSource: Reuters\n\nKey points:\n- One.\n- Two.\n")
    assert article is not None
    assert (article.title, str(article.published)) == ("Museum news", "2024-05-03")
    assert article.outlets(CreditRole.CREDITED) == ("Reuters",)
    assert (article.takeaways, article.body_text) == (("One.", "Two."), "Science section")


def test_a_date_that_begins_with_a_numbered_day_is_no_list_item():
    article = read("Ein neuer Weg\n1. März 2024\nQuelle: Tagesschau\n\nDer Weg ist fertig.")
    assert article is not None
    assert (str(article.published), article.body_text) == ("2024-03-01", "Der Weg ist fertig.")


def test_a_word_that_begins_a_sentence_is_no_heading():
    article = read("Museum news\n\nHighlights: the charts and the globe are shown until May.\n\nThe rest is closed.")
    assert article is not None
    assert article.takeaways == ()


def test_a_takeaway_that_mentions_reading_stays_one():
    point = "For more than a decade, readers at MIT have had no library card."
    article = read(f"Key takeaways:\n{point}\nCards are back.")
    assert article is not None
    assert article.takeaways == (point, "Cards are back.")


def test_headings_lists_and_quotes_keep_their_kind():
    article = read("A title\n\n## First part\n\nSome text here.\n\n- an item\n- another\n\n> Words of somebody.\n")
    assert article is not None
    assert [block.kind for block in article.blocks] == [
        BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.LIST_ITEM, BlockKind.QUOTE,
    ]  # fmt: skip


def test_what_the_file_states_comes_first():
    stated = StatedFacts(title="Stated", byline="Science Desk", published=date(2024, 2, 1), url="https://example.org/a")
    article = read("# Printed\n\nSome text here.", stated)
    assert article is not None
    assert (article.title, article.byline, str(article.published)) == ("Stated", "Science Desk", "2024-02-01")
    assert article.url == "https://example.org/a"


@pytest.mark.parametrize("text", ["", "\n\n", "---\n***\n", "# \n"])
def test_text_that_says_nothing_is_no_article(text: str):
    assert read(text) is None


@given(st.text(max_size=400))
@settings(max_examples=100, deadline=None)
def test_any_text_is_read_without_line_breaks_in_its_parts(text: str):
    article = read(text)
    if article is not None:
        assert article.title
        assert len(article.title) <= 300
        parts = (article.title, *article.takeaways, *(block.text for block in article.blocks))
        assert all(part == part.strip() and len(part.splitlines()) == 1 for part in parts)


@given(st.lists(st.sampled_from(POINTS), min_size=1, max_size=3, unique=True), st.sampled_from(["\n", "\n\n"]))
@settings(max_examples=30, deadline=None)
def test_the_closing_line_is_never_a_takeaway(points: list[str], gap: str):
    article = read(gap.join(["Key takeaways:", *points, CLOSING]))
    assert article is not None
    assert article.takeaways == tuple(points)
