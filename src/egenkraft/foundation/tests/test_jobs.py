"""Jobs: run when due, tried again, given up, once per key and per event, finished by the latest attempt only."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest

from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import Cron, JobRun, Period, RefusedError, StaffRefusal, audit
from egenkraft.foundation.jobs import LEASE
from egenkraft.foundation.models import AuditEntry, Event, Job
from egenkraft.foundation.models.jobs import MAX_ATTEMPTS

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class SomethingHappened:
    case_id: int
    on: date


class Worker:
    """Keeps what its handlers were given; `fails` makes them raise."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, dict[str, object], int]] = []
        self.fails = False

    def handle(self, run: JobRun) -> None:
        self.seen.append((run.name, dict(run.payload), run.attempt))
        if self.fails:
            raise RefusedError(StaffRefusal.USERNAME_TAKEN, "Åsa Svensson finns redan")

    def run(self, now: datetime, limit: int = 10) -> int:
        return foundation.run_due_jobs(now=now, limit=limit, worker="w1")


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker()
    foundation.register(
        {"one": worker.handle, "two": worker.handle, "nightly": worker.handle},
        events={SomethingHappened: ("one", "two")},
    )
    yield worker
    foundation.register({})


def test_runs_when_due_in_order_up_to_the_limit(now: datetime, worker: Worker) -> None:
    foundation.enqueue("one", {"n": 1}, now=now, run_at=now + timedelta(hours=1))
    foundation.enqueue("one", {"n": 2}, now=now)
    foundation.enqueue("two", {"n": 3}, now=now)
    assert worker.run(now, limit=1) == 1
    assert worker.run(now) == 1
    assert worker.run(now) == 0
    assert worker.run(now + timedelta(hours=1)) == 1
    assert [payload["n"] for _name, payload, _attempt in worker.seen] == [2, 3, 1]
    assert set(Job.objects.values_list("state", flat=True)) == {"done"}


def test_an_event_gives_one_job_to_each_handler(now: datetime, worker: Worker) -> None:
    with foundation.transaction():
        foundation.publish(SomethingHappened(7, date(2026, 11, 1)), now=now)
    assert Event.objects.get().name == "SomethingHappened"
    worker.run(now)
    assert worker.seen == [(name, {"case_id": 7, "on": "2026-11-01"}, 1) for name in ("one", "two")]


def test_a_key_is_used_once(now: datetime, worker: Worker) -> None:
    for _again in range(3):
        foundation.enqueue("one", {}, now=now, key="send:12")
    assert worker.run(now) == 1
    foundation.enqueue("one", {}, now=now, key="send:12")
    assert worker.run(now) == 0


def test_failures_are_tried_again_later_and_later_and_then_given_up(now: datetime, worker: Worker) -> None:
    worker.fails = True
    foundation.enqueue("one", {}, now=now)
    pauses, at = [], now
    while worker.run(at):
        job = Job.objects.get()
        if job.state == "queued":
            pauses.append(round((job.run_at - at).total_seconds()))
            assert worker.run(job.run_at - timedelta(seconds=1)) == 0
            at = job.run_at
    assert pauses == [30, 60, 120, 240, 480]
    assert (job.state, job.attempt, len(worker.seen)) == ("failed", MAX_ATTEMPTS, MAX_ATTEMPTS)
    assert job.last_error.startswith("RefusedError at test_jobs.py:")
    assert "Svensson" not in job.last_error
    worker.fails = False
    assert [view.id for view in foundation.jobs_in(["failed"])] == [job.pk]
    assert foundation.retry(job.pk, at)
    assert worker.run(at) == 1
    assert worker.seen[-1][2] == MAX_ATTEMPTS + 1
    assert Job.objects.get().state == "done"


def test_a_failed_handler_leaves_nothing_behind(now: datetime) -> None:
    def handler(run: JobRun) -> None:
        with run.finishing():
            Event.objects.create(name="half", payload={}, at=now)
            raise ZeroDivisionError

    foundation.register({"one": handler})
    foundation.enqueue("one", {}, now=now)
    foundation.run_due_jobs(now=now, limit=1, worker="w1")
    assert not Event.objects.exists()
    assert Job.objects.get().state == "queued"


