"""Fold a word so that the ways of writing it fall together: case, accents, width, digits, letter variants.

Works on one word at a time and knows nothing of positions; `analysis` cuts texts into words.
"""

import re
import unicodedata
from functools import cache

# Combining marks that only accent a letter. The vowel signs of Indic scripts and the kana voicing marks are marks too,
# but tell words apart, so they stay.
_ACCENTS = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]")

# Letters that Unicode does not decompose, or that are only another form of one.
_LETTERS = str.maketrans(
    {
        "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l", "ŧ": "t", "þ": "th", "ŋ": "n",
        "ɓ": "b", "ɗ": "d", "ə": "e", "ƙ": "k", "ƴ": "y",
        "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك",
        "ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ",
    }
)  # fmt: skip
# Signs inside words that carry no letter (tatweel, soft hyphen, joiners), and the points of Arabic and Hebrew, which
# readers of these do not write.
_SILENT = re.compile("[\u0640\u00ad\u200c\u200d\u2060\ufeff\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]")


def fold(word: str) -> str:
    """Return the word with its written variants unified; "Café" and "cafe" come out equal.

    Folding twice changes nothing. The result can be empty: a lone tatweel holds no letter.
    """
    if word.isascii():
        return word.lower()
    # Case folding can yield combining marks and decomposing can yield capitals, so both come before the marks go.
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    folded = _ACCENTS.sub("", _SILENT.sub("", folded)).translate(_LETTERS)
    if not folded.isascii():
        folded = "".join(map(_decimal, folded))
    return unicodedata.normalize("NFKC", folded)


def spelling(word: str) -> str:
    """Return the word as it is written in small letters, with its accents."""
    return _SILENT.sub("", unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", word).lower()))


def _decimal(char: str) -> str:
    """Return the ASCII digit for any script's decimal digit, other characters as they are."""
    value = unicodedata.decimal(char, None)
    return char if value is None else str(value)


@cache
def combining_marks() -> str:
    """Return every combining mark of the scripts in use, to be set in a regular expression's character class.

    Python takes none of them for a word character, which would cut Hindi or decomposed French words in pieces.
    """
    blocks = (range(0x300, 0x1E00), range(0x2000, 0x3100), range(0xA600, 0xAC00), range(0xFB00, 0xFE30))
    marks = [code for block in blocks for code in block if unicodedata.category(chr(code)).startswith("M")]
    return "".join(map(chr, marks))
