"""What the demo has been through, and what must hold of it: `egenkraft demo-report`."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from egenkraft.assistance import api as assistance
from egenkraft.casework import api as casework
from egenkraft.formats.api import pain001, sie4, ssbtek
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import Actor
from egenkraft.payments import api as payments
from egenkraft.simulation.money import BOOKS
from egenkraft.simulation.reached import reached
from egenkraft.simulation.town.load import DECEMBER, NOVEMBER
from egenkraft.simulation.town.numbers import SERIES_SV

# States without a transition table: what a file, an approval and an opening with a reason can be. All begin in the first.
_OTHER_STATES: Mapping[str, tuple[str, ...]] = {
    "attachment": tuple(casework.AttachmentState),
    "approval": tuple(casework.ApprovalState),
    "break_glass": ("open", "justified", "not_justified"),
}


@dataclass(frozen=True)
class DemoReport:
    """Amounts in öre. `states` is how many rows stand in or have passed each state, by table."""

    states: Mapping[str, Mapping[str, int]]
    untouched_states: tuple[str, ...]
    obstacles: Mapping[str, int]
    obstacles_not_met: tuple[str, ...]
    applications: int
    decisions: int
    automatic_decisions: int
    automatic_with_reduction: int
    agencies_answered: int
    missing_answers: int
    differences: Mapping[str, int]
    payments: int
    payments_ore: int
    ctrl_sum_ore: int
    ledger_ore: int
    sie_ore: int
    settled: int
    rejected: int
    series: str
    faults: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class _Money:
    payments: int = 0
    payments_ore: int = 0
    ctrl_sum_ore: int = 0
    ledger_ore: int = 0
    sie_ore: int = 0
    settled: int = 0
    rejected: int = 0


def demo_report(actor: Actor, now: datetime) -> DemoReport:
    """Read from the database as it stands. `faults` names whatever does not hold; empty when all does."""
    months = [assistance.month_facts(month) for month in (NOVEMBER, DECEMBER)]
    states = _states()
    money = _money(actor, now)
    obstacles = _sum(facts.obstacles for facts in months)
    agencies = sorted({agency for facts in months for agency in facts.agencies_answered})
    report = DemoReport(
        states=states,
        untouched_states=tuple(
            f"{table}.{state}"
            for table, counts in states.items()
            for state, count in counts.items()
            if not count
        ),
        obstacles=obstacles,
        obstacles_not_met=tuple(
            code.value for code in assistance.ObstacleCode if code.value not in obstacles
        ),
        applications=sum(facts.applications for facts in months),
        decisions=sum(facts.decisions for facts in months),
        automatic_decisions=sum(facts.decisions_automatic for facts in months),
        automatic_with_reduction=assistance.automatic_reduced(),
        agencies_answered=len(agencies),
        missing_answers=sum(facts.missing_answers for facts in months),
        differences=_sum(facts.differences for facts in months),
        series=SERIES_SV,
        faults=(),
        **asdict(money),
    )
    return replace(report, faults=tuple(_faults(report)))


def _sum(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: dict[str, int] = {}
    for each in counts:
        for code, count in each.items():
            total[code] = total.get(code, 0) + count
    return dict(sorted(total.items()))


def _states() -> dict[str, Mapping[str, int]]:
    """Where rows stand, and where they must have been: by the tables, and for cases by their timelines too."""
    standing = {**assistance.states(), **payments.states(), **casework.states()}
    standing["break_glass"] = foundation.glass_counts()
    left = casework.moves_made()
    found: dict[str, Mapping[str, int]] = {}
    for kind, table in casework.tables().items():
        told = left.get(kind, {})
        passed = reached(table, standing.get(kind, {}))
        found[kind] = {state: max(count, told.get(state, 0)) for state, count in passed.items()}
    for name, codes in _OTHER_STATES.items():
        counts = {code: standing[name].get(code, 0) for code in codes}
        found[name] = {**counts, codes[0]: sum(counts.values())}
    return found


def _money(actor: Actor, now: datetime) -> _Money:
    """Every run that has left for the bank: what it pays, its file's CtrlSum, the ledger and the books."""
    total = dict.fromkeys(_Money.__dataclass_fields__, 0)
    for run in payments.runs(actor, now):
        if run.sent_at is None:
            continue
        file = pain001.decode(payments.bank_file(actor, now, run_id=run.id))
        books = sie4.decode(payments.bookkeeping_file(actor, now, run_id=run.id, books=BOOKS))
        total["payments"] += run.payments
        total["payments_ore"] += run.total_ore
        total["ctrl_sum_ore"] += file.sum_ore
        total["ledger_ore"] += payments.booked_as_sent_ore(run.id)
        total["sie_ore"] -= sum(
            line.amount_ore
            for voucher in books.vouchers
            for line in voucher.lines
            if line.account == BOOKS.on_its_way.number
        )
        total["settled"] += run.settled
        total["rejected"] += run.rejected
    return _Money(**total)


def _faults(report: DemoReport) -> Iterable[str]:
    if report.untouched_states:
        yield f"states that were never reached: {', '.join(report.untouched_states)}"
    if report.automatic_with_reduction:
        yield f"{report.automatic_with_reduction} automatic decisions have a line that is not granted in full"
    if not report.automatic_decisions:
        yield "nothing was decided automatically"
    if report.agencies_answered != len(ssbtek.Agency):
        yield f"{report.agencies_answered} of {len(ssbtek.Agency)} agencies answered"
    if not report.missing_answers:
        yield "every agency answered about everyone: the demo does not show a missing answer"
    sums = {report.payments_ore, report.ctrl_sum_ore, report.ledger_ore, report.sie_ore}
    if len(sums) != 1 or not report.payments_ore:
        yield (
            f"payments {report.payments_ore}, CtrlSum {report.ctrl_sum_ore}, ledger {report.ledger_ore} and "
            f"SIE {report.sie_ore} öre are not one and the same sum above zero"
        )
