"""Every difference between SQLite and PostgreSQL stands here.

SQLite has one writer at a time. Its own waiting is by sleeping and trying again, which starves some
writers for seconds; the fair write lock queues them instead, over threads and processes alike.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

_SQLITE_INIT = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA recursive_triggers = ON
"""


def database_settings(url: str, data_dir: Path) -> dict[str, Any]:
    """Django's settings for PostgreSQL at `url`, or for SQLite in `data_dir` when `url` is empty.

    Raises ValueError for an address of another database.
    """
    if not url:
        path = Path(data_dir) / "egenkraft.sqlite3"
        path.parent.mkdir(parents=True, exist_ok=True)
        return {
            "ENGINE": "egenkraft.foundation.sqlite",
            "NAME": str(path),
            "CONN_MAX_AGE": None,
            "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": _SQLITE_INIT},
            "TEST": {"NAME": str(path.with_name("test.sqlite3"))},
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise ValueError(
            f"EGENKRAFT_DATABASE_URL begins with {parts.scheme!r}; only postgresql://user:password@host:port/name "
            "works. Leave it empty for SQLite."
        )
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(parts.port or options.pop("port", "")),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        # A pooler in transaction mode gives each transaction another server process.
        "DISABLE_SERVER_SIDE_CURSORS": True,
        "OPTIONS": options,
    }


def transaction() -> AbstractContextManager[None]:
    """All or nothing, whichever database; nest freely. Nothing slow inside: on SQLite others wait."""
    from django.db import transaction as django_transaction

    return django_transaction.atomic()


def in_transaction() -> bool:
    """True inside `transaction()`."""
    from django.db import connection

    return connection.in_atomic_block


class FairWriteLock:
    """One writer at a time, in the order they came (near enough), over threads and processes.

    Two files: whoever waits for the write lock holds the turnstile meanwhile, so the one that just
    wrote cannot pass those who wait. The kernel releases both when a process is killed.
    """

    def __init__(self, database_path: str) -> None:
        self._turnstile = f"{database_path}.turnstile"
        self._write = f"{database_path}.write"
        self._held: int | None = None

    def acquire(self) -> None:
        turnstile = os.open(self._turnstile, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(turnstile, fcntl.LOCK_EX)
            write = os.open(self._write, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            fcntl.flock(write, fcntl.LOCK_EX)
            self._held = write
        finally:
            os.close(turnstile)

    def release(self) -> None:
        """Give the lock back; harmless when it is not held."""
        if self._held is not None:
            os.close(self._held)
            self._held = None


def skips_locked() -> bool:
    """Whether workers pass over rows that another holds; on SQLite a transaction is the only writer anyway."""
    from django.db import connection

    return connection.vendor == "postgresql"


def hold_back_sealing() -> None:
    """Called before an audit row gets its number; the seal waits for everyone between number and commit."""
    _advisory("pg_advisory_xact_lock_shared")


def wait_for_audit_writers() -> None:
    """After this no audit row with a lower number can still appear in this transaction's view."""
    _advisory("pg_advisory_xact_lock")


_AUDIT_LOCK = 7_203_911


def _advisory(function: str) -> None:
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s)", [_AUDIT_LOCK])


def append_only_sql(table: str) -> dict[str, list[str]]:
    """Statements that let rows of `table` be added but never changed or removed, by vendor.

    Use `append_only(table)` in a migration; this is its text, for tests and for reading.
    """
    message = f"{table} is append-only"
    sqlite = [
        f"CREATE TRIGGER {table}_append_only_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        for verb in ("UPDATE", "DELETE")
    ]
    postgresql = [
        f"CREATE OR REPLACE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        f"CREATE TRIGGER {table}_append_only_row BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_append_only()",
        f"CREATE TRIGGER {table}_append_only_truncate BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_append_only()",
    ]
    return {"sqlite": sqlite, "postgresql": postgresql}


def append_only(table: str) -> Any:
    """A migration operation that makes `table` append-only on the database at hand."""
    return run_sql(**append_only_sql(table))


def run_sql(sqlite: list[str], postgresql: list[str]) -> Any:
    """A migration operation running the statements of the database at hand."""
    from django.db import migrations

    def forwards(_apps: Any, schema_editor: Any) -> None:
        statements = sqlite if schema_editor.connection.vendor == "sqlite" else postgresql
        for statement in statements:
            schema_editor.execute(statement, params=None)

    return migrations.RunPython(forwards, migrations.RunPython.noop)


def grant_role(role: str) -> None:
    """Let a PostgreSQL role read and write rows and nothing else; the owner, who migrates, calls it afterwards.

    What is append-only it may not even try to change. Raises ValueError on SQLite, which has no roles.
    """
    from django.db import connection

    if connection.vendor != "postgresql":
        raise ValueError("SQLite has no roles: who may open the file may do everything.")
    name = connection.ops.quote_name(role)
    with transaction(), connection.cursor() as cursor:
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {name}")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {name}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {name}")
        cursor.execute(
            "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE t.tgname = c.relname || '_append_only_row'"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f'REVOKE UPDATE, DELETE ON "{table}" FROM {name}')


@contextmanager
def append_only_lifted() -> Iterator[None]:
    """Within one transaction, the append-only tables can be emptied. For `flush` of a demo or a test database."""
    from django.db import connection

    lift = _lift_sqlite if connection.vendor == "sqlite" else _lift_postgresql
    with transaction(), connection.cursor() as cursor:
        restore = lift(cursor)
        yield
        for statement in restore:
            cursor.execute(statement)


def _lift_sqlite(cursor: Any) -> list[str]:
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%append_only%'")
    found = cursor.fetchall()
    for name, _sql in found:
        cursor.execute(f'DROP TRIGGER "{name}"')
    return [sql for _name, sql in found]


def _lift_postgresql(cursor: Any) -> list[str]:
    # A table with foreign keys still to be checked cannot be altered.
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    cursor.execute(
        "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "WHERE NOT t.tgisinternal AND t.tgname LIKE '%append_only%'"
    )
    found = cursor.fetchall()
    for table, name in found:
        cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER "{name}"')
    enable = [f'ALTER TABLE "{table}" ENABLE TRIGGER "{name}"' for table, name in found]
    return [*enable, "SET CONSTRAINTS ALL DEFERRED"]
