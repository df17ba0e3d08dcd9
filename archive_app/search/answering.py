"""The parts of an answer to a query, each made of what one commit of an index has."""

from collections.abc import Mapping
from dataclasses import replace

from archive_app.model.article import Article
from archive_app.model.search import Hit, Scope
from archive_app.search.filters import chosen_names, without_filter
from archive_app.search.highlight import Highlighter
from archive_app.search.loosening import ENOUGH, attempts
from archive_app.search.parser import Reading
from archive_app.search.schema import FACETS, MARK, PUBLISHED
from archive_app.search.snapshot import Found, Matches, Snapshot
from archive_app.search.snippets import snippets, takeaway_snippet, title_highlights
from archive_app.search.syntax import Node


def find(snapshot: Snapshot, asked: Reading, *, scored: bool) -> tuple[Reading, Matches, int]:
    """Find all records; where too few have all words of a query, also those with some of them.

    Returns:
        How the query was read in the end, what was found, and how many of that have all words.
    """
    narrow, *wide = attempts(asked.tree, snapshot.is_common)
    found = snapshot.find(narrow, scored=scored)
    if wide and len(found) < (ENOUGH if scored else 1):
        more = snapshot.find(wide[0], scored=scored)
        if len(more) > len(found):
            return replace(asked, tree=wide[0]), more, len(found)
    return replace(asked, tree=narrow), found, len(found)


def told_of_widening(with_all: int, found: int) -> tuple[str, ...]:
    """Say what stands at the top of what was found, where only some of it has all words."""
    if not 0 < with_all < found:
        return ()
    return (f"The first {'one has' if with_all == 1 else f'{with_all} have'} all of these words, the others some.",)


def counted_facets(snapshot: Snapshot, tree: Node, found: Matches) -> dict[str, dict[str, int]]:
    """Count each facet over all that was found; one that the query chooses from, as if it did not.

    So the other values that could be chosen are still seen, with the number of records each would bring. Marks are no
    alternatives to one another: choosing a further one asks for both, and the numbers say so.
    """
    counted = {}
    for facet in (*FACETS, "year", "month"):
        chosen_from = {"year": PUBLISHED, "month": PUBLISHED}.get(facet, facet)
        rest = tree if facet == MARK else without_filter(tree, chosen_from)
        records = found if rest == tree else snapshot.find(rest, scored=False)
        counted[facet] = records.counted(facet)
    return counted


def chosen_values(snapshot: Snapshot, tree: Node) -> dict[str, tuple[str, ...]]:
    """Return the names that a query chooses, by facet, as they are shown; one that no record has, as it was read."""
    chosen: dict[str, tuple[str, ...]] = {}
    for field, names in chosen_names(tree).items():
        shown = {key: name for name, key, _ in snapshot.names(field)}
        # A name that is still being typed is chosen once it is whole.
        found = [shown.get(key, key) for key, unfinished in names.items() if key in shown or not unfinished]
        if found:
            chosen[field] = tuple(found)
    return chosen


def is_there(hit: Found, texts: Mapping[int, Article]) -> bool:
    """Say whether the catalogue still has a found record; it may be ahead of the index."""
    return hit.id in texts and hit.number < max(len(texts[hit.id].takeaways), 1)


def hit_of(found: Found, article: Article, scope: Scope, highlighter: Highlighter) -> Hit:
    """Return what is shown of a found record, with its passages lit."""
    takeaway = found.number if scope is Scope.TAKEAWAYS else None
    return Hit(
        id=article.id,
        title=article.title,
        score=found.score,
        published=article.published,
        credits=article.credits,
        site_name=article.site_name,
        title_highlights=title_highlights(article, highlighter),
        snippets=snippets(article, highlighter)
        if takeaway is None
        else (takeaway_snippet(article, takeaway, highlighter),),
        original_name=article.original_name,
        takeaway=takeaway,
        starred=article.annotations.starred,
    )
