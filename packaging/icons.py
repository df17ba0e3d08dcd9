"""Draw the app's icon at all sizes: packaging/icons.py FOLDER.

Writes hicolor/SIZExSIZE/apps/archive-app.png for Linux, archive-app.ico for Windows and archive-app.icns for macOS. The
drawings are resources/icons/archive-app.svg and, for sizes where its details blur, archive-app-small.svg.
"""

import os
import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
_SMALL = 32
_DRAWINGS = Path(__file__).resolve().parent.parent / "resources" / "icons"
# The kinds of entry of an .icns file that hold a PNG, by the side of the picture in pixels.
_ICNS_TYPES = {16: b"icp4", 32: b"icp5", 64: b"icp6", 128: b"ic07", 256: b"ic08", 512: b"ic09"}


def draw(size: int) -> bytes:
    """The icon as a PNG of `size` by `size` pixels."""
    drawing = _DRAWINGS / ("archive-app-small.svg" if size <= _SMALL else "archive-app.svg")
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(drawing)).render(painter)
    painter.end()
    png = QBuffer()
    png.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(png, QByteArray(b"PNG")).write(image)
    return bytes(png.data().data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """An .ico file: a header, a directory with an entry for each PNG, and the PNGs; 256 pixels are written as 0."""
    pictures = {size: png for size, png in pictures.items() if size <= 256}
    directory, offset = b"", 6 + 16 * len(pictures)
    for size, png in pictures.items():
        directory += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(png), offset)
        offset += len(png)
    return struct.pack("<HHH", 0, 1, len(pictures)) + directory + b"".join(pictures.values())


def icns(pictures: dict[int, bytes]) -> bytes:
    """An .icns file: the magic word and the length of all, then for each PNG its type, its length and itself."""
    entries = b"".join(
        kind + struct.pack(">I", 8 + len(pictures[size])) + pictures[size] for size, kind in _ICNS_TYPES.items()
    )
    return b"icns" + struct.pack(">I", 8 + len(entries)) + entries


def main(folder: Path) -> None:
    pictures = {size: draw(size) for size in SIZES}
    for size, png in pictures.items():
        file = folder / "hicolor" / f"{size}x{size}" / "apps" / "archive-app.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(png)
    (folder / "archive-app.ico").write_bytes(ico(pictures))
    (folder / "archive-app.icns").write_bytes(icns(pictures))


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main(Path(sys.argv[1]))
