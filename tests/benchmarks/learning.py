"""Learns the weights of `archive_app.parsing.story_weights` anew from pages whose story is known, and checks them.

Usage: python -m tests.benchmarks.learning FOLDER... [--write]

A block of a page is labelled with the share of its word 4-grams that stand in the known story (a shorter block with
whether its words do). Each block counts by its words, and each page as much as any other. The weights are those of a
logistic regression with a quadratic penalty, found by Newton's method. Pages in five parts, each read with the weights
of the other four, show what to expect of pages that nothing was learned from.
"""

import argparse
import re
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from archive_app.formats.html import HtmlFormat
from archive_app.model.article import Original
from archive_app.parsing import story_weights
from archive_app.parsing.metadata import read_metadata
from archive_app.parsing.other_opinion import main_text
from archive_app.parsing.page_blocks import page_blocks
from archive_app.parsing.story_features import PageView
from archive_app.parsing.tree import read_tree
from tests.benchmarks.gold import GoldPage, body_agreement, read_gold

_WORD = re.compile(r"\w+")
_PENALTY = 3.0
_PARTS = 5
_LIKELY = 0.2
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Labelled:
    """A page's blocks: their texts, features, and the share of each that is of the story."""

    page: GoldPage
    texts: list[str]
    features: dict[str, Array]
    labels: list[float]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.learning", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--write", action="store_true", help="write the weights into the app")
    arguments = parser.parse_args()
    pages = [
        _labelled(page) for folder in arguments.folders for page in read_gold(folder) if page.gold.body_text is not None
    ]
    names = sorted({name for page in pages for name, column in page.features.items() if column.any()})
    part = np.array([zlib.crc32(page.page.name.encode()) % _PARTS for page in pages])
    kept: dict[str, list[tuple[float, float]]] = {}
    for number in range(_PARTS):
        weights = _learn([page for page, at in zip(pages, part, strict=True) if at != number], names)
        for page in (page for page, at in zip(pages, part, strict=True) if at == number):
            scores = _matrix(page, names) @ weights
            text = "\n".join(line for line, score in zip(page.texts, scores, strict=True) if score > _LIKELY)
            kept.setdefault(page.page.corpus, []).append(body_agreement(page.page.gold.body_text or "", text))
    for corpus, found in kept.items():
        precision, recall = np.mean(found, axis=0)
        f1 = 2 * precision * recall / (precision + recall)
        print(f"{corpus:10} {len(found):4} pages  F1 {f1:.4f}  precision {precision:.4f}  recall {recall:.4f}")
    if arguments.write:
        _write(names, _learn(pages, names))


def _labelled(page: GoldPage) -> Labelled:
    document = HtmlFormat().read(Original(f"{page.name}.html", page.data))
    tree = read_tree(document.light.markup)
    blocks = [block for block in page_blocks(tree) if block.place.in_story]
    if not blocks:
        return Labelled(page, [], {}, [])
    texts = [block.text for block in blocks]
    title = read_metadata(tree, document.light.json_ld).title or ""
    view = PageView(blocks, title, main_text(document.light.markup))
    return Labelled(page, texts, view.features(), _labels(texts, page.gold.body_text or ""))


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


def _matrix(page: Labelled, names: list[str]) -> Array:
    matrix = np.zeros((len(page.texts), len(names) + 1))
    matrix[:, -1] = 1.0
    for at, name in enumerate(names):
        matrix[:, at] = page.features.get(name, 0.0)
    return matrix


def _learn(pages: list[Labelled], names: list[str]) -> Array:
    pages = [page for page in pages if page.texts]
    matrix = np.concatenate([_matrix(page, names) for page in pages])
    labels = np.concatenate([np.array(page.labels) for page in pages])
    counts = [np.array([3.0 + len(_WORD.findall(text)) for text in page.texts]) for page in pages]
    worth = np.concatenate([100 * count / count.sum() for count in counts])
    penalty = np.full(len(names) + 1, _PENALTY)
    penalty[-1] = 1e-3
    weights = np.zeros(len(names) + 1)
    for _ in range(20):
        chance = 1 / (1 + np.exp(-np.clip(matrix @ weights, -30, 30)))
        slope = matrix.T @ (worth * (labels - chance)) - penalty * weights
        curve = (matrix * (worth * chance * (1 - chance))[:, None]).T @ matrix + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        weights += step
        if np.abs(step).max() < 1e-4:
            break
    return weights


def _write(names: list[str], weights: Array) -> None:
    path = Path(story_weights.__file__)
    lines = "".join(f'    "{name}": {weight:.2f},\n' for name, weight in zip(names, weights, strict=False))
    path.write_text(
        f'"""{story_weights.__doc__}"""\n\nBIAS = {weights[-1]:.2f}\nWEIGHTS = {{\n{lines}}}\n', encoding="utf-8"
    )


if __name__ == "__main__":
    main()
