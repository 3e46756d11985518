"""What the golden cases do not cover: rule versions, legal texts, figures, and both sides of every change date.

The lists come from the registry and the parameters themselves, so a new rule or figure without a case is found at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from egenkraft.rulebook import api
from egenkraft.rulebook.engine.core import LAST_DAY, Book, Node
from egenkraft.rulebook.engine.parameters import Figure, Parameters
from egenkraft.rulebook.golden.run import Run

FIRST_TABLE = 20120101
"""Nothing is calculated before the first norm table, so what ended earlier needs no case."""
NEAR = timedelta(days=92)
"""How far from a change date a case may lie and still show one side of it."""
NEVER_AN_AMOUNT = frozenset(
    (
        "fritidskort_ore@20250908",
        "aktivitetskrav_applies",
        "aktivitetskrav_hours",
        "lakarintyg_required",
        "bidragstak_ore@20270101",
    )
)
"""Rule versions that say "not yet", "no effect" or "not known"; every other rule must give something in some case."""


class Coverage(NamedTuple):
    """Counts of what there is, and a line for each thing no case covers."""

    rules: int
    change_dates: int
    uncovered: tuple[str, ...]


def coverage(runs: Iterable[Run], book: Book, layers: Iterable[Parameters]) -> Coverage:
    """Compare what the runs used with the rules of `book` and the figures of `layers` (national first)."""
    runs = tuple(runs)
    nodes = tuple(_nodes(book))
    figures = tuple(_figures(book, layers))
    dates = sorted(_change_dates(nodes, figures))
    uncovered = (
        *_rules_without(runs, nodes),
        *_laws_without(runs, nodes),
        *_figures_without(runs, figures),
        *_dates_without(runs, dates),
    )
    return Coverage(len(nodes), len(dates), uncovered)


def _nodes(book: Book) -> Iterator[Node]:
    for versions in book.rules.values():
        yield from versions
    yield from book.sums.values()


def _last_day(node: Node) -> int:
    return getattr(node, "until", LAST_DAY)


def _law_starts(node: Node) -> Iterator[int]:
    """Since when each legal text of a rule version is shown, leaving out texts that ended before the first table."""
    for index, (begins, _) in enumerate(node.law):
        following = node.law[index + 1][0] if index + 1 < len(node.law) else LAST_DAY
        start = max(begins, node.since)
        if start <= _last_day(node) and start < following and following > FIRST_TABLE:
            yield start


def _figures(book: Book, layers: Iterable[Parameters]) -> Iterator[tuple[Figure, bool]]:
    """Every figure a rule can use, with whether it is known.

    Left out: what ended before the first norm table, and what begins after the last one unless a concept that needs no
    household can be asked for then.
    """
    last_month = api.table_months()[1]
    used = {argument for versions in book.rules.values() for rule in versions for argument in rule.arguments}
    seen: set[Figure] = set()
    for layer in layers:
        for name in sorted(used & layer.declarations.keys()):
            replaced_on = LAST_DAY
            for figure in layer.history(name):
                last = min(figure.effective_to or LAST_DAY, replaced_on - 1)
                begins = figure.effective_from
                in_reach = begins <= last_month or name in _asked_directly(book, begins)
                if last >= FIRST_TABLE and in_reach and figure not in seen:
                    seen.add(figure)
                    yield figure, figure.value is not None
                if not figure.layer:
                    replaced_on = begins


def _asked_directly(book: Book, day: int) -> set[str]:
    """The parameters of all concepts that can be asked for on a day without a household."""
    return {name for concept in api.concepts(day) for name in book.graph((concept,), day).parameters}


def _change_dates(nodes: Iterable[Node], figures: Iterable[tuple[Figure, bool]]) -> set[int]:
    dates: set[int] = set()
    for node in nodes:
        dates.update((node.since, *_law_starts(node)))
        if _last_day(node) != LAST_DAY:
            dates.add(_next_day(_last_day(node)))
    for figure, _ in figures:
        dates.add(figure.effective_from)
        if figure.effective_to is not None:
            dates.add(_next_day(figure.effective_to))
    return {day for day in dates if day >= FIRST_TABLE}


def _rules_without(runs: Iterable[Run], nodes: Iterable[Node]) -> Iterator[str]:
    used = frozenset().union(*(run.rules for run in runs))
    lively = frozenset().union(*(run.lively for run in runs))
    for node in nodes:
        if node.version not in used:
            yield f"rule {node.version}: no case uses it"
        elif node.version not in lively and node.version not in NEVER_AN_AMOUNT:
            yield f"rule {node.version}: it is zero in every case"


def _laws_without(runs: Iterable[Run], nodes: Iterable[Node]) -> Iterator[str]:
    shown = frozenset().union(*(run.laws for run in runs))
    for node in nodes:
        for start in _law_starts(node):
            if (node.version, start) not in shown:
                yield f"rule {node.version}: no case shows its legal source in force from {start}"


def _figures_without(runs: Iterable[Run], figures: Iterable[tuple[Figure, bool]]) -> Iterator[str]:
    used = frozenset().union(*(run.figures for run in runs))
    for figure, known in figures:
        if known and (figure.id, figure.effective_from, figure.source) not in used:
            where = f" of {figure.layer}" if figure.layer else ""
            yield f"figure {figure.id}{where} from {figure.effective_from}: no case uses it"


def _dates_without(runs: Iterable[Run], dates: Iterable[int]) -> Iterator[str]:
    days = sorted({run.day for run in runs if run.day is not None})
    for change in dates:
        day = _as_date(change)
        if change > FIRST_TABLE and not any(day - NEAR <= each < day for each in days):
            yield f"change date {day}: no case in the three months before it"
        if not any(day <= each <= day + NEAR for each in days):
            yield f"change date {day}: no case in the three months from it"


def _as_date(day: int) -> date:
    return date(day // 10000, day // 100 % 100, day % 100)


def _next_day(day: int) -> int:
    following = _as_date(day) + timedelta(days=1)
    return following.year * 10000 + following.month * 100 + following.day
