from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive_app.parsing.bylines import byline_of, clean_byline
from archive_app.parsing.dates import date_line, is_utc, parse_date, published_in


@pytest.mark.parametrize(
    "text",
    [
        "2024-05-03", "2024-05-03T23:59:00-11:00", "2024/5/3", "20240503", "3 May 2024",
        "May 3, 2024", "3rd of May 2024",
        "Fri, 03 May 2024 10:00:00 GMT", "3. Mai 2024", "3 mai 2024",
        "3 de mayo de 2024", "3 de maio de 2024",
        "3 maggio 2024",
        "3 mei 2024", "3. mai 2024", "3 maj 2024", "2024年5月3日", "2024년 5월 3일", "3 мая 2024", "3 مايو 2024",
        "03.05.2024", "1714728000", "1714728000000",
    ],
)  # fmt: skip
def test_a_date_is_read_in_any_of_the_usual_forms(text: str):
    assert parse_date(text) == date(2024, 5, 3)


@pytest.mark.parametrize(
    "text",
    [
        "May 3rd, 2024", "3 May, 2024", "Fri May 03 10:00:00 GMT 2024", "3-May-2024",
        "Friday, May 3 2024 at 9:30 p.m. EDT",
        "Freitag, den 3. Mai 2024, 21:30 Uhr", "3. 5. 2024", "vendredi 3 mai 2024 à 21h30", "3 de mayo del 2024",
        "sexta-feira, 3 de maio de 2024", "venerdì 3 maggio 2024", "vrijdag 3 mei 2024", "fredag 3. mai 2024",
        "den 3 maj 2024", "2024 年 5 月 3 日 21:30", "２０２４年５月３日", "2024. 5. 3.", "2024년 05월 03일 (금)",
        "3 мая 2024 г.", "3 أيار 2024", "3 أيار/مايو 2024", "٣ مايو ٢٠٢٤", "الجمعة 3 ماي 2024", "3 Mayıs 2024",
        "3 maja 2024", "3 травня 2024",
    ],
)  # fmt: skip
def test_a_date_is_read_in_many_languages(text: str):
    assert parse_date(text) == date(2024, 5, 3)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12 كانون الثاني 2024", date(2024, 1, 12)),
        ("12 كانون الأول/ديسمبر 2024", date(2024, 12, 12)),
        ("12 تشرين الأول 2024", date(2024, 10, 12)),
        ("12 تشرين الثاني 2024", date(2024, 11, 12)),
        ("1 December 2000", date(2000, 12, 1)),
        ("1. März 2024", date(2024, 3, 1)),
        ("21. Jan 2022 // 10:00", date(2022, 1, 21)),
    ],
)
def test_months_of_two_words_and_short_ones_are_read(text: str, day: date):
    assert parse_date(text) == day


@pytest.mark.parametrize("text", ["2 hours ago", "yesterday", "vor 3 Stunden", "hace 3 horas", "3小时前", "10:30"])
def test_a_time_told_from_now_is_no_date(text: str):
    assert parse_date(text) is None


@pytest.mark.parametrize("text", ["3.5.24", "03.05.24", "Kultur, 3.5.24", "Stand: 9.5.24, erschienen 3.5.24"])
def test_a_year_of_two_digits_is_read_where_a_date_is_expected(text: str):
    found = published_in(text)
    assert found is not None
    assert found.day == date(2024, 5, 3)
    assert parse_date(text) is None


def test_a_year_of_two_digits_from_the_last_century_is_one():
    found = published_in("3.5.98")
    assert found is not None
    assert found.day == date(1998, 5, 3)


@pytest.mark.parametrize(("text", "day_first"), [("3/5/2024", True), ("5/3/2024", False), ("5-3-2024", False)])
def test_the_order_of_day_and_month_is_taken_from_who_asks(text: str, day_first: bool):
    assert parse_date(text, day_first=day_first) == date(2024, 5, 3)


@pytest.mark.parametrize(
    ("text", "is_change"),
    [
        ("Updated 3 May 2024", True), ("Zuletzt aktualisiert: 3. Mai 2024", True), ("Mis à jour le 3 mai 2024", True),
        ("更新：2024年5月3日", True), ("Published 3 May 2024, updated 9 May 2024", False), ("3 May 2024", False),
        ("Updated 9 May 2024 | Published 3 May 2024", False),
    ],
)  # fmt: skip
def test_the_words_before_a_date_tell_publication_from_change(text: str, is_change: bool):
    found = published_in(text)
    assert found is not None
    assert (found.day, found.is_change) == (date(2024, 5, 3), is_change)


@pytest.mark.parametrize(
    ("value", "is_one"),
    [("2024-05-03T10:00:00Z", True), ("2024-05-03T10:00:00+00:00", True), ("1714728000", True),
     ("2024-05-03T10:00:00+02:00", False), ("2024-05-03", False)],
)  # fmt: skip
def test_a_time_in_utc_is_told_from_a_local_one(value: str, is_one: bool):
    assert is_utc(value) is is_one


@pytest.mark.parametrize(
    "text", ["", "05/03/2024", "2024-13-45", "31 February 2024", "in 2024", "May 2024", "9999-01-01"]
)
def test_a_date_that_cannot_be_told_is_not_guessed(text: str):
    assert parse_date(text) is None


def test_a_number_above_twelve_tells_day_from_month():
    assert parse_date("13/05/2024") == parse_date("05/13/2024") == date(2024, 5, 13)


