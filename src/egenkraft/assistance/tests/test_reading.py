"""What people type, read or refused in their own words."""

from datetime import date
from typing import Any

import pytest

from egenkraft.assistance.codes import ApplicationKind, FieldKind
from egenkraft.assistance.questions.catalogue import BY_KEY, STEPS, steps_for
from egenkraft.assistance.questions.display import review_section
from egenkraft.assistance.questions.prefill import carried_answers
from egenkraft.assistance.questions.reading import is_complete, read_step, step_data
from egenkraft.assistance.words import kronor

TODAY = date(2026, 11, 20)


def home_costs(**typed: object) -> dict[str, object]:
    read = read_step(BY_KEY["home_costs"], typed, TODAY)
    assert read.errors == []
    return read.answers


@pytest.mark.parametrize(
    ("typed", "ore"),
    [
        ("9480", 948000),
        ("9 480", 948000),
        ("9\N{NO-BREAK SPACE}480 kr", 948000),
        ("9480,50", 948050),
        ("9480.5", 948050),
        ("9480:-", 948000),
        ("0", 0),
    ],
)
def test_amounts_as_people_write_them(typed: str, ore: int) -> None:
    assert home_costs(rent=typed)["rent"] == ore


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("-100", "noll"),
        ("\N{MINUS SIGN}100", "noll"),
        ("tusen", "siffror"),
        ("1e5", "siffror"),
        ("9.480,00", "siffror"),
        ("99999999999", "för stort"),
        ("NaN", "siffror"),
        ("\N{ARABIC-INDIC DIGIT ONE}00", "siffror"),
    ],
)
def test_a_wrong_amount_says_what_to_write(typed: str, word: str) -> None:
    read = read_step(BY_KEY["home_costs"], {"rent": typed}, TODAY)
    assert [error.field for error in read.errors] == ["rent"]
    assert word in read.errors[0].message


def test_an_amount_left_out_is_missing_and_not_zero() -> None:
    assert home_costs(rent="  ")["rent"] is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("2026-10-25", "2026-10-25"), ("20261025", "2026-10-25"), (" 2026-10-25 ", "2026-10-25")],
)
def test_days(typed: str, kept: str) -> None:
    assert home_costs(rent_due=typed)["rent_due"] == kept


@pytest.mark.parametrize("typed", ["2026-13-01", "2026-02-30", "25/10", "igår", "0001-01-01"])
def test_a_day_that_is_none(typed: str) -> None:
    read = read_step(BY_KEY["home_costs"], {"rent_due": typed}, TODAY)
    assert [error.field for error in read.errors] == ["rent_due"]


def income(**row: str) -> dict[str, str]:
    return {"kind": "wage_net", "kr": "8000", "day": "2026-10-25", **row}


def test_rows_name_the_row_and_the_column_that_is_wrong() -> None:
    data = {"has_incomes": "ja", "incomes": [income(), income(kr="åtta")]}
    read = read_step(BY_KEY["incomes"], data, TODAY)
    assert [error.field for error in read.errors] == ["incomes-1-kr"]


def test_empty_rows_are_left_out_and_one_is_needed_after_a_yes() -> None:
    data = {"has_incomes": "ja", "incomes": [{"kind": "", "kr": " "}]}
    read = read_step(BY_KEY["incomes"], data, TODAY)
    assert [error.field for error in read.errors] == ["incomes"]


def test_after_a_no_the_rows_do_not_apply_whatever_was_sent() -> None:
    read = read_step(BY_KEY["incomes"], {"has_incomes": "nej", "incomes": [income(kr="x")]}, TODAY)
    assert read.errors == []
    assert read.answers["incomes"] is None


def test_a_choice_outside_the_list_is_refused() -> None:
    read = read_step(BY_KEY["payout"], {"to": "offshore"}, TODAY)
    assert [error.field for error in read.errors] == ["to"]


def test_none_of_these_excludes_the_others() -> None:
    read = read_step(BY_KEY["benefits"], {"benefits": ["none", "barnbidrag"], "waiting": "nej"}, TODAY)
    assert [error.field for error in read.errors] == ["benefits"]


