"""What a drag, a drop or the clipboard hands over: files to import, or text to paste as an article. No window."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QMimeData

from archive_app.gui.browser_mime import Fragment, links, page_address
from archive_app.gui.dates import counted
from archive_app.model.article import Original

# Says that the bytes are UTF-8, whatever charset a pasted page declares.
_UTF8_MARK = b"\xef\xbb\xbf"

_HOW_TO_SAVE = (
    "This program works offline and opens no page. "
    "In the browser, use File > Save Page As or the SingleFile extension, and drop the saved file here."
)


@dataclass(frozen=True, slots=True)
class HandedOver:
    """Sources for an import, and the number of links beside them, which are never followed."""

    sources: tuple[Path | Original, ...] = ()
    links: int = 0

    @property
    def invitation(self) -> tuple[str, str]:
        """What a drop would do, as a title and a note."""
        files = [source for source in self.sources if isinstance(source, Path)]
        left_out = f"{counted(self.links, 'link')} will be left out" if self.links else ""
        if len(files) == 1:
            what = "folder" if files[0].is_dir() else "file"
            return f"Drop to import this {what}", left_out or files[0].name
        if files:
            return f"Drop to import {len(files):,} items", left_out or "Files, and everything in folders"
        if not self.sources:
            return "This is a link" if self.links == 1 else "These are links", "Save the page first, then drop the file"
        return "Drop to keep this text as an article", "The selection is stored as it is"

    @property
    def about_links(self) -> str:
        """What to tell about the links: why they are not imported and what to do instead; empty without links."""
        if not self.links:
            return ""
        if self.sources:
            was = "was" if self.links == 1 else "were"
            return f"{counted(self.links, 'link')} {was} left out; the rest is imported. {_HOW_TO_SAVE}"
        return f"{'That is a link' if self.links == 1 else 'Those are links'}, not a saved page. {_HOW_TO_SAVE}"


def handed_over(data: QMimeData | None) -> HandedOver | None:
    """What can be imported of it, or None where nothing can. An empty clipboard holds None."""
    if data is None:
        return None
    linked = links(data)
    files = tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    if files:
        return HandedOver(files, len(linked))
    markup = data.html() if data.hasHtml() else ""
    fragment = Fragment(markup)
    if linked and not fragment.text_beside_links:
        return HandedOver(links=len(linked))
    # The links of a selection belong to it: they are not what was dragged.
    original = _page(data, markup, fragment) or _text(data)
    return HandedOver((original,)) if original else None


def _page(data: QMimeData, markup: str, fragment: Fragment) -> Original | None:
    """The fragment as a file, with its page's address as browsers note it in saved pages.

    HTML that says no more than the plain text beside it, such as a code editor's colours, is not preferred to that.
    """
    address = page_address(data)
    plain = data.hasText() and data.text().strip()
    if not fragment.text or (plain and not fragment.structured and address is None):
        return None
    saved_from = f"<!-- saved from url=({len(address):04}){address} -->\n" if address else ""
    return Original(f"{_name()}.html", _UTF8_MARK + _encoded(saved_from + markup))


def _text(data: QMimeData) -> Original | None:
    if not data.hasText() or not data.text().strip():
        return None
    return Original(f"{_name()}.txt", _UTF8_MARK + _encoded(data.text()))


def _name() -> str:
    return f"Pasted {datetime.now():%Y-%m-%d %H.%M.%S}"  # noqa: DTZ005 - a name in the person's own time


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")
