"""Say which language an article is in: the declared one where it is a real code, else what the text looks like."""

import re
from collections import Counter

from resiliparse.parse.lang import detect_fast

_CODE = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_][A-Za-z0-9_-]{1,30})?\s*")
_ENOUGH_LETTERS = 40
_SAMPLE = 5_000
# Scripts that one language alone is written in need no statistics; Han without kana or Hangul beside it is Chinese.
_SCRIPTS = (
    (re.compile("[\uac00-\ud7a3]"), "ko"),
    (re.compile("[\u3041-\u30ff]"), "ja"),
    (re.compile("[\u4e00-\u9fff](?![\u3041-\u30ff])"), "zh"),
)

# ISO 639-1, all codes; macrolanguage "no" included.
_CODES = """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el
    en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu
    ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na
    nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so
    sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
_ISO_639_1 = frozenset(_CODES.split())
_WORD = re.compile(r"[^\W\d_]+")
# Frequent words; those that close relatives share are listed for each, so that only the others decide.
_SMALL_WORDS = {
    code: frozenset(words.split())
    for code, words in {
        "en": "the of and to in is that for was with on are by has from have will this",
        "de": "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch hat am wird sind",
        "fr": "le la les de des du et en un une est que pour dans qui sur au par plus il ne pas sont aux",
        "es": "el la los las de del y en que un una es por con para se al su no más como son",
        "pt": "o a os as de do da dos das e em que um uma é por com para se ao no na não mais são",
        "it": "il la lo gli le di del della e in che un una è per con si al nel non più sono dei",
        "nl": "de het een van en in is dat op te met voor zijn niet aan er om ook door wordt",
        "nb": "og i er på det en som å til av for med at har ikke de et den fra etter ble hadde",
        "sv": "och i är på det en som att till av för med har inte de ett den från efter blev hade",
        "da": "og i er på det en som at til af for med har ikke de et den fra efter blev havde",
        "pl": "w i na z do że się jest nie to jak po od przez oraz dla są był",
        "ru": "и в на с что не по из к для это как от за он его но у",
    }.items()
}
# Codes of three letters and old codes that pages declare.
_ALIASES = {
    "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "por": "pt", "ita": "it", "nld": "nl",
    "dut": "nl", "nor": "no", "nob": "nb", "swe": "sv", "dan": "da", "zho": "zh", "chi": "zh", "cmn": "zh", "jpn": "ja",
    "kor": "ko", "ara": "ar", "rus": "ru", "iw": "he", "in": "id", "ji": "yi", "jp": "ja", "cn": "zh", "kr": "ko",
}  # fmt: skip


def language_of(declared: str | None, text: str) -> str | None:
    """Return an ISO 639-1 code, or None where nothing valid is declared and the text is too short to tell."""
    return declared_language(declared) or detect_language(text)


def declared_language(value: str | None) -> str | None:
    """Return the ISO 639-1 code of a declared language tag such as "en-GB", or None where it is no real one."""
    match = _CODE.fullmatch(value or "")
    if match is None:
        return None
    code = match.group(1).lower()
    code = _ALIASES.get(code, code)
    return code if code in _ISO_639_1 else None


def detect_language(text: str) -> str | None:
    """Return the code of the language that a text is most like, or None for too little text."""
    sample = text[:_SAMPLE]
    for script, code in _SCRIPTS:
        if len(script.findall(sample)) * 3 > sum(character.isalpha() for character in sample):
            return code
    if sum(character.isalpha() for character in sample) < _ENOUGH_LETTERS:
        return None
    code = _by_small_words(sample) or str(detect_fast(sample)[0])
    return code if code in _ISO_639_1 else None


def _by_small_words(text: str) -> str | None:
    """Return the language whose small words are the most in a text; letter statistics need far longer texts."""
    words = Counter(_WORD.findall(text.casefold()))
    counts = sorted(((sum(words[word] for word in small), code) for code, small in _SMALL_WORDS.items()), reverse=True)
    (most, code), (second, _) = counts[:2]
    return code if most >= 2 and most > second else None
