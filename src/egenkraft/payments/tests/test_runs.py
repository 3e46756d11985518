"""A run: rehearsed, attested by another, built once, sent as the stored bytes."""

import hashlib
import os
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from egenkraft.formats.api import pain001
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import AccessDenied, Actor, RefusedError, Role
from egenkraft.foundation.models import Job
from egenkraft.payments import api as payments
from egenkraft.payments.api import ChangeKind, PayeeView, PaymentsRefusal
from egenkraft.payments.days import is_banking_day
from egenkraft.payments.models import Payment, PaymentRun, RunFile, RunLine
from egenkraft.payments.operations.runs import write_once
from egenkraft.payments.tests.conftest import (
    BANKGIRO,
    LANDLORD_ACCOUNT,
    NOW,
    OCR,
    PAY_DATE,
    SYSTEM,
    Home,
    MakeStaff,
    Payday,
    agreement,
    decided,
    organisation_id,
    part,
)

PayeeOf = Callable[..., PayeeView]


def code(error: pytest.ExceptionInfo[RefusedError]) -> object:
    assert error.value.message
    return error.value.code


@pytest.fixture
def planned(home: Home, payee_of: PayeeOf) -> Home:
    alva, bo = home.adults
    payments.plan_payments(
        SYSTEM,
        NOW,
        decision=decided(
            home,
            part(alva, payee_of(alva).id, 400_001),
            part(bo, payee_of(bo).id, 400_000),
            basis=(("Riksnorm", 600_001), ("Hyra", 200_000)),
        ),
    )
    return home


def test_from_rehearsal_to_sent(planned: Home, payday: Payday, ekonom: Actor) -> None:
    rehearsal = payments.rehearse(ekonom, NOW, pay_date=PAY_DATE)
    assert (rehearsal.payments, rehearsal.total_ore, rehearsal.last_ore) == (2, 800_001, 0)
    assert [row.kind for row in rehearsal.rows] == [ChangeKind.NEW]
    assert rehearsal.unexplained_ore == 0
    run = payday.sent()
    assert (run.state, run.payments, run.total_ore) == ("sent", 2, 800_001)
    assert run.fingerprint == rehearsal.fingerprint
    path = payday.outgoing / run.file_name
    content = path.read_bytes()
    assert hashlib.sha256(content).hexdigest() == run.sha256
    assert content == payments.bank_file(ekonom, NOW, run_id=run.id)
    assert oct(path.stat().st_mode)[-3:] == "600"
    file = pain001.decode(content)
    assert (file.sum_ore, len(file.transfers), file.message_id) == (800_001, 2, run.message_id)
    balance = payments.ledger_balance(ekonom, NOW)
    assert (balance.support_ore, balance.decided_ore, balance.on_its_way_ore) == (800_001, 0, -800_001)
    assert {row.state for row in payments.payments_of_case(ekonom, NOW, case_id=planned.case_id)} == {"sent"}


def test_landlords_stand_in_a_block_of_their_own_with_their_reference(
    home: Home, payee_of: PayeeOf, payday: Payday, officer: Actor, attestant: Actor, ekonom: Actor
) -> None:
    bill = payments.propose_payee(
        officer,
        NOW,
        scope_id=home.scope_id,
        account=LANDLORD_ACCOUNT,
        name="Påhittade hyreshus AB",
        organisation_id=organisation_id(),
    )
    payments.approve_payee(attestant, NOW, payee_id=bill.id)
    alva = home.adults[0]
    rent = payments.DecidedPart("direct:rent", None, bill.id, 948_000, "Hyra december 2026")
    payments.plan_payments(SYSTEM, NOW, decision=decided(home, part(alva, payee_of(alva).id), rent))
    file = pain001.decode(payments.bank_file(ekonom, NOW, run_id=payday.built().id))
    persons, suppliers = file.blocks
    assert persons.category is pain001.CategoryPurpose.SOCIAL_BENEFIT
    assert suppliers.category is pain001.CategoryPurpose.SUPPLIER
    (transfer,) = suppliers.transfers
    assert transfer.account == pain001.Bankgiro(BANKGIRO)
    assert transfer.remittance == pain001.Ocr(OCR)


