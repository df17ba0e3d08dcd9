from collections.abc import Iterator
from datetime import date

from archive_app.model.article import Origin, Part, Provenance
from archive_app.parsing.facts import NOTHING_STATED, Claim, StatedFacts, best, claim, facts_of, merged


def test_the_first_sure_claim_counts_before_an_earlier_unsure_one():
    claims = [None, claim("Desk", Origin.META, "a", sure=False), claim("Anna Example", Origin.MARKED, "b")]
    found = best(claims)
    assert found is not None
    assert (found.value, found.provenance.rule) == ("Anna Example", "b")


def test_an_unsure_claim_counts_where_nothing_is_sure():
    found = best([claim("Desk", Origin.META, "a", sure=False), claim("Newsroom", Origin.META, "b", sure=False)])
    assert found is not None
    assert found.value == "Desk"


def test_claims_after_a_sure_one_are_not_asked_for():
    def claims() -> Iterator[Claim[str]]:
        yield claim("sure", Origin.META, "a")
        raise AssertionError("asked for another claim")

    found = best(claims())
    assert found is not None
    assert found.value == "sure"


def test_no_claims_make_no_value():
    assert best([]) is best([None]) is None
    assert facts_of() == NOTHING_STATED


def test_what_the_file_states_comes_before_what_the_page_states():
    file = StatedFacts(url="https://example.org/saved")
    page = facts_of(
        url=claim("https://example.org/canonical", Origin.META, "link rel=canonical"),
        published=claim(date(2024, 5, 3), Origin.META, "meta date"),
    )
    facts = merged(file, page)
    assert (facts.url, facts.published) == ("https://example.org/saved", date(2024, 5, 3))
    assert facts.provenance[Part.URL].origin is Origin.FILE
    assert facts.provenance[Part.PUBLISHED].rule == "meta date"


def test_an_unsure_value_of_the_file_gives_way_to_a_sure_one_of_the_page():
    file = StatedFacts(title="Saved page", provenance={Part.TITLE: Provenance(Origin.FILE, sure=False)})
    page = facts_of(title=claim("Rates stay high", Origin.META, "meta og:title"))
    assert merged(file, page).title == "Rates stay high"
    assert merged(file, NOTHING_STATED).title == "Saved page"


def test_only_parts_with_a_value_have_a_provenance():
    assert set(facts_of(title=claim("Rates", Origin.META, "a")).provenance) == {Part.TITLE}
