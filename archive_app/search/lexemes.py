"""Cut a query into what the language tells apart: phrases, brackets, signs, fields before a group, and the rest."""

import re
from dataclasses import dataclass

from archive_app.search.syntax import FIELDS, OPERATORS

QUOTES = '"“”„‟«»＂「」『』'

_LEXEME = re.compile(
    rf"[{QUOTES}](?P<phrase>[^{QUOTES}]*)[{QUOTES}]"
    r"|(?P<bracket>[()])"
    rf"|(?<![^\s({QUOTES}])(?P<sign>[+-])(?=[^\s+-])"
    rf"|(?P<field>(?:{'|'.join(FIELDS)})):(?=\(|[{QUOTES}][^{QUOTES}]*[{QUOTES}])"
    rf"|(?P<chunk>[^\s(){QUOTES}]+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Lexeme:
    """`kind` is "phrase", "bracket", "sign", "field" or "chunk"; `open` marks a word that is still being typed.

    `glued` says that it stands right after the one before, without a space. It is `query[start:end]`.
    """

    kind: str
    text: str
    open: bool = False
    glued: bool = False
    start: int = 0
    end: int = 0

    @property
    def opens(self) -> bool:
        """Whether this is an opening bracket."""
        return self.kind == "bracket" and self.text == "("

    @property
    def closes(self) -> bool:
        """Whether this is a closing bracket."""
        return self.kind == "bracket" and self.text == ")"

    @property
    def operator(self) -> str | None:
        """The operator this is, if it is one."""
        return self.text if self.kind == "chunk" and self.text in OPERATORS else None


def lexemes(text: str, *, prefix: bool = False) -> list[Lexeme]:
    """Cut a query up; `prefix` takes a word at the very end as unfinished. Quotes that stand alone are left out."""
    found: list[Lexeme] = []
    last = -1
    for match in _LEXEME.finditer(text):
        if match.lastgroup is not None:
            unfinished = prefix and match.end() == len(text)
            glued = match.start() == last
            found.append(Lexeme(match.lastgroup, match[match.lastgroup], unfinished, glued, *match.span()))
        last = match.end()
    return found


def has_lone_quote(text: str) -> bool:
    """Say whether a quote is left over when all phrases are taken out."""
    return any(quote in QUOTES for quote in _LEXEME.sub("", text))
