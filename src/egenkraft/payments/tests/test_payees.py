"""Payees: checked, proposed by one, approved by another, logged."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction

from egenkraft.casework import api as casework
from egenkraft.foundation.api import AccessDenied, Actor, RefusedError, Role
from egenkraft.parties import api as parties
from egenkraft.parties.api import PersonView
from egenkraft.payments import api as payments
from egenkraft.payments.api import PayeeAccount, PayeeKind, PayeeView, PaymentsRefusal
from egenkraft.payments.models import Payee, PayeeEvent
from egenkraft.payments.tests.conftest import (
    ACCOUNT,
    BANKGIRO,
    LANDLORD_ACCOUNT,
    NOW,
    OCR,
    OTHER_ACCOUNT,
    SYSTEM,
    Home,
    MakeStaff,
    decided,
    organisation_id,
    part,
    propose,
    resident,
)

PayeeOf = Callable[..., PayeeView]


def code(error: pytest.ExceptionInfo[RefusedError]) -> object:
    assert error.value.message
    return error.value.code


@pytest.mark.parametrize(
    ("account", "words"),
    [
        (PayeeAccount(PayeeKind.ACCOUNT, "000000001", clearing="6000"), "Kontonumret"),
        (PayeeAccount(PayeeKind.ACCOUNT, "000000000", clearing="0000"), "Clearingnumret"),
        (PayeeAccount(PayeeKind.ACCOUNT, "000000000", clearing="60"), "Clearingnumret"),
        (PayeeAccount(PayeeKind.ACCOUNT, "min mammas konto", clearing="6000"), "Kontonumret"),
        (PayeeAccount(PayeeKind.ACCOUNT, "", clearing="6000"), "Kontonumret"),
        (PayeeAccount(PayeeKind.ACCOUNT, "000000000", clearing="9900"), "Clearingnumret"),
        (PayeeAccount(PayeeKind.ACCOUNT, "000000000", clearing="6000", ocr=OCR), "OCR"),
        (
            PayeeAccount(PayeeKind.BANKGIRO, BANKGIRO[:-1] + str((int(BANKGIRO[-1]) + 1) % 10)),
            "Bankgironumret",
        ),
        (PayeeAccount(PayeeKind.BANKGIRO, "1"), "Bankgironumret"),
        (PayeeAccount(PayeeKind.PLUSGIRO, "123"), "Plusgironumret"),
        (PayeeAccount(PayeeKind.BANKGIRO, BANKGIRO, ocr="12345"), "OCR-numret"),
    ],
)
def test_a_wrong_number_is_named_and_nothing_is_saved(
    officer: Actor, home: Home, account: PayeeAccount, words: str
) -> None:
    with pytest.raises(RefusedError) as error:
        propose(officer, home.adults[0], account)
    assert code(error) is PaymentsRefusal.ACCOUNT
    assert words in error.value.message
    assert Payee.objects.count() == 0


def test_numbers_are_taken_as_people_write_them(officer: Actor, home: Home) -> None:
    spaced = f"{BANKGIRO[:3]}-{BANKGIRO[3:]}"
    made = propose(officer, home.adults[0], PayeeAccount(PayeeKind.BANKGIRO, spaced))
    assert made.shown == f"Bankgiro •••{BANKGIRO[-4:]}"


def test_the_one_who_proposes_cannot_approve(home: Home, make_staff: MakeStaff) -> None:
    both = make_staff("frida", Role.HANDLAGGARE, Role.ATTESTANT)
    made = propose(both, home.adults[0])
    assert made.allowed_commands == ()
    for step in (
        lambda: payments.approve_payee(both, NOW, payee_id=made.id),
        lambda: payments.refuse_payee(both, NOW, payee_id=made.id, reason="Nej"),
    ):
        with pytest.raises(RefusedError) as error:
            step()
        assert code(error) is PaymentsRefusal.SAME_PERSON
    with pytest.raises(IntegrityError), transaction.atomic():
        Payee.objects.filter(pk=made.id).update(state="active", approved_by=both.user_id)
    with pytest.raises(IntegrityError), transaction.atomic():
        Payee.objects.filter(pk=made.id).update(state="active")


def test_another_person_puts_it_in_force(home: Home, officer: Actor, attestant: Actor) -> None:
    made = propose(officer, home.adults[0])
    (waiting,) = casework.approvals_waiting(attestant, NOW)
    assert waiting.object_ref == f"payee:{made.id}"
    assert [row.id for row in payments.payees_waiting(attestant, NOW)] == [made.id]
    approved = payments.approve_payee(attestant, NOW, payee_id=made.id)
    assert (approved.state, approved.approved_by) == ("active", "Gun")
    assert casework.approvals_waiting(attestant, NOW) == ()
    with pytest.raises(RefusedError) as error:
        payments.approve_payee(attestant, NOW, payee_id=made.id)
    assert code(error) is PaymentsRefusal.COMMAND_NOT_ALLOWED


def test_a_change_replaces_and_planned_payments_follow(
    home: Home, officer: Actor, attestant: Actor, payee_of: PayeeOf
) -> None:
    alva = home.adults[0]
    first = payee_of(alva)
    (planned,) = payments.plan_payments(SYSTEM, NOW, decision=decided(home, part(alva, first.id)))
    with pytest.raises(RefusedError) as error:
        propose(officer, alva)
    assert code(error) is PaymentsRefusal.PAYEE_SAME
    change = propose(officer, alva, OTHER_ACCOUNT)
    with pytest.raises(RefusedError) as error:
        propose(officer, alva, LANDLORD_ACCOUNT)
    assert code(error) is PaymentsRefusal.PAYEE_PENDING
    (seen,) = payments.payments_of_case(officer, NOW, case_id=home.case_id)
    assert seen.payee_id == planned.payee_id == first.id
    payments.approve_payee(attestant, NOW, payee_id=change.id)
    (seen,) = payments.payments_of_case(officer, NOW, case_id=home.case_id)
    assert seen.payee_id == change.id
    assert payments.payee(officer, NOW, payee_id=first.id).state == "ended"
    log = [line.what for line in payments.payee_log(officer, NOW, payee_id=first.id)]
    assert log == ["replaced", "approved", "proposed"]
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        PayeeEvent.objects.all().delete()


def test_a_no_keeps_the_one_in_force(home: Home, officer: Actor, attestant: Actor, payee_of: PayeeOf) -> None:
    first = payee_of(home.adults[0])
    change = propose(officer, home.adults[0], OTHER_ACCOUNT)
    with pytest.raises(RefusedError) as error:
        payments.refuse_payee(attestant, NOW, payee_id=change.id, reason=" ")
    assert code(error) is PaymentsRefusal.REASON_MISSING
    assert payments.refuse_payee(attestant, NOW, payee_id=change.id, reason="Fel konto").state == "refused"
    found = payments.payees_of_person(officer, NOW, person_id=home.adults[0].id)
    assert [row.id for row in found] == [first.id]


def test_an_ended_payee_leaves_payments_waiting_not_lost(
    home: Home, attestant: Actor, officer: Actor, payee_of: PayeeOf
) -> None:
    alva = home.adults[0]
    first = payee_of(alva)
    payments.plan_payments(SYSTEM, NOW, decision=decided(home, part(alva, first.id)))
    payments.end_payee(attestant, NOW, payee_id=first.id, reason="Kontot är avslutat")
    (waiting,) = payments.payments_to_handle(officer, NOW)
    assert (waiting.state, waiting.payee_id) == ("awaiting_payee", None)
    change = propose(officer, alva, OTHER_ACCOUNT)
    payments.approve_payee(attestant, NOW, payee_id=change.id)
    (again,) = payments.payments_of_case(officer, NOW, case_id=home.case_id)
    assert (again.state, again.payee_id) == ("planned", change.id)


def test_a_resident_proposes_their_own_and_sees_no_ones_else(
    home: Home, attestant: Actor, outsider: Actor
) -> None:
    alva, bo = home.adults
    made = propose(resident(alva), alva)
    with pytest.raises(AccessDenied):
        propose(resident(bo), alva, OTHER_ACCOUNT)
    with pytest.raises(AccessDenied):
        payments.approve_payee(resident(alva), NOW, payee_id=made.id)
    assert payments.payees_of_person(resident(bo), NOW, person_id=alva.id) == ()
    for actor in (outsider, resident(bo)):
        with pytest.raises(AccessDenied):
            payments.payee(actor, NOW, payee_id=made.id)
    with pytest.raises(AccessDenied):
        payments.approve_payee(outsider, NOW, payee_id=made.id)
    assert payments.approve_payee(attestant, NOW, payee_id=made.id).state == "active"


def test_a_protected_persons_account_is_hidden_from_staff(
    home: Home, make_staff: MakeStaff, payee_of: PayeeOf
) -> None:
    alva = home.adults[0]
    made = payee_of(alva)
    chief = make_staff("doris", Role.CHEF)
    payments.plan_payments(SYSTEM, NOW, decision=decided(home, part(alva, made.id)))
    parties.set_protection(chief, NOW, person_id=alva.id, level=1)
    seen = payments.payee(chief, NOW, payee_id=made.id)
    assert (seen.shown, seen.name, seen.hidden) == (None, "", True)
    (payment,) = payments.payments_of_case(chief, NOW, case_id=home.case_id)
    assert (payment.payee, payment.payee_id, payment.payee_hidden) == (None, None, True)
    own = payments.payee(resident(alva), NOW, payee_id=made.id)
    assert own.shown is not None


def test_a_landlord_is_paid_with_the_reference_of_the_household(
    home: Home, second_home: Home, officer: Actor, attestant: Actor
) -> None:
    landlord = organisation_id()
    made = payments.propose_payee(
        officer,
        NOW,
        scope_id=home.scope_id,
        account=LANDLORD_ACCOUNT,
        name="Påhittade hyreshus AB",
        organisation_id=landlord,
    )
    assert payments.organisation_payee(officer, NOW, scope_id=home.scope_id, organisation_id=landlord) is None
    payments.approve_payee(attestant, NOW, payee_id=made.id)
    found = payments.organisation_payee(officer, NOW, scope_id=home.scope_id, organisation_id=landlord)
    assert found is not None
    assert found.shown == f"Bankgiro •••{BANKGIRO[-4:]}, OCR •••{OCR[-4:]}"
    with pytest.raises(RefusedError) as error:
        payments.plan_payments(
            SYSTEM, NOW, decision=decided(second_home, part(second_home.adults[0], found.id), ref="x")
        )
    assert code(error) is PaymentsRefusal.PAYEE_OF_ANOTHER


def test_a_payee_has_one_owner_and_a_name(home: Home, officer: Actor) -> None:
    with pytest.raises(ValueError, match="a person or"):
        payments.propose_payee(officer, NOW, scope_id=home.scope_id, account=ACCOUNT, name="Alva")
    with pytest.raises(RefusedError) as error:
        payments.propose_payee(
            officer, NOW, scope_id=home.scope_id, account=ACCOUNT, name=" ", person_id=home.adults[0].id
        )
    assert code(error) is PaymentsRefusal.PAYEE_NAME


def test_account_numbers_lie_encrypted(home: Home, officer: Actor) -> None:
    made = propose(officer, home.adults[0], LANDLORD_ACCOUNT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT account, name FROM payments_payee WHERE id = %s", [made.id])
        stored = " ".join(cursor.fetchone())
    assert BANKGIRO not in stored
    assert "Alva" not in stored


def test_the_database_keeps_an_account_as_it_was(payee_of: PayeeOf, home: Home) -> None:
    made = payee_of(home.adults[0])
    rows = Payee.objects.filter(pk=made.id)
    for change in (lambda: rows.update(account_index="0" * 64), lambda: rows.update(kind="bankgiro")):
        with pytest.raises(IntegrityError, match="another payee"), transaction.atomic():
            change()


def test_warning_for_the_series_with_wrong_check_digits(officer: Actor, home: Home, attestant: Actor) -> None:
    account = PayeeAccount(PayeeKind.ACCOUNT, "0000000001", clearing="80000")
    made = propose(officer, home.adults[0], account)
    assert "8-serie" in made.warning
    person: PersonView = home.adults[0]
    assert payments.approve_payee(attestant, NOW, payee_id=made.id).person_id == person.id
