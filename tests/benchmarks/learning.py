"""Learns the weights of `archive_app.parsing.story_weights` anew from pages whose story is known, and checks them.

Usage: python -m tests.benchmarks.learning FOLDER... [--write]

Of pages whose story is not known those count, a little, of which trafilatura and readability-lxml say much the same:
their story is what trafilatura says. So there are pages of more kinds and languages to learn from. Both extractors are
of the dependency group `bench`, and must be there.

A block of a page is labelled with the share of its word 4-grams that stand in the known story (a shorter block with
whether its words do). Each block counts by its words, and each page as much as any other. The weights of each look are
those of a logistic regression with a quadratic penalty, found by Newton's method. Sites in five parts, the pages of
each read by the whole parser with the weights that the other four gave, show what to expect of pages that nothing was
learned from; and as parts differ by chance, that is done several times over.
"""

import argparse
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from archive_app.formats.html import HtmlFormat
from archive_app.model.article import Original
from archive_app.parsing import story_weights
from archive_app.parsing.document import Document, parse
from archive_app.parsing.metadata import read_metadata
from archive_app.parsing.other_opinion import main_text
from archive_app.parsing.page_blocks import page_blocks
from archive_app.parsing.story import candidates, log_odds
from archive_app.parsing.story_context import seen_around
from archive_app.parsing.story_features import Features, PageView
from archive_app.parsing.tree import read_tree
from tests.benchmarks.gold import GoldPage, body_agreement, f1, read_gold
from tests.benchmarks.parsing import READERS, Reader

_WORD = re.compile(r"\w+")
# The second look has all that the first has, and is held closer.
_FIRST_PENALTY, _SECOND_PENALTY = 3.0, 10.0
_PARTS, _TIMES = 5, 12
# The F1 of two extractors from which on they agree, and what a page counts whose story only they know.
_AGREED, _WORTH_OF_OPINION = 0.85, 0.15
Array = NDArray[np.float64]
Weights = dict[str, float]


@dataclass(frozen=True)
class Labelled:
    """A page and its document; of its blocks what is seen, the share of each that is of the story, and its worth."""

    page: GoldPage
    document: Document
    view: PageView
    features: Features
    labels: Array
    worth: Array

    @property
    def is_known(self) -> bool:
        """Tell a page whose story is known from one of which others only agree."""
        return self.page.gold.body_text is not None

    def context(self, first: Weights) -> Features:
        """Return what the second look sees."""
        return self.features | seen_around(self.view, log_odds(self.features, first))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.learning", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--write", action="store_true", help="write the weights into the app")
    arguments = parser.parse_args()
    pages = list(_pages(arguments.folders))
    known = sum(page.is_known for page in pages)
    print(f"{known} pages whose story is known, and {len(pages) - known} others to learn from; F1 of the fifths tried:")
    for corpus, found in _tried(pages).items():
        print(f"  {corpus:14} {mean(found):.4f}, from {min(found):.4f} to {max(found):.4f} in {_TIMES} partings")
    if arguments.write:
        _write(*_learn(pages))


def _pages(folders: Sequence[Path]) -> Iterator[Labelled]:
    careful, other = READERS["trafilatura"](), READERS["readability-lxml"]()
    for page in (page for folder in folders for page in read_gold(folder)):
        story, share = page.gold.body_text, 1.0
        if story is None:
            story, share = _opinion(careful, page), _WORTH_OF_OPINION
            if not story or f1([body_agreement(story, _opinion(other, page))]) < _AGREED:
                continue
        document = HtmlFormat().read(Original(f"{page.name}.html", page.data))
        tree = read_tree(document.light.markup)
        if blocks := candidates(page_blocks(tree)):
            title = read_metadata(tree, document.light.json_ld).title or ""
            view = PageView(blocks, title, main_text(document.light.markup))
            texts = [block.text for block in blocks]
            counts = np.array([3.0 + len(_WORD.findall(text)) for text in texts])
            labels = np.array(_labels(texts, story))
            yield Labelled(page, document, view, view.features(), labels, share * 100 * counts / counts.sum())


