"""The whole of it: every case run, what differs, what is not covered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from egenkraft.rulebook.golden.coverage import coverage
from egenkraft.rulebook.golden.load import CASES, KINDS, load_cases
from egenkraft.rulebook.golden.run import run_case
from egenkraft.rulebook.law import BOOK
from egenkraft.rulebook.parameters import load

OWN_ENGINE = "own_engine"
"""Cases whose expected figures came from this rulebook: none, ever; the loader refuses every other kind than KINDS."""
PROGRESS_EVERY = 100


@dataclass(frozen=True)
class GoldenReport:
    """`failed` holds one line for each difference and for each rule, figure or date that no case covers."""

    cases: int
    computed_by: dict[str, int]
    rules: int
    change_dates: int
    failed: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """The object that `egenkraft golden --json` prints: counts; what failed is told beside it."""
        return {
            "cases": self.cases,
            "computed_by": self.computed_by,
            "rules": self.rules,
            "change_dates": self.change_dates,
            "failed": len(self.failed),
        }

    def as_text(self) -> str:
        """The same for a reader."""
        kinds = ", ".join(f"{kind} {count}" for kind, count in self.computed_by.items())
        head = f"{self.cases} golden cases ({kinds}); {self.rules} rules, {self.change_dates} change dates"
        if not self.failed:
            return f"{head}: all right, everything covered"
        return "\n".join((f"{head}; {len(self.failed)} failed:", *(f"  {line}" for line in self.failed)))


def golden_report(progress: Callable[[str], object], folder: Path = CASES) -> GoldenReport:
    """Run all cases of a folder. `progress` gets a line of text now and then. Raises GoldenError for a broken file."""
    cases = load_cases(folder)
    counts = Counter(case.computed_by.kind for case in cases)
    runs = []
    for number, case in enumerate(cases, 1):
        runs.append(run_case(case))
        if number % PROGRESS_EVERY == 0 or number == len(cases):
            progress(f"golden: {number} of {len(cases)} cases")
    national, local = load()
    found = coverage(runs, BOOK, (national, *(parameters for _, parameters in local.values())))
    differing = tuple(
        f"case {run.case.id} ({run.case.file}): {difference}"
        for run in runs
        for difference in run.differences
    )
    return GoldenReport(
        len(cases),
        {kind: counts[kind] for kind in KINDS} | {OWN_ENGINE: 0},
        found.rules,
        found.change_dates,
        (*differing, *found.uncovered),
    )
