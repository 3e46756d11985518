"""Whatever is done to payments, in whatever order, the ledger says where the money is."""

import random
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db.models import Sum
from hypothesis import given
from hypothesis import strategies as st

from egenkraft.formats.api import pain002
from egenkraft.foundation.api import Actor, RefusedError
from egenkraft.payments import api as payments
from egenkraft.payments.api import PayeeAccount, PayeeView
from egenkraft.payments.days import is_banking_day
from egenkraft.payments.models import Payment, PaymentRun, RunLine
from egenkraft.payments.tests.conftest import (
    ACCOUNT,
    NOW,
    OTHER_ACCOUNT,
    SYSTEM,
    Home,
    Payday,
    agreement,
    decided,
    part,
    propose,
)

PayeeOf = Callable[..., PayeeView]
_STILL_OWED = ("planned", "awaiting_payee", "stopped", "in_run", "rejected")


class Walk:
    """One step after another, each chosen by chance; a refused step is a step too."""

    def __init__(self, seed: int, home: Home, payday: Payday, officer: Actor) -> None:
        self.chance, self.home, self.payday, self.officer = random.Random(seed), home, payday, officer
        self.number = 0
        self.steps = (
            self.plan,
            self.stop,
            self.release,
            self.choose,
            self.change_account,
            self.pay,
            self.answer,
        )

    def step(self) -> None:
        try:
            self.chance.choice(self.steps)()
        except RefusedError:
            return

    def plan(self) -> None:
        self.number += 1
        adults = [
            part(adult, self.chance.choice([None, self.payee_id(adult.id)]), self.chance.randint(1, 900_000))
            for adult in self.home.adults
        ]
        payments.plan_payments(SYSTEM, NOW, decision=decided(self.home, *adults, ref=f"walk/{self.number}"))

    def payee_id(self, person_id: int) -> int | None:
        found = payments.payees_of_person(self.officer, NOW, person_id=person_id)
        return next((row.id for row in found if row.state == "active"), None)

    def any_payment(self) -> int:
        ids = list(Payment.objects.order_by("id").values_list("pk", flat=True))
        return self.chance.choice(ids or [0]) or self.number

    def stop(self) -> None:
        if Payment.objects.exists():
            payments.stop_payment(self.officer, NOW, payment_id=self.any_payment(), reason="Fel mottagare")

    def release(self) -> None:
        if Payment.objects.exists():
            payments.release_payment(self.officer, NOW, payment_id=self.any_payment(), reason="Rätt ändå")

    def choose(self) -> None:
        payee_id = self.payee_id(self.home.adults[0].id)
        if payee_id is not None and Payment.objects.exists():
            payments.choose_payee(
                self.officer, NOW, payment_id=self.any_payment(), payee_id=payee_id, reason="Ny mottagare"
            )

    def change_account(self) -> None:
        adult = self.chance.choice(self.home.adults)
        account: PayeeAccount = self.chance.choice([ACCOUNT, OTHER_ACCOUNT])
        made = propose(self.officer, adult, account)
        payments.approve_payee(self.payday.attestant, NOW, payee_id=made.id)

    def pay(self) -> None:
        self.number += 1
        run = self.payday.attested(f"walk-{self.number}")
        self.stop() if self.chance.random() < 0.2 else None
        built = payments.build_file(self.payday.ekonom, NOW, run_id=run.id, agreement=agreement())
        if self.chance.random() < 0.8:
            payments.send_run(self.payday.ekonom, NOW, run_id=built.id, outgoing=self.payday.outgoing)

    def answer(self) -> None:
        runs = list(PaymentRun.objects.filter(state="sent").order_by("id"))
        if not runs:
            return
        self.number += 1
        run = self.chance.choice(runs)
        lines = RunLine.objects.filter(run=run).order_by("id")
        told = tuple(
            pain002.TransferStatus(
                line.end_to_end_id, pain002.Status(self.chance.choice(["ACSC", "RJCT", "PDNG"]))
            )
            for line in lines
        )
        report = pain002.StatusReport(
            message_id=f"BANK-{self.number}",
            created_at=NOW,
            original_message_id=run.message_id,
            blocks=(pain002.BlockStatus(f"{run.message_id}-A", None, told),),
        )
        payments.read_status_report(self.payday.ekonom, NOW, content=pain002.encode(report))


def _sum(*states: str) -> int:
    return Payment.objects.filter(state__in=states).aggregate(total=Sum("amount_ore"))["total"] or 0


@pytest.mark.parametrize("seed", range(6))
def test_the_ledger_is_where_the_money_is(
    seed: int, home: Home, payday: Payday, officer: Actor, payee_of: PayeeOf
) -> None:
    payee_of(home.adults[0])
    walk = Walk(seed, home, payday, officer)
    for _turn in range(40):
        walk.step()
        balance = payments.ledger_balance(payday.ekonom, NOW)
        assert balance.support_ore == _sum(*_STILL_OWED, "sent", "settled")
        assert balance.decided_ore == -_sum(*_STILL_OWED)
        assert balance.on_its_way_ore == -_sum("sent")
        assert balance.bank_ore == -_sum("settled")
        assert balance.sum_ore == 0
    assert Payment.objects.exists()
    once = RunLine.objects.filter(outcome__in=["settled", ""]).values_list("payment_id", flat=True)
    assert len(once) == len(set(once))


@given(st.dates(date(2020, 1, 1), date(2040, 12, 24)))
def test_a_banking_day_comes_within_a_week_and_never_at_a_weekend(day: date) -> None:
    week = [day + timedelta(days=number) for number in range(7)]
    assert any(is_banking_day(each) for each in week)
    assert not any(is_banking_day(each) for each in week if each.weekday() >= 5)