def test_another_person_attests_what_was_seen(planned: Home, payday: Payday, make_staff: MakeStaff) -> None:
    both = make_staff("frida", Role.EKONOM, Role.ATTESTANT)
    run = payments.create_run(both, NOW, key="K1", pay_date=PAY_DATE)
    assert "attest" not in run.allowed_commands
    with pytest.raises(RefusedError) as error:
        payments.attest_run(both, NOW, run_id=run.id, fingerprint=run.fingerprint)
    assert code(error) is PaymentsRefusal.SAME_PERSON
    with pytest.raises(IntegrityError), transaction.atomic():
        PaymentRun.objects.filter(pk=run.id).update(attested_by=both.user_id)
    with pytest.raises(AccessDenied):
        payments.attest_run(SYSTEM, NOW, run_id=run.id, fingerprint=run.fingerprint)
    with pytest.raises(RefusedError) as error:
        payments.attest_run(payday.attestant, NOW, run_id=run.id, fingerprint="0" * 64)
    assert code(error) is PaymentsRefusal.RUN_CHANGED


def test_no_file_without_attest(planned: Home, ekonom: Actor) -> None:
    run = payments.create_run(ekonom, NOW, key="K1", pay_date=PAY_DATE)
    with pytest.raises(RefusedError) as error:
        payments.build_file(ekonom, NOW, run_id=run.id, agreement=agreement())
    assert code(error) is PaymentsRefusal.COMMAND_NOT_ALLOWED
    with pytest.raises(IntegrityError), transaction.atomic():
        PaymentRun.objects.filter(pk=run.id).update(state="attested")
    assert RunFile.objects.count() == 0


def test_a_payment_stopped_after_the_attest_asks_for_a_new_rehearsal(
    planned: Home, payday: Payday, officer: Actor, ekonom: Actor, attestant: Actor
) -> None:
    run = payday.attested()
    stopped = payments.payments_of_case(officer, NOW, case_id=planned.case_id)[0]
    payments.stop_payment(officer, NOW, payment_id=stopped.id, reason="Fel mottagare")
    with pytest.raises(RefusedError) as error:
        payments.build_file(ekonom, NOW, run_id=run.id, agreement=agreement())
    assert code(error) is PaymentsRefusal.RUN_CHANGED
    assert RunLine.objects.count() == 0
    again = payments.rehearse_again(ekonom, NOW, run_id=run.id)
    assert (again.state, again.payments, again.attested_by) == ("rehearsed", 1, "")
    shown = payments.run_rehearsal(attestant, NOW, run_id=run.id)
    assert shown.fingerprint == again.fingerprint
    assert [row.payment_id for row in shown.left_out] == [stopped.id]
    payments.attest_run(attestant, NOW, run_id=run.id, fingerprint=shown.fingerprint)
    built = payments.build_file(ekonom, NOW, run_id=run.id, agreement=agreement())
    assert RunLine.objects.filter(run_id=built.id).count() == 1


def test_what_is_planned_after_the_attest_goes_in_the_next_run(
    planned: Home, second_home: Home, payee_of: PayeeOf, payday: Payday, ekonom: Actor
) -> None:
    run = payday.attested()
    dina = second_home.adults[0]
    payments.plan_payments(
        SYSTEM, NOW, decision=decided(second_home, part(dina, payee_of(dina).id), ref="2026-000002/1")
    )
    built = payments.build_file(ekonom, NOW, run_id=run.id, agreement=agreement())
    assert RunLine.objects.filter(run_id=built.id).count() == 2
    assert payday.sent("next", date(2026, 11, 27)).payments == 1


def test_two_runs_of_the_same_payments_pay_them_once(planned: Home, payday: Payday, ekonom: Actor) -> None:
    first, second = payday.attested("A"), payday.attested("B")
    payments.build_file(ekonom, NOW, run_id=first.id, agreement=agreement())
    with pytest.raises(RefusedError) as error:
        payments.build_file(ekonom, NOW, run_id=second.id, agreement=agreement())
    assert code(error) is PaymentsRefusal.RUN_CHANGED
    assert RunLine.objects.count() == 2


def test_everything_done_twice_is_done_once(planned: Home, payday: Payday, ekonom: Actor) -> None:
    run = payday.sent()
    again = payments.create_run(ekonom, NOW, key=run.key, pay_date=PAY_DATE)
    assert again.id == run.id
    later = NOW + timedelta(hours=1)
    assert payments.build_file(ekonom, later, run_id=run.id, agreement=agreement()).sha256 == run.sha256
    assert payments.send_run(ekonom, later, run_id=run.id, outgoing=payday.outgoing).sent_at == run.sent_at
    assert [path.name for path in payday.outgoing.iterdir()] == [run.file_name]
    assert payments.ledger_balance(ekonom, NOW).on_its_way_ore == -800_001


def test_a_file_picked_up_by_the_bank_is_not_written_again(
    planned: Home, payday: Payday, ekonom: Actor
) -> None:
    run = payday.sent()
    (payday.outgoing / run.file_name).unlink()
    payments.send_run(ekonom, NOW, run_id=run.id, outgoing=payday.outgoing)
    assert list(payday.outgoing.iterdir()) == []


