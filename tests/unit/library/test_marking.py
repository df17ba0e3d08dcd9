"""What a person says of a stretch of an original changes the parts that it says something about, and no others."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from archive_app.errors import CorrectionError
from archive_app.library.marking import changes
from archive_app.model.article import Article, Block, BlockKind, Credit, CreditRole, Part
from archive_app.model.marking import Meaning, Stretch

_LINES = (
    "A ferry for the isles",
    "By Ann Lee, Harbour Gazette",
    "Published on 14 March 2025",
    "The board approved a second ferry line.",
    "Sailings begin in May and run every hour.",
    "Prices stay as they are for residents, the board said.",
    "Credited from: SCMP and The Northern Mail",
    "Subscribe to our newsletter today",
)
_CREDITED, _FURTHER = CreditRole.CREDITED, CreditRole.FURTHER_READING


def _article(**values: Any) -> Article:
    given: dict[str, Any] = {
        "id": 1,
        "title": "A ferry for the isles",
        "imported": datetime(2025, 3, 15, tzinfo=UTC),
        "sha256": "",
        "original_name": "page.html",
        "takeaways": (_LINES[3],),
        "blocks": tuple(Block(BlockKind.PARAGRAPH, _LINES[number]) for number in (1, 4, 5, 7)),
    }
    return Article(**(given | values))


def _said(article: Article, meaning: Meaning, *stretches: int | tuple[int, str]) -> dict[Part, Any]:
    selected = [Stretch(each, _LINES[each]) if isinstance(each, int) else Stretch(*each) for each in stretches]
    return dict(changes(article, _LINES, selected, meaning))


def test_a_title_is_what_was_selected():
    assert _said(_article(), Meaning.TITLE, (5, " Prices   stay ")) == {Part.TITLE: "Prices stay"}


def test_a_byline_is_named_without_its_label_and_leaves_the_text():
    made = _said(_article(), Meaning.BYLINE, 1)
    assert made[Part.BYLINE].startswith("Ann Lee")
    assert [block.text for block in made[Part.BODY]] == [_LINES[4], _LINES[5], _LINES[7]]


@pytest.mark.parametrize("stretch", [2, (2, "14 March 2025")])
def test_a_date_is_read_from_its_line(stretch: Any):
    assert _said(_article(), Meaning.PUBLISHED, stretch) == {Part.PUBLISHED: date(2025, 3, 14)}


def test_a_line_without_a_date_is_answered_with_a_sentence():
    with pytest.raises(CorrectionError, match="holds no date"):
        _said(_article(), Meaning.PUBLISHED, 3)


def test_a_credit_line_names_each_of_its_outlets():
    made = _said(_article(credits=(Credit("Reuters", _CREDITED),)), Meaning.CREDITED, 6)
    assert made == {Part.CREDITS: tuple(Credit(name, _CREDITED) for name in ("Reuters", "SCMP", "The Northern Mail"))}


def test_selected_names_are_outlets():
    made = _said(_article(), Meaning.FURTHER_READING, (1, "Harbour Gazette"))
    assert made == {Part.CREDITS: (Credit("Harbour Gazette", _FURTHER),)}


def test_takeaways_stand_in_the_originals_order_and_leave_the_text():
    article = _article(takeaways=(_LINES[5],))
    made = _said(article, Meaning.TAKEAWAY, 3, 4)
    assert made[Part.TAKEAWAYS] == (_LINES[3], _LINES[4], _LINES[5])
    assert _LINES[4] not in [block.text for block in made[Part.BODY]]


def test_a_takeaway_is_not_there_twice():
    assert _said(_article(), Meaning.TAKEAWAY, 3)[Part.TAKEAWAYS] == (_LINES[3],)


def test_a_takeaway_becomes_text_again_at_its_place():
    made = _said(_article(), Meaning.BODY, 3)
    assert made[Part.TAKEAWAYS] == ()
    assert [block.text for block in made[Part.BODY]] == [_LINES[number] for number in (1, 3, 4, 5, 7)]


def test_what_is_no_part_leaves_the_text():
    made = _said(_article(), Meaning.NOTHING, 7)
    assert made == {Part.BODY: _article().blocks[:-1]}


def test_a_piece_of_a_paragraph_can_be_left_out():
    made = _said(_article(), Meaning.NOTHING, (5, ", the board said"))
    assert made[Part.BODY][2].text == "Prices stay as they are for residents."


def test_a_wrapped_paragraph_loses_the_line():
    article = _article(blocks=(Block(BlockKind.PARAGRAPH, f"{_LINES[4]} {_LINES[7]}"),))
    made = _said(article, Meaning.NOTHING, 7)
    assert made[Part.BODY] == (Block(BlockKind.PARAGRAPH, _LINES[4]),)


def test_what_is_no_part_takes_its_credits_date_and_byline_along():
    article = _article(
        byline="Ann Lee",
        published=date(2025, 3, 14),
        credits=tuple(Credit(name, _CREDITED) for name in ("SCMP", "The Northern Mail", "Reuters")),
    )
    assert _said(article, Meaning.NOTHING, 6) == {Part.CREDITS: (Credit("Reuters", _CREDITED),)}
    assert _said(article, Meaning.NOTHING, 2) == {Part.PUBLISHED: None}
    assert _said(article, Meaning.NOTHING, (1, "By Ann Lee")) == {Part.BYLINE: None}


def test_an_article_keeps_a_title():
    with pytest.raises(CorrectionError, match="needs a title"):
        _said(_article(), Meaning.NOTHING, 0)


def test_what_is_no_part_already_is_said_to_be_none():
    with pytest.raises(CorrectionError, match="already"):
        _said(_article(), Meaning.NOTHING, 6)


@pytest.mark.parametrize("meaning", list(Meaning))
def test_nothing_selected_is_answered_with_what_to_do(meaning: Meaning):
    with pytest.raises(CorrectionError, match="Select some words"):
        _said(_article(), meaning, (3, "  "))
