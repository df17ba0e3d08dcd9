"""What a file format makes of a file, and the one way from there to an article."""

from dataclasses import dataclass, replace

from archive_app.model.article import ParsedArticle
from archive_app.parsing.facts import NOTHING_STATED, StatedFacts
from archive_app.parsing.lines import Line
from archive_app.parsing.markup import LightMarkup
from archive_app.parsing.page import read_page
from archive_app.parsing.plain_text import read_text


@dataclass(frozen=True, slots=True)
class PageDocument:
    """A web page, where the article stands among menus, teasers and other things around it."""

    light: LightMarkup
    encoding: str
    facts: StatedFacts = NOTHING_STATED


@dataclass(frozen=True, slots=True)
class TextDocument:
    """A text that is the article and nothing else, as lines of a kind."""

    lines: tuple[Line, ...]
    encoding: str
    facts: StatedFacts = NOTHING_STATED


Document = PageDocument | TextDocument


def parse(document: Document) -> ParsedArticle | None:
    """Read the article in a document, or return None where it shows no text."""
    if isinstance(document, PageDocument):
        article = read_page(document.light, document.facts)
    else:
        article = read_text(document.lines, document.facts)
    return article and replace(article, encoding=document.encoding)
