"""The ledger: what does not balance cannot be written, what is written cannot be changed."""

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from egenkraft.payments.ledger import Posting, balances, post
from egenkraft.payments.models import EntryKind, Ledger, LedgerEntry, LedgerLine
from egenkraft.payments.tests.conftest import NOW


def posting(
    key: str, amount_ore: int, debit: Ledger = Ledger.SUPPORT, credit: Ledger = Ledger.DECIDED
) -> Posting:
    return Posting(
        key=key,
        kind=EntryKind.PLANNED,
        debit=debit,
        credit=credit,
        amount_ore=amount_ore,
        booked_on=NOW.date(),
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    "bad",
    [
        posting("a", 0),
        posting("a", -1),
        posting("a", 1, Ledger.BANK, Ledger.BANK),
    ],
)
def test_the_database_refuses_what_is_no_movement(bad: Posting) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        post([posting("b", 1), bad], NOW)
    assert LedgerEntry.objects.count() == 0


@pytest.mark.django_db
def test_the_database_refuses_an_unknown_account() -> None:
    post([posting("a", 1)], NOW)
    entry = LedgerEntry.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        LedgerLine.objects.create(entry=entry, debit="pocket", credit=Ledger.BANK, amount_ore=1)


@pytest.mark.django_db
def test_an_entry_is_written_once() -> None:
    post([posting("a", 1)], NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        post([posting("a", 1)], NOW)
    assert LedgerLine.objects.count() == 1


@pytest.mark.django_db
def test_entries_and_lines_are_append_only() -> None:
    post([posting("a", 1)], NOW)
    entries, lines = LedgerEntry.objects.all(), LedgerLine.objects.all()
    for change in (
        lambda: entries.update(key="b"),
        lambda: entries._raw_delete("default"),
        lambda: lines.update(amount_ore=2),
        lines.delete,
    ):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            change()


_accounts = st.tuples(st.sampled_from(list(Ledger)), st.sampled_from(list(Ledger))).filter(
    lambda pair: pair[0] is not pair[1]
)


class Balance(TestCase):
    """Whatever is posted, the book sums to zero and each account to what went through it."""

    @settings(max_examples=25, deadline=None)
    @given(movements=st.lists(st.tuples(_accounts, st.integers(1, 10**12)), max_size=12))
    def test_whatever_is_posted_the_book_balances(
        self, movements: list[tuple[tuple[Ledger, Ledger], int]]
    ) -> None:
        post(
            [posting(str(at), amount, *pair) for at, (pair, amount) in enumerate(movements)],
            NOW,
        )
        balance = balances()
        assert balance.sum_ore == 0
        bank = sum(
            amount * ((pair[0] is Ledger.BANK) - (pair[1] is Ledger.BANK)) for pair, amount in movements
        )
        assert balance.bank_ore == bank
