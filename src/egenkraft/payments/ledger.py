"""Entries written to the ledger, each once by its key, and the balances read from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Sum

from egenkraft.payments.models import EntryKind, Ledger, LedgerEntry, LedgerLine
from egenkraft.payments.views import LedgerBalance


@dataclass(frozen=True, kw_only=True)
class Posting:
    """An amount to be moved from one account to another, and what for. `key` makes it happen once."""

    key: str
    kind: EntryKind
    debit: Ledger
    credit: Ledger
    amount_ore: int
    booked_on: date
    payment_id: int | None = None
    run_id: int | None = None
    report_id: int | None = None
    loan_id: int | None = None


def post(postings: Iterable[Posting], now: datetime) -> None:
    """Write the entries. A key that is there already is an error of ours: IntegrityError, and nothing is written."""
    wanted = list(postings)
    entries = LedgerEntry.objects.bulk_create(
        LedgerEntry(
            key=item.key,
            kind=item.kind,
            booked_on=item.booked_on,
            at=now,
            payment_id=item.payment_id,
            run_id=item.run_id,
            report_id=item.report_id,
            loan_id=item.loan_id,
        )
        for item in wanted
    )
    LedgerLine.objects.bulk_create(
        LedgerLine(entry=entry, debit=item.debit, credit=item.credit, amount_ore=item.amount_ore)
        for entry, item in zip(entries, wanted, strict=True)
    )


def balances() -> LedgerBalance:
    """Every account, debit positive; the sum is 0 by the form of a line."""
    rest = dict.fromkeys(Ledger, 0)
    for row in LedgerLine.objects.values("debit", "credit").annotate(total=Sum("amount_ore")):
        rest[Ledger(row["debit"])] += row["total"]
        rest[Ledger(row["credit"])] -= row["total"]
    return LedgerBalance(
        support_ore=rest[Ledger.SUPPORT],
        decided_ore=rest[Ledger.DECIDED],
        on_its_way_ore=rest[Ledger.ON_ITS_WAY],
        bank_ore=rest[Ledger.BANK],
        loans_ore=rest[Ledger.LOANS],
    )
