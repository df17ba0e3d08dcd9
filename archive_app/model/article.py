"""Articles and their parts: what a saved document says once it is parsed."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

from archive_app.model.annotations import NOTHING_ADDED, Annotations


class CreditRole(StrEnum):
    """What an article names an outlet for."""

    CREDITED = "credited"
    FURTHER_READING = "further_reading"
    PUBLISHER = "publisher"


@dataclass(frozen=True, slots=True)
class Credit:
    """The naming of an outlet, as printed, and the role it is named in."""

    outlet: str
    role: CreditRole


class BlockKind(StrEnum):
    """The kinds of block that a reading pane tells apart."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUOTE = "quote"
    LIST_ITEM = "list_item"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of an article's text: plain text without line breaks."""

    kind: BlockKind
    text: str


class Part(StrEnum):
    """The parts of an article that are parsed, and can be corrected by hand."""

    TITLE = "title"
    BYLINE = "byline"
    PUBLISHED = "published"
    SITE_NAME = "site_name"
    URL = "url"
    LANGUAGE = "language"
    TAKEAWAYS = "takeaways"
    CREDITS = "credits"
    BODY = "body"


class Origin(StrEnum):
    """Where the value of a part comes from."""

    STRUCTURED = "structured"
    """Data for machines in the page: JSON-LD or microdata."""
    META = "meta"
    """The page's meta tags, title and links."""
    MARKED = "marked"
    """An element that its name or class marks, such as a time or a box of key points."""
    WORDED = "worded"
    """A line that says so in words, such as "By …" or "Key takeaways:"."""
    FILE = "file"
    """What holds the article: mail headers, document properties, a front matter, a comment of the saving program."""
    ADDRESS = "address"
    """The web address."""
    GUESSED = "guessed"
    """Inferred from the text."""
    EDITED = "edited"
    """A person's correction."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a value comes from, whether it is sure, and the rule that found it, in a few words for people."""

    origin: Origin
    sure: bool = True
    rule: str = ""


@dataclass(frozen=True)
class Original:
    """An imported file, byte for byte, under the name it came with (no folder)."""

    name: str
    data: bytes

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the bytes, 64 lower-case hexadecimal digits."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedArticle:
    """What parsing found in one original.

    `title` is never empty; `title_derived` says that the document had none and it was made from the text.
    `takeaways` holds only what the article itself states as its key points. `blocks` is the text of the article
    without title, takeaways, credit lines and byline; where all the text is takeaways it is empty.
    `language` is an ISO 639-1 code such as "en", `format` a format's name such as "html", `encoding` the
    character encoding the bytes were read with, such as "utf-8".
    `suggested_takeaways` are sentences of the text that may serve where the article states no takeaways; they are
    never mixed with stated ones, and made when an article is read rather than kept. `provenance` says of each part
    that has a value where it comes from. `confidence`, from 0 to 1, is how sure it is that `blocks` is the article's
    text and all of it.
    """

    title: str
    title_derived: bool = False
    takeaways: tuple[str, ...] = ()
    credits: tuple[Credit, ...] = ()
    byline: str | None = None
    published: date | None = None
    site_name: str | None = None
    url: str | None = None
    language: str | None = None
    blocks: tuple[Block, ...] = ()
    format: str = ""
    encoding: str = ""
    suggested_takeaways: tuple[str, ...] = ()
    provenance: Mapping[Part, Provenance] = field(default_factory=dict)
    confidence: float = 1.0

    @property
    def body_text(self) -> str:
        """The blocks as plain text, one to a line."""
        return "\n".join([block.text for block in self.blocks])

    def outlets(self, role: CreditRole) -> tuple[str, ...]:
        """The outlets named in a role, in the article's order."""
        return tuple(credit.outlet for credit in self.credits if credit.role is role)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(ParsedArticle):
    """An article of an archive, with what a person added to it. `imported` is in UTC."""

    id: int
    imported: datetime
    sha256: str
    original_name: str
    annotations: Annotations = NOTHING_ADDED
