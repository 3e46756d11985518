"""The coming run beside last month's, before anyone attests it."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import Actor, RefusedError, audit
from egenkraft.payments.comparison import HouseholdPaid, MonthPaid, PartPaid, by_cause, compare
from egenkraft.payments.days import is_banking_day
from egenkraft.payments.models import Payment, PaymentRun, RunLine
from egenkraft.payments.refusals import PaymentsRefusal
from egenkraft.payments.views import LeftOut, Rehearsal, RehearsalRow

# (payment, attempt, payee, öre): what is attested and then built, nothing else.
Plan = list[list[int]]


def rehearse(actor: Actor, now: datetime, *, pay_date: date) -> Rehearsal:
    """What a run on the day would pay, with every change against last month explained. Nothing is written.

    Raises RefusedError(PAY_DATE).
    """
    foundation.require(actor, "run.read")
    check_pay_date(now.date(), pay_date)
    rehearsal = rehearsal_of(pay_date, free_payments())
    note(actor, now, rehearsal.rows, "rehearsal")
    return rehearsal


def check_pay_date(today: date, pay_date: date) -> None:
    """Raises RefusedError(PAY_DATE)."""
    if pay_date < today or not is_banking_day(pay_date):
        raise RefusedError(
            PaymentsRefusal.PAY_DATE,
            _(
                "Utbetalningsdagen ska vara i dag eller senare och en dag då bankerna har öppet. Välj en annan dag."
            ),
        )


def free_payments(payment_ids: Iterable[int] | None = None) -> list[Payment]:
    """Payments that a run may take, in order; of those named when any are."""
    rows = Payment.objects.filter(state="planned", payee__state="active")
    if payment_ids is not None:
        rows = rows.filter(pk__in=payment_ids)
    return list(rows.select_related("decided").order_by("id"))


def plan_of(payments: Iterable[Payment]) -> Plan:
    return [[row.pk, row.attempt, row.payee_id or 0, row.amount_ore] for row in payments]


def fingerprint(pay_date: date, plan: Plan) -> str:
    """What is attested, as 64 hex digits: another payment, payee or amount gives another."""
    return hashlib.sha256(json.dumps([pay_date.isoformat(), plan]).encode()).hexdigest()


def rehearsal_of(pay_date: date, payments: list[Payment]) -> Rehearsal:
    """The rehearsal of these payments."""
    now = {house.scope_id: house for house in _households(payments)}
    last = {house.scope_id: house for house in _paid_in(_month_before(pay_date))}
    this_month = set(
        RunLine.objects.filter(run__in=_runs_in((pay_date.year, pay_date.month)))
        .exclude(payment__in=[row.pk for row in payments])
        .values_list("payment__scope_id", flat=True)
    )
    rows = [
        compare(now.get(scope), last.get(scope), paid_already=scope in this_month)
        for scope in sorted(now.keys() | (last.keys() - this_month))
    ]
    rows.sort(key=lambda row: (-len(row.warnings), -abs(row.change_ore), row.scope_id))
    plan = plan_of(payments)
    return Rehearsal(
        pay_date=pay_date,
        last_pay_date=_runs_in(_month_before(pay_date)).aggregate(day=Max("pay_date"))["day"],
        payments=len(payments),
        total_ore=sum(row.amount_ore for row in rows),
        last_ore=sum(row.last_ore for row in rows),
        rows=tuple(rows),
        left_out=_left_out(),
        by_cause=by_cause(rows),
        fingerprint=fingerprint(pay_date, plan),
    )


def _month_before(day: date) -> tuple[int, int]:
    return (day.year - 1, 12) if day.month == 1 else (day.year, day.month - 1)


def _runs_in(month: tuple[int, int]) -> QuerySet[PaymentRun]:
    year, number = month
    return PaymentRun.objects.filter(
        state__in=["file_built", "sent", "reported"], pay_date__year=year, pay_date__month=number
    )


def _paid_in(month: tuple[int, int]) -> list[HouseholdPaid]:
    lines = RunLine.objects.filter(run__in=_runs_in(month)).exclude(outcome="rejected")
    rows = [(line.payment, line.payee_id) for line in lines.select_related("payment__decided").order_by("id")]
    return _grouped(rows)


def _households(payments: Iterable[Payment]) -> list[HouseholdPaid]:
    return _grouped([(row, row.payee_id or 0) for row in payments])


def _grouped(rows: list[tuple[Payment, int]]) -> list[HouseholdPaid]:
    by_scope: dict[int, list[tuple[Payment, int]]] = defaultdict(list)
    for row, payee_id in rows:
        by_scope[row.scope_id].append((row, payee_id))
    return [_household(scope_id, found) for scope_id, found in by_scope.items()]


def _household(scope_id: int, rows: list[tuple[Payment, int]]) -> HouseholdPaid:
    by_period: dict[str, list[tuple[Payment, int]]] = defaultdict(list)
    for row, payee_id in rows:
        by_period[row.period].append((row, payee_id))
    return HouseholdPaid(
        scope_id=scope_id,
        case_id=rows[0][0].case_id,
        months=tuple(_month(period, found) for period, found in by_period.items()),
        person_ids=tuple(sorted({row.person_id for row, _payee in rows if row.person_id is not None})),
        payment_ids=tuple(row.pk for row, _payee in rows),
    )


def _month(period: str, rows: list[tuple[Payment, int]]) -> MonthPaid:
    basis: dict[str, int] = {}
    for decided in {row.decided_id: row.decided for row, _payee in rows}.values():
        for label, amount in json.loads(decided.basis):
            basis[label] = basis.get(label, 0) + amount
    return MonthPaid(
        period=period,
        parts=tuple(PartPaid(row.part, payee_id, row.amount_ore) for row, payee_id in rows),
        basis=basis,
    )


def _left_out() -> tuple[LeftOut, ...]:
    why = {
        "awaiting_payee": _("Saknar mottagare"),
        "stopped": _("Stoppad av en person"),
        "rejected": _("Kom tillbaka från banken"),
    }
    rows = Payment.objects.filter(state__in=why).order_by("id")
    return tuple(LeftOut(row.pk, row.case_id, row.amount_ore, why[row.state]) for row in rows)


def note(actor: Actor, now: datetime, rows: Iterable[RehearsalRow], object_ref: str) -> None:
    """The rehearsal was read: of all whose payments it shows."""
    audit.note(
        actor,
        now,
        action=audit.Action.READ,
        object_ref=object_ref,
        permission="run.read",
        person_ids=sorted({person for row in rows for person in row.person_ids}),
        fields=("amount", "change"),
    )
