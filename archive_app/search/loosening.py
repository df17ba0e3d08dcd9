"""Ask for less where nothing has all the words of a query."""

from archive_app.search.stop_words import telling
from archive_app.search.syntax import And, Node, Or, Pattern, Words


def loosened(node: Node) -> Node | None:
    """Return the query with any of its plain words instead of all of them, or None if there is nothing to loosen.

    What a person marked stays required: `+`, phrases in quotes, fields, exclusions. Stop words are left out, because
    nearly every text has them.
    """
    if not isinstance(node, And) or not node.loose:
        return None
    plain = tuple(dict.fromkeys(part for part in node.parts if _is_plain(part)))
    if len(plain) < 2:
        return None
    wanted = telling(plain)
    any_of: Node = Or(wanted) if len(wanted) > 1 else wanted[0]
    rest = tuple(part for part in node.parts if not _is_plain(part))
    return And((*rest, any_of), loose=True) if rest else any_of


def _is_plain(node: Node) -> bool:
    return isinstance(node, Words | Pattern) and node.field is None and not (isinstance(node, Words) and node.exact)
