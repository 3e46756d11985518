"""What a person may type, what it becomes, and how a form is drawn."""

import datetime as dt

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template import Context, Template

from egenkraft.web.forms import (
    DatumField,
    FlervalField,
    JaNejField,
    KronorField,
    ManadField,
    PageForm,
    error_links,
)


class Question(PageForm):
    rent = KronorField(label="Hyra", help_text="Hela hyran.")
    included = JaNejField(label="Ingår el?")
    kinds = FlervalField(label="Vad?", choices=[("a", "A"), ("b", "B")], required=False)
    note = forms.CharField(label="Mer", required=False)


@pytest.mark.parametrize(
    ("typed", "ore"),
    [("9480", 948000), ("9 480", 948000), ("9\N{NO-BREAK SPACE}480 kr", 948000), ("612,5", 61250), ("612.50", 61250), ("0", 0), ("148:-", 14800)],
)  # fmt: skip
def test_kronor_are_read_as_ore(typed: str, ore: int) -> None:
    assert KronorField().clean(typed) == ore


@pytest.mark.parametrize(
    ("typed", "code"),
    [("niotusen", "invalid"), ("9,480,00", "invalid"), ("1e5", "invalid"), ("٩٤٨٠", "invalid"), ("-5", "negative"), ("−5", "negative"), ("10000001", "too_large"), ("", "required"), ("kr", "required")],
)  # fmt: skip
def test_what_is_no_amount_is_refused_by_name(typed: str, code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        KronorField().clean(typed)
    assert caught.value.code == code


def test_stored_ore_are_shown_as_kronor() -> None:
    assert KronorField().prepare_value(948000) == "9480"
    assert KronorField().prepare_value(61250) == "612,50"
    assert KronorField().prepare_value("niotusen") == "niotusen"


def test_days_and_months() -> None:
    assert DatumField().clean("2026-11-26") == dt.date(2026, 11, 26)
    assert DatumField().clean("20261126") == dt.date(2026, 11, 26)
    assert ManadField().clean("2026-11") == "2026-11"
    for field, typed, code in (
        (DatumField(), "26/11 2026", "invalid"),
        (DatumField(), "2026-02-30", "no_such_day"),
        (ManadField(), "2026-13", "invalid"),
    ):
        with pytest.raises(ValidationError) as caught:
            field.clean(typed)
        assert caught.value.code == code


def test_nothing_is_chosen_beforehand_and_no_is_an_answer() -> None:
    assert JaNejField().clean("nej") is False
    assert JaNejField(required=False).clean("") is None
    assert "checked" not in _draw("{% field form.included %}", Question())


def test_a_field_is_tied_to_its_hint_and_its_error() -> None:
    html = _draw("{% field form.rent %}", Question({"rent": "niotusen"}))
    assert 'aria-describedby="id_rent-hint id_rent-error"' in html
    assert 'aria-invalid="true"' in html
    assert 'value="niotusen"' in html
    assert html.index("id_rent-hint") < html.index("<input")


def test_the_summary_leads_to_the_first_input_of_each_field() -> None:
    form = Question({"rent": "", "included": ""})
    assert [link.target for link in error_links(form)] == ["id_rent", "id_included_0"]
    html = _draw("{% error_summary form %}{% form_fields form %}", form)
    for target in ("id_rent", "id_included_0"):
        assert f'href="#{target}"' in html
        assert f'id="{target}"' in html


def test_an_unsent_form_has_no_summary() -> None:
    assert _draw("{% error_summary form %}", Question()).strip() == ""


def test_only_what_may_be_left_out_is_marked() -> None:
    html = _draw("{% form_fields form %}", Question())
    assert html.count("(valfritt)") == 2


def test_what_was_typed_is_escaped() -> None:
    assert "<script>" not in _draw("{% field form.note %}", Question({"note": "<script>"}))


def _draw(source: str, form: forms.Form) -> str:
    return Template("{% load egenkraft %}" + source).render(Context({"form": form}))
