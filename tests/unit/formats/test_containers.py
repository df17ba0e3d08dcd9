import gzip
import io
import json
import zipfile
import zlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive_app.errors import UnreadableFileError
from archive_app.formats.containers import SUFFIXES, open_container
from archive_app.formats.registry import read_article
from archive_app.model.article import ParsedArticle
from tests.made_containers import omnivore, wacz, wallabag, wallabag_entry, warc, warc_record, web_page
from tests.made_documents import TEXT, TITLE, docx, epub, odt, page, pdf, printed, word_paragraph, zipped

WARCS = Path(__file__).parents[4] / "shared" / "articles" / "containers" / "warc_real"
LONG = tuple(text * 2 for text in TEXT)


def members(data: bytes, name: str = "backup.zip") -> dict[str, ParsedArticle | str]:
    """What each member of a container is: an article, or why it is none."""
    found: dict[str, ParsedArticle | str] = {}
    container = open_container(io.BytesIO(data), name)
    assert container is not None
    for locator in container.locators():
        try:
            found[locator] = read_article(container.extract(locator))
        except UnreadableFileError as refusal:
            found[locator] = str(refusal)
    return found


def titles(data: bytes, name: str = "backup.zip") -> list[str]:
    return [article if isinstance(article, str) else article.title for article in members(data, name).values()]


def outcome(data: bytes, name: str) -> str:
    """The titles and reasons of a container's members, or why there are none."""
    try:
        return "\n".join(titles(data, name)) if open_container(io.BytesIO(data), name) else ""
    except UnreadableFileError as refusal:
        return str(refusal)


def test_a_folder_import_picks_up_containers_too():
    assert {".zip", ".epub", ".warc", ".warc.gz", ".wacz", ".pdf", ".html"} <= SUFFIXES
    assert not {".json", ".gz"} & SUFFIXES


@pytest.mark.parametrize(
    "data",
    [
        page().encode(),
        docx(word_paragraph(TEXT[0])),
        odt("<text:p>Words.</text:p>"),
        pdf([printed(TEXT)]),
        epub({"text.xhtml": page(text=LONG)}),
        zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}),
        zipped({"META-INF/MANIFEST.MF": "", "a.html": ""}),
        gzip.compress(b"only text", mtime=0),
        b"PK\x03\x04" + bytes(50),
        b"[1, 2, 3]",
        b'[{"title": "a list of something"}]',
        b"",
    ],
)
def test_a_single_document_is_no_container(data):
    assert open_container(io.BytesIO(data), "file.bin") is None


# --- ZIP


def test_a_zip_archive_gives_the_files_that_a_folder_import_would_take():
    data = zipped(
        {
            "b/page.html": page("One"),
            "b/page_files/advert.html": page("Advert"),
            "b/notes.txt": "Just a note about the bridge.\n",
            "b/picture.png": b"\x89PNG",
            ".hidden/a.html": page(),
            "__MACOSX/b/._page.html": b"\x00\x05",
            "c/letter.docx": docx(word_paragraph(TEXT[0])),
            "c/empty/": "",
        }
    )
    assert list(members(data)) == ["b/page.html", "b/notes.txt", "c/letter.docx"]
    assert titles(data)[0] == "One"


def test_names_in_a_zip_archive_need_not_be_in_normal_form():
    data = zipped(
        {
            "./a.html": page("One"),
            "b//c.html": page("Two"),
            "./d/page.html": page("Three"),
            "./d/page_files/advert.html": page("Advert"),
        }
    )
    assert list(members(data)) == ["./a.html", "b//c.html", "./d/page.html"]
    assert titles(data) == ["One", "Two", "Three"]


