import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive_app.parsing.outlets import looks_like_outlet, split_outlets


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("SCMP", ("SCMP",)),
        ("SCMP, India Times, and The Guardian.", ("SCMP", "India Times", "The Guardian")),
        ("Reuters, BBC and The Hindu", ("Reuters", "BBC", "The Hindu")),
        ("Reuters; Dow Jones, Inc.; AP", ("Reuters", "Dow Jones, Inc.", "AP")),
        ("Reuters and BBC", ("Reuters", "BBC")),
        ("Reuters and China Daily", ("Reuters", "China Daily")),
        ("Science and Technology Daily", ("Science and Technology Daily",)),
        ("Science and Technology Daily and Reuters", ("Science and Technology Daily", "Reuters")),
        ("Reuters and Science and Technology Daily", ("Reuters", "Science and Technology Daily")),
        ("Trade and Industry Weekly", ("Trade and Industry Weekly",)),
        ("Science and Nature", ("Science", "Nature")),
        (
            "Stars and Stripes, Town & Country, and Marie Claire",
            ("Stars and Stripes", "Town & Country", "Marie Claire"),
        ),
        ("Simon & Schuster", ("Simon & Schuster",)),
        ("BBC & Reuters", ("BBC", "Reuters")),
        ("Reuters & Valley Post", ("Reuters", "Valley Post")),
        ("Valley & Hill Post", ("Valley & Hill Post",)),
        ("AP/Reuters", ("AP", "Reuters")),
        ("RFE/RL, BBC", ("RFE/RL", "BBC")),
        ("dpa/abc", ("dpa",)),
        ("Le Monde, Die Zeit & El País", ("Le Monde", "Die Zeit", "El País")),
        ("The New York Times / The Atlantic", ("The New York Times", "The Atlantic")),
        ("Reuters, reuters, AP", ("Reuters", "AP")),
        ("Time Inc.", ("Time Inc.",)),
        ("“The Guardian”, ‘Le Soir’", ("The Guardian", "Le Soir")),
        ("https://www.bbc.co.uk/news/x, Reuters", ("bbc.co.uk", "Reuters")),
        ("新华社、人民日报和南华早报", ("新华社", "人民日报", "南华早报")),
        ("共同通信、朝日新聞", ("共同通信", "朝日新聞")),
        ("رويترز، الجزيرة وواشنطن بوست", ("رويترز", "الجزيرة", "واشنطن بوست")),
        ("", ()),
        (" , ; ", ()),
    ],
)
def test_a_printed_list_is_split_into_names(text: str, names: tuple[str, ...]):
    assert split_outlets(text) == names


def test_the_word_for_and_is_that_of_the_list_s_language():
    assert split_outlets("Der Spiegel und Die Zeit", ("und",)) == ("Der Spiegel", "Die Zeit")
    assert split_outlets("El País y ABC", ("y",)) == ("El País", "ABC")


@pytest.mark.parametrize("name", ["SCMP", "The Guardian", "bbc.com", "新华社", "Rest of World"])
def test_names_look_like_outlets(name: str):
    assert looks_like_outlet(name)


@pytest.mark.parametrize("text", ["", "12", "the oldest road in the country", "Appia is the oldest road"])
def test_sentences_do_not_look_like_outlets(text: str):
    assert not looks_like_outlet(text)


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_names_are_clean_and_unique_whatever_the_text(text: str):
    names = split_outlets(text)
    assert all(name == name.strip() and name for name in names)
    assert len({name.casefold() for name in names}) == len(names)


@given(
    st.lists(st.sampled_from(["SCMP", "India Times", "The Hindu", "Le Monde", "Nikkei Asia"]), min_size=3, unique=True)
)
@settings(max_examples=50, deadline=None)
def test_a_joined_list_splits_into_what_was_joined(names: list[str]):
    assert split_outlets(f"{', '.join(names[:-1])}, and {names[-1]}.") == tuple(names)
    assert split_outlets(f"{', '.join(names[:-1])} and {names[-1]}") == tuple(names)
