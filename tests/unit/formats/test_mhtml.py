from pathlib import Path

import pytest

from archive_app.errors import UnreadableFileError
from archive_app.formats.registry import read_article
from archive_app.model.article import Original
from tests.made_documents import TEXT, TITLE, mhtml, page

CONTAINERS = Path(__file__).parents[4] / "shared" / "articles" / "containers"


def read(data: bytes, name: str = "page.mhtml"):
    return read_article(Original(name, data))


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
def test_a_page_is_read_from_its_message_in_either_transfer_encoding(encoding):
    article = read(mhtml(page().encode(), encoding=encoding))
    assert article.format == "mhtml"
    assert article.title == TITLE
    assert article.body_text == "\n".join(TEXT)
    assert article.url == "https://example.org/bridge"


def test_the_content_tells_it_whatever_it_is_called():
    assert read(mhtml(page().encode()), "page.html").format == "mhtml"


def test_the_charset_of_the_part_is_believed_where_the_page_says_nothing():
    russian = page("Мост снова стоит", ("Город восстановил мост после наводнения, и на это ушло две зимы.",) * 3)
    article = read(mhtml(russian.encode("koi8-r"), content_type='text/html; charset="koi8-r"'))
    assert article.encoding == "koi8-r"
    assert article.title == "Мост снова стоит"


def test_the_root_that_the_message_names_is_read_wherever_it_stands():
    data = mhtml(page("A frame of an advertisement", ("Buy this.",)).encode())
    data = data.replace(
        b"--a1----\r\nContent-Type: text/css", b"--a1----\r\nContent-ID: <root>\r\nContent-Type: text/html"
    )
    data = data.replace(b"p { color: black }", page().encode().replace(b"=", b"=3D"))
    data = data.replace(b'type="text/html";', b'type="text/html"; start="<root>";', 1)
    assert read(data).title == TITLE


@pytest.mark.parametrize(
    ("sound", "broken"),
    [
        (b'boundary="----MultipartBoundary--a1----"', b"x=y"),
        (b'boundary="----MultipartBoundary--a1----"', b'boundary="other"'),
        (b"\r\n------MultipartBoundary--a1------", b""),
        (b"Subject:", b"a line that is no header\r\nSubject:"),
    ],
)
def test_a_damaged_frame_does_not_lose_the_page(sound, broken):
    assert sound in mhtml(page().encode())
    assert read(mhtml(page().encode()).replace(sound, broken)).body_text == "\n".join(TEXT)


def test_a_message_without_a_page_says_so():
    with pytest.raises(UnreadableFileError, match="holds no web page"):
        read(
            b"From: <Saved by Blink>\r\nContent-Type: multipart/related; boundary=x\r\n\r\n"
            b"--x\r\nContent-Type: image/png\r\n\r\nA\r\n--x--"
        )


@pytest.mark.skipif(not CONTAINERS.is_dir(), reason="the test pages are not beside this checkout")
@pytest.mark.parametrize("name", ["iframes", "portfolio"])
def test_pages_that_chrome_saved_are_read(name):
    article = read((CONTAINERS / "mhtml_real" / f"{name}.mhtml").read_bytes())
    assert article.format == "mhtml"
    assert article.url
    assert len(article.body_text) > 100
