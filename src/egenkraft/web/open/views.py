"""The open pages."""

import datetime as dt
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from egenkraft.rulebook.api import (
    CaseError,
    Result,
    calculate,
    explain_tree,
    known_municipalities,
    read_case,
    rules_in_force,
)
from egenkraft.web.contact import contact
from egenkraft.web.open.cases import case_of
from egenkraft.web.open.figures import figure_tables
from egenkraft.web.open.forms import CalculatorForm, RulesForm, TryForm
from egenkraft.web.pages import PageRequest, page


@require_GET
@page("open.read")
def start(request: PageRequest) -> HttpResponse:
    """The first page."""
    return render(request, "open/start.html")


@require_GET
@page("open.read")
def rules(request: PageRequest) -> HttpResponse:
    """The rules in force on a day, chapter by chapter."""
    form, on, municipality = _asked(request)
    found = rules_in_force(_number(on), municipality)
    chapters: dict[str, list[Any]] = {}
    for each in found:
        chapters.setdefault(each.chapter_sv, []).append(each)
    content = {
        "form": form,
        "on": on,
        "municipality_id": municipality,
        "chapters": chapters.items(),
        "count": len(found),
    }
    return render(request, "open/rules.html", content)


@require_GET
@page("open.read")
def rule(request: PageRequest, concept: str) -> HttpResponse:
    """One rule: its words, its law, its figures through the years, and a calculator beside it."""
    form, on, municipality = _asked(request)
    day = _number(on)
    text = next((each for each in rules_in_force(day, municipality) if each.concept == concept), None)
    if text is None:
        raise Http404
    trial = TryForm(request.GET if "adults" in request.GET else None)
    content = {
        "form": form,
        "on": on,
        "municipality_id": municipality,
        "municipality_name": known_municipalities().get(municipality or ""),
        "rule": text,
        "tables": figure_tables(tuple(use.id for use in text.parameters), municipality, day),
        "trial": trial,
        "norm": _norm(trial, f"{on:%Y-%m}") if trial.is_valid() else None,
    }
    return render(request, "open/rule.html", content)


@require_GET
@page("calculate.run")
def calculator(request: PageRequest) -> HttpResponse:
    """See roughly what one may get; nothing is saved."""
    here = contact(request.now.date()).id
    form = CalculatorForm(
        request.GET if "adults" in request.GET else None,
        initial={
            "month": f"{request.now:%Y-%m}",
            "municipality": here if here in known_municipalities() else "",
        },
    )
    content = {"form": form, **(_explained(form) if form.is_valid() else {})}
    return render(request, "open/calculator.html", content)


@require_GET
@page("open.read")
def accessibility(request: PageRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "open/accessibility.html")


@require_GET
@page("open.read")
def privacy(request: PageRequest) -> HttpResponse:
    """How personal data is handled."""
    return render(request, "open/privacy.html")


def _asked(request: PageRequest) -> tuple[RulesForm, dt.date, str | None]:
    """The form, the day and the municipality asked for; today and none when nothing readable was asked."""
    today = request.now.date()
    form = RulesForm(request.GET or None, initial={"day": today})
    typed: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    return form, typed.get("day") or today, typed.get("municipality") or None


def _number(day: dt.date) -> int:
    return day.year * 10000 + day.month * 100 + day.day


def _result(form: TryForm | CalculatorForm, month: str) -> Result:
    return calculate(read_case(case_of(form.cleaned_data, month)))


def _norm(form: TryForm, month: str) -> Result | None:
    """The norm of the household typed; an error on the form when the month has no riksnorm."""
    try:
        return _result(form, month)
    except CaseError:
        form.add_error(None, _("Riksnormen för den månaden är inte känd. Välj en annan dag."))
        return None


def _explained(form: CalculatorForm) -> dict[str, Any]:
    result = _result(form, form.cleaned_data["month"])
    steps = {
        number: explain_tree(result.record, line.step)
        for number, line in enumerate(result.lines)
        if line.step
    }
    several = len(result.prepared.adults) + len(result.prepared.children) > 1
    return {"result": result, "steps": steps, "audience": "ni" if several else "du"}
