"""The two months lived: people apply, jobs run, officers work, money goes out and the bank answers.

Everything goes through the rooms' own doors, as the people would do it. Nothing is drawn by chance.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from egenkraft.assistance import api as assistance
from egenkraft.assistance.api import ApplicationKind, DecisionKind
from egenkraft.casework import api as casework
from egenkraft.foundation import api as foundation
from egenkraft.simulation import apply, calendar, deeds, papers
from egenkraft.simulation.runs import close_paid_cases, extra_run, pay_run, read_reports
from egenkraft.simulation.stage import Stage
from egenkraft.simulation.town.load import DECEMBER
from egenkraft.simulation.town.stories import Household, Plan

_JOBS_AT_ONCE = 200
_WEEKEND = 5
_DECIDING = frozenset({"decide", "loan", "propose", "notify"})

Told = Callable[[str, int], None]


class MonthError(Exception):
    """A job of the product failed during the month."""


@dataclass(frozen=True)
class Folders:
    """Where files go: to the bank, from the bank, to the bookkeeping."""

    bank: Path
    reports: Path
    bookkeeping: Path


@dataclass
class Timing:
    """Seconds by what was done, in the month of the demo (December) only."""

    households: int = 0
    applying: float = 0.0
    handling: float = 0.0
    paying: float = 0.0

    @property
    def per_second(self) -> float:
        """Households a second from a received application to a payment sent."""
        seconds = self.handling + self.paying
        return self.households / seconds if seconds else 0.0


def live(stage: Stage, folders: Folders, told: Told) -> Timing:
    """Both months, day by day. `told` hears what is done and how much of it."""
    timing = Timing()
    for month, first, last, run_day, pay_day in calendar.MONTHS:
        stage.use_registers(month, False)
        day = first
        while day <= last:
            if day.weekday() < _WEEKEND:
                _day(stage, month, day, timing, told)
                if day == run_day:
                    started = time.perf_counter()
                    pay_run(stage, month, pay_day, run_jobs)
                    timing.paying += _if_december(month, started)
                if day == pay_day:
                    read_reports(stage, folders)
            day += timedelta(days=1)
            told(month, 1)
    _last_hour(stage)
    return timing


def _if_december(month: str, started: float) -> float:
    return time.perf_counter() - started if month == DECEMBER else 0.0


def _day(stage: Stage, month: str, day: date, timing: Timing, told: Told) -> None:
    stage.clock.go_to(day, 7)
    run_jobs(stage)
    stage.clock.go_to(day, 9)
    started = time.perf_counter()
    applying = _applying(stage, month, day)
    for household, plan in applying:
        apply.apply(stage, household, plan)
        _direct_payees(stage, household, plan)
        told(month, 1)
    timing.applying += _if_december(month, started)
    started = time.perf_counter()
    run_jobs(stage)
    timing.handling += _if_december(month, started)
    timing.households += len(applying) if month == DECEMBER else 0
    stage.clock.go_to(day, 10)
    _steps(stage, month, day, told)
    stage.clock.go_to(day, 11)
    for household, plan in applying:
        _decide_new(stage, household, plan)
    stage.clock.go_to(day, 15)
    started = time.perf_counter()
    run_jobs(stage)
    timing.handling += _if_december(month, started)


def _applying(stage: Stage, month: str, day: date) -> list[tuple[Household, Plan]]:
    found = ((household, household.plan(month)) for household in stage.town.households)
    return [
        (household, plan)
        for household, plan in found
        if plan is not None and plan.apply == day.day and not plan.late
    ]


def _direct_payees(stage: Stage, household: Household, plan: Plan) -> None:
    """Asked for at the first application: the officer sets whom the landlord's part goes to."""
    application_id = stage.applications[household.key, plan.month]
    for cost_kind in household.direct:
        payee_id = stage.bills.pop((household.key, cost_kind), None)
        if payee_id is not None:
            assistance.set_direct_payee(
                stage.worker(household.unit), stage.now(),
                application_id=application_id, cost_kind=cost_kind, payee_id=payee_id,
            )  # fmt: skip


