"""Tell files that are no text by how they begin, so that a refusal can name what they are."""

_BEGINNINGS = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"%!PS", "a PostScript document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"\x7fELF", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"\x00asm", "a program"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"ID3", "an audio file"),
    (b"OggS", "an audio or video file"),
    (b"fLaC", "an audio file"),
    (b"\x1aE\xdf\xa3", "a video file"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"bplist00", "a web archive or property list of macOS"),
    (b"filedesc://", "an ARC web archive"),
)
# NUL is left out, which careless programs leave in text, and so are line ends, tabs and the escape of ISO-2022.
_CONTROLS = bytes((*range(1, 9), *range(14, 27), *range(28, 32), 127))
_RIFF_KINDS = {b"WEBP": "a WebP image", b"WAVE": "an audio file", b"AVI ": "a video file"}
_FTYP_KINDS = dict.fromkeys((b"avif", b"heic", b"mif1"), "an AVIF or HEIC image")


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def named_kind(data: bytes) -> str | None:
    """Return what a file is, with its article ("a PNG image"), where its first bytes tell."""
    for beginning, kind in _BEGINNINGS:
        if data.startswith(beginning):
            return kind
    if data.startswith(_OLE):
        return "an Office document with a password" if _ENCRYPTED in data else "an old Office document"
    checks = (
        (data.startswith(b"PK\x03\x04"), _zip_kind(data)),
        (data.startswith(b"RIFF"), _RIFF_KINDS.get(data[8:12])),
        (data[4:8] == b"ftyp", _FTYP_KINDS.get(data[8:12], "an audio or video file")),
        (data.startswith(b"MZ") and b"\x00" in data[:256], "a program"),
        (data.startswith(b"BM") and data[6:10] == bytes(4), "a BMP image"),
        (data[257:262] == b"ustar", "a tar archive"),
    )
    return next((kind for is_kind, kind in checks if is_kind), None)


def _zip_kind(data: bytes) -> str:
    head = data[:4_000]
    for mark, kind in (
        (b"mimetypeapplication/vnd.oasis.opendocument", "an OpenDocument file that is no text"),
        (b"xl/", "an Excel workbook"),
        (b"ppt/", "a PowerPoint presentation"),
    ):
        if mark in head:
            return kind
    return "a ZIP archive"


def is_binary(head: str) -> bool:
    """Tell by a file's head whether it is no text in any encoding: controls that no text uses are common in it."""
    data = head.encode("utf-8", "replace")
    return (len(data) - len(data.translate(None, _CONTROLS))) * 50 > len(head)
