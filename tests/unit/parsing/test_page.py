import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive_app.model.article import BlockKind, Credit, CreditRole, Origin, ParsedArticle, Part, Provenance
from archive_app.parsing.linked_data import read_linked_data
from archive_app.parsing.markup import lighten
from archive_app.parsing.page import read_page

STORY = tuple(
    f"Paragraph {number} tells at some length how the town rebuilt its {thing} after the flood, who paid for it, "
    "and why the work took two winters longer than anybody had planned for."
    for number, thing in enumerate(("bridge", "market hall", "school", "weir"), start=1)
)
POINTS = ("The bridge is open to carts and cyclists again.", "The market hall stands a metre higher than before.")


def page(head: str = "", before: str = "", after: str = "") -> ParsedArticle:
    story = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
    markup = f"<html lang='en'><head>{head}</head><body><article>{before}{story}{after}</article></body></html>"
    article = read_page(lighten(markup))
    assert article is not None
    return article


def listed(*items: str) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


@pytest.mark.parametrize(
    "box",
    [
        f"<h3>Key Points</h3>{listed(*POINTS)}",
        f"<div class='x'><div>KEY TAKEAWAYS</div><div><div>{listed(*POINTS)}</div></div></div>",
        f"<p><strong>Das Wichtigste in Kürze:</strong></p>{listed(*POINTS)}",
        f"<section><h2>Summary</h2>{listed(*POINTS)}</section>",
        f"<div class='bi-bulletpoints'><p>{POINTS[0]}</p><p>{POINTS[1]}</p></div>",
        f"<ul class='summary-list'><li>{POINTS[0]}</li><li>{POINTS[1]}</li></ul>",
    ],
)
def test_key_points_are_found_in_their_box_and_not_again_in_the_story(box: str):
    article = page(before=f"<h1>After the flood</h1>{box}")
    assert article.takeaways == POINTS
    assert tuple(block.text for block in article.blocks) == STORY


@pytest.mark.parametrize(
    "trap",
    [
        "<h3>In brief</h3>"
        + listed("<a href=1>Rain delays the harvest again</a>", "<a href=2>New rules for boats agreed</a>"),
        "<nav><h3>Highlights</h3>" + listed(*POINTS) + "</nav>",
        "<div class='related'><h3>Key points</h3>" + listed(*POINTS) + "</div>",
        "<h3>Highlights</h3><p>The day ended with a long walk along the new weir and a meal for all.</p>",
        "<h3>Summary</h3>" + listed("12 km", "34 min"),
        "<p>He said at a glance it was clear.</p>" + listed("ten", "twenty"),
    ],
)
def test_a_similar_heading_alone_makes_no_takeaways(trap: str):
    assert page(before="<h1>After the flood</h1>", after=trap).takeaways == ()


def test_facts_come_from_json_ld_before_meta_tags_and_the_page():
    node = {
        "@type": "NewsArticle",
        "headline": "After the flood",
        "datePublished": "2021-10-02",
        "author": [{"@type": "Person", "name": "Anna Example"}],
        "publisher": {"name": "Valley Post"},
    }
    head = (
        f"<script type='application/ld+json'>{json.dumps({'@graph': [node]})}</script><meta name=author content=Other>"
    )
    article = page(head + "<meta name=date content=2020-01-01>", "<h1>Another heading here</h1>")
    assert (article.title, article.byline, str(article.published)) == ("After the flood", "Anna Example", "2021-10-02")
    assert article.credits == (Credit("Valley Post", CreditRole.PUBLISHER),)


def test_facts_come_from_meta_tags_where_there_is_no_json_ld():
    head = (
        "<title>After the flood | Valley Post</title><meta property='og:site_name' content='Valley Post'>"
        "<meta name=author content='By Weather Desk'>"
        "<meta property='article:published_time' content='2021-10-02T08:00Z'>"
        "<link rel=canonical href='https://example.org/flood'>"
    )
    article = page(head)
    assert (article.title, article.byline, str(article.published)) == ("After the flood", "Weather Desk", "2021-10-02")
    assert (article.site_name, article.url) == ("Valley Post", "https://example.org/flood")


