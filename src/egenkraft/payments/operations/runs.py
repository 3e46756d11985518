"""A run: rehearsed, attested by another, built in one transaction, sent as the stored bytes."""

import os
import re
import tempfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import AccessDenied, Actor, JobRun, Realm, RefusedError, audit
from egenkraft.payments.bank_file import encode_run
from egenkraft.payments.ledger import Posting, post
from egenkraft.payments.models import EntryKind, Ledger, Payment, PaymentRun, RunFile, RunLine
from egenkraft.payments.operations import rehearsal
from egenkraft.payments.refusals import PaymentsRefusal
from egenkraft.payments.run_queries import run_view
from egenkraft.payments.states import PAYMENT_RUN
from egenkraft.payments.steps import next_state
from egenkraft.payments.views import BankAgreement, Rehearsal, RunView

# The job that building a file enqueues.
SEND_RUN: Final = "payments.send_run"
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,29}\Z", re.ASCII)


def create_run(actor: Actor, now: datetime, *, key: str, pay_date: date) -> RunView:
    """A run of what is free to be paid, rehearsed. The same key and day again is the same run.

    Raises RefusedError(RUN_KEY | RUN_EXISTS | PAY_DATE | NOTHING_TO_PAY).
    """
    foundation.require(actor, "run.create")
    if not _KEY.match(key):
        raise RefusedError(
            PaymentsRefusal.RUN_KEY,
            _("Körningens namn ska vara 1–30 tecken: bokstäver A–Z, siffror och bindestreck."),
        )
    with foundation.transaction():
        there = PaymentRun.objects.filter(key=key).first()
        if there is not None:
            if there.pay_date == pay_date:
                return run_view(actor, there)
            raise RefusedError(
                PaymentsRefusal.RUN_EXISTS,
                _("Körningen %(key)s finns redan, för en annan dag. Välj ett annat namn.") % {"key": key},
            )
        rehearsal.check_pay_date(now.date(), pay_date)
        run = PaymentRun(
            key=key,
            pay_date=pay_date,
            state=PAYMENT_RUN.initial,
            message_id=f"EK-{key}",
            created_by_id=actor.user_id,
            created_name=actor.name,
            created_at=now,
        )
        _freeze_plan(run)
        run.save()
        _note(actor, now, run, "run.create", ("plan",))
    return run_view(actor, run)


def _freeze_plan(run: PaymentRun) -> None:
    plan = rehearsal.plan_of(rehearsal.free_payments())
    if not plan:
        raise RefusedError(PaymentsRefusal.NOTHING_TO_PAY, _("Det finns inget att betala ut."))
    run.plan, run.fingerprint = plan, rehearsal.fingerprint(run.pay_date, plan)


def rehearse_again(actor: Actor, now: datetime, *, run_id: int) -> RunView:
    """Freeze anew what would be paid; an attest given before no longer counts.

    Raises RefusedError(COMMAND_NOT_ALLOWED | NOTHING_TO_PAY | PAY_DATE).
    """
    with foundation.transaction():
        run = _reach(actor, "run.create", run_id)
        run.state = next_state(PAYMENT_RUN, run.state, "rehearse_again", actor)
        rehearsal.check_pay_date(now.date(), run.pay_date)
        _freeze_plan(run)
        run.attested_by, run.attested_name, run.attested_at = None, "", None
        run.save()
        _note(actor, now, run, "run.create", ("plan",))
    return run_view(actor, run)


def attest_run(actor: Actor, now: datetime, *, run_id: int, fingerprint: str) -> RunView:
    """Attest exactly what was seen: `fingerprint` is that of the rehearsal. Another person than the one who made it.

    Raises RefusedError(SAME_PERSON | RUN_CHANGED | COMMAND_NOT_ALLOWED).
    """
    with foundation.transaction():
        run = _reach(actor, "run.attest", run_id)
        if actor.realm is not Realm.STAFF:
            raise AccessDenied
        if run.created_by_id == actor.user_id:
            raise RefusedError(
                PaymentsRefusal.SAME_PERSON, _("Du har själv gjort körningen. En annan person ska attestera.")
            )
        run.state = next_state(PAYMENT_RUN, run.state, "attest", actor)
        if fingerprint != run.fingerprint or rehearsal.plan_of(_planned(run)) != run.plan:
            raise _changed()
        run.attested_by_id, run.attested_name, run.attested_at = actor.user_id, actor.name, now
        run.save()
        _note(actor, now, run, "run.attest", ("state",))
    return run_view(actor, run)


def run_rehearsal(actor: Actor, now: datetime, *, run_id: int) -> Rehearsal:
    """The rehearsal of a run before its file is built: what its plan still holds, beside last month.

    Its `fingerprint` is what attest_run asks for. Raises RefusedError(COMMAND_NOT_ALLOWED) once a file is built.
    """
    run = _reach(actor, "run.read", run_id)
    if run.state not in ("rehearsed", "attested"):
        raise RefusedError(
            PaymentsRefusal.COMMAND_NOT_ALLOWED, _("Körningens fil är redan skapad. Genrepet är över.")
        )
    shown = rehearsal.rehearsal_of(run.pay_date, _planned(run))
    rehearsal.note(actor, now, shown.rows, f"run:{run.pk}")
    return shown


