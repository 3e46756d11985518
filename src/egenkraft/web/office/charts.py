"""Two charts of the officers' pages: bars lying down, and the waterfall from one month's sum to the next.

As those of `web/svg.py`: drawn wide and narrow, described by their own figures, colours as attributes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django.utils.translation import gettext as _

from egenkraft.web.svg import COLOURS, FONT, INK, SOFT, Chart
from egenkraft.web.svg_text import Series, describe, number_text
from egenkraft.web.templatetags.formats import MINUS, kronor_text

WIDE, NARROW = 720, 360
ROW, BAR = 44, 16
HEIGHT, TOP, BOTTOM = 268, 34, 56
TOTAL, MORE, LESS = COLOURS[0], "#fbe3c1", "#d9e9ec"
# Where the part of the sums that is the same takes up more than this of the picture, the axis is broken.
BROKEN_ABOVE = 0.6


@dataclass(frozen=True)
class Step:
    """A part of a waterfall: a sum, or a change from the level before it. Amounts in öre."""

    label: str
    ore: int
    total: bool = False


def across(key: str, title: str, rows: Sequence[tuple[str, int]], *, unit: str, note: str = "") -> Chart:
    """Bars lying down from zero, the name above each and the figure at its end.

    Raises ValueError without rows.
    """
    if not rows:
        raise ValueError("a chart needs at least one row")
    labels = [label for label, _n in rows]
    series = Series(_("Antal"), tuple(n for _label, n in rows))
    description = describe(labels, [series], unit)
    height = ROW * len(rows) + 8
    most = max(max(n for _label, n in rows), 1)
    pictures = [
        _svg(f"{key}{suffix}", width, height, title, description, _across_body(rows, width, most))
        for suffix, width in (("", WIDE), ("-n", NARROW))
    ]
    table = tuple((label, number_text(n)) for label, n in rows)
    return Chart(key, title, note, description, pictures[0], pictures[1], (_("Vad"), series.name), table)


def waterfall(key: str, title: str, steps: Sequence[Step], *, note: str = "") -> Chart:
    """From a first sum, by changes, to a last sum. Raises ValueError when the changes do not lead there."""
    first, *changes, last = steps
    if first.ore + sum(step.ore for step in changes) != last.ore:
        raise ValueError("the changes do not lead from the first sum to the last")
    description = "; ".join(f"{step.label}: {_amount(step)} kr" for step in steps) + "."
    levels = _levels(steps)
    pictures = [
        _svg(f"{key}{suffix}", width, height, title, description, body)
        for suffix, width, height, body in (
            ("", WIDE, HEIGHT, _standing(steps, levels)),
            ("-n", NARROW, ROW * len(steps) + 8, _lying(steps, levels)),
        )
    ]
    table = tuple((step.label, _amount(step)) for step in steps)
    return Chart(key, title, note, description, pictures[0], pictures[1], (_("Del"), _("Kronor")), table)


def is_broken(steps: Sequence[Step]) -> bool:
    """Whether the axis of the waterfall does not begin at zero."""
    return _floor(_levels(steps)) > 0


def _across_body(rows: Sequence[tuple[str, int]], width: int, most: int) -> str:
    parts, room = [], width - 60
    for index, (label, n) in enumerate(rows):
        y, length = index * ROW + 4, max(2.0, room * n / most)
        parts.append(_text(0, y + 14, label, anchor="start"))
        parts.append(_rect(0, y + 20, length, BAR, COLOURS[0]))
        parts.append(_text(length + 8, y + 33, number_text(n), anchor="start", bold=True))
    return "".join(parts)


def _levels(steps: Sequence[Step]) -> list[tuple[int, int]]:
    """Where each part begins and ends; a sum begins at zero."""
    found, level = [], 0
    for step in steps:
        found.append((0, step.ore) if step.total else (level, level + step.ore))
        level = found[-1][1]
    return found


def _floor(levels: Sequence[tuple[int, int]]) -> int:
    """The lowest level shown: zero, or just under the changes when they would else be too small to see."""
    low, high = min(end for _start, end in levels), max(end for _start, end in levels)
    return int(low - (high - low) * 0.5) if high > 0 and low / high > BROKEN_ABOVE else 0


def _standing(steps: Sequence[Step], levels: Sequence[tuple[int, int]]) -> str:
    floor, high = _floor(levels), max(max(pair) for pair in levels)
    plot, slot = HEIGHT - TOP - BOTTOM, WIDE / len(steps)
    span = max(high - floor, 1)
    bar = min(slot * 0.62, 84)

    def y(level: int) -> float:
        return TOP + plot * (1 - (max(level, floor) - floor) / span)

    parts = [f'<line x1="0" x2="{WIDE}" y1="{TOP + plot}" y2="{TOP + plot}" stroke="{SOFT}"/>']
    for index, (step, (start, end)) in enumerate(zip(steps, levels, strict=True)):
        middle, top = slot * (index + 0.5), y(max(start, end))
        parts.append(
            _rect(middle - bar / 2, top, bar, max(y(min(start, end)) - top, 1.0), _fill(step), _edge(step))
        )
        if step.total and floor:
            parts.append(_break(middle - bar / 2, TOP + plot - 14, bar))
        if index + 1 < len(steps):
            parts.append(_dashed(middle + bar / 2, y(end), slot - bar))
        parts.append(_text(middle, top - 8, _amount(step), bold=True))
        for line, words in enumerate(_two_lines(step.label)):
            parts.append(_text(middle, TOP + plot + 20 + line * 17, words, size=13))
    return "".join(parts)


def _lying(steps: Sequence[Step], levels: Sequence[tuple[int, int]]) -> str:
    floor, high = _floor(levels), max(max(pair) for pair in levels)
    span = max(high - floor, 1)

    def x(level: int) -> float:
        return NARROW * (max(level, floor) - floor) / span

    parts = []
    for index, (step, (start, end)) in enumerate(zip(steps, levels, strict=True)):
        top, left = index * ROW + 4, x(min(start, end))
        parts.append(_text(0, top + 14, step.label, anchor="start"))
        parts.append(_text(NARROW, top + 14, _amount(step), anchor="end", bold=True))
        parts.append(
            _rect(left, top + 20, max(x(max(start, end)) - left, 2.0), BAR, _fill(step), _edge(step))
        )
    return "".join(parts)


def _amount(step: Step) -> str:
    """A sum as it is, a change with its sign."""
    sign = "+" if step.ore > 0 and not step.total else ""
    return f"{sign}{kronor_text(step.ore)}".replace("-", MINUS)


def _fill(step: Step) -> str:
    if step.total:
        return TOTAL
    return MORE if step.ore > 0 else LESS


def _edge(step: Step) -> str:
    if step.total:
        return TOTAL
    return "#b85f00" if step.ore > 0 else TOTAL


def _two_lines(label: str) -> tuple[str, ...]:
    """A label in at most two lines of about the same length."""
    words = label.split()
    if len(label) <= 14 or len(words) == 1:
        return (label,)
    cut = min(range(1, len(words)), key=lambda n: abs(len(" ".join(words[:n])) - len(" ".join(words[n:]))))
    return (" ".join(words[:cut]), " ".join(words[cut:]))


def _rect(x: float, y: float, width: float, height: float, fill: str, edge: str = "") -> str:
    stroke = f' stroke="{edge}" stroke-width="1.5"' if edge else ""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" rx="2" fill="{fill}"{stroke}/>'


def _break(x: float, y: float, width: float) -> str:
    return f'<path d="M{x - 3:.1f} {y + 6:.1f}L{x + width + 3:.1f} {y:.1f}" stroke="#fff" stroke-width="4"/>'


def _dashed(x: float, y: float, width: float) -> str:
    return f'<line x1="{x:.1f}" x2="{x + width:.1f}" y1="{y:.1f}" y2="{y:.1f}" stroke="{SOFT}" stroke-dasharray="3 3"/>'


def _text(
    x: float, y: float, words: str, *, anchor: str = "middle", size: int = 14, bold: bool = False
) -> str:
    weight = ' font-weight="600"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" fill="{INK}"{weight}>{escape(words)}</text>'


def _svg(key: str, width: int, height: int, title: str, description: str, body: str) -> str:
    return (
        f'<svg viewBox="0 0 {width} {height}" role="img" aria-labelledby="{key}-t {key}-d" '
        f'font-family="{FONT}" xmlns="http://www.w3.org/2000/svg" direction="ltr">'
        f'<title id="{key}-t">{escape(title)}</title><desc id="{key}-d">{escape(description)}</desc>{body}</svg>'
    )
