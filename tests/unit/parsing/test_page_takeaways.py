import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from archive_app.model.article import Origin, Provenance
from archive_app.parsing.page_takeaways import find_page_takeaways
from archive_app.parsing.statements import StatedTakeaways
from archive_app.parsing.tree import read_tree

TITLE = "After the flood"
POINTS = (
    "The bridge is open to carts and to cyclists again since Monday.",
    "The market hall stands a whole metre higher than it did before.",
    "Two more winters will pass before the weir is finished at last.",
)
STORY = "".join(
    f"<p>Paragraph {number} tells at some length how the town rebuilt its {thing} after the flood, who paid for it, "
    "and why the work took two winters longer than anybody had planned for.</p>"
    for number, thing in enumerate(("bridge", "market hall", "school", "weir"), start=1)
)
HEADLINE = f"<h1>{TITLE}</h1>"


def listed(*items: str) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def found(body: str, title: str = TITLE) -> StatedTakeaways | None:
    return find_page_takeaways(read_tree(f"<html><body>{body}</body></html>"), title)


def items(body: str) -> tuple[str, ...]:
    stated = found(body)
    return stated.items if stated else ()


@pytest.mark.parametrize(
    "label",
    [
        "Key takeaways", "Key points:", "Key Takeaways (AI-generated)", "Das Wichtigste in Kürze", "Darum geht’s",
        "Ce qu’il faut retenir", "Points clés", "Las claves", "Puntos clave", "Pontos principais", "Em resumo",
        "Punti chiave", "In sintesi", "Het belangrijkste in het kort", "Kernpunten", "Kort fortalt", "Saken oppsummert",
        "I korthet", "Snabbversionen", "Hovedpointer", "Det skal du vide", "要点", "新聞重點", "内容提要",
        "この記事のポイント", "3行まとめ", "핵심 요약", "세줄 요약", "أبرز النقاط", "باختصار", "Главное",
        "Если коротко",
    ],
)  # fmt: skip
def test_the_list_under_a_heading_is_found_in_each_language(label: str):
    stated = found(f"{HEADLINE}<h3>{label}</h3>{listed(*POINTS)}{STORY}")
    assert stated == StatedTakeaways(POINTS, Provenance(Origin.WORDED, sure=True, rule=f"heading “{label}”"))


@pytest.mark.parametrize(
    "box",
    [
        f"<h3>Key <b>points</b></h3>{listed(*POINTS)}",
        f"<div><i></i>Key points{listed(*POINTS)}</div>",
        "<h3>Key points</h3>" + "".join(f"<p>• {point}</p>" for point in POINTS),
        f"<h3>Key points</h3><p>• {'<br>• '.join(POINTS)}</p>",
        "<div class='b'><h3>Key points</h3>" + "".join(f"<p>{point}</p>" for point in POINTS) + "</div>",
    ],
)
def test_a_heading_s_points_are_found_however_they_are_marked_up(box: str):
    assert items(f"{HEADLINE}{box}{STORY}") == POINTS


@pytest.mark.parametrize(
    ("box", "name"),
    [
        (f"<ul class='summary-list'>{listed(*POINTS)[4:]}", "summary-list"),
        (f"<div class='ArticleKeyPoints'>{listed(*POINTS)}</div>", "key-points"),
        (f"<div class='css-x1' data-testid='key_takeaways'>{listed(*POINTS)}</div>", "key-takeaways"),
        (f"<section id='tldr'>{listed(*POINTS)}</section>", "tldr"),
    ],
)
def test_a_box_is_known_by_what_its_author_called_it(box: str, name: str):
    stated = found(f"<header>{HEADLINE}</header><article>{STORY}</article>{box}")
    assert stated == StatedTakeaways(POINTS, Provenance(Origin.MARKED, sure=True, rule=f"box named “{name}”"))


@pytest.mark.parametrize(
    "deck",
    [
        listed(*POINTS),
        f"<div class='mid_title'>{'<br>'.join(POINTS)}</div>",
        "<div class='subtitles'>" + "".join(f"<h2>{point}</h2>" for point in POINTS) + "</div>",
        "".join(f"<p class='c1' data-test-tag='lead-text'>{point}</p>" for point in POINTS),
        "".join(f"<p>▪ {point}</p>" for point in POINTS),
    ],
)
def test_statements_under_the_headline_are_found_but_not_sure(deck: str):
    stated = found(f"{HEADLINE}{deck}{STORY}")
    assert stated is not None
    assert (stated.items, stated.provenance.origin, stated.provenance.sure) == (POINTS, Origin.GUESSED, False)


@pytest.mark.parametrize(
    "trap",
    [
        f"{HEADLINE}<h3>Summary</h3><p>This post is about the following:</p>{listed(*POINTS)}{STORY}",
        f"{HEADLINE}{STORY}<h3><a href='/'>Key points</a></h3>{listed(*POINTS)}",
        f"{HEADLINE}{STORY}{STORY}<h3>Next</h3>{listed(*POINTS)}",
        f"{HEADLINE}{listed('Home page of the town', 'Weather for the coming week', 'Letters to us')}{STORY}",
        f"{HEADLINE}{listed(*(f'<a href=#>{point}</a>' for point in POINTS))}{STORY}",
        f"{HEADLINE}<div class='related'>{listed(*POINTS)}</div>{STORY}",
        f"{HEADLINE}{listed(*POINTS)}",
        f"{HEADLINE}<div class='b'><h3>Key points</h3>{STORY}</div>",
        f"{HEADLINE}<h3>Key points</h3><p>One paragraph that is the start of the story.</p>{STORY}",
        f"{HEADLINE}<div class='key-points'>{listed('Bridge', 'Hall', 'Weir')}</div>{STORY}",
    ],
)  # fmt: skip
def test_what_only_looks_like_takeaways_is_left_alone(trap: str):
    assert items(trap) == ()


def test_a_point_is_read_without_its_buttons_and_with_its_inline_words_joined():
    points = (f"{POINTS[0][:-1]}<b></b>.<button>Share</button>", POINTS[1].replace("whole", "<em>who</em>le"))
    assert items(f"{HEADLINE}<h2>Key points</h2>{listed(*points)}{STORY}") == POINTS[:2]


def test_where_to_read_on_is_no_point():
    points = (*POINTS, "Visit The Guardian's homepage for more stories.")
    assert items(f"{HEADLINE}<h2>Key points</h2>{listed(*points)}{STORY}") == POINTS


def test_the_tree_stays_as_it_is():
    tree = read_tree(f"<html><body>{HEADLINE}<h3>Key points</h3>{listed(*POINTS)}{STORY}</body></html>")
    before = etree.tostring(tree)
    find_page_takeaways(tree, TITLE)
    assert etree.tostring(tree) == before


PIECES = """
<ul>|<li>|</li>|</ul>|<h1>|</h1>|<h2>Key points</h2>|<div class='key-points'>|</div>|<p class=lead>|• |<br>|words
<p>|</p>|Key points|<a href=x>|</a>|<article>|<div class=subtitle>|Summary|<ol>|<button>|要点|After the flood|<b>|</b>|.
"""


@given(st.lists(st.sampled_from(PIECES.replace("\n", "|").split("|")), max_size=60).map("".join), st.text(max_size=20))
@settings(max_examples=100, deadline=None)
def test_mangled_markup_states_a_few_points_or_none(markup: str, title: str):
    stated = found(markup, title)
    assert stated is None or (1 <= len(stated.items) <= 12 and all(stated.items))
