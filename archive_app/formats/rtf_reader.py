"""Read the language of RTF: groups, control words and text in, lines and the document's information out.

Follows Microsoft's Rich Text Format specification 1.9.1 as far as text, paragraphs and information go.
"""

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from archive_app.model.article import BlockKind
from archive_app.parsing.cleaning import one_line
from archive_app.parsing.lines import Line

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<symbol>[^a-zA-Z])"
    rb"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]{1,100000})|[\r\n]+|\\"
)
_DEEPEST = 1_000

# Groups whose text is not the document's. Those marked as optional (\*) are passed over in any case.
_DESTINATIONS = """
    annotation atnauthor atnid atntime background bkmkend bkmkstart buptim colortbl comment company datafield datastore
    doccomm do docvar factoidname falt fldinst fontemb fontfile footer footerf footerl footerr footnote ftncn ftnsep
    ftnsepc generator gridtbl header headerf headerl headerr hlinkbase keycode keywords latentstyles list listlevel
    listname listoverride listoverridetable listtable listtext manager mmathPr nextfile nonshppict objdata object
    operator panose pict pntext pntxta pntxtb private printim revtbl revtim rsidtbl shpinst shppict sp subject tc
    template themedata colorschememapping userprops vern xe xmlnstbl
"""
_PASSED_OVER = frozenset(_DESTINATIONS.split())
_TABLES = frozenset({"fonttbl", "stylesheet", "info"})
_INFORMATION = frozenset({"title", "author", "creatim"})
_SYMBOLS = {
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
    "tab": " ", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
_PARAGRAPH_ENDS = frozenset({"par", "sect", "page", "cell", "nestcell", "row", "nestrow", "line"})
# The code pages of fonts' character sets.
_CHARSETS = {
    77: "mac-roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "cp950", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250",
}  # fmt: skip


class TooDeepError(ValueError):
    """Groups are nested deeper than any program writes them."""


@dataclass(slots=True)
class _Group:
    """What a group's braces keep inside it. `sink` is where its text goes."""

    sink: str = "body"
    codec: str = ""
    fallback: int = 1
    hidden: bool = False


@dataclass(slots=True)
class _Paragraph:
    style: int = 0
    is_heading: bool = False
    is_item: bool = False


@dataclass
class RtfText:
    """What an RTF document says: its lines, its code page, and its information by the names RTF has for them."""

    lines: list[Line] = field(default_factory=list)
    encoding: str = "cp1252"
    info: dict[str, str] = field(default_factory=dict)


def read_rtf(data: bytes) -> RtfText:
    """Read a document; damage costs only what is damaged.

    Raises:
        TooDeepError: Groups nest more than a thousand deep.
    """
    return _Reader(data).read()


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._result = RtfText()
        self._group = _Group(codec="cp1252")
        self._groups: list[_Group] = []
        self._paragraph = _Paragraph()
        self._bytes = bytearray()
        self._text: list[str] = []
        self._skip = 0
        self._optional = False
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._style_name: list[str] = []
        self._style = 0
        self._kinds: dict[int, BlockKind] = {}
        self._position = 0
        self._words: dict[str, Callable[[int | None], None]] = {
            "u": self._unicode, "uc": self._set_fallback, "ansicpg": self._set_code_page, "f": self._set_font,
            "fcharset": self._set_charset, "pard": self._new_paragraph, "s": self._set_style, "ls": self._set_item,
            "outlinelevel": self._set_level, "v": self._set_hidden, "plain": self._show, "bin": self._pass_binary,
            "yr": self._add_date, "mo": self._add_date, "dy": self._add_date, "mac": self._set_macintosh,
        }  # fmt: skip

    def read(self) -> RtfText:
        while match := _TOKEN.match(self._data, self._position):
            self._position = match.end()
            if match["brace"]:
                self._open() if match["brace"] == b"{" else self._close()
            elif match["word"]:
                number = match["number"]
                self._control(match["word"].decode("ascii"), int(number) if number else None)
            elif match["hex"]:
                self._add_bytes(bytes([int(match["hex"], 16)]))
            elif match["symbol"]:
                self._symbol(match["symbol"])
            elif match["text"]:
                self._add_bytes(match["text"])
        self._end_line()
        return self._result

    # --- groups

    def _open(self) -> None:
        if len(self._groups) >= _DEEPEST:
            raise TooDeepError
        self._decode()
        self._skip = 0
        self._groups.append(replace(self._group))

    def _close(self) -> None:
        self._decode()
        self._skip = 0
        self._optional = False
        if self._group.sink == "stylesheet" and self._style_name:
            self._learn_style()
        if self._groups:
            self._group = self._groups.pop()

    # --- control words

    def _control(self, word: str, number: int | None) -> None:
        optional, self._optional = self._optional, False
        if self._skip and word != "u":
            self._skip -= 1
            return
        parts = _INFORMATION if self._group.sink == "info" else _TABLES
        if word in parts:
            self._group.sink = word
        elif word in {"listtext", "pntext"} and self._group.sink == "body":
            self._paragraph.is_item = True
            self._group.sink = ""
        elif word in _PASSED_OVER or (optional and self._group.sink == "body" and word not in {"s", "cs"}):
            self._group.sink = ""
        elif word in _PARAGRAPH_ENDS:
            self._decode()
            if self._group.sink == "body":
                self._end_line()
        elif word in _SYMBOLS:
            self._decode()
            self._add(_SYMBOLS[word])
        elif word in self._words:
            self._words[word](number)

    def _symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self._optional = True
        elif symbol in {b"\r", b"\n"}:
            self._control("par", None)
        elif symbol in {b"\\", b"{", b"}"}:
            self._add_bytes(symbol)
        elif symbol in {b"~", b"_"}:
            self._decode()
            self._add(" " if symbol == b"~" else "-")

    def _unicode(self, number: int | None) -> None:
        self._decode()
        if number is not None and -32_768 <= number <= 65_535:
            self._add(chr(number % 65_536))
        self._skip = self._group.fallback

    def _set_fallback(self, number: int | None) -> None:
        self._group.fallback = min(max(number or 0, 0), 10)

    def _set_code_page(self, number: int | None) -> None:
        codec = f"cp{number}"
        if _is_codec(codec):
            self._result.encoding = self._group.codec = codec

    def _set_macintosh(self, _number: int | None) -> None:
        self._result.encoding = self._group.codec = "mac-roman"

    def _set_font(self, number: int | None) -> None:
        self._decode()
        if self._group.sink == "fonttbl":
            self._font = number or 0
        else:
            self._group.codec = self._fonts.get(number or 0, self._result.encoding)

    def _set_charset(self, number: int | None) -> None:
        if self._group.sink == "fonttbl" and number in _CHARSETS:
            self._fonts[self._font] = _CHARSETS[number]

    def _new_paragraph(self, _number: int | None) -> None:
        self._paragraph = _Paragraph()

    def _set_style(self, number: int | None) -> None:
        if self._group.sink == "stylesheet":
            self._style = number or 0
        else:
            self._paragraph.style = number or 0

    def _set_level(self, number: int | None) -> None:
        is_heading = number is not None and 0 <= number < 9
        if self._group.sink == "stylesheet" and is_heading:
            self._kinds[self._style] = BlockKind.HEADING
        elif self._group.sink == "body":
            self._paragraph.is_heading = is_heading

    def _set_item(self, number: int | None) -> None:
        if self._group.sink == "body":
            self._paragraph.is_item = bool(number)

    def _set_hidden(self, number: int | None) -> None:
        self._decode()
        self._group.hidden = number != 0

    def _show(self, _number: int | None) -> None:
        self._decode()
        self._group.hidden = False

    def _pass_binary(self, number: int | None) -> None:
        self._position += max(0, number or 0)

    def _add_date(self, number: int | None) -> None:
        if self._group.sink == "creatim" and number is not None:
            before = self._result.info.get("creatim", "")
            self._result.info["creatim"] = f"{before}-{number:02}" if before else f"{number:04}"

    # --- text

    def _add_bytes(self, data: bytes) -> None:
        if self._skip:
            passed = min(self._skip, len(data))
            self._skip -= passed
            data = data[passed:]
        self._bytes += data

    def _decode(self) -> None:
        if self._bytes:
            text = self._bytes.decode(self._group.codec or self._result.encoding, "replace")
            self._bytes.clear()
            self._add(text)

    def _add(self, text: str) -> None:
        match self._group.sink:
            case "body" if not self._group.hidden:
                self._text.append(text)
            case "title" | "author":
                self._result.info[self._group.sink] = self._result.info.get(self._group.sink, "") + text
            case "stylesheet":
                self._style_name.append(text)

    def _learn_style(self) -> None:
        name = "".join(self._style_name).strip(" ;").lower()
        self._style_name.clear()
        if name.startswith(("heading", "title", "subtitle")):
            self._kinds[self._style] = BlockKind.HEADING
        elif name.startswith(("quote", "intense quote", "quotations")):
            self._kinds[self._style] = BlockKind.QUOTE
        elif name.startswith(("list bullet", "list number")):
            self._kinds[self._style] = BlockKind.LIST_ITEM
        self._style = 0

    def _end_line(self) -> None:
        self._decode()
        text = one_line(_joined_surrogates("".join(self._text)))
        self._text.clear()
        if text:
            self._result.lines.append(Line(text, self._kind(), after_gap=True))

    def _kind(self) -> BlockKind:
        kind = self._kinds.get(self._paragraph.style)
        if self._paragraph.is_heading or kind is BlockKind.HEADING:
            return BlockKind.HEADING
        if self._paragraph.is_item:
            return BlockKind.LIST_ITEM
        return kind or BlockKind.PARAGRAPH


def _is_codec(name: str) -> bool:
    try:
        codecs.lookup(name)
    except LookupError:
        return False
    return True


def _joined_surrogates(text: str) -> str:
    """Make one character of each pair of surrogates, as RTF writes characters beyond the first 65,536."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
