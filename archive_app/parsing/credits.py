"""Find the outlets that an article credits, in lines of plain text.

Reads credit lines ("Credited from: ...") and closing lists ("... visit A, B, and C"); names inside the story are not
credits.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from archive_app.model.article import Credit, CreditRole
from archive_app.parsing.closing_labels import CJK_CLOSINGS, CLOSINGS
from archive_app.parsing.credit_labels import (
    COLON_CREDIT_LABELS,
    CREDITS_BEFORE,
    PERSON_CREDIT_LABELS,
    PICTURE_CREDIT_LABELS,
    PLAIN_CREDIT_LABELS,
    WITH_CREDIT_LABELS,
)
from archive_app.parsing.dates import find_date
from archive_app.parsing.known_outlets import is_known, resolve
from archive_app.parsing.lines import plain
from archive_app.parsing.outlets import looks_like_outlet, split_outlets

_LONGEST_LINE = 400
_URL = re.compile(r"\(?\bhttps?://[^\s()<>\"]{1,2000}\)?")
_PARTNERS = re.compile(r"\s+in (?:partnership|collaboration|association|cooperation) with\s+", re.IGNORECASE)
_AFTER_OUTLETS = re.compile(
    r"[,;(]?\s+(?:under (?:a|the) |with permission|by permission|and (?:is|was|has been) |where |in its "
    r"|here\b|as part of ).*",
    re.IGNORECASE | re.DOTALL,
)
_BEFORE_DATE = re.compile(r"[\s,;(–—-]+(?:on|am|le|el|em|il|op|den|dated)?\s*$", re.IGNORECASE)
_AFTER_LIST = re.compile(
    r"[,.]?\s+(?:for (?:more|further|full|additional|the) |to (?:read|learn) |websites?\b|among other|or other ).*",
    re.IGNORECASE | re.DOTALL,
)
_CREDIT = re.compile(
    rf"(?:(?P<colon>(?:{'|'.join(COLON_CREDIT_LABELS)})(?:\(s\))?)\s*[:：]"
    rf"|(?P<plain>{'|'.join(PLAIN_CREDIT_LABELS)})(?P<mark>\s*[:：]|\s+|(?<=[\u3040-\u9fff]))"
    rf")\s*(?P<rest>\S.*)",
    re.IGNORECASE,
)
_PERSON_CREDIT = re.compile(
    rf"(?:(?P<small>{'|'.join(WITH_CREDIT_LABELS)})\b|{'|'.join(PERSON_CREDIT_LABELS)})(?:\s*[:：]\s*|\s+)(?P<rest>\S.*)",
    re.IGNORECASE,
)
_CREDIT_AFTER = re.compile(
    "|".join(pattern.replace("(?P<rest>", f"(?P<rest{number}>") for number, pattern in enumerate(CREDITS_BEFORE)),
    re.IGNORECASE,
)
_PICTURE_CREDIT = re.compile(rf"(?:{'|'.join(PICTURE_CREDIT_LABELS)})\s*[:：]", re.IGNORECASE)
_DASHED_CREDIT = re.compile(
    rf"(?P<colon>{'|'.join(label for label in COLON_CREDIT_LABELS if len(label) > 4)})\s+[-–—]\s+(?P<rest>\S.*)",
    re.IGNORECASE,
)
_CREDIT_CONJUNCTIONS = ("and", "und", "et", "og", "och", "и")
_SPANISH_OR_PORTUGUESE = re.compile(
    r"(?:fuentes?|vía|este artículo|publicado|tomado|con|com|artículo|artigo)\b", re.IGNORECASE
)
_OPENINGS = tuple(
    (
        re.compile(opening, re.IGNORECASE),
        tuple(
            re.compile(rf"(?<!\w){pointer}(?:\s*[:：]\s*|\s+)", re.IGNORECASE)
            for pointer in (rf"{verbs}(?:\s+(?-i:{prepositions}))?", prepositions)
        ),
        conjunctions,
    )
    for opening, verbs, prepositions, conjunctions in CLOSINGS
)
# Openings that no statement of fact has, so that the line is a closing line even where it names no outlet.
_SURE_CLOSING = re.compile(r"if you(?:'d| would)? (?:wish|want|like) to (?:read|learn|find out) more\b", re.IGNORECASE)
# "Visit A and B for more": anything may stand here, so only known outlets count.
_POINTED = re.compile(
    r"(?:(?:please|you can|readers can) )?(?:visit|see|check out|check|go to|head to|turn to) (?P<rest>.{2,200}?)"
    r"(?:['’]s (?:home ?page|web ?site|site))? (?:for|to (?:read|learn|see|find|get|follow)) .{2,100}",
    re.IGNORECASE,
)
_CJK_OPENINGS = tuple((re.compile(opening), re.compile(pointer)) for opening, pointer in CJK_CLOSINGS)
_CJK_AFTER = re.compile(
    r"(?:を(?:ご覧|参照|お読み|チェック).*|で(?:読|ご覧|確認).*|[을를] (?:방문|참조|참고|확인).*|에서 .*"
    r"|网站.*|網站.*|等.*|。.*)$"
)


@dataclass(frozen=True, slots=True)
class CreditLine:
    """What a credit line or closing list names; `outlets` is empty for a closing line that names none."""

    outlets: tuple[str, ...]
    url: str | None = None
    published: date | None = None


def credit_line(line: str, *, is_on_page: bool = False) -> CreditLine | None:
    """Read a line such as "Credited from: SCMP"; None where it is an ordinary line.

    On a page only known outlets count after labels that as often credit a picture.
    """
    text = _undressed(line)
    if len(text) > _LONGEST_LINE:
        return None
    match = _CREDIT.fullmatch(text) or _DASHED_CREDIT.fullmatch(text)
    if match is not None:
        found = _named(match["rest"], text)
        is_unsure = is_on_page and _PICTURE_CREDIT.match(text) is not None
        return found and (found if not is_unsure or any(map(resolve, found.outlets)) else None)
    person = _PERSON_CREDIT.fullmatch(text)
    before = None if person else _CREDIT_AFTER.fullmatch(text.rstrip(" .。"))
    rest = person["rest"] if person else next((part for part in before.groups() if part), "") if before else ""
    found = _named(rest, text) if rest else None
    if found is None:
        return None
    wires_only = person is not None and person["small"] is not None
    known = tuple(name for name in found.outlets if is_known(name, wires_only=wires_only))
    return replace(found, outlets=known) if len(known) * 2 >= len(found.outlets) else None


def _named(rest: str, text: str) -> CreditLine | None:
    """Read the outlets behind a label, and with them an address and a date."""
    address = _URL.search(rest)
    if address is not None:
        rest = _URL.sub(" ", rest).strip(" -–—|,.") or address.group().strip("()")
    found = find_date(rest)
    if found:
        rest = _BEFORE_DATE.sub("", rest[: found[1][0]])
    rest = _PARTNERS.sub("; ", _AFTER_OUTLETS.sub("", rest))
    outlets = split_outlets(rest, _conjunctions(text))
    if not outlets or not all(resolve(name) or looks_like_outlet(name) for name in outlets):
        return None
    url = address.group().strip("()").rstrip(".,;") if address else None
    return CreditLine(outlets, url, found[0] if found else None)


def closing_line(line: str, *, verbs_only: bool = False) -> CreditLine | None:
    """Read a closing line such as "To read more, see A, B, and C."; None where it is an ordinary line.

    With `verbs_only` nothing counts that lacks a verb such as "visit": pages are full of "Read more: another headline".
    """
    text = _undressed(line)
    if len(text) > _LONGEST_LINE:
        return None
    for opening, pointers, conjunctions in _OPENINGS:
        start = opening.match(text)
        if start:
            outlets = _closing_outlets(text, start.end(), pointers[:1] if verbs_only else pointers, conjunctions)
            if outlets:
                return CreditLine(outlets)
    for opening, pointer in _CJK_OPENINGS:
        start = opening.match(text)
        if start:
            mark = pointer.search(text, start.end())
            rest = text[mark.end() if mark else start.end() :].lstrip(" :：")
            outlets = split_outlets(_CJK_AFTER.sub("", rest.rstrip("。. ")))
            return CreditLine(outlets) if _are_outlets(outlets) else None
    pointed = _POINTED.fullmatch(text)
    outlets = split_outlets(pointed["rest"]) if pointed else ()
    if outlets and all(map(is_known, outlets)):
        return CreditLine(outlets)
    return CreditLine(()) if _SURE_CLOSING.match(text) else None


def _closing_outlets(
    text: str, start: int, pointers: tuple[re.Pattern[str], ...], conjunctions: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the outlets behind the first pointer after which only names stand."""
    starts = [mark.end() for pointer in pointers for mark in pointer.finditer(text, start)]
    colon = re.match(r"[^:：]{0,60}[:：]\s+", text[start:])
    if colon and len(pointers) > 1:
        starts.insert(0, start + colon.end())
    for position in starts:
        outlets = split_outlets(_AFTER_LIST.sub("", text[position:]), conjunctions)
        if _are_outlets(outlets):
            return outlets
    return ()


def _are_outlets(names: tuple[str, ...]) -> bool:
    """Tell a list of outlets; next to others a name may be all lower case ("die taz")."""
    sure = sum(map(looks_like_outlet, names))
    return sure * 2 >= len(names) > 0 and all(looks_like_outlet(name) or len(name.split()) <= 3 for name in names)


def unique_credits(credits_: Iterable[Credit]) -> tuple[Credit, ...]:
    """Return each outlet once for a role, in order of first mention."""
    seen: dict[tuple[str, CreditRole], Credit] = {}
    for credit in credits_:
        seen.setdefault((credit.outlet.casefold(), credit.role), credit)
    return tuple(seen.values())


def _undressed(line: str) -> str:
    """Take off Markdown's marks and the brackets that credit lines often stand in."""
    text = plain(line).strip(" *_")
    return text[1:-1].strip() if text[:1] + text[-1:] in {"()", "[]", "（）", "【】"} else text


def _conjunctions(text: str) -> tuple[str, ...]:
    return (*_CREDIT_CONJUNCTIONS, "y", "e") if _SPANISH_OR_PORTUGUESE.match(text) else _CREDIT_CONJUNCTIONS
