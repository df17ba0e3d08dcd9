"""What a drag, a drop or the clipboard hands over: files to import, or text to paste as an article. No window."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QMimeData

from archive_app.model.article import Original

# Says that the bytes are UTF-8, whatever charset a pasted page declares.
_UTF8_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class HandedOver:
    """Sources for an import. `remote` says that there were addresses of pages, which are never fetched."""

    sources: tuple[Path | Original, ...] = ()
    remote: bool = False

    @property
    def invitation(self) -> tuple[str, str]:
        """What a drop would do, as a title and a note."""
        files = [source for source in self.sources if isinstance(source, Path)]
        if len(files) == 1:
            what = "folder" if files[0].is_dir() else "file"
            return f"Drop to import this {what}", files[0].name
        if files:
            return f"Drop to import {len(files):,} items", "Files, and everything in folders"
        if self.remote:
            return "This is a link, not a saved page", "Save the page first, then drop the file"
        return "Drop to keep this text as an article", "The selection is stored as it is"


def handed_over(data: QMimeData | None) -> HandedOver | None:
    """What can be imported of it, or None where nothing can. An empty clipboard holds None."""
    if data is None:
        return None
    if data.hasUrls():
        files = tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
        if files:
            return HandedOver(files)
        return HandedOver(remote=True)
    name = f"Pasted {datetime.now():%Y-%m-%d %H.%M.%S}"  # noqa: DTZ005 - a name in the person's own time
    if data.hasHtml() and data.html().strip():
        return HandedOver((Original(f"{name}.html", _UTF8_MARK + _encoded(data.html())),))
    if data.hasText() and data.text().strip():
        return HandedOver((Original(f"{name}.txt", _UTF8_MARK + _encoded(data.text())),))
    return None


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")
