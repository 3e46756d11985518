"""My page: what to do now, how far the application has come, the last decision, the next payment."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from egenkraft.assistance import api as assistance
from egenkraft.assistance.codes import ApplicationState, HearingState, PartState
from egenkraft.assistance.views import ApplicationView, CompletionView, DecisionView, HearingView, MonthOffer
from egenkraft.foundation.api import AccessDenied, RefusedError
from egenkraft.payments import api as payments
from egenkraft.payments.views import PaymentView
from egenkraft.web.pages import PageRequest
from egenkraft.web.resident.guard import me, own_page
from egenkraft.web.resident.tasks import part_of
from egenkraft.web.resident.words import STATES, application_title, outcome
from egenkraft.web.templatetags.formats import datum, manad

_OPEN = (ApplicationState.DRAFT, ApplicationState.WAITING_FOR_ADULT, ApplicationState.SUBMITTED)
_COMING = ("planned", "in_run", "sent")


@require_GET
@own_page("resident.home")
def home(request: PageRequest) -> HttpResponse:
    """The first page after signing in."""
    person_id = me(request)
    actor, now = request.actor, request.now
    applications = assistance.applications_of_person(actor, now, person_id=person_id)
    decisions = assistance.decisions_of_person(actor, now, person_id=person_id)
    paid = payments.payments_of_person(actor, now, person_id=person_id)
    latest = _latest(applications)
    content = {
        "name": actor.name.split()[0] if actor.name else "",
        "to_do": _to_do(request, person_id, applications),
        "latest": latest,
        "latest_title": application_title(latest.kind, latest.month) if latest else "",
        "latest_state": STATES[latest.state] if latest else None,
        "timeline": _timeline(latest, decisions, paid) if latest else [],
        "decision": decisions[0] if decisions else None,
        "decision_outcome": outcome(decisions[0].kind, len(decisions[0].calculation.shares) > 1)
        if decisions
        else None,
        "next_payment": _next_payment(paid),
    }
    return render(request, "resident/home.html", content)


def _latest(applications: tuple[ApplicationView, ...]) -> ApplicationView | None:
    """The newest that has been sent; one that is only begun when there is no other."""
    sent = [each for each in applications if each.received_on is not None]
    begun = [each for each in applications if each.state is ApplicationState.DRAFT]
    return next(iter((*sent, *begun)), None)


def _to_do(
    request: PageRequest, person_id: int, applications: tuple[ApplicationView, ...]
) -> list[dict[str, Any]]:
    """What waits for this person, the most urgent first."""
    actor, now = request.actor, request.now
    hearings = assistance.hearings_of_person(actor, now, person_id=person_id)
    found = [_hearing_item(each) for each in hearings if each.state is HearingState.NOTIFIED]
    for view in applications:
        if view.state is ApplicationState.SUBMITTED:
            asked = assistance.completions(actor, now, application_id=view.id)
            found += [_paper_item(each) for each in asked if each.state == "open"]
    found += [item for item in (_answer_item(view, person_id) for view in applications) if item]
    begun = {(view.kind, view.month) for view in applications if view.state in _OPEN}
    offers = _offers(request, person_id)
    found += [_offer_item(each) for each in offers if _is_next(each) and (each.kind, each.month) not in begun]
    return found


def _offers(request: PageRequest, person_id: int) -> tuple[MonthOffer, ...]:
    """What can be applied for here; nothing, whatever the reason, is not shown at all."""
    try:
        return assistance.month_offers(request.actor, request.now, person_id=person_id)
    except RefusedError:
        return ()


def _is_next(offer: MonthOffer) -> bool:
    return offer.open and offer.recommended and offer.application_id is None


def _hearing_item(hearing: HearingView) -> dict[str, Any]:
    return {
        "label": _("Läs vad vi tänker besluta, och svara"),
        "hint": _("Svara senast %(day)s.") % {"day": datum(hearing.answer_by)},
        "url": reverse("resident:hearing", args=[hearing.id]),
        "icon": "chat",
    }


def _paper_item(asked: CompletionView) -> dict[str, Any]:
    labels = ", ".join(paper.label for paper in asked.papers if not paper.received)
    return {
        "label": _("Skicka in papper"),
        "hint": _("%(papers)s. Senast %(day)s.") % {"papers": labels, "day": datum(asked.due_on)},
        "url": reverse("resident:papers", args=[asked.application_id]),
        "icon": "upload",
    }


def _answer_item(view: ApplicationView, person_id: int) -> dict[str, Any] | None:
    """A part that this person has not signed; None when there is none."""
    if view.state not in (ApplicationState.DRAFT, ApplicationState.WAITING_FOR_ADULT):
        return None
    try:
        part = part_of(view, person_id)
    except AccessDenied:
        return None
    if part.state not in (PartState.NOT_STARTED, PartState.STARTED):
        return None
    hint = _("Du har till %(day)s på dig.") % {"day": datum(view.draft_until)} if view.draft_until else ""
    first = part.order == 0
    month = {"month": manad(view.month, "namn")}
    return {
        "label": (
            _("Fortsätt din ansökan för %(month)s") if first else _("Svara på dina frågor för %(month)s")
        )
        % month,
        "hint": hint if first else _("Du svarar för dig. Ni ser inte varandras svar."),
        "url": reverse("resident:application", args=[view.id]),
        "icon": "pencil",
    }


def _offer_item(offer: MonthOffer) -> dict[str, Any]:
    return {
        "label": _("Sök pengar för %(month)s") % {"month": manad(offer.month, "namn")},
        "hint": _("Du kan spara och fortsätta senare."),
        "url": reverse("resident:apply"),
        "icon": "wallet",
    }


def _timeline(
    view: ApplicationView, decisions: tuple[DecisionView, ...], paid: tuple[PaymentView, ...]
) -> list[dict[str, Any]]:
    """How far the application has come, newest first; what has not happened yet is marked."""
    decision = next((each for each in decisions if each.application_id == view.id), None)
    sent = view.received_on is not None
    items: list[dict[str, Any]] = []
    if view.state is ApplicationState.WITHDRAWN:
        items.append({"when": "", "what": _("Du tog tillbaka ansökan")})
    else:
        if decision is None or decision.amount_ore:
            items.append(_money_item(decision, paid))
        items.append(_decision_item(decision))
    items.append(
        {
            "when": datum(view.received_on) if sent else "",
            "what": _("Ansökan kom in") if sent else _("Du skickar ansökan"),
            "who": _("Nummer %(number)s") % {"number": view.case_number} if view.case_number else "",
            "future": not sent,
        }
    )
    return items


def _decision_item(decision: DecisionView | None) -> dict[str, Any]:
    if decision is None:
        return {"when": "", "what": _("Vi beslutar"), "future": True}
    return {
        "when": datum(decision.sent_at or decision.decided_at),
        "what": _("Beslut"),
        "url": reverse("resident:decision", args=[decision.id]),
        "url_label": _("Läs beslutet"),
    }


def _money_item(decision: DecisionView | None, paid: tuple[PaymentView, ...]) -> dict[str, Any]:
    own = [
        each
        for each in paid
        if decision and each.case_id == decision.case_id and each.period == decision.month
    ]
    done = bool(own) and all(each.state == "settled" for each in own)
    days = [each.pay_date for each in own if each.pay_date]
    return {"when": datum(max(days)) if days else "", "what": _("Pengarna betalas ut"), "future": not done}


def _next_payment(paid: tuple[PaymentView, ...]) -> PaymentView | None:
    """The payment to come that is nearest; one without a day comes last."""
    coming = [each for each in paid if each.state in _COMING]
    return min(coming, key=lambda each: (each.pay_date is None, each.pay_date or each.id), default=None)
