from datetime import date

import pytest

from archive_app.model.article import Credit, CreditRole
from archive_app.parsing.credits import closing_line, credit_line, unique_credits


@pytest.mark.parametrize(
    ("line", "outlets"),
    [
        ("Credited from: SCMP", ("SCMP",)),
        ("CREDITED FROM : SCMP", ("SCMP",)),
        ("credited from SCMP", ("SCMP",)),
        ("**Credited from:** SCMP", ("SCMP",)),
        ("(Source: Reuters)", ("Reuters",)),
        ("Sources: AP; AFP", ("AP", "AFP")),
        ("Source(s): AP", ("AP",)),
        ("Source – Reuters", ("Reuters",)),
        ("Via Reuters", ("Reuters",)),
        ("This article was originally published by ProPublica.", ("ProPublica",)),
        ("This article is republished from The Conversation under a Creative Commons licence.", ("The Conversation",)),
        ("Quelle: Der Spiegel und Die Zeit", ("Der Spiegel", "Die Zeit")),
        ("Zuerst erschienen in der Süddeutschen Zeitung", ("Süddeutschen Zeitung",)),
        ("Source : Le Monde", ("Le Monde",)),
        ("Fuente: El País y ABC", ("El País", "ABC")),
        ("Fonte: Corriere della Sera", ("Corriere della Sera",)),
        ("Bron: NRC", ("NRC",)),
        ("Kilde: NRK og VG", ("NRK", "VG")),
        ("Källa: Dagens Nyheter", ("Dagens Nyheter",)),
        ("来源：新华社", ("新华社",)),
        ("转载自财新网", ("财新网",)),
        ("出典：共同通信", ("共同通信",)),
        ("출처: 연합뉴스", ("연합뉴스",)),
        ("المصدر: رويترز", ("رويترز",)),
        ("Источник: ТАСС", ("ТАСС",)),
        ("Source(s): AP; AFP and Reuters", ("AP", "AFP", "Reuters")),
        ("Sources: Mail & Guardian, Stars and Stripes", ("Mail & Guardian", "Stars and Stripes")),
        ("Quelle: APA/sda/dpa", ("APA", "sda", "dpa")),
        ("Courtesy of Science and Technology Daily", ("Science and Technology Daily",)),
        ("This article first appeared on The Conversation.", ("The Conversation",)),
        ("This article was produced by ProPublica in partnership with Valley Post.", ("ProPublica", "Valley Post")),
        ("The post Ten Harbours appeared first on Mother Jones.", ("Mother Jones",)),
        ("Read the original article on Business Insider.", ("Business Insider",)),
        ("Reporting by Anna Example for ProPublica", ("ProPublica",)),
        ("With files from The Canadian Press", ("The Canadian Press",)),
        ("The Associated Press and Reuters contributed to this report.", ("The Associated Press", "Reuters")),
        ("(mit dpa)", ("dpa",)),
        ("Avec AFP", ("AFP",)),
        ("Con información de EFE y AFP", ("EFE", "AFP")),
        ("Este artigo foi publicado originalmente no Público", ("Público",)),
        ("Questo articolo è stato pubblicato originariamente su Il Post", ("Il Post",)),
        ("Dit artikel verscheen eerder in NRC", ("NRC",)),
        ("Saken ble først publisert i Aftenposten", ("Aftenposten",)),
        ("Artikeln publicerades först i Dagens Nyheter.", ("Dagens Nyheter",)),
        ("Artiklen blev først bragt i Politiken", ("Politiken",)),
        ("本文首发于界面新闻", ("界面新闻",)),
        ("来源：新华社 人民日报", ("新华社", "人民日报")),
        ("據中央社報導", ("中央社",)),
        ("この記事は東洋経済より転載です", ("東洋経済",)),
        ("이 기사는 연합뉴스에서 제공한 기사입니다", ("연합뉴스",)),
        ("نشر هذا المقال لأول مرة في الشرق الأوسط", ("الشرق الأوسط",)),
        ("Статья впервые опубликована в Медуза", ("Медуза",)),
    ],
)
def test_a_credit_line_names_its_outlets(line: str, outlets: tuple[str, ...]):
    found = credit_line(line)
    assert found is not None
    assert found.outlets == outlets


@pytest.mark.parametrize(
    "line",
    [
        "Sources suggest that the team detected activity in the fall.",
        "Source: people who know the matter and asked not to be named said so on Friday",
        "Via Appia is the oldest road in the country.",
        "The report was first published by the ministry last year and has been revised twice since then.",
        "Credits",
        "Reporting by Anna Example",
        "Reporting by Anna Example in London; Editing by Ben Example",
        "Additional reporting by Anna Example",
        "Anna Example contributed to this report.",
        "By Anna Example",
        "With inputs from agencies",
        "Mit der Bahn nach Berlin",
        "Avec le temps",
        "Con la llegada del verano",
        "This article was reprinted on Wired.com.",
        "",
    ],
)
def test_an_ordinary_line_is_no_credit_line(line: str):
    assert credit_line(line) is None


