"""A case document becomes a prepared `Case`.

The document's shape is in README.md. Every fault is a `CaseError` that names case, field, problem and what is allowed.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from egenkraft.rulebook.case import Case
from egenkraft.rulebook.parameters import load
from egenkraft.rulebook.preparation import Preparation, month_text
from egenkraft.rulebook.reading import Reader

_CASE_KEYS = ("municipality", "known_on", "costs", "incomes", "assets", "carried_surplus_kr", "what_if")


def read_case(document: Mapping[str, object], *, where: str = "document 1") -> Case:
    """Check a document and prepare it.

    Args:
        document: the case as plain values; amounts int, Decimal or text, dates and months as text.
        where: what the case is called in errors when it has no readable `case` of its own.

    Raises:
        CaseError: the first thing that is wrong.
    """
    name = document.get("case") if isinstance(document, Mapping) else None
    reader = Reader(name if isinstance(name, str) and name else where)
    top = reader.mapping(document, "case", ("case", "month", "household"), _CASE_KEYS)
    case = reader.text(top["case"], "case")
    month = reader.month(top["month"], "month")
    first, last = table_months()
    if not first <= month <= last:
        raise reader.fail(
            "month", f"{top['month']} has no riksnorm", f"{month_text(first)} to {month_text(last)}"
        )
    municipality = top.get("municipality")
    if municipality is not None:
        municipality = reader.choice(municipality, "municipality", load()[1])
    known_on = top.get("known_on")
    known_day = None if known_on is None else reader.day(known_on, "known_on")
    incomes = top.get("incomes")
    if top.get("what_if") is not None:
        incomes = _with_wage(reader, incomes, top["what_if"])
    return Preparation(reader, month, known_day).prepare(case, municipality, top, incomes)


@cache
def table_months() -> tuple[int, int]:
    """First and last month that have a riksnorm, as yyyymm01."""
    tables = [figure for figure in load()[0].history("riksnorm_common") if figure.value is not None]
    last = max(figure.effective_to or figure.effective_from for figure in tables)
    return min(figure.effective_from for figure in tables), last // 100 * 100 + 1


def with_wage(document: Mapping[str, Any], person: str, wage_net_kr: object) -> dict[str, Any]:
    """The document as it would be if `person` had this net wage a month instead of the wage stated."""
    return {**document, "what_if": {"person": person, "wage_net_kr": wage_net_kr}}


def _with_wage(reader: Reader, incomes: object, what_if: object) -> list[Any]:
    asked = reader.mapping(what_if, "what_if", ("person", "wage_net_kr"))
    rows = reader.rows(incomes, "incomes")
    old = [row for row in rows if isinstance(row, Mapping) and _is_wage_of(row, asked["person"])]
    kept = [row for row in rows if row not in old]
    template = {key: value for key, value in old[0].items() if key != "month"} if old else {}
    return [*kept, {**template, "person": asked["person"], "kind": "wage_net", "kr": asked["wage_net_kr"]}]


def _is_wage_of(row: Mapping[str, Any], person: object) -> bool:
    return row.get("person") == person and row.get("kind") == "wage_net"
