"""A decision is planned once, whole, and as a debt."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from egenkraft.foundation.api import AccessDenied, Actor, RefusedError
from egenkraft.payments import api as payments
from egenkraft.payments.api import DecidedPart, LoanTerms, PayeeView, PaymentsRefusal
from egenkraft.payments.models import LedgerEntry, Payment
from egenkraft.payments.tests.conftest import NOW, SYSTEM, Home, MakeStaff, decided, part, propose, resident

PayeeOf = Callable[..., PayeeView]


def code(error: pytest.ExceptionInfo[RefusedError]) -> object:
    assert error.value.message
    return error.value.code


def test_two_adults_are_paid_half_each_and_the_debt_is_booked(
    home: Home, payee_of: PayeeOf, ekonom: Actor
) -> None:
    alva, bo = home.adults
    planned = payments.plan_payments(
        SYSTEM,
        NOW,
        decision=decided(home, part(alva, payee_of(alva).id, 400_001), part(bo, payee_of(bo).id, 400_000)),
    )
    assert [(row.amount_ore, row.state, row.person_id) for row in planned] == [
        (400_001, "planned", alva.id),
        (400_000, "planned", bo.id),
    ]
    assert len({row.end_to_end_id for row in planned}) == 2
    balance = payments.ledger_balance(ekonom, NOW)
    assert (balance.support_ore, balance.decided_ore, balance.sum_ore) == (800_001, -800_001, 0)


def test_the_same_decision_again_changes_nothing(home: Home, payee_of: PayeeOf) -> None:
    alva = home.adults[0]
    decision = decided(home, part(alva, payee_of(alva).id))
    first = payments.plan_payments(SYSTEM, NOW, decision=decision)
    assert payments.plan_payments(SYSTEM, NOW, decision=decision) == first
    assert (Payment.objects.count(), LedgerEntry.objects.count()) == (1, 1)


def test_the_same_decision_with_other_amounts_is_refused(home: Home, payee_of: PayeeOf) -> None:
    alva = home.adults[0]
    decision = decided(home, part(alva, payee_of(alva).id))
    payments.plan_payments(SYSTEM, NOW, decision=decision)
    for other in (
        replace(decision, parts=(replace(decision.parts[0], amount_ore=1),)),
        replace(decision, parts=(*decision.parts, DecidedPart("direct:rent", None, None, 1, "Hyra"))),
        replace(decision, month="2026-12"),
        replace(decision, loan=LoanTerms("sjukpenning", "Försäkringskassan")),
    ):
        with pytest.raises(RefusedError) as error:
            payments.plan_payments(SYSTEM, NOW, decision=other)
        assert code(error) is PaymentsRefusal.PLANNED_OTHERWISE
    assert Payment.objects.count() == 1


@pytest.mark.parametrize("amount", [0, -1, -500_000, 100_000_001, 10**18])
def test_absurd_amounts_are_refused_and_nothing_is_saved(home: Home, amount: int) -> None:
    good, bad = part(home.adults[0], None), part(home.adults[1], None, amount)
    with pytest.raises(RefusedError) as error:
        payments.plan_payments(SYSTEM, NOW, decision=decided(home, good, bad))
    assert code(error) is PaymentsRefusal.AMOUNT
    assert (Payment.objects.count(), LedgerEntry.objects.count()) == (0, 0)


@pytest.mark.parametrize("month", ["2026-13", "2026-1", "november", "", "1999-12", "2026-11\n"])
def test_a_month_that_is_none_is_refused(home: Home, month: str) -> None:
    with pytest.raises(RefusedError) as error:
        payments.plan_payments(SYSTEM, NOW, decision=decided(home, part(home.adults[0], None), month=month))
    assert code(error) is PaymentsRefusal.MONTH


def test_a_decision_without_parts_or_with_one_twice_is_refused(home: Home) -> None:
    alva = part(home.adults[0], None)
    for parts, expected in (((), PaymentsRefusal.NO_PARTS), ((alva, alva), PaymentsRefusal.PART_TWICE)):
        with pytest.raises(RefusedError) as error:
            payments.plan_payments(SYSTEM, NOW, decision=decided(home, *parts))
        assert code(error) is expected


def test_granted_money_waits_for_a_payee_and_is_a_debt_meanwhile(
    home: Home, officer: Actor, attestant: Actor, ekonom: Actor
) -> None:
    alva, bo = home.adults
    proposed = propose(officer, alva)
    payments.plan_payments(SYSTEM, NOW, decision=decided(home, part(alva, proposed.id), part(bo, None)))
    assert {row.state for row in payments.payments_to_handle(officer, NOW)} == {"awaiting_payee"}
    assert payments.ledger_balance(ekonom, NOW).decided_ore == -1_000_000
    payments.approve_payee(attestant, NOW, payee_id=proposed.id)
    states = {
        row.person_id: row.state for row in payments.payments_of_case(officer, NOW, case_id=home.case_id)
    }
    assert states == {alva.id: "planned", bo.id: "awaiting_payee"}


def test_the_database_holds_what_was_decided(home: Home, payee_of: PayeeOf) -> None:
    alva = home.adults[0]
    (planned,) = payments.plan_payments(SYSTEM, NOW, decision=decided(home, part(alva, payee_of(alva).id)))
    row = Payment.objects.get(pk=planned.id)
    rows = Payment.objects.filter(pk=planned.id)
    for change in (
        lambda: rows.update(amount_ore=1),
        lambda: rows.update(part="adult:0"),
        lambda: rows.update(state="paid"),
        lambda: rows.update(state="sent"),
        rows.delete,
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    row.pk = None
    row.end_to_end_id = "EKOTHER-1"
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_a_person_stops_and_releases_with_a_reason(
    home: Home, payee_of: PayeeOf, officer: Actor, make_staff: MakeStaff, outsider: Actor, ekonom: Actor
) -> None:
    alva = home.adults[0]
    (planned,) = payments.plan_payments(SYSTEM, NOW, decision=decided(home, part(alva, payee_of(alva).id)))
    with pytest.raises(AccessDenied):
        payments.stop_payment(SYSTEM, NOW, payment_id=planned.id, reason="Misstänkt")
    for actor in (outsider, resident(alva)):
        with pytest.raises(AccessDenied):
            payments.stop_payment(actor, NOW, payment_id=planned.id, reason="Fel")
    with pytest.raises(RefusedError) as error:
        payments.stop_payment(officer, NOW, payment_id=planned.id, reason="")
    assert code(error) is PaymentsRefusal.REASON_MISSING
    stopped = payments.stop_payment(officer, NOW, payment_id=planned.id, reason="Fel mottagare")
    assert (stopped.state, stopped.reason) == ("stopped", "Fel mottagare")
    assert payments.ledger_balance(ekonom, NOW).decided_ore == -500_000
    with pytest.raises(RefusedError) as error:
        payments.stop_payment(officer, NOW, payment_id=planned.id, reason="Igen")
    assert code(error) is PaymentsRefusal.COMMAND_NOT_ALLOWED
    assert (
        payments.release_payment(officer, NOW, payment_id=planned.id, reason="Rätt ändå").state == "planned"
    )


def test_a_payee_that_is_not_in_force_cannot_be_chosen(home: Home, officer: Actor, payee_of: PayeeOf) -> None:
    alva, bo = home.adults
    (planned,) = payments.plan_payments(SYSTEM, NOW, decision=decided(home, part(alva, None)))
    proposed = propose(officer, alva)
    with pytest.raises(RefusedError) as error:
        payments.choose_payee(officer, NOW, payment_id=planned.id, payee_id=proposed.id, reason="Ny")
    assert code(error) is PaymentsRefusal.PAYEE_NOT_ACTIVE
    with pytest.raises(RefusedError) as error:
        payments.choose_payee(officer, NOW, payment_id=planned.id, payee_id=10**6, reason="Ny")
    assert code(error) is PaymentsRefusal.PAYEE_OF_ANOTHER
    partners = payee_of(bo)
    chosen = payments.choose_payee(
        officer, NOW, payment_id=planned.id, payee_id=partners.id, reason="Båda vill det"
    )
    assert (chosen.state, chosen.payee_id) == ("planned", partners.id)


def test_each_adult_reads_their_own_account_only(home: Home, payee_of: PayeeOf) -> None:
    alva, bo = home.adults
    payments.plan_payments(
        SYSTEM, NOW, decision=decided(home, part(alva, payee_of(alva).id), part(bo, payee_of(bo).id))
    )
    seen = {
        row.person_id: row for row in payments.payments_of_case(resident(alva), NOW, case_id=home.case_id)
    }
    assert seen[alva.id].payee is not None
    assert (seen[bo.id].payee, seen[bo.id].payee_hidden) == (None, True)
    assert {row.end_to_end_id for row in seen.values()} == {""}
    assert len(payments.payments_of_person(resident(alva), NOW, person_id=alva.id)) == 1


def test_figures_of_a_month(home: Home, payee_of: PayeeOf) -> None:
    alva, bo = home.adults
    payments.plan_payments(
        SYSTEM, NOW, decision=decided(home, part(alva, payee_of(alva).id, 300), part(bo, None, 200))
    )
    facts = payments.month_facts("2026-11")
    assert (facts.payments, facts.planned_ore, facts.sent_ore, facts.awaiting_payee) == (2, 500, 0, 1)
    assert payments.month_facts("2026-10").payments == 0
