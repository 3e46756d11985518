"""The files of the demo: letters beside the bank's and the bookkeeping's, and a README that tells what is what."""

from dataclasses import dataclass
from pathlib import Path

from egenkraft.assistance import api as assistance
from egenkraft.casework import api as casework
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import audit
from egenkraft.simulation.stage import Stage
from egenkraft.simulation.town.numbers import SERIES_EN


@dataclass(frozen=True)
class Files:
    """How many of each kind lie in the folder."""

    letters: int
    bank: int
    reports: int
    bookkeeping: int


def write(stage: Stage, folder: Path, *, letters: bool) -> Files:
    """Letters as they were filed; bank and bookkeeping files lie there already."""
    written = _letters(stage, folder / "letters") if letters else 0
    (folder / "README.txt").write_text(_README.format(series=SERIES_EN), encoding="utf-8")
    return Files(
        letters=written,
        bank=len(list((folder / "bank").glob("*.xml"))),
        reports=len(list((folder / "bank" / "reports").glob("*.xml"))),
        bookkeeping=len(list((folder / "bookkeeping").glob("*.si"))),
    )


def _letters(stage: Stage, folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    actor = foundation.system_actor("demo files")
    written = 0
    with audit.collecting("demo files"):
        for application_id in (*stage.applications.values(), *stage.singles.values()):
            found = assistance.application(actor, stage.now(), application_id=application_id)
            if found.case_id is None:
                continue
            for document in casework.documents(actor, stage.now(), case_id=found.case_id):
                if document.direction is casework.Direction.OUT:
                    content = casework.document_content(actor, stage.now(), document_id=document.id)
                    name = f"{found.case_number}-{document.kind}-{document.id}.pdf"
                    (folder / name).write_bytes(content.content)
                    written += 1
    return written


_README = """\
The demo of Egenkraft: the fictitious town Björkstrand, October and November 2026.
Every person, company, address, account and result is made up.

letters/       The letters that were sent: decisions, and notices before a decision that goes against someone. Tagged PDF.
bank/          Payment files as they went to the bank (ISO 20022 pain.001.001.09), one for each run.
bank/reports/  The bank's answers (pain.002): paid, or sent back.
bookkeeping/   The ledger as SIE 4: {{month}}.si for what was decided and sent, {{month}}-bank.si for what the bank answered.
egenkraft.sqlite3   The database, unless another was named.
demo.env, secrets.env   Settings and keys of this demo only, readable by you alone.

Again with the pages:          egenkraft demo --serve-only
What it has been through:      egenkraft demo-report
One-time codes for the staff:  egenkraft demo-codes
All anew:                      egenkraft demo

Personal numbers. {series}
"""
