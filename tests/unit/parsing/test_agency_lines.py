import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive_app.parsing.agency_lines import dateline, sign_off


@pytest.mark.parametrize(
    ("text", "outlets"),
    [
        ("LONDON (Reuters) - The bank said", ("Reuters",)),
        ("NORTHMOUTH, March 3 (Reuters) — The bank said", ("Reuters",)),
        ("ST. MARY, Fla. (AP) — The harbour", ("AP",)),
        ("BEIJING, Jan. 5 (Xinhua) -- The harbour", ("Xinhua",)),
        ("(CNN) — The harbour", ("CNN",)),
        ("Berlin (dpa/lby) – Der Hafen", ("dpa",)),
        ("Wien (APA) – Der Hafen", ("APA",)),
        ("PARIS, 5 mars 2024 (AFP) - Le port", ("AFP",)),
        ("Madrid, 5 mar (EFE).- El puerto", ("EFE",)),
        ("ROMA (ANSA) - Il porto", ("ANSA",)),
        ("São Paulo (Reuters) - O porto", ("Reuters",)),
        ("DEN HAAG (ANP) - De haven", ("ANP",)),
        ("OSLO (NTB-Reuters): Havna", ("NTB", "Reuters")),
        ("STOCKHOLM /TT/ Hamnen", ("TT",)),
        ("MOSCOW, March 3. /TASS/. The harbour", ("TASS",)),
        ("МОСКВА, 5 мар - РИА Новости. Порт", ("РИА Новости",)),
        ("新华社北京3月5日电 港口", ("新华社",)),
        ("（中央社記者王小明台北5日電）港口", ("中央社",)),
        ("[東京 5日 ロイター] - 港は", ("ロイター",)),
        ("(서울=연합뉴스) 홍길동 기자 = 항구는", ("연합뉴스",)),
        ("لندن (رويترز) - قال الميناء", ("رويترز",)),
    ],
)
def test_a_dateline_names_its_agencies(text: str, outlets: tuple[str, ...]):
    found = dateline(text)
    assert found is not None
    assert found.outlets == outlets
    assert found.rule.startswith("dateline “")


@pytest.mark.parametrize(
    "text",
    [
        "The Associated Press (AP) said on Monday that",
        "LONDON — The bank said",
        "The plan (see below) - was fine",
        "A study in the journal (Science) - showed",
        "Northmouth (Valley Chronicler) - The bank",
        "",
    ],
)
def test_brackets_alone_make_no_dateline(text: str):
    assert dateline(text) is None


@pytest.mark.parametrize(
    ("text", "outlets", "is_whole"),
    [
        ("— AP", ("AP",), True),
        ("(dpa)", ("dpa",), True),
        ("（新华社）", ("新华社",), True),
        ("Reuters", ("Reuters",), True),
        ("AFP, Reuters", ("AFP", "Reuters"), True),
        ("abc/AFP", ("AFP",), True),
        ("/ritzau/", ("ritzau",), True),
        ("© 2025 The Associated Press. All rights reserved.", ("The Associated Press",), True),
        ("He said so. (Xinhua)", ("Xinhua",), False),
        ("“It is open,” she said. — Reuters", ("Reuters",), False),
    ],
)
def test_a_sign_off_names_its_agencies(text: str, outlets: tuple[str, ...], is_whole: bool):
    found = sign_off(text)
    assert found is not None
    assert (found.outlets, found.is_whole) == (outlets, is_whole)


@pytest.mark.parametrize(
    "text",
    [
        "Science",
        "Nature",
        "Mehr",
        "NTV",
        "He works for Reuters.",
        "The film is new (Time).",
        "— Anna",
        "(abc)",
        "It is (AP)",
        "",
    ],
)
def test_a_name_alone_is_no_sign_off(text: str):
    assert sign_off(text) is None


@given(
    st.lists(
        st.sampled_from(["Reuters", "(", ")", " - ", "/", "AP", ". ", "社", "电", "LONDON", "a", "é"]), max_size=20
    )
)
@settings(max_examples=100, deadline=None)
def test_any_line_is_read(pieces: list[str]):
    text = "".join(pieces)
    for found in (dateline(text), sign_off(text)):
        assert found is None or all(name in text for name in found.outlets)
