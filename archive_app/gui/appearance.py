"""How the window looks now: theme, text size and fonts, for those who paint themselves.

Applies them to the application; who paints by hand listens to `changed`.
"""

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetricsF, QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from archive_app.gui import icons
from archive_app.gui.theme import Theme, ThemeMode, palette, style_sheet, theme_for

ZOOM_STEPS = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)

# What a system without a desktop answers when asked for its interface font.
_NO_SYSTEM_FONT = {"", "Sans Serif", "Helvetica", "Sans", "MS Shell Dlg 2"}
_SANS = ("Inter", "Noto Sans", "Open Sans", "Cantarell", "Liberation Sans", "DejaVu Sans")
_SERIF = ("Charter", "Source Serif 4", "Noto Serif", "Georgia", "Liberation Serif", "DejaVu Serif")


class Appearance(QObject):
    """Theme, text size and fonts of one application."""

    changed = Signal()

    def __init__(self, application: QApplication, *, mode: ThemeMode, zoom: float, serif: bool) -> None:
        super().__init__(application)
        self._application = application
        self._system_font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        self._families = _interface_families(self._system_font)
        # The design's 13 pixels, or the system's size where a person has set it larger.
        self._base = max(1.0, QFontInfo(self._system_font).pixelSize() / 13)
        self.mode = mode
        self.zoom = min(max(zoom, ZOOM_STEPS[0]), ZOOM_STEPS[-1])
        self.serif = serif
        self.theme: Theme = theme_for(mode)
        self._fonts: dict[tuple[bool, int, bool], QFont] = {}
        application.setStyle("Fusion")
        application.styleHints().colorSchemeChanged.connect(self._system_changed)
        self.apply()

    @property
    def scale(self) -> float:
        """What the design's pixels of type are multiplied with."""
        return self._base * self.zoom

    def set_mode(self, mode: ThemeMode) -> None:
        """Choose light, dark or what the system says."""
        self.mode = mode
        self.apply()

    def set_serif(self, serif: bool) -> None:
        """Choose the family of the reading text."""
        self.serif = serif
        self.apply()

    def step_zoom(self, steps: int) -> None:
        """Make all text larger or smaller by steps; 0 goes back to the normal size."""
        nearest = min(range(len(ZOOM_STEPS)), key=lambda i: abs(ZOOM_STEPS[i] - self.zoom))
        self.zoom = ZOOM_STEPS[min(max(nearest + steps, 0), len(ZOOM_STEPS) - 1)] if steps else 1.0
        self.apply()

    def apply(self) -> None:
        """Give fonts, palette and style sheet to the application and tell who paints by hand."""
        self.theme = theme_for(self.mode)
        self._fonts.clear()
        self._application.setFont(self.font(13))
        self._application.setPalette(palette(self.theme))
        self._application.setStyleSheet(style_sheet(self.theme, self.scale))
        self.changed.emit()

    def font(self, pixels: int, *, semibold: bool = False) -> QFont:
        """The interface font at one of the design's sizes."""
        return self._made(pixels, semibold=semibold, serif=False)

    def reading_font(self, pixels: int = 16, *, semibold: bool = False) -> QFont:
        """The font of an article's text."""
        return self._made(pixels, semibold=semibold, serif=self.serif)

    def pixels(self, design: float) -> int:
        """A length that grows with the text."""
        return round(design * self.scale)

    def icon(self, name: str, role: str = "quiet") -> QIcon:
        """An icon in the colour of a role."""
        return icons.icon(name, getattr(self.theme, role), self.theme.control_line)

    def icon_size(self, design: int = 16) -> QSize:
        """The size of an icon that stands beside text."""
        return QSize(self.pixels(design), self.pixels(design))

    def _made(self, pixels: int, *, semibold: bool, serif: bool) -> QFont:
        made = self._fonts.get((serif, pixels, semibold))
        if made is None:
            made = QFont(_installed(_SERIF) if serif else self._families)
            made.setPixelSize(self.pixels(pixels))
            if semibold:
                made.setWeight(QFont.Weight.DemiBold)
            self._fonts[serif, pixels, semibold] = made
        return made

    def _system_changed(self, _scheme: Qt.ColorScheme) -> None:
        if self.mode is ThemeMode.AUTO:
            self.apply()


def line_height(font: QFont) -> float:
    """The height of a line of text, without extra leading."""
    metrics = QFontMetricsF(font)
    return metrics.ascent() + metrics.descent()


def _interface_families(system: QFont) -> list[str]:
    if system.family() in _NO_SYSTEM_FONT:
        return _installed(_SANS)
    return system.families()


def _installed(families: tuple[str, ...]) -> list[str]:
    """The preferred families that are here, so that Qt need not search its aliases for the others."""
    here = set(QFontDatabase.families())
    return [family for family in families if family in here] or [QGuiApplication.font().family()]