def test_killed_between_writing_and_marking_the_repeat_is_the_identical_file(
    planned: Home, payday: Payday, ekonom: Actor
) -> None:
    run = payday.built()
    write_once(payday.outgoing / run.file_name, payments.bank_file(ekonom, NOW, run_id=run.id))
    written = os.stat(payday.outgoing / run.file_name).st_mtime_ns
    assert payments.send_run(ekonom, NOW, run_id=run.id, outgoing=payday.outgoing).state == "sent"
    assert os.stat(payday.outgoing / run.file_name).st_mtime_ns == written


def test_another_file_under_the_name_stops_the_sending(planned: Home, payday: Payday, ekonom: Actor) -> None:
    run = payday.built()
    payday.outgoing.mkdir()
    (payday.outgoing / run.file_name).write_bytes(b"another")
    with pytest.raises(RefusedError) as error:
        payments.send_run(ekonom, NOW, run_id=run.id, outgoing=payday.outgoing)
    assert code(error) is PaymentsRefusal.FILE_DIFFERS
    assert payments.run(ekonom, NOW, run_id=run.id).state == "file_built"
    assert (payday.outgoing / run.file_name).read_bytes() == b"another"


def test_the_job_that_building_enqueues_sends_the_file(planned: Home, payday: Payday, ekonom: Actor) -> None:
    run = payday.built()
    assert Job.objects.get(name=payments.SEND_RUN).payload == {"run_id": run.id}
    foundation.register({payments.SEND_RUN: payments.send_run_handler(payday.outgoing)})
    try:
        foundation.run_due_jobs(now=NOW, limit=5, worker="test", names=[payments.SEND_RUN])
    finally:
        foundation.register({})
    assert payments.run(ekonom, NOW, run_id=run.id).state == "sent"
    assert (payday.outgoing / run.file_name).exists()


@pytest.mark.parametrize(
    "pay_date",
    [date(2026, 11, 19), date(2026, 11, 28), date(2026, 12, 24), date(2026, 12, 25), date(2027, 6, 25)],
    ids=["past", "saturday", "christmas eve", "christmas day", "midsummer eve"],
)
def test_money_moves_on_days_the_banks_are_open(planned: Home, ekonom: Actor, pay_date: date) -> None:
    for attempt in (
        lambda: payments.create_run(ekonom, NOW, key="K", pay_date=pay_date),
        lambda: payments.rehearse(ekonom, NOW, pay_date=pay_date),
    ):
        with pytest.raises(RefusedError) as error:
            attempt()
        assert code(error) is PaymentsRefusal.PAY_DATE
    assert is_banking_day(PAY_DATE)


@pytest.mark.parametrize("key", ["", "två ord", "../x", "å", "x" * 31, "-a", "a\n"])
def test_a_run_needs_a_name_that_a_file_can_have(planned: Home, ekonom: Actor, key: str) -> None:
    with pytest.raises(RefusedError) as error:
        payments.create_run(ekonom, NOW, key=key, pay_date=PAY_DATE)
    assert code(error) is PaymentsRefusal.RUN_KEY


def test_a_name_is_used_for_one_day_and_an_empty_run_is_refused(
    planned: Home, ekonom: Actor, payday: Payday
) -> None:
    payday.built()
    with pytest.raises(RefusedError) as error:
        payments.create_run(ekonom, NOW, key="2026-11-26", pay_date=date(2026, 11, 27))
    assert code(error) is PaymentsRefusal.RUN_EXISTS
    with pytest.raises(RefusedError) as error:
        payments.create_run(ekonom, NOW, key="empty", pay_date=PAY_DATE)
    assert code(error) is PaymentsRefusal.NOTHING_TO_PAY


def test_a_cancelled_run_leaves_its_payments_free(planned: Home, ekonom: Actor, payday: Payday) -> None:
    run = payments.create_run(ekonom, NOW, key="A", pay_date=PAY_DATE)
    with pytest.raises(RefusedError) as error:
        payments.cancel_run(ekonom, NOW, run_id=run.id, reason="")
    assert code(error) is PaymentsRefusal.REASON_MISSING
    assert payments.cancel_run(ekonom, NOW, run_id=run.id, reason="Fel dag").state == "cancelled"
    assert payday.sent("B").payments == 2
    assert [row.key for row in payments.runs(ekonom, NOW)] == ["B", "A"]


