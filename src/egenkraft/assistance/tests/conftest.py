"""The Karimi family in Björkstrand, the staff round them, and registers that answer as told. A fixed clock."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pikepdf
import pytest

from egenkraft.assistance import api as assistance
from egenkraft.assistance.api import AgencyAnswer, ApplicationKind, InquiryState, RegisterAnswer
from egenkraft.formats.api import FormatError, bankgiro, ssbtek
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import Actor, Role, UnitView
from egenkraft.parties import api as parties
from egenkraft.parties.api import MemberSpec, PersonView
from egenkraft.payments import api as payments

NOW = datetime(2026, 11, 12, 9, 0, tzinfo=ZoneInfo("Europe/Stockholm"))
MONTH = "2026-11"
SYSTEM = foundation.system_actor("test")
PAID = date(2026, 10, 20)
CLEARING = "6000"


@dataclass
class Registers:
    """What each agency says about each person (12 digits), and which of them are silent."""

    facts: dict[str, list[ssbtek.RegisterFact]] = field(default_factory=dict)
    silent: set[ssbtek.Agency] = field(default_factory=set)
    timeout: bool = False
    asked: list[ssbtek.Fraga] = field(default_factory=list)

    def tell(
        self, person: PersonView, kind: ssbtek.FactKind, ore: int | None, agency: str = "FK", **detail: str
    ) -> None:
        number = (person.identity_number or "").replace("-", "")
        fact = ssbtek.RegisterFact(
            ssbtek.Agency(agency),
            kind,
            number,
            ore,
            None,
            None,
            PAID if ore is not None else None,
            detail,
            f"{agency}/1",
        )
        self.facts.setdefault(number, []).append(fact)

    def ask(self, question: ssbtek.Fraga, *, now: datetime) -> RegisterAnswer:
        self.asked.append(question)
        if self.timeout:
            return RegisterAnswer(
                {agency: AgencyAnswer(InquiryState.TIMEOUT) for agency in question.inkludera}, ()
            )
        ended = {
            agency: AgencyAnswer(InquiryState.ERROR if agency in self.silent else InquiryState.ANSWERED)
            for agency in question.inkludera
        }
        found = tuple(
            fact
            for fact in self.facts.get(question.personidentitet, ())
            if fact.agency in question.inkludera and fact.agency not in self.silent
        )
        return RegisterAnswer(ended, found)


@pytest.fixture
def registers() -> Registers:
    made = Registers()
    assistance.use_register(made)
    return made


@pytest.fixture(autouse=True)
def jobs() -> None:
    foundation.register(assistance.HANDLERS, assistance.SUBSCRIPTIONS)


def work(now: datetime) -> None:
    """Run everything that is due, and what that leads to a moment later."""
    while foundation.run_due_jobs(now=now, limit=1, worker="test"):
        now += timedelta(seconds=1)
    failed = foundation.jobs_in(["failed"])
    waiting = [job for job in foundation.jobs_in(["queued"]) if job.last_error]
    assert not failed, failed
    assert not waiting, waiting


@pytest.fixture
def unit(db: None) -> UnitView:
    return foundation.create_unit(SYSTEM, NOW, code="ekonomi", name="Ekonomiskt bistånd")


MakeStaff = Callable[..., Actor]


@pytest.fixture
def make_staff(unit: UnitView) -> MakeStaff:
    def make(username: str, *roles: Role, unit_id: int | None = None) -> Actor:
        made = foundation.create_staff(
            SYSTEM, NOW, username=username, name=username.title(), password=None,
            memberships=[(role, unit_id or unit.id) for role in roles],
        )  # fmt: skip
        return foundation.actor_for_user(made.user_id, NOW)

    return make


@pytest.fixture
def officer(make_staff: MakeStaff) -> Actor:
    return make_staff("eva", Role.HANDLAGGARE)


@pytest.fixture
def manager(make_staff: MakeStaff) -> Actor:
    return make_staff("chefen", Role.CHEF)


@pytest.fixture
def attestant(make_staff: MakeStaff) -> Actor:
    return make_staff("attest", Role.ATTESTANT)


def person(given: str, born: date, sex: str, serial: int = 7) -> PersonView:
    return parties.register_person(
        SYSTEM,
        NOW,
        identity_text=parties.test_identity(born, sex, serial),
        given_name=given,
        family_name="Karimi",
    )


def resident(who: PersonView) -> Actor:
    return foundation.actor_for_user(parties.resident_user_for(SYSTEM, NOW, person_id=who.id), NOW)


@dataclass(frozen=True)
class Family:
    laleh: PersonView
    reza: PersonView
    mina: PersonView
    household_id: int
    scope_id: int
    as_laleh: Actor
    as_reza: Actor


@pytest.fixture
def family(unit: UnitView, officer: Actor, attestant: Actor) -> Family:
    """A couple with a child of eight, supported in October, with an approved account each."""
    laleh = person("Laleh", date(1990, 5, 17), "K")
    reza = person("Reza", date(1988, 8, 8), "M")
    mina = person("Mina", date(2018, 3, 3), "K")
    household = parties.open_household(
        SYSTEM, NOW, unit_id=unit.id, on=date(2026, 1, 1),
        members=[
            MemberSpec(laleh.id, "adult", sambo=True),
            MemberSpec(reza.id, "adult", sambo=True),
            MemberSpec(mina.id, "child"),
        ],
    )  # fmt: skip
    for number, adult in enumerate((laleh, reza)):
        assistance.record_support_months(
            SYSTEM, NOW, person_id=adult.id, months=["2026-10"], source="tidigare system"
        )
        give_account(officer, attestant, adult, number)
    return Family(laleh, reza, mina, household.id, household.scope_id, resident(laleh), resident(reza))


def give_account(officer: Actor, attestant: Actor, adult: PersonView, ordinal: int) -> int:
    made = payments.propose_payee(
        officer, NOW, scope_id=adult.scope_id, name=adult.name, person_id=adult.id,
        account=payments.PayeeAccount(payments.PayeeKind.ACCOUNT, account_number(ordinal), clearing=CLEARING),
    )  # fmt: skip
    return payments.approve_payee(attestant, NOW, payee_id=made.id).id


def account_number(ordinal: int) -> str:
    """Valid by the bank's check digit and begun with zeros, as no customer's is."""
    for digit in range(10):
        with suppress(FormatError):
            bankgiro.parse_account(CLEARING, f"{ordinal:08d}{digit}")
            return f"{ordinal:08d}{digit}"
    return account_number(ordinal + 5_000_000)


def pdf() -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    out = BytesIO()
    document.save(out)
    return out.getvalue()


NO_CHANGES = {
    "household_changed": "nej",
    "children_changed": "nej",
    "housing_changed": "nej",
    "other_changed": "nej",
}
HOME = {"rent": "9300", "electricity": "612", "home_insurance": "148"}


def own_answers(
    benefits: Sequence[str] = ("none",),
    wage: str = "",
    amounts: Mapping[str, str] | None = None,
    **more: Mapping[str, object],
) -> dict[str, Mapping[str, object]]:
    """What each adult answers at a renewal; `more` replaces whole steps."""
    rows = [{"kind": "wage_net", "kr": wage, "day": "2026-10-25", "who": "Lagret AB"}] if wage else []
    answers: dict[str, Mapping[str, object]] = {
        "changes": NO_CHANGES,
        "occupation": {"now": ["sfi"]},
        "incomes": {"has_incomes": "ja" if rows else "nej", "incomes": rows},
        "benefits": {
            "benefits": list(benefits),
            "amounts": [{"kind": kind, "kr": kr} for kind, kr in (amounts or {}).items()],
            "waiting": "nej",
        },
        "assets": {"has_assets": "nej"},
        "own_costs": {"has_costs": "nej"},
        "stay": {"whole_month": "ja"},
        "payout": {"to": "same_account", "split": "half"},
        "more": {},
    }
    return {**answers, **more}


def fill(
    actor: Actor,
    application_id: int,
    person_id: int,
    answers: Mapping[str, Mapping[str, object]],
    now: datetime = NOW,
) -> int:
    """Save each step; the version after the last."""
    version = 0
    for view in assistance.task_list(actor, now, application_id=application_id, person_id=person_id):
        version = view.version if version == 0 else version
        if view.key in answers:
            saved = assistance.save_step(
                actor, now, application_id=application_id, person_id=person_id, step=view.key, data=answers[view.key], version=version
            )  # fmt: skip
            assert saved.errors == (), (view.key, saved.errors)
            version = saved.version
    return version


def apply_together(
    family: Family,
    *,
    laleh: Mapping[str, Mapping[str, object]] | None = None,
    reza: Mapping[str, Mapping[str, object]] | None = None,
    papers: bool = True,
    now: datetime = NOW,
    month: str = MONTH,
) -> int:
    """Both answer, hand in what is asked, and sign."""
    view = assistance.start_application(
        family.as_laleh, now, person_id=family.laleh.id, kind=ApplicationKind.RENEWAL, month=month
    )
    spoken = (
        (family.as_laleh, family.laleh, {"home_costs": HOME, **(laleh or own_answers(("barnbidrag",)))}),
        (family.as_reza, family.reza, dict(reza or own_answers(wage="8 000"))),
    )
    for actor, adult, answers in spoken:
        version = fill(actor, view.id, adult.id, answers, now)
        if papers:
            hand_in(actor, view.id, adult.id, now)
        assistance.sign(
            actor, now, application_id=view.id, person_id=adult.id, version=version, declared=True
        )
    return view.id


def hand_in(actor: Actor, application_id: int, person_id: int, now: datetime = NOW) -> None:
    for paper in assistance.papers(actor, now, application_id=application_id, person_id=person_id):
        if not paper.received:
            assistance.attach(
                actor, now, application_id=application_id, person_id=person_id, paper=paper.code, file_name="foto.pdf", content=pdf()
            )  # fmt: skip


def usual(registers: Registers, family: Family) -> None:
    """Child allowance is paid to Laleh; nobody owns anything else."""
    registers.tell(family.laleh, ssbtek.FactKind.BARNBIDRAG, 125000, status="paid")


LATER = NOW + timedelta(hours=1)
