"""Colours, icons and the style sheet hold together."""

import re
import string
from dataclasses import asdict
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QPalette

from archive_app import gui, paths
from archive_app.gui import icons
from archive_app.gui.theme import DARK, LIGHT, Theme, ThemeMode, contrast, palette, style_sheet, theme_for

_WRITTEN_ON = {
    "window": ("text", "quiet", "accent"),
    "pane": ("text", "quiet", "accent"),
    "sidebar": ("text", "quiet"),
    "accent": ("on_accent",),
    "accent_tint": ("text", "quiet", "accent"),
    "selection": ("text", "quiet", "accent"),
    "hover": ("text", "quiet", "accent"),
    "hit": ("hit_text", "text"),
    "current_hit": ("hit_text", "text"),
    "card": ("text", "quiet", "accent"),
    "attention_tint": ("attention", "text"),
    "part_title": ("text", "quiet"),
    "part_fact": ("text", "quiet"),
    "part_credit": ("text", "quiet"),
    "part_further": ("text", "quiet"),
    "part_takeaway": ("text", "quiet"),
}


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_everything_written_can_be_read(theme: Theme):
    colours = asdict(theme)
    poor = {
        (ground, ink): round(contrast(colours[ground], colours[ink]), 2)
        for ground, inks in _WRITTEN_ON.items()
        for ink in inks
        if contrast(colours[ground], colours[ink]) < 4.5
    }
    assert poor == {}


def test_contrast_is_that_of_wcag():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_only_the_theme_names_colours():
    named = re.compile(r"#[0-9a-fA-F]{6}\b|QColor\(\d|GlobalColor\.(?!transparent)")
    sources = [path for path in Path(gui.__file__).parent.glob("*.py") if path.name != "theme.py"]
    sources.append(paths.resource("style.qss"))
    assert len(sources) > 20
    assert [path.name for path in sources if named.search(path.read_text("utf-8"))] == []


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_style_sheet_knows_all_its_roles(theme: Theme):
    sheet = style_sheet(theme, 1.5)
    assert "$" not in sheet
    assert theme.accent in sheet
    assert "20px" in sheet  # 13 pixels of type, one and a half times as large


def test_the_style_sheet_uses_no_role_that_is_missing():
    used = set(string.Template(paths.resource("style.qss").read_text("utf-8")).get_identifiers())
    roles = {name for name in used if not re.fullmatch(r"px\d+", name)}
    assert roles <= set(asdict(LIGHT))


def test_a_chosen_theme_wins_over_the_system():
    assert theme_for(ThemeMode.LIGHT) is LIGHT
    assert theme_for(ThemeMode.DARK) is DARK
    assert theme_for(ThemeMode.AUTO) in {LIGHT, DARK}


def test_the_palette_is_the_themes():
    assert palette(DARK).color(QPalette.ColorRole.Window).name() == DARK.window
    assert palette(LIGHT).color(QPalette.ColorRole.Text).name() == LIGHT.text


@pytest.mark.parametrize("file", sorted(paths.resource("icons/interface").glob("*.svg")), ids=lambda file: file.stem)
def test_every_icon_is_drawn_in_the_colour_asked_for(file: Path, qapp: object):
    drawn = icons.pixmap(file.stem, LIGHT.accent, QSize(64, 64)).toImage()
    solid = {
        drawn.pixelColor(x, y).name() for x in range(64) for y in range(64) if drawn.pixelColor(x, y).alpha() == 255
    }
    assert solid == {LIGHT.accent}
