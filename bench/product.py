"""Speed of the product: the inbox under eight officers, and a month through the database."""

import http.client
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench import peers
from bench.table import Row, measured, quantile

CASES = 20_000
HOUSEHOLDS = 600
_BIN = Path(sys.executable).parent / "egenkraft"


def inbox() -> Iterator[Row]:
    """95th percentile of the inbox page, eight officers at once, twenty thousand open cases."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {"EGENKRAFT_PROFILE": "demo", "EGENKRAFT_DATA_DIR": folder}
        made = subprocess.run(
            [sys.executable, "-m", "bench.crowd", str(CASES)],
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, **environment},
        )
        sessions: list[str] = json.loads(made.stdout.splitlines()[-1])
        port = peers.free_port()
        with (
            peers.server([str(_BIN), "serve", "--port", str(port)], environment, f"http://127.0.0.1:{port}/"),
            ThreadPoolExecutor(len(sessions)) as pool,
        ):
            times = list(pool.map(lambda session: _visits(port, session), sessions))
    milliseconds = [seconds * 1000 for each in times for seconds in each]
    slow = quantile(milliseconds, 0.95)
    yield measured("inbox, p95, 8 officers, 20 000 open cases", slow, "ms", "< 150", slow < 150)


def _visits(port: int, session: str, rounds: int = 25, warm_up: int = 4) -> list[float]:
    """One officer opening the inbox, page by page, with a second's thought between."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    times = []
    for turn in range(rounds + warm_up):
        start = time.perf_counter()
        connection.request(
            "GET", f"/handlaggning/inkorg/?sida={turn % 5 + 1}", headers={"Cookie": f"sessionid={session}"}
        )
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"the inbox answered {answer.status}")
        if turn >= warm_up:
            times.append(time.perf_counter() - start)
        time.sleep(1)
    return times


def month() -> Iterator[Row]:
    """Households a second through registers, calculation, decision and payment, on SQLite, without letters."""
    with tempfile.TemporaryDirectory() as folder:
        made = subprocess.run(
            [
                str(_BIN),
                "demo",
                "--once",
                "--without-letters",
                "--json",
                "--households",
                str(HOUSEHOLDS),
                "--dir",
                folder,
            ],
            check=True,
            capture_output=True,
            text=True,
        )
        speed = json.loads(made.stdout)["households_per_second"]
    yield measured("the month through SQLite, without letters", speed, "households/s", "≥ 100", speed >= 100)
