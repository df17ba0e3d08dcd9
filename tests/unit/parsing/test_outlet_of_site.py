import pytest

from archive_app.parsing.outlet_of_site import host_name, is_site_name, outlet_of_site


@pytest.mark.parametrize(
    ("site", "address", "outlet"),
    [
        ("Valley Post", "https://valleypost.example/a", "Valley Post"),
        ("Valley Post | Weather | Sports | Jobs", "https://www.valleypost.example/a", "Valley Post"),
        ("All about boats – Harbour.example", "https://harbour.example/a", "Harbour.example"),
        ("Krieg und Frieden | Die WARTE", "https://www.warte.example/a", "Die WARTE"),
        ("Anglers | boats.example", "https://blog.boats.example/a", "boats.example"),
        ("Hill Story - Thirty Years of Independent Journalism", None, "Hill Story"),
        ("Yahoo News - Latest News & Headlines", "https://news.example/a", "Yahoo News"),
        ("Politics: A Handbook", "https://example.org/a", "Politics"),
        ("Plus-Size Fashion - BLOG", "https://example.org/a", "Plus-Size Fashion - BLOG"),
        ("Das Leben, der Meister und ich", "https://example.org/a", "Das Leben, der Meister und ich"),
        ("☆☆☆ - Hill Watch e.V. - News", "https://hillwatch.example/a", "Hill Watch"),
    ],
)
def test_of_a_site_s_name_the_part_that_names_it_counts(site: str, address: str | None, outlet: str):
    assert outlet_of_site(site, address) == outlet


@pytest.mark.parametrize(
    ("site", "outlet"),
    [
        ("https://www.valleypost.example/", "valleypost.example"),
        ("www.valleypost.example", "valleypost.example"),
        ("Valleypost.example", "Valleypost.example"),
        ("http://www.scmp.com", "South China Morning Post"),
        ("Scmp.com", "South China Morning Post"),
    ],
)
def test_a_site_that_is_named_by_its_address_goes_by_its_host(site: str, outlet: str):
    assert outlet_of_site(site, "https://www.valleypost.example/a") == outlet


@pytest.mark.parametrize("site", ["Hive Media GmbH", "Hive Media, Inc.", "Hive Media e.V.", "Hive Media Sp. z o.o."])
def test_the_legal_form_of_a_company_is_no_part_of_the_outlet_s_name(site: str):
    assert outlet_of_site(site, None) == "Hive Media"


@pytest.mark.parametrize(
    ("site", "address", "outlet"),
    [
        ("Hosted", "https://hosted.ap.org/valleypost/a", "The Associated Press"),
        ("Magazine", "https://www.nationalgeographic.com/magazine/a", "National Geographic"),
        ("SCMP", "https://www.scmp.com/scmp/a", "SCMP"),
        ("Valley Notes", "https://www.scmp.com/a", "Valley Notes"),
        ("Magazine", "https://hive.example/magazine/a", "Magazine"),
    ],
)
def test_a_section_of_a_known_outlet_s_address_is_not_taken_for_an_outlet(site: str, address: str, outlet: str):
    assert outlet_of_site(site, address) == outlet


def test_a_headline_in_the_place_of_the_name_gives_way_to_the_host():
    headline = "Why so many of the ferries were late again on Monday - a long story"
    assert outlet_of_site(headline, "https://www.hive.example/a") == "hive.example"
    assert outlet_of_site(headline, None) == headline


@pytest.mark.parametrize("name", ["{$plugin.site_name}", "{{ site.name }}", "[[title]]", "Home", "Startseite"])
def test_what_a_template_leaves_unfilled_is_no_name(name: str):
    assert not is_site_name(name, "Ferry late again")


def test_the_headline_itself_is_no_site_s_name():
    assert not is_site_name("Ferry late, again!", "Ferry late again")
    assert is_site_name("Ferry Times", "Ferry late again")
    assert is_site_name("Ferry Times", "")


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.hive.example/a", "hive.example"),
        ("https://archive.example/web/20160218174457/http://old.hive.example/2010/a", "old.hive.example"),
        ("https://xn--bcher-kva.example/a", "bücher.example"),
        ("http://localhost:8000/a", None),
        ("http://127.0.0.1/a", None),
        (None, None),
    ],
)
def test_a_host_names_a_site_for_want_of_a_name(address: str | None, host: str | None):
    assert host_name(address) == host
