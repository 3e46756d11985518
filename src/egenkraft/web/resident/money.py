"""Payments, and the account they go to."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from egenkraft.foundation.api import RefusedError
from egenkraft.parties import api as parties
from egenkraft.payments import api as payments
from egenkraft.payments.views import PayeeAccount, PayeeKind
from egenkraft.web.forms import PageForm
from egenkraft.web.pages import PageRequest
from egenkraft.web.resident.guard import me, own_page

# The resident's words for the states of a payment, with a tone; never red.
STATES = {
    "planned": ("info", gettext_lazy("Planerad")),
    "awaiting_payee": ("warn", gettext_lazy("Vi behöver veta vart pengarna ska")),
    "stopped": ("warn", gettext_lazy("Väntar på oss")),
    "in_run": ("info", gettext_lazy("På väg")),
    "sent": ("info", gettext_lazy("På väg")),
    "settled": ("ok", gettext_lazy("Utbetald")),
    "rejected": ("warn", gettext_lazy("Kom tillbaka från banken, vi hör av oss")),
}


class AccountForm(PageForm):
    """One's own account. The bank's own rules are checked by payments."""

    clearing = forms.CharField(
        label=gettext_lazy("Clearingnummer"),
        help_text=gettext_lazy("Fyra eller fem siffror"),
        max_length=6,
        error_messages={
            "required": gettext_lazy("Skriv clearingnumret, fyra eller fem siffror"),
            "max_length": gettext_lazy("Clearingnumret är fyra eller fem siffror"),
        },
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "size": "8", "dir": "ltr", "autocomplete": "off"}
        ),
    )
    number = forms.CharField(
        label=gettext_lazy("Kontonummer"),
        help_text=gettext_lazy("Kontot ska vara ditt eget."),
        max_length=20,
        error_messages={
            "required": gettext_lazy("Skriv kontonumret"),
            "max_length": gettext_lazy("Kontonumret är för långt. Kontrollera siffrorna"),
        },
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "size": "16", "dir": "ltr", "autocomplete": "off"}
        ),
    )


@require_GET
@own_page("payment.read")
def paid(request: PageRequest) -> HttpResponse:
    """All payments to this person, newest first."""
    found = payments.payments_of_person(request.actor, request.now, person_id=me(request))
    rows = [
        {"payment": each, "tone": STATES[each.state][0], "state": STATES[each.state][1]} for each in found
    ]
    return render(request, "resident/payments.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@own_page("payee.propose")
def account(request: PageRequest) -> HttpResponse:
    """The account now, and a change of it, which another person at the office checks."""
    form = AccountForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _proposed(request, form):
        messages.success(request, _("Tack. Vi kontrollerar kontot innan vi betalar till det."))
        return redirect("resident:account")
    person = parties.person(request.actor, request.now, person_id=me(request))
    payees = payments.payees_of_person(
        request.actor, request.now, person_id=person.id, scope_id=person.scope_id
    )
    shown = [each for each in payees if each.state in ("active", "proposed")]
    return render(
        request, "resident/account.html", {"form": form, "payees": shown}, status=422 if form.errors else 200
    )


def _proposed(request: PageRequest, form: AccountForm) -> bool:
    person = parties.person(request.actor, request.now, person_id=me(request))
    typed = PayeeAccount(PayeeKind.ACCOUNT, form.cleaned_data["number"], form.cleaned_data["clearing"])
    try:
        payments.propose_payee(
            request.actor,
            request.now,
            scope_id=person.scope_id,
            account=typed,
            name=person.name,
            person_id=person.id,
        )
    except RefusedError as refusal:
        form.add_error("number", refusal.message)
        return False
    return True
