"""The town moves in: units, staff, organisations, people, households, accounts, months of support from before."""

from collections.abc import Callable
from contextlib import ExitStack

from egenkraft.assistance import api as assistance
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import Role, audit
from egenkraft.parties import api as parties
from egenkraft.payments import api as payments
from egenkraft.simulation.stage import SETUP, Stage
from egenkraft.simulation.town import numbers
from egenkraft.simulation.town.stories import Adult, Child, Household

CITY, POSTAL_CODE = "Björkstrand", "999 01"
_FORMER_SYSTEM = "Från det tidigare ärendesystemet"
_FIRST_APPLIED_MONTH = 2026 * 12 + 10


def settle_town(stage: Stage, told: Callable[[int], None]) -> None:
    """Everything that is there before the first application. `told` hears of each household that has moved in."""
    _units_and_staff(stage)
    _organisations(stage)
    for household in stage.town.households:
        with ExitStack() as stack:
            stack.enter_context(audit.collecting("import"))
            stack.enter_context(foundation.transaction())
            _household(stage, household)
        told(1)
    for member in stage.town.staff:
        if member.kin_of:
            _bar(stage, member.username, member.kin_of)


def _units_and_staff(stage: Stage) -> None:
    now = stage.now()
    for code, name in stage.town.units:
        stage.units[code] = foundation.create_unit(SETUP, now, code=code, name=name).id
    for member in stage.town.staff:
        made = foundation.create_staff(
            SETUP,
            now,
            username=member.username,
            name=member.name,
            password=stage.town.password,
            memberships=[(Role(role), stage.units[unit]) for role in member.roles for unit in member.units],
        )
        stage.staff[member.username] = made.user_id
        foundation.enrol_totp(SETUP, now, user_id=made.user_id)
        code = foundation.current_code(made.user_id, now)
        foundation.confirm_totp(SETUP, now, user_id=made.user_id, code=code)


def _organisations(stage: Stage) -> None:
    for row in stage.town.organisations:
        stage.organisations[row.key] = parties.register_organisation(
            SETUP,
            stage.now(),
            kind=row.kind,
            name=row.name,
            orgnr=row.number,
            bankgiro=row.bankgiro,
            fictitious=True,
        )


def _household(stage: Stage, household: Household) -> None:
    unit = stage.units[household.unit]
    specs = []
    couple = len(household.adults) == 2
    for adult in household.adults:
        person = _register(stage, household, adult, unit)
        stage.persons[household.key, adult.key] = person
        specs.append(parties.MemberSpec(person.id, "adult", sambo=couple))
    specs += [_child(stage, household, child, unit) for child in household.children]
    view = parties.open_household(SETUP, stage.now(), unit_id=unit, on=stage.today(), members=tuple(specs))
    stage.households[household.key] = view
    for adult in household.adults:
        person_id = stage.person_id(household, adult)
        if adult.protected:
            parties.set_protection(SETUP, stage.now(), person_id=person_id, level=adult.protected)
        if household.before:
            assistance.record_support_months(
                SETUP, stage.now(), person_id=person_id, months=_months_before(household.before), source=_FORMER_SYSTEM
            )  # fmt: skip
        if adult.account != "none":
            _account(stage, household, adult)
    for cost_kind, organisation in household.direct.items():
        stage.bills[household.key, cost_kind] = _bill(stage, household, organisation)


def _register(stage: Stage, household: Household, person: Adult, unit: int) -> parties.PersonView:
    return parties.register_person(
        SETUP,
        stage.now(),
        identity_text=person.identity,
        given_name=person.given,
        family_name=person.family,
        unit_id=unit,
        language=person.language,
        phone=person.phone,
        address=parties.Address(household.street, POSTAL_CODE, CITY),
    )


def _child(stage: Stage, household: Household, child: Child, unit: int) -> parties.MemberSpec:
    person = parties.register_person(
        SETUP,
        stage.now(),
        identity_text=child.identity,
        given_name=child.given,
        family_name=child.family,
        unit_id=unit,
        address=parties.Address(household.street, POSTAL_CODE, CITY),
    )
    return parties.MemberSpec(
        person.id,
        "child",
        days_per_month=child.days,
        in_school=child.in_school,
        lunch_at_home=child.lunch == "home",
    )


def _months_before(count: int) -> tuple[str, ...]:
    """The `count` months before the first that is applied for here."""
    numbered = range(_FIRST_APPLIED_MONTH - count, _FIRST_APPLIED_MONTH)
    return tuple(f"{number // 12:04d}-{number % 12 + 1:02d}" for number in numbered)


def _account(stage: Stage, household: Household, adult: Adult) -> None:
    """The account of the former system, proposed by the import and approved by an attestant."""
    person = stage.persons[household.key, adult.key]
    proposed = payments.propose_payee(
        SETUP,
        stage.now(),
        scope_id=person.scope_id,
        account=account_of(adult.account_number),
        name=adult.name,
        person_id=person.id,
    )
    _approve(stage, household, proposed.id)


def account_of(number: str) -> payments.PayeeAccount:
    return payments.PayeeAccount(payments.PayeeKind.ACCOUNT, number, clearing=numbers.CLEARING)


def _bill(stage: Stage, household: Household, organisation: str) -> int:
    """The landlord or power company the household has asked us to pay; the payee's id."""
    paid = stage.organisations[organisation]
    view = stage.households[household.key]
    proposed = payments.propose_payee(
        SETUP,
        stage.now(),
        scope_id=view.scope_id,
        account=payments.PayeeAccount(
            payments.PayeeKind.BANKGIRO, paid.bankgiro, ocr=numbers.reference(view.id)
        ),
        name=paid.name,
        organisation_id=paid.id,
    )
    _approve(stage, household, proposed.id)
    return proposed.id


def _approve(stage: Stage, household: Household, payee_id: int) -> None:
    protected = any(adult.protected for adult in household.adults)
    attestant = stage.worker(household.unit, "chef" if protected else "attestant")
    payments.approve_payee(attestant, stage.now(), payee_id=payee_id)


def _bar(stage: Stage, username: str, household_key: str) -> None:
    for household in stage.town.households:
        if household.key == household_key:
            parties.bar_kin(
                SETUP,
                stage.now(),
                user_id=stage.staff[username],
                person_id=stage.person_id(household, household.adults[0]),
                relation="kin",
            )
