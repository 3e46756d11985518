"""What differs between the databases: settings, pragmas, triggers, and the queue of writers on SQLite."""

import itertools
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from pytest_django import Settings

from egenkraft.foundation import api as foundation
from egenkraft.foundation.databases import append_only_sql, database_settings
from egenkraft.foundation.models import AuditEntry, Event
from egenkraft.foundation.tests.conftest import NOW, SYSTEM

only_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="about SQLite")


def test_an_address_of_postgresql_is_read() -> None:
    read = database_settings(
        "postgresql://anna:hem%40lig@db.invalid:5433/egenkraft?sslmode=verify-full", Path()
    )
    picked = {name: read[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME", "OPTIONS")}
    assert picked == {
        "USER": "anna",
        "PASSWORD": "hem@lig",
        "HOST": "db.invalid",
        "PORT": "5433",
        "NAME": "egenkraft",
        "OPTIONS": {"sslmode": "verify-full"},
    }
    assert read["DISABLE_SERVER_SIDE_CURSORS"]
    assert database_settings("postgresql:///egenkraft?host=/run/pg&port=1", Path())["HOST"] == "/run/pg"


def test_another_database_is_refused() -> None:
    with pytest.raises(ValueError, match="only postgresql://"):
        database_settings("mysql://db/egenkraft", Path())


@only_sqlite
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
        ("busy_timeout", 20000),
    ],
)
def test_sqlite_is_set_for_safety(pragma: str, value: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
        assert cursor.fetchone()[0] == value


def test_append_only_names_can_be_found_again() -> None:
    for statements in append_only_sql("payments_line").values():
        assert all("payments_line_append_only" in statement for statement in statements)


@pytest.mark.django_db(transaction=True)
def test_flush_empties_and_leaves_the_triggers(settings: Settings) -> None:
    foundation.create_unit(SYSTEM, NOW, code="a", name="A")
    assert AuditEntry.objects.exists()
    call_command("flush", interactive=False, verbosity=0)
    assert not AuditEntry.objects.exists()
    foundation.create_unit(SYSTEM, NOW, code="a", name="A")
    with pytest.raises(Exception, match="append-only"):
        AuditEntry.objects.update(status=1)
    settings.PROFILE = "production"
    with pytest.raises(CommandError, match="append-only"):
        call_command("flush", interactive=False, verbosity=0)
    settings.PROFILE = "test"


@pytest.mark.postgresql
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="about roles of PostgreSQL")
@pytest.mark.django_db
def test_the_role_of_requests_can_neither_change_the_log_nor_switch_its_guard_off() -> None:
    foundation.create_unit(SYSTEM, NOW, code="a", name="A")
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE egenkraft_requests")
        foundation.grant_role("egenkraft_requests")
        cursor.execute("SET LOCAL ROLE egenkraft_requests")
    foundation.create_unit(SYSTEM, NOW, code="b", name="B")
    for statement in (
        "UPDATE foundation_auditentry SET status = 1",
        "DELETE FROM foundation_auditsubject",
        "TRUNCATE foundation_auditseal",
        "ALTER TABLE foundation_auditentry DISABLE TRIGGER ALL",
        "SET LOCAL session_replication_role = replica",
    ):
        with (
            pytest.raises(DatabaseError, match="permission denied|must be owner"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    assert AuditEntry.objects.count() == 2


@only_sqlite
@pytest.mark.django_db(transaction=True)
def test_writers_take_turns() -> None:
    """Four processes write as fast as they can: none fails, none is starved, none sees half of another."""
    writers, rows = 4, 60
    processes = [_writer(str(number), rows) for number in range(writers)]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    assert [process.wait() for process in processes] == [0] * writers

    events = list(Event.objects.order_by("id"))
    assert len(events) == writers * rows
    assert all(later.payload["after"] == earlier.pk for earlier, later in itertools.pairwise(events))
    # While all four were at it, no one wrote many times in a row.
    ends = [max(place for place, event in enumerate(events) if event.name == str(n)) for n in range(writers)]
    begins = [
        min(place for place, event in enumerate(events) if event.name == str(n)) for n in range(writers)
    ]
    together = [event.name for event in events[max(begins) : min(ends)]]
    longest = max((len(list(run)) for _name, run in itertools.groupby(together)), default=0)
    assert longest <= 8, "".join(together)
    for process in processes:
        for stream in (process.stdin, process.stdout):
            assert stream is not None
            stream.close()


def _writer(name: str, rows: int) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [
            sys.executable,
            "-m",
            "egenkraft.foundation.tests.writer_process",
            str(connection.settings_dict["NAME"]),
            name,
            str(rows),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
