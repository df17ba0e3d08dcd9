import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive_app.parsing.known_outlets import canonical_name, known_outlets, names_of, outlet_of_host, resolve


@pytest.mark.parametrize(
    "printed",
    [
        "SCMP", "S.C.M.P.", "scmp", "scmp.com", "www.scmp.com", "https://www.scmp.com/news/article/1",
        "South China Morning Post", "the South China Morning Post", "SOUTH CHINA MORNING POST", "南华早报", "南華早報",
    ],
)  # fmt: skip
def test_an_outlet_is_known_by_each_of_its_names_and_addresses(printed: str):
    assert canonical_name(printed) == "South China Morning Post"


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("India Times", "India Times"),
        ("Indiatimes", "India Times"),
        ("indiatimes.com", "India Times"),
        ("Times of India", "The Times of India"),
        ("timesofindia.indiatimes.com", "The Times of India"),
        ("The Times", "The Times"),
        ("times of london", "The Times"),
        ("El Pais", "El País"),
        ("AP", "The Associated Press"),
        ("新华社", "Xinhua"),
        ("ロイター", "Reuters"),
        ("연합뉴스", "Yonhap"),
        ("الجزيرة", "Al Jazeera"),
        ("ТАСС", "TASS"),
        ("U.S. News and World Report", "U.S. News & World Report"),
    ],
)
def test_names_that_are_alike_are_told_apart(printed: str, name: str):
    assert canonical_name(printed) == name


@pytest.mark.parametrize("name", ["Times", "Post", "Standard", "Express", "the", "Metro", "ABC", "", "com", "."])
def test_a_name_that_may_be_anyone_s_is_nobody_s(name: str):
    assert resolve(name) is None


@pytest.mark.parametrize("name", ["The Valley Chronicler", "例子周报", "example.org"])
def test_an_unknown_name_stays_as_it_is_printed(name: str):
    assert canonical_name(name) == name


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("edition.cnn.com", "CNN"),
        ("WWW.BBC.CO.UK:443", "BBC"),
        ("de.reuters.com.", "Reuters"),
        ("asia.nikkei.com", "Nikkei Asia"),
    ],
)
def test_a_host_below_an_outlet_s_domain_is_the_outlet_s(host: str, name: str):
    found = outlet_of_host(host)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("host", ["notcnn.com", "cnn.com.example.org", "com", "", "co.uk"])
def test_a_host_that_only_looks_alike_is_not(host: str):
    assert outlet_of_host(host) is None


def test_no_two_outlets_of_the_list_go_by_the_same_name():
    known = known_outlets()
    keys = Counter(known.key(name) for outlet in known.outlets for name in names_of(outlet))
    assert [key for key, count in keys.items() if count > 1 or not key] == []
    assert keys.keys().isdisjoint(known.ambiguous)


def test_no_two_outlets_of_the_list_have_the_same_domain():
    domains = Counter(domain for outlet in known_outlets().outlets for domain in outlet.domains)
    assert [domain for domain, count in domains.items() if count > 1] == []
    well_formed = re.compile(r"(?!www\.)(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,24}")
    assert [domain for domain in domains if not well_formed.fullmatch(domain)] == []


def test_each_outlet_of_the_list_is_found_by_its_names_and_domains():
    for outlet in known_outlets().outlets:
        assert {resolve(name) for name in (*names_of(outlet), *outlet.domains)} == {outlet}
        assert re.fullmatch("[A-Z]{2}", outlet.country)


@given(st.text(max_size=80))
@settings(max_examples=100, deadline=None)
def test_any_text_has_a_canonical_name(text: str):
    assert canonical_name(canonical_name(text)) == canonical_name(text)
