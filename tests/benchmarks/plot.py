"""A plot of what search costs in archives of different sizes, drawn from the figures that `search` wrote."""

import json
from math import log10
from pathlib import Path

_ROWS = {
    "p50": "half of all questions are faster, ms",
    "p95": "19 of 20 questions are faster, ms",
    "wall": "time to index, s",
    "size": "index, MB",
    "memory": "memory to search, MB",
}
"""The figures that are drawn, each in a panel of its own with a logarithmic scale on both sides."""

_COLOURS = {
    "FTS5": "#b3541e",
    "tantivy, 1 thread": "#9a8fb8",
    "tantivy, 2 threads": "#5e4b8b",
    "stock Whoosh": "#8a8a8a",
    "ours": "#7fb0a2",
    "ours, 2 processes": "#12665b",
}
_LEAST = 0.1
_WIDTH, _HEIGHT, _LEFT, _TOP, _ROOM = 300, 190, 46, 34, 74

Figures = dict[str, dict[str, dict[str, float]]]
"""By size, by engine, by what was measured."""


def draw(figures: Path, picture: Path) -> None:
    """Write the plot as SVG."""
    found: Figures = json.loads(figures.read_text())
    panels = [_panel(found, what, said, number) for number, (what, said) in enumerate(_ROWS.items())]
    width, height = 3 * (_WIDTH + _ROOM), 2 * (_HEIGHT + _ROOM)
    legend = "".join(
        f'<text x="{2 * (_WIDTH + _ROOM) + _LEFT}" y="{_HEIGHT + _ROOM + _TOP + 20 * at}" fill="{_COLOURS[engine]}">'
        f"{engine}</text>"
        for at, engine in enumerate(name for name in _COLOURS if any(name in of_size for of_size in found.values()))
    )
    picture.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '
        f'font-size="12"><rect width="100%" height="100%" fill="#ffffff"/>{"".join(panels)}{legend}</svg>\n'
    )


def _panel(found: Figures, what: str, said: str, number: int) -> str:
    left, top = number % 3 * (_WIDTH + _ROOM) + _LEFT, number // 3 * (_HEIGHT + _ROOM) + _TOP
    sizes = sorted(map(int, found))
    values = [_value(engine, what) for of_size in found.values() for engine in of_size.values()]
    low, high = min(map(log10, values)), max(map(log10, values)) + 0.05
    first, last = log10(sizes[0]), max(log10(sizes[-1]), log10(sizes[0]) + 0.1)

    def place(size: float, value: float) -> tuple[float, float]:
        across = (log10(size) - first) / (last - first)
        up = (log10(value) - low) / (high - low)
        return left + across * _WIDTH, top + (1 - up) * _HEIGHT

    parts = [f'<text x="{left}" y="{top - 12}" font-weight="bold">{said}</text>']
    for size in sizes:
        x, y = place(size, 10**low)
        parts.append(f'<path d="M{x:.0f} {top}V{y:.0f}" stroke="#e4e4e4"/>')
        parts.append(f'<text x="{x:.0f}" y="{y + 16:.0f}" text-anchor="middle">{_short(size)}</text>')
    for power in range(int(low // 1) + 1, int(high // 1) + 1):
        _, y = place(sizes[0], 10**power)
        parts.append(f'<path d="M{left} {y:.0f}h{_WIDTH}" stroke="#e4e4e4"/>')
        parts.append(f'<text x="{left - 6}" y="{y + 4:.0f}" text-anchor="end">{10.0**power:g}</text>')
    for engine, colour in _COLOURS.items():
        points = [place(size, _value(found[str(size)][engine], what)) for size in sizes if engine in found[str(size)]]
        joined = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline points="{joined}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points]
    return "".join(parts)


def _value(figures: dict[str, float], what: str) -> float:
    # What takes no memory to speak of beside the process itself comes out below nothing, too.
    return max(figures[what] / 1e6 if what == "size" else figures[what], _LEAST)


def _short(size: int) -> str:
    return f"{size // 1_000_000}m" if size % 1_000_000 == 0 else f"{size // 1_000}k"
