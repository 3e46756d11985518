"""The double-entry ledger.

A line moves an amount from one account to another, so an entry that does not balance cannot be written at
all: the checks of one row hold the balance of the whole book, on both databases and without deferred
triggers. Entries and lines are append-only; a mistake is turned by a new entry.
"""

from enum import StrEnum
from typing import Any

from django.db import models
from django.db.models import F, Q


class Ledger(StrEnum):
    """The accounts, by purpose. Which number each has in the municipality's books is said at export (`Books`)."""

    SUPPORT = "support"  # cost: assistance decided
    DECIDED = "decided"  # debt: decided, not yet on its way
    ON_ITS_WAY = "on_its_way"  # sent to the bank, not yet confirmed
    BANK = "bank"
    LOANS = "loans"  # claim: etableringslan to be repaid


class EntryKind(StrEnum):
    PLANNED = "planned"
    SENT = "sent"
    SETTLED = "settled"
    REJECTED = "rejected"
    REPAID = "repaid"


class LedgerEntry(models.Model):
    """A voucher. `key` makes the same happening the same entry ("sent:EK…-1")."""

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in EntryKind])
    booked_on = models.DateField()
    at = models.DateTimeField()
    payment = models.ForeignKey("payments.Payment", models.PROTECT, null=True, related_name="+")
    run = models.ForeignKey("payments.PaymentRun", models.PROTECT, null=True, related_name="+")
    report = models.ForeignKey("payments.StatusReport", models.PROTECT, null=True, related_name="+")
    loan = models.ForeignKey("payments.Loan", models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["run", "kind"], name="ledger_entry_run")]


_ACCOUNTS: list[Any] = [(account.value, account.value) for account in Ledger]


class LedgerLine(models.Model):
    """`amount_ore` is debited one account and credited another."""

    entry = models.ForeignKey(LedgerEntry, models.PROTECT, related_name="lines")
    debit = models.CharField(max_length=12, choices=_ACCOUNTS)
    credit = models.CharField(max_length=12, choices=_ACCOUNTS)
    amount_ore = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_ore__gt=0), name="ledger_line_amount"),
            models.CheckConstraint(condition=~Q(debit=F("credit")), name="ledger_line_two_accounts"),
            models.CheckConstraint(
                condition=Q(debit__in=[account.value for account in Ledger])
                & Q(credit__in=[account.value for account in Ledger]),
                name="ledger_line_known_accounts",
            ),
            models.UniqueConstraint(fields=["entry", "debit", "credit"], name="ledger_line_once"),
        ]
