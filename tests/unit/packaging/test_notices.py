"""The licences of what the packaged app brings along."""

import notices
import pytest


@pytest.fixture(scope="module")
def text() -> str:
    return notices.notices()


def test_what_the_app_requires_is_named_directly_required_or_not() -> None:
    parts = notices.required_distributions()
    assert {"beautifulsoup4", "soupsieve", "pyside6_essentials", "shiboken6", "whoosh3"} <= parts.keys()
    assert not {"archive-app", "pytest", "hatchling"} & parts.keys()


def test_every_part_has_its_licence_named() -> None:
    for part in notices.required_distributions().values():
        assert notices.licence_name(part), part.name


@pytest.mark.parametrize(
    "title", ["GNU LESSER GENERAL PUBLIC LICENSE", "GNU GENERAL PUBLIC LICENSE", "Apache License", "PYTHON SOFTWARE"]
)
def test_the_licences_that_ask_for_it_are_there_in_full(text: str, title: str) -> None:
    assert title in text
