"""Files of every format with damage in any place become an article or are refused with a reason."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.mutating import mutated
from tests.fuzz.reading import read_everything
from tests.fuzz.samples import samples

SAMPLES = tuple(samples())
OUTCOMES = ("article", "members read", "no member read", "refused with a reason")


@pytest.mark.parametrize(("name", "data"), SAMPLES, ids=[f"{n}-{name}" for n, (name, _) in enumerate(SAMPLES)])
def test_a_sample_is_sound(name: str, data: bytes):
    assert read_everything(name, data).endswith(("article", "members read"))


@given(st.sampled_from(SAMPLES), st.integers(0, 2**32))
@settings(max_examples=100, deadline=None)
def test_damage_anywhere_is_no_trouble(sample: tuple[str, bytes], seed: int):
    name, data = sample
    assert read_everything(name, mutated(data, Random(seed))).endswith(OUTCOMES)
