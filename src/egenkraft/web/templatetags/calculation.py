"""The calculation as a table: Post | Ansökan | Underlag | Godkänt, with the why of each row.

The same rows serve the officer and the resident; only the words and the columns differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django import template
from django.utils.translation import gettext as _

from egenkraft.web.templatetags.formats import MINUS, kronor_text

register = template.Library()

NEED_KINDS = frozenset({"norm", "cost"})
AUDIENCES = frozenset({"office", "du", "ni"})


class CalculationLine(Protocol):
    """What the table needs of a line of the rulebook; amounts in öre, None is missing."""

    @property
    def code(self) -> str: ...
    @property
    def label_sv(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def person(self) -> str | None: ...
    @property
    def applied_ore(self) -> int | None: ...
    @property
    def counted_ore(self) -> int | None: ...
    @property
    def why_sv(self) -> str: ...
    @property
    def rule(self) -> str: ...


class CalculationResult(Protocol):
    """What the table needs of a result of the rulebook."""

    @property
    def lines(self) -> Iterable[CalculationLine]: ...
    @property
    def need_ore(self) -> int | None: ...
    @property
    def income_ore(self) -> int | None: ...
    @property
    def support_ore(self) -> int | None: ...
    @property
    def surplus_ore(self) -> int | None: ...
    @property
    def missing(self) -> Iterable[str]: ...


@dataclass(frozen=True)
class Evidence:
    """What a register or a paper says about a line, beside what was said in the application."""

    amount_ore: int | None
    source: str = ""
    differs: bool = False


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    line: CalculationLine
    person_name: str
    evidence: Evidence | None
    step: object | None

    @property
    def reduced(self) -> bool:
        """A cost that is granted with less than what was applied for."""
        line = self.line
        if line.kind != "cost" or line.applied_ore is None or line.counted_ore is None:
            return False
        return line.counted_ore < line.applied_ore


@dataclass(frozen=True)
class Section:
    """The needs, or what the household has, with the sum."""

    heading: str
    rows: tuple[Row, ...]
    sum_label: str
    sum_ore: int | None


def _words(audience: str) -> tuple[str, str, str]:
    if audience == "office":
        return _("Vad hushållet behöver"), _("Vad hushållet har"), _("Ekonomiskt bistånd")
    if audience == "du":
        return _("Det du behöver"), _("Det du har själv"), _("Du får")
    return _("Det ni behöver"), _("Det ni har själva"), _("Ni får")


def _look_up(table: Mapping[Any, Any], name: str, person: str | None) -> Any:
    """A line's own entry when there is one for the person, else the one of the name."""
    return table.get((name, person)) or table.get(name)


def build_sections(
    result: CalculationResult,
    audience: str,
    evidence: Mapping[Any, Evidence],
    steps: Mapping[Any, object],
    names: Mapping[str, str],
) -> tuple[Section, Section]:
    """Part the lines of a result into needs and own means, each with its sum.

    ``evidence`` is keyed by line code, or (code, person); ``steps`` by rule, (rule, person), or the
    number of the line from 0, when one rule stands behind several lines.
    """
    needs: list[Row] = []
    means: list[Row] = []
    for number, line in enumerate(result.lines):
        row = Row(
            line=line,
            person_name=names.get(line.person, "") if line.person else "",
            evidence=_look_up(evidence, line.code, line.person),
            step=steps.get(number) or _look_up(steps, line.rule, line.person),
        )
        (needs if line.kind in NEED_KINDS else means).append(row)
    need_words, means_words, _support = _words(audience)
    need_sum = _("Summa behov") if audience == "office" else _("Summa")
    means_sum = _("Summa inkomster") if audience == "office" else _("Summa")
    return (
        Section(need_words, tuple(needs), need_sum, result.need_ore),
        Section(means_words, tuple(means), means_sum, result.income_ore),
    )


def _formula(result: CalculationResult) -> str:
    if result.need_ore is None or result.income_ore is None:
        return ""
    return f"{kronor_text(result.need_ore)} {MINUS} {kronor_text(result.income_ore)}"


@register.inclusion_tag("components/calculation_table.html")
def calculation_table(
    result: CalculationResult,
    audience: str = "office",
    caption: str = "",
    evidence: Mapping[Any, Evidence] | None = None,
    steps: Mapping[Any, object] | None = None,
    names: Mapping[str, str] | None = None,
) -> dict[str, object]:
    """Draw the table for `audience` "office", or for a resident called "du" or "ni"."""
    if audience not in AUDIENCES:
        raise template.TemplateSyntaxError(f"audience is one of {sorted(AUDIENCES)}, not {audience!r}")
    office = audience == "office"
    return {
        "result": result,
        "sections": build_sections(result, audience, evidence or {}, steps or {}, names or {}),
        "support_label": _words(audience)[2],
        "formula": _formula(result),
        "office": office,
        "span": 4 if office else 3,
        "caption": caption or _("Så har vi räknat"),
    }
