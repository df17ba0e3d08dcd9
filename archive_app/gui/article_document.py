"""An article as a document: built block by block with a cursor, so that no text of an article is ever read as markup.

Also says where things are in it: hits, takeaways, the card around them, chips and quotes, which the view paints.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextListFormat,
    QTextOption,
)

from archive_app.gui.appearance import Appearance
from archive_app.gui.article_text import Chip, ChipStyle, Fact, LitArticle, chips, facts
from archive_app.gui.provenance_text import doubt
from archive_app.gui.text_pieces import pieces
from archive_app.gui.text_spans import isolated, qt_spans, runs_right_to_left, showable
from archive_app.model.article import Article, Block, BlockKind, Part
from archive_app.model.search import Span

# A first part is shown at once; more than this takes Qt a visible time to lay out.
PART_CHARACTERS = 300_000

_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})

MORE = "more:"
CHIP = "chip:"
DOUBT = "doubt:"


def stands_on_the_right(article: Article) -> bool:
    """Whether an article's language is written from the right."""
    return article.language in _RIGHT_TO_LEFT if article.language else runs_right_to_left(article.title)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one of an article's passages: where it begins there and in the document, and its text."""

    passage: int
    start: int
    position: int
    text: str


@dataclass
class Places:
    """Where the parts of a shown article are, as positions in its document; the passages that are not in it yet."""

    pieces: list[Piece] = field(default_factory=list)
    hidden: range = range(0)
    takeaways: list[int] = field(default_factory=list)
    card: tuple[int, int] | None = None
    suggested: tuple[int, int] | None = None
    doubts: list[tuple[int, int]] = field(default_factory=list)
    chips: list[tuple[int, int, Chip]] = field(default_factory=list)
    quotes: list[int] = field(default_factory=list)
    complete: bool = True

    def hits(self, lit: LitArticle) -> list[Span]:
        """Where the hits of this article come to be in the document, sorted."""
        found: list[Span] = []
        passages = lit.passages
        for piece in self.pieces:
            start, end = piece.start, piece.start + len(piece.text)
            inside = [
                (first - start, last - start) for first, last in passages[piece.passage] if first < end and last > start
            ]
            found += [(piece.position + first, piece.position + last) for first, last in qt_spans(piece.text, inside)]
        return found

    def hidden_hits(self, lit: LitArticle) -> int:
        """How many hits are in the passages that are not in the document yet."""
        passages = lit.passages
        return sum(len(passages[number]) for number in self.hidden)


