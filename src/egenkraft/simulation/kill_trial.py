"""A payday whose process is killed again and again: nothing may be lost, nothing paid twice.

Real processes, SIGKILL, at seeded random moments while planning, running, building and sending. The bank
is played by reading the files that have come out: each payment carries a mark of its own in its message.
"""

import hashlib
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from egenkraft.formats.api import pain001
from egenkraft.simulation.postgres import temporary_server

PHASES = ("plan", "run", "build", "send")
_WORKER = "egenkraft.simulation.kill_trial_worker"
Progress = Callable[[str], None]


@dataclass(frozen=True)
class KillTrial:
    """`lost`: decided payments in no file. `twice`: payments in more than one place. `files_identical`: see `_identical`."""

    payments: int
    kills: int
    lost: int
    twice: int
    files_identical: bool

    @property
    def passed(self) -> bool:
        return not self.lost and not self.twice and self.files_identical

    def as_json(self) -> dict[str, object]:
        return asdict(self)


@dataclass
class _Trial:
    """A trial under way. A round is a run of its own, so that each phase comes many times."""

    folder: Path
    environment: dict[str, str]
    rounds: int
    payments: int
    naive: bool
    progress: Progress
    starts: int = 0
    kills: int = 0
    seconds: dict[str, float] = field(default_factory=lambda: dict.fromkeys(PHASES, 0.2))
    seen: dict[str, str] = field(default_factory=dict)
    changed: bool = False

    @property
    def outgoing(self) -> Path:
        return self.folder / "outgoing"

    def start(self, command: str) -> "subprocess.Popen[str]":
        """A worker; each start is a quarter of an hour later, so that what the killed one held has run out."""
        self.starts += 1
        return subprocess.Popen(
            [
                sys.executable, "-m", _WORKER, command, str(self.folder),
                str(self.payments), str(self.rounds), str(self.starts), str(int(self.naive)),
            ],
            stdout=subprocess.PIPE,
            stderr=(self.folder / "errors.txt").open("a"),
            text=True,
            env=self.environment,
        )  # fmt: skip

    def run_to_the_end(self, command: str) -> None:
        """Raises RuntimeError when the worker fails."""
        worker = self.start(command)
        self._follow(worker, None)
        if worker.wait():
            raise RuntimeError(f"{command}: {(self.folder / 'errors.txt').read_text()[-3000:]}")

    def kill_at(self, round_number: int, phase: str, share: float) -> None:
        """Run until the phase of the round has begun, wait a share of its length, kill."""
        worker = self.start("work")
        if self._follow(worker, f"{phase} {round_number}"):
            time.sleep(share * self.seconds[phase])
            worker.kill()
        code = worker.wait()
        if worker.stdout is not None:
            worker.stdout.close()
        if code == -9:
            self.kills += 1
            self.progress(f"killed while it was to {phase} round {round_number}")
        elif code:
            raise RuntimeError(f"work: {(self.folder / 'errors.txt').read_text()[-3000:]}")
        self.look()

    def _follow(self, worker: "subprocess.Popen[str]", until: str | None) -> bool:
        """Read what the worker says, keep how long each phase takes; True when it says `until`."""
        phase, since = "", time.monotonic()
        for line in worker.stdout or ():
            now = time.monotonic()
            if phase:
                self.seconds[phase] = max(0.005, now - since)
            said = line.strip()
            phase, since = said.partition(" ")[0], now
            phase = phase if phase in PHASES else ""
            if said == until:
                return True
        return False

    def look(self) -> None:
        """A file that has come out must never be another afterwards."""
        for path in sorted(self.outgoing.glob("*.xml")):
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            self.changed |= self.seen.setdefault(path.name, digest) != digest


def run_trial(
    *,
    database: str,
    payments: int,
    kills: int,
    naive: bool,
    seed: int,
    environment: Mapping[str, str],
    progress: Progress,
) -> KillTrial:
    """Run the trial on "sqlite" or "postgresql"; `naive` marks rows one by one after writing, to be seen to fail.

    `environment`: that of the workers, to which the trial adds a folder and a database of its own.

    Raises ValueError for numbers that make no trial, PostgresMissingError without a server.
    """
    if payments < 1 or kills < 0:
        raise ValueError("payments: 1 or more; kills: 0 or more")
    rounds = min(payments, kills + 1)
    chance = random.Random(seed)
    with _place(database, environment) as (folder, own):
        trial = _Trial(folder, own, rounds, payments, naive, progress)
        progress(f"{payments} payments in {rounds} runs on {database}")
        trial.run_to_the_end("prepare")
        # The naive way only writes and marks.
        phases = PHASES[2:] if naive else PHASES
        for number in range(kills):
            phase = phases[number] if number < len(phases) else chance.choice(phases)
            trial.kill_at(number % rounds, phase, chance.random() / (2 if naive else 1))
        trial.run_to_the_end("work")
        trial.look()
        return _result(trial)


@contextmanager
def _place(database: str, environment: Mapping[str, str]) -> Iterator[tuple[Path, dict[str, str]]]:
    folder = Path(tempfile.mkdtemp(prefix="egenkraft-kill-trial-"))
    try:
        with ExitStack() as stack:
            address = stack.enter_context(temporary_server()) if database == "postgresql" else ""
            yield (
                folder,
                {
                    **environment,
                    "EGENKRAFT_PROFILE": "test",
                    "EGENKRAFT_DATA_DIR": str(folder),
                    "EGENKRAFT_DATABASE_URL": address,
                    "DJANGO_SETTINGS_MODULE": "egenkraft.config.settings",
                },
            )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _result(trial: _Trial) -> KillTrial:
    decided = set(json.loads((trial.folder / "decided.json").read_text()))
    paid: Counter[str] = Counter()
    for path in trial.outgoing.glob("*.xml"):
        for transfer in pain001.decode(path.read_bytes()).transfers:
            if isinstance(transfer.remittance, pain001.Message):
                paid[transfer.remittance.text] += 1
    if unknown := set(paid) - decided:
        raise RuntimeError(f"the files hold payments that nobody decided: {sorted(unknown)[:3]}")
    return KillTrial(
        payments=len(decided),
        kills=trial.kills,
        lost=len(decided - set(paid)),
        twice=sum(1 for count in paid.values() if count > 1),
        files_identical=_identical(trial),
    )


def _identical(trial: _Trial) -> bool:
    """Every file is byte for byte the one stored with its run, is the only one of its run, and never was another."""
    stored = json.loads((trial.folder / "stored.json").read_text())
    return not trial.changed and trial.seen == stored and len(stored) == trial.rounds
