"""What the demo tells when it is done: counts, sums, files, and who can sign in with what."""

from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

from egenkraft.foundation import api as foundation
from egenkraft.foundation import clock
from egenkraft.simulation.demo import Demo
from egenkraft.simulation.report import DemoReport
from egenkraft.simulation.town.load import load_town
from egenkraft.simulation.town.numbers import SERIES_EN


class StaffCode(NamedTuple):
    """A member of staff and the code an authenticator app would show now."""

    username: str
    name: str
    roles: str
    code: str


def staff_codes() -> tuple[StaffCode, ...]:
    """The staff of the demo, in the order of the town's files."""
    now = clock.now()
    known = {row.username: row for row in foundation.staff(foundation.system_actor("demo-codes"), now)}
    return tuple(
        StaffCode(
            member.username,
            member.name,
            ", ".join(member.roles),
            foundation.current_code(known[member.username].user_id, now),
        )
        for member in load_town().staff
        if member.username in known
    )


def staff_password() -> str:
    """The one password of the demo's staff."""
    return load_town().password


def kronor(ore: int) -> str:
    """ "1 024 985 kr"; öre only when there are any."""
    whole, rest = divmod(ore, 100)
    text = f"{whole:,}".replace(",", " ")
    return f"{text},{rest:02d} kr" if rest else f"{text} kr"


def as_json(made: Demo, folder: Path) -> dict[str, Any]:
    return {
        "folder": str(folder),
        "households": len(made.town.households),
        "seconds": round(made.seconds, 1),
        "households_per_second": round(made.timing.per_second, 1),
        "clock": made.ended_at.isoformat(timespec="seconds"),
        "files": asdict(made.files),
        "report": made.report.as_json(),
    }


def as_text(made: Demo, folder: Path) -> str:
    timing, files = made.timing, made.files
    return "\n".join(
        (
            f"Björkstrand, {len(made.town.households)} households, in {made.seconds:.0f} seconds. "
            f"The clock stands at {made.ended_at:%Y-%m-%d %H.%M}.",
            f"From received to paid: {timing.households} households at {timing.per_second:.0f} a second "
            f"(applying {timing.applying:.1f} s, handling {timing.handling:.1f} s, paying {timing.paying:.1f} s).",
            "",
            report_text(made.report),
            "",
            f"Files in {folder} (README.txt tells what is what):",
            f"  letters/ {files.letters} · bank/ {files.bank} · bank/reports/ {files.reports} · bookkeeping/ {files.bookkeeping}",
            "",
            _sign_in(made),
            "",
            f"Personal numbers: {SERIES_EN}",
        )
    )


def _sign_in(made: Demo) -> str:
    """Residents by buttons on the fake e-identification; staff by user name, password and code."""
    tried = [household for household in made.town.households if household.try_en]
    rows = [
        "Residents sign in on the fake e-identification, one button each:",
        *(f"  {household.adults[0].name:16} {household.try_en}" for household in tried),
        f"Staff sign in with their user name, the password {made.town.password}, and a one-time code",
        "that `egenkraft demo-codes` and the page with codes show:",
        *(
            f"  {member.username:16} {', '.join(member.roles)} ({', '.join(member.units)})"
            for member in made.town.staff
        ),
    ]
    return "\n".join(rows)


def report_text(report: DemoReport) -> str:
    """The report in lines."""
    states = sum(len(counts) for counts in report.states.values())
    return "\n".join(
        (
            f"Applications {report.applications}, decisions {report.decisions}, "
            f"of them automatic {report.automatic_decisions}; refused or reduced by machine {report.automatic_with_reduction}.",
            f"Agencies that answered {report.agencies_answered} of 7; answers that are missing {report.missing_answers}; "
            f"differences {sum(report.differences.values())}.",
            "What stopped automation: "
            + ", ".join(f"{code} {count}" for code, count in report.obstacles.items())
            + ".",
            f"States reached {states - len(report.untouched_states)} of {states} in {len(report.states)} tables.",
            f"Payments {report.payments}: {kronor(report.payments_ore)} = CtrlSum {kronor(report.ctrl_sum_ore)} = "
            f"ledger {kronor(report.ledger_ore)} = SIE {kronor(report.sie_ore)}; "
            f"paid {report.settled}, sent back {report.rejected}.",
        )
    )