def test_only_those_of_the_table_touch_runs(
    planned: Home, officer: Actor, outsider: Actor, payday: Payday
) -> None:
    run = payday.built()
    for actor in (officer, outsider, payday.attestant):
        with pytest.raises(AccessDenied):
            payments.create_run(actor, NOW, key="X", pay_date=PAY_DATE)
        with pytest.raises(AccessDenied):
            payments.send_run(actor, NOW, run_id=run.id, outgoing=payday.outgoing)
    with pytest.raises(AccessDenied):
        payments.rehearse(officer, NOW, pay_date=PAY_DATE)
    with pytest.raises(AccessDenied):
        payments.run(payday.ekonom, NOW, run_id=run.id + 1)


def test_the_database_holds_files_and_lines(planned: Home, payday: Payday) -> None:
    run = payday.built()
    runs, lines = PaymentRun.objects.filter(pk=run.id), RunLine.objects.filter(run_id=run.id)
    line = lines[0]
    for change in (
        lambda: RunFile.objects.update(content=b"other"),
        lambda: runs.update(file_sha256="0" * 64),
        lambda: runs.update(message_id="other"),
        lambda: lines.update(amount_ore=1),
        lambda: lines.update(payee_id=line.payee_id + 1),
        lines.delete,
        lambda: RunLine.objects.create(
            run_id=run.id,
            payment_id=line.payment_id,
            attempt=line.attempt,
            end_to_end_id="EKX-1",
            block="B",
            payee_id=line.payee_id,
            amount_ore=1,
        ),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert Payment.objects.filter(state="in_run").count() == 2


def test_next_month_is_explained_line_by_line(
    planned: Home, second_home: Home, payee_of: PayeeOf, payday: Payday, ekonom: Actor
) -> None:
    alva, bo = planned.adults
    dina = second_home.adults[0]
    payments.plan_payments(
        SYSTEM,
        NOW,
        decision=decided(
            second_home, part(dina, payee_of(dina).id, 300_000), ref="d/11", basis=(("Hyra", 300_000),)
        ),
    )
    payday.sent()
    december = datetime(2026, 12, 18, 9, 0, tzinfo=NOW.tzinfo)
    payee_ids = {
        row.person_id: row.payee_id for row in payments.payments_of_case(ekonom, NOW, case_id=planned.case_id)
    }
    payments.plan_payments(
        SYSTEM,
        december,
        decision=decided(
            planned,
            part(alva, payee_ids[alva.id], 350_001),
            part(bo, payee_ids[bo.id], 350_000),
            ref="a/12",
            month="2026-12",
            basis=(("Riksnorm", 600_001), ("Hyra", 220_000), ("Lön", -120_000)),
        ),
    )
    rehearsal = payments.rehearse(ekonom, december, pay_date=date(2026, 12, 21))
    assert (rehearsal.total_ore, rehearsal.last_ore, rehearsal.last_pay_date) == (
        700_001,
        1_100_001,
        PAY_DATE,
    )
    rows = {row.scope_id: row for row in rehearsal.rows}
    causes = {cause.label: cause.change_ore for cause in rows[planned.scope_id].causes}
    assert causes == {"Hyra": 20_000, "Lön": -120_000}
    assert rows[second_home.scope_id].kind is ChangeKind.ENDED
    assert rehearsal.rows[0].scope_id == second_home.scope_id
    assert sum(cause.change_ore for cause in rehearsal.by_cause) == rehearsal.change_ore
    assert rehearsal.unexplained_ore == 0


def test_writing_leaves_no_half_file(tmp_path: Path) -> None:
    write_once(tmp_path / "deep" / "a.xml", b"content")
    write_once(tmp_path / "deep" / "a.xml", b"content")
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["a.xml"]


def test_lists_read_a_fixed_number_of_queries(
    home: Home, payee_of: PayeeOf, payday: Payday, ekonom: Actor, officer: Actor
) -> None:
    alva = home.adults[0]
    payee_id = payee_of(alva).id

    def queries() -> tuple[int, int]:
        counted = []
        for read in (
            lambda: payments.runs(ekonom, NOW),
            lambda: payments.payments_of_case(officer, NOW, case_id=home.case_id),
        ):
            with foundation.audit.collecting("test"), CaptureQueriesContext(connection) as captured:
                assert read()
                counted.append(len(captured))
        return counted[0], counted[1]

    seen = []
    for number in range(3):
        payments.plan_payments(SYSTEM, NOW, decision=decided(home, part(alva, payee_id), ref=f"d/{number}"))
        payday.sent(f"run-{number}")
        seen.append(queries())
    assert len(set(seen)) == 1
    assert seen[0] <= (2, 2)
