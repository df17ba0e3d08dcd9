"""Files of an index that are not what was written, by accident or on purpose: found out, and never a wrong hit."""

import json
import random
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from archive_app.errors import IndexDamagedError
from archive_app.model.search import Query
from archive_app.search import SearchIndex
from archive_app.search.codec.container import Array, Container, ContainerWriter

QUESTIONS = [
    "harbour",
    '"two harbour"',
    "numb*",
    "n?mber1*",
    "nomber1~",
    "lang:en harbour",
    "date:2025 -ships",
    "title:untitled",
]


def answers(index: SearchIndex, library: Any) -> list[object]:
    found = [index.search(Query(text, limit=300, facets=True), library.load) for text in QUESTIONS]
    return [(some.total, [hit.id for hit in some.hits], some.facets) for some in found]


@pytest.fixture
def filled(library, make):
    """An index with two segments, from one of which some records are deleted."""
    library.add(
        *(make(f"number{n} two harbour ships {n % 7}", takeaways=("Ships come",), language="en") for n in range(200))
    )
    library.add(*(make(f"number{n} two harbour café {n % 7}") for n in range(200, 300)))
    library.index.apply([], [3, 5])
    library.index.close()
    return library


def test_no_bit_can_change_without_being_noticed(filled):
    expected = answers(SearchIndex(filled.folder), filled)
    chance = random.Random(5)
    whole = {path: path.read_bytes() for path in filled.folder.iterdir() if path.suffix in {".seg", ".del", ".json"}}
    damaged = [path for path in whole if path.name != "version.json"]
    noticed_late = 0
    for _ in range(150):
        path = chance.choice(damaged)
        content = bytearray(whole[path])
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        path.write_bytes(content)
        index = SearchIndex(filled.folder)
        try:
            assert answers(index, filled) == expected
            noticed_late += 1
        except IndexDamagedError:
            assert not index.usable
        index.close()
        if index.usable:
            with pytest.raises(IndexDamagedError):
                index.verify()
        assert not SearchIndex(filled.folder).usable, "other processes know of it too"
        for file, content_before in whole.items():
            file.write_bytes(content_before)
    assert noticed_late < 150
    SearchIndex(filled.folder).verify()


def rewritten(path: Path, change: str, how: Callable[[Array], Array]) -> None:
    """Write a segment anew, checksums and all, with one array changed."""
    file = Container(path)
    arrays = {name: np.array(file.whole(name)) for name in sections(path)}
    facts = file.facts
    arrays[change] = how(arrays[change]).astype(arrays[change].dtype)
    path.unlink()
    out = ContainerWriter(path)
    for name, values in arrays.items():
        out.add(name, values)
    out.finish(facts)


def sections(path: Path) -> list[str]:
    content = path.read_bytes()
    start, length = (int.from_bytes(content[-24 + at : -24 + at + size], "little") for at, size in ((0, 8), (8, 4)))
    return list(json.loads(content[start : start + length])["sections"])


