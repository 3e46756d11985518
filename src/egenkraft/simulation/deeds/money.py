"""Payees proposed and approved, payments stopped and paid again."""

from egenkraft.payments import api as payments
from egenkraft.simulation.answers import new_account_number
from egenkraft.simulation.deeds.context import Scene
from egenkraft.simulation.settle import account_of
from egenkraft.simulation.town import numbers


def _payee(scene: Scene, state: str) -> payments.PayeeView:
    """The latest payee of the first adult in the state. Raises StopIteration."""
    person = scene.stage.persons[scene.household.key, scene.first.key]
    found = payments.payees_of_person(
        scene.worker("attestant"), scene.now, person_id=person.id, scope_id=person.scope_id
    )
    return next(payee for payee in sorted(found, key=lambda each: -each.id) if payee.state == state)


def propose_payee(scene: Scene) -> None:
    """The officer writes down another account; with `name` it stands on someone else."""
    person = scene.stage.persons[scene.household.key, scene.first.key]
    name = scene.args.get("name", scene.first.name)
    own = name == scene.first.name
    number = new_account_number(scene.first) if own else numbers.account(9_000_000 + person.id)
    payments.propose_payee(
        scene.worker(),
        scene.now,
        scope_id=person.scope_id,
        account=account_of(number),
        name=name,
        person_id=person.id,
    )


def approve_payee(scene: Scene) -> None:
    payments.approve_payee(scene.worker("attestant"), scene.now, payee_id=_payee(scene, "proposed").id)


def refuse_payee(scene: Scene) -> None:
    payments.refuse_payee(
        scene.worker("attestant"),
        scene.now,
        payee_id=_payee(scene, "proposed").id,
        reason=scene.args["reason"],
    )


def _payments(scene: Scene, *states: str) -> tuple[payments.PaymentView, ...]:
    officer = scene.worker()
    found = payments.payments_of_person(officer, scene.now, person_id=scene.first_id)
    return tuple(payment for payment in found if payment.state in states)


def stop_payment(scene: Scene) -> None:
    for payment in _payments(scene, "planned"):
        payments.stop_payment(scene.worker(), scene.now, payment_id=payment.id, reason=scene.args["reason"])


def repay_rejected(scene: Scene) -> None:
    """What came back from the bank goes to the account in force, under a new id."""
    for payment in _payments(scene, "rejected"):
        payments.choose_payee(
            scene.worker(),
            scene.now,
            payment_id=payment.id,
            payee_id=_payee(scene, "active").id,
            reason=scene.args["reason"],
        )
