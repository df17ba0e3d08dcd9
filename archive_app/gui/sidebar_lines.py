"""The lines of the sidebar, and what each leads to."""

from dataclasses import dataclass
from enum import StrEnum

from archive_app.model.saved_searches import SavedSearch


class Page(StrEnum):
    """What stands beside the sidebar."""

    ARTICLES = "articles"
    DUPLICATES = "duplicates"
    TRASH = "trash"


class Section(StrEnum):
    """A group of lines under a heading that folds it; the value is kept in the settings."""

    ATTENTION = "attention"
    OUTLETS = "outlets"
    TAGS = "tags"
    LANGUAGES = "languages"
    FORMATS = "formats"
    SAVED = "saved"


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet, which becomes a filter or ceases to be one."""

    facet: str
    value: str


@dataclass(frozen=True, slots=True)
class Extent:
    """More or fewer lines of a section."""

    section: Section
    all: bool


class Command(StrEnum):
    """What else a line can do."""

    ROLE = "role"
    SAVE = "save"


Target = Page | Section | Choice | Extent | Command | SavedSearch


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line and what it leads to. `noun` is what is counted; `folded` is for the headings of sections."""

    label: str
    target: Target
    count: int | None = None
    noun: str = "article"
    chosen: bool = False
    folded: bool = False
    tip: str = ""
    disabled: bool = False

    @property
    def heading(self) -> bool:
        """Whether this is the heading of a section."""
        return isinstance(self.target, Section)

    @property
    def quiet(self) -> bool:
        """Whether this is about the lines themselves."""
        return isinstance(self.target, Section | Extent | Command)
