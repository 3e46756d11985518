"""The words of a chart, made from its figures: numbers in Swedish form and the description."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import format_decimal
from django.utils.translation import gettext as _

Number = int | Decimal


@dataclass(frozen=True)
class Series:
    """A named row of values, one for each label; None is missing."""

    name: str
    values: tuple[Number | None, ...]


def number_text(value: Number | None) -> str:
    """A figure in Swedish form, with the decimals it has; a missing one says so."""
    if value is None:
        return _("saknas")
    return str(format_decimal(value, locale="sv")).replace("-", "\N{MINUS SIGN}")


def describe(labels: Sequence[str], series: Sequence[Series], unit: str) -> str:
    """Say first, last, lowest and highest of each series, from the figures themselves."""
    sentences = []
    for one in series:
        known = [(v, label) for v, label in zip(one.values, labels, strict=True) if v is not None]
        if not known:
            sentences.append(_("%(name)s: alla värden saknas.") % {"name": one.name})
            continue
        lowest, highest = min(known, key=lambda k: k[0]), max(known, key=lambda k: k[0])
        sentences.append(
            _("%(name)s, %(unit)s: från %(first)s (%(from)s) till %(last)s (%(to)s). Lägst %(low)s, högst %(high)s.")
            % {
                "name": one.name, "unit": unit,
                "first": number_text(known[0][0]), "from": known[0][1],
                "last": number_text(known[-1][0]), "to": known[-1][1],
                "low": number_text(lowest[0]), "high": number_text(highest[0]),
            }
        )  # fmt: skip
        missing = len(one.values) - len(known)
        if missing:
            sentences.append(_("%(n)s värden saknas.") % {"n": missing})
    return " ".join(sentences)
