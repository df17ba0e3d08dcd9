"""Make small documents of each format, byte by byte, so that tests need neither office programs nor foreign files."""

import io
import zipfile
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from quopri import encodestring
from xml.sax.saxutils import escape

TITLE = "The bridge stands again after two winters"
TEXT = (
    "The town rebuilt its bridge after the flood, and it took two winters longer than planned.",
    "Nobody had counted on the ice, which carried off the first scaffold in a single night.",
    "On Sunday the first bus crossed it, slowly, and the driver rang the bell all the way.",
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def zipped(parts: Mapping[str, str | bytes], *, stored: Iterable[str] = ("mimetype",)) -> bytes:
    """A ZIP file of parts, those named stored as they are and the others compressed."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in parts.items():
            kind = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), data, kind)
    return file.getvalue()


def page(title: str = TITLE, text: Iterable[str] = TEXT, *, extra: str = "") -> str:
    """A web page with an article."""
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in text)
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{title}</title>{extra}</head>"
        f"<body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    )


def mhtml(
    markup: bytes,
    *,
    encoding: str = "quoted-printable",
    content_type: str = "text/html",
    address: str = "https://example.org/bridge",
    boundary: str = "----MultipartBoundary--a1----",
) -> bytes:
    """A page as Chrome saves it, with a style sheet beside it."""
    body = encodestring(markup) if encoding == "quoted-printable" else b64encode(markup)
    lines = [
        "From: <Saved by Blink>",
        f"Snapshot-Content-Location: {address}",
        "Subject: =?utf-8?Q?A=20page?=",
        "Date: Tue, 3 Mar 2020 11:49:41 -0000",
        "MIME-Version: 1.0",
        f'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="{boundary}"',
        "",
        "",
        f"--{boundary}",
        f"Content-Type: {content_type}",
        "Content-ID: <frame-1@mhtml.blink>",
        f"Content-Transfer-Encoding: {encoding}",
        f"Content-Location: {address}",
        "",
        body.decode("ascii"),
        f"--{boundary}",
        "Content-Type: text/css",
        "Content-Transfer-Encoding: quoted-printable",
        "Content-Location: cid:css-1@mhtml.blink",
        "",
        "p { color: black }",
        f"--{boundary}--",
        "",
    ]
    return "\r\n".join(lines).encode("ascii")


def mail(text: str, *, html: str | None = None, charset: str = "utf-8", **headers: str) -> bytes:
    """A mail with a text and perhaps an HTML form of it."""
    told = {
        "From": "Anna Example <anna@example.org>",
        "To": "readers@example.org",
        "Subject": TITLE,
        "Date": "Mon, 4 Mar 2024 06:30:00 +0100",
        "Message-ID": "<1@example.org>",
        "MIME-Version": "1.0",
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    plain = _mail_part("text/plain", text, charset)
    if html is None:
        return head.encode() + plain
    parts = b"".join(b"--b1\r\n" + part + b"\r\n" for part in (plain, _mail_part("text/html", html, charset)))
    return head.encode() + b'Content-Type: multipart/alternative; boundary="b1"\r\n\r\n' + parts + b"--b1--\r\n"


def _mail_part(kind: str, text: str, charset: str) -> bytes:
    head = f"Content-Type: {kind}; charset={charset}\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    return head.encode() + encodestring(text.encode(charset))


def docx(paragraphs: str, *, properties: str = "", styles: str = "", extra: Mapping[str, str | bytes] = {}) -> bytes:
    """A Word document of paragraphs in WordprocessingML."""
    core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    return zipped(
        {
            "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
            "word/document.xml": f"<w:document xmlns:w='{WORD}'><w:body>{paragraphs}</w:body></w:document>",
            "word/styles.xml": f"<w:styles xmlns:w='{WORD}'>{styles}</w:styles>",
            "docProps/core.xml": f"<cp:coreProperties xmlns:cp='{core}' xmlns:dc='http://purl.org/dc/elements/1.1/' "
            f"xmlns:dcterms='http://purl.org/dc/terms/'>{properties}</cp:coreProperties>",
            **extra,
        }
    )


def word_paragraph(text: str, *, style: str = "", about: str = "") -> str:
    """A paragraph in WordprocessingML."""
    named = f"<w:pStyle w:val='{style}'/>" if style else ""
    return f"<w:p><w:pPr>{named}{about}</w:pPr><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def odt(body: str, *, meta: str = "", styles: str = "", manifest: str = "") -> bytes:
    """An OpenDocument text."""
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    names = (
        f"xmlns:office='{office}' xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' "
        "xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' "
        "xmlns:meta='urn:oasis:names:tc:opendocument:xmlns:meta:1.0' xmlns:dc='http://purl.org/dc/elements/1.1/'"
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {names}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
            "meta.xml": f"<office:document-meta {names}><office:meta>{meta}</office:meta></office:document-meta>",
            "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
        }
    )


def epub(chapters: Mapping[str, str], *, metadata: str = "", extra: Mapping[str, str | bytes] = {}) -> bytes:
    """An EPUB book of chapters: file names with their markup."""
    items = "".join(
        f"<item id='c{n}' href='{name}' media-type='application/xhtml+xml'/>" for n, name in enumerate(chapters)
    )
    spine = "".join(f"<itemref idref='c{n}'/>" for n in range(len(chapters)))
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles>"
            "<rootfile full-path='OEBPS/content.opf'/></rootfiles></container>",
            "OEBPS/content.opf": "<package xmlns='http://www.idpf.org/2007/opf'><metadata "
            f"xmlns:dc='http://purl.org/dc/elements/1.1/'>{metadata}</metadata><manifest>{items}</manifest>"
            f"<spine>{spine}</spine></package>",
            **{f"OEBPS/{name}": markup for name, markup in chapters.items()},
            **extra,
        }
    )


def pdf(
    pages: Sequence[Sequence[tuple[float, float, float, str]]], *, information: str = "", trailer: str = ""
) -> bytes:
    """A PDF of A4 pages; each line of a page is (left, baseline, size, text) in points from the lower left corner."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    numbers = []
    for lines in pages:
        shown = "".join(
            f"BT /F1 {size} Tf {left} {baseline} Td ({_pdf_text(text)}) Tj ET\n" for left, baseline, size, text in lines
        )
        objects.append(f"<< /Length {len(shown)} >>\nstream\n{shown}endstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {len(objects)} 0 R >>"
        )
        numbers.append(len(objects))
    objects[1] = f"<< /Type /Pages /Count {len(numbers)} /Kids [{' '.join(f'{n} 0 R' for n in numbers)}] >>"
    objects.append(f"<< {information} >>")
    file = io.BytesIO(b"")
    file.write(b"%PDF-1.7\n")
    offsets = []
    for number, text in enumerate(objects, 1):
        offsets.append(file.tell())
        file.write(f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1"))
    start = file.tell()
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    file.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode("ascii"))
    file.write(
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R {trailer} >>\n"
        f"startxref\n{start}\n%%EOF\n".encode("ascii")
    )
    return file.getvalue()


def _pdf_text(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def printed(
    text: Iterable[str], *, top: float = 760, left: float = 72, size: float = 11
) -> list[tuple[float, float, float, str]]:
    """Lines of a PDF page, one below the other."""
    return [(left, top - number * size * 1.2, size, line) for number, line in enumerate(text)]
