"""The product as processes of its own, as in use, on free ports and in a folder that ends with the tests."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

REPOSITORY = Path(__file__).resolve().parents[2]
CLOCK = "2026-11-16T09:00:00+01:00"
_START_SECONDS = 60


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Nothing of the environment the tests run in but the paths, and a data folder."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("EGENKRAFT_", "DJANGO_"))
    }
    return {**kept, "EGENKRAFT_PROFILE": "demo", "EGENKRAFT_DATA_DIR": str(folder), **more}


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def command(*arguments: str) -> list[str]:
    """`egenkraft …` of the environment the tests run in."""
    return [sys.executable, "-m", "egenkraft.config.cli", *arguments]


@contextmanager
def running(arguments: list[str], env: dict[str, str], log: Path) -> Iterator[subprocess.Popen[str]]:
    """The process, ended afterwards; what it says is in `log`."""
    with log.open("w") as output:
        process = _start(arguments, env, output)
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _start(arguments: list[str], env: dict[str, str], output: IO[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        arguments, cwd=REPOSITORY, env=env, stdout=output, stderr=subprocess.STDOUT, text=True
    )


def wait_for(url: str, process: subprocess.Popen[str], log: Path) -> None:
    """Until the address answers. Raises AssertionError with the log when it does not."""
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"{url} does not answer:\n{log.read_text()[-3000:]}")


def output_of(
    arguments: list[str], env: dict[str, str], timeout: float = 300, errors: IO[str] | None = None
) -> str:
    """What the command prints. Raises AssertionError with its errors when it fails."""
    done = subprocess.run(
        arguments, cwd=REPOSITORY, env=env, capture_output=True, text=True, timeout=timeout, check=False
    )
    if errors is not None:
        errors.write(done.stderr)
    assert done.returncode == 0, f"{' '.join(arguments[2:])}: {done.stdout[-1500:]}{done.stderr[-3000:]}"
    return done.stdout


def json_of(
    arguments: list[str], env: dict[str, str], timeout: float = 300, errors: IO[str] | None = None
) -> dict[str, object]:
    """The object it prints; what it says besides goes to `errors`."""
    found: dict[str, object] = json.loads(output_of(arguments, env, timeout, errors))
    return found
