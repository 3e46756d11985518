"""A month of payments in figures, of no one in particular."""

from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from egenkraft.payments.models import Payment


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
