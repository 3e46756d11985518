"""Charts as plain SVG text: bars, lines and shares, for pages and PDF alike.

A chart is drawn twice, wide and narrow, because text inside a scaled picture becomes unreadable
on a phone; CSS shows the one that fits. Title, description and table are made from the figures,
so that they cannot say something else than the picture. Colours stand as attributes: the PDF
maker knows no CSS variables. Missing values are gaps, never zeros.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from django.utils.translation import gettext as _

from egenkraft.web.svg_text import Number, Series, describe, number_text

COLOURS = ("#0b5a6b", "#b85f00", "#6b3fa0", "#5b6770")
SHARE_COLOURS = ("#0b5a6b", "#e8992b", "#8a63b5", "#5b6770")
DASHES = ("", "6 4", "2 4", "10 4")
INK, SOFT, GRID = "#1f2a30", "#56626a", "#d5dcde"
FONT = "'Source Sans 3', sans-serif"
WIDE, NARROW = 720, 360
HEIGHT, TOP, BOTTOM = 280, 30, 34
MAX_SERIES = 4
LABEL_GAP = 17


@dataclass(frozen=True)
class Chart:
    """A chart ready for the page: two pictures, the same figures as a table, and the words."""

    key: str
    title: str
    note: str
    description: str
    wide: str
    narrow: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class _Frame:
    width: int
    left: int
    right: int
    low: Decimal
    high: Decimal
    step: Decimal

    def y(self, value: Number) -> float:
        part = (Decimal(value) - self.low) / (self.high - self.low)
        return round(float(HEIGHT - BOTTOM - part * (HEIGHT - TOP - BOTTOM)), 1)

    @property
    def plot(self) -> int:
        return self.width - self.left - self.right


def _nice_step(span: Decimal, pieces: int = 4) -> Decimal:
    raw = span / pieces if span else Decimal(1)
    power = Decimal(10) ** raw.adjusted()
    factor = next(
        f for f in (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10)) if f * power >= raw
    )
    return factor * power


def _frame(width: int, series: Sequence[Series], left: int, right: int) -> _Frame:
    values = [Decimal(v) for one in series for v in one.values if v is not None]
    low, high = min([Decimal(0), *values]), max([Decimal(0), *values])
    step = _nice_step(high - low)
    low, high = (
        (low / step).to_integral_value("ROUND_FLOOR"),
        (high / step).to_integral_value("ROUND_CEILING"),
    )
    if low == high:
        high += 1
    return _Frame(width, left, right, low * step, high * step, step)


def _text(
    x: float,
    y: float,
    text: str,
    *,
    anchor: str = "middle",
    size: int = 14,
    bold: bool = False,
    fill: str = INK,
) -> str:
    weight = ' font-weight="600"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" fill="{fill}"{weight}>{escape(text)}</text>'


def _grid(frame: _Frame) -> str:
    parts, tick = [], frame.low
    while tick <= frame.high:
        y = frame.y(tick)
        colour = SOFT if tick == 0 else GRID
        parts.append(
            f'<line x1="{frame.left}" x2="{frame.width - frame.right}" y1="{y}" y2="{y}" stroke="{colour}"/>'
        )
        parts.append(_text(frame.left - 8, y + 4.5, number_text(tick), anchor="end", size=13, fill=SOFT))
        tick += frame.step
    return "".join(parts)


def _svg(key: str, width: int, height: int, title: str, description: str, body: str) -> str:
    return (
        f'<svg viewBox="0 0 {width} {height}" role="img" aria-labelledby="{key}-t {key}-d" '
        f'font-family="{FONT}" xmlns="http://www.w3.org/2000/svg" direction="ltr">'
        f'<title id="{key}-t">{escape(title)}</title><desc id="{key}-d">{escape(description)}</desc>{body}</svg>'
    )


def _every(labels: Sequence[str], slot: float) -> int:
    """Show every n-th label, so that they do not run into each other."""
    longest = max((len(label) for label in labels), default=1) * 7.5 + 8
    return max(1, -(-int(longest) // max(1, int(slot))))


def _bars_body(frame: _Frame, labels: Sequence[str], one: Series, highlight: int | None) -> str:
    slot = frame.plot / len(labels)
    bar, every = min(slot * 0.72, 64), _every(labels, slot)
    zero, parts = frame.y(0), [_grid(frame)]
    for index, (label, value) in enumerate(zip(labels, one.values, strict=True)):
        middle = frame.left + slot * (index + 0.5)
        if value is None:
            parts.append(_text(middle, zero - 6, "–", fill=SOFT))
        else:
            y = frame.y(value)
            colour = COLOURS[0] if highlight in (None, index) and value >= 0 else "#5d868f"
            if value < 0:
                colour = COLOURS[1]
            height = max(abs(zero - y), 0.5)
            parts.append(
                f'<rect x="{middle - bar / 2:.1f}" y="{min(y, zero)}" width="{bar:.1f}" height="{height:.1f}" rx="2" fill="{colour}"/>'
            )
            parts.append(
                _text(
                    middle,
                    y - 7 if value >= 0 else y + 17,
                    number_text(value),
                    bold=True,
                    size=13 if slot < 44 else 14,
                )
            )
        if (len(labels) - 1 - index) % every == 0:
            parts.append(_text(middle, HEIGHT - 10, label, size=13, bold=index == highlight))
    return "".join(parts)


def _spread(ends: list[tuple[float, int]]) -> dict[int, float]:
    """Move the labels at the ends of lines apart where they would collide."""
    placed: dict[int, float] = {}
    last = float("-inf")
    for y, index in sorted(ends):
        last = max(y, last + LABEL_GAP)
        placed[index] = last
    return placed


def _line_paths(
    frame: _Frame, one: Series, index: int, step: float
) -> tuple[str, tuple[float, float] | None]:
    points = [
        (round(frame.left + step * i, 1), frame.y(v)) if v is not None else None
        for i, v in enumerate(one.values)
    ]
    commands, pen_up = [], True
    for point in points:
        if point is not None:
            commands.append(f"{'M' if pen_up else 'L'}{point[0]} {point[1]}")
        pen_up = point is None
    dash = f' stroke-dasharray="{DASHES[index]}"' if DASHES[index] else ""
    colour = COLOURS[index]
    dots = "".join(
        f'<circle cx="{p[0]}" cy="{p[1]}" r="3.5" fill="{colour}"/>' for p in points if p is not None
    )
    path = f'<path d="{" ".join(commands)}" fill="none" stroke="{colour}" stroke-width="2.5"{dash}/>{dots}'
    return path, next((p for p in reversed(points) if p is not None), None)


def _lines_body(frame: _Frame, labels: Sequence[str], series: Sequence[Series]) -> str:
    step = frame.plot / max(1, len(labels) - 1)
    every, parts, ends = _every(labels, step), [_grid(frame)], []
    for index, one in enumerate(series):
        path, end = _line_paths(frame, one, index, step)
        parts.append(path)
        if end is not None:
            ends.append((end[1] + 4.5, index))
    for index, y in _spread(ends).items():
        last = next(v for v in reversed(series[index].values) if v is not None)
        words = f"{series[index].name} {number_text(last)}"
        parts.append(_text(frame.width - frame.right + 9, y, words, anchor="start", size=13, bold=index == 0))
    for index, label in enumerate(labels):
        if (len(labels) - 1 - index) % every == 0:
            parts.append(_text(frame.left + step * index, HEIGHT - 10, label, size=13))
    return "".join(parts)


def _chart(
    key: str,
    title: str,
    note: str,
    unit: str,
    labels: Sequence[str],
    series: Sequence[Series],
    bodies: tuple[str, str],
) -> Chart:
    description = describe(labels, series, unit)
    rows = tuple(
        (label, *(number_text(one.values[index]) for one in series)) for index, label in enumerate(labels)
    )
    return Chart(
        key=key, title=title, note=note, description=description,
        wide=_svg(key, WIDE, HEIGHT, title, description, bodies[0]),
        narrow=_svg(f"{key}-n", NARROW, HEIGHT, title, description, bodies[1]),
        columns=(_("Period"), *(one.name for one in series)), rows=rows,
    )  # fmt: skip


def _check(labels: Sequence[str], series: Sequence[Series]) -> None:
    if not labels or not series or len(series) > MAX_SERIES:
        raise ValueError(f"a chart takes labels and 1 to {MAX_SERIES} series, got {len(series)}")
    for one in series:
        if len(one.values) != len(labels):
            raise ValueError(f"series {one.name!r} has {len(one.values)} values for {len(labels)} labels")


def bars(
    key: str,
    title: str,
    labels: Sequence[str],
    series: Series,
    *,
    unit: str,
    note: str = "",
    highlight: int | None = None,
) -> Chart:
    """Draw one series as bars from zero, each with its figure; `highlight` is an index.

    `title` says the conclusion, `note` what is measured, the unit and the source.
    """
    _check(labels, [series])
    pictures = [_bars_body(_frame(w, [series], 52, 8), labels, series, highlight) for w in (WIDE, NARROW)]
    return _chart(key, title, note, unit, labels, [series], (pictures[0], pictures[1]))


def lines(
    key: str, title: str, labels: Sequence[str], series: Sequence[Series], *, unit: str, note: str = ""
) -> Chart:
    """Draw up to four series as lines with the name at the end of each; the axis starts at zero."""
    _check(labels, series)
    longest = max(len(one.name) for one in series) + 7
    wide = _lines_body(_frame(WIDE, series, 52, min(190, longest * 8)), labels, series)
    narrow = _lines_body(_frame(NARROW, series, 46, min(130, longest * 7)), labels, series)
    return _chart(key, title, note, unit, labels, series, (wide, narrow))


def share_bar(amounts: Sequence[int], height: int = 14) -> str:
    """Draw amounts as parts of one bar; the figures stand beside it, so the bar itself is silent."""
    total = sum(amounts)
    if total <= 0:
        return ""
    gap, x, parts = 6, 0.0, []
    usable = 1000 - gap * (len(amounts) - 1)
    for index, amount in enumerate(amounts):
        width = usable * amount / total
        colour = SHARE_COLOURS[index % len(SHARE_COLOURS)]
        parts.append(f'<rect x="{x:.1f}" y="0" width="{width:.1f}" height="{height}" fill="{colour}"/>')
        x += width + gap
    return (
        f'<svg class="share-bar" viewBox="0 0 1000 {height}" preserveAspectRatio="none" aria-hidden="true" '
        f'focusable="false">{"".join(parts)}</svg>'
    )