@pytest.mark.parametrize(
    "line",
    [
        "3 May 2024",
        "Published: May 3, 2024, 10:00 am GMT",
        "Veröffentlicht am 3. Mai 2024, 10:00 Uhr",
        "日期：2024年5月3日",
    ],
)
def test_a_line_that_only_tells_the_date_is_a_date_line(line: str):
    assert date_line(line) == date(2024, 5, 3)


@pytest.mark.parametrize("line", ["On 3 May 2024 the bridge was closed.", "The 3 May 2024 storm"])
def test_a_sentence_with_a_date_is_no_date_line(line: str):
    assert date_line(line) is None


@given(st.text(max_size=120))
@settings(max_examples=100, deadline=None)
def test_any_text_has_a_date_or_none(text: str):
    assert parse_date(text) is None or isinstance(parse_date(text), date)


@given(st.dates(min_value=date(1800, 1, 1), max_value=date(2100, 12, 31)))
@settings(max_examples=100, deadline=None)
def test_a_date_written_out_is_read_back(day: date):
    assert parse_date(day.isoformat()) == parse_date(day.strftime("%d %B %Y")) == day


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Science Desk", "Science Desk"),
        ("By Science desk", "Science desk"),
        ("BY STAFF WRITERS", "STAFF WRITERS"),
        ("Von Redaktion Wissen", "Redaktion Wissen"),
        ("Author: Night Desk", "Night Desk"),
        ("作者：科学编辑部", "科学编辑部"),
        ("Par Anna Exemple", "Anna Exemple"),
        ("Por Ana Ejemplo y Benito Ejemplo", "Ana Ejemplo y Benito Ejemplo"),
        ("Di Anna Esempio", "Anna Esempio"),
        ("Door Anna Voorbeeld", "Anna Voorbeeld"),
        ("Av Anna Eksempel", "Anna Eksempel"),
        ("Af Anna Eksempel", "Anna Eksempel"),
        ("Författare: Anna Exempel", "Anna Exempel"),
        ("Автор: Анна Пример", "Анна Пример"),
        ("بقلم: آنا مثال", "آنا مثال"),
        ("بقلم آنا مثال", "آنا مثال"),
        ("记者 王小明", "王小明"),
        ("新华社记者王小明、李大山", "王小明, 李大山"),
        ("記者王小明／台北報導", "王小明"),
        ("山田太郎記者", "山田太郎"),
        ("홍길동 기자", "홍길동"),
        ("기자: 홍길동", "홍길동"),
        ("Eine Kolumne von Anna Beispiel", "Anna Beispiel"),
    ],
)
def test_a_byline_names_the_author(line: str, byline: str):
    assert byline_of(line) == byline


@pytest.mark.parametrize(
    "line",
    [
        "By Friday, prices had fallen again.",
        "By hand",
        "Standing by the river",
        "Par exemple",
        "Interview: What the bank plans",
        "Text: as it was read",
        "记者会将于明天下午三点在市政厅举行",
        "كتب الرئيس رسالة طويلة إلى البرلمان",
        "기자회견은 내일 열린다",
    ],
)
def test_a_sentence_is_no_byline(line: str):
    assert byline_of(line) is None


@pytest.mark.parametrize(
    ("value", "byline"),
    [
        ("By Science Desk", "Science Desk"),
        ("Science Desk | Updated 3 May", "Science Desk"),
        ("desk@example.org Science Desk", "Science Desk"),
        ("By", None),
        ("admin", None),
        ("https://example.org/authors/1", None),
        ("Anna Example, senior politics editor", "Anna Example"),
        ("Anna Example (Brussels)", "Anna Example"),
        ("von Anna Beispiel, 3. Mai 2024", "Anna Beispiel"),
        ("Veröffentlicht von Anna Beispiel am 3.5.2024", "Anna Beispiel"),
        ("Anna Example is the editor of the Post", "Anna Example"),
        ("Anna Example 5 min read", "Anna Example"),
        ("@anna", None),
        ("Log in", None),
        ("Alle Artikel", None),
        ("会員登録", None),
        ("", None),
    ],
)
def test_an_author_value_is_cleaned(value: str, byline: str | None):
    assert clean_byline(value) == byline


@pytest.mark.parametrize(
    ("value", "names"),
    [
        (
            '<a href="/en/ada" hreflang="en">Ada Example</a>, <a href="/en/ben">Ben Example</a>',
            "Ada Example, Ben Example",
        ),
        ("Ada Example Ada Example", "Ada Example"),
        ("Ada Example Kategorien: Allgemein", "Ada Example"),
        ("Ada Example, Do 6 Apr 2023", "Ada Example"),
        ("Ada Example am Samstag", "Ada Example"),
        ("Ada Example for The Mail on Sunday", "Ada Example for The Mail on Sunday"),
        ("Ada Monday", "Ada Monday"),
    ],
)
def test_a_byline_is_rid_of_markup_repetition_and_what_stands_behind_it(value: str, names: str):
    assert clean_byline(value) == names


@pytest.mark.parametrize(
    "value", ["Twitter Facebook", "Facebook | WhatsApp | E-Mail", "wordpressadmin", "CC BY-SA 4.0", "Texte von"]
)
def test_what_pages_put_where_a_name_belongs_is_none(value: str):
    assert clean_byline(value) is None
