"""Paying out: rehearse, run, attest, build the file, read what the bank says."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from egenkraft.foundation.api import RefusedError, may, require
from egenkraft.parties import api as parties
from egenkraft.payments import api as payments
from egenkraft.payments.api import Rehearsal, RunView
from egenkraft.web.office import bank, money
from egenkraft.web.office.answers import carried_out, posted, told
from egenkraft.web.office.forms.case import ReasonForm
from egenkraft.web.office.forms.payments import AttestForm, PayDayForm, ReportForm
from egenkraft.web.office.guard import office_page
from egenkraft.web.pages import PageRequest


@require_GET
@office_page("run.read")
def runs(request: PageRequest) -> HttpResponse:
    """All runs, what has to be handled by hand, and where the ledger stands."""
    content: dict[str, Any] = {
        "runs": payments.runs(request.actor, request.now),
        "form": PayDayForm(),
        "may_create": may(request.actor, "run.create"),
        "may_report": may(request.actor, "run.report"),
    }
    if may(request.actor, "payment.read"):
        content["to_handle"] = payments.payments_to_handle(request.actor, request.now)
    if may(request.actor, "ledger.read"):
        content["ledger"] = payments.ledger_balance(request.actor, request.now)
    return render(request, "office/runs.html", content)


@require_http_methods(["GET", "POST"])
@office_page("run.read")
def rehearsal(request: PageRequest) -> HttpResponse:
    """What a run on a day would pay, against last month. Nothing is written until a run is made of it."""
    if request.method == "POST":
        require(request.actor, "run.create")
    form = PayDayForm(request.POST or request.GET or None)
    if not form.is_valid():
        return render(request, "office/rehearsal_day.html", {"form": form})
    day = form.cleaned_data["dag"]
    try:
        if request.method == "POST":
            made = payments.create_run(
                request.actor, request.now, key=f"bistand-{day.isoformat()}", pay_date=day
            )
            text = _("Körningen är skapad. En annan person attesterar den.")
            return told(request, text, reverse("office:run", args=[made.id]))
        found = payments.rehearse(request.actor, request.now, pay_date=day)
    except RefusedError as refused:
        form.add_error(None, refused.message)
        return render(request, "office/rehearsal_day.html", {"form": form})
    content = {**_rehearsed(request, found), "may_create": may(request.actor, "run.create"), "day": day}
    return render(request, "office/rehearsal.html", content)


@require_http_methods(["GET", "POST"])
@office_page("run.read")
def run(request: PageRequest, run_id: int) -> HttpResponse:
    """A run: its rehearsal until the file is built, then the file, the sums, and what the bank has said."""
    if request.method == "POST":
        require(request.actor, "run.attest")
    found = payments.run(request.actor, request.now, run_id=run_id)
    content: dict[str, Any] = {
        "run": found,
        "story": money.story(found),
        "reports": payments.reports(request.actor, request.now, run_id=run_id),
        "may_export": may(request.actor, "ledger.export"),
        "may_download": may(request.actor, "run.send"),
    }
    if found.state not in ("rehearsed", "attested"):
        if "kontroll" in request.GET and content["may_export"] and found.file_name:
            content["sums"] = _sums(request, found)
        return render(request, "office/run.html", content)
    shown = payments.run_rehearsal(request.actor, request.now, run_id=run_id)
    content |= _rehearsed(request, shown)
    choices = money.warning_choices(shown, content["names"])
    form = AttestForm(posted(request), choices=choices, initial={"fingerprint": shown.fingerprint})
    if carried_out(request, form, lambda data: _attest(request, run_id, data["fingerprint"])):
        return told(request, _("Körningen är attesterad."), request.path)
    return render(request, "office/rehearsal.html", {**content, "form": form})


def _sums(request: PageRequest, found: RunView) -> money.Sums | None:
    """Read out of the files: asked for, since it counts as taking them out. None when the books are not told."""
    try:
        books = bank.books() if found.sent_at else None
    except RefusedError as refused:
        messages.warning(request, refused.message)
        return None
    actor, now, run_id = request.actor, request.now, found.id
    content = payments.bank_file(actor, now, run_id=run_id)
    booked = payments.bookkeeping_file(actor, now, run_id=run_id, books=books) if books else None
    return money.sums(found, content, booked)


def _attest(request: PageRequest, run_id: int, fingerprint: str) -> RunView:
    return payments.attest_run(request.actor, request.now, run_id=run_id, fingerprint=fingerprint)


@require_POST
@office_page("run.create")
def run_command(request: PageRequest, run_id: int, command: str) -> HttpResponse:
    """Rehearse again, or build the file."""
    try:
        if command == "igen":
            payments.rehearse_again(request.actor, request.now, run_id=run_id)
            text = _("Genrepet är kört igen. En attest som fanns gäller inte längre.")
        else:
            payments.build_file(request.actor, request.now, run_id=run_id, agreement=bank.agreement())
            text = _("Filen är skapad och skickas till banken.")
    except RefusedError as refused:
        return _refused(request, run_id, refused)
    return told(request, text, reverse("office:run", args=[run_id]))


@require_http_methods(["GET", "POST"])
@office_page("run.create")
def cancel_run(request: PageRequest, run_id: int) -> HttpResponse:
    """Give up a run before its file is built; the payments stay planned."""
    found = payments.run(request.actor, request.now, run_id=run_id)
    form = ReasonForm(posted(request))
    if carried_out(
        request, form, lambda data: payments.cancel_run(request.actor, request.now, run_id=run_id, **data)
    ):
        return told(request, _("Körningen är avbruten."), reverse("office:runs"))
    return render(request, "office/cancel_run.html", {"form": form, "run": found})


@require_GET
@office_page("run.send")
def bank_file(request: PageRequest, run_id: int) -> HttpResponse:
    """The stored bytes of the bank file."""
    found = payments.run(request.actor, request.now, run_id=run_id)
    content = payments.bank_file(request.actor, request.now, run_id=run_id)
    return _download(content, "application/xml", found.file_name)


@require_GET
@office_page("ledger.export")
def bookkeeping(request: PageRequest, run_id: int) -> HttpResponse:
    """The run as a SIE 4 file."""
    found = payments.run(request.actor, request.now, run_id=run_id)
    try:
        content = payments.bookkeeping_file(request.actor, request.now, run_id=run_id, books=bank.books())
    except RefusedError as refused:
        return _refused(request, run_id, refused)
    return _download(content, "text/plain; charset=cp437", f"{found.key}.se")


@require_http_methods(["GET", "POST"])
@office_page("run.report")
def report(request: PageRequest) -> HttpResponse:
    """Read a report from the bank; the same report again changes nothing."""
    form = ReportForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = payments.read_status_report(
                request.actor, request.now, content=form.cleaned_data["file"].read()
            )
            text = _("Svaret är läst: %(settled)s utbetalda, %(rejected)s avvisade.") % {
                "settled": found.settled,
                "rejected": found.rejected,
            }
            return told(request, text, reverse("office:run", args=[found.run_id]))
        except RefusedError as refused:
            form.add_error("file", refused.message)
    return render(request, "office/report.html", {"form": form})


def _rehearsed(request: PageRequest, found: Rehearsal) -> dict[str, Any]:
    """A rehearsal with the names of the households that change, in one question."""
    people = parties.persons(request.actor, request.now, person_ids=money.people_of(found))
    names = {one.id: one.name for one in people}
    return {
        "rehearsal": found,
        "names": names,
        "rows": money.change_rows(found, names),
        "chart": money.fall(found),
        "explained": money.explained(found),
        "warnings": sum(len(row.warnings) for row in found.rows),
        "may_read_case": may(request.actor, "case.read"),
    }


def _refused(request: PageRequest, run_id: int, refused: RefusedError) -> HttpResponse:
    messages.error(request, refused.message)
    return HttpResponseRedirect(reverse("office:run", args=[run_id]))


def _download(content: bytes, mime: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=mime, headers=headers)
