"""Each golden case against the rulebook, one test a case; and proof that a wrong figure would be seen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from egenkraft.rulebook.golden.load import GoldenCase, load_cases
from egenkraft.rulebook.golden.run import run_case

CASES = {case.id: case for case in load_cases()}


@pytest.mark.parametrize("name", CASES)
def test_golden(name: str) -> None:
    assert run_case(CASES[name]).differences == ()


def _off_by_one(case: GoldenCase) -> GoldenCase:
    return replace(case, expected={key: value + 1 for key, value in case.expected.items()})


@pytest.mark.parametrize("name", [case.id for case in CASES.values() if case.expected])
def test_a_figure_one_ore_off_is_seen(name: str) -> None:
    case = CASES[name]
    assert len(run_case(_off_by_one(case)).differences) == len(case.expected)


def test_a_result_where_a_refusal_was_expected_is_seen() -> None:
    case = replace(CASES["officiell-2026-ensam"], error_field="month")
    assert run_case(case).differences == ("a refusal of month was expected, a result came",)


def test_a_refusal_of_another_field_is_seen() -> None:
    case = replace(CASES["manad-fore-tabellen"], error_field="household.adults")
    (difference,) = run_case(case).differences
    assert difference.startswith(
        "a refusal of household.adults was expected, it was case manad-fore-tabellen: month"
    )


def test_an_unexpected_refusal_is_a_difference_and_not_an_exception() -> None:
    case = replace(CASES["manad-fore-tabellen"], error_field=None)
    (difference,) = run_case(case).differences
    assert difference.startswith("refused: case manad-fore-tabellen: month: ")


def test_a_figure_where_missing_was_expected_is_seen() -> None:
    case = replace(CASES["officiell-2026-ensam"], missing=("support_ore",))
    assert run_case(case).differences == ("support_ore: missing was expected, the rulebook says 522000",)
