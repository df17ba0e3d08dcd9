"""Ranking quality on test collections: documents, questions as people wrote them, and which documents answer them.

Reads collections in the SMART format (CISI, CRAN and MED are public) from a folder that has one folder for each, and
prints nDCG@10 and mean average precision of several engines, asked with the questions as they are.
"""

# The engines are annotated in part only.
# mypy: allow-untyped-calls, disable-error-code="attr-defined"

import math
import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from archive_app.model.article import Article, Block, BlockKind
from archive_app.model.search import Query
from archive_app.search import SearchIndex

_TOP = 1000
_PAGE = 10
_FILES = {"*.ALL": "documents", "*.all.1400": "documents", "*.QRY": "questions", "*.qry": "questions"}


class Collection(NamedTuple):
    """Documents (title and text) and questions by their numbers, and the numbers of each question's answers."""

    name: str
    documents: Mapping[str, tuple[str, str]]
    questions: Mapping[str, str]
    answers: Mapping[str, frozenset[str]]


Engine = Callable[[Collection, int], Mapping[str, list[str]]]


def measure(folder: Path) -> None:
    """Print a table of all collections of a folder."""
    engines: dict[str, Engine] = {"FTS5": fts5, "stock Whoosh": whoosh, "ours": ours}
    if find_spec("tantivy"):
        engines["tantivy"] = tantivy
    print("| | " + " | ".join(f"{name} nDCG@10 | MAP" for name in engines) + " |")
    for place in sorted(path for path in folder.iterdir() if path.is_dir()):
        if (collection := read(place)) is None:
            continue
        figures = [scored(engine(collection, _TOP), collection.answers) for engine in engines.values()]
        print(
            f"| {collection.name} | " + " | ".join(f"{ndcg:.4f} | {ap:.4f}" for ndcg, ap in figures) + " |", flush=True
        )


def read(folder: Path) -> Collection | None:
    """Return the collection of a folder; None if there is none."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for pattern, what in _FILES.items():
        for path in folder.glob(pattern):
            found[what] = _records(path.read_text("latin-1"))
    judged = [*folder.glob("*.REL"), *folder.glob("*qrel")]
    if len(found) < 2 or not judged:
        return None
    # Cranfield numbers its questions anew in the judgements.
    renumbered = judged[0].name.endswith("qrel")
    questions = {
        str(at) if renumbered else number: parts.get("W", "")
        for at, (number, parts) in enumerate(found["questions"].items(), start=1)
    }
    answers = _answers(judged[0].read_text("latin-1"), questions)
    documents = {number: (parts.get("T", ""), parts.get("W", "")) for number, parts in found["documents"].items()}
    return Collection(folder.name, documents, {n: text for n, text in questions.items() if n in answers}, answers)


def _records(text: str) -> dict[str, dict[str, str]]:
    records = {}
    for block in re.split(r"(?m)^\.I\s+", text)[1:]:
        number, _, rest = block.partition("\n")
        parts = re.split(r"(?m)^\.([A-Z])\s*$", rest)
        records[number.strip()] = {
            name: " ".join(part.split()) for name, part in zip(parts[1::2], parts[2::2], strict=True)
        }
    return records


def _answers(text: str, questions: Iterable[str]) -> dict[str, frozenset[str]]:
    rows = [line.split() for line in text.splitlines() if len(line.split()) >= 2]
    # Four columns as TREC has them: question, nothing, document, judgement. Otherwise: question, document, judgement.
    as_trec = all(len(row) == 4 and row[1] == "0" and row[3] in {"0", "1"} for row in rows)
    answers: dict[str, set[str]] = {}
    for row in rows:
        if as_trec:
            answers.setdefault(row[0], set()).add(row[2])
        elif len(row) != 3 or int(row[2]) >= 1:
            answers.setdefault(row[0], set()).add(row[1])
    return {number: frozenset(answers[number]) for number in questions if answers.get(number)}


def scored(ranked: Mapping[str, list[str]], answers: Mapping[str, frozenset[str]]) -> tuple[float, float]:
    """Return nDCG@10 with gains of 1, and mean average precision."""
    ndcg = precision = 0.0
    for question, wanted in answers.items():
        found = ranked.get(question, [])
        gain = sum(1 / math.log2(at + 2) for at, document in enumerate(found[:10]) if document in wanted)
        ndcg += gain / sum(1 / math.log2(at + 2) for at in range(min(10, len(wanted))))
        places = [at for at, document in enumerate(found, start=1) if document in wanted]
        precision += sum(hits / place for hits, place in enumerate(places, start=1)) / len(wanted)
    return ndcg / len(answers), precision / len(answers)


def fts5(collection: Collection, top: int) -> Mapping[str, list[str]]:
    """Rank with FTS5, any word, titles weighing twice."""
    base = sqlite3.connect(":memory:")
    base.execute("create virtual table t using fts5(id unindexed, title, body, tokenize='porter unicode61')")
    base.executemany(
        "insert into t values (?, ?, ?)", ((number, *texts) for number, texts in collection.documents.items())
    )
    ranked = {}
    for number, text in collection.questions.items():
        words = " OR ".join(f'"{word}"' for word in dict.fromkeys(re.findall(r"\w+", text.lower())))
        rows = base.execute("select id from t where t match ? order by bm25(t, 0, 2, 1) limit ?", (words, top))
        ranked[number] = [document for (document,) in rows]
    return ranked


def tantivy(collection: Collection, top: int) -> Mapping[str, list[str]]:
    """Rank with tantivy's English stemmer, any word."""
    import tantivy as engine

    builder = engine.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("text", tokenizer_name="en_stem")
    index = engine.Index(builder.build())
    writer = index.writer()
    for number, (title, body) in collection.documents.items():
        writer.add_document(engine.Document(id=number, text=f"{title}\n{body}"))
    writer.commit()
    index.reload()
    searcher = index.searcher()
    ranked = {}
    for number, text in collection.questions.items():
        query = index.parse_query(" ".join(re.findall(r"\w+", text.lower())), ["text"])
        ranked[number] = [searcher.doc(place)["id"][0] for _, place in searcher.search(query, top).hits]
    return ranked


