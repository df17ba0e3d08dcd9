"""What the window calls the values of facets: languages, formats, roles of outlets, and what is to be checked."""

from PySide6.QtCore import QLocale

ROLES = {
    "outlet": "Credited or publisher",
    "credited": "Credited",
    "further": "Further reading",
    "publisher": "Publisher",
}
"""The roles that outlets are shown in, by their facets."""

STARRED = "starred"

REMARKS = {
    "no-credit": ("No credit", "Articles that name no source"),
    "unlisted": ("Credit not in closing list", "The outlet credited is missing in the list of further reading"),
    "mismatched": ("Credits another outlet", "The page comes from another known outlet than the one it credits"),
    "unsure": ("Guessed values", "A title, date or other part was guessed"),
    "no-date": ("No date", "Articles without a date of publication"),
    "no-takeaways": ("No takeaways", "Articles that state no takeaways"),
}
"""The marks of what needs attention: a name, and what it means."""

_FORMATS = {
    "html": "Web page",
    "singlefile": "Web page (SingleFile)",
    "mhtml": "Web page (MHTML)",
    "warc": "Web archive",
    "text": "Plain text",
    "markdown": "Markdown",
    "eml": "Mail",
    "pdf": "PDF",
    "epub": "EPUB",
    "docx": "Word",
    "odt": "OpenDocument",
    "rtf": "Rich text (RTF)",
    "wallabag": "wallabag export",
    "omnivore": "Omnivore export",
}


def value_name(facet: str, value: str) -> str:
    """The name of a facet's value, which is its own name where the window has none for it."""
    if facet == "format":
        return _FORMATS.get(value, value)
    if facet == "language":
        language = QLocale.codeToLanguage(value)
        return value if language is QLocale.Language.AnyLanguage else QLocale.languageToString(language)
    return value
