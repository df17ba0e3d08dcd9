"""Find the agencies that a story names at its edges: in its dateline ("LONDON (Reuters) -") or its sign-off ("(dpa)").

Only known outlets count here, as brackets and dashes stand around anything. The story keeps its dateline.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive_app.parsing.cleaning import shorten
from archive_app.parsing.known_outlets import OutletKind, is_known, resolve

_LONGEST_RULE = 80
_LONGEST_SIGN_OFF = 80
_OPENING, _CLOSING = "(（\\[【［", ")）\\]】］"
_IN_BRACKETS = rf"[{_OPENING}]\s*(?P<names>[^{_OPENING}{_CLOSING}]{{2,60}}?)\s*[{_CLOSING}]"
# A place and perhaps a date, then the agency in brackets, then a mark that opens the story.
_DATELINE = re.compile(
    rf"(?P<place>(?:[^.!?。:：{_OPENING}]{{1,40}}\.){{0,2}}[^.!?。:：{_OPENING}]{{0,60}}?)\s*{_IN_BRACKETS}"
    r"(?P<mark>\s*[-–—:：.=]|\s|$)"
)
# "MOSCOW, March 3. /TASS/." and "STOCKHOLM /TT/".
_SLASHED = re.compile(r"[^/]{0,60}/(?P<names>[^/\d]{2,30})/(?P<mark>[.:\s]|$)")
# "МОСКВА, 3 марта — РИА Новости." and "PARIS, 3 mars - AFP -".
_DASHED = re.compile(
    r"[^-–—.!?。]{2,40}(?:\.[^-–—.!?。]{1,15})?\s[-–—]\s(?P<names>[^-–—.!?。,]{2,30}?)(?:\s[-–—]\s|\.\s)"
)
# "新华社北京3月5日电" and "中央社記者王小明台北5日電".
_WIRED = re.compile(r"[（(【]?(?P<names>\w{2,8}?社)(?:记者|記者)?[^，。,.]{0,30}?(?:电|電)(?:[\s）)】:：]|$)")
_SIGN_OFF_DASH = re.compile(r"(?:[-–—―]{1,2}|©|\(c\)|copyright\b)\s*(?:\d{4}\s*)?(?P<names>\S.*?)[\s.]*", re.IGNORECASE)
_ENDING = re.compile(rf"(?:[.!?。！？…][\"'”’»」』]?\s*|\s[-–—]\s*){_IN_BRACKETS}[\s.。]*$")
_DASHED_ENDING = re.compile(r"[.!?。！？…][\"'”’»」』]?\s*(?:[-–—]{1,2}\s*|/)(?P<names>[^-–—.!?。]{2,40}?)/?[\s.]*$")
_SEPARATORS = re.compile(r"\s*(?:[/,，、;=＝・·|]|\s-\s|\s(?:and|und|et|y|e|og|och|&)\s)\s*")
_RIGHTS = re.compile(r"[.,\s]*(?:all rights reserved|alle rechte vorbehalten|tous droits réservés).*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """The outlets as printed, and the words that name them; `is_whole` says that the line has no other text."""

    outlets: tuple[str, ...]
    rule: str
    is_whole: bool = False


def dateline(text: str) -> AgencyLine | None:
    """Read the agencies in the dateline of a story's first paragraph."""
    start = text[:160]
    for pattern in (_DATELINE, _SLASHED, _DASHED, _WIRED):
        match = pattern.match(start)
        if match is None:
            continue
        place = (match.groupdict().get("place") or "").strip()
        # "The Associated Press (AP) said" opens no story: a mark follows the brackets, or nothing stands before them.
        if pattern is _DATELINE and place and not match["mark"].strip():
            continue
        outlets = _known_in(match["names"], wires_only=bool(place))
        if outlets:
            return AgencyLine(outlets, f"dateline “{shorten(match.group().strip(), _LONGEST_RULE)}”")
    return None


def sign_off(text: str) -> AgencyLine | None:
    """Read the agencies that a story's last paragraph ends with, or that stand alone under it."""
    if len(text) <= _LONGEST_SIGN_OFF:
        bare = _RIGHTS.sub("", text.strip())
        dashed = _SIGN_OFF_DASH.fullmatch(bare)
        bracketed = re.fullmatch(rf"{_IN_BRACKETS}[.。]?", bare)
        marked = dashed or bracketed
        names = marked["names"] if marked else bare.strip("/ .")
        outlets = _all_known(names, wires_only=marked is None)
        if outlets and (marked or all(map(_is_unmistakable, outlets))):
            return AgencyLine(outlets, f"sign-off “{text.strip()}”", is_whole=True)
    for pattern in (_ENDING, _DASHED_ENDING):
        match = pattern.search(text[-120:])
        outlets = _all_known(match["names"], wires_only=True) if match else ()
        if match and outlets:
            return AgencyLine(outlets, f"sign-off “{match.group().strip(' .!?。！？…”’»」』')}”")
    return None


def _names(text: str) -> Sequence[str]:
    """Return the whole text where it is a name, or else its pieces: "dpa/lby", "NTB-Reuters"."""
    if resolve(text):
        return [text]
    pieces = [piece.strip() for piece in _SEPARATORS.split(text) if piece.strip()]
    hyphened = text.split("-")
    return hyphened if len(pieces) == 1 and all(map(resolve, hyphened)) else pieces


def _known_in(text: str, *, wires_only: bool) -> tuple[str, ...]:
    """Return the known ones of several names: beside an agency stand places and signs of those who wrote."""
    names = _names(text)
    is_alone = len(names) == 1
    return tuple(dict.fromkeys(_printed(names, wires_only=wires_only or not is_alone)))


def _all_known(text: str, *, wires_only: bool) -> tuple[str, ...]:
    """Return the names in a text where they are known outlets all of them, but for signs such as "abc/AFP"."""
    names = _names(text)
    known = tuple(dict.fromkeys(_printed(names, wires_only=wires_only)))
    rest = [name for name in names if name not in known]
    return known if all(len(name) <= 4 and name.islower() for name in rest) else ()


def _printed(names: Sequence[str], *, wires_only: bool) -> Iterator[str]:
    for name in names:
        for printed in (name, name.split()[-1] if name.split() else name):
            if is_known(printed, wires_only=wires_only):
                yield printed
                break


def _is_unmistakable(name: str) -> bool:
    """Tell a name that is an agency's without any mark: its own in full, or an abbreviation in capitals."""
    outlet = resolve(name)
    if outlet is None or outlet.kind is not OutletKind.AGENCY:
        return False
    return name.casefold() == outlet.name.casefold() or name.isupper() or not name.isascii()
