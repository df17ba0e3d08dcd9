"""What the word or name that is being typed may become: fields, names and words of this archive, with their counts."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np

from archive_app.model.search import Completion
from archive_app.parsing.known_outlets import resolve
from archive_app.search.dates import ambiguous_end, read_dates
from archive_app.search.folding import fold
from archive_app.search.languages import read_term
from archive_app.search.lexemes import has_lone_quote
from archive_app.search.marks import HAS, IS
from archive_app.search.names import folded, written
from archive_app.search.parser import plain_words
from archive_app.search.schema import AUTHOR, MARK, OUTLET, OUTLET_FIELDS, PUBLISHED, TAG
from archive_app.search.snapshot import Snapshot
from archive_app.search.syntax import FIELDS, KEYWORDS, Everything

_DATES = ("date", "after", "before")
_TIMES = ("today", "yesterday", "this-week", "last-week", "this-month", "last-month", "this-year", "last-year")
_TYPED = re.compile(
    r'(?:(?<=[\s(+-])|^)(?:(?:(?P<named>[a-z]+):"(?P<quoted>[^"]*))|(?:(?:(?P<field>[a-z]+):)?(?P<word>[^\s"():]*)))$',
    re.IGNORECASE,
)
_SHORTEST_WORD = 2
_FIELDS_SHOWN, _NAMES_SHOWN = 3, 3


@dataclass(frozen=True, slots=True)
class _Typed:
    field: str | None
    value: str
    start: int
    end: int


def completions(text: str, cursor: int, snapshot: Snapshot, limit: int) -> tuple[Completion, ...]:
    """Return what may stand in the place of what is being typed at the cursor, the likeliest first."""
    typed = _typed(text, cursor)
    if typed is None or limit <= 0:
        return ()
    offered = (
        _in_field(typed, typed.field, snapshot, limit)
        if typed.field
        else chain(_time(text[:cursor], snapshot), _anywhere(typed, snapshot, limit))
    )
    found = list(offered)
    whole = text[typed.start : typed.end]
    return tuple(one for one in found if one.text.strip() != whole)[:limit]


def _typed(text: str, cursor: int) -> _Typed | None:
    """Return the piece before the cursor; None in the middle of a word, where nothing is to be completed."""
    if text[cursor : cursor + 1].strip() or (match := _TYPED.search(text[:cursor])) is None:
        return None
    field = (match["named"] or match["field"] or "").lower() or None
    value = match["quoted"] if match["quoted"] is not None else match["word"]
    return _Typed(field, folded(value), match.start(), cursor) if field or value else None


def _anywhere(typed: _Typed, snapshot: Snapshot, limit: int) -> Iterator[Completion]:
    names = [name for name in (*FIELDS, *_DATES) if name.startswith(typed.value)]
    yield from (
        Completion(f"{name}:", f"{name}:", "field", None, typed.start, typed.end) for name in names[:_FIELDS_SHOWN]
    )
    words = list(_words(typed, snapshot, limit)) if len(typed.value) >= _SHORTEST_WORD else []
    yield from words[: limit - 2 * _NAMES_SHOWN]
    if len(typed.value) >= _SHORTEST_WORD:
        for field in (OUTLET, TAG):
            yield from _names(typed, field, field, snapshot, _NAMES_SHOWN)
    yield from words[limit - 2 * _NAMES_SHOWN :]


def _time(before: str, snapshot: Snapshot) -> Iterator[Completion]:
    """Yield the words before the cursor as a time of publication, where anything was published then."""
    words = ambiguous_end(before)
    if words is None or has_lone_quote(before):
        return
    name = " ".join(words.lower().split())
    value = name.replace(" ", "-")
    days = read_dates("date", value)
    if days is not None and (records := len(snapshot.find(days, scored=False))):
        yield Completion(f"date:{value} ", name, "time", records, len(before) - len(words), len(before))


def _in_field(typed: _Typed, name: str, snapshot: Snapshot, limit: int) -> Iterable[Completion]:
    if name in _DATES:
        return _times(typed, name, snapshot, limit)
    field = FIELDS.get(name)
    if field == MARK:
        wanted = {"has": HAS, "is": IS}[name]
        return (one for one in _names(typed, MARK, name, snapshot, len(HAS) + len(IS)) if one.label in wanted)
    if field == "byline":
        return _names(typed, AUTHOR, name, snapshot, limit)
    return _names(typed, field, name, snapshot, limit) if field in KEYWORDS or field == "credit" else ()


def _times(typed: _Typed, name: str, snapshot: Snapshot, limit: int) -> Iterator[Completion]:
    years = sorted(snapshot.everything.counted("year").items(), reverse=True)[:limit]
    counted: list[tuple[str, int | None]] = [*((time, None) for time in _TIMES), *years]
    for value, records in counted:
        if value.startswith(typed.value):
            yield Completion(f"{name}:{value} ", value, PUBLISHED, records, typed.start, typed.end)


def _names(typed: _Typed, field: str, name: str, snapshot: Snapshot, limit: int) -> Iterator[Completion]:
    """Yield the names one of whose words begins so, those that begin so themselves first, then the commonest."""
    if not typed.value and field == MARK:
        wanted = re.compile("")
    else:
        wanted = re.compile(rf"(?:^|.*\W){re.escape(typed.value)}", re.DOTALL)
    meant = resolve(typed.value) if field == "credit" or field in OUTLET_FIELDS else None
    found = [
        (shown, records, key)
        for shown, key, records in (_credits(snapshot) if field == "credit" else snapshot.names(field))
        # A name of nothing but quote marks cannot be asked for.
        if key and (wanted.match(key) or (meant is not None and shown == meant.name))
    ]
    found.sort(key=lambda one: (not one[2].startswith(typed.value), -one[1], one[2]))
    for shown, records, _ in found[:limit]:
        # How many articles name an outlet in either role is in neither of the two counts.
        yield Completion(
            f"{name}:{written(shown)} ", shown, field, None if field == "credit" else records, typed.start, typed.end
        )


def _credits(snapshot: Snapshot) -> list[tuple[str, str, int]]:
    """Return the outlets that are credited or named for further reading, with the greater of both counts."""
    found: dict[str, tuple[str, str, int]] = {}
    for role in ("credited", "further"):
        for shown, key, records in snapshot.names(role):
            found[shown] = (shown, key, max(records, found[shown][2] if shown in found else 0))
    return list(found.values())


def _words(typed: _Typed, snapshot: Snapshot, limit: int) -> Iterator[Completion]:
    """Yield the words that begin so, those first whose records are most; counted as a search for each counts them.

    Each is as it is written most often.
    """
    counts: Counter[str] = Counter()
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    beginning = fold(typed.value).encode()
    for leaf in snapshot.leaves:
        field = leaf.data.fields[snapshot.main_field]
        numbers = field.terms.beginning(beginning)
        if not len(numbers):
            continue
        until = field.documents_until[numbers.start : numbers.stop].astype(np.int64)
        before = int(field.documents_until[numbers.start - 1]) if numbers.start else 0
        records = np.diff(until, prepend=before)
        best = np.argsort(-records, kind="stable")[: limit * 4]
        for at in best.tolist():
            term = read_term(field.terms[numbers.start + at].decode())
            counts[term.printed] += int(records[at])
            spellings[term.printed][term.written] += int(records[at])
    words = [spellings[printed].most_common(1)[0][0] for printed, _ in counts.most_common(limit)]
    found = {word: _found(word, snapshot) for word in words}
    for word in sorted(words, key=lambda word: -found[word]):
        yield Completion(f"{word} ", word, "word", found[word], typed.start, typed.end)


def _found(word: str, snapshot: Snapshot) -> int:
    return len(snapshot.find(plain_words(word) or Everything(), scored=False))
