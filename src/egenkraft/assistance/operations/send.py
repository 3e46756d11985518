"""Sending a decision: letters filed, payments planned and the event told, in one transaction."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from egenkraft.assistance.codes import (
    ApplicationKind,
    DecisionKind,
    DecisionState,
    LegalGround,
    Refused,
)
from egenkraft.assistance.events import DecisionSent
from egenkraft.assistance.models import Decision, SupportMonth
from egenkraft.assistance.operations.letters import decision_letter, file_letter
from egenkraft.assistance.operations.load import municipality, next_state, note
from egenkraft.assistance.operations.paying import part_text
from egenkraft.assistance.operations.show import lines_from
from egenkraft.assistance.operations.show_decision import decision_view, text_of
from egenkraft.assistance.transitions import APPLICATION, DECISION
from egenkraft.assistance.views import DecisionView, PayoutPart
from egenkraft.casework import api as casework
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import AccessDenied, Actor, RefusedError, audit
from egenkraft.payments import api as payments

Letters = tuple[tuple[int, casework.Letter], ...]


def decision_row(actor: Actor, permission: str, decision_id: int, *, lock: bool = False) -> Decision:
    """The decision, or AccessDenied."""
    rows = Decision.objects.select_related("application", "case", "calculation", "corrects", "review")
    if lock:
        rows = rows.select_for_update(of=("self",))
    row = rows.filter(pk=decision_id).first()
    if row is None:
        raise AccessDenied
    foundation.require(actor, permission, row.scope_id)
    return row


def send_decision(
    actor: Actor, now: datetime, *, decision_id: int, at_once: bool = False, letters: bool = True
) -> DecisionView:
    """Send a decision whose undo time is over (or `at_once`). Sent again, it is the same sending.

    `letters` False leaves the PDF to be set later from what was frozen; the page always shows the decision.
    """
    row = decision_row(actor, "decision.send", decision_id)
    if row.state == DecisionState.SENT:
        return decision_view(actor, row)
    _check_sendable(now, row, at_once)
    frozen = json.loads(row.frozen)
    # Set before the transaction: a letter takes time, and other writers would wait for it.
    rendered = _render(now, frozen) if letters else ()
    with foundation.transaction():
        row = decision_row(actor, "decision.send", decision_id, lock=True)
        if row.state == DecisionState.SENT:
            return decision_view(actor, row)
        _check_sendable(now, row, at_once)
        _send(actor, now, row, frozen, rendered)
    return decision_view(actor, row)


def _check_sendable(now: datetime, row: Decision, at_once: bool) -> None:
    if row.state == DecisionState.AWAITING_ATTEST:
        raise RefusedError(Refused.NOT_ATTESTED, _("Utbetalningen väntar på att en annan person attesterar."))
    if row.state != DecisionState.DECIDED:
        raise RefusedError(Refused.WRONG_STATE, _("Beslutet är ångrat eller ersatt och skickas inte."))
    if now < row.undo_until and not at_once:
        raise RefusedError(
            Refused.UNDO_TIME_LEFT, _("Beslutet kan fortfarande ångras. Det skickas när tiden är ute.")
        )


def _send(actor: Actor, now: datetime, row: Decision, frozen: Mapping[str, Any], rendered: Letters) -> None:
    row.state = next_state(DECISION, row.state, "send", actor, _("Beslutet kan inte skickas nu."))
    row.sent_at = now
    row.document_id = _file(now, row, rendered)
    row.save(update_fields=["state", "sent_at", "document_id"])
    if row.corrects is not None and row.corrects.state == DecisionState.SENT:
        row.corrects.state = next_state(DECISION, row.corrects.state, "correct", actor, "")
        row.corrects.save(update_fields=["state"])
    application = row.application
    application.state = next_state(
        APPLICATION, application.state, "decide", actor, _("Ansökan är redan beslutad.")
    )
    application.save(update_fields=["state"])
    casework.set_reasons(actor, now, case_id=row.case_id, reasons=())
    casework.move(actor, now, case_id=row.case_id, command="send")
    _remember_support(row, frozen)
    if row.amount_ore:
        payments.plan_payments(
            foundation.system_actor("send decision"), now, decision=decided_support(row, frozen)
        )
    foundation.publish(DecisionSent(row.pk), now=now)
    note(
        actor,
        now,
        audit.Action.WRITE,
        "decision.send",
        f"decision:{row.pk}",
        frozen["adults"],
        ["sent", "letter"],
    )


def _render(now: datetime, frozen: Mapping[str, Any]) -> Letters:
    """One letter for each adult, from what was frozen."""
    name = municipality(now.date()).name
    text, lines = text_of(frozen["text"]), lines_from(frozen["result"]["lines"])
    return tuple(
        (person, casework.render_letter("decision", decision_letter(now, person, frozen, text, lines, name)))
        for person in frozen["adults"]
    )


def _file(now: datetime, row: Decision, rendered: Letters) -> int | None:
    """Each letter files itself; the id of the first adult's."""
    system, title = foundation.system_actor("send decision"), _("Beslut %(number)s") % {"number": row.number}
    filed = [
        file_letter(system, now, row.application, person, "decision", title, letter)
        for person, letter in rendered
    ]
    return filed[0] if filed else None


def _remember_support(row: Decision, frozen: Mapping[str, Any]) -> None:
    """A month with forsorjningsstod counts for jobbstimulans; single costs and advances alone do not."""
    counts = (
        row.kind != DecisionKind.REFUSAL
        and row.ground == LegalGround.RIGHT
        and row.application.kind != ApplicationKind.SINGLE_COST
        and frozen["total_ore"] > 0
    )
    if counts:
        SupportMonth.objects.bulk_create(
            (
                SupportMonth(
                    scope_id=row.scope_id, person_id=person, month=row.month, source=f"decision:{row.pk}"
                )
                for person in frozen["adults"]
            ),
            ignore_conflicts=True,
        )


def decided_support(row: Decision, frozen: Mapping[str, Any]) -> payments.DecidedSupport:
    """As payments takes it: parts, and the lines of the calculation that sum to the amount."""
    loan = frozen["loan"]
    return payments.DecidedSupport(
        decision_ref=f"decision:{row.pk}",
        case_id=row.case_id,
        scope_id=row.scope_id,
        month=row.month,
        parts=tuple(
            payments.DecidedPart(
                part.part, part.person_id, part.payee_id, part.amount_ore, part_text(part, row.month)
            )
            for part in (PayoutPart(**each) for each in frozen["payouts"])
        ),
        basis=basis(frozen),
        loan=payments.LoanTerms(loan["benefit"], loan["agency"]) if loan else None,
    )


def basis(frozen: Mapping[str, Any]) -> tuple[tuple[str, int], ...]:
    """Lines of the calculation with their sign; they sum to what the decision pays."""
    rows: list[tuple[str, int]] = []
    for line in lines_from(frozen["result"]["lines"]):
        if line.counted_ore:
            label = (
                line.label_sv
                if line.person is None
                else f"{line.label_sv} ({frozen['names'].get(line.person, '')})"
            )
            rows.append((label, line.counted_ore if line.kind in ("norm", "cost") else -line.counted_ore))
    if frozen["already_ore"]:
        rows.append(("Redan beviljat för månaden", -frozen["already_ore"]))
    rest = frozen["amount_ore"] - sum(ore for _label, ore in rows)
    if rest:
        rows.append(("Prövas i månadens eget beslut", rest))
    return tuple(rows)
