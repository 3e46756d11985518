"""The rules in force on a day as readable Swedish with sources: for the command and the page that is open to all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from egenkraft.rulebook.engine.core import FIRST_DAY, LAST_DAY, Node, RuleError, Sum, law_on
from egenkraft.rulebook.engine.explain import ParameterUse
from egenkraft.rulebook.engine.words import FORMATS
from egenkraft.rulebook.law import BOOK
from egenkraft.rulebook.law.kinds import COSTS, INCOMES
from egenkraft.rulebook.record import parameters_of

CHAPTERS = (
    ("riksnorm", "Riksnormen"),
    ("costs", "Kostnader utöver riksnormen"),
    ("incomes", "Inkomster"),
    ("support", "Stödet och utbetalningen"),
    ("uprating", "Uppräkning av riksnormen"),
    ("benefits", "Andra förmåner och lån"),
    ("requirements", "Krav och tak från 2025–2027"),
)


STATUS_SV = {
    "verified": "läst i lag eller hos myndighet",
    "derived": "uträknad efter en känd regel",
    "third_party": "uppgift från annan källa",
    "unverified": "inte kontrollerad",
    "assumed": "antagen för demon",
    "missing": "saknas",
}


@dataclass(frozen=True, slots=True)
class RuleText:
    """One rule in force. Days are yyyymmdd; `in_force_to` None = until further notice."""

    concept: str
    chapter_sv: str
    label_sv: str
    unit: str
    text_sv: str
    law: str
    in_force_from: int | None
    in_force_to: int | None
    parameters: tuple[ParameterUse, ...]


def rules_in_force(on: int, municipality: str | None = None) -> tuple[RuleText, ...]:
    """Every rule in force on a day (yyyymmdd), chapter by chapter, with the figures of the day.

    Raises:
        KeyError: unknown municipality.
    """
    return tuple(_texts(on, municipality))


def _texts(on: int, municipality: str | None) -> Iterator[RuleText]:
    parameters = parameters_of(municipality)
    figures = parameters.at(on)
    for chapter, title in CHAPTERS:
        for name in BOOK.names():
            try:
                node = BOOK.in_force(name, on)
            except RuleError:
                continue
            if _chapter(node) != chapter:
                continue
            law, since = law_on(node.law, on)
            start = max(since, node.since)
            end = LAST_DAY if isinstance(node, Sum) else node.until
            uses = tuple(
                ParameterUse(
                    argument,
                    parameters.declarations[argument].label,
                    figures[argument].value,
                    parameters.declarations[argument].unit,
                    figures[argument].effective_from,
                    figures[argument].status,
                    figures[argument].source,
                    parameters.declarations[argument].cells,
                )
                for argument in node.arguments
                if argument in figures
            )
            yield RuleText(
                name,
                title,
                node.label,
                node.unit,
                general_text(node),
                law,
                None if start == FIRST_DAY else start,
                None if end == LAST_DAY else end,
                uses,
            )


def general_text(node: Node) -> str:
    """The rule in general words: its own text, else its sentence with the names of the values in their places."""
    if isinstance(node, Sum):
        kind = "Antalet som räknas som" if node.unit == "number" else "Summan av"
        return f"{kind} {_label(node.of)}."
    if node.text or not isinstance(node.sentence, str):
        return node.text
    return node.sentence.format_map(_Labels(node.label))


class _Labels(dict[str, str]):
    def __init__(self, own: str) -> None:
        super().__init__(value=f"«{own}»")

    def __missing__(self, name: str) -> str:
        return f"«{_label(name)}»"


def _label(name: str) -> str:
    if name in BOOK.facts:
        return BOOK.facts[name].label
    if name in BOOK.parameters:
        return parameters_of(None).declarations[name].label
    return BOOK.sums[name].label if name in BOOK.sums else BOOK.rules[name][0].label


def figure_rows(use: ParameterUse) -> tuple[tuple[str, str], ...]:
    """A figure as rows to show: (cell, value), the cell empty for a single value.

    In tables by kind only what the guideline says something about is shown.
    """
    if use.value is None:
        return (("", STATUS_SV["missing"]),)
    if not isinstance(use.value, tuple):
        return (("", _shown(use.value, use.unit)),)
    rows = zip(use.cells, use.value, strict=True)
    if use.cells[0] in COSTS:
        return tuple((COSTS[cell], _shown(value, use.unit)) for cell, value in rows if value > 0)
    if use.cells[0] in INCOMES:
        return tuple((INCOMES[cell], _shown(value, use.unit)) for cell, value in rows)
    return tuple((cell, _shown(value, use.unit)) for cell, value in rows)


def figure_history(name: str, municipality: str | None = None) -> tuple[ParameterUse, ...]:
    """Every figure a parameter has had, newest first, a municipality's own before the national ones.

    Cells by kind have their Swedish names here.

    Raises:
        KeyError: unknown parameter or municipality.
    """
    parameters = parameters_of(municipality)
    declared = parameters.declarations[name]
    cells = tuple(COSTS.get(cell) or INCOMES.get(cell) or cell for cell in declared.cells)
    return tuple(
        ParameterUse(
            name,
            declared.label,
            figure.value,
            declared.unit,
            figure.effective_from,
            figure.status,
            figure.source,
            cells,
        )
        for figure in parameters.history(name)
    )


def _shown(value: int, unit: str) -> str:
    if unit == "ore" and value < 0:
        return "inget tak"
    form = FORMATS.get(unit)
    return form(value) if form else str(value)


def _chapter(node: Node) -> str:
    """The file of the law a rule stands in; a sum stands where the rule it sums stands."""
    if isinstance(node, Sum):
        below = node.of
        if below in BOOK.facts:
            return "costs" if below.startswith("cost_") else "riksnorm"
        return _chapter(BOOK.sums[below] if below in BOOK.sums else BOOK.rules[below][0])
    return node.function.__module__.rsplit(".", 1)[1]
