"""Turn bytes into text by a ladder of evidence: marks in the bytes, UTF-8, what the document declares, statistics.

Never raises. What no article needs (NULs, controls, lone surrogates) is dropped from the text.
"""

import codecs
import re
from dataclasses import dataclass

from resiliparse.parse.encoding import detect_encoding, map_encoding_to_html5

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(rb"<meta\b[^>]{0,500}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{2,40})", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"<\?xml\b[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{2,40})", re.IGNORECASE)
_HTML_LANG = re.compile(rb"<html\b[^>]{0,2000}?\blang\s{0,9}=\s{0,9}[\"']?([a-z]{2})", re.IGNORECASE)
# One page in eight declares its charset after the first kilobyte.
_DECLARED_WITHIN = 100_000
_DETECTED_WITHIN = 200_000
_ISO_2022_JP = re.compile(rb"\x1b(?:\$[@B]|\([BJI])")
_LINE_ENDS = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# The same characters in UTF-8, and the ASCII that is never among them: most pages need no more than a look.
_MAYBE_UNWANTED = re.compile(
    rb"[\x00-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xa8\xa9]|\xef\xbb\xbf|\xef\xbf[\xbe\xbf]|\xed[\xa0-\xbf]"
)
_USUAL = bytes((*range(0x20, 0x7F), 0x09, 0x0A))
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")

