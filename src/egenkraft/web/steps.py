"""The rule behind each row of a stored calculation, by the names that the rulebook explains."""

from collections.abc import Iterable
from typing import Protocol


class RowOfCalculation(Protocol):
    """What tells which value a row shows."""

    @property
    def kind(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def person(self) -> str | None: ...


def step_names(lines: Iterable[RowOfCalculation]) -> dict[int, str]:
    """Number of the row → name of the value behind it, for `explain`; rows without a rule of their own are left out.

    Costs and incomes are named by their place among their like, in the order of the case.
    """
    found: dict[int, str] = {}
    seen = {"cost": 0, "income": 0}
    for number, line in enumerate(lines):
        if line.kind == "norm":
            found[number] = f"personal_ore@{line.person}" if line.person else "common_ore"
        elif line.kind in seen:
            found[number] = f"{line.kind}_counted_ore@{seen[line.kind]}"
            seen[line.kind] += 1
    return found
