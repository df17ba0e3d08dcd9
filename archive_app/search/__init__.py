"""Where is it said? Schema, analysis, query, snippets; the only package that knows Whoosh."""

from archive_app.search.highlight import Highlighter
from archive_app.search.index import SearchIndex

__all__ = ["Highlighter", "SearchIndex"]
