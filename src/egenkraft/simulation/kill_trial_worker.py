"""The process that the kill trial kills. It says what it is about to do, one line each, and starts from where it is.

Arguments: command, folder, payments, rounds, which start this is, naive (0 or 1).
"""

import hashlib
import json
import os
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from egenkraft.formats.api import pain001
    from egenkraft.foundation.api import Actor

_START = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
_PAY_DATE = date(2026, 11, 26)
_HOMES = 8


@dataclass(frozen=True)
class Place:
    """Where and how much."""

    folder: Path
    payments: int
    rounds: int
    now: datetime

    @property
    def outgoing(self) -> Path:
        return self.folder / "outgoing"

    def numbers(self, round_number: int) -> range:
        """The payments of a round."""
        return range(round_number, self.payments, self.rounds)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def prepare(place: Place) -> None:
    """A small municipality: the people who pay, and households with an account each."""
    from django.core.management import call_command

    from egenkraft.foundation import api as foundation
    from egenkraft.foundation.api import Role

    call_command("migrate", verbosity=0)
    system = foundation.system_actor("kill trial")
    unit = foundation.create_unit(system, place.now, code="ekonomi", name="Ekonomiskt bistånd")
    staff = {
        role: foundation.create_staff(
            system, place.now, username=role, name=role, password=None, memberships=[(role, unit.id)]
        ).user_id
        for role in (Role.HANDLAGGARE, Role.ATTESTANT, Role.EKONOM)
    }
    officer, attestant = (
        foundation.actor_for_user(staff[role], place.now) for role in (Role.HANDLAGGARE, Role.ATTESTANT)
    )
    homes = [_home(place, number, unit.id, officer, attestant) for number in range(_HOMES)]
    (place.folder / "town.json").write_text(json.dumps({"staff": staff, "homes": homes}))


def _home(place: Place, number: int, unit_id: int, officer: "Actor", attestant: "Actor") -> dict[str, int]:
    """A household of one, with an account in force."""
    from egenkraft.foundation import api as foundation
    from egenkraft.parties import api as parties
    from egenkraft.payments import api as payments

    system = foundation.system_actor("kill trial")
    person = parties.register_person(
        system,
        place.now,
        identity_text=parties.test_identity(date(1980, 1, 1 + number), "K", 7),
        given_name=f"Person {number}",
        family_name="Prov",
    )
    household = parties.open_household(
        system,
        place.now,
        unit_id=unit_id,
        on=date(2026, 1, 1),
        members=[parties.MemberSpec(person.id, "adult")],
    )
    account = payments.PayeeAccount(payments.PayeeKind.ACCOUNT, "000000000", clearing="6000")
    payee = payments.propose_payee(
        officer, place.now, scope_id=person.scope_id, account=account, name=person.name, person_id=person.id
    )
    payments.approve_payee(attestant, place.now, payee_id=payee.id)
    return {"scope": household.scope_id, "person": person.id, "payee": payee.id}


def _mark(number: int) -> str:
    """What a payment says to its payee: nobody else's says the same."""
    return f"Prov {number:06d}"


def _town(place: Place) -> dict[str, dict[str, int] | list[dict[str, int]]]:
    town: dict[str, dict[str, int] | list[dict[str, int]]] = json.loads(
        (place.folder / "town.json").read_text()
    )
    return town


def _plan(place: Place, round_number: int) -> None:
    from egenkraft.foundation import api as foundation
    from egenkraft.payments import api as payments

    homes = _town(place)["homes"]
    if not isinstance(homes, list):
        raise TypeError("town.json: homes is a list")
    for number in place.numbers(round_number):
        home = homes[number % len(homes)]
        payments.plan_payments(
            foundation.system_actor("kill trial"),
            place.now,
            decision=payments.DecidedSupport(
                decision_ref=f"trial/{number}",
                case_id=home["scope"],
                scope_id=home["scope"],
                month="2026-11",
                parts=(
                    payments.DecidedPart(
                        part=f"adult:{home['person']}",
                        person_id=home["person"],
                        payee_id=home["payee"],
                        amount_ore=100_000 + number,
                        text=_mark(number),
                    ),
                ),
            ),
        )


