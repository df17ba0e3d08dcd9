"""What a page says about its article: one rule a test, on markup written for it."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive_app.model.article import Origin, Part
from archive_app.parsing.beside_title import read_beside_title
from archive_app.parsing.facts import StatedFacts, merged
from archive_app.parsing.markup import lighten
from archive_app.parsing.metadata import read_metadata
from archive_app.parsing.page_blocks import page_blocks
from archive_app.parsing.page_lines import page_lines
from archive_app.parsing.tree import read_tree

DAY = date(2024, 5, 3)
STORY = (
    "<p>The old bridge was closed on 1 January 2020 and opened again two winters later, said those who built it.</p>"
)


def facts(body: str, head: str = "", lang: str = "en", *data: dict[str, object]) -> StatedFacts:
    scripts = "".join(f"<script type='application/ld+json'>{json.dumps(each)}</script>" for each in data)
    markup = f"<html lang='{lang}'><head>{head}{scripts}</head><body>{body}{STORY}</body></html>"
    light = lighten(markup)
    tree = read_tree(light.markup)
    stated = read_metadata(tree, light.json_ld)
    return merged(stated, read_beside_title(page_lines(page_blocks(tree)), stated))


def article(**values: object) -> dict[str, object]:
    return {"@type": "NewsArticle", "headline": "Rates stay high", **values}


def sure(found: StatedFacts, part: Part) -> bool:
    return found.provenance[part].sure


# ---- titles


def test_a_kicker_in_the_heading_is_no_part_of_the_title():
    heading = "<h1><span class='kicker'>Economy</span> <span>Rates stay high for now</span></h1>"
    assert facts(heading).title == "Rates stay high for now"


def test_a_kicker_that_the_stated_title_has_too_is_kept():
    heading = "<h1><span class='kicker'>Economy:</span> <span>Rates stay high for now</span></h1>"
    assert facts(heading, "", "en", article(headline="Economy: Rates stay high for now")).title == (
        "Economy: Rates stay high for now"
    )


def test_a_heading_that_leads_to_the_start_page_is_no_title():
    body = "<h1><a href='/'>Hive Weekly News</a></h1><h2>Rates stay high</h2>"
    assert facts(body, "<title>Rates stay high - Hive Weekly News</title>").title == "Rates stay high"


def test_a_heading_in_capitals_is_kept_as_printed():
    assert facts("<h1>RATES STAY HIGH</h1>", "<title>Rates stay high | Hive</title>").title == "RATES STAY HIGH"


def test_character_references_in_a_stated_title_are_resolved():
    assert facts("", "<meta property='og:title' content='Rates &amp;amp; wages'>").title == "Rates & wages"


@pytest.mark.parametrize(
    "tail", [" | Hive Weekly", " – Hive Weekly", " » hiveweekly", " · Hive Weekly", " │ Hive Weekly"]
)
def test_the_site_s_name_is_no_part_of_the_title(tail: str):
    head = f"<title>Rates stay high{tail}</title><meta property='og:site_name' content='Hive Weekly'>"
    assert facts("", head).title == "Rates stay high"


def test_the_name_that_a_site_heads_all_its_pages_with_is_no_title():
    head = "<title>Rates stay high - Anna Example</title><meta property='og:title' content='Rates stay high'>"
    assert facts("<h1>Hive Weekly</h1>", head).title == "Rates stay high"
    alone = "<title>Economy</title>"
    assert facts("<h1>Rates stay high</h1>", alone).title == "Rates stay high"


def test_a_title_that_its_own_quotation_mark_has_cut_is_whole():
    whole = 'Board calls the rates "too high"'
    head = f'<meta property="og:title" content="{whole}"><title>{whole}</title>'
    assert facts("", head).title == whole


# ---- dates


def test_a_date_stated_for_machines_is_sure():
    found = facts("<h1>Rates stay high</h1>", "", "en", article(datePublished="2024-05-03"))
    assert (found.published, sure(found, Part.PUBLISHED)) == (DAY, True)
    assert found.provenance[Part.PUBLISHED].origin is Origin.STRUCTURED


def test_the_day_the_page_prints_counts_where_machines_are_told_the_day_in_utc():
    body = "<h1>Rates stay high</h1><time>May 3, 2024, 9:30 pm EDT</time>"
    assert facts(body, "", "en", article(datePublished="2024-05-04T01:30:00Z")).published == DAY


def test_the_day_in_the_address_counts_where_machines_are_told_the_day_in_utc():
    head = "<link rel='canonical' href='https://example.org/2024/05/03/rates'>"
    assert facts("", head, "en", article(datePublished="2024-05-04T01:30:00Z")).published == DAY


def test_the_date_of_a_change_is_an_unsure_date():
    found = facts("<h1>Rates stay high</h1>", "", "en", article(dateModified="2024-05-03"))
    assert (found.published, sure(found, Part.PUBLISHED)) == (DAY, False)


def test_the_date_of_publication_counts_before_that_of_a_change():
    body = "<h1>Rates stay high</h1><p class='date'>Updated: 9 May 2024. Published: 3 May 2024</p>"
    found = facts(body)
    assert (found.published, sure(found, Part.PUBLISHED)) == (DAY, True)


@pytest.mark.parametrize(
    "mark",
    [
        "<time datetime='2024-05-03T10:00'>Friday</time>",
        "<span class='newsDate'>3.5.24</span>",
        "<div class='article-meta'>by Anna Example · 3 May 2024</div>",
        "<span itemprop='datePublished' content='2024-05-03'>Friday</span>",
        "<p class='publishedAt'>3 May 2024</p>",
    ],
)
def test_a_marked_date_beside_the_headline_is_sure(mark: str):
    found = facts(f"<h1>Rates stay high</h1>{mark}")
    assert (found.published, sure(found, Part.PUBLISHED)) == (DAY, True)


def test_the_date_of_a_teaser_is_not_surely_the_article_s():
    teaser = "<div class='teaser'><h3>Another story</h3><time datetime='2023-01-01'>1 January 2023</time></div>"
    under = facts(f"<h1>Rates stay high</h1>{STORY}{STORY}{teaser}")
    assert under.published is None or not sure(under, Part.PUBLISHED)
    menu = "<nav><time datetime='2023-01-01'>1 January 2023</time></nav>"
    assert facts(f"{menu}<h1>Rates stay high</h1>").published is None


def test_an_element_around_both_headline_and_date_makes_no_furniture_of_the_date():
    body = "<div class='widget'><h1>Rates stay high</h1><time datetime='2024-05-03'></time></div>"
    assert facts(body).published == DAY


@pytest.mark.parametrize(
    "address", ["2024/05/03/rates", "rates-2024-05-03", "news/20240503-rates", "2024-05/03/c_11", "03-05-2024"]
)
def test_a_date_in_the_address_is_sure_where_it_is_complete(address: str):
    found = facts("", f"<link rel='canonical' href='https://example.org/{address}'>")
    assert (found.published, sure(found, Part.PUBLISHED)) == (DAY, True)
    assert found.provenance[Part.PUBLISHED].origin is Origin.ADDRESS


def test_a_date_that_is_a_part_of_the_page_s_title_is_unsure():
    found = facts("<h1>Rates stay high</h1>", "<title>Rates stay high | Coast Post | 03.05.2024</title>")
    assert (found.published, sure(found, Part.PUBLISHED)) == (DAY, False)


def test_a_line_that_names_the_day_of_publication_counts_wherever_it_stands():
    found = facts("<h1>Rates</h1><p>Ana Lima</p>" + STORY * 20 + "<p>First published: 3 May 2024, 10:30</p>")
    assert (found.published, sure(found, Part.PUBLISHED)) == (DAY, False)


@pytest.mark.parametrize(
    "lines",
    [
        "<p>First published: 3 May 2024</p><p>First published: 4 May 2024</p>",
        "<p>Date: 3 May 2024</p>",
        "<p>Published in 300 towns until 3 May 2024</p>",
    ],
    ids=["two days", "any date", "sentence"],
)
def test_other_lines_far_from_the_headline_make_no_date(lines: str):
    assert facts("<h1>Rates</h1>" + STORY * 20 + lines).published is None


@pytest.mark.parametrize("attribute", ["content", "value"])
def test_a_meta_tag_may_have_its_content_in_either_attribute(attribute: str):
    found = facts("<h1>Rates</h1>", f"<meta name='article:published_time' {attribute}='2024-05-03T10:00:00'>")
    assert (found.published, sure(found, Part.PUBLISHED)) == (DAY, True)


def test_data_for_machines_is_read_from_a_script_that_forgot_its_type():
    data = json.dumps({"@context": "https://schema.org", **article(datePublished="2024-05-03")})
    found = facts("<h1>Rates stay high</h1>", f"<script>{data}</script>")
    assert (found.published, found.provenance[Part.PUBLISHED].origin) == (DAY, Origin.STRUCTURED)


def test_a_month_in_the_address_makes_no_date():
    assert facts("", "<link rel='canonical' href='https://example.org/2024/05/rates'>").published is None


def test_a_date_on_a_line_of_its_own_is_sure_and_one_within_a_line_is_not():
    alone = facts("<h1>Rates stay high</h1><p>3 May 2024</p>")
    within = facts("<h1>Rates stay high</h1><p>Hamburg, 3 May 2024</p>")
    assert alone.published == within.published == DAY
    assert (sure(alone, Part.PUBLISHED), sure(within, Part.PUBLISHED)) == (True, False)


def test_no_date_is_made_from_the_text_of_the_story():
    assert facts(f"<h1>Rates stay high</h1>{STORY}").published is None


def test_a_date_that_the_publishing_system_stored_gives_way_to_the_printed_one():
    body = "<h1>Rates stay high</h1><span class='date'>3 May 2024</span>"
    assert facts(body, "<meta name='dcterms.date' content='2024-04-28'>").published == DAY


@pytest.mark.parametrize(("lang", "printed"), [("en-US", "5/3/2024"), ("en-GB", "3/5/2024"), ("fr", "03/05/2024")])
def test_the_language_of_a_page_tells_day_from_month(lang: str, printed: str):
    assert facts(f"<h1>Rates stay high</h1><span class='date'>{printed}</span>", "", lang).published == DAY


def test_english_of_no_country_does_not_tell_day_from_month():
    assert facts("<h1>Rates stay high</h1><span class='date'>3/5/2024</span>", "", "en").published is None


# ---- bylines


@pytest.mark.parametrize(
    "mark",
    [
        "<p class='byline'>By Anna Example</p>",
        "<a rel='author' href='/x'>Anna Example</a>",
        "<span itemprop='author'>Anna Example</span>",
        "<a href='/authors/anna-example'>Anna Example</a>",
        "<div class='articleAuthor'>Anna Example, senior editor</div>",
        "<p class='autor'>Von Anna Example | 3. Mai 2024</p>",
        "<p>By Anna Example</p>",
        "<p>3 May 2024 | by Anna Example</p>",
    ],
)
def test_a_marked_or_worded_author_is_sure(mark: str):
    found = facts(f"<h1>Rates stay high</h1>{mark}")
    assert (found.byline, sure(found, Part.BYLINE)) == ("Anna Example", True)


def test_a_name_beside_the_date_is_an_unsure_byline():
    found = facts("<h1>Rates stay high</h1><p>3 May 2024 | 10:00 | Anna Example</p>")
    assert (found.byline, sure(found, Part.BYLINE)) == ("Anna Example", False)


def test_authors_that_are_marked_together_are_one_byline():
    body = "<h1>Rates</h1><a rel='author' href='/a'>Anna Example</a>, <a rel='author' href='/b'>Ben Example</a>"
    assert facts(body).byline == "Anna Example, Ben Example"


@pytest.mark.parametrize("name", ["Hive Weekly", "hive.example", "World Desk", "Staff", "Redaktion", "Hive Media GmbH"])
def test_the_site_or_a_desk_as_author_is_unsure(name: str):
    head = "<meta property='og:site_name' content='Hive Weekly'><link rel='canonical' href='https://hive.example/a'>"
    found = facts("<h1>Rates stay high</h1>", head, "en", article(author={"name": name}))
    assert found.byline == name
    assert not sure(found, Part.BYLINE)


def test_a_person_named_on_the_page_counts_before_a_desk_stated_for_machines():
    body = "<h1>Rates stay high</h1><p class='byline'>By Anna Example</p>"
    assert facts(body, "", "en", article(author={"name": "World Desk"})).byline == "Anna Example"


@pytest.mark.parametrize(
    "text", ["Register", "Log in", "About the author", "2 comments", "© Anna Example", "Read more"]
)
def test_navigation_is_no_byline(text: str):
    assert facts(f"<h1>Rates stay high</h1><a class='author' href='#'>{text}</a>").byline is None


def test_a_link_to_the_reader_s_account_over_the_headline_is_no_byline():
    assert facts("<a href='/people/me'>My page</a><h1>Rates stay high</h1>").byline is None


def test_the_site_s_name_behind_the_author_is_left_out():
    head = "<meta property='og:site_name' content='Hive'>"
    assert facts("<h1>Rates</h1><p class='byline'>By Anna Example, Hive North</p>", head).byline == "Anna Example"


# ---- site, address, language


def test_the_site_s_name_comes_from_its_meta_tag_then_the_publisher():
    publisher = article(publisher={"name": "Hive Media"})
    assert facts("", "<meta property='og:site_name' content='Hive Weekly'>", "en", publisher).site_name == "Hive Weekly"
    assert facts("", "", "en", publisher).site_name == "Hive Media"
    item = "<div itemprop='publisher'><meta itemprop='name' content='Hive Weekly'></div>"
    assert facts(item).site_name == "Hive Weekly"


def test_a_site_that_is_named_by_its_host_gets_its_real_name():
    head = "<link rel='canonical' href='https://www.scmp.com/a'><meta property='og:site_name' content='SCMP.com'>"
    assert facts("", head).site_name == "South China Morning Post"
    unknown = (
        "<link rel='canonical' href='https://hive.example/a'><meta property='og:site_name' content='hive.example'>"
    )
    assert facts("", unknown).site_name == "hive.example"
    assert facts("", unknown, "en", article(publisher={"name": "Hive Weekly"})).site_name == "Hive Weekly"


def test_a_publisher_that_is_the_known_outlet_of_the_address_counts_before_a_section():
    head = "<link rel='canonical' href='https://www.reuters.com/a'><meta property='og:site_name' content='U.S.'>"
    assert facts("", head, "en", article(publisher={"name": "Reuters"})).site_name == "Reuters"


def test_the_company_behind_a_site_s_name_is_left_out():
    assert facts("", "", "en", article(publisher={"name": "Hive Weekly - Hive Media GmbH"})).site_name == "Hive Weekly"


def test_the_tail_of_the_title_names_the_site_where_it_is_the_host_s():
    head = "<title>Rates stay high | Hive Weekly</title><link rel='canonical' href='https://hiveweekly.example/a'>"
    assert facts("", head).site_name == "Hive Weekly"


def test_the_canonical_address_counts_before_others():
    head = "<meta property='og:url' content='https://example.org/b'><link rel='canonical' href='https://example.org/a'>"
    found = facts("", head)
    assert (found.url, found.provenance[Part.URL].rule) == ("https://example.org/a", "link rel=canonical")


def test_an_address_that_is_none_is_passed_over():
    head = "<link rel='canonical' href='/a'><meta property='og:url' content='https://example.org/b'>"
    assert facts("", head).url == "https://example.org/b"


def test_every_value_says_where_it_comes_from():
    found = facts(
        "<h1>Rates stay high</h1><p>By Anna Example</p>",
        "<link rel='canonical' href='https://example.org/2024/05/03/a'><meta name='application-name' content='Hive'>",
    )
    assert set(found.provenance) == {
        Part.TITLE, Part.BYLINE, Part.PUBLISHED, Part.SITE_NAME, Part.URL, Part.LANGUAGE,
    }  # fmt: skip
    assert all(each.rule for each in found.provenance.values())


PIECES = """
<h1>|</h1>|<h1><span>A</span> B</h1>|<time datetime='|<time>3/5/2024</time>|<p class='byline date author'>|By A B|</p>
<a rel=author href='/author/x'>|<meta name=author content=|<meta property='article:published_time' content='2024-99-99'>
<link rel=canonical href=|<title>A | B - C</title>|<div itemprop=publisher>|<div itemprop='author datePublished'>
<html lang=|31.12.99|'|"|>|&#0;|<br>|<table>|1. Mai 2024 | A B|更新 2024年5月3日|记者 王|<span class='|☃|—|</a>
"""
MARKUP = st.lists(st.sampled_from(PIECES.replace("\n", "|").split("|")), max_size=50).map("".join)


@given(MARKUP)
@settings(max_examples=100, deadline=None)
def test_mangled_markup_states_clean_facts_or_none(markup: str):
    light = lighten(markup)
    tree = read_tree(light.markup)
    stated = read_metadata(tree, light.json_ld)
    found = merged(stated, read_beside_title(page_lines(page_blocks(tree)), stated))
    for value in (found.title, found.byline, found.site_name):
        assert value is None or (value.strip() == value != "" and len(value.splitlines()) == 1)


@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=80))
@settings(max_examples=100, deadline=None)
def test_any_values_in_the_data_for_machines_are_read_or_left(title: str, author: str, day: str):
    found = facts(
        "<h1>A</h1>", "", "en", article(headline=title, author=[author, {"name": [author]}], datePublished=day)
    )
    assert found.published is None or isinstance(found.published, date)
    assert found.title is None or found.title.strip()
