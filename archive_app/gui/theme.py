"""The window's colours, as roles: the only place that names a colour.

Palettes and the style sheet are made from a theme, so that light and dark cannot drift apart.
"""

import string
from dataclasses import asdict, dataclass
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from archive_app import paths


class ThemeMode(StrEnum):
    """What a person chose in the View menu; `AUTO` follows the system where it tells."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Colour roles, as `#rrggbb`. A role that is a ground names what may be written on it in its comment."""

    window: str  # text, quiet, accent
    pane: str  # text, quiet, accent
    sidebar: str  # text, quiet
    line: str
    control_line: str
    text: str
    quiet: str
    accent: str  # on_accent
    on_accent: str
    accent_tint: str  # text, quiet, accent
    selection: str  # text, quiet, accent
    hover: str  # text, quiet
    hit: str  # hit_text
    hit_text: str
    current_hit: str  # hit_text
    card: str  # text, quiet, accent
    attention: str
    attention_tint: str  # attention, text
    part_title: str  # text, quiet
    part_fact: str  # text, quiet
    part_credit: str  # text, quiet
    part_further: str  # text, quiet
    part_takeaway: str  # text, quiet
    bar: str
    shade: str

    def color(self, role: str) -> QColor:
        """The colour of a role."""
        return QColor(getattr(self, role))


LIGHT = Theme(
    window="#faf9f6",
    pane="#ffffff",
    sidebar="#f1efea",
    line="#e2dfd8",
    control_line="#d3cfc5",
    text="#1e1c19",
    quiet="#6a665f",
    accent="#0e6b66",
    on_accent="#ffffff",
    accent_tint="#ddedeb",
    selection="#e3efed",
    hover="#f3f1ec",
    hit="#ffe38c",
    hit_text="#1e1c19",
    current_hit="#ffbf47",
    card="#f6f4ee",
    attention="#8f5300",
    attention_tint="#fbf0dc",
    part_title="#e4e8f7",
    part_fact="#f1e8f5",
    part_credit="#d9efec",
    part_further="#e7f1d8",
    part_takeaway="#fdefc8",
    bar="#b5d8d4",
    shade="#000000",
)

DARK = Theme(
    window="#1b1a18",
    pane="#211f1d",
    sidebar="#181715",
    line="#34312d",
    control_line="#47433d",
    text="#ece8e1",
    quiet="#a59f95",
    accent="#5cc2b8",
    on_accent="#10201e",
    accent_tint="#1e3b39",
    selection="#263735",
    hover="#292724",
    hit="#6b5511",
    hit_text="#fff1c2",
    current_hit="#7f5f00",
    card="#292623",
    attention="#e7b25a",
    attention_tint="#3a2f1b",
    part_title="#2a3048",
    part_fact="#382d42",
    part_credit="#1d3a37",
    part_further="#2d3a22",
    part_takeaway="#3e3417",
    bar="#2d5753",
    shade="#000000",
)


def theme_for(mode: ThemeMode) -> Theme:
    """The theme to show now. A system that does not tell its colour scheme counts as light."""
    if mode is ThemeMode.AUTO:
        return DARK if QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT
    return DARK if mode is ThemeMode.DARK else LIGHT


def palette(theme: Theme) -> QPalette:
    """A Fusion palette, for what the style sheet does not reach: system dialogs, selections, disabled text."""
    roles = {
        QPalette.ColorRole.Window: theme.window,
        QPalette.ColorRole.WindowText: theme.text,
        QPalette.ColorRole.Base: theme.pane,
        QPalette.ColorRole.AlternateBase: theme.card,
        QPalette.ColorRole.Text: theme.text,
        QPalette.ColorRole.PlaceholderText: theme.quiet,
        QPalette.ColorRole.Button: theme.pane,
        QPalette.ColorRole.ButtonText: theme.text,
        QPalette.ColorRole.BrightText: theme.attention,
        QPalette.ColorRole.Highlight: theme.accent,
        QPalette.ColorRole.HighlightedText: theme.on_accent,
        QPalette.ColorRole.Link: theme.accent,
        QPalette.ColorRole.LinkVisited: theme.accent,
        QPalette.ColorRole.ToolTipBase: theme.card,
        QPalette.ColorRole.ToolTipText: theme.text,
        QPalette.ColorRole.Light: theme.pane,
        QPalette.ColorRole.Midlight: theme.hover,
        QPalette.ColorRole.Mid: theme.line,
        QPalette.ColorRole.Dark: theme.control_line,
        QPalette.ColorRole.Shadow: theme.shade,
        QPalette.ColorRole.Accent: theme.accent,
    }
    made = QPalette()
    for role, color in roles.items():
        made.setColor(role, QColor(color))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.quiet))
    return made


def style_sheet(theme: Theme, scale: float) -> str:
    """The style sheet with the theme's colours; `$px13` is 13 pixels of type at the given text size."""
    template = string.Template(paths.resource("style.qss").read_text("utf-8"))
    sizes = {f"px{size}": f"{round(size * scale)}px" for size in (11, 12, 13, 14, 15, 18, 25)}
    return template.substitute(asdict(theme), **sizes)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours after WCAG 2.2, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    """Relative luminance after WCAG 2.2."""
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
