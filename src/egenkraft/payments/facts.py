"""A month of payments in figures, of no one in particular."""

from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from egenkraft.payments.models import EntryKind, LedgerLine, Payee, Payment, PaymentRun


@dataclass(frozen=True, slots=True)
class MonthFacts:
    """Payments for a month of assistance, by where they stand now; `sent_ore` is what has left for the bank."""

    month: str
    payments: int
    planned_ore: int
    sent_ore: int
    to_organisations_ore: int
    rejected: int
    stopped: int
    awaiting_payee: int


def month_facts(month: str) -> MonthFacts:
    """The figures of a month (YYYY-MM); a month without payments has none, which is a true 0."""
    away = Q(state__in=["sent", "settled"])
    found = Payment.objects.filter(period=month).aggregate(
        payments=Count("id"),
        planned=Sum("amount_ore"),
        sent=Sum("amount_ore", filter=away),
        bills=Sum("amount_ore", filter=away & Q(payee__organisation_id__isnull=False)),
        rejected=Count("id", filter=Q(state="rejected")),
        stopped=Count("id", filter=Q(state="stopped")),
        awaiting=Count("id", filter=Q(state="awaiting_payee")),
    )
    return MonthFacts(
        month=month,
        payments=found["payments"],
        planned_ore=found["planned"] or 0,
        sent_ore=found["sent"] or 0,
        to_organisations_ore=found["bills"] or 0,
        rejected=found["rejected"],
        stopped=found["stopped"],
        awaiting_payee=found["awaiting"],
    )


def states() -> dict[str, dict[str, int]]:
    """How many payees, payments and runs are in each state."""
    tables = {"payee": Payee, "payment": Payment, "payment_run": PaymentRun}
    return {
        name: dict(model.objects.values_list("state").annotate(Count("pk")).order_by("state"))  # type: ignore[attr-defined]
        for name, model in tables.items()
    }


def booked_as_sent_ore(run_id: int) -> int:
    """What the ledger says has left for the bank in a run: to be held against the bank file and the books."""
    lines = LedgerLine.objects.filter(entry__kind=EntryKind.SENT, entry__run_id=run_id)
    return lines.aggregate(total=Sum("amount_ore"))["total"] or 0