class ArticleDocument:
    """Writes one article into a document; its hits are found in `Places` and change nothing of it."""

    def __init__(
        self, document: QTextDocument, appearance: Appearance, lit: LitArticle, *, suggestions: bool = True
    ) -> None:
        self._document = document
        self._look = appearance
        self._lit = lit
        self._suggested = lit.article.suggested_takeaways if suggestions else ()
        self._places = Places()
        self._cursor = QTextCursor(document)
        self._first = True
        self._right = stands_on_the_right(lit.article)

    def write(self, characters: int = PART_CHARACTERS) -> Places:
        """Fill the document with the article's head, its takeaways, and about so many characters of its text."""
        self._document.clear()
        self._document.setUndoRedoEnabled(False)
        self._document.setDocumentMargin(0)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._document.setDefaultTextOption(option)
        self._cursor.beginEditBlock()
        self._write_head()
        if self._lit.article.takeaways:
            self._write_takeaways()
        elif self._suggested:
            self._write_suggested()
        self._write_text(characters)
        self._cursor.endEditBlock()
        return self._places

    def _write_head(self) -> None:
        article, look = self._lit.article, self._look
        title = self._text_format(look.font(25, semibold=True))
        self._passage(article.title, self._block_format(bottom=6), title, number=0)
        if not article.title_derived:
            self._write_doubt(Part.TITLE)
        if stated := facts(article):
            self._write_facts(stated)
        if shown := chips(article):
            self._write_chips(shown)

    def _write_facts(self, stated: Sequence[Fact]) -> None:
        quiet = self._text_format(self._look.font(13), "quiet")
        whole = showable(" ".join(fact.text for fact in stated))
        self._start_block(self._directed(self._block_format(bottom=6), whole), quiet)
        for number, fact in enumerate(stated):
            # In a line that runs from the right, each fact keeps the order of its own words.
            text = isolated(fact.text) if runs_right_to_left(whole) else fact.text
            self._cursor.insertText(("  ·  " if number else "") + showable(text), quiet)
            if fact.part is not None:
                self._write_doubt(fact.part)

    def _write_doubt(self, part: Part) -> None:
        """A question mark behind a value that is not sure; the view paints a ring around it."""
        sentence = doubt(self._lit.article, part)
        if not sentence:
            return
        mark = self._text_format(self._look.font(11, semibold=True), "quiet")
        mark.setToolTip(sentence)
        mark.setAnchor(True)
        mark.setAnchorHref(DOUBT + part.value)
        self._cursor.insertText("\N{NO-BREAK SPACE}", self._apart(mark, 6))
        start = self._cursor.position()
        self._cursor.insertText("?", mark)
        self._places.doubts.append((start, start + 1))
        self._cursor.insertText("\N{NO-BREAK SPACE}", mark)

    def _write_chips(self, shown: Sequence[Chip]) -> None:
        """Words with room around them; the view paints the chips' shapes behind."""
        block = self._block_format(top=4, bottom=8)
        block.setLineHeight(self._look.pixels(34), QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
        gap = self._apart(self._text_format(self._look.font(12)), 7)
        for number, chip in enumerate(shown):
            role = {ChipStyle.FILLED: "accent", ChipStyle.ATTENTION: "attention"}.get(chip.style, "text")
            if chip.style is ChipStyle.QUIET:
                role = "quiet"
            words = self._text_format(self._look.font(12, semibold=chip.style is ChipStyle.FILLED), role)
            if chip.outlet is not None:
                words.setAnchor(True)
                words.setAnchorHref(f"{CHIP}{number}")
                words.setToolTip("Show the articles that name this outlet")
            elif chip.note:
                words.setToolTip(chip.note)
            padding = self._apart(words, 7)
            if number == 0:
                self._start_block(self._directed(block, ""), gap)
            else:
                self._cursor.insertText(" ", gap)
            start = self._cursor.position()
            self._cursor.insertText("\N{NO-BREAK SPACE}", padding)
            self._cursor.insertText(showable(chip.text).replace(" ", "\N{NO-BREAK SPACE}"), words)
            self._cursor.insertText("\N{NO-BREAK SPACE}", padding)
            self._places.chips.append((start, self._cursor.position(), chip))

    def _write_takeaways(self) -> None:
        look = self._look
        head = self._block_format(top=36, bottom=6, inset=20)
        self._passage("Key takeaways", head, self._text_format(look.font(12, semibold=True), "quiet"))
        self._write_doubt(Part.TAKEAWAYS)
        start = self._cursor.block().position()
        numbers = self._text_format(look.font(14, semibold=True), "accent")
        words = self._text_format(look.font(14))
        style = QTextListFormat()
        style.setStyle(QTextListFormat.Style.ListDecimal)
        style.setIndent(0)
        made = None
        for number, text in enumerate(self._lit.article.takeaways, 1):
            block = self._block_format(bottom=9, inset=20, line_height=122)
            block.setLeftMargin(look.pixels(20 + 22))
            self._passage(text, block, words, number=number, split=False)
            self._cursor.setBlockCharFormat(numbers)
            if made is None:
                made = self._cursor.createList(style)
            else:
                made.add(self._cursor.block())
            self._places.takeaways.append(self._cursor.block().position())
        last = self._cursor.block()
        self._places.card = (start, last.position())

    def _write_suggested(self) -> None:
        """Sentences of the text that may serve as takeaways: unlike stated ones they have no numbers and no hits."""
        look = self._look
        head = self._block_format(top=36, bottom=6, inset=20)
        self._passage("Suggested takeaways", head, self._text_format(look.font(12, semibold=True), "quiet"))
        quiet = self._text_format(look.font(12), "quiet")
        self._cursor.insertText(" — picked from the text by the app", quiet)
        start = self._cursor.block().position()
        style = QTextListFormat()
        style.setStyle(QTextListFormat.Style.ListDisc)
        style.setIndent(0)
        made = None
        for text in self._suggested:
            block = self._block_format(bottom=9, inset=20, line_height=122)
            block.setLeftMargin(look.pixels(20 + 22))
            self._passage(text, block, self._text_format(look.font(13)), split=False)
            self._cursor.setBlockCharFormat(_bullet(quiet))
            if made is None:
                made = self._cursor.createList(style)
            else:
                made.add(self._cursor.block())
        self._places.suggested = (start, self._cursor.block().position())

    def _write_text(self, characters: int) -> None:
        look, article = self._look, self._lit.article
        body = self._text_format(look.reading_font())
        room = characters
        blocks = article.blocks
        first = 1 + len(article.takeaways)
        for number, block in enumerate(blocks):
            if room <= 0:
                self._places.hidden = range(first + number, first + len(blocks))
                self._write_more(sum(len(rest.text) for rest in blocks[number:]))
                return
            room -= len(block.text)
            top = (38 if article.takeaways or self._suggested else 18) if number == 0 else 0
            goes_on = number + 1 < len(blocks) and blocks[number + 1].kind is BlockKind.LIST_ITEM
            self._write_body_block(block, body, number=first + number, top=top, goes_on=goes_on)

    def _write_body_block(self, block: Block, body: QTextCharFormat, *, number: int, top: int, goes_on: bool) -> None:
        """Write a block of the text, the article's passage of this number; `goes_on` says that a list item follows."""
        look = self._look
        if block.kind is BlockKind.HEADING:
            form = self._block_format(top=max(top, 14), bottom=8, line_height=130)
            self._passage(block.text, form, self._text_format(look.font(18, semibold=True)), number=number)
            return
        form = self._block_format(top=top, bottom=14, line_height=None)
        form.setLineHeight(look.pixels(16 * 1.62), QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
        if block.kind is BlockKind.QUOTE:
            form.setLeftMargin(look.pixels(20))
            form.setRightMargin(look.pixels(20))
        elif block.kind is BlockKind.LIST_ITEM:
            form.setLeftMargin(look.pixels(24))
            form.setBottomMargin(look.pixels(5 if goes_on else 14))
        self._passage(block.text, form, body, number=number)
        if block.kind is BlockKind.QUOTE:
            self._places.quotes.append(self._cursor.block().position())
        elif block.kind is BlockKind.LIST_ITEM:
            style = QTextListFormat()
            style.setStyle(QTextListFormat.Style.ListDisc)
            style.setIndent(0)
            self._cursor.setBlockCharFormat(_bullet(body))
            self._cursor.createList(style)

    def _write_more(self, characters: int) -> None:
        self._places.complete = False
        link = self._text_format(self._look.font(14, semibold=True), "accent")
        link.setAnchor(True)
        link.setAnchorHref(MORE)
        text = f"Show more ({characters:,} characters left)"
        self._passage(text, self._block_format(top=8, bottom=20), link)

    def _passage(
        self,
        text: str,
        block: QTextBlockFormat,
        look: QTextCharFormat,
        *,
        number: int | None = None,
        split: bool = True,
    ) -> None:
        """Write one text as a block, or as several where it is too long for one.

        A passage of the article has its number, and it is noted where that comes to be.
        """
        shown = showable(text)
        block = self._directed(block, shown)
        for start, end in pieces(shown) if split else [(0, len(shown))]:
            piece = shown[start:end]
            self._start_block(block, look)
            if number is not None:
                self._places.pieces.append(Piece(number, start, self._cursor.position(), piece))
            self._cursor.insertText(piece, look)
            block = QTextBlockFormat(block)
            block.setTopMargin(0)

    def _start_block(self, block: QTextBlockFormat, look: QTextCharFormat) -> None:
        if self._first:
            self._cursor.setBlockFormat(block)
            self._cursor.setBlockCharFormat(look)
        else:
            self._cursor.insertBlock(block, look)
        # A block after a list item would join its list.
        if (joined := self._cursor.currentList()) is not None:
            joined.remove(self._cursor.block())
            self._cursor.setBlockFormat(block)
        self._first = False

    def _directed(self, form: QTextBlockFormat, text: str) -> QTextBlockFormat:
        """The format for a text that runs as its own letters do and stands on the article's side of the column."""
        made = QTextBlockFormat(form)
        right = runs_right_to_left(text)
        made.setLayoutDirection(Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight)
        side = Qt.AlignmentFlag.AlignRight if right or self._right else Qt.AlignmentFlag.AlignLeft
        made.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        if right:
            made.setLeftMargin(form.rightMargin())
            made.setRightMargin(form.leftMargin())
        return made

    def _block_format(
        self, *, top: float = 0, bottom: float = 0, inset: float = 0, line_height: int | None = None
    ) -> QTextBlockFormat:
        made = QTextBlockFormat()
        made.setTopMargin(self._look.pixels(top))
        made.setBottomMargin(self._look.pixels(bottom))
        made.setLeftMargin(self._look.pixels(inset))
        made.setRightMargin(self._look.pixels(inset))
        if line_height is not None:
            made.setLineHeight(line_height, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        return made

    def _text_format(self, font: QFont, role: str = "text") -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFont(font)
        made.setForeground(self._look.theme.color(role))
        made.clearProperty(QTextFormat.Property.FontUnderline)
        return made

    def _apart(self, form: QTextCharFormat, room: int) -> QTextCharFormat:
        """The same letters with room behind each."""
        made = QTextCharFormat(form)
        made.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
        made.setFontLetterSpacing(self._look.pixels(room))
        return made


def _bullet(form: QTextCharFormat) -> QTextCharFormat:
    """The letters of a list item's block: Qt puts its bullet one space before the text, so that is a wide one."""
    made = QTextCharFormat(form)
    made.setFontStretch(250)
    return made