def test_a_worker_thought_dead_can_neither_finish_nor_keep_the_job(now: datetime) -> None:
    """While the first attempt is at work, its lease runs out and a second one takes the job over."""
    log: list[str] = []

    def handler(run: JobRun) -> None:
        if run.attempt == 1:
            assert foundation.run_due_jobs(now=now + LEASE, limit=1, worker="w2") == 0
            assert foundation.run_due_jobs(now=now + LEASE * 2, limit=1, worker="w2") == 1
            with pytest.raises(foundation.FenceLostError):
                run.heartbeat()
        with run.finishing():
            Event.objects.create(name=f"by {run.attempt}", payload={}, at=now)
        log.append(f"finished {run.attempt}")

    foundation.register({"one": handler})
    foundation.enqueue("one", {}, now=now)
    foundation.run_due_jobs(now=now, limit=1, worker="w1")
    assert log == ["finished 2"]
    assert Event.objects.get().name == "by 2"
    job = Job.objects.get()
    assert (job.state, job.attempt, job.worker) == ("done", 2, "w2")


def test_a_heartbeat_keeps_the_lease_and_tells_how_far(now: datetime) -> None:
    def handler(run: JobRun) -> None:
        run.started_at += LEASE * 0.9
        run.heartbeat(done=3, total=10)
        assert foundation.run_due_jobs(now=now + LEASE * 1.5, limit=1, worker="w2") == 0
        view = foundation.jobs_in(["running"])[0]
        assert (view.progress_done, view.progress_total) == (3, 10)

    foundation.register({"one": handler})
    foundation.enqueue("one", {}, now=now)
    foundation.run_due_jobs(now=now, limit=1, worker="w1")
    assert Job.objects.get().state == "done"


def test_a_job_that_kills_every_worker_is_given_up(now: datetime, worker: Worker) -> None:
    foundation.enqueue("one", {}, now=now)
    Job.objects.update(state="running", attempt=MAX_ATTEMPTS, lease_until=now - timedelta(seconds=1))
    worker.run(now)
    job = Job.objects.get()
    assert (job.state, worker.seen) == ("failed", [])
    assert "every attempt" in job.last_error


def test_cron_falls_due_once_in_each_period(now: datetime, worker: Worker) -> None:
    foundation.register({"nightly": worker.handle}, crons=[Cron("nightly", Period.DAY)])
    hours = [worker.run(now + timedelta(hours=hour)) for hour in range(0, 48, 6)]
    assert sum(hours) == 3  # three dates are touched from 09 on the 2nd to 03 on the 4th
    assert Job.objects.filter(key="nightly:2026-11-03").count() == 1


def test_names_keep_a_round_to_some_kinds(now: datetime, worker: Worker) -> None:
    foundation.enqueue("one", {}, now=now)
    foundation.enqueue("two", {}, now=now)
    foundation.run_due_jobs(now=now, limit=10, worker="w", names=["two"])
    assert [name for name, _payload, _attempt in worker.seen] == ["two"]


def test_one_audit_entry_for_a_job(now: datetime) -> None:
    def handler(run: JobRun) -> None:
        for ref in ("case:1", "case:2"):
            audit.note(run.actor, now, action="read", object_ref=ref, permission="case.read", person_ids=[11])

    foundation.register({"assess": handler})
    foundation.enqueue("assess", {}, now=now)
    foundation.run_due_jobs(now=now, limit=1, worker="w1")
    entry = AuditEntry.objects.get()
    assert (entry.source, entry.actor_name, entry.subjects.count()) == ("job assess", "assess", 2)


def test_wiring_that_does_not_hold_is_refused(worker: Worker) -> None:
    with pytest.raises(ValueError, match="nowhere"):
        foundation.register({"one": worker.handle}, events={SomethingHappened: ("nowhere",)})


@pytest.mark.django_db(transaction=True)
def test_an_event_is_published_with_its_change_or_not_at_all(now: datetime, worker: Worker) -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        foundation.publish(SomethingHappened(7, date(2026, 11, 1)), now=now)
    with pytest.raises(ValueError, match="rolled back"), foundation.transaction():
        _publish_and_fail(now)
    assert not Event.objects.exists()
    assert not Job.objects.exists()


def _publish_and_fail(now: datetime) -> None:
    foundation.publish(SomethingHappened(7, date(2026, 11, 1)), now=now)
    raise ValueError("rolled back")
