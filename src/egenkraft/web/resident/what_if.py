"""What if I earn five thousand kronor? Nothing is saved and no one else sees it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from egenkraft.assistance import api as assistance
from egenkraft.assistance.views import CalculationView, DecisionView
from egenkraft.rulebook.api import Result
from egenkraft.web.forms import KronorField, PageForm
from egenkraft.web.pages import PageRequest
from egenkraft.web.resident.guard import me, own_page
from egenkraft.web.resident.pictures import Column, Layer, columns
from egenkraft.web.svg_text import number_text

_ORE = 100


class WageForm(PageForm):
    """The wage to try, in kronor a month after tax."""

    wage = KronorField(label=gettext_lazy("Din lön i månaden, efter skatt"))


@require_GET
@own_page("whatif.run")
def what_if(request: PageRequest) -> HttpResponse:
    """The wage tried against the latest decision; without a decision there is nothing to count from."""
    found = assistance.decisions_of_person(request.actor, request.now, person_id=me(request))
    base = next((each for each in found if each.calculation.support_ore is not None), None)
    form = WageForm(request.GET if "wage" in request.GET else None)
    content: dict[str, Any] = {"form": form, "decision": base}
    if base is not None and form.is_valid():
        content |= _answer(request, base, form.cleaned_data["wage"] // _ORE * _ORE)
    return render(request, "resident/what_if.html", content)


def _answer(request: PageRequest, base: DecisionView, wage_ore: int) -> dict[str, Any]:
    person_id = me(request)
    result = assistance.what_if(
        request.actor,
        request.now,
        application_id=base.application_id,
        person_id=person_id,
        wage_net_kr=wage_ore // _ORE,
    )
    if not isinstance(result, Result) or result.support_ore is None:
        return {"unknown": True}
    today, then = _money(base.calculation, person_id), _money(result, person_id)
    return {
        "wage_ore": wage_ore,
        "today": today,
        "then": then,
        "more_ore": sum(then.values()) - sum(today.values()),
        "counted_ore": _counted(result, person_id),
        "picture": _picture(today, then),
    }


def _is_own_wage(line: Any, person_id: int) -> bool:
    return bool(line.kind == "income" and line.code == "wage_net" and line.person == str(person_id))


def _money(calculation: CalculationView | Result, person_id: int) -> dict[str, int]:
    """What the household lives on: other incomes as they come, the support, and the person's own wage. Öre."""
    incomes = [
        line for line in calculation.lines if line.kind == "income" and line.reason_code != "other_month"
    ]
    wage = sum(_received(line) for line in incomes if _is_own_wage(line, person_id))
    return {
        "other": sum(_received(line) for line in incomes) - wage,
        "support": calculation.support_ore or 0,
        "wage": wage,
    }


def _received(line: Any) -> int:
    """What came in: as found, else as said; what counts of it when that is all that is known."""
    known = (getattr(line, "evidence_ore", None), line.applied_ore, line.counted_ore)
    return next((ore for ore in known if ore is not None), 0)


def _counted(result: Result, person_id: int) -> int:
    """How much of the wage is taken off the support."""
    return sum(line.counted_ore or 0 for line in result.lines if _is_own_wage(line, person_id))


def _picture(today: dict[str, int], then: dict[str, int]) -> dict[str, Any]:
    parts = (
        ("other", _("Andra inkomster, som i dag"), "#cfdcdf", "#1f2a30"),
        ("support", _("Pengar från oss"), "#0b5a6b", "#ffffff"),
        ("wage", _("Din lön"), "#f2a83b", "#1f2a30"),
    )
    shown = [
        Column(
            label,
            tuple(Layer(name, money[key] // _ORE, colour, ink) for key, name, colour, ink in parts),
        )
        for label, money in ((_("I dag"), today), (_("Med lönen"), then))
    ]
    words = {"from": number_text(shown[0].total), "to": number_text(shown[1].total)}
    title = _("%(from)s kronor blir %(to)s kronor") % words
    described = " ".join(
        f"{column.label}: "
        + ", ".join(f"{layer.label} {number_text(layer.kronor)}" for layer in column.layers)
        + "."
        for column in shown
    )
    rows = [(name, today[key], then[key], number) for number, (key, name, _colour, _ink) in enumerate(parts)]
    return {
        "title": title,
        "svg": columns("jobb", title, described, shown),
        "rows": rows[::-1],
        "totals": (sum(today.values()), sum(then.values())),
    }
