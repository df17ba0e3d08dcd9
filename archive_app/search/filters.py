"""The filters of a query: which names and days it chooses beside its words, and the texts that choose others.

A filter stands beside the rest: `tag:ports`, `lang:(de OR fr)`, `date:2024`. What stands inside of an OR with other
things, or behind a NOT, is none. Names of one field are alternatives; marks are not: `is:starred has:note`.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from archive_app.parsing.known_outlets import canonical_name
from archive_app.search.dates import joined
from archive_app.search.lexemes import lexemes
from archive_app.search.marks import IS
from archive_app.search.names import folded, unquoted, written
from archive_app.search.parser import read
from archive_app.search.schema import MARK, OUTLET_FIELDS, PUBLISHED
from archive_app.search.syntax import FIELDS, And, Dates, Everything, Keyword, Must, Node, Or, Sought

Days = tuple[date | None, date | None]

_FIELD = re.compile(rf"(?:{'|'.join(FIELDS)}):", re.IGNORECASE)
_WRITTEN = {field: name for name, field in FIELDS.items()}
_MAX_DEPTH = 30


# --- in a query as it was read


def without_filter(node: Node, field: str) -> Node:
    """Return a query without what it chooses by names of a field, or by dates where the field is "published"."""
    parts = _beside(node)
    kept = tuple(part for part in parts if not _is_filter(part, field))
    if len(kept) == len(parts):
        return node
    loose = isinstance(node, And) and node.loose
    return And(kept, loose) if len(kept) > 1 else next(iter(kept), Everything())


def chosen_names(node: Node) -> dict[str, dict[str, bool]]:
    """Return the names that a query chooses, folded, by field; with each, whether it is still being typed."""
    chosen: dict[str, dict[str, bool]] = {}
    for part in _beside(node):
        names = [leaf for leaf in _leaves(part) if isinstance(leaf, Keyword)]
        if names and _is_filter(part, names[0].field):
            found = chosen.setdefault(names[0].field, {})
            found.update((_key(name.field, name.value), name.prefix) for name in names)
    return chosen


def chosen_days(node: Node) -> Days | None:
    """Return the first and the last day that a query asks for, None for an open end; None where any day will do."""
    spans = [
        (min(date.min if one.first is None else one.first for one in dates), max(one.last or date.max for one in dates))
        for part in _beside(node)
        if _is_filter(part, PUBLISHED) and (dates := [leaf for leaf in _leaves(part) if isinstance(leaf, Dates)])
    ]
    if not spans:
        return None
    first, last = max(first for first, _ in spans), min(last for _, last in spans)
    return None if first == date.min else first, None if last == date.max else last


def _beside(node: Node) -> list[Node]:
    """Return what stands side by side, brackets around ANDs or not."""
    return [one for part in node.parts for one in _beside(part)] if isinstance(node, And) else [node]


def _leaves(node: Node) -> Iterator[Node]:
    match node:
        case Must():
            yield from _leaves(node.part)
        case Or():
            for part in node.parts:
                yield from _leaves(part)
        case _:
            yield node


def _is_filter(node: Node, field: str) -> bool:
    if field == PUBLISHED:
        return all(isinstance(leaf, Dates) for leaf in _leaves(node))
    return all(isinstance(leaf, Keyword) and leaf.field == field for leaf in _leaves(node))


def _needs_all(node: Node, field: str) -> bool:
    """Say whether a part asks for several names of a field at once: `tag:(sea ships)`."""
    return isinstance(node, And) and all(isinstance(one, Keyword) and one.field == field for one in node.parts)


def _narrows(node: Node) -> bool:
    """Say whether a part is a filter, or words that are looked for in one field only."""
    if isinstance(node, And):
        return all(map(_narrows, node.parts))
    return all(isinstance(leaf, Dates | Keyword) or _field_of(leaf) is not None for leaf in _leaves(node))


def _field_of(leaf: Node) -> str | None:
    return leaf.field if isinstance(leaf, Sought) else None


def _key(field: str, name: str) -> str:
    """Return what is alike in all ways to write a name."""
    return folded(canonical_name(name) if field in OUTLET_FIELDS else name)


# --- in its text


def toggled(text: str, field: str, name: str) -> str:
    """Return a query that chooses a name of a field too, or no longer where it does. Everything else stays."""
    parts = _parts(text)
    wanted = _key(field, name)
    changed = False
    for at, part in enumerate(parts):
        names = _names(part, field)
        others = [one for one in names if _key(field, one) != wanted]
        if len(others) < len(names):
            parts[at] = _filter(field, others, like=part)
            changed = True
    if not changed:
        places = [at for at, part in enumerate(parts) if field != MARK and _names(part, field)]
        if places:
            part = parts[places[0]]
            parts[places[0]] = _filter(field, [*_names(part, field), name], like=part)
        else:
            parts.append(_filter(field, [name]))
    return _together(parts)


def with_days(text: str, days: str) -> str:
    """Return a query that asks for other days, such as "2024-03..2024-06", or for none where this is empty."""
    parts = [part for part in _parts(text) if not _is_filter(read(part).tree, PUBLISHED)]
    return _together([*parts, f"date:{days}" if days else ""])


def with_outlet(text: str, role: str, outlet: str) -> str:
    """Return a query that chooses an outlet in a role, one of `OUTLET_FIELDS`, and no other outlet in any."""
    parts = [part for part in _parts(text) if not any(_names(part, field) for field in OUTLET_FIELDS)]
    return _together([*parts, _filter(role, [outlet])])


def without_filters(text: str) -> str:
    """Return what a query asks for beside its filters and words in one field; unchanged where it has none of these."""
    parts = _parts(text)
    kept = [part for part in parts if part == "AND" or not _narrows(read(part).tree)]
    return text.strip() if kept == parts else _together(kept)


def _parts(text: str) -> list[str]:
    """Cut a query into what stands side by side in it, its ANDs among that. What leads nowhere is left out."""
    text = _balanced(joined(text))
    if all(lexeme.operator for lexeme in lexemes(text)):
        # These are read as the words they are.
        return text.lower().split()
    return _side_by_side(text, _MAX_DEPTH)


def _side_by_side(text: str, depth_left: int) -> list[str]:
    alternatives: list[list[str]] = [[]]
    depth, start = 0, None
    for lexeme in lexemes(text):
        if lexeme.operator == "OR" and not depth:
            alternatives.append([])
            start = None
            continue
        start = lexeme.start if start is None else start
        depth += lexeme.opens - lexeme.closes
        if not depth and lexeme.kind not in {"sign", "field"} and lexeme.operator != "NOT":
            part = text[start : lexeme.end]
            bracketed = part.startswith("(") and depth_left
            alternatives[-1] += _side_by_side(part[1:-1], depth_left - 1) if bracketed else [part]
            start = None
    led_somewhere = [parts for parts in alternatives if read(_together(parts)).tree != Everything()]
    return [f"({text})"] if len(led_somewhere) > 1 else next(iter(led_somewhere), [])


def _balanced(text: str) -> str:
    """Return a query without quotes and brackets that were not opened, and with those closed that were."""
    pieces: list[str] = []
    depth, end = 0, 0
    for lexeme in lexemes(text):
        # Between lexemes there are only spaces, and quotes that stand alone.
        pieces.append(unquoted(text[end : lexeme.start]))
        if depth or not lexeme.closes:
            pieces.append(text[lexeme.start : lexeme.end])
            depth += lexeme.opens - lexeme.closes
        end = lexeme.end
    return "".join(pieces).strip() + ")" * depth


def _together(parts: Sequence[str]) -> str:
    """Put parts side by side again, without those that are empty and ANDs that lead nowhere."""
    kept: list[str] = []
    for part in filter(None, parts):
        if part == "AND" and kept[-1:] in ([], ["AND"]):
            continue
        kept.append(part)
    return " ".join(kept[:-1] if kept[-1:] == ["AND"] else kept)


def _names(part: str, field: str) -> list[str]:
    """Return the names that a filter chooses, as they are written; none where the part is no filter by this field."""
    tree = read(part).tree
    if not (_is_filter(tree, field) or _needs_all(tree, field)):
        return []
    written = [one.text for one in lexemes(part) if one.kind in {"phrase", "chunk"} and one.operator is None]
    return [name for one in written if (name := _FIELD.sub("", one, count=1))]


def _filter(field: str, names: Sequence[str], like: str = "") -> str:
    """Write a filter; one that takes the place of another asks for all of its names if that did."""
    values = [written(name) for name in names]
    if not values:
        return ""
    # Marks stand behind two names, each of which reads both.
    prefix = "is" if field == MARK and len(names) == 1 and names[0].lower() in IS else _WRITTEN[field]
    between = " " if _needs_all(read(like).tree, field) else " OR "
    return f"{prefix}:{values[0]}" if len(values) == 1 else f"{prefix}:({between.join(values)})"
