"""Our reading of saved pages beside that of other extractors, on pages whose parts are known.

The others are of the dependency group `bench`; a row says so where one is not installed. Speed is in pages a second of
CPU time, reading from bytes, each extractor alone in this process.
"""

import importlib
import logging
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import mean

from lxml import html

from archive_app.formats.html import HtmlFormat
from archive_app.model.article import Original
from archive_app.parsing.body import read_body
from archive_app.parsing.document import parse
from archive_app.parsing.metadata import read_metadata
from archive_app.parsing.page_blocks import page_blocks
from archive_app.parsing.page_lines import page_lines
from archive_app.parsing.page_takeaways import find_page_takeaways
from archive_app.parsing.tree import read_tree
from tests.benchmarks.gold import GoldPage, Reading, body_agreement, f1, is_same, read_gold

_FIELDS = ("title", "byline", "published", "site_name")
_BLOCKS = ("p", "div", "li", "br", "h1", "h2", "h3", "h4", "td", "blockquote", "pre")
Reader = Callable[[GoldPage], Reading]


def measure(folders: list[Path]) -> None:
    """Print a row for each extractor and corpus, then our time by step."""
    pages = [page for folder in folders for page in read_gold(folder)]
    corpora = sorted({page.corpus for page in pages})
    print(f"Parsing of {len(pages)} saved pages; body: F1 over word 4-grams, fields: share that is equal")
    print(
        f"  {'':16}{'':14}{'body':>7}" + "".join(f"{field.split('_')[0]:>11}" for field in _FIELDS) + f"{'pages/s':>9}"
    )
    for name, load in READERS.items():
        try:
            reader = load()
        except ImportError as error:
            print(f"  {name:18}not installed: {error.name}; `pip install --group bench` installs it")
            continue
        readings, took = _read(reader, pages)
        for corpus in corpora:
            rows = [(page, found) for page, found in zip(pages, readings, strict=True) if page.corpus == corpus]
            print(f"  {name:18}{corpus:14}{_figures(rows)}{len(pages) / took:9.1f}")
    _print_steps(pages)


def _read(reader: Reader, pages: list[GoldPage]) -> tuple[list[Reading], float]:
    readings = []
    started = time.process_time()
    for page in pages:
        try:
            readings.append(reader(page))
        except Exception:  # noqa: BLE001 - what an extractor cannot read counts as nothing found
            readings.append(Reading())
    return readings, time.process_time() - started


def _figures(rows: list[tuple[GoldPage, Reading]]) -> str:
    bodies = [body_agreement(page.gold.body_text, found.body_text or "") for page, found in rows if page.gold.body_text]
    columns = [f"{f1(bodies):7.3f}" if bodies else f"{'':7}"]
    for field in _FIELDS:
        known = [(getattr(page.gold, field), getattr(found, field)) for page, found in rows]
        scored = [is_same(field, gold, found) for gold, found in known if gold]
        is_read = any(found for _, found in known)
        columns.append(f"{mean(scored):11.3f}" if scored and is_read else f"{'':11}")
    return "".join(columns)


def _ours() -> Reader:
    def read(page: GoldPage) -> Reading:
        article = parse(HtmlFormat().read(_original(page)))
        if article is None:
            return Reading()
        body = "\n".join((*article.takeaways, article.body_text))
        day = str(article.published) if article.published else None
        return Reading(article.title, article.byline, day, article.site_name, body)

    return read


def _trafilatura() -> Reader:
    trafilatura = importlib.import_module("trafilatura")
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

    def read(page: GoldPage) -> Reading:
        found = trafilatura.bare_extraction(page.data, favor_precision=True, include_comments=False, with_metadata=True)
        return Reading(found.title, found.author, found.date, found.sitename, found.text) if found else Reading()

    return read


def _readability() -> Reader:
    readability = importlib.import_module("readability")
    logging.getLogger("readability").setLevel(logging.CRITICAL)

    def read(page: GoldPage) -> Reading:
        document = readability.Document(page.data)
        summary = html.document_fromstring(document.summary())
        for element in summary.iter(*_BLOCKS):
            element.tail = f"\n{element.tail or ''}"
        return Reading(title=document.short_title(), body_text=str(summary.xpath("string()")))

    return read


def _resiliparse() -> Reader:
    html2text = importlib.import_module("resiliparse.extract.html2text")
    encoding = importlib.import_module("resiliparse.parse.encoding")

    def read(page: GoldPage) -> Reading:
        text = encoding.bytes_to_str(page.data, encoding.detect_encoding(page.data))
        return Reading(body_text=html2text.extract_plain_text(text, main_content=True, alt_texts=False))

    return read


def _newspaper() -> Reader:
    with warnings.catch_warnings():
        # It says which of its own options need further packages.
        warnings.simplefilter("ignore", UserWarning)
        newspaper = importlib.import_module("newspaper")

    def read(page: GoldPage) -> Reading:
        article = newspaper.Article("https://example.org/", fetch_images=False)
        article.download(input_html=page.data.decode("utf-8", "replace"))
        article.parse()
        day = article.publish_date.strftime("%Y-%m-%d") if article.publish_date else None
        return Reading(article.title, ", ".join(article.authors), day, None, article.text)

    return read


READERS: dict[str, Callable[[], Reader]] = {
    "ours": _ours,
    "trafilatura": _trafilatura,
    "readability-lxml": _readability,
    "resiliparse": _resiliparse,
    "newspaper4k": _newspaper,
}


def _original(page: GoldPage) -> Original:
    return Original(f"{page.name}.html", page.data)


def _print_steps(pages: list[GoldPage]) -> None:
    spent: dict[str, float] = {}
    for page in pages:
        for step, seconds in _steps(page):
            spent[step] = spent.get(step, 0.0) + seconds
    print("CPU milliseconds a page by step of ours:")
    print("  " + ", ".join(f"{step} {seconds / len(pages) * 1000:.1f}" for step, seconds in spent.items()))


def _steps(page: GoldPage) -> Iterator[tuple[str, float]]:
    """Yield each step's name and CPU seconds;"""
    light = HtmlFormat().read(_original(page)).light
    yield "decoding and lightening", _since(lambda: HtmlFormat().read(_original(page)))
    yield "tree", _since(lambda: list(read_tree(light.markup).iter()))
    tree = read_tree(light.markup)
    held = list(tree.iter())
    title = read_metadata(tree, light.json_ld).title or ""
    blocks = page_blocks(tree)
    yield "metadata", _since(lambda: read_metadata(tree, light.json_ld))
    yield "takeaways", _since(lambda: find_page_takeaways(tree, title))
    yield "blocks", _since(lambda: page_blocks(tree))
    yield "lines", _since(lambda: page_lines(blocks))
    yield "body", _since(lambda: read_body(light.markup, blocks, title))
    held.clear()


def _since(step: Callable[[], object]) -> float:
    started = time.process_time()
    step()
    return time.process_time() - started
