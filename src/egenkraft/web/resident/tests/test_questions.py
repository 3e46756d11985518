"""The form of a step: what was typed is kept, rows come and go, errors stand at their fields."""

from django.http import QueryDict

from egenkraft.assistance.codes import FieldKind, StepState
from egenkraft.assistance.views import FieldError, FieldView, Option, StepView
from egenkraft.web.resident.questions import StepForm, renumbered

COLUMNS = (
    FieldView(
        "kind", FieldKind.CHOICE, "Vad var det?", options=(Option("wage", "Lön"), Option("other", "Annat"))
    ),
    FieldView("kr", FieldKind.KRONOR, "Hur mycket?"),
    FieldView("what", FieldKind.TEXT, "Vad?", required=False, shown_when=("kind", ("other",))),
)


def _step(*rows: dict[str, object], required: bool = True) -> StepView:
    fields = (
        FieldView("has", FieldKind.YES_NO, "Fick du pengar?", value=True),
        FieldView(
            "incomes", FieldKind.ROWS, "Inkomst", columns=COLUMNS, rows=rows, most_rows=3, required=required,
            shown_when=("has", ("ja",)),
        ),
        FieldView("sure", FieldKind.TICK, "Säker", value=True),
        FieldView("many", FieldKind.CHOICES, "Vilka?", options=(Option("a", "A"), Option("b", "B")), value=("b",)),
    )  # fmt: skip
    return StepView("incomes", "Inkomster", "", fields, StepState.STARTED, 1, 2, None, None, 4)


def _typed(text: str) -> QueryDict:
    return QueryDict(text, mutable=True)


def test_saved_answers_are_shown_as_they_are_typed() -> None:
    form = StepForm(_step({"kind": "wage", "kr": 624050, "what": None}))
    assert form["has"].value() == "ja"
    assert form["incomes-0-kr"].value() == "6240,50"
    assert form["incomes-0-kind"].value() == "wage"
    assert form["sure"].value() is True
    assert form["many"].value() == ["b"]


def test_what_was_typed_is_kept_with_each_error_at_its_field() -> None:
    typed = _typed("has=ja&incomes-0-kr=abc&incomes-0-kind=wage&incomes-1-kr=5")
    errors = (FieldError("incomes-0-kr", "Skriv med siffror"), FieldError("incomes", "Fyll i minst en rad"))
    form = StepForm(_step(), typed, errors)
    assert form["incomes-0-kr"].value() == "abc"
    assert form["incomes-0-kr"].errors == ["Skriv med siffror"]
    assert [(link.target, link.text) for link in form.links] == [
        ("id_incomes-0-kr", "Inkomst 1: Skriv med siffror"),
        ("group-incomes", "Fyll i minst en rad"),
    ]
    rows = form.questions[0].followers[0]
    assert (len(rows.rows), rows.error) == (2, "Fyll i minst en rad")


def test_follow_up_questions_stand_under_the_answer_that_opens_them() -> None:
    form = StepForm(_step({"kind": "other", "kr": 100, "what": "x"}))
    question = form.questions[0]
    assert [follower.view.key for follower in question.followers] == ["incomes"]
    assert form["has"].subwidgets[0].data["attrs"]["opens"] == "1"
    assert form["has"].subwidgets[1].data["attrs"]["opens"] == ""
    (row,) = question.followers[0].rows
    assert [each.view.key for each in row.questions] == ["kind", "kr"]
    assert [each.view.key for each in row.questions[0].followers] == ["what"]


def test_one_empty_row_is_drawn_only_where_a_row_must_be_filled_in() -> None:
    assert len(StepForm(_step()).questions[0].followers[0].rows) == 1
    assert len(StepForm(_step(required=False)).questions[0].followers[0].rows) == 0


def test_a_row_is_added_after_those_that_are_there() -> None:
    grown = renumbered(_typed("incomes-4-kr=1&incomes-9-kr=2"), _step(), add="incomes")
    assert [grown[f"incomes-{row}-kr"] for row in range(3)] == ["1", "2", ""]


def test_a_group_of_which_nothing_was_sent_grows_from_its_empty_row() -> None:
    assert "incomes-1-kr" in renumbered(_typed("has=ja"), _step(), add="incomes")


def test_a_row_is_taken_away_and_the_rest_close_up() -> None:
    left = renumbered(
        _typed("incomes-0-kr=1&incomes-1-kr=2&incomes-2-kr=3&has=ja"), _step(), remove="incomes-1"
    )
    assert sorted(left.items()) == [("has", "ja"), ("incomes-0-kr", "1"), ("incomes-1-kr", "3")]


def test_no_more_rows_than_there_is_room_for() -> None:
    rows = [{"kind": "wage", "kr": 1, "what": None}] * 3
    assert not StepForm(_step(*rows)).questions[0].followers[0].may_add


def test_the_same_answers_with_other_spaces_say_the_same() -> None:
    saved = StepForm(_step({"kind": "wage", "kr": 624000, "what": None}))
    typed = StepForm(
        _step(), _typed("has=ja&incomes-0-kr=6 240&incomes-0-kind=wage&incomes-0-what=&sure=on&many=b")
    )
    assert typed.texts()["incomes-0-kr"] == saved.texts()["incomes-0-kr"]
