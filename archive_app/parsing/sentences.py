"""Part text into sentences, in languages with and without spaces between words."""

import re
from collections.abc import Iterator

# A run of stops is taken as one: trying each place in it would take time in its square.
_END = re.compile(
    r"(?<![.!?؟۔।…])(?P<stop>[.!?؟۔।…]++)(?P<closing>[\"'”’»“)\]]{0,3})\s+"
    r"(?=[\"'“‘«„¿¡(\[–—-]{0,3}\s?(?P<next>\w))"
    r"|[。！？｡]+[」』”’）】]{0,3}\s*"
)
_LAST_WORD = re.compile(r"[^\s(\[\"'“‘«„]+$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_ORDINAL = re.compile(r"\d{1,2}")
# Languages that write ordinal numbers with a full stop: "3. März".
_ORDINAL_LANGUAGES = frozenset(
    {"de", "da", "no", "nb", "nn", "fi", "cs", "sk", "pl", "hu", "hr", "sr", "sl", "et", "is"}
)
_ABBREVIATION_LIST = """
    mr mrs ms dr prof gen gov sen rep rev hon lt col capt cpl sgt maj adm cmdr st mt ft no nos vs etc approx est dept
    univ inc corp co ltd bros jr sr jan feb mar apr jun jul aug sep sept oct nov dec ca cf al fig vol pp ed eds
    bzw nr mio mrd tsd abs bspw evtl ggf inkl usw str dipl ing mag hr fr geb gest sog vgl zzgl ehem jahrh
    mm mme mmes mlle me av env éd
    sra srta dña gral avda núm pág tel ud uds sto sta exmo ilmo art
    sig sigg dott ing arch avv on pag ecc
    dhr mevr drs mr ir bv nl jl blz resp
    bl pga kl kr mill mrd osv dvs evt tlf ang jf
    г гг т тыс млн млрд руб им ул см стр др пр проф акад
"""
_ABBREVIATIONS = frozenset(_ABBREVIATION_LIST.split())


def split_sentences(text: str, language: str | None = None) -> list[str]:
    """Return the sentences of a paragraph; abbreviations, initials and ordinal numbers end none."""
    return list(each_sentence(text, language))


def each_sentence(text: str, language: str | None = None) -> Iterator[str]:
    """Yield the sentences of a paragraph one by one, reading no further than asked."""
    start = 0
    for mark in _END.finditer(text):
        if mark["stop"] and not _is_end(text[max(start, mark.start() - 40) : mark.start()], mark, language):
            continue
        yield text[start : mark.end()].strip()
        start = mark.end()
    rest = text[start:].strip()
    if rest:
        yield rest


def _is_end(head: str, mark: re.Match[str], language: str | None) -> bool:
    if mark["next"].islower():
        return False
    if mark["stop"] != "." or mark["closing"]:
        return True
    match = _LAST_WORD.search(head)
    word = match.group() if match else ""
    if _ORDINAL.fullmatch(word) and language in _ORDINAL_LANGUAGES:
        return False
    return not _INITIALS.fullmatch(word) and word.casefold() not in _ABBREVIATIONS
