"""The bank's report: settled, refused, and what does not fit."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from egenkraft.casework import api as casework
from egenkraft.formats.api import pain001, pain002, sie4
from egenkraft.foundation.api import AccessDenied, Actor, RefusedError
from egenkraft.foundation.models import Event
from egenkraft.payments import api as payments
from egenkraft.payments.api import PayeeView, PaymentsRefusal, RunView
from egenkraft.payments.models import Payment, RunLine
from egenkraft.payments.tests.conftest import (
    BOOKS,
    NOW,
    OTHER_ACCOUNT,
    SYSTEM,
    Home,
    Payday,
    decided,
    part,
    propose,
)

PayeeOf = Callable[..., PayeeView]
AT = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
REJECTED = pain002.Status("RJCT", (pain002.Reason("AC04", "Closed account"),))
SETTLED = pain002.Status("ACSC")


@pytest.fixture
def sent(home: Home, payee_of: PayeeOf, payday: Payday) -> RunView:
    alva, bo = home.adults
    payments.plan_payments(
        SYSTEM,
        NOW,
        decision=decided(home, part(alva, payee_of(alva).id, 400_001), part(bo, payee_of(bo).id, 300_000)),
    )
    return payday.sent()


def ids(run: RunView) -> list[str]:
    return list(RunLine.objects.filter(run_id=run.id).order_by("id").values_list("end_to_end_id", flat=True))


def report(
    run: RunView,
    *transfers: pain002.TransferStatus,
    group: pain002.Status | None = None,
    message_id: str = "BANK-1",
    original: str | None = None,
) -> bytes:
    return pain002.encode(
        pain002.StatusReport(
            message_id=message_id,
            created_at=AT,
            original_message_id=original or run.message_id,
            group=group,
            blocks=(pain002.BlockStatus(f"{run.message_id}-A", None, transfers),) if transfers else (),
        )
    )


def test_all_settled_at_group_level(sent: RunView, ekonom: Actor) -> None:
    read = payments.read_status_report(ekonom, AT, content=report(sent, group=SETTLED))
    assert (read.settled, read.rejected, read.unanswered, read.strange) == (2, 0, 0, ())
    assert payments.run(ekonom, AT, run_id=sent.id).state == "reported"
    balance = payments.ledger_balance(ekonom, AT)
    assert (balance.on_its_way_ore, balance.bank_ore, balance.support_ore) == (0, -700_001, 700_001)
    assert Event.objects.filter(name="PaymentSettled").count() == 2
    assert [row.settled for row in payments.reports(ekonom, AT, run_id=sent.id)] == [2]


def test_a_refused_payment_comes_back_and_is_paid_anew_under_a_new_id(
    sent: RunView, home: Home, ekonom: Actor, officer: Actor, attestant: Actor, payday: Payday
) -> None:
    first, second = ids(sent)
    content = report(
        sent, pain002.TransferStatus(first, REJECTED, 400_001), pain002.TransferStatus(second, SETTLED)
    )
    read = payments.read_status_report(ekonom, AT, content=content)
    assert (read.settled, read.rejected, read.unanswered) == (1, 1, 0)
    (back,) = payments.payments_to_handle(officer, AT)
    assert (back.state, back.reason, back.end_to_end_id) == ("rejected", "AC04", first)
    assert [task.kind for task in casework.tasks(officer, AT, case_id=home.case_id)] == ["payment_rejected"]
    balance = payments.ledger_balance(ekonom, AT)
    assert (balance.decided_ore, balance.on_its_way_ore, balance.bank_ore) == (-400_001, 0, -300_000)
    change = propose(officer, home.adults[0], OTHER_ACCOUNT)
    payments.approve_payee(attestant, AT, payee_id=change.id)
    chosen = payments.choose_payee(
        officer, AT, payment_id=back.id, payee_id=change.id, reason="Kontot var avslutat"
    )
    assert (chosen.state, chosen.attempt) == ("planned", 2)
    assert chosen.end_to_end_id == first[:-1] + "2"
    again = payday.sent("again", AT.date(), AT)
    assert again.total_ore == 400_001
    payments.read_status_report(ekonom, AT, content=report(again, group=SETTLED, message_id="BANK-2"))
    balance = payments.ledger_balance(ekonom, AT)
    assert (balance.support_ore, balance.bank_ore, balance.sum_ore) == (700_001, -700_001, 0)
    assert set(Payment.objects.values_list("state", flat=True)) == {"settled"}


def test_the_same_report_again_changes_nothing(sent: RunView, ekonom: Actor) -> None:
    content = report(sent, group=SETTLED)
    first = payments.read_status_report(ekonom, AT, content=content)
    again = payments.read_status_report(ekonom, AT, content=content)
    assert (again.id, again.again, first.again) == (first.id, True, False)
    assert payments.ledger_balance(ekonom, AT).bank_ore == -700_001


def test_pending_is_no_answer_yet(sent: RunView, ekonom: Actor) -> None:
    read = payments.read_status_report(ekonom, AT, content=report(sent, group=pain002.Status("PDNG")))
    assert read.unanswered == 2
    assert payments.run(ekonom, AT, run_id=sent.id).state == "sent"


def test_what_does_not_fit_is_told_and_changes_nothing(sent: RunView, ekonom: Actor) -> None:
    first, second = ids(sent)
    read = payments.read_status_report(
        ekonom,
        AT,
        content=report(
            sent,
            pain002.TransferStatus(first, SETTLED, 1),
            pain002.TransferStatus("EKUNKNOWN-1", SETTLED),
            pain002.TransferStatus(second, SETTLED, 300_000),
        ),
    )
    assert (read.settled, read.unanswered, len(read.strange)) == (1, 1, 2)
    contrary = payments.read_status_report(
        ekonom, AT, content=report(sent, pain002.TransferStatus(second, REJECTED), message_id="BANK-3")
    )
    assert (contrary.rejected, len(contrary.strange)) == (0, 1)
    assert payments.ledger_balance(ekonom, AT).bank_ore == -300_000


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not xml",
        b"<a/>",
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
        b"\xff\xfe\x00",
    ],
)
def test_what_is_no_report_is_refused(sent: RunView, ekonom: Actor, content: bytes) -> None:
    with pytest.raises(RefusedError) as error:
        payments.read_status_report(ekonom, AT, content=content)
    assert error.value.code is PaymentsRefusal.REPORT_UNREADABLE


def test_a_report_on_a_file_we_have_not_sent_is_refused(
    sent: RunView, ekonom: Actor, officer: Actor, payday: Payday
) -> None:
    with pytest.raises(RefusedError) as error:
        payments.read_status_report(ekonom, AT, content=report(sent, group=SETTLED, original="EK-other"))
    assert error.value.code is PaymentsRefusal.REPORT_OF_ANOTHER
    with pytest.raises(AccessDenied):
        payments.read_status_report(officer, AT, content=report(sent, group=SETTLED))


def balance_of(file: sie4.SieFile) -> dict[str, int]:
    sums: dict[str, int] = {}
    for voucher in file.vouchers:
        for line in voucher.lines:
            sums[line.account] = sums.get(line.account, 0) + line.amount_ore
    return sums


def test_bank_file_ledger_and_bookkeeping_agree(sent: RunView, ekonom: Actor) -> None:
    file = sie4.decode(payments.bookkeeping_file(ekonom, AT, run_id=sent.id, books=BOOKS))
    total = pain001.decode(payments.bank_file(ekonom, AT, run_id=sent.id)).sum_ore
    assert [voucher.series for voucher in file.vouchers] == ["EKA", "EKB"]
    assert balance_of(file) == {"4510": total, "2890": 0, "1990": -total}
    assert payments.ledger_balance(ekonom, AT).support_ore == total == sent.total_ore
    assert file.vouchers[0].lines[0].objects == ((1, "ekonomi"),)


def test_every_entry_stands_in_one_bookkeeping_file(sent: RunView, ekonom: Actor) -> None:
    first, second = ids(sent)
    read = payments.read_status_report(
        ekonom,
        AT,
        content=report(
            sent, pain002.TransferStatus(first, REJECTED), pain002.TransferStatus(second, SETTLED)
        ),
    )
    of_run = sie4.decode(payments.bookkeeping_file(ekonom, AT, run_id=sent.id, books=BOOKS))
    of_report = sie4.decode(payments.report_bookkeeping_file(ekonom, AT, report_id=read.id, books=BOOKS))
    both = {**balance_of(of_run)}
    for account, amount in balance_of(of_report).items():
        both[account] = both.get(account, 0) + amount
    balance = payments.ledger_balance(ekonom, AT)
    assert both == {
        "4510": balance.support_ore,
        "2890": balance.decided_ore,
        "1990": balance.on_its_way_ore,
        "1930": balance.bank_ore,
    }


def test_bookkeeping_holds_no_person(sent: RunView, ekonom: Actor, officer: Actor, home: Home) -> None:
    text = payments.bookkeeping_file(ekonom, AT, run_id=sent.id, books=BOOKS).decode("cp437")
    for person in home.adults:
        assert person.family_name not in text
    with pytest.raises(AccessDenied):
        payments.bookkeeping_file(officer, AT, run_id=sent.id, books=BOOKS)
    with pytest.raises(AccessDenied):
        payments.bookkeeping_file(ekonom, AT, run_id=sent.id + 1, books=BOOKS)
