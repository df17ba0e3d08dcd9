"""Say which language an article is in: the declared one where it is a real code, else what the text looks like."""

import re
from collections import Counter
from dataclasses import replace

from resiliparse.parse.lang import detect_fast

from archive_app.model.article import Origin, Part, Provenance
from archive_app.parsing.facts import FROM_FILE, StatedFacts

_CODE = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_][A-Za-z0-9_-]{1,30})?\s*")
_ENOUGH_LETTERS = 40
_SAMPLE = 2_500
# Scripts that one language alone is written in need no statistics; Han without kana or Hangul beside it is Chinese.
_SCRIPTS = (
    (re.compile("[\uac00-\ud7a3]"), "ko"),
    (re.compile("[\u3041-\u30ff]"), "ja"),
    (re.compile("[\u4e00-\u9fff](?![\u3041-\u30ff])"), "zh"),
    (re.compile("[\u0370-\u03ff]"), "el"),
    (re.compile("[\u0590-\u05ff]"), "he"),
    (re.compile("[\u0980-\u09ff]"), "bn"),
    (re.compile("[\u0b80-\u0bff]"), "ta"),
    (re.compile("[\u0c00-\u0c7f]"), "te"),
    (re.compile("[\u0e00-\u0e7f]"), "th"),
    (re.compile("[\u0530-\u058f]"), "hy"),
    (re.compile("[\u10a0-\u10ff]"), "ka"),
)
_BEYOND_LATIN = re.compile("[\u0370-\uffff]")
# Small words are a third of a text in its own language; below these shares the likeness is chance.
_PROBABLE_SHARE, _SURE_SHARE = 0.08, 0.15
# Close relatives, where a declaration is worth more than statistics.
_KIN = (
    frozenset({"no", "nb", "nn", "da", "sv"}),
    frozenset({"es", "pt", "gl", "ca"}),
    frozenset({"ru", "uk", "be", "bg"}),
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
        "uk": "і в на з не що до для як від за та є його але це у й про",
        "cs": "a v na se je že do z pro s o i k po za by od jako ale podle které před byl",
        "tr": "ve bir bu da de için ile olarak olan çok daha gibi sonra ne kadar en ancak göre",
        "hu": "a az és hogy nem is egy meg azt de már még csak volt van el mint kell lesz",
        "fi": "ja on ei että se oli myös mutta kun ovat hän joka sen kuin tai mukaan ole vain",
        "ro": "de la în și a că cu pe o un nu din care pentru este mai se au fost sunt",
        "id": "yang dan di dengan untuk dari ini pada itu dalam tidak akan juga oleh telah ke",
        "ar": "في من على إلى أن التي عن مع هذا ما لا الذي كان بعد قد هذه بين كما",
    }.items()
}
_LANGUAGES_OF: dict[str, list[str]] = {}
for _code, _words in _SMALL_WORDS.items():
    for _word in _words:
        _LANGUAGES_OF.setdefault(_word, []).append(_code)
# Codes of three letters and old codes that pages declare.
_ALIASES = {
    "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "por": "pt", "ita": "it", "nld": "nl",
    "dut": "nl", "nor": "no", "nob": "nb", "swe": "sv", "dan": "da", "zho": "zh", "chi": "zh", "cmn": "zh", "jpn": "ja",
    "kor": "ko", "ara": "ar", "rus": "ru", "iw": "he", "in": "id", "ji": "yi", "jp": "ja", "cn": "zh", "kr": "ko",
}  # fmt: skip


def language_of(declared: str | None, text: str) -> str | None:
    """Return an ISO 639-1 code, or None where nothing valid is declared and the text is too short to tell.

    A declared language counts unless the text is surely in another: pages often declare their template's.
    """
    return _language(declared, text)[0]


def with_language(facts: StatedFacts, text: str) -> StatedFacts:
    """Return the facts with the language of an article's text as a code, and where it comes from."""
    code, is_sure = _language(facts.language, text)
    provenance: dict[Part, Provenance] = {
        part: each for part, each in facts.provenance.items() if part is not Part.LANGUAGE
    }
    if code:
        guess = Provenance(Origin.GUESSED, sure=is_sure, rule="the words of the text")
        is_declared = code == declared_language(facts.language)
        provenance[Part.LANGUAGE] = facts.provenance.get(Part.LANGUAGE, FROM_FILE) if is_declared else guess
    return replace(facts, language=code, provenance=provenance)


def _language(declared: str | None, text: str) -> tuple[str | None, bool]:
    """Return the code of a text's language, and whether the text is surely in the one that its words are like."""
    code = declared_language(declared)
    detected, is_sure = _detected(text[:_SAMPLE])
    if code is None or (detected and is_sure and not any({code, detected} <= kin for kin in _KIN)):
        return detected or code, is_sure
    return code, is_sure


def declared_language(value: str | None) -> str | None:
    """Return the ISO 639-1 code of a declared language tag such as "en-GB", or None where it is no real one."""
    match = _CODE.fullmatch(value or "")
    if match is None:
        return None
    code = match.group(1).lower()
    code = _ALIASES.get(code, code)
    return code if code in _ISO_639_1 else None


def _detected(sample: str) -> tuple[str | None, bool]:
    """Return the code of the language that a text is most like, and whether it is surely that."""
    letters = sum(map(str.isalpha, sample))
    is_latin = len(_BEYOND_LATIN.findall(sample)) * 3 <= letters
    for script, code in () if is_latin else _SCRIPTS:
        if len(script.findall(sample)) * 3 > letters:
            return code, letters >= _ENOUGH_LETTERS
    if letters < _ENOUGH_LETTERS:
        return None, False
    likeliest, share = _by_small_words(sample)
    if share < _PROBABLE_SHARE:
        guess = str(detect_fast(sample)[0])
        return (guess if guess in _ISO_639_1 else None), False
    return likeliest, share >= _SURE_SHARE


def _by_small_words(text: str) -> tuple[str | None, float]:
    """Return the language whose small words are the most in a text, and their share of its words.

    Letter statistics need far longer texts.
    """
    words = _WORD.findall(text.casefold())
    counts = Counter(code for word in words for code in _LANGUAGES_OF.get(word, ()))
    (code, most), (_, second) = (*counts.most_common(2), ("", 0), ("", 0))[:2]
    return (code, most / len(words)) if most >= 2 and most > second else (None, 0.0)
