"""The ledger as a SIE 4 file: sums by account and unit, never a person.

Every entry stands in exactly one file: what was decided and sent in the run's, what the bank answered in
the report's. The sums of the run's file are those of the bank file.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import QuerySet

from egenkraft.formats.api import sie4
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import AccessDenied, Actor, audit
from egenkraft.payments.ledger import balances
from egenkraft.payments.models import EntryKind, Ledger, LedgerEntry, LedgerLine, PaymentRun, StatusReport
from egenkraft.payments.views import BookAccount, Books, LedgerBalance

_PROGRAM = ("Egenkraft", "0.1")
_UNITS = 1  # SIE's reserved dimension for cost centres
_SERIES = {
    EntryKind.PLANNED: ("EKA", "Beslutat ekonomiskt bistånd"),
    EntryKind.SENT: ("EKB", "Skickat till banken"),
    EntryKind.SETTLED: ("EKC", "Utbetalt av banken"),
    EntryKind.REJECTED: ("EKD", "Avvisat av banken"),
}


def ledger_balance(actor: Actor, now: datetime) -> LedgerBalance:
    """The balance of every account."""
    foundation.require(actor, "ledger.read")
    audit.note(
        actor,
        now,
        action=audit.Action.READ,
        object_ref="ledger",
        permission="ledger.read",
        fields=("balance",),
    )
    return balances()


def bookkeeping_file(actor: Actor, now: datetime, *, run_id: int, books: Books) -> bytes:
    """A sent run: what was decided (at a payment's first attempt) and what was sent, booked on the pay date.

    Raises AccessDenied when the run is not sent.
    """
    run = PaymentRun.objects.filter(pk=run_id, sent_at__isnull=False).first()
    foundation.require(actor, "ledger.export")
    if run is None:
        raise AccessDenied
    first = run.lines.filter(attempt=1).values("payment_id")
    planned = LedgerEntry.objects.filter(kind=EntryKind.PLANNED, payment_id__in=first)
    sent = LedgerEntry.objects.filter(kind=EntryKind.SENT, run=run)
    _note_export(actor, now, f"run:{run.pk}")
    return _file(books, run.pay_date, run.key, ((EntryKind.PLANNED, planned), (EntryKind.SENT, sent)))


def report_bookkeeping_file(actor: Actor, now: datetime, *, report_id: int, books: Books) -> bytes:
    """What a report of the bank settled and refused. Raises AccessDenied when it is not there or changed nothing."""
    report = StatusReport.objects.select_related("run").filter(pk=report_id).first()
    foundation.require(actor, "ledger.export")
    if report is None:
        raise AccessDenied
    kinds = (EntryKind.SETTLED, EntryKind.REJECTED)
    entries = [(kind, LedgerEntry.objects.filter(kind=kind, report=report)) for kind in kinds]
    if not any(rows.exists() for _kind, rows in entries):
        raise AccessDenied
    _note_export(actor, now, f"report:{report.pk}")
    return _file(
        books, report.read_at.astimezone(now.tzinfo).date(), f"{report.run.key}/{report.pk}", entries
    )


def _file(
    books: Books, day: date, number: str, entries: Iterable[tuple[EntryKind, QuerySet[LedgerEntry]]]
) -> bytes:
    codes = {unit.id: unit.code for unit in foundation.units()}
    names = {unit.code: unit.name for unit in foundation.units()}
    accounts = _accounts(books)
    sums = [(kind, _sums(rows, codes)) for kind, rows in entries]
    units = sorted({unit for _kind, amounts in sums for _account, unit in amounts if unit})
    return sie4.encode(
        sie4.SieFile(
            program=_PROGRAM,
            generated_on=day,
            organisation_number=books.organisation_number,
            company=books.company,
            fiscal_year=(date(day.year, 1, 1), date(day.year, 12, 31)),
            accounts=tuple(
                sie4.Account(account.number, account.name)
                for account in sorted(set(accounts.values()), key=lambda account: account.number)
            ),
            dimensions=(sie4.Dimension(_UNITS, "Enhet", tuple((unit, names[unit]) for unit in units)),),
            vouchers=tuple(
                _voucher(kind, number, day, amounts, accounts) for kind, amounts in sums if amounts
            ),
        )
    )


def _accounts(books: Books) -> dict[Ledger, BookAccount]:
    return {
        Ledger.SUPPORT: books.support,
        Ledger.DECIDED: books.decided,
        Ledger.ON_ITS_WAY: books.on_its_way,
        Ledger.BANK: books.bank,
        Ledger.LOANS: books.loans,
    }


def _sums(entries: QuerySet[LedgerEntry], codes: dict[int, str]) -> dict[tuple[Ledger, str], int]:
    """(account, unit) → öre, debit positive."""
    sums: dict[tuple[Ledger, str], int] = defaultdict(int)
    lines = LedgerLine.objects.filter(entry__in=entries)
    for debit, credit, unit_id, amount in lines.values_list(
        "debit", "credit", "entry__payment__scope__unit_id", "amount_ore"
    ):
        unit = codes.get(unit_id, "")
        sums[Ledger(debit), unit] += amount
        sums[Ledger(credit), unit] -= amount
    return {key: amount for key, amount in sums.items() if amount}


def _voucher(
    kind: EntryKind,
    number: str,
    day: date,
    amounts: dict[tuple[Ledger, str], int],
    accounts: dict[Ledger, BookAccount],
) -> sie4.Voucher:
    series, text = _SERIES[kind]
    order = list(Ledger)
    return sie4.Voucher(
        series=series,
        number=number,
        day=day,
        text=text,
        lines=tuple(
            sie4.Line(accounts[account].number, amount, ((_UNITS, unit),) if unit else ())
            for (account, unit), amount in sorted(
                amounts.items(), key=lambda item: (item[0][1], order.index(item[0][0]))
            )
        ),
    )


def _note_export(actor: Actor, now: datetime, object_ref: str) -> None:
    audit.note(
        actor,
        now,
        action=audit.Action.EXPORT,
        object_ref=object_ref,
        permission="ledger.export",
        fields=("ledger",),
    )
