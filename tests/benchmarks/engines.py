"""The search engines that are compared, each asked in its own language.

Those that are not installed are passed over.
"""

# The engines are annotated in part only.
# mypy: allow-untyped-calls, disable-error-code="attr-defined"

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol, cast

from archive_app.model.article import Article
from archive_app.model.search import Query, Sort
from archive_app.search import SearchIndex
from tests.benchmarks.questions import Question

TOP = 20


class Asked(Protocol):
    """An engine with an index in a folder."""

    def ask(self, question: Question) -> tuple[int, list[int]]:
        """Return how many articles a question finds, or -1 where the engine does not count them, and the best ones."""


class Engine(Asked, Protocol):
    """An engine that makes its index in this process."""

    def __init__(self, folder: Path) -> None: ...

    def add(self, articles: Iterable[Article]) -> None:
        """Take articles that are to be indexed."""

    def finish(self) -> None:
        """Have all that was taken on disk and ready to be searched."""


class Fts5:
    """SQLite's FTS5, without a copy of the texts, with what it filters and sorts by in a table beside it."""

    def __init__(self, folder: Path) -> None:
        self._base = sqlite3.connect(folder / "fts5.sqlite3", isolation_level=None)
        self._base.execute("pragma journal_mode = wal")
        self._base.execute(
            "create virtual table if not exists word using fts5(title, text, content='', tokenize='porter unicode61')"
        )
        self._base.execute("create table if not exists fact(id integer primary key, language text, published integer)")
        self._base.execute("create virtual table if not exists term using fts5vocab(word, row)")

    def add(self, articles: Iterable[Article]) -> None:
        self._base.execute("begin")
        given = list(articles)
        self._base.executemany(
            "insert into word(rowid, title, text) values (?, ?, ?)", ((a.id, a.title, a.body_text) for a in given)
        )
        self._base.executemany(
            "insert into fact values (?, ?, ?)",
            ((a.id, a.language, a.published.toordinal() if a.published else 0) for a in given),
        )
        self._base.execute("commit")

    def finish(self) -> None:
        self._base.execute("pragma wal_checkpoint(truncate)")

    def ask(self, question: Question) -> tuple[int, list[int]]:
        joint = {"any word": " OR ", "long question": " OR "}.get(question.kind, " ")
        match question.kind:
            case "phrase":
                text = f'"{" ".join(question.words)}"'
            case "beginning":
                text = f"{question.words[0]}*"
            case "pattern" | "fuzzy":
                # What FTS5 has instead: the terms that fit, out of its list of terms.
                terms = self._base.execute("select term from term where term glob ?", (_glob(question),)).fetchall()
                text = " OR ".join(f'"{term}"' for (term,) in terms) or '"nothing fits"'
            case _:
                text = joint.join(f'"{word}"' for word in question.words)
        if question.kind == "newest first":
            order, join, values = "f.published desc, f.id", "join fact f on f.id = word.rowid", (text,)
        elif question.days:
            order, join = "rank", "join fact f on f.id = word.rowid and f.language = ? and f.published between ? and ?"
            values = (question.language, *(day.toordinal() for day in question.days), text)  # type: ignore[assignment] # more values
        else:
            order, join, values = "rank", "", (text,)
        found = self._base.execute(
            f"select word.rowid from word {join} where word match ? order by {order} limit {TOP}", values
        ).fetchall()
        return -1, [number for (number,) in found]


def _glob(question: Question) -> str:
    word = question.words[0]
    return word if question.kind == "pattern" else f"{word[:-2]}*"


class Tantivy:
    """Tantivy, with its English stemmer."""

    threads = 1

    def __init__(self, folder: Path) -> None:
        import tantivy

        self._tantivy = tantivy
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("title", tokenizer_name="en_stem")
        builder.add_text_field("text", tokenizer_name="en_stem")
        builder.add_text_field("language", tokenizer_name="raw")
        builder.add_integer_field("id", stored=True, fast=True)
        builder.add_integer_field("published", indexed=True, fast=True)
        self._schema = builder.build()
        path = folder / "tantivy"
        path.mkdir(exist_ok=True)
        self._index = tantivy.Index(self._schema, str(path))
        self._index.reload()
        self._searcher = self._index.searcher()
        self._writer: Any = None

    def add(self, articles: Iterable[Article]) -> None:
        if self._writer is None:
            self._writer = self._index.writer(heap_size=256_000_000, num_threads=self.threads)
        for article in articles:
            self._writer.add_document(
                self._tantivy.Document(
                    id=article.id,
                    title=article.title,
                    text=article.body_text,
                    language=article.language or "",
                    published=article.published.toordinal() if article.published else 0,
                )
            )

    def finish(self) -> None:
        self._writer.commit()
        self._writer.wait_merging_threads()

    def ask(self, question: Question) -> tuple[int, list[int]]:
        query_of = self._tantivy.Query
        occur = self._tantivy.Occur
        fields = ["title", "text"]
        word = question.words[0]
        match question.kind:
            case "phrase":
                query = self._index.parse_query(f'"{" ".join(question.words)}"', fields)
            case "beginning":
                query = self._any(query_of.regex_query(self._schema, field, f"{word}.*") for field in fields)
            case "pattern":
                query = self._any(
                    query_of.regex_query(self._schema, field, word.replace("*", ".*")) for field in fields
                )
            case "fuzzy":
                query = self._any(
                    query_of.fuzzy_term_query(self._schema, field, word, 1, True, False) for field in fields
                )
            case "any word" | "long question":
                query = self._index.parse_query(" ".join(question.words), fields)
            case _:
                query = self._index.parse_query(" ".join(f"+{word}" for word in question.words), fields)
        if question.days:
            first, last = (day.toordinal() for day in question.days)
            days = query_of.range_query(self._schema, "published", self._tantivy.FieldType.Integer, first, last)
            language = query_of.term_query(self._schema, "language", question.language)
            query = query_of.boolean_query([(occur.Must, query), (occur.Must, days), (occur.Must, language)])
        if question.kind == "newest first":
            found = self._searcher.search(query, TOP, order_by_field="published")
        else:
            found = self._searcher.search(query, TOP)
        return cast("Any", found).count, [self._searcher.doc(place)["id"][0] for _, place in found.hits]

    def _any(self, queries: Iterable[Any]) -> Any:
        should = self._tantivy.Occur.Should
        return self._tantivy.Query.boolean_query([(should, query) for query in queries])