def test_on_a_page_a_picture_s_credit_counts_only_for_known_outlets():
    assert credit_line("Credit: Valley Pictures") is not None
    assert credit_line("Credit: Valley Pictures", is_on_page=True) is None
    assert credit_line("Credit: Reuters", is_on_page=True) is not None


def test_a_credit_line_may_tell_the_date_and_the_address():
    dated = credit_line("Originally published by The Guardian on 3 May 2024")
    assert dated is not None
    assert (dated.outlets, dated.published) == (("The Guardian",), date(2024, 5, 3))
    linked = credit_line("Source: BBC (https://www.bbc.com/news/1)")
    assert linked is not None
    assert (linked.outlets, linked.url) == (("BBC",), "https://www.bbc.com/news/1")


@pytest.mark.parametrize(
    ("line", "outlets"),
    [
        (
            "If you wish to read more about this developing story, visit SCMP, India Times, and The Guardian.",
            ("SCMP", "India Times", "The Guardian"),
        ),
        ("If you'd like to learn more, check out Reuters and AP.", ("Reuters", "AP")),
        ("For more on this story, visit BBC.", ("BBC",)),
        (
            "For more on Apple and China, visit The New York Times and Nikkei Asia.",
            ("The New York Times", "Nikkei Asia"),
        ),
        ("Read more at Reuters.", ("Reuters",)),
        ("Visit SCMP, India Times, and The Guardian for more.", ("SCMP", "India Times", "The Guardian")),
        ("Visit The Guardian's homepage for more stories.", ("The Guardian",)),
        ("Further reading: Nature, Science", ("Nature", "Science")),
        ("To read more about the dam, see Science and Technology Daily.", ("Science and Technology Daily",)),
        ("Wenn Sie mehr lesen möchten, besuchen Sie Der Spiegel und die taz.", ("Der Spiegel", "die taz")),
        ("Pour en savoir plus, consultez Le Monde et La Croix.", ("Le Monde", "La Croix")),
        ("Para leer más sobre el tema, visite El País y ABC.", ("El País", "ABC")),
        ("Para saber mais, acesse Folha e O Globo.", ("Folha", "O Globo")),
        ("Per saperne di più, visita Ansa e La Stampa.", ("Ansa", "La Stampa")),
        ("Wilt u meer lezen, bezoek dan NRC en de Volkskrant.", ("NRC", "de Volkskrant")),
        ("Les mer hos NRK og VG.", ("NRK", "VG")),
        ("如欲了解更多，请访问新华社、财新网。", ("新华社", "财新网")),
        ("詳しくは、共同通信、朝日新聞をご覧ください。", ("共同通信", "朝日新聞")),
        ("더 읽으려면 연합뉴스, 코리아헤럴드를 참조하세요.", ("연합뉴스", "코리아헤럴드")),
        ("لقراءة المزيد، تفضل بزيارة رويترز والجزيرة.", ("رويترز", "الجزيرة")),
        ("Подробнее читайте на ТАСС и РБК.", ("ТАСС", "РБК")),
    ],
)
def test_a_closing_line_names_where_to_read_on(line: str, outlets: tuple[str, ...]):
    found = closing_line(line)
    assert found is not None
    assert found.outlets == outlets


@pytest.mark.parametrize(
    "line",
    [
        "For more than a decade, researchers at MIT have worked on it.",
        "Visit the museum before it closes in May.",
        "Visit Northmouth for more sun and a walk to the weir.",
        "To see the effect, the team looked at ten cities.",
        "Prices rose, and readers want to know why.",
    ],
)
def test_a_statement_is_no_closing_line(line: str):
    assert closing_line(line) is None


def test_a_closing_line_without_outlets_is_still_one():
    found = closing_line("If you wish to read more, ask your library.")
    assert found is not None
    assert found.outlets == ()


def test_a_page_s_promotion_is_no_closing_line():
    assert closing_line("Read more: Ten Gardens To See", verbs_only=True) is None


def test_each_outlet_counts_once_for_a_role():
    twice = [
        Credit("BBC", CreditRole.CREDITED),
        Credit("bbc", CreditRole.CREDITED),
        Credit("BBC", CreditRole.PUBLISHER),
    ]
    assert unique_credits(twice) == (twice[0], twice[2])
