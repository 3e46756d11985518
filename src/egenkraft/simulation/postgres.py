"""A throwaway PostgreSQL server on a Unix socket, for tests and trials; nothing of it stays behind."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

_BINARIES = Path("/usr/lib/postgresql")
_NAME = "egenkraft"
_START_SECONDS = 60.0
# A server that is thrown away need not survive a power cut.
_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "shared_buffers": "64MB",
}


class PostgresMissingError(RuntimeError):
    """There is no server to start, or it does not start; the text says which and what to do."""


def binaries() -> Path:
    """The folder of the newest server programs. Raises PostgresMissingError."""
    found = [path.parent for path in _BINARIES.glob("*/bin/initdb")]
    if not found:
        raise PostgresMissingError(
            f"No PostgreSQL server under {_BINARIES}/*/bin. Install it with: apt-get install postgresql"
        )
    return max(found, key=lambda path: int(path.parent.name))


@contextmanager
def temporary_server() -> Iterator[str]:
    """Start a server with an empty database; yields its URL and stops it afterwards. Raises PostgresMissingError."""
    programs = binaries()
    # The socket's path must be short, so not in a test's own deep folder.
    folder = Path(tempfile.mkdtemp(prefix="ekpg-", dir="/tmp"))
    user = _server_user()
    try:
        if user is not None:
            shutil.chown(folder, user)
        _initialise(programs, folder, user)
        server = _start(programs, folder, user)
        try:
            _create_database(folder, server)
            yield f"postgresql://{_NAME}@/{_NAME}?host={folder}"
        finally:
            _stop(server)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _server_user() -> str | None:
    """PostgreSQL does not run as root; anyone else runs it as themselves."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _initialise(programs: Path, folder: Path, user: str | None) -> None:
    made = subprocess.run(
        [
            programs / "initdb",
            "--pgdata", folder / "data",
            "--username", _NAME,
            "--auth", "trust",
            "--encoding", "UTF8",
            "--locale", "C.UTF-8",
            "--no-sync",
        ],
        user=user,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    if made.returncode:
        raise PostgresMissingError(f"initdb failed: {made.stderr.strip()}")


def _start(programs: Path, folder: Path, user: str | None) -> "subprocess.Popen[bytes]":
    settings = [item for name, value in _SETTINGS.items() for item in ("-c", f"{name}={value}")]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            [programs / "postgres", "-D", folder / "data", "-k", folder, *settings],
            user=user,
            cwd=folder,
            stdout=log,
            stderr=subprocess.STDOUT,
        )


def _create_database(folder: Path, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + _START_SECONDS
    while True:
        try:
            with psycopg.connect(
                host=str(folder), user=_NAME, dbname="postgres", autocommit=True
            ) as connection:
                connection.execute(f"CREATE DATABASE {_NAME}")
            return
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > deadline:
                log = (folder / "log").read_text(errors="replace")[-2000:]
                raise PostgresMissingError(f"PostgreSQL did not start: {log}") from None
            time.sleep(0.05)


def _stop(server: "subprocess.Popen[bytes]") -> None:
    """Fast shutdown; a server that does not obey is killed."""
    server.send_signal(signal.SIGINT)
    try:
        server.wait(timeout=20)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
