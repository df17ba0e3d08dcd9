import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive_app.model.article import Block, BlockKind, ParsedArticle
from archive_app.parsing.sentences import split_sentences
from archive_app.parsing.suggestions import suggest_takeaways, with_suggestions

STORY = (
    (
        "The harbour of Northmouth reopened on Monday after a storm had closed it for three weeks. "
        "Ferries to the islands sail again twice a day."
    ),
    (
        "The storm broke the northern pier and sank four fishing boats. Nobody was hurt. "
        "“We were lucky that it came at night,” said the harbour master."
    ),
    (
        "Repairs of the pier will cost nine million pounds. The county pays half of the repairs. "
        "Is that enough? Engineers want the pier to stand a metre higher than before."
    ),
    (
        "The islands had been supplied by helicopter while no ferries sailed. Shops on the islands ran out of milk. "
        "A café gave away soup."
    ),
)


def blocks(*texts: str) -> list[Block]:
    return [Block(BlockKind.PARAGRAPH, text) for text in texts]


def test_sentences_of_the_text_are_suggested_in_its_order():
    suggested = suggest_takeaways(blocks(*STORY), "en")
    text = " ".join(STORY)
    assert 2 <= len(suggested) <= 5
    assert [text.index(sentence) for sentence in suggested] == sorted(text.index(sentence) for sentence in suggested)
    assert suggested[0].startswith("The harbour of Northmouth reopened")


def test_what_somebody_says_or_asks_is_not_suggested():
    suggested = suggest_takeaways(blocks(*STORY), "en")
    assert not any("lucky" in sentence or "?" in sentence for sentence in suggested)


def test_only_an_article_without_takeaways_gets_suggestions():
    article = ParsedArticle(title="The harbour", blocks=tuple(blocks(*STORY)), language="en")
    stating = ParsedArticle(title="The harbour", blocks=article.blocks, takeaways=("It is open again.",))
    assert with_suggestions(article).suggested_takeaways == suggest_takeaways(article.blocks, "en") != ()
    assert with_suggestions(stating) == stating


@pytest.mark.parametrize(
    "text",
    [
        "." * 500_000,
        "a. " * 200_000,
        "字" * 500_000,
        "word " * 100_000,
        " ".join(" ".join(STORY) for _ in range(5_000)),
    ],
    ids=["stops", "initials", "characters", "no end", "sentences"],
)
def test_a_long_text_takes_no_longer_than_its_start(text: str):
    start = time.process_time()
    suggest_takeaways(blocks(text), "en")
    assert time.process_time() - start < 0.5


def test_a_short_text_needs_no_suggestions():
    assert suggest_takeaways(blocks(*STORY[:2]), "en") == ()
    assert suggest_takeaways([], "en") == ()


def test_headings_lists_and_quotes_are_not_suggested():
    others = [Block(kind, text) for kind in BlockKind if kind is not BlockKind.PARAGRAPH for text in STORY]
    assert suggest_takeaways(others, "en") == ()


def test_the_same_is_not_suggested_twice():
    suggested = suggest_takeaways(blocks(*STORY, *STORY), "en")
    assert len(set(suggested)) == len(suggested)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "zh",
            (
                "港口在关闭三周后于周一重新开放，渡轮恢复通航。风暴毁坏了北面的码头和四艘渔船。码头的修复需要九百万英镑。"
                "县政府承担码头修复费用的一半。工程师希望新码头比以前高一米。渡轮停航期间岛上靠直升机运送物资。"
                "岛上的商店缺少牛奶和面包。港口公司表示渡轮将每天开两班。"
            ),
        ),
        (
            "ar",
            (
                "أعيد فتح ميناء البلدة يوم الاثنين بعد إغلاق دام ثلاثة أسابيع. دمرت العاصفة الرصيف الشمالي. "
                "سيكلف إصلاح الرصيف تسعة ملايين جنيه. تتحمل المقاطعة نصف تكاليف إصلاح الرصيف في الميناء. "
                "يريد المهندسون أن يرتفع الرصيف مترا عما كان عليه. كانت الجزر تتزود بالمؤن بالمروحيات خلال العاصفة. "
                "نفد الخبز من متاجر الجزر خلال الأسبوع الأول. تبحر العبارات إلى الجزر من الميناء مرتين في اليوم."
            ),
        ),
    ],
)
def test_suggestions_are_made_in_scripts_of_other_kinds(language: str, text: str):
    suggested = suggest_takeaways(blocks(text), language)
    assert len(suggested) == 2
    assert all(sentence in text for sentence in suggested)


@pytest.mark.parametrize(
    ("language", "text", "sentences"),
    [
        ("en", "Dr. Hale met J. R. Moss on Jan. 3. They spoke.", ["Dr. Hale met J. R. Moss on Jan. 3.", "They spoke."]),
        ("en", "The U.S. Navy sailed. “Now?” he asked. Yes!", ["The U.S. Navy sailed.", "“Now?” he asked.", "Yes!"]),
        ("de", "Am 3. März kam Dr. Ahl. Er blieb.", ["Am 3. März kam Dr. Ahl.", "Er blieb."]),
        ("fr", "M. Roux est parti. Il reviendra.", ["M. Roux est parti.", "Il reviendra."]),
        ("es", "La Sra. Gil salió. ¿Volverá?", ["La Sra. Gil salió.", "¿Volverá?"]),
        ("ru", "В 2024 г. Москва росла. Потом нет.", ["В 2024 г. Москва росла.", "Потом нет."]),
        ("ja", "船が出た。「また来る。」と言った。", ["船が出た。", "「また来る。」", "と言った。"]),
        ("ar", "هل عاد؟ نعم عاد.", ["هل عاد؟", "نعم عاد."]),
        ("en", "", []),
    ],
)  # fmt: skip
def test_a_text_is_parted_into_sentences(language: str, text: str, sentences: list[str]):
    assert split_sentences(text, language) == sentences


@given(st.text(max_size=600), st.sampled_from(["en", "de", "ja", "ar", None]))
@settings(max_examples=100, deadline=None)
def test_parting_into_sentences_loses_nothing(text: str, language: str | None):
    parted = split_sentences(text, language)
    assert "".join("".join(parted).split()) == "".join(text.split())


@given(st.lists(st.text(alphabet="abcdeé. 。港口?“", max_size=300), max_size=12))
@settings(max_examples=100, deadline=None)
def test_suggestions_are_sentences_of_any_text(texts: list[str]):
    suggested = suggest_takeaways(blocks(*texts))
    assert len(suggested) <= 5
    assert all(any(sentence in text for text in texts) for sentence in suggested)
