"""The interface's icons: SVG files drawn with `currentColor`, coloured when they are asked for."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from archive_app import paths

# From a 16-pixel icon to a 32-pixel one at three times the density.
_SIZES = (16, 20, 24, 32, 40, 48, 64, 96)


@lru_cache(maxsize=256)
def icon(name: str, color: str, disabled: str) -> QIcon:
    """An icon of `resources/icons/interface` in a colour given as `#rrggbb`."""
    made = QIcon()
    for mode, shade in ((QIcon.Mode.Normal, color), (QIcon.Mode.Disabled, disabled)):
        for size in _SIZES:
            made.addPixmap(pixmap(name, shade, QSize(size, size)), mode)
    return made


def pixmap(name: str, color: str, size: QSize) -> QPixmap:
    """An icon drawn at a size in device pixels."""
    drawn = QPixmap(size)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    _renderer(name, color).render(painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    return drawn


@lru_cache(maxsize=256)
def _renderer(name: str, color: str) -> QSvgRenderer:
    source = paths.resource(f"icons/interface/{name}.svg").read_text("utf-8")
    return QSvgRenderer(QByteArray(source.replace("currentColor", color).encode()))