class TantivyTwo(Tantivy):
    """Tantivy with two threads."""

    threads = 2


class StockWhoosh:
    """Whoosh with its own index format and a stemming analyzer."""

    def __init__(self, folder: Path) -> None:
        from whoosh import fields, index
        from whoosh.analysis import StemmingAnalyzer

        path = folder / "whoosh"
        text = StemmingAnalyzer(stoplist=None, cachesize=-1)
        schema = fields.Schema(
            id=fields.NUMERIC(stored=True),
            title=fields.TEXT(text),
            text=fields.TEXT(text),
            language=fields.ID(),
            published=fields.NUMERIC(sortable=True),
        )
        if path.exists():
            self._index = index.open_dir(str(path))
        else:
            path.mkdir()
            self._index = index.create_in(str(path), schema)
        self._writer: Any = None
        self._searcher: Any = None

    def add(self, articles: Iterable[Article]) -> None:
        if self._writer is None:
            self._writer = self._index.writer(limitmb=256)
        for article in articles:
            published = article.published.toordinal() if article.published else 0
            self._writer.add_document(
                id=article.id,
                title=article.title,
                text=article.body_text,
                language=article.language,
                published=published,
            )

    def finish(self) -> None:
        self._writer.commit()

    def ask(self, question: Question) -> tuple[int, list[int]]:
        from whoosh import qparser, query

        if self._searcher is None:
            self._searcher = self._index.searcher()
            self._parsers = {
                group: qparser.MultifieldParser(["title", "text"], self._index.schema, group=group)
                for group in (qparser.OrGroup, qparser.AndGroup)
            }
            for parser in self._parsers.values():
                parser.add_plugin(qparser.FuzzyTermPlugin())
        any_word = question.kind in {"any word", "long question"}
        parser = self._parsers[qparser.OrGroup if any_word else qparser.AndGroup]
        word = question.words[0]
        text = {"phrase": f'"{" ".join(question.words)}"', "beginning": f"{word}*", "fuzzy": f"{word}~1"}.get(
            question.kind, " ".join(question.words)
        )
        filtered = None
        if question.days:
            first, last = (day.toordinal() for day in question.days)
            language = query.Term("language", question.language)
            filtered = query.And([language, query.NumericRange("published", first, last)])
        newest = {"sortedby": "published", "reverse": True} if question.kind == "newest first" else {}
        found = self._searcher.search(parser.parse(text), limit=TOP, filter=filtered, **newest)
        return -1, [hit["id"] for hit in found]


class Ours:
    """The index of this project, as the app asks it, without snippets. `SearchIndex.fill` makes it."""

    def __init__(self, folder: Path) -> None:
        self._index = SearchIndex(folder / "ours")

    def ask(self, question: Question) -> tuple[int, list[int]]:
        word = question.words[0]
        joint = " OR " if question.kind == "any word" else " "
        text = {
            "phrase": f'"{" ".join(question.words)}"', "beginning": f"{word}*", "fuzzy": f"{word}~1",
        }.get(question.kind, joint.join(question.words))  # fmt: skip
        if question.days:
            text += f" lang:{question.language} date:{_day(question.days[0])}..{_day(question.days[1])}"
        sort = Sort.NEWEST if question.kind == "newest first" else Sort.RELEVANCE
        found: list[int] = []
        results = self._index.search(Query(text, sort=sort, limit=TOP), keep(found))
        return results.total, found


def keep(found: list[int]) -> Callable[[Sequence[int]], Mapping[int, Article]]:
    """Return what the index asks for texts: it is told the ids, of which it keeps the last, and gives no texts."""

    def load(ids: Sequence[int]) -> Mapping[int, Article]:
        found[:] = ids
        return {}

    return load


def _day(day: date) -> str:
    return day.isoformat()


ENGINES: dict[str, type[Engine]] = {
    "FTS5": Fts5,
    "tantivy, 1 thread": Tantivy,
    "tantivy, 2 threads": TantivyTwo,
    "stock Whoosh": StockWhoosh,
}
"""All but ours."""
_NEEDS = {"tantivy, 1 thread": "tantivy", "tantivy, 2 threads": "tantivy"}


def installed() -> list[str]:
    """Return the names of the engines that can be measured here."""
    return [name for name in ENGINES if find_spec(_NEEDS.get(name, "sqlite3"))]