def work(place: Place) -> None:
    """Every round that is not sent: plan, run and attest, build, send by the job that building enqueued."""
    from egenkraft.foundation import api as foundation
    from egenkraft.payments import api as payments

    staff = _town(place)["staff"]
    if not isinstance(staff, dict):
        raise TypeError("town.json: staff is an object")
    ekonom = foundation.actor_for_user(staff["ekonom"], place.now)
    attestant = foundation.actor_for_user(staff["attestant"], place.now)
    foundation.register({payments.SEND_RUN: payments.send_run_handler(place.outgoing)})
    sent = {run.key for run in payments.runs(ekonom, place.now) if run.sent_at is not None}
    for number in range(place.rounds):
        if f"trial-{number}" in sent:
            continue
        _say(f"plan {number}")
        _plan(place, number)
        _say(f"run {number}")
        run = payments.create_run(ekonom, place.now, key=f"trial-{number}", pay_date=_PAY_DATE)
        if run.state == "rehearsed":
            payments.attest_run(attestant, place.now, run_id=run.id, fingerprint=run.fingerprint)
        _say(f"build {number}")
        payments.build_file(ekonom, place.now, run_id=run.id, agreement=payments.BankAgreement(_debtor()))
        _say(f"send {number}")
        foundation.run_due_jobs(now=place.now, limit=5, worker="kill trial", names=[payments.SEND_RUN])
        _say(f"done {number}")
    _store_hashes(place)


def _store_hashes(place: Place) -> None:
    from egenkraft.foundation import api as foundation
    from egenkraft.payments import api as payments

    system = foundation.system_actor("kill trial")
    stored = {
        run.file_name: hashlib.sha256(payments.bank_file(system, place.now, run_id=run.id)).hexdigest()
        for run in payments.runs(system, place.now)
    }
    (place.folder / "stored.json").write_text(json.dumps(stored))


def naive_work(place: Place) -> None:
    """How not to do it: write a file of what is not marked paid, then mark the rows one by one."""
    from egenkraft.formats.api import pain001

    place.outgoing.mkdir(exist_ok=True)
    marked = place.folder / "marked.txt"
    for number in range(place.rounds):
        _say(f"plan {number}")
        done = set(marked.read_text().split("\n")) if marked.exists() else set()
        left = [_mark(item) for item in place.numbers(number) if _mark(item) not in done]
        _say(f"run {number}")
        if left:
            name = f"trial-{number}-{os.getpid()}"
            _say(f"build {number}")
            (place.outgoing / f"{name}.xml").write_bytes(pain001.encode(_naive_file(name, place, left)))
        _say(f"send {number}")
        for mark in left:
            _mark_paid(marked, mark)
        _say(f"done {number}")
    stored = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in place.outgoing.glob("*.xml")
    }
    (place.folder / "stored.json").write_text(json.dumps(stored))


def _mark_paid(marked: Path, mark: str) -> None:
    with marked.open("a") as out:
        out.write(f"{mark}\n")
        out.flush()
        os.fsync(out.fileno())


def _naive_file(name: str, place: Place, marks: list[str]) -> "pain001.PaymentFile":
    from egenkraft.formats.api import pain001

    return pain001.PaymentFile(
        message_id=name,
        created_at=place.now,
        debtor=_debtor(),
        blocks=(
            pain001.PaymentBlock(
                payment_info_id=f"{name}-A",
                execution_date=_PAY_DATE,
                category=pain001.CategoryPurpose.SOCIAL_BENEFIT,
                transfers=tuple(
                    pain001.Transfer(
                        end_to_end_id=f"{name}-{at}",
                        amount_ore=100_000 + at,
                        creditor_name="Prov",
                        account=pain001.BankAccount("6000", "000000000"),
                        remittance=pain001.Message(mark),
                    )
                    for at, mark in enumerate(marks)
                ),
            ),
        ),
    )


def _debtor() -> "pain001.Debtor":
    from egenkraft.formats.api import pain001

    digits = "60000000000000000000"
    return pain001.Debtor(
        name="Prövokommun",
        customer_id="55555000000001",
        account=pain001.Iban(f"SE{98 - int(digits + '281400') % 97:02d}{digits}"),
        bic="XXXXSESS",
    )


def main(arguments: list[str]) -> int:
    import django

    command, folder, payments, rounds, start, naive = arguments
    # Each start is later: what a killed process had leased has run out.
    now = _START + timedelta(minutes=15 * int(start))
    place = Place(Path(folder), int(payments), int(rounds), now)
    if command == "prepare":
        marks = [_mark(number) for number in range(place.payments)]
        (place.folder / "decided.json").write_text(json.dumps(marks))
    if naive == "1":
        # It has no database, only files: that is what is wrong with it.
        if command == "work":
            naive_work(place)
        return 0
    django.setup()
    (prepare if command == "prepare" else work)(place)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
