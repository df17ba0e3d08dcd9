"""Which text of a page is taken for its story, on pages written here."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive_app.model.article import BlockKind, Origin, ParsedArticle, Part
from archive_app.parsing.markup import lighten
from archive_app.parsing.page import read_page

STORY = (
    "The ferry across the sound runs again since Monday, after the owners and the crews agreed on the night shifts.",
    "For eleven weeks, islanders had to take the long way over the northern bridge, which adds an hour to each trip.",
    "“We lost a summer,” said the woman who keeps the kiosk at the pier, “but nobody here wants to talk of blame now.”",
    "The company says that it will pay for a second boat from next spring on, if the council keeps its share.",
)
MENU = "".join(f"<li><a href='/{word}'>{word}</a></li>" for word in ("News", "Sport", "Weather", "Culture", "Archive"))
TEASERS = "".join(
    f"<div class='teaser'><a href='/{number}'><h3>{title}</h3></a></div>"
    for number, title in enumerate(
        ("Storm closes three harbours", "A school without a bell", "Why the herring came back")
    )
)


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def page(inner: str, *, title: str = "The ferry runs again") -> str:
    return f"""<html lang="en"><head><title>{title} | Sound Post</title></head>
        <body><header class="site-header"><ul class="menu">{MENU}</ul></header>
        <div class="page"><article class="article"><h1>{title}</h1>
        <div class="article-body">{inner}</div></article>
        <aside class="sidebar related"><h2>Most read</h2>{TEASERS}</aside></div>
        <footer class="site-footer"><p>Sound Post, Harbour Street 1. All rights reserved.</p></footer></body></html>"""


def read(markup: str) -> ParsedArticle:
    article = read_page(lighten(markup))
    assert article is not None
    return article


def texts(markup: str) -> tuple[str, ...]:
    return tuple(block.text for block in read(markup).blocks)


def test_the_story_is_told_from_menu_teasers_and_footer():
    assert texts(page(paragraphs(*STORY))) == STORY


@pytest.mark.parametrize(
    "between",
    [
        "<p><a href='/1'>READ MORE ABOUT THE STRIKE ON THE ISLANDS</a></p>",
        "<p><a href='/1'>Lesen Sie auch: Warum die Fähre so lange stillstand</a></p>",
        "<figure><img src='a.jpg'><figcaption>The pier on Monday. Photo: Sound Post</figcaption></figure>",
        "<div class='newsletter-signup'><p>Sign up for our newsletter and never miss a ferry.</p></div>",
        "<div class='share-buttons'><a href='#'>Share this on every network</a></div>",
    ],
)
def test_what_stands_between_the_paragraphs_is_left_out(between: str):
    markup = page(paragraphs(*STORY[:2]) + between + paragraphs(*STORY[2:]))
    assert texts(markup) == STORY


def test_readers_comments_are_left_out():
    comments = "".join(
        f"<li class='comment'><p>I was on boat {number}, and it was late all the same, as it always was.</p></li>"
        for number in range(6)
    )
    markup = page(paragraphs(*STORY) + f"<section id='comments'><h2>Comments</h2><ul>{comments}</ul></section>")
    assert texts(markup) == STORY


def test_articles_inside_an_article_are_no_part_of_its_story():
    others = "".join(
        f"<article class='post'><p>{text}</p></article>"
        for text in (
            "The herring came back to the bay this spring, and with it the boats that nobody had seen for ten years.",
            "A school without a bell asks its pupils to look at the sun, and most of them are in time since then.",
            "Three harbours were closed by the storm of last night; the harbour masters expect to open them by noon.",
        )
    )
    markup = page(paragraphs(*STORY)).replace(
        "</article>", f"<article><h3>In other news</h3>{others}</article></article>"
    )
    assert texts(markup) == STORY


def test_short_cells_of_a_table_among_the_paragraphs_are_of_the_story():
    rows = (("Harbour", "Boats"), ("Northern pier", "14"), ("Old town", "9"), ("Lighthouse", "3"))
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    markup = page(paragraphs(*STORY[:2]) + f"<table>{table}</table>" + paragraphs(*STORY[2:]))
    assert texts(markup) == (*STORY[:2], *(cell for row in rows for cell in row), *STORY[2:])


def test_the_repeated_title_is_left_out():
    assert texts(page("<h2>The ferry runs again</h2>" + paragraphs(*STORY))) == STORY


def test_headings_quotes_and_lists_stay_what_they_are():
    inner = (
        paragraphs(*STORY[:2])
        + "<h2>What was agreed</h2><ul><li>Nobody works more than two nights in a row.</li>"
        + "<li>The early boat leaves at six instead of five.</li></ul>"
        + f"<blockquote><p>{STORY[2]}</p></blockquote>"
        + paragraphs(STORY[3])
    )
    kinds = [block.kind for block in read(page(inner)).blocks]
    listed = [BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.LIST_ITEM]
    assert kinds == [BlockKind.PARAGRAPH, BlockKind.PARAGRAPH, *listed, BlockKind.QUOTE, BlockKind.PARAGRAPH]


def test_inline_text_is_neither_glued_nor_torn():
    inner = (
        f"<p>{STORY[0]}</p><p>The <b>old</b><i>est</i> boat,<br>built in <a href='/1'>1927</a>, stays at the pier.</p>"
    )
    assert "The oldest boat, built in 1927, stays at the pier." in texts(page(inner + paragraphs(*STORY[1:])))


def test_two_breaks_part_paragraphs():
    inner = "<br><br>".join(STORY)
    assert texts(page(inner)) == STORY


def test_a_copy_of_the_story_in_one_piece_is_left_out():
    story = (*STORY, *(f"{number}. {text}" for number in range(1, 6) for text in STORY))
    for_a_player = f"<div class='article-body'><p>{' '.join(story)}</p></div>"
    assert texts(page(for_a_player + paragraphs(*story))) == story


def test_a_long_paragraph_that_repeats_no_other_is_kept():
    long = " ".join(f"In the year {year} the boat ran on all days but two." for year in range(1950, 2000))
    assert texts(page(paragraphs(*STORY, long))) == (*STORY, long)


def test_hidden_words_in_a_sentence_are_left_out():
    inner = f"<p>{STORY[0]}</p><p>The boat<span style='display:none'> (opens in a new window)</span> is late again.</p>"
    assert "The boat is late again." in texts(page(inner + paragraphs(*STORY[1:])))


def test_captions_and_dialogs_are_lines_of_the_page_and_not_of_its_story():
    inner = f"<figure><figcaption>{STORY[3]}</figcaption></figure><dialog><p>{STORY[2]}</p></dialog>"
    assert texts(page(paragraphs(*STORY[:2]) + inner)) == STORY[:2]


def test_where_one_short_line_is_found_the_longer_text_of_the_page_is_taken():
    assert texts("<html><body><p>Foggy today.</p><p><a href='/2'>Tomorrow: sun</a></p></body></html>")


@pytest.mark.parametrize("depth", [300, 1_500, 10_000, 100_000])
def test_deep_pages_keep_their_text(depth: int):
    markup = f"<html><body>{'<div>' * depth}{paragraphs(*STORY)}{'</div>' * depth}</body></html>"
    text = "\n".join(texts(markup))
    assert all(paragraph in text for paragraph in STORY)


@pytest.mark.parametrize(
    "markup",
    [
        f"<div {' '.join(f'a{number}=1' for number in range(200_000))}>{paragraphs(*STORY)}</div>",
        paragraphs(*STORY) * 20_000,
        "<ul>" + "<li>" * 200_000 + "end",
        "<ul><li>" * 14_000 + STORY[0],
        "<p>" + STORY[0] * 50_000,
        paragraphs(" ".join(STORY) * 20) * 1_000 + paragraphs(*STORY) * 2_000,
        "".join(f"<div class='name{number}'>{paragraphs(STORY[0])}</div>" for number in range(7_000)),
    ],
    ids=["attributes", "paragraphs", "unclosed items", "nested lists", "one paragraph", "long copies", "names"],
)
def test_hostile_pages_are_read_in_seconds(markup: str):
    started = time.process_time()
    read_page(lighten(markup))
    assert time.process_time() - started < 20


def test_the_body_says_how_sure_it_is_and_why():
    article = read(page(paragraphs(*STORY)))
    provenance = article.provenance[Part.BODY]
    assert (provenance.origin, provenance.sure) == (Origin.GUESSED, True)
    assert article.confidence > 0.85
    assert provenance.rule


def test_a_page_of_next_to_nothing_is_not_sure():
    article = read("<html><body><a href='/'>Home</a><a href='/in'>Log in</a></body></html>")
    assert article.confidence < 0.85
    assert not article.provenance[Part.BODY].sure


PIECES = (
    "<article>", "</article>", "<p>", "</p>", "<div class='related'>", "</div>", "<li>", "<ul>", "</ul>", "<br>",
    "<br><br>", "<a href=1>", "</a>", "<h2>", "</h2>", "<blockquote>", "<table><tr><td>", "</table>", "<figure>",
    "<figcaption>", "<pre>", "<span hidden>", "<div style='display:none'>", "&lt;b&gt;", "&nbsp;", "Read more: ", "© ",
    "words and more words, and an end. ", STORY[0], STORY[1], "\x00", "<", ">",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
@settings(max_examples=100, deadline=None)
def test_any_markup_is_read_without_its_tags(markup: str):
    article = read_page(lighten(markup))
    if article is not None:
        assert 0 <= article.confidence <= 1
        assert not any(tag in block.text for block in article.blocks for tag in ("<p>", "<div", "<li>", "</", "<br"))
