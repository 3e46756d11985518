"""Events and background jobs in the product's own database.

A job is delivered at least once. What it writes inside `JobRun.finishing()` happens exactly once: the
same transaction checks that this attempt still holds the job and marks it done. Money does not rest
on that either, but on constraints in the tables of `payments`.
"""

import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

import structlog
from django.db.models import F, Q

from egenkraft.foundation import audit, databases
from egenkraft.foundation.actors import Actor, system_actor
from egenkraft.foundation.models import Event, Job
from egenkraft.foundation.models.jobs import MAX_ATTEMPTS

LEASE = timedelta(minutes=5)
_FIRST_PAUSE = timedelta(seconds=30)
_log = structlog.get_logger(__name__)


class FenceLostError(Exception):
    """Another attempt has taken the job over: stop, and write nothing."""


class Period(StrEnum):
    """How often a cron job falls due; the value is the form of its key."""

    HOUR = "%Y-%m-%dT%H"
    DAY = "%Y-%m-%d"
    MONTH = "%Y-%m"


@dataclass(frozen=True)
class Cron:
    """A job that falls due once in each period, at the first worker round in it."""

    name: str
    period: Period


@dataclass
class JobRun:
    """One attempt at a job, as its handler sees it."""

    id: int
    name: str
    attempt: int
    last_attempt: int
    payload: Mapping[str, Any]
    actor: Actor
    started_at: datetime
    _started: float = field(default_factory=time.monotonic)
    _finished: bool = False

    @property
    def now(self) -> datetime:
        """The time the attempt began, and what has passed since."""
        return self.started_at + timedelta(seconds=time.monotonic() - self._started)

    def heartbeat(self, done: int = 0, total: int | None = None) -> None:
        """Keep the lease, and tell how far the work has come. Raises FenceLostError."""
        with databases.transaction():
            self._hold(lease_until=self.now + LEASE, progress_done=done, progress_total=total)

    @contextmanager
    def finishing(self) -> Iterator[None]:
        """A transaction that ends the job: what is written in it is written once. Raises FenceLostError."""
        with databases.transaction():
            self._hold(state="done", finished_at=self.now, lease_until=None, last_error="")
            yield
        self._finished = True

    def _hold(self, **changes: Any) -> None:
        mine = Job.objects.filter(pk=self.id, attempt=self.attempt, state="running")
        if not mine.update(**changes):
            raise FenceLostError(f"job {self.id}, attempt {self.attempt}")


Handler = Callable[[JobRun], None]
_handlers: dict[str, Handler] = {}
_subscribers: dict[str, tuple[str, ...]] = {}
_crons: list[Cron] = []


def register(
    jobs: Mapping[str, Handler],
    events: Mapping[type, Sequence[str]] | None = None,
    crons: Sequence[Cron] = (),
) -> None:
    """The whole list: job name → handler, event class → names of jobs, what runs by the calendar.

    Called once at start by `config/wiring.py`; a later call replaces the list. Raises ValueError when an
    event or a cron names a job that is not there.
    """
    named = {name for names in (events or {}).values() for name in names} | {cron.name for cron in crons}
    if unknown := sorted(named - set(jobs)):
        raise ValueError(f"No handler for the jobs {', '.join(unknown)}.")
    _handlers.clear()
    _subscribers.clear()
    _crons.clear()
    _handlers.update(jobs)
    _subscribers.update({event.__name__: tuple(names) for event, names in (events or {}).items()})
    _crons.extend(crons)


def publish(event: Any, *, now: datetime) -> None:
    """Store an event (a frozen dataclass of ids and dates) and a job for each of its handlers.

    Raises RuntimeError outside `transaction()`: an event belongs to what it tells of.
    """
    if not databases.in_transaction():
        raise RuntimeError("publish() is called inside transaction(), with the change it tells of.")
    name = type(event).__name__
    stored = Event.objects.create(name=name, payload=_plain(asdict(event)), at=now)
    Job.objects.bulk_create(
        Job(name=job, payload=stored.payload, event=stored, run_at=now, created_at=now)
        for job in _subscribers.get(name, ())
    )


def enqueue(
    name: str,
    payload: Mapping[str, Any],
    *,
    now: datetime,
    key: str | None = None,
    run_at: datetime | None = None,
) -> None:
    """Add a job, to run at `run_at` or at once. With a `key` that was used before, nothing happens."""
    Job.objects.bulk_create(
        [Job(name=name, payload=_plain(payload), key=key, run_at=run_at or now, created_at=now)],
        ignore_conflicts=key is not None,
    )


