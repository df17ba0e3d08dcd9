"""What the window says of the fields of a query, and what it calls their values: languages, formats, roles, remarks."""

from PySide6.QtCore import QLocale

ROLES = {
    "outlet": "Credited or publisher",
    "credited": "Credited",
    "further": "Further reading",
    "publisher": "Publisher",
}
"""The roles that outlets are shown in, by their facets."""

FIELDS = {
    "title": "Words of the title",
    "takeaway": "Words of a takeaway",
    "text": "Words of the text",
    "credit": "An outlet that is credited or named to read on",
    "by": "Who wrote it",
    "site": "The site's name",
    "lang": "A language",
    "type": "A kind of file",
    "outlet": "An outlet that is credited or has published it",
    "credited": "An outlet that is credited",
    "further": "An outlet named to read on",
    "publisher": "Who published it",
    "tag": "A tag of yours",
    "is": "What is starred, corrected or to be checked",
    "has": "What has a note, takeaways, a date…",
    "date": "When it was published",
    "after": "Published since then",
    "before": "Published before then",
}
"""What each field of a query finds."""

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