def cancel_run(actor: Actor, now: datetime, *, run_id: int, reason: str) -> RunView:
    """Give up a run that no file has been built of; its payments stay free. Raises RefusedError(COMMAND_NOT_ALLOWED)."""
    with foundation.transaction():
        run = _reach(actor, "run.create", run_id)
        run.state = next_state(PAYMENT_RUN, run.state, "cancel", actor, reason)
        run.save(update_fields=["state"])
        _note(actor, now, run, "run.create", ("state",))
    return run_view(actor, run)


def build_file(actor: Actor, now: datetime, *, run_id: int, agreement: BankAgreement) -> RunView:
    """One transaction: take the attested payments, build and store the bytes, bind the payments, enqueue the sending.

    Done again, the file that is there. Raises RefusedError(RUN_CHANGED | COMMAND_NOT_ALLOWED).
    """
    with foundation.transaction():
        run = _reach(actor, "run.create", run_id)
        if run.file_sha256:
            return run_view(actor, run)
        run.state = next_state(PAYMENT_RUN, run.state, "build", actor)
        payments = _planned(run, lock=True)
        if rehearsal.plan_of(payments) != run.plan:
            raise _changed()
        built = encode_run(run, payments, agreement, now)
        run.file_sha256, run.built_at = built.sha256, now
        RunFile.objects.create(run=run, content=built.content)
        RunLine.objects.bulk_create(
            RunLine(
                run=run,
                payment=row,
                attempt=row.attempt,
                end_to_end_id=row.end_to_end_id,
                block=built.blocks[row.pk],
                payee_id=row.payee_id or 0,
                amount_ore=row.amount_ore,
            )
            for row in payments
        )
        Payment.objects.filter(pk__in=[row.pk for row in payments]).update(state="in_run", run=run)
        run.save()
        foundation.enqueue(SEND_RUN, {"run_id": run.pk}, now=now, key=f"{SEND_RUN}:{run.key}")
        _note(actor, now, run, "run.create", ("file",))
    return run_view(actor, run)


def _planned(run: PaymentRun, lock: bool = False) -> list[Payment]:
    """The payments of the plan that are still free."""
    ids = [row[0] for row in run.plan]
    if lock:
        list(Payment.objects.select_for_update().filter(pk__in=ids).order_by("id").values_list("pk"))
    return rehearsal.free_payments(ids)


def _changed() -> RefusedError:
    return RefusedError(
        PaymentsRefusal.RUN_CHANGED,
        _("Något har ändrats sedan genrepet, till exempel en stoppad utbetalning. Kör genrepet igen."),
    )


def send_run(actor: Actor, now: datetime, *, run_id: int, outgoing: Path) -> RunView:
    """Write the stored bytes under the message id, then mark sent and book. Repeated, it is the identical file.

    Raises RefusedError(COMMAND_NOT_ALLOWED | FILE_DIFFERS).
    """
    run = _reach(actor, "run.send", run_id)
    if run.sent_at is not None:
        return run_view(actor, run)
    next_state(PAYMENT_RUN, run.state, "send", actor)
    write_once(outgoing / f"{run.message_id}.xml", run.file.content)
    with foundation.transaction():
        run = _reach(actor, "run.send", run_id)
        if run.sent_at is None:
            _mark_sent(actor, now, run)
    return run_view(actor, run)


def _mark_sent(actor: Actor, now: datetime, run: PaymentRun) -> None:
    run.state, run.sent_at = next_state(PAYMENT_RUN, run.state, "send", actor), now
    run.save(update_fields=["state", "sent_at"])
    run.payments.filter(state="in_run").update(state="sent")
    post(
        (
            Posting(
                key=f"sent:{line.end_to_end_id}",
                kind=EntryKind.SENT,
                debit=Ledger.DECIDED,
                credit=Ledger.ON_ITS_WAY,
                amount_ore=line.amount_ore,
                booked_on=run.pay_date,
                payment_id=line.payment_id,
                run_id=run.pk,
            )
            for line in run.lines.order_by("id")
        ),
        now,
    )
    _note(actor, now, run, "run.send", ("state",))


def write_once(path: Path, content: bytes) -> None:
    """The whole file or none, readable by its owner alone; the same bytes again change nothing.

    Raises RefusedError(FILE_DIFFERS) when other bytes lie there.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        if path.read_bytes() != content:
            raise RefusedError(
                PaymentsRefusal.FILE_DIFFERS,
                _("Det ligger redan en annan fil med namnet %(name)s. Inget skrevs.") % {"name": path.name},
            )
        return
    handle, part = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    with open(handle, "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    os.replace(part, path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def send_run_handler(outgoing: Path) -> Callable[[JobRun], None]:
    """The handler of the job SEND_RUN, for a folder that the bank's transfer reads from."""

    def handle(job: JobRun) -> None:
        send_run(job.actor, job.now, run_id=int(job.payload["run_id"]), outgoing=outgoing)

    return handle


def _reach(actor: Actor, permission: str, run_id: int) -> PaymentRun:
    foundation.require(actor, permission)
    rows = PaymentRun.objects.all()
    run = (rows.select_for_update() if foundation.in_transaction() else rows).filter(pk=run_id).first()
    if run is None:
        raise AccessDenied
    return run


def _note(actor: Actor, now: datetime, run: PaymentRun, permission: str, fields: tuple[str, ...]) -> None:
    audit.note(
        actor,
        now,
        action=audit.Action.WRITE,
        object_ref=f"run:{run.pk}",
        permission=permission,
        fields=fields,
    )
