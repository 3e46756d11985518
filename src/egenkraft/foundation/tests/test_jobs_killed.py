"""A worker killed at any point: the job is finished by another, and what it writes is written exactly once."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from django.db import connection

from egenkraft.foundation import api as foundation
from egenkraft.foundation.jobs import LEASE
from egenkraft.foundation.models import Event, Job

pytestmark = [pytest.mark.django_db(transaction=True)]

Start = Callable[[str], "subprocess.Popen[str]"]


@pytest.fixture
def start_worker(now: datetime) -> Iterator[Start]:
    started: list[subprocess.Popen[str]] = []

    def start(stop_at: str) -> "subprocess.Popen[str]":
        """A worker that has taken the job and waits at `stop_at`."""
        module = "egenkraft.foundation.tests.worker_process"
        name = str(connection.settings_dict["NAME"])
        process = subprocess.Popen(
            [sys.executable, "-m", module, name, now.isoformat(), stop_at],
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        )
        started.append(process)
        assert process.stdout is not None
        for line in process.stdout:
            if line.strip() == stop_at:
                return process
        raise AssertionError(f"the worker ended before it came to {stop_at}")

    yield start
    for process in started:
        process.kill()
        process.wait()


def _finish_elsewhere(now: datetime) -> int:
    def handler(run: foundation.JobRun) -> None:
        with run.finishing():
            Event.objects.create(name="effect", payload={"attempt": run.attempt}, at=now)

    foundation.register({"pay": handler})
    ran = foundation.run_due_jobs(now=now, limit=5, worker="survivor")
    foundation.register({})
    return ran


@pytest.mark.parametrize(("killed_at", "finished_by"), [("before", 2), ("inside", 2), ("after", 1)])
def test_killed_work_is_done_exactly_once(
    now: datetime, start_worker: Start, killed_at: str, finished_by: int
) -> None:
    foundation.enqueue("pay", {}, now=now)
    victim = start_worker(killed_at)
    victim.send_signal(signal.SIGKILL)
    assert victim.wait() == -signal.SIGKILL
    if finished_by == 2:
        assert Job.objects.get().state == "running"
        assert _finish_elsewhere(now + LEASE) == 0
    assert _finish_elsewhere(now + LEASE * 2) == finished_by - 1
    job = Job.objects.get()
    assert (job.state, job.attempt) == ("done", finished_by)
    assert [event.payload["attempt"] for event in Event.objects.all()] == [finished_by]


def test_a_worker_that_wakes_up_after_all_writes_nothing(now: datetime, start_worker: Start) -> None:
    foundation.enqueue("pay", {}, now=now)
    sleeper = start_worker("before")
    sleeper.send_signal(signal.SIGSTOP)
    assert _finish_elsewhere(now + LEASE * 2) == 1
    sleeper.send_signal(signal.SIGCONT)
    assert sleeper.stdout is not None
    rest = sleeper.stdout.read().split()
    assert sleeper.wait() == 0
    assert rest == ["gone"]
    assert [event.payload["attempt"] for event in Event.objects.all()] == [2]
    assert Job.objects.get().worker == "survivor"
