"""The audit log: one entry per request, names and never values, nothing changed afterwards unseen."""

import threading
import time
from datetime import datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Model

from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import AccessDenied, Actor, Realm, Role, audit
from egenkraft.foundation.databases import append_only_lifted
from egenkraft.foundation.models import AuditEntry, AuditSeal, AuditSubject
from egenkraft.foundation.tests.conftest import SYSTEM, MakeStaff

pytestmark = pytest.mark.django_db

OFFICER = Actor(user_id=5, realm=Realm.STAFF, name="Anna")


def _read(
    now: datetime, ref: str = "case:1", *persons: int, actor: Actor = OFFICER, fields: tuple[str, ...] = ()
) -> None:
    audit.note(
        actor, now, action="read", object_ref=ref, permission="case.read", person_ids=persons, fields=fields
    )


def _fail_after_reading(now: datetime) -> None:
    _read(now, "case:1", 11)
    audit.note(OFFICER, now, action="glance", object_ref="case:1", permission="case.read")


def test_one_entry_per_request_with_its_subjects(now: datetime) -> None:
    with audit.collecting("GET office:case") as collector:
        _read(now, "case:1", 11, 12, fields=("facts",))
        _read(now, "case:1", 11, fields=("decision",))
        collector.status = 200
        assert not AuditEntry.objects.exists()
    entry = AuditEntry.objects.get()
    assert (entry.user_id, entry.actor_name, entry.source, entry.status) == (
        5,
        "Anna",
        "GET office:case",
        200,
    )
    rows = AuditSubject.objects.order_by("person_id").values_list("person_id", "action", "fields")
    assert list(rows) == [(11, "read", "decision,facts"), (12, "read", "facts")]


def test_written_also_when_the_request_fails(now: datetime) -> None:
    with pytest.raises(ValueError, match="glance"), audit.collecting("GET office:case"):
        _fail_after_reading(now)
    assert AuditSubject.objects.filter(person_id=11).exists()


def test_what_was_read_stays_noted_when_the_work_is_rolled_back(now: datetime) -> None:
    with (
        audit.collecting("POST office:case"),
        pytest.raises(ValueError, match="glance"),
        foundation.transaction(),
    ):
        _fail_after_reading(now)
    assert AuditSubject.objects.filter(person_id=11).exists()


def test_written_at_once_outside_a_request(now: datetime) -> None:
    _read(now, "case:1", 11)
    assert AuditEntry.objects.get().source == "direct"


def test_an_entry_for_each_actor(now: datetime) -> None:
    with audit.collecting("POST resident:send"):
        _read(now, "case:1", 11)
        _read(now, "case:1", 11, actor=SYSTEM)
    assert set(AuditEntry.objects.values_list("realm", flat=True)) == {"staff", "system"}


def test_a_residents_name_is_not_written(now: datetime) -> None:
    _read(now, "case:1", 11, actor=Actor(user_id=1, realm=Realm.RESIDENT, name="Alva Prov", person_id=11))
    entry = AuditEntry.objects.get()
    assert (entry.user_id, entry.actor_name) == (1, "")


def test_an_unknown_action_is_a_bug(now: datetime) -> None:
    with pytest.raises(ValueError, match="glance"):
        audit.note(OFFICER, now, action="glance", object_ref="case:1", permission="case.read")


@pytest.mark.parametrize("table", [AuditEntry, AuditSubject, AuditSeal])
def test_rows_can_be_neither_changed_nor_removed(now: datetime, table: type[Model]) -> None:
    _read(now, "case:1", 11)
    foundation.seal(now)
    row = table._default_manager.get()
    name = table._meta.db_table
    statements = [
        f"UPDATE {name} SET id = id + 100",
        f"DELETE FROM {name} WHERE id = {row.pk}",
    ]
    if connection.vendor == "postgresql":
        statements.append(f"SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE {name} CASCADE")
    else:
        statements.append(f"INSERT OR REPLACE INTO {name} SELECT * FROM {name}")
    for statement in statements:
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    assert table._default_manager.filter(pk=row.pk).exists()