# Browsers read these labels as the superset beside them (WHATWG Encoding Standard); Python knows both by other names.
_SUPERSETS = {
    "gbk": "gb18030", "gb2312": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs",
    "iso8859-11": "cp874", "iso8859-9": "cp1254", "iso8859-1": "cp1252", "ascii": "cp1252", "utf-16-le": "utf-8",
    "utf-16-be": "utf-8", "utf-16": "utf-8",
}  # fmt: skip
_NAMES = {
    "cp932": "shift_jis", "cp949": "euc-kr", "big5hkscs": "big5", "cp874": "windows-874", "euc_jp": "euc-jp",
    "iso2022_jp": "iso-2022-jp", "mac-roman": "macintosh",
}  # fmt: skip
_WESTERN = "en de fr es pt it nl nb no nn sv da fi is ca"
# The legacy encodings of a language, likeliest first.
_BY_LANGUAGE = {
    "ja": ("cp932", "euc_jp"), "zh": ("gb18030", "big5hkscs"), "ko": ("cp949",), "ru": ("cp1251", "koi8_r"),
    "uk": ("cp1251", "koi8_u"), "bg": ("cp1251",), "sr": ("cp1250", "cp1251"), "pl": ("cp1250", "iso8859_2"),
    "cs": ("cp1250", "iso8859_2"), "sk": ("cp1250", "iso8859_2"), "hu": ("cp1250", "iso8859_2"), "ro": ("cp1250",
    "iso8859_2"),
    "sl": ("cp1250", "iso8859_2"), "hr": ("cp1250", "iso8859_2"), "tr": ("cp1254",), "el": ("cp1253", "iso8859_7"),
    "he": ("cp1255",), "ar": ("cp1256",), "fa": ("cp1256",), "th": ("cp874",), "vi": ("cp1258",), "lt": ("cp1257",),
    "lv": ("cp1257",), "et": ("cp1257",),
} | dict.fromkeys(_WESTERN.split(), ("cp1252",))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with line feeds as its only line ends, and the lower-case name of the encoding it was read with."""

    text: str
    encoding: str


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode bytes by the best evidence there is; `declared` is a charset that was sent along with them."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _decoded(data[len(bom) :], name)
    wide = _utf_16_by_nuls(data)
    if wide:
        return _decoded(data, wide)
    if _ISO_2022_JP.search(data) and data.isascii():
        text = _strictly(data, "iso2022_jp")
        if text is not None:
            return Decoded(_clean(text), "iso-2022-jp")
    if _is_utf_8(data):
        return _decoded(data, "utf-8")
    detected = detect_encoding(data, max_len=_DETECTED_WITHIN, html5_compatible=False)
    labels = _declared(data, declared)
    for codec in (*labels, *_by_language(data), _codec(detected or "")):
        text = _strictly(data, codec) if codec else None
        if codec and text is not None and _is_plausible(text):
            return Decoded(_clean(text), _name(codec))
    return _decoded(data, next(iter(labels), "cp1252"))


def sniffable_head(data: bytes, length: int = 4_096) -> str:
    """Return the start of a file as text that markup can be told by; letters beyond ASCII may be wrong."""
    head = data[:length]
    for bom, name in _BOMS:
        if head.startswith(bom):
            return head[len(bom) :].decode(name, "ignore")
    wide = _utf_16_by_nuls(head)
    return head.decode(wide, "ignore") if wide else head.decode("latin-1")


def _decoded(data: bytes, codec: str) -> Decoded:
    return Decoded(_clean(data.decode(codec, "replace")), _name(codec))


def _clean(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not _MAYBE_UNWANTED.search(text.encode("utf-8", "surrogatepass").translate(None, _USUAL)):
        return text
    return _UNWANTED.sub("", _LINE_ENDS.sub("\n", text))


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeDecodeError, LookupError):
        return None


def _utf_16_by_nuls(data: bytes) -> str | None:
    """Tell UTF-16 without a mark: nearly every second byte of text in most scripts' markup is NUL."""
    sample = data[:_DECLARED_WITHIN]
    sample = sample[: len(sample) // 2 * 2]
    half = len(sample) // 2
    if half < 2:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd * 10 >= half * 4 and even * 20 <= half:
        return "utf-16-le"
    if even * 10 >= half * 4 and odd * 20 <= half:
        return "utf-16-be"
    return None


def _is_utf_8(data: bytes) -> bool:
    """Tell UTF-8, also where a few bytes of it are damaged or the end is cut off."""
    if _strictly(data, "utf-8") is not None:
        return True
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    beyond_ascii = sum(1 for character in text[:_DETECTED_WITHIN] if character > "\x7f") - damaged
    return beyond_ascii > 10 * damaged or (damaged == 1 and text.endswith("\ufffd"))


def _declared(data: bytes, sent_along: str | None) -> tuple[str, ...]:
    head = data[:_DECLARED_WITHIN]
    found = (pattern.search(head) for pattern in (_XML_DECLARED, _DECLARED))
    labels = [sent_along or "", *(match.group(1).decode("ascii", "ignore") for match in found if match)]
    codecs_ = (_codec(label) for label in labels if label)
    # UTF-8 has been ruled out when this is asked.
    return tuple(dict.fromkeys(codec for codec in codecs_ if codec and codec != "utf-8"))


def _by_language(data: bytes) -> tuple[str, ...]:
    found = _HTML_LANG.search(data[:_DECLARED_WITHIN])
    return _BY_LANGUAGE.get(found.group(1).decode("ascii").lower(), ()) if found else ()


def _codec(label: str) -> str | None:
    """Return Python's codec for a label, or None for a label that nobody knows."""
    mapped = map_encoding_to_html5(label, fallback_utf8=False)
    try:
        name = codecs.lookup(mapped or label).name
    except (LookupError, ValueError):
        return None
    return _SUPERSETS.get(name, name)


def _name(codec: str) -> str:
    name = codecs.lookup(codec).name
    if name in _NAMES:
        return _NAMES[name]
    if name.startswith("cp125"):
        return f"windows-{name[2:]}"
    return name.replace("iso8859", "iso-8859").replace("_", "-")


def _is_plausible(text: str) -> bool:
    """Tell a right guess: text in a wrong encoding is full of control characters."""
    return sum(1 for character in text[:_DETECTED_WITHIN] if "\x80" <= character <= "\x9f") * 1000 < len(text) + 1000
