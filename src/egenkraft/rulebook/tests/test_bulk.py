"""The bulk run: the same as the explained run, exactly, and safe at the edges."""

import ast
from pathlib import Path

import numpy
import pyarrow
import pyarrow.parquet
import pytest

from egenkraft.rulebook.bulk import HOUSEHOLD_OUTPUTS, calculate_parquet, law_versions
from egenkraft.rulebook.comparison import compare
from egenkraft.rulebook.engine.arrow import LayoutError
from egenkraft.rulebook.engine.bulk import Kernel, column_of
from egenkraft.rulebook.engine.generate import kernel_text
from egenkraft.rulebook.engine.population import fact_set, random_columns
from egenkraft.rulebook.law import BOOK
from egenkraft.rulebook.record import context

MONTH = 20261001


def test_every_value_of_both_runs_is_the_same_and_every_condition_went_both_ways():
    found = compare(households=2000, seed=11)
    assert found.households == 2000
    assert found.values > 50_000
    assert found.examples == []
    assert found.differences == 0
    assert found.conditions > 20
    assert found.one_sided == []


def test_a_wrong_kernel_is_found(monkeypatch):
    original = Kernel.run

    def wrong(self, *arguments, **options):
        outputs = original(self, *arguments, **options)
        outputs["support_ore"][0] += 1
        return outputs

    monkeypatch.setattr(Kernel, "run", wrong)
    found = compare(households=180, seed=3)
    assert found.differences > 0


def test_without_numba_the_same_text_gives_the_same():
    columns = random_columns(MONTH, 300, numpy.random.default_rng(5))
    plan = context(MONTH, "bjorkstrand", None, HOUSEHOLD_OUTPUTS).plan
    compiled = Kernel(plan.graph).run(columns, plan.parameters)
    plain = Kernel(plan.graph, plain=True).run(columns, plan.parameters)
    for name, values in compiled.items():
        assert (values == plain[name]).all(), name


def test_one_signature_and_a_file_named_by_its_text(tmp_path):
    plan = context(MONTH, None, None, HOUSEHOLD_OUTPUTS).plan
    kernel = Kernel(plan.graph, tmp_path)
    for seed in (1, 2):
        kernel.run(random_columns(MONTH, 50, numpy.random.default_rng(seed)), plan.parameters)
    assert len(kernel.function.signatures) == 1  # type: ignore[attr-defined]


def test_the_kernel_is_self_contained():
    tree = ast.parse(kernel_text(context(MONTH, None, None).graph).text)
    modules = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert modules == {"numba"}
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Import)]


def test_a_household_that_lacks_a_fact_is_not_calculated():
    columns = random_columns(MONTH, 400, numpy.random.default_rng(9))
    lacking = numpy.flatnonzero(columns.skip)
    assert len(lacking) > 0
    plan = context(MONTH, None, None, HOUSEHOLD_OUTPUTS).plan
    support = Kernel(plan.graph).run(columns, plan.parameters)["support_ore"]
    assert (support[lacking] == -(2**63)).all()
    assert plan.run(fact_set(columns, int(lacking[0])))["household"][0]["support_ore"] is None


def test_there_are_few_law_versions():
    versions = [day for day, _graph in law_versions()]
    assert versions == [20120101, 20130101, 20130701]


def test_columns_take_the_smallest_type_that_holds_the_fact():
    assert column_of(BOOK.facts["is_child"], [0, 1]).dtype == numpy.int8
    assert column_of(BOOK.facts["born_on"], [20000101]).dtype == numpy.int32
    assert column_of(BOOK.facts["income_kr_ore"], [1]).dtype == numpy.int64


def _table(**changes: object) -> pyarrow.Table:
    person = {
        "is_child": 0,
        "born_on": 19900302,
        "lunch_at_home": 1,
        "days": 0,
        "adult_order": 0,
        "jobbstimulans_from": 0,
        "incomes": [
            {
                "income_kind": 0,
                "income_kr_ore": 800_000,
                "income_month": 0,
                "income_jobbstimulans": 1,
                "income_before_ore": 0,
            }
        ],
    }
    cost = {
        "cost_kind": 0,
        "cost_applied_ore": 700_000,
        "cost_is_decided": 0,
        "cost_granted_ore": 0,
        "cost_before_ore": 0,
        "cost_is_direct": 0,
    }
    columns: dict[str, object] = {
        "case": ["A", "B", "C"],
        "month": pyarrow.array([MONTH, 20170101, MONTH], pyarrow.int32()),
        "others_in_household": [0, 4, None],
        "carried_surplus_ore": [0, 0, 0],
        "realisable_assets_ore": [0, 0, 0],
        "persons": [[person], [person], [person]],
        "costs": [[cost], [], [cost]],
    }
    return pyarrow.table({**columns, **changes})


def test_a_file_in_a_file_out(tmp_path: Path):
    source, target = tmp_path / "in.parquet", tmp_path / "out.parquet"
    pyarrow.parquet.write_table(_table(), source)
    steps: list[int] = []
    assert calculate_parquet(source, target, None, steps.append) == 3
    rows = {row["case"]: row for row in pyarrow.parquet.read_table(target).to_pylist()}
    # 3 940 + 1 280 + 7 000 − 6 000 (8 000 with jobbstimulans)
    assert rows["A"]["support_ore"] == (3940 + 1280 + 7000 - 6000) * 100
    # the published 3 328 kr of an adult who is not sambo in a household of five, minus 6 000: nothing, and a surplus
    assert rows["B"]["riksnorm_ore"] == 332_800
    assert rows["B"]["support_ore"] == 0
    assert rows["C"]["support_ore"] is None
    assert steps[-1] == 3


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"others_in_household": [0, 1, 99]}, "others_in_household holds 0 … 99. Allowed: 0 to 50"),
        ({"others_in_household": [0.0, 1.0, 2.0]}, "Allowed: whole numbers"),
        ({"month": [20261001, 20261001, 20260115]}, "month 20260115 has no table"),
        ({"month": [20261001, 20261001, 20270101]}, "Allowed: 20120101 to 20261201"),
        ({"persons": [1, 2, 3]}, "Allowed: a list of structs"),
        ({"month": ["2026-10"] * 3}, "column month is missing or not a whole number"),
    ],
)
def test_a_wrong_file_is_told_and_leaves_nothing(tmp_path: Path, changes: dict[str, object], said: str):
    source, target = tmp_path / "in.parquet", tmp_path / "out.parquet"
    pyarrow.parquet.write_table(_table(**changes), source)
    with pytest.raises(LayoutError, match=said.replace("…", ".")):
        calculate_parquet(source, target, None, lambda done: None)
    assert not target.exists()


def test_a_missing_column_is_named(tmp_path: Path):
    source = tmp_path / "in.parquet"
    pyarrow.parquet.write_table(_table().drop_columns(["carried_surplus_ore"]), source)
    with pytest.raises(LayoutError, match="column carried_surplus_ore"):
        calculate_parquet(source, tmp_path / "out.parquet", None, lambda done: None)


def test_a_file_that_is_no_parquet_is_told(tmp_path: Path):
    source = tmp_path / "in.parquet"
    source.write_text("case,month\n")
    with pytest.raises(LayoutError, match="not a Parquet file"):
        calculate_parquet(source, tmp_path / "out.parquet", None, lambda done: None)
