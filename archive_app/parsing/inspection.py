"""Tell which part of an article each line of its document was taken for.

This reads nothing anew: it looks for the values of an article in the document's lines, so that it shows what was taken
from where even for an article that an older parser read or a person corrected.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from archive_app.model.article import ParsedArticle, Part
from archive_app.model.inspection import InspectedLine, Inspection
from archive_app.parsing.brief import is_takeaway_label
from archive_app.parsing.cleaning import squashed
from archive_app.parsing.credits import closing_line, credit_line
from archive_app.parsing.dates import find_dates
from archive_app.parsing.document import Document, PageDocument
from archive_app.parsing.lines import Line
from archive_app.parsing.page_blocks import page_blocks
from archive_app.parsing.page_lines import page_lines
from archive_app.parsing.tree import read_tree

# A line that is part of a wrapped paragraph has a few words at least; fewer stand in any text by chance.
_TELLING_LETTERS = 12
# Beside a byline or a date such a line holds a few words only, such as "By" and "Updated".
_LETTERS_BESIDE = 40


def inspect(document: Document, article: ParsedArticle) -> Inspection:
    """Return the lines of a document with the parts of an article that was read from it."""
    values = _Values.of(article)
    found: set[Part] = set()
    inspected: list[InspectedLine] = []
    for line in _lines(document):
        part = values.part_of(line, seen=found)
        if part is not None:
            found.add(part)
        inspected.append(InspectedLine(line.text, line.kind, part, _rule(line.text, part, article)))
    return Inspection(tuple(inspected), tuple(part for part in Part if part in values.present - found))


def _rule(text: str, part: Part | None, article: ParsedArticle) -> str:
    """Return the rule that a line was read by; of an article's credits only the first line's is kept."""
    stated = article.provenance.get(part) if part else None
    if stated and part is Part.CREDITS and not credit_line(text) and closing_line(text):
        return "a closing line that names where to read on"
    return stated.rule if stated else ""


def _lines(document: Document) -> Sequence[Line]:
    if isinstance(document, PageDocument):
        return page_lines(page_blocks(read_tree(document.light.markup)))
    return document.lines


@dataclass(frozen=True)
class _Values:
    """An article's values as they are looked for: letters and digits alone."""

    article: ParsedArticle
    present: frozenset[Part]
    title: str
    byline: str
    takeaways: frozenset[str]
    blocks: frozenset[str]
    body: str
    outlets: frozenset[str]
    facts: dict[str, Part]

    @classmethod
    def of(cls, article: ParsedArticle) -> "_Values":
        blocks = [squashed(block.text) for block in article.blocks]
        facts = {squashed(article.url or ""): Part.URL, squashed(article.site_name or ""): Part.SITE_NAME}
        values = {
            Part.TITLE: article.title,
            Part.BYLINE: article.byline,
            Part.PUBLISHED: article.published,
            Part.SITE_NAME: article.site_name,
            Part.URL: article.url,
            Part.LANGUAGE: article.language,
            Part.TAKEAWAYS: article.takeaways,
            Part.CREDITS: article.credits,
            Part.BODY: article.blocks,
        }
        return cls(
            article=article,
            present=frozenset(part for part, value in values.items() if value),
            title="" if article.title_derived else squashed(article.title),
            byline=squashed(article.byline or ""),
            takeaways=frozenset(map(squashed, article.takeaways)),
            blocks=frozenset(blocks),
            body="\n".join(blocks),
            outlets=frozenset(squashed(credit.outlet) for credit in article.credits),
            facts={letters: part for letters, part in facts.items() if letters},
        )

    def part_of(self, line: Line, *, seen: set[Part]) -> Part | None:
        """The part that a line says; a headline is one only where it stands first."""
        letters = squashed(line.text)
        if not letters:
            return None
        if letters == self.title and Part.TITLE not in seen:
            return Part.TITLE
        if letters in self.takeaways:
            return Part.TAKEAWAYS
        if letters in self.blocks:
            return Part.BODY
        return self._worded(line.text, letters) or self.facts.get(letters) or self._within(letters)

    def _worded(self, text: str, letters: str) -> Part | None:
        """The part that a line holds among other words, such as a label."""
        if self.takeaways and is_takeaway_label(text, or_weak=True):
            return Part.TAKEAWAYS
        credit = credit_line(text) or closing_line(text)
        if credit and not self.outlets.isdisjoint(map(squashed, credit.outlets)):
            return Part.CREDITS
        if self.byline and self.byline in letters and len(letters) <= len(self.byline) + _LETTERS_BESIDE:
            return Part.BYLINE
        dates = [found for found in find_dates(text) if found.day == self.article.published]
        if dates and len(text) <= dates[0].end - dates[0].start + _LETTERS_BESIDE:
            return Part.PUBLISHED
        return None

    def _within(self, letters: str) -> Part | None:
        """The part that a line is a piece of, or whose label and value it holds."""
        if len(letters) < _TELLING_LETTERS:
            return None
        if any(letters in takeaway or takeaway in letters for takeaway in self.takeaways if takeaway):
            return Part.TAKEAWAYS
        if letters in self.body or any(block in letters for block in self.blocks if len(block) >= _TELLING_LETTERS):
            return Part.BODY
        return None
