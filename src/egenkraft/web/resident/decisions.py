"""Decisions: the list, one decision, its letter, and how to appeal."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from egenkraft.assistance import api as assistance
from egenkraft.assistance.views import CalculationView, DecisionView, PayoutPart
from egenkraft.casework import api as casework
from egenkraft.foundation.api import AccessDenied
from egenkraft.parties import api as parties
from egenkraft.payments import api as payments
from egenkraft.web.pages import PageRequest
from egenkraft.web.resident.guard import me, own_page
from egenkraft.web.resident.words import outcome
from egenkraft.web.templatetags.calculation import Evidence
from egenkraft.web.templatetags.formats import datum, manad
from egenkraft.web.templatetags.parts import FlowPart

# Blocks of the decision's text that the page shows as a picture and as steps.
_SHOWN_OTHERWISE = frozenset({"Hit går pengarna", "Det här behöver göras"})
_ICONS = {"rent": "house", "electricity": "bolt"}


@require_GET
@own_page("decision.read")
def decisions(request: PageRequest) -> HttpResponse:
    """Newest first."""
    found = assistance.decisions_of_person(request.actor, request.now, person_id=me(request))
    rows = [{"decision": each, "outcome": outcome(each.kind, _several(each))} for each in found]
    return render(request, "resident/decisions.html", {"rows": rows})


@require_GET
@own_page("decision.read")
def decision(request: PageRequest, decision_id: int) -> HttpResponse:
    """The amount first, the law last."""
    view = assistance.decision(request.actor, request.now, decision_id=decision_id)
    if view.sent_at is None:
        raise AccessDenied
    several = _several(view)
    names = _names(request)
    tone, words = outcome(view.kind, several)
    content = {
        "decision": view,
        "heading": _heading(view, several),
        "several": several,
        "audience": "ni" if several else "du",
        "outcome": words,
        "tone": tone,
        "note": _note(request, view),
        "blocks": [block for block in view.text.blocks if block.heading not in _SHOWN_OTHERWISE],
        "flow": _flow(view, me(request), names),
        "sums": _sums(view, several),
        "evidence": _evidence(view.calculation),
        "steps": _steps(request, view.calculation),
        "names": {str(person_id): name for person_id, name in names.items()},
    }
    return render(request, "resident/decision.html", content)


@require_GET
@own_page("document.read")
def letter(request: PageRequest, decision_id: int) -> HttpResponse:
    """The letter as it was sent."""
    view = assistance.decision(request.actor, request.now, decision_id=decision_id)
    filed = casework.documents(request.actor, request.now, case_id=view.case_id)
    own = [each for each in filed if each.kind == "decision" and each.person_id == me(request)]
    mine = next((each for each in own if view.number in each.title), None)
    if mine is None:
        raise AccessDenied
    found = casework.document_content(request.actor, request.now, document_id=mine.id)
    response = HttpResponse(found.content, content_type=found.document.mime)
    response["Content-Disposition"] = f'attachment; filename="beslut-{view.number}.pdf"'
    return response


@require_GET
@own_page("decision.read")
def appeal(request: PageRequest, decision_id: int) -> HttpResponse:
    """How to appeal: until when, what to write, where to send it, and who helps."""
    view = assistance.decision(request.actor, request.now, decision_id=decision_id)
    if view.sent_at is None:
        raise AccessDenied
    return render(request, "resident/appeal.html", {"decision": view})


def _several(view: DecisionView) -> bool:
    """Whether there are two adults: then the page says "ni", as the decision's own text does."""
    return len(view.calculation.shares) > 1


def _names(request: PageRequest) -> dict[int, str]:
    """Given names in the household, as the resident may see them."""
    found = parties.household_of(request.actor, request.now, person_id=me(request), on=request.now.date())
    return {each.person.id: each.person.given_name for each in found.members} if found else {}


def _note(request: PageRequest, view: DecisionView) -> str:
    """When the money comes: the day of the payment, else what the decision itself says after the amount."""
    if not view.amount_ore:
        return _("Det är ett avslag.")
    paid = payments.payments_of_person(request.actor, request.now, person_id=me(request))
    days = [each.pay_date for each in paid if each.case_id == view.case_id and each.period == view.month]
    day = max((day for day in days if day), default=None)
    if day is not None:
        return _("Pengarna kommer %(day)s.") % {"day": datum(day)}
    return view.text.lead.partition(". ")[2] or _("Dagen visas på din sida när den är bestämd.")


def _flow(view: DecisionView, person_id: int, names: dict[int, str]) -> list[FlowPart]:
    """Direct parts first, then oneself, then the other."""
    direct = [each for each in view.payouts if each.person_id is None]
    adults = sorted(
        (each for each in view.payouts if each.person_id is not None),
        key=lambda each: each.person_id != person_id,
    )
    return [_direct(each) for each in direct] + [_own(each, person_id, names) for each in adults]


def _direct(part: PayoutPart) -> FlowPart:
    kind = part.part.removeprefix("direct:")
    label = {"rent": _("Till hyresvärden"), "electricity": _("Till elbolaget")}.get(
        kind, _("Direkt till mottagaren")
    )
    return FlowPart(label, part.payee_label, part.amount_ore, _ICONS.get(kind, "document"))


def _own(part: PayoutPart, person_id: int, names: dict[int, str]) -> FlowPart:
    name = names.get(part.person_id or 0, "")
    if part.person_id == person_id:
        label = _("Till dig, %(name)s") % {"name": name} if name else _("Till dig")
        return FlowPart(label, part.payee_label, part.amount_ore)
    return FlowPart(_("Till %(name)s") % {"name": name or _("den andra vuxna")}, "", part.amount_ore)


def _sums(view: DecisionView, several: bool) -> list[dict[str, Any]]:
    """Need, own means and what is left; the last row only when it is what was decided."""
    found = view.calculation
    own = None if found.income_ore is None else -found.income_ore
    rows: list[dict[str, Any]] = [
        {"label": _("Ni behöver") if several else _("Du behöver"), "amount_ore": found.need_ore},
        {"label": _("Ni har själva") if several else _("Du har själv"), "amount_ore": own},
    ]
    if view.amount_ore and view.amount_ore == found.support_ore:
        left = _("Det som fattas får ni av oss") if several else _("Det som fattas får du av oss")
        rows.append({"label": left, "amount_ore": found.support_ore, "result": True})
    elif found.surplus_ore:
        over = _("Ni har mer än ni behöver, med") if several else _("Du har mer än du behöver, med")
        rows.append({"label": over, "amount_ore": found.surplus_ore, "result": True})
    return rows


def _evidence(calculation: CalculationView) -> dict[tuple[str, str | None], Evidence]:
    return {
        (line.code, line.person): Evidence(line.evidence_ore, line.evidence_source, line.differs)
        for line in calculation.lines
        if line.evidence_source
    }


def _steps(request: PageRequest, calculation: CalculationView) -> dict[int, object]:
    """The rule behind each row, by the number of the row; none for one who has left the household."""
    try:
        return {
            number: assistance.explain(
                request.actor, request.now, calculation_id=calculation.id, step=line.step
            )
            for number, line in enumerate(calculation.lines)
            if line.step
        }
    except AccessDenied:
        return {}


def _heading(view: DecisionView, several: bool) -> str:
    """The page's title: what was decided, for which month, without the amount: it may be seen on a shared screen."""
    month = {"month": manad(view.month, "namn")}
    return (_("Ert beslut för %(month)s") if several else _("Ditt beslut för %(month)s")) % month
