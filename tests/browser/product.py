"""A municipality's new installation, run as in use: server, worker and fake partners as processes of their own."""

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from egenkraft.parties.api import test_identity
from tests.browser.processes import CLOCK, command, environment, free_port, output_of, running, wait_for

PASSWORD = "en lång mening som lösenord"
STAFF = {
    "hanna": ("Hanna Handläggare", "handlaggare"),
    "hugo": ("Hugo Handläggare", "handlaggare"),
    "atle": ("Atle Attestant", "attestant"),
    "eva": ("Eva Ekonom", "ekonom"),
}
RESIDENTS = {
    name: test_identity(date(1991, 5, 10 + number), "K", 120 + number)
    for number, name in enumerate(
        ("Anna Prövsson", "Bea Utanskript", "Cia Tangentsson", "Dina Tvåskärm", "Ella Utloggad")
    )
}
_JOB_SEEKER = {
    "sekretessmarkering": False,
    "arbetssokande": {
        "arbetssokande": True,
        "skat": "Öppet arbetslös",
        "registrerad": "2026-02-02",
        "omfattning": 100,
    },
}


@dataclass(frozen=True)
class Product:
    """Where it runs, and its folder; `code` gives what the app of a member of staff shows now."""

    base_url: str
    folder: Path
    env: dict[str, str]
    partners: str
    """Where the fake e-identification, registers and bank are."""

    @property
    def outgoing(self) -> Path:
        return self.folder / "outgoing"

    def code(self, username: str) -> str:
        return output_of(command("staff-code", username), self.env).strip()

    def log(self) -> str:
        return "".join(path.read_text()[-3000:] for path in sorted(self.folder.glob("*.log")))


@contextmanager
def installed(folder: Path) -> Iterator[Product]:
    """Installed by the commands of the manual, then served."""
    register = folder / "register.json"
    register.write_text(json.dumps(_register(), ensure_ascii=False), encoding="utf-8")
    with ExitStack() as stack:
        partners = _partners(stack, folder, register)
        env = environment(
            folder,
            EGENKRAFT_CLOCK_START=CLOCK,
            EGENKRAFT_RESIDENT_OIDC_ISSUER=partners["oidc_issuer"],
            EGENKRAFT_SSBTEK_URL=partners["ssbtek"],
        )
        output_of([sys.executable, "-m", "tests.browser.install", json.dumps(STAFF), PASSWORD], env)
        port = free_port()
        stack.enter_context(running(command("worker"), env, folder / "worker.log"))
        log = folder / "server.log"
        server = stack.enter_context(running(command("serve", "--port", str(port)), env, log))
        wait_for(f"http://127.0.0.1:{port}/", server, log)
        yield Product(f"http://127.0.0.1:{port}", folder, env, partners["oidc_issuer"].removesuffix("/oidc"))


def _register() -> dict[str, object]:
    agencies = {"AF": {"answer": _JOB_SEEKER}}
    persons = {
        number: {"name": name, "note_sv": "Prov", "note_en": "Trial", "agencies": agencies, "service": {}}
        for name, number in RESIDENTS.items()
    }
    return {"format": "egenkraft-town-register/1", "persons": persons, "refused_accounts": {}}


def _partners(stack: ExitStack, folder: Path, register: Path) -> dict[str, str]:
    port, log = free_port(), folder / "partners.log"
    arguments = command("fake-partners", "--port", str(port), "--register", str(register), "--json")
    process = stack.enter_context(running(arguments, environment(folder), log))
    wait_for(f"http://127.0.0.1:{port}/", process, log)
    addresses: dict[str, str] = json.loads(log.read_text().splitlines()[0])
    return addresses
