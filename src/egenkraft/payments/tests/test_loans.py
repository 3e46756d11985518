"""Etableringslan: a claim of its own, served before it is asked back, never netted."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from egenkraft.foundation.api import AccessDenied, Actor, RefusedError
from egenkraft.payments import api as payments
from egenkraft.payments.api import LoanTerms, LoanView, PayeeView, PaymentsRefusal
from egenkraft.payments.models import Loan, Repayment
from egenkraft.payments.tests.conftest import NOW, SYSTEM, Home, Payday, decided, part, resident

PayeeOf = Callable[..., PayeeView]
TODAY = NOW.date()


@pytest.fixture
def loan(home: Home, payee_of: PayeeOf) -> LoanView:
    alva = home.adults[0]
    payments.plan_payments(
        SYSTEM,
        NOW,
        decision=decided(
            home,
            part(alva, payee_of(alva).id, 800_000),
            ref="loan/1",
            loan=LoanTerms("etableringsersättning", "Försäkringskassan"),
        ),
    )
    (made,) = payments.loans_of_case(SYSTEM, NOW, case_id=home.case_id)
    return made


def repay(actor: Actor, loan: LoanView, amount_ore: int, reference: str = "BG-1") -> LoanView:
    return payments.record_repayment(
        actor, NOW, loan_id=loan.id, amount_ore=amount_ore, reference=reference, received_on=TODAY
    )


def code(error: pytest.ExceptionInfo[RefusedError]) -> object:
    return error.value.code


def test_a_loan_is_a_claim_in_the_ledger_and_no_cost(loan: LoanView, ekonom: Actor, home: Home) -> None:
    assert (loan.amount_ore, loan.owed_ore, loan.benefit, loan.served_at) == (
        800_000,
        800_000,
        "etableringsersättning",
        None,
    )
    balance = payments.ledger_balance(ekonom, NOW)
    assert (balance.loans_ore, balance.support_ore, balance.decided_ore) == (800_000, 0, -800_000)
    assert payments.loan(resident(home.adults[0]), NOW, loan_id=loan.id) == loan


def test_nothing_is_asked_back_before_it_is_served(loan: LoanView, officer: Actor) -> None:
    with pytest.raises(RefusedError) as error:
        repay(officer, loan, 100)
    assert code(error) is PaymentsRefusal.LOAN_NOT_SERVED
    payments.mark_loan_served(officer, NOW, decision_ref="loan/1", served_at=NOW)
    assert repay(officer, loan, 100).owed_ore == 799_900


def test_repayments_are_booked_once_and_never_beyond_the_debt(
    loan: LoanView, officer: Actor, ekonom: Actor
) -> None:
    payments.mark_loan_served(officer, NOW, decision_ref="loan/1", served_at=NOW)
    repay(officer, loan, 300_000)
    for amount, reference, expected in (
        (300_000, " BG-1 ", PaymentsRefusal.REPAYMENT_TWICE),
        (500_001, "BG-2", PaymentsRefusal.MORE_THAN_OWED),
        (0, "BG-2", PaymentsRefusal.AMOUNT),
        (-5, "BG-2", PaymentsRefusal.AMOUNT),
        (5, " ", PaymentsRefusal.REASON_MISSING),
    ):
        with pytest.raises(RefusedError) as error:
            repay(officer, loan, amount, reference)
        assert code(error) is expected
    assert repay(officer, loan, 500_000, "BG-2").owed_ore == 0
    balance = payments.ledger_balance(ekonom, NOW)
    assert (balance.loans_ore, balance.bank_ore) == (0, 800_000)


def test_the_database_holds_the_claim(loan: LoanView, officer: Actor) -> None:
    payments.mark_loan_served(officer, NOW, decision_ref="loan/1", served_at=NOW)
    repay(officer, loan, 100)
    rows = Loan.objects.filter(pk=loan.id)
    for change in (
        lambda: rows.update(amount_ore=1),
        lambda: rows.update(repaid_ore=800_001),
        lambda: rows.update(repaid_ore=-1),
        lambda: Repayment.objects.update(amount_ore=1),
        lambda: Repayment.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_a_loan_never_lessens_later_support(
    loan: LoanView, home: Home, officer: Actor, payee_of: PayeeOf, payday: Payday
) -> None:
    alva = home.adults[0]
    payments.mark_loan_served(officer, NOW, decision_ref="loan/1", served_at=NOW)
    payee_id = payments.payees_of_person(officer, NOW, person_id=alva.id)[0].id
    payments.plan_payments(
        SYSTEM, NOW, decision=decided(home, part(alva, payee_id, 500_000), ref="next", month="2026-12")
    )
    assert payday.sent().total_ore == 800_000 + 500_000
    assert payments.loan(officer, NOW, loan_id=loan.id).owed_ore == 800_000


@pytest.mark.parametrize("terms", [LoanTerms("", "Försäkringskassan"), LoanTerms("sjukpenning", " ")])
def test_a_loan_names_the_benefit_it_is_an_advance_on(home: Home, terms: LoanTerms) -> None:
    with pytest.raises(RefusedError) as error:
        payments.plan_payments(SYSTEM, NOW, decision=decided(home, part(home.adults[0], None), loan=terms))
    assert code(error) is PaymentsRefusal.LOAN_TERMS
    assert Loan.objects.count() == 0


def test_outsiders_see_no_loan(loan: LoanView, outsider: Actor, home: Home) -> None:
    assert payments.loans_of_case(outsider, NOW, case_id=home.case_id) == ()
    for absent in (loan.id, loan.id + 1):
        with pytest.raises(AccessDenied):
            payments.loan(outsider, NOW, loan_id=absent)
