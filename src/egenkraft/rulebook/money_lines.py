"""Reads the money lines of a case: costs, incomes, assets; and the facts the rules see of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from egenkraft.rulebook.case import AssetLine, CostLine, IncomeLine
from egenkraft.rulebook.engine.run import Row
from egenkraft.rulebook.law import kinds
from egenkraft.rulebook.reading import Reader


def month_number(month: int) -> int:
    """yyyymm01 as year × 12 + month − 1."""
    return month // 10000 * 12 + month // 100 % 100 - 1


class MoneyLines:
    """Reads lines for the persons of one household.

    Args:
        reader: names the case in errors.
        is_child: person id → whether the person is a child.
        income_month: the month whose incomes count, as year × 12 + month − 1.
    """

    def __init__(self, reader: Reader, is_child: Mapping[str, bool], income_month: int) -> None:
        self.reader = reader
        self.is_child = is_child
        self.income_month = income_month

    def costs(self, value: object) -> tuple[tuple[CostLine, ...], tuple[Row, ...]]:
        """The cost lines and their facts."""
        rows = self.reader.rows(value, "costs")
        lines = tuple(self._cost(row, f"costs[{n}]") for n, row in enumerate(rows))
        return lines, tuple(_cost_facts(lines))

    def incomes(self, value: object) -> tuple[tuple[IncomeLine, ...], tuple[Row, ...]]:
        """The income lines and their facts."""
        rows = self.reader.rows(value, "incomes")
        read = [self._income(row, f"incomes[{n}]") for n, row in enumerate(rows)]
        self._fill_earlier(read)
        return tuple(line for line, _, _ in read), tuple(facts for _, _, facts in read)

    def assets(self, value: object) -> tuple[AssetLine, ...]:
        """The assets."""
        rows = self.reader.rows(value, "assets")
        return tuple(self._asset(row, f"assets[{n}]") for n, row in enumerate(rows))

    def _cost(self, row: object, field: str) -> CostLine:
        reader = self.reader
        given = reader.mapping(row, field, ("kind", "applied_kr"), ("granted_kr", "direct_to"))
        applied = reader.ore(given["applied_kr"], f"{field}.applied_kr")
        granted = given.get("granted_kr")
        granted_ore = None if granted is None else reader.ore(granted, f"{field}.granted_kr")
        if granted_ore is not None and granted_ore > applied:
            raise reader.fail(f"{field}.granted_kr", "more than applied for", "at most applied_kr")
        payee = given.get("direct_to")
        return CostLine(
            reader.choice(given["kind"], f"{field}.kind", kinds.COSTS),
            applied,
            granted_ore,
            None if payee is None else reader.text(payee, f"{field}.direct_to"),
        )

    def _income(self, row: object, field: str) -> tuple[IncomeLine, int | None, Row]:
        """The line, the child's earlier earnings as stated, and the facts, with `income_before_ore` yet to fill."""
        reader = self.reader
        given = reader.mapping(
            row, field, ("person", "kind", "kr"), ("jobbstimulans", "month", "earlier_this_year_kr")
        )
        person = reader.choice(given["person"], f"{field}.person", self.is_child)
        kind = reader.choice(given["kind"], f"{field}.kind", kinds.INCOMES)
        line = IncomeLine(person, kind, reader.ore(given["kr"], f"{field}.kr"))
        explicit = given.get("jobbstimulans")
        month = given.get("month")
        earlier = given.get("earlier_this_year_kr")
        if earlier is not None and not self._is_child_wage(line):
            raise reader.fail(
                f"{field}.earlier_this_year_kr", "given for something else", "only for a child's wage_net"
            )
        facts: Row = {
            "income_kind": kinds.INCOME_CODE[kind],
            "income_kr_ore": line.ore,
            "income_month": 0 if month is None else month_number(reader.month(month, f"{field}.month")),
            "income_jobbstimulans": 2
            if explicit is None
            else int(reader.flag(explicit, f"{field}.jobbstimulans")),
            "income_before_ore": 0,
        }
        return line, None if earlier is None else reader.ore(earlier, f"{field}.earlier_this_year_kr"), facts

    def _is_child_wage(self, line: IncomeLine) -> bool:
        return line.kind == "wage_net" and self.is_child[line.person]

    def _fill_earlier(self, rows: list[tuple[IncomeLine, int | None, Row]]) -> None:
        """A child's earnings so far: what was stated, and the lines before this one. Unknown stays missing."""
        counted = [row for row in rows if self._is_child_wage(row[0]) and self._comes_in_time(row[2])]
        stated: dict[str, int] = {}
        for line, earlier, _ in counted:
            if earlier is not None and stated.setdefault(line.person, earlier) != earlier:
                problem = f"different earlier_this_year_kr for {line.person}"
                raise self.reader.fail("incomes", problem, "the same on each wage line of the month")
        for line, _, facts in counted:
            known = stated.get(line.person)
            facts["income_before_ore"] = known
            if known is not None:
                stated[line.person] = known + line.ore

    def _comes_in_time(self, facts: Row) -> bool:
        return facts["income_month"] in (0, self.income_month)

    def _asset(self, row: object, field: str) -> AssetLine:
        reader = self.reader
        given = reader.mapping(row, field, ("kind", "kr", "realisable"))
        return AssetLine(
            reader.choice(given["kind"], f"{field}.kind", kinds.ASSETS),
            reader.ore(given["kr"], f"{field}.kr"),
            reader.flag(given["realisable"], f"{field}.realisable"),
        )


def _cost_facts(costs: Sequence[CostLine]) -> list[Row]:
    """What a person has decided of a kind uses up its ceiling first, then the other lines in order."""
    used: dict[str, int] = {}
    for cost in costs:
        if cost.granted_ore is not None:
            used[cost.kind] = used.get(cost.kind, 0) + cost.granted_ore
    rows: list[Row] = []
    for cost in costs:
        decided = cost.granted_ore is not None
        rows.append(
            {
                "cost_kind": kinds.COST_CODE[cost.kind],
                "cost_applied_ore": cost.applied_ore,
                "cost_is_decided": int(decided),
                "cost_granted_ore": cost.granted_ore or 0,
                "cost_before_ore": 0 if decided else used.get(cost.kind, 0),
                "cost_is_direct": int(cost.direct_to is not None),
            }
        )
        if not decided:
            used[cost.kind] = used.get(cost.kind, 0) + cost.applied_ore
    return rows
