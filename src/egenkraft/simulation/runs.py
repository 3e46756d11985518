"""Money out and back: the run rehearsed and attested, the file sent, the bank's answer read, the books written."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Protocol

from egenkraft.assistance import api as assistance
from egenkraft.casework import api as casework
from egenkraft.casework.api import Phase
from egenkraft.payments import api as payments
from egenkraft.simulation import calendar
from egenkraft.simulation.money import AGREEMENT, BOOKS
from egenkraft.simulation.partners.api import answer_folder
from egenkraft.simulation.stage import Stage
from egenkraft.simulation.town.load import NOVEMBER
from egenkraft.simulation.town.registers import register_of


class BankFolders(Protocol):
    """Where the files to the bank, its answers and the books lie."""

    @property
    def bank(self) -> Path: ...

    @property
    def reports(self) -> Path: ...

    @property
    def bookkeeping(self) -> Path: ...


def pay_run(stage: Stage, month: str, pay_day: date, run_jobs: Callable[[Stage], None]) -> None:
    """Rehearsed by the economist, attested by another, built and sent. A first try for the wrong day is given up."""
    economist, attestant = stage.worker("all", "ekonom"), stage.worker("from25", "attestant")
    if month != NOVEMBER:
        wrong = payments.create_run(
            economist, stage.now(), key=f"{month}-fel", pay_date=calendar.EXTRA_PAY_DAY
        )
        payments.cancel_run(
            economist, stage.now(), run_id=wrong.id, reason="Fel dag: pengarna ska vara inne den 27:e."
        )
    payments.rehearse(economist, stage.now(), pay_date=pay_day)
    run = payments.create_run(economist, stage.now(), key=month, pay_date=pay_day)
    shown = payments.run_rehearsal(attestant, stage.now(), run_id=run.id)
    payments.attest_run(attestant, stage.now(), run_id=run.id, fingerprint=shown.fingerprint)
    payments.build_file(economist, stage.now(), run_id=run.id, agreement=AGREEMENT)
    run_jobs(stage)


def read_reports(stage: Stage, folders: BankFolders) -> None:
    """The bank answers each new file; the reports are read, and the books written for run and report."""
    economist = stage.worker("all", "ekonom")
    refused = register_of(stage.town, NOVEMBER).refused_accounts
    folders.bookkeeping.mkdir(parents=True, exist_ok=True)
    for path in answer_folder(folders.bank, folders.reports, refused, stage.now()):
        report = payments.read_status_report(economist, stage.now(), content=path.read_bytes())
        run = payments.run(economist, stage.now(), run_id=report.run_id)
        for name, content in (
            (f"{run.key}.si", payments.bookkeeping_file(economist, stage.now(), run_id=run.id, books=BOOKS)),
            (
                f"{run.key}-bank.si",
                payments.report_bookkeeping_file(economist, stage.now(), report_id=report.id, books=BOOKS),
            ),
        ):
            (folders.bookkeeping / name).write_bytes(content)


def extra_run(stage: Stage) -> None:
    """What was decided too late for the pay day is rehearsed, and waits for someone to attest."""
    economist = stage.worker("all", "ekonom")
    payments.create_run(economist, stage.now(), key="2026-12-extra", pay_date=calendar.EXTRA_PAY_DAY)


def close_paid_cases(stage: Stage) -> None:
    """November's cases of the written households are closed when their money has been paid."""
    for household in stage.town.households:
        application_id = stage.applications.get((household.key, NOVEMBER))
        if application_id is None or household.key.startswith("ordinary"):
            continue
        protected = any(adult.protected for adult in household.adults)
        officer = stage.worker(household.unit, "chef" if protected else "handlaggare")
        found = assistance.application(officer, stage.now(), application_id=application_id)
        if found.case_id is None:
            continue
        case = casework.case(officer, stage.now(), case_id=found.case_id)
        paid = payments.payments_of_case(officer, stage.now(), case_id=found.case_id)
        settled = bool(paid) and all(payment.state == "settled" for payment in paid)
        if case.phase is Phase.DONE and "close" in case.allowed_commands and settled:
            casework.move(officer, stage.now(), case_id=case.id, command="close")