def test_the_chain_holds_over_batches_and_finds_nothing(now: datetime) -> None:
    for number in range(7):
        _read(now, f"case:{number}", 11)
    assert foundation.seal(now, batch=3) == 7
    _read(now, "case:8", 11)
    check = foundation.check_chain()
    assert (check.seals, check.sealed, check.unsealed, check.faults) == (3, 7, 1, ())
    assert check.last_hash == AuditSeal.objects.latest("id").hash
    assert foundation.seal(now) == 1
    assert foundation.check_chain(expected_last_hash=check.last_hash).faults == ()


def _seal_six(now: datetime) -> None:
    for number in range(6):
        _read(now, f"case:{number}", 11, fields=("facts",))
    foundation.seal(now, batch=2)


@pytest.mark.parametrize(
    ("tampering", "found"),
    [
        (
            "UPDATE foundation_auditsubject SET fields = '' WHERE id = (SELECT min(id) FROM foundation_auditsubject)",
            "not as",
        ),
        (
            "UPDATE foundation_auditentry SET user_id = 6 WHERE id = (SELECT min(id) FROM foundation_auditentry)",
            "not as",
        ),
        (
            "DELETE FROM foundation_auditsubject WHERE id = (SELECT min(id) FROM foundation_auditsubject)",
            "not as",
        ),
        (
            "UPDATE foundation_auditseal SET previous_hash = 'x' WHERE id = (SELECT min(id) FROM foundation_auditseal)",
            "does not follow",
        ),
        (
            "DELETE FROM foundation_auditseal WHERE id = (SELECT min(id) + 1 FROM foundation_auditseal)",
            "does not follow",
        ),
    ],
)
def test_tampering_is_found(now: datetime, tampering: str, found: str) -> None:
    _seal_six(now)
    with append_only_lifted(), connection.cursor() as cursor:
        cursor.execute(tampering)
    faults = foundation.check_chain().faults
    assert any(found in fault for fault in faults), faults


def test_a_removed_entry_is_found(now: datetime) -> None:
    _seal_six(now)
    first = AuditEntry.objects.earliest("pk")
    with append_only_lifted():
        first.subjects.all().delete()
        first.delete()
    assert any("holds 2 entries, 1 are there" in fault for fault in foundation.check_chain().faults)


@pytest.mark.django_db(transaction=True)
def test_a_seal_waits_for_those_who_are_writing(now: datetime) -> None:
    """One writes and has not committed, another writes a later number and commits: both are in the seal."""
    noted = threading.Event()

    def write_slowly() -> None:
        with foundation.transaction():
            _read(now, "case:1", 11)
            noted.set()
            time.sleep(0.4)
        connection.close()

    writer = threading.Thread(target=write_slowly)
    writer.start()
    assert noted.wait(timeout=10)
    _read(now, "case:2", 12)
    assert foundation.seal(now) == 2
    writer.join()
    assert foundation.check_chain().faults == ()
    assert AuditEntry.objects.count() == 2


def test_seals_cut_off_at_the_end_are_found_by_a_hash_kept_outside(now: datetime) -> None:
    _seal_six(now)
    kept = foundation.check_chain().last_hash
    with append_only_lifted():
        AuditSeal.objects.latest("id").delete()
    assert foundation.check_chain().faults == ()
    assert any(kept in fault for fault in foundation.check_chain(kept).faults)


def test_a_person_sees_who_has_read(now: datetime, make_staff: MakeStaff) -> None:
    resident = Actor(user_id=1, realm=Realm.RESIDENT, name="R", person_id=11)
    _read(now, "case:1", 11, fields=("facts",))
    _read(now, "case:2", 12)
    _read(now, "case:1", 11, actor=resident)
    lines = foundation.who_read(resident, now, person_id=11)
    assert [(line.actor_name, line.object_ref, line.fields) for line in lines] == [
        ("Anna", "case:1", ("facts",))
    ]
    with pytest.raises(AccessDenied):
        foundation.who_read(resident, now, person_id=12)
    with pytest.raises(AccessDenied):
        foundation.who_read(make_staff("bo", Role.HANDLAGGARE), now, person_id=11)
    assert foundation.who_read(make_staff("revisor", Role.REVISOR), now, person_id=12)