def run_due_jobs(*, now: datetime, limit: int, worker: str, names: Sequence[str] | None = None) -> int:
    """Run jobs that are due, at most `limit`; the number run. `names` keeps to some kinds of job."""
    _enqueue_crons(now)
    ran = 0
    while ran < limit and (run := _claim(now, worker, names)) is not None:
        _attempt(run)
        ran += 1
    return ran


def _claim(now: datetime, worker: str, names: Sequence[str] | None) -> JobRun | None:
    due = Q(state="queued", run_at__lte=now) | Q(state="running", lease_until__lt=now)
    if names is not None:
        due &= Q(name__in=names)
    # A look without a lock first: on SQLite even an idle worker's transaction would queue with the writers.
    if not Job.objects.filter(due).exists():
        return None
    with databases.transaction():
        rows = Job.objects.filter(due).order_by("run_at", "id")
        job = rows.select_for_update(skip_locked=databases.skips_locked()).first()
        if job is None:
            return None
        job.attempt += 1
        job.state, job.worker, job.lease_until = "running", worker, now + LEASE
        job.save(update_fields=["attempt", "state", "worker", "lease_until"])
    return JobRun(
        id=job.pk,
        name=job.name,
        attempt=job.attempt,
        last_attempt=job.last_attempt,
        payload=job.payload,
        actor=system_actor(job.name),
        started_at=now,
    )


def _attempt(run: JobRun) -> None:
    try:
        if run.attempt > run.last_attempt:
            # Its workers died each time; an error that is caught ends it one attempt earlier.
            _give_up(run, "the worker was lost at every attempt")
            return
        with audit.collecting(f"job {run.name}"):
            _handlers[run.name](run)
        if not run._finished:
            with run.finishing():
                pass
    except FenceLostError:
        _log.warning("job_taken_over", job=run.id, name=run.name, attempt=run.attempt)
    except Exception as error:
        _put_back(run, error)


def _put_back(run: JobRun, error: Exception) -> None:
    place = traceback.extract_tb(error.__traceback__)[-1]
    kind = f"{type(error).__name__} at {Path(place.filename).name}:{place.lineno}"
    _log.error("job_failed", job=run.id, name=run.name, attempt=run.attempt, error=kind)
    if run.attempt >= run.last_attempt:
        _give_up(run, kind)
        return
    tried = run.attempt - (run.last_attempt - MAX_ATTEMPTS)
    pause = _FIRST_PAUSE * 2 ** (tried - 1)
    Job.objects.filter(pk=run.id, attempt=run.attempt, state="running").update(
        state="queued", run_at=run.now + pause, lease_until=None, last_error=kind[:200]
    )


def _give_up(run: JobRun, reason: str) -> None:
    Job.objects.filter(pk=run.id, attempt=run.attempt, state="running").update(
        state="failed", finished_at=run.now, lease_until=None, last_error=reason[:200]
    )


def _enqueue_crons(now: datetime) -> None:
    keys = {f"{cron.name}:{now.strftime(cron.period)}": cron for cron in _crons}
    if not keys:
        return
    there = set(Job.objects.filter(key__in=keys).values_list("key", flat=True))
    for key, cron in keys.items():
        if key not in there:
            enqueue(cron.name, {}, now=now, key=key)


def _plain(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Dates as ISO text; the rest must be plain already, since it is stored as JSON."""
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in payload.items()}


@dataclass(frozen=True)
class JobView:
    """A job for those who look after the system."""

    id: int
    name: str
    state: str
    attempt: int
    run_at: datetime
    progress_done: int
    progress_total: int | None
    last_error: str


def jobs_in(states: Sequence[str], limit: int = 200) -> tuple[JobView, ...]:
    """The latest jobs in these states ("queued", "running", "done", "failed")."""
    return tuple(
        JobView(
            id=job.pk,
            name=job.name,
            state=job.state,
            attempt=job.attempt,
            run_at=job.run_at,
            progress_done=job.progress_done,
            progress_total=job.progress_total,
            last_error=job.last_error,
        )
        for job in Job.objects.filter(state__in=states).order_by("-id")[:limit]
    )


def retry(job_id: int, now: datetime) -> bool:
    """Queue a failed job anew, with all its attempts; False when it is not failed. The fence counts on."""
    return bool(
        Job.objects.filter(pk=job_id, state="failed").update(
            state="queued", run_at=now, finished_at=None, last_attempt=F("attempt") + MAX_ATTEMPTS
        )
    )
