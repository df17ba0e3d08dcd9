"""What changes in an article where a person says what a stretch of its original is. Pure: changes nothing itself."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from archive_app.errors import CorrectionError
from archive_app.model.article import Article, Block, BlockKind, Credit, CreditRole, Part
from archive_app.model.corrections import PartValue
from archive_app.model.marking import Meaning, Stretch
from archive_app.parsing.bylines import byline_of, clean_byline
from archive_app.parsing.credits import closing_line, credit_line, unique_credits
from archive_app.parsing.dates import find_date
from archive_app.parsing.outlets import split_outlets

_T = TypeVar("_T")

Changes = dict[Part, PartValue]

# A longer line is a paragraph that only mentions a date or an outlet, and stays what it is.
_SHORT_LINE = 160

# Shorter texts are found anywhere.
_TELLING = 12

_ROLES = {Meaning.CREDITED: CreditRole.CREDITED, Meaning.FURTHER_READING: CreditRole.FURTHER_READING}


def changes(article: Article, lines: Sequence[str], stretches: Sequence[Stretch], meaning: Meaning) -> Changes:
    """Return the parts that change, with their new values; `lines` are those of the original, in their order.

    Raises:
        CorrectionError: The stretches cannot be that.
    """
    selected = [Stretch(each.line, text) for each in stretches if (text := _tidy(each.text))]
    if not selected:
        raise CorrectionError("Nothing is selected. Select some words or put the cursor in a line.")
    if meaning is Meaning.NOTHING:
        return _without(article, selected)
    whole = " ".join(each.text for each in selected)
    match meaning:
        case Meaning.TITLE:
            made: Changes = {Part.TITLE: whole}
        case Meaning.BYLINE:
            made = {Part.BYLINE: byline_of(whole) or clean_byline(whole) or whole}
        case Meaning.PUBLISHED:
            made = {Part.PUBLISHED: _date(whole)}
        case Meaning.CREDITED | Meaning.FURTHER_READING:
            made = {Part.CREDITS: _with_credits(article, selected, _ROLES[meaning])}
        case Meaning.TAKEAWAY:
            new = [(each.line, each.text) for each in selected]
            made = {Part.TAKEAWAYS: tuple(_in_order(article.takeaways, new, str, lines))}
        case _:
            blocks = [(each.line, Block(BlockKind.PARAGRAPH, each.text)) for each in selected]
            made = {Part.BODY: tuple(_in_order(article.blocks, blocks, _text_of, lines))}
    moves = meaning in {Meaning.TAKEAWAY, Meaning.BODY}
    leaving = [
        each for each in selected if moves or (each.text == _tidy(lines[each.line]) and len(each.text) <= _SHORT_LINE)
    ]
    return _out_of_text(article, leaving) | made


def _date(text: str) -> PartValue:
    found = find_date(text)
    if found is None:
        raise CorrectionError(
            f"“{_shortened(text)}” holds no date that can be read. Select the date alone, or type it as 2025-03-14."
        )
    return found[0]


def _with_credits(article: Article, selected: Iterable[Stretch], role: CreditRole) -> tuple[Credit, ...]:
    named = [Credit(outlet, role) for each in selected for outlet in _outlets(each.text)]
    return unique_credits([*article.credits, *named])


def _outlets(text: str) -> tuple[str, ...]:
    """The outlets of a credit line or closing list, else of a plain list of names."""
    line = credit_line(text) or closing_line(text)
    return (line.outlets if line else ()) or split_outlets(text) or (text,)


def _in_order(
    there: Iterable[_T], new: Iterable[tuple[int, _T]], text_of: Callable[[_T], str], lines: Sequence[str]
) -> list[_T]:
    """What is there and what is new, in the order in which the original has them."""
    result = list(there)
    for line, item in new:
        if text_of(item) in map(text_of, result):
            continue
        after = (index for index, other in enumerate(result) if _line_of(text_of(other), lines) > line)
        result.insert(next(after, len(result)), item)
    return result


def _line_of(text: str, lines: Sequence[str]) -> int:
    """The number of the line that a text begins in; -1 where it is in none."""
    for number, line in enumerate(map(_tidy, lines)):
        if line and (line == text or (min(len(line), len(text)) >= _TELLING and (line in text or text in line))):
            return number
    return -1


def _out_of_text(article: Article, leaving: Sequence[Stretch]) -> Changes:
    """Takeaways and blocks without what is something else now."""
    takeaways, blocks = article.takeaways, article.blocks
    for each in leaving:
        takeaways = tuple(rest for text in takeaways if (rest := _cut(text, each.text)))
        blocks = tuple(replace(block, text=rest) for block in blocks if (rest := _cut(block.text, each.text)))
    made: Changes = {}
    if takeaways != article.takeaways:
        made[Part.TAKEAWAYS] = takeaways
    if blocks != article.blocks:
        made[Part.BODY] = blocks
    return made


def _without(article: Article, selected: Sequence[Stretch]) -> Changes:
    """The article without a stretch, whatever of it the stretch was taken for."""
    made = _out_of_text(article, selected)
    for each in selected:
        if each.text == article.title:
            raise CorrectionError("An article needs a title. Say first which other words are its title.")
        named = {_key(outlet) for outlet in _outlets(each.text)}
        credits = tuple(credit for credit in article.credits if _key(credit.outlet) not in named)
        if credits != article.credits:
            made[Part.CREDITS] = credits
        if article.byline and article.byline in {each.text, byline_of(each.text), clean_byline(each.text)}:
            made[Part.BYLINE] = None
        found = find_date(each.text) if len(each.text) <= _SHORT_LINE else None
        if found and found[0] == article.published:
            made[Part.PUBLISHED] = None
    if not made:
        raise CorrectionError(f"“{_shortened(selected[0].text)}” is no part of the article already.")
    return made


def _cut(text: str, piece: str) -> str:
    """A text without a piece of it, empty where nothing telling is left; a short piece counts only as the whole."""
    if text == piece:
        return ""
    return _tidy(text.replace(piece, "", 1)) if len(piece) >= _TELLING else text


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _text_of(block: Block) -> str:
    return block.text


def _key(outlet: str) -> str:
    return outlet.casefold().removeprefix("the ")


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
