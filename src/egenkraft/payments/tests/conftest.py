"""Two households, the staff that pay them, and a bank that exists in these tests only."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from egenkraft.casework import api as casework
from egenkraft.casework import transitions
from egenkraft.casework.api import Phase, State, TransitionTable
from egenkraft.formats.api import bankgiro, pain001
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import Actor, Role, UnitView
from egenkraft.parties import api as parties
from egenkraft.parties.api import MemberSpec, PersonView
from egenkraft.payments import api as payments
from egenkraft.payments.api import (
    BankAgreement,
    BookAccount,
    Books,
    DecidedPart,
    DecidedSupport,
    PayeeAccount,
    PayeeKind,
    PayeeView,
    RunView,
)

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
PAY_DATE = date(2026, 11, 26)
SYSTEM = foundation.system_actor("test")
KIND = "prov"
# Numbers of the right form; nobody is behind them.
ACCOUNT = PayeeAccount(PayeeKind.ACCOUNT, "000000000", clearing="6000")
OTHER_ACCOUNT = PayeeAccount(PayeeKind.ACCOUNT, "0000000000", clearing="80000")
BANKGIRO = "999999" + bankgiro.luhn_digit("999999")
OCR = bankgiro.ocr_with_check_digit("20261000001")
LANDLORD_ACCOUNT = PayeeAccount(PayeeKind.BANKGIRO, BANKGIRO, ocr=OCR)

MakeStaff = Callable[..., Actor]
Decide = Callable[..., DecidedSupport]


@dataclass(frozen=True)
class Home:
    adults: tuple[PersonView, ...]
    scope_id: int
    case_id: int


@pytest.fixture(autouse=True)
def _table(monkeypatch: pytest.MonkeyPatch) -> None:
    table = TransitionTable(name=KIND, initial="open", states=(State("open", "Öppet", Phase.TODO),), moves=())
    monkeypatch.setattr(transitions, "_tables", {**transitions.tables(), KIND: table})


def agreement() -> BankAgreement:
    digits = "60000000000000000000"
    iban = f"SE{98 - int(digits + '281400') % 97:02d}{digits}"
    return BankAgreement(
        pain001.Debtor(
            name="Björkstrands kommun",
            customer_id="55555000000001",
            account=pain001.Iban(iban),
            bic="XXXXSESS",
        )
    )


BOOKS = Books(
    organisation_number="212000-0000",
    company="Björkstrands kommun",
    support=BookAccount("4510", "Ekonomiskt bistånd"),
    decided=BookAccount("2890", "Beslutat, ej utbetalt"),
    on_its_way=BookAccount("1990", "Utbetalningar på väg"),
    bank=BookAccount("1930", "Bank"),
    loans=BookAccount("1520", "Etableringslån"),
    assumed=True,
)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def unit(db: None) -> UnitView:
    return foundation.create_unit(SYSTEM, NOW, code="ekonomi", name="Ekonomiskt bistånd")


@pytest.fixture
def other_unit(db: None) -> UnitView:
    return foundation.create_unit(SYSTEM, NOW, code="syd", name="Ekonomiskt bistånd syd")


@pytest.fixture
def make_staff(unit: UnitView) -> MakeStaff:
    def make(username: str, *roles: Role, unit_id: int | None = None) -> Actor:
        made = foundation.create_staff(
            SYSTEM,
            NOW,
            username=username,
            name=username.title(),
            password=None,
            memberships=[(role, unit_id or unit.id) for role in roles],
        )
        return foundation.actor_for_user(made.user_id, NOW)

    return make


@pytest.fixture
def officer(make_staff: MakeStaff) -> Actor:
    return make_staff("anna", Role.HANDLAGGARE)


@pytest.fixture
def attestant(make_staff: MakeStaff) -> Actor:
    return make_staff("gun", Role.ATTESTANT)


@pytest.fixture
def ekonom(make_staff: MakeStaff) -> Actor:
    return make_staff("erik", Role.EKONOM)


@pytest.fixture
def outsider(make_staff: MakeStaff, other_unit: UnitView) -> Actor:
    return make_staff("carl", Role.HANDLAGGARE, Role.ATTESTANT, unit_id=other_unit.id)


def make_home(unit: UnitView, *births: tuple[str, date, str]) -> Home:
    adults = tuple(
        parties.register_person(
            SYSTEM,
            NOW,
            identity_text=parties.test_identity(born, sex, 7),
            given_name=name,
            family_name="Prov",
        )
        for name, born, sex in births
    )
    household = parties.open_household(
        SYSTEM,
        NOW,
        unit_id=unit.id,
        on=date(2026, 1, 1),
        members=[MemberSpec(adult.id, "adult", sambo=len(births) > 1) for adult in adults],
    )
    case = casework.open_case(
        SYSTEM, NOW, kind=KIND, title="Prov", scope_id=household.scope_id, household_id=household.id
    )
    return Home(
        tuple(parties.persons(SYSTEM, NOW, person_ids=[a.id for a in adults])), household.scope_id, case.id
    )


@pytest.fixture
def home(unit: UnitView) -> Home:
    return make_home(unit, ("Alva", date(1990, 5, 17), "K"), ("Bo", date(1988, 8, 8), "M"))


@pytest.fixture
def second_home(unit: UnitView) -> Home:
    return make_home(unit, ("Dina", date(1985, 3, 9), "K"))


def propose(actor: Actor, person: PersonView, account: PayeeAccount = ACCOUNT) -> PayeeView:
    return payments.propose_payee(
        actor, NOW, scope_id=person.scope_id, account=account, name=person.name, person_id=person.id
    )


@pytest.fixture
def payee_of(officer: Actor, attestant: Actor) -> Callable[[PersonView], PayeeView]:
    """An account in force."""

    def make(person: PersonView, account: PayeeAccount = ACCOUNT) -> PayeeView:
        proposed = propose(officer, person, account)
        return payments.approve_payee(attestant, NOW, payee_id=proposed.id)

    return make


def organisation_id() -> int:
    return parties.register_organisation(
        SYSTEM,
        NOW,
        kind="landlord",
        name="Påhittade hyreshus AB",
        orgnr="5560000000",
        bankgiro=BANKGIRO,
        fictitious=True,
    ).id


def decided(
    home: Home,
    *parts: DecidedPart,
    ref: str = "2026-000001/1",
    month: str = "2026-11",
    basis: tuple[tuple[str, int], ...] = (),
    **more: object,
) -> DecidedSupport:
    return DecidedSupport(
        decision_ref=ref,
        case_id=home.case_id,
        scope_id=home.scope_id,
        month=month,
        parts=parts,
        basis=basis,
        **more,  # type: ignore[arg-type]
    )


def part(person: PersonView, payee_id: int | None, amount_ore: int = 500_000) -> DecidedPart:
    return DecidedPart(
        f"adult:{person.id}", person.id, payee_id, amount_ore, "Ekonomiskt bistånd november 2026"
    )


@dataclass(frozen=True)
class Payday:
    """The people and the folder of a run."""

    ekonom: Actor
    attestant: Actor
    outgoing: Path

    def attested(self, key: str = "2026-11-26", pay_date: date = PAY_DATE, now: datetime = NOW) -> RunView:
        made = payments.create_run(self.ekonom, now, key=key, pay_date=pay_date)
        return payments.attest_run(self.attestant, now, run_id=made.id, fingerprint=made.fingerprint)

    def built(self, key: str = "2026-11-26", pay_date: date = PAY_DATE, now: datetime = NOW) -> RunView:
        made = self.attested(key, pay_date, now)
        return payments.build_file(self.ekonom, now, run_id=made.id, agreement=agreement())

    def sent(self, key: str = "2026-11-26", pay_date: date = PAY_DATE, now: datetime = NOW) -> RunView:
        made = self.built(key, pay_date, now)
        return payments.send_run(self.ekonom, now, run_id=made.id, outgoing=self.outgoing)


@pytest.fixture
def payday(ekonom: Actor, attestant: Actor, tmp_path: Path) -> Payday:
    return Payday(ekonom, attestant, tmp_path / "outgoing")


def resident(person: PersonView) -> Actor:
    user_id = parties.resident_user_for(SYSTEM, NOW, person_id=person.id)
    return foundation.actor_for_user(user_id, NOW)