def _steps(stage: Stage, month: str, day: date, told: Told) -> None:
    for household in stage.town.households:
        plan = household.plan(month)
        today = [step for step in (plan.do if plan else ()) if step.day == day.day]
        for step in today:
            if plan is not None:
                deeds.do(stage, household, plan, step)
                told(month, 1)
        if today:
            run_jobs(stage)


def _decide_new(stage: Stage, household: Household, plan: Plan) -> None:
    """A new application without a story of its own is settled and granted by the officer of its unit."""
    if plan.stops_after or any(step.do in _DECIDING for step in plan.do):
        return
    officer = stage.worker(household.unit)
    application_id = stage.application(household, plan)
    found = assistance.application(officer, stage.now(), application_id=application_id)
    if found.kind is not ApplicationKind.NEW or found.case_id is None:
        return
    casework.take_over(officer, stage.now(), case_id=found.case_id)
    assistance.settle_household(officer, stage.now(), application_id=application_id)
    assessed = assistance.assess(officer, stage.now(), application_id=application_id)
    if assessed.proposed is DecisionKind.GRANT:
        assistance.decide(officer, stage.now(), application_id=application_id, kind=DecisionKind.GRANT)


def _last_hour(stage: Stage) -> None:
    """What is under way when the month ends: the pages then have something in every state."""
    last = calendar.MONTHS[-1][2]
    stage.clock.go_to(last, 15, 20)
    close_paid_cases(stage)
    extra_run(stage)
    _review_drawn(stage)
    for late, minute, names in (
        ("decided", 32, None),
        ("registers_asked", 45, ("assistance.inquire",)),
        ("received", 55, ()),
    ):
        for household in stage.town.households:
            plan = household.plan(DECEMBER)
            if plan is not None and plan.late == late:
                stage.clock.go_to(last, 15, minute)
                apply.apply(stage, household, plan)
                run_jobs(stage, names)
    _paper_in_quarantine(stage)


def _review_drawn(stage: Stage) -> None:
    """Automatic decisions drawn at random are read by the quality office; the latest still wait."""
    reviewer = stage.worker("all", "kvalitet")
    waiting = [each for each in assistance.reviews(reviewer, stage.now()) if each.reviewed_at is None]
    for review in waiting[: len(waiting) // 2]:
        assistance.finish_review(
            reviewer, stage.now(), review_id=review.id, right=True, note="Rätt beräknat och rätt underlag."
        )


def _paper_in_quarantine(stage: Stage) -> None:
    """A file that has just come and is not yet checked, for the one we wait for papers from."""
    household = next(each for each in stage.town.households if each.key == "ohman")
    plan = household.plan(DECEMBER)
    if plan is None:
        return
    first = household.adults[0]
    person = stage.persons[household.key, first.key]
    name, content = papers.file_for("high_cost_receipt", DECEMBER, "photo")
    casework.add_attachment(
        stage.resident(household, first),
        stage.now(),
        scope_id=person.scope_id,
        case_id=None,
        subject_ref=f"application:{stage.application(household, plan)}",
        person_id=person.id,
        paper="high_cost_receipt",
        file_name=name,
        content=content,
        limits=assistance.file_limits(stage.now()),
    )


def run_jobs(stage: Stage, names: Sequence[str] | None = None) -> None:
    """Everything that is due. Raises MonthError for a job that failed: in the demo nothing may."""
    while foundation.run_due_jobs(now=stage.now(), limit=_JOBS_AT_ONCE, worker="simulation", names=names):
        pass
    failed = [job for job in foundation.jobs_in(("queued", "failed")) if job.last_error]
    if failed:
        raise MonthError(f"job {failed[0].name} failed: {failed[0].last_error}")