def test_facts_come_from_the_page_where_nothing_is_stated():
    article = page(before="<h1>After the flood</h1><p>By Weather Desk</p><p>2 October 2021</p>")
    assert (article.title, article.byline, str(article.published)) == ("After the flood", "Weather Desk", "2021-10-02")
    assert tuple(block.text for block in article.blocks) == STORY


def test_a_page_without_a_title_gets_one_from_its_text():
    article = page()
    assert article.title_derived
    assert article.provenance[Part.TITLE] == Provenance(Origin.GUESSED, sure=False, rule="start of the text")
    assert article.title.startswith("Paragraph 1 tells at some length")


def test_credit_lines_and_closing_lists_are_taken_out_of_the_story():
    after = "<p>If you wish to read more, visit Valley Post and The Hindu.</p><p>Source: Reuters</p>"
    article = page(before="<h1>After the flood</h1>", after=after)
    assert article.outlets(CreditRole.FURTHER_READING) == ("Valley Post", "The Hindu")
    assert article.outlets(CreditRole.CREDITED) == ("Reuters",)
    assert tuple(block.text for block in article.blocks) == STORY


def test_blocks_keep_their_kind():
    extra = "<h2>What comes next</h2>" + listed("The weir is raised once more.", "The school gets a second roof.")
    article = page(before="<h1>After the flood</h1>", after=extra + f"<p>{STORY[0].replace('1', '5')}</p>")
    kinds = [block.kind for block in article.blocks]
    assert kinds[4:7] == [BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.LIST_ITEM]


@pytest.mark.parametrize(
    "script",
    [
        '{"@type":"Article","headline":"A","datePublished":"2021-10-02",}',
        '<!-- {"@type":"Article","headline":"A","datePublished":"2021-10-02"} -->',
        '[{"@type":"WebPage"},{"@graph":[{"@type":["Thing","NewsArticle"],"headline":"A","datePublished":"2021-10-02"}]}]',
        '{"@type":"Article","headline":"A\n","datePublished":"2021-10-02"};',
    ],
)
def test_json_ld_is_read_however_it_is_written(script: str):
    facts = read_linked_data([script])
    assert (facts.title, str(facts.published)) == ("A", "2021-10-02")


@pytest.mark.parametrize(
    "script", ["[" * 100_000, '{"a":' * 50_000, "null", "", "{", '{"@type":1,"author":{"name":[1]}}']
)
def test_broken_or_deep_json_ld_states_nothing(script: str):
    facts = read_linked_data([script])
    assert (facts.title, facts.byline) == (None, None)


def test_lightening_takes_out_scripts_styles_comments_and_inlined_images():
    markup = "a<script>x</script>b<STYLE>y</STYLE>c<!-- z -->d<img src='data:image/png;base64," + "A" * 500 + "'>e"
    assert lighten(markup).markup == "abcd<img src='data:,'>e"


def test_lightening_ends_a_comment_at_its_first_end_mark_and_an_element_in_letters_of_any_case():
    assert lighten("a<!-- - --->b<Script>x</b></SCRIPT >c<!---->d").markup == "abcd"


def test_lightening_keeps_the_text_after_an_element_that_never_ends():
    assert lighten("a<script>b<script>c").markup == "a<script>b<script>c"


PIECES = """
<p>|</p>|<ul>|<li>|</li>|<h1>|<h2>Key points</h2>|<div class='byline'>|<!--|-->|<script>|</script>|<br>|<pre>|<title>
<svg>|<script type='application/ld+json'>|{"@type":"Article","author":|<|>|&#0;|&#xD800;|<table><tr><td>
Credited from: SCMP|By A B|\x00|words and words |<meta name=date content=|'|"|<a href=data:image/png;base64,|2024-01-01
"""
MARKUP = st.lists(st.sampled_from(PIECES.replace("\n", "|").split("|")), max_size=60).map("".join)


@given(MARKUP)
@settings(max_examples=100, deadline=None)
def test_mangled_markup_is_read_or_says_nothing(markup: str):
    article = read_page(lighten(markup))
    if article is not None:
        parts = (article.title, *article.takeaways, *(block.text for block in article.blocks))
        assert all(part and len(part.splitlines()) == 1 for part in parts)
