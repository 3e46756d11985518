"""Speed over HTTP on loopback: the open calculation beside OpenFisca's web API."""

import http.client
import json
import statistics
import sys
import tempfile
import time
import urllib.parse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench import peers
from bench.rulebook import CASE
from bench.table import Row, measured

_OPENFISCA = {
    "persons": {
        "a": {"age": {"2026-10": 35}, "wage_kr": {"2026-10": 8000}, "has_jobbstimulans": {"2026-10": True}},
        "b": {"age": {"2026-10": 33}, "other_income_kr": {"2026-10": 2600}},
        "c": {"age": {"2026-10": 8}, "other_income_kr": {"2026-10": 1250}},
    },
    "households": {
        "h": {
            "adults": ["a", "b"],
            "children": ["c"],
            "rent_kr": {"2026-10": 9480},
            "support_per_adult_kr": {"2026-10": None},
        }
    },
}


def calculation() -> Iterator[Row]:
    """Median of one calculation over a kept connection, in turn against both servers."""
    port = peers.free_port()
    command = [str(Path(sys.executable).parent / "egenkraft"), "serve", "--port", str(port)]
    with tempfile.TemporaryDirectory() as folder, peers.openfisca_web() as theirs:
        environment = {"EGENKRAFT_PROFILE": "demo", "EGENKRAFT_DATA_DIR": folder}
        with peers.server(command, environment, f"http://127.0.0.1:{port}/api/openapi.json"):
            ours = f"http://127.0.0.1:{port}/api/calculate"
            mine, other = _in_turn(ours, CASE, theirs, _OPENFISCA)
    yield measured(
        "POST /api/calculate on loopback",
        mine,
        "ms",
        "< 3 and ahead of OpenFisca's web API",
        mine < 3 and mine < other,
        ("OpenFisca web API (ten-step rule)", other),
    )


def _in_turn(ours: str, case: Any, theirs: str, situation: Any, rounds: int = 200) -> tuple[float, float]:
    clients = [_Client(ours, case), _Client(theirs, situation)]
    times: list[list[float]] = [[], []]
    for turn in range(rounds + 20):
        for number, client in enumerate(clients):
            seconds = client.post()
            if turn >= 20:
                times[number].append(seconds)
    mine, other = (statistics.median(each) * 1000 for each in times)
    return mine, other


class _Client:
    """One kept connection that posts the same document again and again."""

    def __init__(self, address: str, document: Any) -> None:
        parts = urllib.parse.urlsplit(address)
        self.connection = http.client.HTTPConnection(parts.hostname or "", parts.port)
        self.path = parts.path
        self.body = json.dumps(document).encode()

    def post(self) -> float:
        start = time.perf_counter()
        self.connection.request("POST", self.path, self.body, {"Content-Type": "application/json"})
        answer = self.connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{self.path} answered {answer.status}")
        return time.perf_counter() - start
