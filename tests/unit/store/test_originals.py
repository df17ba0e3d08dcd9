"""Originals come back byte for byte, or with a sentence that says what happened to them."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive_app.errors import ArchiveError
from archive_app.model.article import Original
from archive_app.store.originals import Originals


@settings(deadline=None, max_examples=50)
@given(st.binary(max_size=5000))
def test_any_bytes_come_back_as_they_were(tmp_path_factory, data: bytes):
    store = Originals(tmp_path_factory.mktemp("originals"))
    original = Original("a.html", data)
    store.put(original)
    store.put(original)
    assert store.get(original.sha256, "a.html") == original
    assert list(store.all()) == [original.sha256]


def file_of(folder: Path, original: Original) -> Path:
    return folder / original.sha256[:2] / f"{original.sha256}.gz"


def test_an_original_can_be_read_without_the_app(tmp_path: Path):
    original = Original("a.txt", b"plain words")
    Originals(tmp_path).put(original)
    assert gzip.decompress(file_of(tmp_path, original).read_bytes()) == b"plain words"


@pytest.mark.parametrize("sha256", ["", "../" * 8 + "a", "/etc/a", "A" * 64, "a" * 63, "a" * 64 + "\n"])
def test_what_is_no_hash_names_no_file(tmp_path: Path, sha256: str):
    with pytest.raises(ArchiveError, match="no SHA-256"):
        Originals(tmp_path).remove(sha256)


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda path: path.unlink(), "missing"),
        (lambda path: path.write_bytes(path.read_bytes()[:-6]), "cannot be read"),
        (lambda path: path.write_bytes(b"junk"), "cannot be read"),
        (lambda path: path.write_bytes(gzip.compress(b"other words")), "changed or damaged"),
    ],
)
def test_a_damaged_original_is_named_in_a_sentence(tmp_path: Path, damage, sentence: str):
    store = Originals(tmp_path)
    original = Original("ferry.txt", b"plain words")
    store.put(original)
    damage(file_of(tmp_path, original))
    with pytest.raises(ArchiveError, match=sentence) as caught:
        store.get(original.sha256, original.name)
    assert "ferry.txt" in str(caught.value)
    store.put(original)
    assert store.get(original.sha256, original.name) == original
