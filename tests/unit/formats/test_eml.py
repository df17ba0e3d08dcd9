from datetime import date

import pytest

from archive_app.errors import UnreadableFileError
from archive_app.formats.eml import EmlFormat
from archive_app.formats.registry import read_article
from archive_app.model.article import Origin, Original, Part
from tests.made_documents import TEXT, TITLE, mail

LETTER = "\r\n\r\n".join(TEXT)


def read(data: bytes, name: str = "letter.eml"):
    return read_article(Original(name, data))


def test_a_mail_is_read_with_what_its_headers_say():
    article = read(mail(LETTER))
    assert article.format == "eml"
    assert article.title == TITLE
    assert article.byline == "Anna Example"
    assert article.published == date(2024, 3, 4)
    assert article.body_text == "\n".join(TEXT)


def test_facts_come_from_the_headers_and_the_sender_is_unsure():
    facts = EmlFormat().read(Original("a.eml", mail(LETTER, Subject="Fwd: The bridge"))).facts
    assert facts.title == "The bridge"
    assert facts.provenance[Part.TITLE].origin is Origin.FILE
    assert facts.provenance[Part.TITLE].sure
    assert not facts.provenance[Part.BYLINE].sure
    assert not facts.provenance[Part.PUBLISHED].sure  # when it was passed on


def test_the_html_form_of_a_newsletter_is_read_without_its_frame():
    html = (
        "<html><body><div style='display:none'>A preview that nobody sees</div>"
        "<a href='https://example.org'>View this email in your browser</a>"
        "<table><tr><td><h2>The bridge</h2></td></tr><tr><td>"
        + "".join(f"<p>{text}</p>" for text in TEXT)
        + "</td></tr></table><p><a href='https://example.org/u'>Unsubscribe</a> · Example Street 1</p></body></html>"
    )
    article = read(mail("The text form.", html=html))
    assert all(text in article.body_text for text in TEXT)
    for unwanted in ("preview", "browser", "Unsubscribe", "text form"):
        assert unwanted not in article.body_text


def test_a_letter_of_several_stories_keeps_the_first_headline():
    stories = f"<h1>The bridge</h1><p>{TEXT[0]}</p><h1>The ferry</h1><p>{TEXT[1]}</p>"
    article = read(mail("x", html=stories, Subject="Morning briefing"))
    assert article.title == "Morning briefing"
    assert [block.text for block in article.blocks] == ["The bridge", TEXT[0], "The ferry", TEXT[1]]


def test_a_mail_in_another_charset_with_encoded_headers_is_read():
    article = read(
        mail(
            "Мост снова стоит, и первый автобус прошёл по нему в воскресенье.\r\n",
            charset="koi8-r",
            Subject="=?koi8-r?B?7c/T1A==?=",
            From="=?utf-8?Q?J=C3=BCrgen_Beispiel?= <j@example.org>",
        )
    )
    assert (article.title, article.byline, article.encoding) == ("Мост", "Jürgen Beispiel", "koi8-r")


def test_the_signature_and_attachments_are_not_the_text():
    data = mail(LETTER + "\r\n\r\n-- \r\nAnna Example\r\nHead of letters\r\n")
    assert "Head of letters" not in read(data).body_text
    attached = mail("Only this.", html="<p>Attached page</p>").replace(
        b"Content-Type: text/html;", b"Content-Disposition: attachment\r\nContent-Type: text/html;"
    )
    assert "Attached" not in read(attached).body_text


def test_a_text_file_with_lines_like_headers_stays_a_text():
    article = read(b"Title: The bridge\nDate: 2024-03-04\nFrom: The Guardian\n\nThe bridge stands again.\n", "a.txt")
    assert article.format == "text"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (mail("x", Content_Type="multipart/encrypted"), "encrypted mail"),
        (mail(" \r\n"), "without text of its own"),
        (b"From: a@example.org\r\nSubject: x\r\nContent-Type: application/pkcs7-mime\r\n\r\nMIIB", "encrypted mail"),
    ],
)
def test_a_mail_that_cannot_be_read_says_why(data, said):
    with pytest.raises(UnreadableFileError, match=said):
        read(data)


def test_ten_thousand_nested_parts_are_no_trouble():
    nested = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(10_000))
    head = b"From: a@example.org\nSubject: x\nMessage-ID: <1>\nMIME-Version: 1.0\n"
    with pytest.raises(UnreadableFileError, match="without text"):
        read(head + nested + b"Content-Type: text/plain\n\nhello\n")