def test_an_amount_for_a_benefit_that_is_not_ticked() -> None:
    data = {"benefits": ["barnbidrag"], "amounts": [{"kind": "a_kassa", "kr": "100"}], "waiting": "nej"}
    read = read_step(BY_KEY["benefits"], data, TODAY)
    assert [error.field for error in read.errors] == ["amounts-0-kind"]


@pytest.mark.parametrize("text", ["• » € ✓ ☎", "O'Brien <b>&amp;", "a\u0000b", "Zoë 你好 مرحبا"])
def test_free_text_takes_any_character(text: str) -> None:
    read = read_step(BY_KEY["more"], {"text": text}, TODAY)
    assert read.errors == []
    assert read.answers["text"] == text.replace("\u0000", "")


def test_a_text_that_is_too_long() -> None:
    read = read_step(BY_KEY["more"], {"text": "x" * 4001}, TODAY)
    assert "4000" in read.errors[0].message


def test_a_new_account_needs_both_numbers() -> None:
    read = read_step(BY_KEY["payout"], {"to": "new_account", "clearing": "8000"}, TODAY)
    assert [error.field for error in read.errors] == ["account"]


def test_a_posted_form_becomes_rows_in_order() -> None:
    pairs = {
        "has_incomes": ["ja"],
        "incomes-10-kr": ["2"],
        "incomes-2-kr": ["1"],
        "incomes-2-kind": ["wage_net"],
        "csrf": ["x"],
    }
    assert step_data(BY_KEY["incomes"], pairs) == {
        "has_incomes": "ja",
        "incomes": [{"kr": "1", "kind": "wage_net"}, {"kr": "2"}],
    }


def test_every_question_is_asked_somewhere_and_each_kind_asks_where_the_money_goes() -> None:
    asked = {step.key for kind in ApplicationKind for step in steps_for(kind, 0)}
    assert asked == {step.key for step in STEPS}
    assert all(
        "payout" in {step.key for step in steps_for(kind, order)}
        for kind in ApplicationKind
        for order in (0, 1)
    )


def test_the_other_adult_is_not_asked_about_the_home() -> None:
    assert "home_costs" not in {step.key for step in steps_for(ApplicationKind.RENEWAL, 1)}
    assert "incomes" in {step.key for step in steps_for(ApplicationKind.RENEWAL, 1)}


def test_nothing_is_chosen_beforehand_in_money_questions() -> None:
    """A renewal carries the home and the benefits, never incomes, changes, receipts or the receiver."""
    last: dict[str, dict[str, Any]] = {
        "home_costs": {"rent": 948000, "rent_due": "2026-10-31"},
        "incomes": {"has_incomes": True},
        "own_costs": {"has_costs": True},
        "payout": {"to": "same_account"},
        "benefits": {"benefits": ["barnbidrag"], "amounts": [{"kind": "barnbidrag", "kr": 125000}]},
    }
    carried = carried_answers(steps_for(ApplicationKind.RENEWAL, 0), last)
    assert carried == {"home_costs": {"rent": 948000}, "benefits": {"benefits": ["barnbidrag"]}}


def test_answers_are_shown_as_people_say_them() -> None:
    step = BY_KEY["home_costs"]
    section = review_section(step, home_costs(rent="9480", rent_direct="ja"))
    values = {row.field: row.value for row in section.rows}
    assert values["rent"] == kronor(948000)
    assert values["rent_direct"] == "Ja"
    assert "electricity" not in values


def test_a_step_with_a_required_answer_missing_is_not_complete() -> None:
    step = BY_KEY["stay"]
    assert is_complete(step, {"whole_month": True, "why_away": None})
    assert not is_complete(step, {"whole_month": False, "why_away": None})
    assert not is_complete(step, None)


def test_row_fields_have_columns() -> None:
    rows = [field for step in STEPS for field in step.fields if field.kind is FieldKind.ROWS]
    assert rows
    assert all(field.columns and field.most and field.add_label for field in rows)
