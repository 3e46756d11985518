"""Several at once, each with a connection of their own: the database decides, and pays once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection

from egenkraft.foundation.api import Actor, RefusedError
from egenkraft.payments import api as payments
from egenkraft.payments.api import PayeeView, PaymentsRefusal
from egenkraft.payments.models import LedgerEntry, Payment, RunLine
from egenkraft.payments.tests.conftest import NOW, SYSTEM, Home, Payday, agreement, decided, part

pytestmark = pytest.mark.django_db(transaction=True)
PayeeOf = Callable[..., PayeeView]


def at_once(*steps: Callable[[], object]) -> list[object]:
    """What each gave or raised."""

    def run(step: Callable[[], object]) -> object:
        try:
            return step()
        except (RefusedError, IntegrityError) as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(steps)) as pool:
        return list(pool.map(run, steps))


def test_one_decision_told_by_four_is_planned_once(home: Home, payee_of: PayeeOf) -> None:
    alva, bo = home.adults
    decision = decided(home, part(alva, payee_of(alva).id), part(bo, payee_of(bo).id))
    plan = lambda: payments.plan_payments(SYSTEM, NOW, decision=decision)  # noqa: E731
    given = at_once(plan, plan, plan, plan)
    assert not [answer for answer in given if isinstance(answer, Exception)]
    assert Payment.objects.count() == 2
    assert LedgerEntry.objects.filter(kind="planned").count() == 2


def test_two_runs_built_at_once_share_nothing(home: Home, payee_of: PayeeOf, payday: Payday) -> None:
    alva, bo = home.adults
    payments.plan_payments(
        SYSTEM, NOW, decision=decided(home, part(alva, payee_of(alva).id), part(bo, payee_of(bo).id))
    )
    runs = [payday.attested(key) for key in ("A", "B")]

    def build(run_id: int) -> Callable[[], object]:
        return lambda: payments.build_file(payday.ekonom, NOW, run_id=run_id, agreement=agreement())

    given = at_once(*(build(run.id) for run in runs))
    refused = [answer for answer in given if isinstance(answer, RefusedError)]
    assert [error.code for error in refused] == [PaymentsRefusal.RUN_CHANGED]
    assert RunLine.objects.count() == 2


def test_one_run_built_and_sent_by_two_is_one_file(home: Home, payee_of: PayeeOf, payday: Payday) -> None:
    alva = home.adults[0]
    payments.plan_payments(SYSTEM, NOW, decision=decided(home, part(alva, payee_of(alva).id)))
    run = payday.attested()

    def build(minutes: int) -> Callable[[], object]:
        at = NOW + timedelta(minutes=minutes)
        return lambda: payments.build_file(payday.ekonom, at, run_id=run.id, agreement=agreement())

    built = at_once(build(0), build(1), build(2))
    assert len({getattr(answer, "sha256", answer) for answer in built}) == 1
    send = lambda: payments.send_run(payday.ekonom, NOW, run_id=run.id, outgoing=payday.outgoing)  # noqa: E731
    sent = at_once(send, send, send)
    assert {getattr(answer, "state", answer) for answer in sent} == {"sent"}
    assert [path.name for path in payday.outgoing.iterdir()] == [f"{run.message_id}.xml"]
    assert LedgerEntry.objects.filter(kind="sent").count() == 1


def test_a_stop_and_a_file_at_once_leave_one_winner(
    home: Home, payee_of: PayeeOf, payday: Payday, officer: Actor
) -> None:
    alva = home.adults[0]
    (planned,) = payments.plan_payments(SYSTEM, NOW, decision=decided(home, part(alva, payee_of(alva).id)))
    run = payday.attested()
    at_once(
        lambda: payments.build_file(payday.ekonom, NOW, run_id=run.id, agreement=agreement()),
        lambda: payments.stop_payment(officer, NOW, payment_id=planned.id, reason="Fel mottagare"),
    )
    state = Payment.objects.get(pk=planned.id).state
    assert (state, RunLine.objects.count()) in {("in_run", 1), ("stopped", 0)}
