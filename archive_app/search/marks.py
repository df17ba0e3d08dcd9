"""What can be said of an article beside its words: what it has and lacks, what a person added, what is to be checked.

`has:note` and `is:starred` find articles by these marks, and a facet counts them.
"""

from collections.abc import Iterator

from archive_app.model.article import Article, CreditRole, Origin
from archive_app.parsing.known_outlets import outlet_of_host
from archive_app.search.hosts import host_of
from archive_app.search.outlets import outlets_by_role

HAS = ("note", "tag", "takeaways", "no-takeaways", "credit", "no-credit", "date", "no-date", "byline")
IS = ("starred", "corrected", "unsure", "unlisted", "mismatched")
"""`unlisted`: it credits an outlet that its closing list of further reading lacks; `mismatched`: the page comes from
another known outlet than the one it credits; `unsure`: some part of it was guessed."""


def marks(article: Article) -> Iterator[str]:
    """Yield the marks of an article."""
    added = article.annotations
    found = article.provenance.values()
    named = outlets_by_role(article.credits)
    credited, listed = set(named[CreditRole.CREDITED]), set(named[CreditRole.FURTHER_READING])
    told = {
        "note": bool(added.note),
        "tag": bool(added.tags),
        "takeaways": bool(article.takeaways),
        "no-takeaways": not article.takeaways,
        "credit": bool(credited),
        "no-credit": not credited,
        "date": article.published is not None,
        "no-date": article.published is None,
        "byline": bool(article.byline),
        "starred": added.starred,
        "corrected": any(one.origin is Origin.EDITED for one in found),
        "unsure": article.title_derived or any(not one.sure for one in found),
        "unlisted": bool(listed) and not credited <= listed,
        "mismatched": bool(credited) and _is_from_another(article, credited),
    }
    yield from (mark for mark, is_told in told.items() if is_told)


def _is_from_another(article: Article, credited: set[str]) -> bool:
    host = host_of(article.url)
    outlet = outlet_of_host(host) if host else None
    return outlet is not None and outlet.name not in credited
