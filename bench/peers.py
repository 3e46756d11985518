"""The peers, each in a process of its own."""

import json
import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_FOLDER = Path(__file__).parent / "peers"
_BIN = _FOLDER / ".venv" / "bin"


def openfisca_speed() -> dict[str, float]:
    """Medians of OpenFisca-Core on the ten-step rule."""
    found = subprocess.run(
        [str(_BIN / "python"), str(_FOLDER / "openfisca_speed.py")],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(_FOLDER)},
    )
    result: dict[str, float] = json.loads(found.stdout)
    assert result["support_kr"] == 12340, "the peer does not compute the same rule"
    return result


@contextmanager
def openfisca_web() -> Iterator[str]:
    """OpenFisca's web API on loopback, as its documentation starts it; yields the address to post to."""
    port = free_port()
    command = [
        str(_BIN / "openfisca"),
        "serve",
        "--country-package",
        "openfisca_ten_step",
        "--port",
        str(port),
    ]
    with server(command, {"PYTHONPATH": str(_FOLDER)}, f"http://127.0.0.1:{port}/spec"):
        yield f"http://127.0.0.1:{port}/calculate"


@contextmanager
def server(command: list[str], environment: dict[str, str], ready: str) -> Iterator[None]:
    """A server process, up before the body runs and gone after it."""
    process = subprocess.Popen(
        command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(200):
            try:
                urllib.request.urlopen(ready, timeout=1).read()
                break
            except OSError:
                time.sleep(0.1)
        else:
            raise RuntimeError(f"{command[0]} did not answer at {ready}")
        yield
    finally:
        process.terminate()
        process.wait(10)


def free_port() -> int:
    """A port that nobody listens to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
