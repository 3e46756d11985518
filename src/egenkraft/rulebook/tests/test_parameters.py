"""The figures: source and fast form agree, the schema holds, and the tables follow the stated upratings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from egenkraft.rulebook import api
from egenkraft.rulebook.parameters import COMPILED, compile, load

FOLDER = Path(COMPILED).parent


def test_the_fast_form_is_what_the_yaml_files_say() -> None:
    assert Path(COMPILED).read_text("utf-8") == compile.as_text(compile.compile_all()), (
        "run: python -m egenkraft.rulebook.parameters.compile"
    )


def test_money_is_ore_and_no_figure_is_empty_without_saying_so() -> None:
    compiled = json.loads(Path(COMPILED).read_text("utf-8"))
    for name, value, _start, _end, _published, status, source in compiled["figures"]:
        assert (value is None) == (status == "missing"), name
        assert source, name
    assert load()[0].at(20260101)["riksnorm_adult_single"].value == 394000


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("riksnorm_adult_single: 3940", "riksnorm_adult_single: 39.4"), "39.4"),
        (("status: verified", "status: sure"), "sure"),
        (("riksnorm_adult_single: 3940", "riksnorm_adult: 3940"), "not a declared parameter"),
        (("riksnorm_adult_single: 3940", "riksnorm_adult_single: null"), "null and status missing"),
        (("[1280, 1410, 1790", "[1280, 1790"), "expected 7"),
        (("'2026-01-01'", "2026"), "is not of type 'string'"),
    ],
)
def test_a_figure_file_with_a_fault_is_refused(change: tuple[str, str], message: str, tmp_path: Path) -> None:
    text = (FOLDER / "riksnorm.yaml").read_text("utf-8")
    assert change[0] in text
    (tmp_path / "riksnorm.yaml").write_text(text.replace(*change), "utf-8")
    with pytest.raises(compile.FigureFileError, match=message):
        compile.compile_all(tmp_path)


def test_a_local_file_belongs_to_the_municipality_it_is_named_after(tmp_path: Path) -> None:
    (tmp_path / "local").mkdir()
    for path in FOLDER.glob("*.yaml"):
        (tmp_path / path.name).write_text(path.read_text("utf-8"), "utf-8")
    local = (FOLDER / "local" / "bjorkstrand.yaml").read_text("utf-8")
    (tmp_path / "local" / "sjostad.yaml").write_text(local, "utf-8")
    with pytest.raises(compile.FigureFileError, match="must be sjostad"):
        compile.compile_all(tmp_path)


def test_the_fictitious_town_has_only_assumed_figures() -> None:
    compiled = json.loads(Path(COMPILED).read_text("utf-8"))
    rows = compiled["local"]["bjorkstrand"]["figures"]
    assert {(row[5], row[6]) for row in rows} == {("assumed", "antaget för demon")}


@pytest.mark.parametrize("year", [2023, 2024, 2025, 2026])
def test_the_stated_uprating_gives_every_cell_of_the_table(year: int) -> None:
    def cells(of: int) -> list[int]:
        figures = load()[0].at(of * 10000 + 101)
        tables = ("riksnorm_child_with_lunch", "riksnorm_child_without_lunch", "riksnorm_common")
        return [cell for name in tables for cell in figures[name].value or ()] + [  # type: ignore[union-attr]
            figures["riksnorm_adult_single"].value,
            figures["riksnorm_adult_couple"].value,
        ]

    for before, after in zip(cells(year - 1), cells(year), strict=True):
        answer = api.evaluate("riksnorm_uprated_ore", {"riksnorm_previous_ore": before}, f"{year}-01-01")
        assert answer.value == after


def test_the_income_year_follows_the_month_before() -> None:
    at = load()[0].at
    assert at(20260101)["prisbasbelopp_income_year"].value == 5880000
    assert at(20260201)["prisbasbelopp_income_year"].value == 5920000
