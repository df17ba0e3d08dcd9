from hypothesis import given, settings
from hypothesis import strategies as st

from archive_app.model.article import BlockKind
from archive_app.parsing.page_blocks import page_blocks
from archive_app.parsing.page_lines import markup_lines, page_lines
from archive_app.parsing.tree import MOST_TAGS, read_tree, read_trees


def texts(markup: str) -> list[str]:
    return [line.text for line in page_lines(page_blocks(read_tree(markup)))]


def test_what_the_markup_hides_is_left_out():
    markup = (
        "<body><p>Seen.</p><p hidden>One</p><div style='color:red;display: none'>Two <p>Three</p></div>"
        "<p style='VISIBILITY:hidden'>Four</p><p>Seen <span style='mso-hide:all'>five</span> too.</p></body>"
    )
    assert texts(markup) == ["Seen.", "Seen too."]


def test_a_page_that_scripts_would_show_is_read():
    assert texts("<body style='visibility:hidden'><article hidden><p>Seen.</p></article></body>") == ["Seen."]


def test_menus_buttons_and_the_footer_of_the_page_are_no_lines():
    markup = (
        "<body><nav>Menu</nav><article><h2>Head</h2><p>One<br>two</p><footer>Source: Harbour Gazette</footer>"
        "</article><button>Share</button><footer>Legal</footer></body>"
    )
    lines = page_lines(page_blocks(read_tree(markup)))
    assert [line.text for line in lines] == ["Head", "One", "two", "Source: Harbour Gazette"]
    assert lines[0].kind is BlockKind.HEADING


def test_long_markup_is_cut_between_blocks_and_read_whole():
    paragraphs = [f"A <b>bold</b> and <i>slanted</i> word in paragraph {number}." for number in range(9_000)]
    markup = "".join(f"<p>{text}</p>" for text in paragraphs)
    assert markup.count("<") > MOST_TAGS
    found = [line.text for line in markup_lines(markup)]
    assert len(found) == 9_000
    assert found[-1] == "A bold and slanted word in paragraph 8999."


def test_long_markup_without_blocks_is_cut_between_tags():
    markup = "word <b>" * (2 * MOST_TAGS + 5)
    trees = list(read_trees(markup))
    assert len(trees) == 3
    assert sum("".join(tree.itertext()).count("word") for tree in trees) == 2 * MOST_TAGS + 5


@given(st.lists(st.sampled_from(["<p>", "</p>", "<div hidden>", "</div>", "<b>", "word ", "<br>", "<nav>", "<"])))
@settings(max_examples=100, deadline=None)
def test_short_markup_is_one_tree(parts: list[str]):
    markup = "".join(parts)
    assert markup_lines(markup) == page_lines(page_blocks(read_tree(markup)))