def _opinion(reader: Reader, page: GoldPage) -> str:
    try:
        return reader(page).body_text or ""
    except Exception:  # noqa: BLE001 - what an extractor cannot read is not learned from
        return ""


def _labels(texts: list[str], story: str) -> list[float]:
    words = _WORD.findall(story)
    grams = {tuple(words[at : at + 4]) for at in range(len(words) - 3)}
    line = f" {' '.join(words)} "
    labels = []
    for text in texts:
        said = _WORD.findall(text)
        own = [tuple(said[at : at + 4]) for at in range(len(said) - 3)]
        is_in = bool(said) and f" {' '.join(said)} " in line
        labels.append(sum(gram in grams for gram in own) / len(own) if own else float(is_in))
    return labels


def _tried(pages: Sequence[Labelled]) -> dict[str, list[float]]:
    """Return for each corpus the F1 of each parting."""
    sites = sorted({page.page.site for page in pages})
    figures: dict[str, list[float]] = {}
    for number in range(_TIMES):
        order = np.random.default_rng(number).permutation(len(sites)).tolist()
        part = {site: place % _PARTS for site, place in zip(sites, order, strict=True)}
        found: dict[str, list[tuple[float, float]]] = {}
        for tried in range(_PARTS):
            first, second = _learn([page for page in pages if part[page.page.site] != tried])
            with (
                patch.dict(story_weights.FIRST, first, clear=True),
                patch.dict(story_weights.SECOND, second, clear=True),
            ):
                for page in pages:
                    if page.is_known and part[page.page.site] == tried:
                        found.setdefault(page.page.corpus, []).append(_agreement(page))
        for corpus, pairs in found.items():
            figures.setdefault(corpus, []).append(f1(pairs))
    return figures


def _agreement(page: Labelled) -> tuple[float, float]:
    article = parse(page.document)
    text = "\n".join((*article.takeaways, article.body_text)) if article else ""
    return body_agreement(page.page.gold.body_text or "", text)


def _learn(pages: Sequence[Labelled]) -> tuple[Weights, Weights]:
    """Return the weights of both looks."""
    labels = np.concatenate([page.labels for page in pages])
    worth = np.concatenate([page.worth for page in pages])
    first = _fitted([page.features for page in pages], labels, worth, _FIRST_PENALTY)
    second = _fitted([page.context(first) for page in pages], labels, worth, _SECOND_PENALTY)
    return first, second


def _fitted(features: Sequence[Features], labels: Array, worth: Array, strength: float) -> Weights:
    names = sorted({name for page in features for name, column in page.items() if column.any()})
    matrix = np.concatenate([_matrix(page, names) for page in features])
    penalty = np.array([1e-3 if name == "always" else strength for name in names])
    weights = np.zeros(len(names))
    for _ in range(20):
        chance = 1 / (1 + np.exp(-np.clip(matrix @ weights, -30, 30)))
        slope = matrix.T @ (worth * (labels - chance)) - penalty * weights
        curve = (matrix * (worth * chance * (1 - chance))[:, None]).T @ matrix + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        weights += step
        if np.abs(step).max() < 1e-4:
            break
    return dict(zip(names, weights.tolist(), strict=True))


def _matrix(features: Features, names: list[str]) -> Array:
    matrix = np.zeros((len(features["always"]), len(names)))
    for at, name in enumerate(names):
        matrix[:, at] = features.get(name, 0.0)
    return matrix


def _write(first: Weights, second: Weights) -> None:
    tables = "".join(
        f"{look} = {{\n" + "".join(f'    "{name}": {weight:.2f},\n' for name, weight in weights.items()) + "}\n"
        for look, weights in (("FIRST", first), ("SECOND", second))
    )
    Path(story_weights.__file__).write_text(f'"""{story_weights.__doc__}"""\n\n{tables}', encoding="utf-8")


if __name__ == "__main__":
    main()