CHANGES: dict[str, Callable[[Array], Array]] = {
    "greater": lambda values: values + 1,
    "huge": lambda values: np.full_like(values, -1 if values.dtype.kind == "i" else np.iinfo(values.dtype).max),
    "zero": np.zeros_like,
    "shorter": lambda values: values[:-1],
    "longer": lambda values: np.append(values, values[-1:] + 1),
    "reversed": lambda values: values[::-1],
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_cannot_be_is_found_out_though_its_checksums_are_right(filled, change):
    """A stranger's archive: nothing but the error for damage may come of it."""
    whole = {path: path.read_bytes() for path in filled.folder.iterdir()}
    path = max((path for path in whole if path.suffix == ".seg"), key=lambda path: path.stat().st_size)
    for name in sections(path):
        before = Container(path).whole(name)
        if len(before) < 2 or np.array_equal(CHANGES[change](before), before):
            continue
        rewritten(path, name, CHANGES[change])
        index = SearchIndex(filled.folder)
        try:
            answers(index, filled)
        except IndexDamagedError:
            assert not index.usable
        # Other numbers, names and positions can be right as well.
        if index.usable and not name.endswith(("/numbers", "/codes", "/positions")):
            with pytest.raises(IndexDamagedError):
                index.verify()
        index.close()
        for file, content in whole.items():
            file.write_bytes(content)


def test_a_word_in_the_family_of_another_is_found_out(library, make):
    library.add(make("harbours harbour", language="en"), make("Häfen Hafen", language="de"))
    library.index.close()
    (path,) = library.folder.glob("articles_*.seg")
    assert len(Container(path).whole("text/members")) == 4, "two families of two words each"
    rewritten(path, "text/members", lambda members: np.roll(members, 2))
    with pytest.raises(IndexDamagedError):
        SearchIndex(library.folder).verify()
    assert not SearchIndex(library.folder).usable


@pytest.mark.parametrize(
    "given",
    [
        {"name": "../../articles_" + "0" * 32},
        {"name": "/etc/passwd"},
        {"name": 7},
        {"documents": 1 << 40},
        {"documents": -1},
        {"documents": 199},
        {"documents": "200"},
        {"deleted": 1 << 40},
        {"deletions": True},
        {"unheard": 1},
    ],
    ids=str,
)
def test_a_table_of_contents_that_cannot_be_is_found_out(filled, given):
    path = filled.folder / "contents.json"
    contents = json.loads(path.read_bytes().partition(b"\n")[2])
    contents["indexes"]["articles"][0] |= given
    text = json.dumps(contents).encode()
    path.write_bytes(b"%08x\n" % zlib.crc32(text) + text)
    index = SearchIndex(filled.folder)
    with pytest.raises(IndexDamagedError):
        index.verify()
    assert not index.usable


@pytest.mark.parametrize("text", [b"[]", b"7", b'{"generation": 1}', b'{"indexes": {"articles": [7]}}', b"[" * 100_000])
def test_a_table_of_something_else_is_found_out(filled, text):
    (filled.folder / "contents.json").write_bytes(b"%08x\n" % zlib.crc32(text) + text)
    assert not SearchIndex(filled.folder).usable


@pytest.mark.skipif(sys.platform == "win32", reason="links need a permission there")
def test_links_in_a_strangers_index_lead_nowhere(filled, tmp_path, make):
    letter = tmp_path / "letter.txt"
    for name in ("contents.new", "version.json"):
        letter.write_text("Dear reader")
        (filled.folder / name).unlink(missing_ok=True)
        (filled.folder / name).symlink_to(letter)
        index = SearchIndex(filled.folder)
        if name == "contents.new":
            index.apply([make("harbour")])
        else:
            index.create()
        assert letter.read_text() == "Dear reader"
    (tmp_path / "home").mkdir()
    letter.rename(tmp_path / "home" / "letter.txt")
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "home")
    SearchIndex(link).create()
    assert (tmp_path / "home" / "letter.txt").read_text() == "Dear reader"
    assert SearchIndex(link).usable


UNPICKLES_NOTHING = """
import sys
from pathlib import Path
from archive_app.model.search import Query
from archive_app.search import SearchIndex

def refuse(event, arguments):
    if event.startswith(("pickle.", "marshal.load", "exec", "compile", "os.system", "subprocess.")):
        raise RuntimeError(event)

index = SearchIndex(Path(sys.argv[1]))
index.search(Query("warm up", facets=True), lambda _: {})
index.tidy()
sys.addaudithook(refuse)
index.close()
print(index.search(Query("harbour", facets=True), lambda _: {}).total)
index.apply([], [7])
index.tidy()
index.verify()
print(index.search(Query("numb*"), lambda _: {}).total)
"""


def test_opening_searching_and_changing_an_index_loads_no_objects_and_runs_no_code_from_it(filled):
    for name in ("_articles_1.toc", "_MAIN_1.toc", "schema.pickle"):
        (filled.folder / name).write_bytes(b"cos\nsystem\n(S'exit 1'\ntR.")
    command = [sys.executable, "-c", UNPICKLES_NOTHING, str(filled.folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout.split(), done.stderr) == (["298", "297"], "")