def test_names_that_lead_out_of_the_archive_are_only_names(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    data = zipped({"../../evil.html": page("One"), "/absolute.html": page("Two"), "a\\b.html": page("Three")})
    assert titles(data) == ["One", "Two", "Three"]
    assert not list(tmp_path.rglob("*"))
    container = open_container(io.BytesIO(data), "backup.zip")
    assert container is not None
    assert container.extract("../../evil.html").name == "evil.html"


@pytest.mark.parametrize(
    ("inner", "name", "said"),
    [
        (zipped({"a.html": page()}), "inner.zip", "a ZIP archive inside a ZIP archive"),
        (warc([warc_record("https://example.org/", web_page("x"))]), "inner.warc", "a WARC web archive inside"),
        (epub({"1.xhtml": page(text=LONG), "2.xhtml": page(text=LONG)}), "inner.epub", "several articles inside"),
        (wallabag([wallabag_entry("x", "<p>y</p>")]), "inner.txt", "a wallabag export inside"),
    ],
)
def test_containers_in_containers_are_refused(inner, name, said):
    found = members(zipped({name: inner, "page.html": page("One")}))
    assert said in str(found[name])
    assert isinstance(found["page.html"], ParsedArticle)


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    with pytest.raises(UnreadableFileError, match="made to do harm"):
        members(zipped({"a.txt": bytes(64 << 20)}))


def test_a_member_that_lies_about_its_size_is_read_only_as_far_as_an_article_goes():
    bomb = zipped({"a.txt": bytes(100 << 20), "page.html": page("One")})
    honest = (100 << 20).to_bytes(4, "little")
    assert bomb.count(honest) == 2
    found = members(bomb.replace(honest, (1_000).to_bytes(4, "little")))
    assert "cannot be unpacked" in str(found["a.txt"])
    assert isinstance(found["page.html"], ParsedArticle)


def test_a_member_larger_than_an_article_is_refused():
    noise = bytes(range(256)) * 4
    data = zipped({"a.txt": noise * ((65 << 20) // len(noise)) + b"x", "pad.bin": zlib.compress(noise) * 40_000})
    assert "which no article needs" in str(members(data)["a.txt"])


def test_entries_that_share_their_bytes_are_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.html", page() * 100)
        for number in range(50):
            twin = zipfile.ZipInfo(f"{number}.html")
            first = archive.filelist[0]
            twin.header_offset, twin.compress_size = first.header_offset, first.compress_size
            twin.file_size, twin.CRC = first.file_size, first.CRC
            archive.filelist.append(twin)
    with pytest.raises(UnreadableFileError, match="made to do harm"):
        members(file.getvalue())


def test_an_archive_with_too_many_entries_is_refused(monkeypatch):
    data = zipped({f"{number}.html": "" for number in range(20)})
    monkeypatch.setattr("archive_app.formats.zip_files.MOST_MEMBERS", 10)
    with pytest.raises(UnreadableFileError, match="Split it into parts"):
        members(data)


def test_an_entry_without_a_name_is_passed_over():
    data = zipped({"a.html": page("One"), "b.html": page("Two")})
    assert titles(data.replace(b"b.html", b"\0.html")) == ["One"]


def test_an_encrypted_member_says_so():
    data = bytearray(zipped({"a.html": page()}))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        at = data.index(mark) + (6 if mark == b"PK\x03\x04" else 8)
        data[at] |= 1
    assert "is encrypted" in titles(bytes(data))[0]


def test_an_archive_without_articles_says_so():
    with pytest.raises(UnreadableFileError, match="without articles"):
        members(zipped({"picture.png": b"\x89PNG"}))


def test_a_cut_archive_is_left_to_the_format_that_names_what_it_is():
    data = zipped({"a.html": page()})[:-30]
    assert open_container(io.BytesIO(data), "a.zip") is None


# --- web archives

RECORDS = (
    warc_record("https://example.org/", b"", kind="warcinfo"),
    warc_record("https://example.org/a", web_page("One"), digest="sha1:A"),
    warc_record("https://example.org/a", b"", kind="request"),
    warc_record("https://example.org/a", web_page("One"), digest="sha1:A"),
    warc_record("https://example.org/a", b"", kind="revisit", digest="sha1:A"),
    warc_record("https://example.org/gone", web_page("Gone"), status=404),
    warc_record("https://example.org/data", b"{}", content_type="application/json"),
    warc_record("<https://example.org/b>", web_page("Two"), digest="sha1:B", content_type="text/html; charset=utf-8"),
)


@pytest.mark.parametrize("compressed", [False, True])
def test_each_page_of_a_web_archive_is_taken_once(compressed):
    found = members(warc(RECORDS, compressed=compressed), "crawl.warc")
    assert [locator.partition(" (at ")[0] for locator in found] == ["https://example.org/a", "https://example.org/b"]
    one, two = found.values()
    assert isinstance(one, ParsedArticle)
    assert isinstance(two, ParsedArticle)
    assert (one.format, one.title, one.url) == ("warc", "One", "https://example.org/a")
    assert (two.title, two.url) == ("Two", "https://example.org/b")
    assert one.published is None  # When it was fetched says nothing about the article.


def test_content_codings_and_the_charset_of_the_answer_are_undone():
    russian = page("Мост снова стоит", ("Город восстановил мост после наводнения, и на это ушло две зимы.",) * 3)
    body = gzip.compress(russian.encode("koi8-r"))
    chunked = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
    record = warc_record(
        "https://example.org/",
        chunked,
        content_type="text/html; charset=koi8-r",
        http="Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n",
    )
    (article,) = members(warc([record]), "a.warc").values()
    assert isinstance(article, ParsedArticle)
    assert (article.title, article.encoding) == ("Мост снова стоит", "koi8-r")


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "unknown"])
def test_a_page_that_was_kept_decoded_is_read_whatever_its_header_says(coding):
    record = warc_record("https://example.org/", web_page("One"), http=f"Content-Encoding: {coding}\r\n")
    assert titles(warc([record]), "a.warc") == ["One"]


def test_a_page_that_unpacks_without_end_is_refused():
    bomb = zlib.compressobj(9, zlib.DEFLATED, 31)
    body = b"".join(bomb.compress(bytes(1 << 20)) for _ in range(100)) + bomb.flush()
    record = warc_record("https://example.org/", body, http="Content-Encoding: gzip\r\n")
    assert "too large" in titles(warc([record]), "a.warc")[0]


def test_a_web_archive_that_is_compressed_as_a_whole_says_what_to_do():
    with pytest.raises(UnreadableFileError, match="gunzip"):
        members(gzip.compress(warc(RECORDS)), "crawl.warc.gz")


@pytest.mark.parametrize("address", ["http://[/x", "", "urn:page", "https://example.org/" + "x" * 5_000 + "/?a=b#c"])
def test_an_address_that_is_none_does_not_hide_its_page(address):
    assert titles(warc([warc_record(address, web_page("One"))]), "a.warc") == ["One"]


@pytest.mark.parametrize("length", [0, 10, 10**6, 10**17])
def test_lengths_that_lie_end_in_a_reason(length):
    lying = warc_record("https://example.org/lie", web_page("Lie"), length=length)
    data = warc([warc_record("https://example.org/a", web_page("One")), lying, *RECORDS])
    said = outcome(data, "a.warc")
    assert said.startswith("One") or "damaged or cut short" in said


def test_a_package_gives_the_pages_that_it_lists():
    data = wacz(RECORDS, listed=["https://example.org/b#part"])
    assert titles(data, "a.wacz") == ["Two"]
    assert titles(wacz(RECORDS), "a.wacz") == ["One", "Two"]
    assert titles(wacz(RECORDS, listed=["https://example.org/other"]), "a.wacz") == ["One", "Two"]
    with pytest.raises(UnreadableFileError, match="compressed twice"):
        members(wacz(RECORDS, stored=False), "a.wacz")


@pytest.mark.skipif(not WARCS.is_dir(), reason="the test archives are not beside this checkout")
@pytest.mark.parametrize(
    ("name", "pages"),
    [
        ("warcio-example.warc", 1),
        ("warcio-example.warc.gz", 1),
        ("warcio-example-iana.org-chunked.warc", 1),
        ("warcio-example-wget-bad-target-uri.warc.gz", 1),
        ("warcio-post-test.warc.gz", 0),
        ("warcio-example-wrong-chunks.warc.gz", 1),
        ("warcio-example-bad-non-chunked.warc.gz", "gunzip"),
        ("warcio-example-trunc.warc", 1),
    ],
)
def test_web_archives_of_other_programs_are_read(name, pages):
    data = (WARCS / name).read_bytes()
    if isinstance(pages, str):
        with pytest.raises(UnreadableFileError, match=pages):
            members(data, name)
    else:
        assert len(members(data, name)) == pages


# --- books and exports


def test_a_book_of_several_articles_gives_each_of_them():
    data = epub({"cover.xhtml": "<p>Cover</p>", "1.xhtml": page("One", LONG), "2.xhtml": page("Two", LONG)})
    assert titles(data, "week.epub") == ["One", "Two"]


def test_a_wallabag_export_gives_its_entries_with_their_facts():
    content = "".join(f"<p>{text}</p>" for text in TEXT)
    data = wallabag([wallabag_entry("Größe: one/two", content), wallabag_entry("No text", "")])
    first, second = members(data, "export.json").items()
    assert first[0].startswith("Größe: one-two (at ")
    article = first[1]
    assert isinstance(article, ParsedArticle)
    assert (article.format, article.title, article.language) == ("wallabag", "Größe: one/two", "en")
    assert (article.byline, article.published) == ("Anna Example, Ben Example", date(2024, 3, 4))
    assert article.url == "https://example.org/bridge"
    assert article.body_text == "\n".join(TEXT)
    assert "without its text" in str(second[1])


def test_an_export_is_read_entry_by_entry_whatever_its_layout():
    entries = [wallabag_entry(f"Entry {n}", f"<p>{'Words, [of] {all} sorts. ' * n * 300}</p>") for n in range(1, 40)]
    for indent in (None, 2):
        data = b"\xef\xbb\xbf" + json.dumps(entries, indent=indent, ensure_ascii=False).encode()
        assert titles(data, "export.json") == [f"Entry {n}" for n in range(1, 40)]


def test_a_number_of_thousands_of_digits_is_damage():
    data = wallabag([wallabag_entry("One", "<p>Words.</p>")])[:-1] + b", " + b"1" * 5_000 + b"]"
    container = open_container(io.BytesIO(data), "export.json")
    assert container is not None
    locators = container.locators()
    assert next(locators).startswith("One")
    with pytest.raises(UnreadableFileError, match="damaged"):
        next(locators)
    assert open_container(io.BytesIO(b"[" + b"1" * 5_000 + b"]"), "export.json") is None


def test_a_cut_export_says_so_after_what_was_whole():
    data = wallabag([wallabag_entry("One", "<p>Words.</p>"), wallabag_entry("Two", "<p>Words.</p>")])[:-20]
    container = open_container(io.BytesIO(data), "export.json")
    assert container is not None
    locators = container.locators()
    assert next(locators).startswith("One")
    with pytest.raises(UnreadableFileError, match="cut short"):
        next(locators)


def test_an_omnivore_export_gives_its_entries_with_their_facts():
    content = f"<html><body>{''.join(f'<p>{text}</p>' for text in TEXT)}</body></html>"
    found = members(omnivore({"bridge-1": content, "lost": ""}), "omnivore.zip")
    article = found["bridge-1"]
    assert isinstance(article, ParsedArticle)
    assert (article.format, article.title, article.byline) == ("omnivore", "About bridge-1", "Anna Example")
    assert (article.published, article.url) == (date(2024, 3, 4), "https://example.org/bridge-1")
    assert article.body_text == "\n".join(TEXT)
    assert "without its text" in str(found["lost"])


def test_a_member_has_the_same_bytes_each_time():
    data = omnivore({"bridge": f"<p>{TEXT[0]}</p>"})
    hashes = set()
    for _ in range(2):
        container = open_container(io.BytesIO(data), "omnivore.zip")
        assert container is not None
        hashes.add(container.extract("bridge").sha256)
    assert len(hashes) == 1


SAMPLES = (
    (zipped({"a.html": page(TITLE), "b.docx": docx(word_paragraph(TEXT[0]))}), "a.zip"),
    (warc(RECORDS, compressed=True), "a.warc.gz"),
    (wacz(RECORDS, listed=["https://example.org/b"]), "a.wacz"),
    (wallabag([wallabag_entry("One", "<p>Words.</p>")] * 3), "a.json"),
    (omnivore({"bridge": page()}), "o.zip"),
)


@given(st.sampled_from(SAMPLES), st.data())
@settings(max_examples=100, deadline=None)
def test_damage_anywhere_ends_in_articles_or_a_reason(sample, data):
    whole, name = sample
    damaged = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(damaged[: data.draw(st.integers(len(whole) // 2, len(whole)))])
    said = outcome(cut, name)
    assert "“" not in said or said.endswith(".")
