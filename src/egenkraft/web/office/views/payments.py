"""A single payment stopped, released or given another payee; and the payees of a household."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from egenkraft.assistance import api as assistance
from egenkraft.foundation.api import AccessDenied, allowed, may, require
from egenkraft.parties import api as parties
from egenkraft.payments import api as payments
from egenkraft.payments.api import PayeeView, PaymentView
from egenkraft.web.office.answers import carried_out, posted, told
from egenkraft.web.office.cases import case_context
from egenkraft.web.office.command_pages import Command, Data, command_page
from egenkraft.web.office.forms.case import ReasonForm
from egenkraft.web.office.forms.payments import ChoosePayeeForm, DirectPayeeForm, PayeeForm
from egenkraft.web.office.guard import office_page
from egenkraft.web.office.views.papers import case_page, people
from egenkraft.web.pages import PageRequest


@require_http_methods(["GET", "POST"])
@office_page("payment.stop")
def stop_payment(request: PageRequest, case_id: int, payment_id: int) -> HttpResponse:
    """Only a wrong payee or facts that point at fraud stop a payment, by a named person (FL 37 §)."""
    found = _payment(request, "payment.stop", case_id, payment_id)
    form = ReasonForm(posted(request))
    content = {
        "title": _("Stoppa utbetalningen"),
        "text": _(
            "Beviljade pengar hålls inte inne. En utbetalning stoppas bara vid fel mottagare eller uppgifter om bedrägeri, "
            "av en namngiven person och med skäl."
        ),
        "button": _("Stoppa utbetalningen"),
    }
    return _page(request, found, form, payments.stop_payment, _("Utbetalningen är stoppad."), content)


@require_http_methods(["GET", "POST"])
@office_page("payment.plan")
def release_payment(request: PageRequest, case_id: int, payment_id: int) -> HttpResponse:
    """Let a stopped payment go on."""
    found = _payment(request, "payment.plan", case_id, payment_id)
    form = ReasonForm(posted(request))
    content = {
        "title": _("Släpp stoppet"),
        "text": _("Utbetalningen går med i nästa körning."),
        "button": _("Släpp stoppet"),
    }
    return _page(request, found, form, payments.release_payment, _("Stoppet är släppt."), content)


@require_http_methods(["GET", "POST"])
@office_page("payment.plan")
def choose_payee(request: PageRequest, case_id: int, payment_id: int) -> HttpResponse:
    """Another payee for a payment that lacks one, was stopped, or came back from the bank."""
    found = _payment(request, "payment.plan", case_id, payment_id)
    form = ChoosePayeeForm(posted(request), payees=_active(request, case_id, found))
    content = {
        "title": _("Välj mottagare"),
        "text": _("Bara mottagare som en annan person har godkänt går att välja."),
        "button": _("Välj mottagaren"),
    }
    return _page(request, found, form, payments.choose_payee, _("Mottagaren är vald."), content)


@require_GET
@office_page("payee.read")
def payees(request: PageRequest, case_id: int) -> HttpResponse:
    """Each adult's account, and the bills of the household that are paid directly."""
    content = case_context(request, case_id, "decisions")
    application = content["application"]
    content["rows"] = [
        *(payee for part in application.parts for payee in _of_person(request, part.person_id)),
        *payments.payees_of_household(request.actor, request.now, scope_id=application.scope_id),
    ]
    content["may_propose"] = allowed(request.actor, "payee.propose", application.scope_id)
    return render(request, "office/payees.html", content)


def _payment(request: PageRequest, permission: str, case_id: int, payment_id: int) -> PaymentView:
    """The payment of the address, for those who may do this to it, and not only read it."""
    for found in payments.payments_of_case(request.actor, request.now, case_id=case_id):
        if found.id == payment_id:
            require(request.actor, permission, found.scope_id)
            return found
    raise AccessDenied


def _page(
    request: PageRequest,
    found: PaymentView,
    form: forms.Form,
    call: Callable[..., PaymentView],
    done: str,
    content: dict[str, Any],
) -> HttpResponse:
    back = reverse("office:runs")
    if may(request.actor, "case.read"):
        back = reverse("office:decisions", args=[found.case_id])
    if carried_out(request, form, lambda data: call(request.actor, request.now, payment_id=found.id, **data)):
        return told(request, done, back)
    content |= {"form": form, "payment": found, "cancel_url": back}
    return render(request, "office/payment_command.html", content)


def _of_person(request: PageRequest, person_id: int) -> tuple[PayeeView, ...]:
    return payments.payees_of_person(request.actor, request.now, person_id=person_id)


def _active(request: PageRequest, case_id: int, found: PaymentView) -> list[PayeeView]:
    """The payees in force that the payment can go to: the person's own, or the household's bills."""
    if found.person_id is not None:
        every = _of_person(request, found.person_id)
    else:
        scope_id = assistance.application_of_case(request.actor, request.now, case_id=case_id).scope_id
        every = payments.payees_of_household(request.actor, request.now, scope_id=scope_id)
    return [payee for payee in every if payee.state == "active"]


def _owners(request: PageRequest, case_id: int, _ids: Mapping[str, Any]) -> Data:
    adults = [(f"person:{key}", name) for key, name in people(case_page(request, case_id)).items()]
    firms = [
        (f"organisation:{one.id}", one.name) for one in parties.organisations(request.actor, request.now)
    ]
    return {"owners": adults + firms}


def _propose(request: PageRequest, case_id: int, data: Data) -> PayeeView:
    kind, _colon, number = data["owner"].partition(":")
    actor, now, owner_id = request.actor, request.now, int(number)
    if kind == "person":
        owner = parties.person(actor, now, person_id=owner_id)
        about: Data = {"scope_id": owner.scope_id, "name": owner.name, "person_id": owner_id}
    else:
        firm = parties.organisation(actor, now, organisation_id=owner_id)
        scope_id = assistance.application_of_case(actor, now, case_id=case_id).scope_id
        about = {"scope_id": scope_id, "name": firm.name, "organisation_id": owner_id}
    return payments.propose_payee(actor, now, account=data["account"], case_id=case_id, **about)


def _bills(request: PageRequest, case_id: int, _ids: Mapping[str, Any]) -> Data:
    scope_id = assistance.application_of_case(request.actor, request.now, case_id=case_id).scope_id
    found = payments.payees_of_household(request.actor, request.now, scope_id=scope_id)
    return {"payees": [one for one in found if one.state == "active"]}


propose_payee = command_page(
    Command(
        permission="payee.propose",
        title=gettext_lazy("Ny mottagare"),
        lead=gettext_lazy(
            "Fråga alltid till vem pengarna ska gå. Mottagaren gäller när en annan person har godkänt den; till dess gäller "
            "den förra."
        ),
        button=gettext_lazy("Föreslå mottagaren"),
        done=gettext_lazy("Mottagaren är föreslagen och väntar på en annan person."),
        form=PayeeForm,
        call=_propose,
        tab="payees",
        more=_owners,
    )
)
direct_payee = command_page(
    Command(
        permission="payee.propose",
        title=gettext_lazy("Betala en kostnad direkt"),
        lead=gettext_lazy("När hushållet har bett om det. Resten delas mellan de vuxna."),
        button=gettext_lazy("Spara"),
        done=gettext_lazy("Kostnaden betalas direkt från nästa beslut."),
        form=DirectPayeeForm,
        call=lambda r, case_id, data: assistance.set_direct_payee(
            r.actor,
            r.now,
            application_id=assistance.application_of_case(r.actor, r.now, case_id=case_id).id,
            **data,
        ),
        tab="payees",
        more=_bills,
    )
)
