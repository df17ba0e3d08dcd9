"""Which lines the sidebar has: made of the archive's numbers, the facets of the current search and the saved ones."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from archive_app.gui.archive_session import ArchiveCounts
from archive_app.gui.facet_names import REMARKS, ROLES, STARRED, value_name
from archive_app.gui.sidebar_lines import Choice, Command, Extent, Line, Page, Section
from archive_app.model.saved_searches import SavedSearch
from archive_app.model.search import Query, Scope

_MOST = 500
"""Lines of an unfolded section; more are found by their names in the search box."""


@dataclass(frozen=True, slots=True)
class _Facet:
    section: Section
    heading: str
    facet: str
    shown: int
    least: int = 1
    """How many values there must be for a choice between them."""


_OUTLETS = _Facet(Section.OUTLETS, "Outlets", "outlet", 8)
_OTHERS = (
    _Facet(Section.TAGS, "Tags", "tag", 6),
    _Facet(Section.LANGUAGES, "Languages", "language", 4, least=2),
    _Facet(Section.FORMATS, "Formats", "format", 4, least=2),
)


@dataclass(kw_only=True)
class SidebarState:
    """What the lines tell of. `facets` are of the last answer that had some, `chosen` of the last answer."""

    counts: ArchiveCounts = field(default_factory=lambda: ArchiveCounts(0, 0, 0))
    page: Page = Page.ARTICLES
    query: Query = field(default_factory=lambda: Query(""))
    filtered: bool = False
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    chosen: Mapping[str, Sequence[str]] = field(default_factory=dict)
    saved: Sequence[tuple[SavedSearch, int | None]] = ()
    role: str = "outlet"
    folded: set[Section] = field(default_factory=set)
    whole: set[Section] = field(default_factory=set)
    read_only: bool = False

    @property
    def noun(self) -> str:
        """What is counted."""
        return "takeaway" if self.query.scope is Scope.TAKEAWAYS else "article"


def lines(state: SidebarState) -> list[Line]:
    """All lines, from the top."""
    made = [*_pages(state), *_attention(state), *_outlets(state)]
    for facet in _OTHERS:
        made += _values(state, facet)
    return [*made, *_saved(state)]


def _pages(state: SidebarState) -> Iterator[Line]:
    counts, at = state.counts, state.page
    yield Line(
        label="All articles",
        target=Page.ARTICLES,
        count=counts.articles,
        chosen=at is Page.ARTICLES and not state.filtered,
        tip="Takes all filters away",
    )
    yield _mark(state, STARRED, "Starred", "Articles with a star")
    if counts.duplicates:
        yield Line(
            label="Possible duplicates",
            target=Page.DUPLICATES,
            count=counts.duplicates,
            noun="pair",
            chosen=at is Page.DUPLICATES,
        )
    yield Line(label="Trash", target=Page.TRASH, count=counts.trashed or None, chosen=at is Page.TRASH)


def _attention(state: SidebarState) -> Iterator[Line]:
    marks = [_mark(state, mark, name, meaning) for mark, (name, meaning) in REMARKS.items()]
    yield from _section(
        state, Section.ATTENTION, "Needs attention", [line for line in marks if line.count or line.chosen]
    )


def _mark(state: SidebarState, mark: str, name: str, meaning: str) -> Line:
    return Line(
        label=name,
        target=Choice("mark", mark),
        count=state.facets.get("mark", {}).get(mark),
        noun=state.noun,
        chosen=mark in state.chosen.get("mark", ()),
        tip=meaning,
    )


def _outlets(state: SidebarState) -> Iterator[Line]:
    """Outlets in the chosen role, and what is chosen of those in others."""
    made = []
    for role in (role for role in ROLES if role != state.role):
        found = _of_facet(state, replace(_OUTLETS, facet=role, shown=0))
        made += [replace(line, label=f"{line.label} ({ROLES[role].lower()})") for line in found if line.chosen]
    made += _of_facet(state, replace(_OUTLETS, facet=state.role))
    if made or any(state.facets.get(role) for role in ROLES):
        role_line = Line(label=f"{ROLES[state.role]} ▾", target=Command.ROLE, tip="In which role outlets are named")
        yield from _section(state, Section.OUTLETS, "Outlets", [role_line, *made])


def _values(state: SidebarState, facet: _Facet) -> Iterator[Line]:
    chosen = state.chosen.get(facet.facet, ())
    if chosen or len(state.facets.get(facet.facet, {})) >= facet.least:
        yield from _section(state, facet.section, facet.heading, _of_facet(state, facet))


def _of_facet(state: SidebarState, facet: _Facet) -> list[Line]:
    counts, chosen = state.facets.get(facet.facet, {}), state.chosen.get(facet.facet, ())
    whole = facet.section in state.whole
    values = list(counts)[: _MOST if whole else facet.shown]
    values += [value for value in chosen if value not in values]
    made = [
        Line(
            label=value_name(facet.facet, value),
            target=Choice(facet.facet, value),
            count=counts.get(value, 0),
            noun=state.noun,
            chosen=value in chosen,
        )
        for value in values
    ]
    if facet.shown < len(counts):
        label = f"Fewer {facet.section}" if whole else f"All {len(counts):,} {facet.section}…"
        made.append(Line(label=label, target=Extent(facet.section, not whole)))
    return made


def _saved(state: SidebarState) -> Iterator[Line]:
    asked = state.query.text.strip()
    made = []
    for search, count in state.saved:
        shown = state.page is Page.ARTICLES and (search.text, search.scope) == (asked, state.query.scope)
        noun = "takeaway" if search.scope is Scope.TAKEAWAYS else "article"
        made.append(Line(label=search.name, target=search, count=count, noun=noun, chosen=shown, tip=search.text))
    if asked and not any(line.chosen for line in made):
        why = "The archive is read-only, so no search can be saved in it" if state.read_only else ""
        made.append(Line(label="Save this search…", target=Command.SAVE, disabled=state.read_only, tip=why))
    yield from _section(state, Section.SAVED, "Saved searches", made)


def _section(state: SidebarState, section: Section, heading: str, made: Sequence[Line]) -> Iterator[Line]:
    """A heading and its lines; of a folded one only those that are chosen."""
    if not made:
        return
    folded = section in state.folded
    yield Line(label=heading, target=section, folded=folded)
    yield from (line for line in made if line.chosen or not folded)
