"""All rules: grammar, words, sources, and that they and the figures fit together."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from egenkraft.rulebook import api
from egenkraft.rulebook.engine import grammar
from egenkraft.rulebook.engine.core import Rule
from egenkraft.rulebook.law import BOOK, kinds
from egenkraft.rulebook.law.history import jobbstimulans_from
from egenkraft.rulebook.parameters import load
from egenkraft.rulebook.record import OUTPUTS
from egenkraft.rulebook.tests.households import adult, child, family, single

RULES = [rule for versions in BOOK.rules.values() for rule in versions]
DAYS = [year * 10000 + month * 100 + 1 for year in range(2012, 2027) for month in range(1, 13)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.version)
def test_a_rule_keeps_to_the_grammar_and_has_its_words(rule: Rule) -> None:
    assert grammar.faults(rule.function) == []
    assert rule.label
    assert rule.unit
    assert rule.sentence
    assert rule.text or isinstance(rule.sentence, str)
    if isinstance(rule.sentence, str):
        _has_known_names(rule.sentence)


def _has_known_names(template: str) -> None:
    for name in re.findall(r"\{(.*?)\}", template):
        assert name == "value" or name in {*BOOK.facts, *BOOK.parameters, *BOOK.names()}, name


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.version)
def test_a_rule_names_its_law_except_where_it_only_counts(rule: Rule) -> None:
    assert rule.law or rule.name == "month_number"


def test_every_month_of_the_tables_has_a_whole_graph() -> None:
    signatures = {BOOK.graph(OUTPUTS, day).signature for day in DAYS}
    assert len(signatures) == 3, "2012 (lunch), 2013-01 to 2013-06, from 2013-07 (jobbstimulans)"


def test_every_parameter_is_used_by_a_rule_or_by_the_door() -> None:
    used = {argument for rule in RULES for argument in rule.arguments}
    at_the_door = {"jobbstimulans_qualifying_months", "prisbasbelopp"}
    assert set(BOOK.parameters) - used == at_the_door


@pytest.mark.parametrize(
    ("parameter", "keys"),
    [
        ("income_counted", kinds.INCOME_KEYS),
        ("local_cost_ceiling", kinds.COST_KEYS),
        ("local_cost_refused", kinds.COST_KEYS),
    ],
)
def test_the_cells_of_a_table_by_kind_are_the_kinds_in_order(parameter: str, keys: tuple[str, ...]) -> None:
    assert load()[0].declarations[parameter].cells == keys


def _many_cases() -> Iterator[dict[str, object]]:
    yield single()
    yield single(
        "2012-03",
        household={"adults": [adult("a")], "children": [child("c", "2010-01-01", lunch_at_home=False)]},
    )
    yield single("2012-03", household={"adults": [adult("a")], "others_in_household": 3})
    yield single("2013-05", incomes=[{"person": "a", "kind": "wage_net", "kr": 4000}])
    yield family("2025-06")
    yield family("2026-10", municipality="bjorkstrand")
    yield single(
        municipality="bjorkstrand",
        costs=[
            {"kind": kind, "applied_kr": 900, "direct_to": "X"}
            for kind in ("transit_card", "internet", "internet", "other")
        ]
        + [
            {"kind": "glasses", "applied_kr": 900, "granted_kr": 0},
            {"kind": "glasses", "applied_kr": 9, "granted_kr": 9},
        ],
        incomes=[
            {"person": "a", "kind": "fritidskort", "kr": 500},
            {"person": "a", "kind": "small_gift", "kr": 500},
            {"person": "a", "kind": "wage_net", "kr": 90000, "month": "2026-10"},
            {"person": "a", "kind": "pension", "kr": 90000},
        ],
        assets=[{"kind": "bank", "kr": 5, "realisable": True}, {"kind": "car", "kr": 5, "realisable": False}],
        carried_surplus_kr=10,
    )
    yield single(
        household={
            "adults": [adult("a", support_months=[f"2026-0{n}" for n in range(1, 8)])],
            "children": [child("c", "2008-05-05", days=12, in_school=True)],
            "others_in_household": 1,
        },
        incomes=[
            {"person": "a", "kind": "wage_net", "kr": 1000},
            {"person": "c", "kind": "wage_net", "kr": 70000, "earlier_this_year_kr": 0},
            {"person": "c", "kind": "wage_net", "kr": 10},
        ],
    )  # fmt: skip


@pytest.mark.parametrize("document", list(_many_cases()), ids=lambda each: f"{each['case']}-{each['month']}")
def test_every_step_and_line_has_a_plain_sentence(document: dict[str, object]) -> None:
    result = api.calculate(api.read_case(document))
    texts = [step.sentence_sv for step in api.steps(result.record)] + [line.why_sv for line in result.lines]
    for text in texts:
        assert text.endswith("."), text
        assert not re.search(r"[{}]|None|\b_|saknas\)", text), text
        assert max(len(sentence.split()) for sentence in re.split(r"[.:;] ", text)) <= 24, text


def test_the_rules_can_be_read_on_any_day_and_in_any_municipality() -> None:
    for day in (20120101, 20130701, 20250630, 20261101, 20270201):
        for municipality in (None, *api.known_municipalities()):
            rules = api.rules_in_force(day, municipality)
            assert all(rule.text_sv.endswith(".") for rule in rules)
            assert {"riksnorm_ore", "support_ore"} <= {rule.concept for rule in rules}
    (support,) = [rule for rule in api.rules_in_force(20250630) if rule.concept == "support_ore"]
    assert support.law == "SoL 2001:453 4 kap. 1 §"
    (support,) = [rule for rule in api.rules_in_force(20250701) if rule.concept == "support_ore"]
    assert support.law == "SoL 2025:400 12 kap. 1 §"
    with pytest.raises(KeyError):
        api.rules_in_force(20260101, "nowhere")


def test_a_local_guideline_shows_what_it_says_and_that_it_is_assumed() -> None:
    (refused,) = [r for r in api.rules_in_force(20261101, "bjorkstrand") if r.concept == "cost_is_refused"]
    (use,) = refused.parameters
    assert use.status == "assumed"
    assert use.source == "antaget för demon"
    assert api.figure_rows(use) == (("Månadskort i kollektivtrafiken", "ja"),)


def test_the_history_of_a_figure_is_newest_first_and_in_swedish() -> None:
    singles = api.figure_history("riksnorm_adult_single")
    assert [use.effective_from // 10000 for use in singles] == list(range(2027, 2011, -1))
    assert singles[0].status == "missing"
    assert singles[1].value == 394000
    local = api.figure_history("local_cost_ceiling", "bjorkstrand")
    assert [use.status for use in local] == ["assumed", "assumed", "verified"]
    assert local[0].cells[0] == "Hyra"
    with pytest.raises(KeyError):
        api.figure_history("no_such_figure")


def number(text: str) -> int:
    year, month = text.split("-")
    return int(year) * 12 + int(month) - 1


def run_of(first: str, count: int) -> list[int]:
    return [number(first) + n for n in range(count)]


@pytest.mark.parametrize(
    ("months", "month", "start"),
    [
        ([], "2026-10", None),
        (run_of("2026-01", 5), "2026-06", None),
        (run_of("2026-01", 6), "2026-07", "2026-07"),
        (run_of("2026-01", 6), "2026-06", None),
        (run_of("2026-01", 3) + run_of("2026-05", 5), "2026-10", None),
        (run_of("2024-01", 30), "2026-10", "2024-07"),
        (run_of("2024-01", 36), "2026-12", "2024-07"),
        (run_of("2024-01", 36), "2027-01", "2027-01"),
        (run_of("2012-01", 18), "2014-08", "2013-07"),
    ],
)
def test_the_start_of_the_jobbstimulans(months: list[int], month: str, start: str | None) -> None:
    found = jobbstimulans_from(reversed(months), number(month), 6, 24)
    assert found == (number(start) if start else 0)
