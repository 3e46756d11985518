"""The demo: a fresh town, its two months, and the files that come of them."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from egenkraft.foundation import api as foundation
from egenkraft.simulation import calendar, demo_files
from egenkraft.simulation.month import Folders, Timing, live
from egenkraft.simulation.report import DemoReport, demo_report
from egenkraft.simulation.settle import settle_town
from egenkraft.simulation.stage import Stage
from egenkraft.simulation.ticking import Ticking
from egenkraft.simulation.town.load import load_town
from egenkraft.simulation.town.stories import Town

Told = Callable[[str, int], None]


@dataclass(frozen=True)
class Demo:
    """What was made. `ended_at` is where the simulated clock stands; `seconds` of real time."""

    town: Town
    report: DemoReport
    timing: Timing
    files: demo_files.Files
    ended_at: datetime
    seconds: float


def work_of(town: Town) -> int:
    """How much `told` will hear of in all: households, applications, steps, days."""
    plans = [plan for household in town.households for plan in household.plans if not plan.late]
    days = sum((last - first).days + 1 for _month, first, last, _run, _pay in calendar.MONTHS)
    return len(town.households) + len(plans) + sum(len(plan.do) for plan in plans) + days


def run_demo(
    folder: Path,
    town: Town,
    use_registers: Callable[[str, bool], None],
    told: Told,
    *,
    letters: bool = True,
) -> Demo:
    """Into an empty, migrated database. `told` hears what is done, for a progress bar."""
    started = time.perf_counter()
    stage = Stage(town=town, clock=Ticking(calendar.START), use_registers=use_registers)
    settle_town(stage, lambda done: told("town", done))
    folders = Folders(folder / "bank", folder / "bank" / "reports", folder / "bookkeeping")
    timing = live(stage, folders, told)
    ended_at = stage.clock.look()
    report = demo_report(foundation.system_actor("demo"), ended_at)
    files = demo_files.write(stage, folder, letters=letters)
    return Demo(town, report, timing, files, ended_at, time.perf_counter() - started)


def town_of(households: int) -> Town:
    """The written households, and ordinary ones up to the number."""
    return load_town(households)
