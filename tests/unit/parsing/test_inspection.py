"""The inspection says of each line of a document what it was taken for, and by what rule."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive_app.formats.registry import read_article, read_document
from archive_app.model.article import Credit, CreditRole, Origin, Original, ParsedArticle, Part, Provenance
from archive_app.model.inspection import Inspection
from archive_app.parsing.inspection import inspect

TEXT = """Credited from: Harbour Gazette
Key takeaways:
The harbour board approved a second ferry line to the northern islands.
Ticket prices stay as they are for residents, while visitors pay a third more.
If you wish to read more about this developing story, visit Harbour Gazette, Island Post, and The Northern Mail."""

PAGE = """<html lang="en"><head><title>Night ferry returns - Harbour Gazette</title>
<meta property="article:published_time" content="2025-03-14T08:00:00Z"><meta name="author" content="Ada Roe"></head>
<body><nav>Home Sport Weather</nav><article><h1>Night ferry returns</h1><p>By Ada Roe</p><p>14 March 2025</p>
<p>The night ferry to the islands returns after two years, the harbour board said on Friday.</p>
<p>Tickets can be bought from Monday on, and the first ship leaves in June with room for three hundred people.</p>
</article><div>Read our newsletter</div></body></html>"""


def inspected(text: str, name: str) -> tuple[ParsedArticle, Inspection]:
    original = Original(name, text.encode())
    article = read_article(original)
    return article, inspect(read_document(original), article)


def parts(inspection: Inspection) -> list[Part | None]:
    return [line.part for line in inspection.lines]


def test_every_line_of_a_brief_is_told():
    _, inspection = inspected(TEXT, "brief.txt")
    assert parts(inspection) == [Part.CREDITS, Part.TAKEAWAYS, Part.TAKEAWAYS, Part.TAKEAWAYS, Part.CREDITS]
    assert [line.text for line in inspection.lines] == TEXT.splitlines()
    assert Part.TITLE in inspection.elsewhere, "a derived title stands in no line of its own"


def test_a_page_tells_its_parts_and_leaves_the_rest_out():
    article, inspection = inspected(PAGE, "page.html")
    told = {line.text: line.part for line in inspection.lines}
    assert told["Night ferry returns"] is Part.TITLE
    assert told["By Ada Roe"] is Part.BYLINE
    assert told["14 March 2025"] is Part.PUBLISHED
    assert [text for text, part in told.items() if part is Part.BODY] == [block.text for block in article.blocks]
    assert told["Read our newsletter"] is None


def test_the_rule_that_found_a_part_stands_beside_its_lines():
    article, _ = inspected(PAGE, "page.html")
    ruled = replace(article, provenance={Part.BYLINE: Provenance(Origin.META, rule="meta author")})
    lines = inspect(read_document(Original("page.html", PAGE.encode())), ruled).lines
    assert {line.rule for line in lines if line.part is Part.BYLINE} == {"meta author"}
    assert {line.rule for line in lines if line.part is None} == {""}


def test_a_closing_line_is_not_told_by_the_credit_line_s_rule():
    _, inspection = inspected(TEXT, "brief.txt")
    first, *_, last = inspection.lines
    assert first.rule == "line “Credited from: Harbour Gazette”"
    assert "closing line" in last.rule


def test_wrapped_lines_are_told_for_the_paragraph_they_are_part_of():
    wrapped = (
        "Night ferry returns\n\nThe night ferry to the islands returns after two\nyears of waiting, as the harbour\n"
        "board said on Friday at its yearly meeting in\nthe old town hall above the quay.\n"
    )
    _, inspection = inspected(wrapped, "wrapped.txt")
    assert parts(inspection) == [Part.TITLE, *[Part.BODY] * 4]


def test_a_correction_shows_at_the_lines_it_names():
    original = Original("brief.txt", TEXT.encode())
    article = replace(read_article(original), takeaways=(), credits=(Credit("Island Post", CreditRole.CREDITED),))
    assert parts(inspect(read_document(original), article)) == [None, None, None, None, Part.CREDITS]


def test_a_value_that_no_line_says_is_elsewhere():
    article, _ = inspected(PAGE, "page.html")
    other = replace(article, published=date(2020, 1, 1), byline="Somebody Else")
    inspection = inspect(read_document(Original("page.html", PAGE.encode())), other)
    assert {Part.PUBLISHED, Part.BYLINE} <= set(inspection.elsewhere)


@settings(deadline=None, max_examples=50)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=400))
def test_any_text_that_can_be_read_can_be_inspected(text: str):
    original = Original("any.txt", f"A headline here\n\n{text}\n".encode())
    article = read_article(original)
    inspection = inspect(read_document(original), article)
    assert all(line.text for line in inspection.lines)
    assert not {line.part for line in inspection.lines} & set(inspection.elsewhere)


@pytest.mark.parametrize("name", ["a.html", "a.txt"])
def test_a_line_is_in_one_part_only(name: str):
    article, inspection = inspected(PAGE if name.endswith("html") else TEXT, name)
    found = {line.part for line in inspection.lines if line.part}
    assert found | set(inspection.elsewhere) >= set(article.provenance)