def whoosh(collection: Collection, top: int) -> Mapping[str, list[str]]:
    """Rank with stock Whoosh, any word, titles weighing twice."""
    from whoosh import fields
    from whoosh.analysis import StemmingAnalyzer
    from whoosh.filedb.filestore import RamStorage
    from whoosh.qparser import MultifieldParser, OrGroup

    schema = fields.Schema(
        id=fields.ID(stored=True),
        title=fields.TEXT(StemmingAnalyzer(), field_boost=2.0),
        body=fields.TEXT(StemmingAnalyzer()),
    )
    index = RamStorage().create_index(schema)
    writer = index.writer(limitmb=256)
    for number, (title, body) in collection.documents.items():
        writer.add_document(id=number, title=title, body=body)
    writer.commit()
    with index.searcher() as searcher:
        parser = MultifieldParser(["title", "body"], schema, group=OrGroup)
        words = {n: " ".join(re.findall(r"\w+", text.lower())) for n, text in collection.questions.items()}
        return {n: [hit["id"] for hit in searcher.search(parser.parse(text), limit=top)] for n, text in words.items()}


def ours(collection: Collection, top: int) -> Mapping[str, list[str]]:
    """Rank with this project's index, the questions typed as they are."""
    numbers = dict(enumerate(collection.documents, start=1))
    common: dict[str, Any] = {"sha256": "", "original_name": "", "imported": datetime(2025, 1, 1, tzinfo=UTC)}
    articles = [
        Article(id=at, title=title, blocks=(Block(BlockKind.PARAGRAPH, body),), **common)
        for at, (title, body) in enumerate(collection.documents.values(), start=1)
    ]
    with tempfile.TemporaryDirectory() as folder:
        index = SearchIndex(Path(folder))
        index.create()
        index.apply(articles)
        texts = {article.id: article for article in articles}
        ranked = {}
        for number, text in collection.questions.items():
            asked: list[Sequence[int]] = []

            def load(ids: Sequence[int], asked: list[Sequence[int]] = asked) -> Mapping[int, Article]:
                # The few best are read for the ranking; of the page, which comes last, the order is enough.
                asked.append(ids)
                return {at: texts[at] for at in ids} if len(ids) < _PAGE else {}

            index.search(Query(text, limit=top), load)
            ranked[number] = [numbers[at] for at in asked[-1]] if asked else []
        index.close()
    return ranked
