"""Tell the folders in which browsers keep the pictures and frames of a page that they save."""

from collections.abc import Collection

SAVED_PAGE_SUFFIXES = (".html", ".htm", ".xhtml")

_FOLDER_SUFFIXES = (
    *("_files", ".files", "-Dateien", "_fichiers", "_bestanden", "_file", "_archivos", "-filer", "_tiedostot"),
    *("_pliki", "_soubory", "_elemei", "_ficheiros", "_arquivos", "_dosyalar", "_datoteke", "_fitxers", "_failid"),
    *("_fails", "_bylos", "_fajlovi", "_fitxategiak"),
)
"""What follows the page's name in the languages of browsers; Windows treats these folders and their pages as one."""


def page_stem(file: str) -> str | None:
    """Return the name that a saved page shares with its folder, or None for another file."""
    return file.rpartition(".")[0] if file.lower().endswith(SAVED_PAGE_SUFFIXES) else None


def belongs_to(folder: str, pages: Collection[str | None]) -> bool:
    """Say whether a folder holds the files of one of the pages beside it, whose stems are given."""
    return any(folder.endswith(suffix) and folder.removesuffix(suffix) in pages for suffix in _FOLDER_SUFFIXES)


def may_belong_to_page(folder: str) -> bool:
    """Say whether a folder is named as one that holds the files of a page, which may not be there yet."""
    return folder.endswith(_FOLDER_SUFFIXES)
