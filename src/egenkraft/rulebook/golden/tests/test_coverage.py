"""Every rule, figure and change date has its case, and what has none is named."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pytest

from egenkraft.rulebook.golden.coverage import Coverage, coverage
from egenkraft.rulebook.golden.load import CASES, load_cases
from egenkraft.rulebook.golden.report import GoldenReport, golden_report
from egenkraft.rulebook.golden.run import Run, run_case
from egenkraft.rulebook.law import BOOK
from egenkraft.rulebook.parameters import load


@cache
def _runs() -> tuple[Run, ...]:
    return tuple(run_case(case) for case in load_cases())


def _coverage(runs: tuple[Run, ...]) -> Coverage:
    national, local = load()
    return coverage(runs, BOOK, (national, *(parameters for _, parameters in local.values())))


def test_everything_is_covered() -> None:
    assert _coverage(_runs()).uncovered == ()


@pytest.mark.parametrize(
    ("files", "named"),
    [
        (("aktivitetskrav.yaml",), "rule aktivitetskrav_hours@20261001: no case uses it"),
        (("barnbidrag.yaml",), "figure barnbidrag_per_child from 20180301: no case uses it"),
        (("riksnorm_2014_2015.yaml",), "figure riksnorm_child_without_lunch from 20150101: no case uses it"),
        (("lokala_tak_malmo.yaml",), "figure local_rent_one_adult of malmo from 20190101: no case uses it"),
        (
            ("etableringslan_och_jobbpremie.yaml",),
            "change date 2028-03-01: no case in the three months before it",
        ),
        (
            ("barns_inkomst.yaml", "barns_inkomst_per_ar.yaml", "delning_och_helhet.yaml"),
            "rule child_income_free_ore: it is zero in every case",
        ),
        (
            ("etableringslan_och_jobbpremie.yaml",),
            "rule etableringslan_allowed: no case shows its legal source in force from 20250701",
        ),
    ],
)
def test_what_no_case_covers_is_named(files: tuple[str, ...], named: str) -> None:
    left = tuple(run for run in _runs() if run.case.file not in files)
    assert len(left) < len(_runs())
    assert named in _coverage(left).uncovered


def test_every_norm_cell_of_every_year_is_in_some_arithmetic() -> None:
    """A table counts as used when one cell is; here each cell must stand in the text of a case of its year."""
    texts: dict[int, str] = {}
    for case in load_cases():
        if case.input is not None and not case.error_field:
            year = int(str(case.input["month"])[:4])
            texts[year] = " ".join((texts.get(year, ""), *case.arithmetic.values()))
    national, _ = load()
    tables = (
        "riksnorm_child_with_lunch",
        "riksnorm_child_without_lunch",
        "riksnorm_adult_single",
        "riksnorm_adult_couple",
        "riksnorm_common",
    )
    absent = [
        (name, year, cell // 100)
        for name in tables
        for year in range(2012, 2027)
        for value in (national.at(year * 10000 + 101)[name].value,)
        for cell in (value if isinstance(value, tuple) else (value,))
        if cell is not None
        and str(cell // 100) not in texts[year].replace("(", " ").replace(")", " ").split()
    ]
    assert absent == []


def _report(folder: Path) -> GoldenReport:
    return golden_report(lambda text: None, folder)


def test_the_report_counts_cases_and_fails_for_none() -> None:
    lines: list[str] = []
    report = golden_report(lines.append)
    assert report.failed == ()
    assert report.as_json().keys() == {"cases", "computed_by", "rules", "change_dates", "failed"}
    assert report.computed_by["own_engine"] == 0
    assert sum(report.computed_by.values()) == report.cases == len(load_cases())
    assert lines[-1] == f"golden: {report.cases} of {report.cases} cases"
    assert "all right" in report.as_text()


def test_a_wrong_case_and_a_gap_make_the_report_fail(tmp_path: Path) -> None:
    for path in CASES.glob("*.yaml"):
        if path.name != "aktivitetskrav.yaml":
            shutil.copy(path, tmp_path)
    official = tmp_path / "officiella.yaml"
    official.write_text(official.read_text("utf-8").replace("5220 * 100", "5221 * 100"), "utf-8")
    report = _report(tmp_path)
    assert (
        "case officiell-2026-ensam (officiella.yaml): riksnorm_ore: 5221 * 100 = 522100, the rulebook says 522000"
        in report.failed
    )
    assert "rule aktivitetskrav_exempt@20261001: no case uses it" in report.failed
    assert "failed:" in report.as_text()
