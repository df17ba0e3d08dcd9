"""Articles are found by names: outlets in their roles, tags and marks, however they are written."""

from datetime import date

import pytest

from archive_app.model.annotations import Annotations
from archive_app.model.article import Credit, CreditRole, Origin, Part, Provenance
from archive_app.model.search import Scope
from archive_app.search.filters import toggled


def test_outlets_are_found_in_a_role_by_any_of_their_names(library, make):
    library.add(
        make(id=1, credits=(Credit("SCMP", CreditRole.CREDITED),)),
        make(id=2, credits=(Credit("South China Morning Post", CreditRole.FURTHER_READING),)),
        make(id=3, credits=(Credit("The Harbour Gazette", CreditRole.PUBLISHER),)),
    )
    assert sorted(library.ids("credit:scmp")) == [1, 2]
    assert library.ids("credited:scmp") == library.ids("outlet:scmp.com") == [1]
    assert library.ids('further:"south china morning post"') == [2]
    assert library.ids('publisher:"The Harbour Gazette"') == library.ids('outlet:"the harbour gazette"') == [3]
    assert library.ids("publisher:harbour") == [], "a name is found only as a whole"
    assert library.ids('outlet:"the har"', prefix=True) == []
    assert library.ids("outlet:the*") == library.ids("outlet:the", prefix=True) == [3]


def test_articles_are_found_by_tags_and_marks(library, make):
    library.add(
        make(id=1, annotations=Annotations(starred=True, tags=("C++", "Ferry line")), takeaways=("One point.",)),
        make(id=2, annotations=Annotations(note="Ask the board."), published=date(2024, 1, 1)),
        make(id=3, credits=(Credit("BBC", CreditRole.CREDITED), Credit("CNN", CreditRole.FURTHER_READING))),
        make(id=4, credits=(Credit("BBC", CreditRole.CREDITED),), url="https://www.scmp.com/a"),
        make(id=5, title_derived=True, provenance={Part.BYLINE: Provenance(Origin.EDITED)}),
    )
    assert library.ids('tag:"ferry line"') == library.ids('tag:"c++"') == library.ids("is:starred") == [1]
    assert library.ids("has:takeaways") == library.ids("has:tag") == [1]
    assert library.ids("has:note") == library.ids("has:date") == [2]
    assert sorted(library.ids("has:credit")) == [3, 4]
    assert sorted(library.ids("has:no-credit -is:starred")) == [2, 5]
    assert library.ids("is:unlisted") == [3]
    assert library.ids("is:mismatched") == [4]
    assert library.ids("is:unsure") == library.ids("is:corrected") == [5]
    assert library.search("", facets=True).facets["tag"] == {"C++": 1, "Ferry line": 1}


@pytest.mark.parametrize(
    "name",
    ['The "Deep" Sea', "The “Deep” Sea", "„Deep Sea“", "Deep ‘Sea’", "Rock 'n' Roll", "People’s Voice", "'90s", '"'],
)
def test_a_name_with_quote_marks_is_found_as_it_is_shown_and_as_it_is_completed(library, make, name):
    credit = Credit(name, CreditRole.CREDITED)
    library.add(make(id=1, credits=(credit,), annotations=Annotations(tags=(name,))), make(id=2))
    library.index.verify()
    for facet in ("outlet", "tag"):
        if any(letter.isalnum() for letter in name):
            chosen = toggled("", facet, name)
            assert library.ids(chosen) == [1]
            assert library.search(chosen, facets=True).chosen == {facet: (name,)}
            assert toggled(chosen, facet, name) == ""
    for typed in ("credit:", "outlet:", "tag:"):
        for one in library.index.complete(typed, len(typed), Scope.ARTICLES):
            assert library.ids(one.text) == [1]


def test_an_apostrophe_of_either_kind_is_the_same_in_a_name(library, make):
    library.add(make(id=1, annotations=Annotations(tags=("People’s Voice",))))
    assert library.ids('tag:"people\'s voice"') == library.ids('tag:"PEOPLE’S VOICE"') == [1]
