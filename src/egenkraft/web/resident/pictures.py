"""Two columns side by side, today and with the job, made of parts with their figures in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from egenkraft.web.svg_text import number_text

INK = "#1f2a30"
WIDTH, HEIGHT, TOP, BOTTOM = 360, 300, 34, 34
COLUMN = 96
LEAST_WITH_FIGURE = 24


@dataclass(frozen=True)
class Layer:
    """A part of a column: kronor, its colour and the colour of the figure on it."""

    label: str
    kronor: int
    colour: str
    ink: str = INK


@dataclass(frozen=True)
class Column:
    label: str
    layers: tuple[Layer, ...]

    @property
    def total(self) -> int:
        return sum(layer.kronor for layer in self.layers)


def columns(key: str, title: str, description: str, shown: Sequence[Column]) -> str:
    """An SVG of the columns from zero, drawn once: it fits a phone and is not stretched on a wide page."""
    highest = max(column.total for column in shown) or 1
    scale = (HEIGHT - TOP - BOTTOM) / highest
    slot = WIDTH / len(shown)
    parts = [_column(column, slot * (index + 0.5), scale) for index, column in enumerate(shown)]
    floor = HEIGHT - BOTTOM
    line = f'<line x1="20" x2="{WIDTH - 20}" y1="{floor}" y2="{floor}" stroke="#56626a"/>'
    return (
        f'<svg class="columns-picture" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="{key}-t {key}-d" '
        f'font-family="\'Source Sans 3\', sans-serif" xmlns="http://www.w3.org/2000/svg" direction="ltr">'
        f'<title id="{key}-t">{escape(title)}</title><desc id="{key}-d">{escape(description)}</desc>'
        f"{''.join(parts)}{line}</svg>"
    )


def _column(column: Column, middle: float, scale: float) -> str:
    y = float(HEIGHT - BOTTOM)
    parts = [_text(middle, HEIGHT - 10, column.label)]
    for layer in column.layers:
        height = layer.kronor * scale
        y -= height
        if layer.kronor:
            parts.append(
                f'<rect x="{middle - COLUMN / 2:.1f}" y="{y:.1f}" width="{COLUMN}" height="{max(height - 2, 0.5):.1f}" '
                f'rx="2" fill="{layer.colour}"/>'
            )
        if height >= LEAST_WITH_FIGURE:
            parts.append(
                _text(middle, y + height / 2 + 4, number_text(layer.kronor), bold=False, fill=layer.ink)
            )
    parts.append(_text(middle, y - 9, number_text(column.total), size=16))
    return "".join(parts)


def _text(x: float, y: float, text: str, *, bold: bool = True, size: int = 14, fill: str = INK) -> str:
    weight = ' font-weight="600"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="middle" fill="{fill}"{weight}>{escape(text)}</text>'
