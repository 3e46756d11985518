"""The bank's report read: what is settled is booked so, what is refused comes back to a person."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from egenkraft.casework import api as casework
from egenkraft.formats.api import FormatError, pain002
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import Actor, RefusedError, audit
from egenkraft.payments.events import PaymentRejected, PaymentSettled
from egenkraft.payments.ledger import Posting, post
from egenkraft.payments.models import (
    EntryKind,
    Ledger,
    Payment,
    PaymentRun,
    RunLine,
    StatusReport,
)
from egenkraft.payments.refusals import PaymentsRefusal
from egenkraft.payments.run_queries import report_view
from egenkraft.payments.states import PAYMENT, PAYMENT_RUN
from egenkraft.payments.steps import next_state
from egenkraft.payments.views import ReportView

_SETTLED, _REJECTED = "settled", "rejected"


def read_status_report(actor: Actor, now: datetime, *, content: bytes) -> ReportView:
    """Read a pain.002. The same bytes again change nothing; what does not fit is told and changes nothing.

    Raises RefusedError(REPORT_UNREADABLE | REPORT_OF_ANOTHER).
    """
    foundation.require(actor, "run.report")
    digest = hashlib.sha256(content).hexdigest()
    with foundation.transaction():
        there = StatusReport.objects.select_related("run").filter(sha256=digest).first()
        if there is not None:
            return report_view(there, again=True)
        report = _decoded(content)
        run = _answered_run(report)
        outcome = _outcome(run, report)
        row = StatusReport.objects.create(
            run=run,
            sha256=digest,
            message_id=report.message_id,
            content=content,
            strange=outcome.strange,
            read_at=now,
            read_by=actor.name,
        )
        _apply(actor, now, run, row, outcome)
        audit.note(
            actor,
            now,
            action=audit.Action.WRITE,
            object_ref=f"run:{run.pk}",
            permission="run.report",
            fields=("report",),
        )
    return report_view(row)


def _decoded(content: bytes) -> pain002.StatusReport:
    try:
        return pain002.decode(content)
    except FormatError as error:
        raise RefusedError(
            PaymentsRefusal.REPORT_UNREADABLE,
            _("Filen är inte en läsbar återrapport från banken (pain.002). Felet: %(error)s")
            % {"error": error},
        ) from None


def _answered_run(report: pain002.StatusReport) -> PaymentRun:
    runs = PaymentRun.objects.select_for_update().filter(message_id=report.original_message_id)
    run = runs.filter(state__in=["sent", "reported"]).first()
    if run is None:
        raise RefusedError(
            PaymentsRefusal.REPORT_OF_ANOTHER,
            _("Återrapporten gäller en fil som inte är skickad härifrån. Kontrollera att det är rätt fil."),
        )
    return run


@dataclass
class _Outcome:
    settled: list[RunLine] = field(default_factory=list)
    rejected: list[tuple[RunLine, str]] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)


def _outcome(run: PaymentRun, report: pain002.StatusReport) -> _Outcome:
    """Sort the run's lines by what the report says of them, without changing any."""
    outcome = _Outcome()
    lines = {line.end_to_end_id: line for line in run.lines.select_related("payment").order_by("id")}
    told = [transfer for block in report.blocks for transfer in block.transfers]
    amounts = {transfer.end_to_end_id: transfer.amount_ore for transfer in told}
    outcome.strange += [
        _("Okänd betalning i rapporten: %(id)s") % {"id": name}
        for name in sorted(amounts.keys() - lines.keys())
    ]
    for name, line in lines.items():
        status = report.status_of(name, line.block)
        if status is None or not (status.is_settled or status.is_rejected):
            continue
        if amounts.get(name) not in (None, line.amount_ore):
            outcome.strange.append(_("Annat belopp än vi skickade: %(id)s") % {"id": name})
        elif line.outcome and line.outcome != (_SETTLED if status.is_settled else _REJECTED):
            outcome.strange.append(_("Motsäger en tidigare rapport: %(id)s") % {"id": name})
        elif line.outcome:
            continue
        elif status.is_settled:
            outcome.settled.append(line)
        else:
            outcome.rejected.append((line, status.reasons[0].code if status.reasons else ""))
    return outcome


def _apply(actor: Actor, now: datetime, run: PaymentRun, report: StatusReport, outcome: _Outcome) -> None:
    for line in outcome.settled:
        _close(actor, now, line, _SETTLED, "settle", "")
    for line, code in outcome.rejected:
        _close(actor, now, line, _REJECTED, "reject", code)
    settled = [_posting(run, report, line, _SETTLED, now) for line in outcome.settled]
    rejected = [_posting(run, report, line, _REJECTED, now) for line, _code in outcome.rejected]
    post([*settled, *rejected], now)
    if run.state == "sent" and not run.lines.filter(outcome="").exists():
        run.state = next_state(PAYMENT_RUN, run.state, "report", actor)
        run.save(update_fields=["state"])


def _close(actor: Actor, now: datetime, line: RunLine, outcome: str, command: str, code: str) -> None:
    line.outcome, line.bank_code = outcome, code[:35]
    line.save(update_fields=["outcome", "bank_code"])
    payment = line.payment
    payment.state = next_state(PAYMENT, payment.state, command, actor)
    if outcome == _SETTLED:
        payment.settled_at = now
        foundation.publish(PaymentSettled(payment.pk, payment.case_id), now=now)
    else:
        payment.reason = code
        foundation.publish(PaymentRejected(payment.pk, payment.case_id), now=now)
        _ask_for_payee(now, payment, line.attempt)
    payment.save(update_fields=["state", "settled_at", "reason"])


def _ask_for_payee(now: datetime, payment: Payment, attempt: int) -> None:
    casework.add_task(
        foundation.system_actor("bank report"),
        now,
        case_id=payment.case_id,
        kind="payment_rejected",
        what=_("En utbetalning kom tillbaka från banken. Välj ny mottagare."),
        due_on=now.date(),
        key=f"payment_rejected:{payment.pk}:{attempt}",
    )


def _posting(run: PaymentRun, report: StatusReport, line: RunLine, outcome: str, now: datetime) -> Posting:
    settled = outcome == _SETTLED
    return Posting(
        key=f"{outcome}:{line.end_to_end_id}",
        kind=EntryKind.SETTLED if settled else EntryKind.REJECTED,
        debit=Ledger.ON_ITS_WAY,
        credit=Ledger.BANK if settled else Ledger.DECIDED,
        amount_ore=line.amount_ore,
        booked_on=now.date(),
        payment_id=line.payment_id,
        run_id=run.pk,
        report_id=report.pk,
    )
