"""Runs as they are shown, and their files."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count

from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import AccessDenied, Actor, audit
from egenkraft.payments.models import PaymentRun, RunFile, RunLine, StatusReport
from egenkraft.payments.states import PAYMENT_RUN
from egenkraft.payments.views import ReportView, RunView

_SHOWN = ("rehearse_again", "attest", "cancel", "build", "send")


def runs(actor: Actor, now: datetime) -> tuple[RunView, ...]:
    """All runs, the latest day first; at most 200."""
    foundation.require(actor, "run.read")
    _note_read(actor, now, "runs", "run.read")
    rows = list(PaymentRun.objects.order_by("-pay_date", "-id")[:200])
    outcomes = _outcomes(row.pk for row in rows)
    return tuple(run_view(actor, row, outcomes[row.pk]) for row in rows)


def run(actor: Actor, now: datetime, *, run_id: int) -> RunView:
    """Raises AccessDenied when there is none."""
    foundation.require(actor, "run.read")
    row = PaymentRun.objects.filter(pk=run_id).first()
    if row is None:
        raise AccessDenied
    _note_read(actor, now, f"run:{run_id}", "run.read")
    return run_view(actor, row)


def bank_file(actor: Actor, now: datetime, *, run_id: int) -> bytes:
    """The stored bytes. Raises AccessDenied when none are built; ValueError when their hash differs."""
    foundation.require(actor, "run.send")
    row = RunFile.objects.select_related("run").filter(run_id=run_id).first()
    if row is None:
        raise AccessDenied
    audit.note(
        actor,
        now,
        action=audit.Action.EXPORT,
        object_ref=f"run:{run_id}",
        permission="run.send",
        fields=("file",),
    )
    if hashlib.sha256(row.content).hexdigest() != row.run.file_sha256:
        raise ValueError(f"run {run_id}: the stored file is not the one that was built")
    return row.content


def reports(actor: Actor, now: datetime, *, run_id: int) -> tuple[ReportView, ...]:
    """The reports the bank has given on a run, in the order they were read."""
    foundation.require(actor, "run.read")
    _note_read(actor, now, f"run:{run_id}", "run.read")
    return tuple(report_view(row) for row in StatusReport.objects.filter(run_id=run_id).order_by("id"))


def report_view(row: StatusReport, again: bool = False) -> ReportView:
    """Counts are of the whole run as it stands now."""
    counted = _outcomes([row.run_id])[row.run_id]
    return ReportView(
        id=row.pk,
        run_id=row.run_id,
        settled=counted["settled"],
        rejected=counted["rejected"],
        unanswered=counted["unanswered"],
        strange=tuple(row.strange),
        again=again,
    )


def run_view(actor: Actor, row: PaymentRun, outcomes: "Counter[str] | None" = None) -> RunView:
    """`outcomes` as `_outcomes` gives them, when they have been read for many runs at once."""
    state = PAYMENT_RUN.state(row.state)
    counted = _outcomes([row.pk])[row.pk] if outcomes is None else outcomes
    commands = [command for command in PAYMENT_RUN.allowed_commands(row.state, actor) if command in _SHOWN]
    if row.created_by_id == actor.user_id and "attest" in commands:
        commands.remove("attest")
    return RunView(
        id=row.pk,
        key=row.key,
        pay_date=row.pay_date,
        state=row.state,
        state_label=str(state.label),
        payments=len(row.plan),
        total_ore=sum(amount for _payment, _attempt, _payee, amount in row.plan),
        fingerprint=row.fingerprint,
        message_id=row.message_id,
        file_name=f"{row.message_id}.xml" if row.file_sha256 else "",
        sha256=row.file_sha256,
        created_by=row.created_name,
        created_by_id=row.created_by_id,
        created_at=row.created_at,
        attested_by=row.attested_name,
        attested_at=row.attested_at,
        built_at=row.built_at,
        sent_at=row.sent_at,
        settled=counted["settled"],
        rejected=counted["rejected"],
        unanswered=counted["unanswered"],
        allowed_commands=tuple(commands),
    )


def _outcomes(run_ids: Iterable[int]) -> "defaultdict[int, Counter[str]]":
    """How many lines of each run are settled, rejected and unanswered, in one query."""
    counted: defaultdict[int, Counter[str]] = defaultdict(Counter)
    lines = RunLine.objects.filter(run_id__in=list(run_ids))
    for run_id, outcome, number in lines.values_list("run_id", "outcome").annotate(Count("id")):
        counted[run_id][outcome or "unanswered"] = number
    return counted


def _note_read(actor: Actor, now: datetime, object_ref: str, permission: str) -> None:
    audit.note(
        actor, now, action=audit.Action.READ, object_ref=object_ref, permission=permission, fields=("run",)
    )
