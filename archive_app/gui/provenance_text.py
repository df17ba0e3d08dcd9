"""What the window calls the parts of an article, and how it says where a value comes from and whether it is sure."""

from archive_app.model.article import Article, Origin, Part, Provenance

PART_NAMES = {
    Part.TITLE: "Title",
    Part.BYLINE: "Byline",
    Part.PUBLISHED: "Published",
    Part.SITE_NAME: "Site",
    Part.URL: "Address",
    Part.LANGUAGE: "Language",
    Part.TAKEAWAYS: "Takeaways",
    Part.CREDITS: "Credits",
    Part.BODY: "Text",
}

DERIVED = "The document states no title: this one was made from the text."

_SOURCES = {
    Origin.STRUCTURED: "the page's data for machines",
    Origin.META: "the page's meta tags",
    Origin.MARKED: "an element that the page marks",
    Origin.WORDED: "a line of the text",
    Origin.FILE: "the file's own data",
    Origin.ADDRESS: "the web address",
    Origin.GUESSED: "the text",
}


def where_from(provenance: Provenance) -> str:
    """A value's origin and the rule that found it, as a phrase: “from the web address (date in the path)”."""
    if provenance.origin is Origin.EDITED:
        return "edited by hand"
    guessed = "guessed from" if provenance.origin is Origin.GUESSED or not provenance.sure else "from"
    source = _SOURCES[provenance.origin]
    # A rule may name no more than the source itself.
    rule = provenance.rule if provenance.rule != source else ""
    return f"{guessed} {source} ({rule})" if rule else f"{guessed} {source}"


def doubt(article: Article, part: Part) -> str:
    """Why a part's value is not sure, as a sentence; empty where it is sure or nothing is known of it."""
    provenance = article.provenance.get(part)
    if provenance is None or provenance.sure:
        return ""
    noun = "date" if part is Part.PUBLISHED else PART_NAMES[part].lower()
    return f"The {noun} may be wrong: {where_from(provenance)}."
