"""To whom the money goes: asked always, half each of what remains unless both adults say the same other thing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from egenkraft.assistance.codes import PartState
from egenkraft.assistance.labels import COSTS
from egenkraft.assistance.models import ApplicationPart
from egenkraft.assistance.operations.load import answers_of
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import Actor, RefusedError
from egenkraft.parties import api as parties
from egenkraft.payments import api as payments

_ALL_TO = ("all_to_me", "all_to_other")


@dataclass(frozen=True, slots=True)
class Receivers:
    """Active payees: `adults` by person id, `direct` by cost kind; and for whom and what there is none."""

    adults: Mapping[int, payments.PayeeView]
    direct: Mapping[str, payments.PayeeView]
    adults_missing: tuple[int, ...]
    direct_missing: tuple[str, ...]


def propose_accounts(actor: Actor, now: datetime, part: ApplicationPart) -> None:
    """A new account that an adult typed is proposed as payee at the signature; another person approves it."""
    answer = answers_of(part).get("payout") or {}
    if answer.get("to") != "new_account" or part.state != PartState.SIGNED:
        return
    system = foundation.system_actor("application")
    person = parties.person(system, now, person_id=part.person_id)
    account = payments.PayeeAccount(
        payments.PayeeKind.ACCOUNT, str(answer["account"]), clearing=str(answer["clearing"])
    )
    try:
        payments.propose_payee(
            actor,
            now,
            scope_id=part.scope_id,
            account=account,
            name=person.name,
            person_id=part.person_id,
            case_id=part.application.case_id,
        )
    except RefusedError as refusal:
        # The account is in force already, or a change waits: no reason to stop a signature. Others are.
        if refusal.code not in (payments.PaymentsRefusal.PAYEE_SAME, payments.PaymentsRefusal.PAYEE_PENDING):
            raise


def split(
    adults: tuple[int, ...], remaining_ore: int, wishes: Mapping[int, str]
) -> tuple[tuple[int, int], ...]:
    """(person, öre). Half each of what remains; an odd öre to the first by id, as in the rulebook.

    Everything to one adult only when both have asked for it, each in their own part.
    """
    if len(adults) == 1:
        return ((adults[0], remaining_ore),)
    first, second = sorted(adults, key=str)
    to_first = (wishes.get(first), wishes.get(second)) == _ALL_TO
    to_second = (wishes.get(second), wishes.get(first)) == _ALL_TO
    if to_first:
        return ((first, remaining_ore), (second, 0))
    if to_second:
        return ((first, 0), (second, remaining_ore))
    half = remaining_ore // 2
    return ((first, remaining_ore - half), (second, half))


def receivers(
    now: datetime, adults: Mapping[int, int], direct_kinds: tuple[str, ...], direct_payees: Mapping[str, int]
) -> Receivers:
    """`adults`: person id → own scope. `direct_payees`: cost kind → payee id, as an officer has set."""
    system = foundation.system_actor("payout")
    found: dict[int, payments.PayeeView] = {}
    for person_id, scope_id in adults.items():
        payees = payments.payees_of_person(system, now, person_id=person_id, scope_id=scope_id)
        active = [payee for payee in payees if payee.state == "active"]
        if active:
            found[person_id] = active[-1]
    direct: dict[str, payments.PayeeView] = {}
    for kind in direct_kinds:
        payee_id = direct_payees.get(kind)
        payee = None if payee_id is None else payments.payee(system, now, payee_id=payee_id)
        if payee is not None and payee.state == "active":
            direct[kind] = payee
    return Receivers(
        found,
        direct,
        tuple(person for person in adults if person not in found),
        tuple(COSTS.get(kind, kind) for kind in direct_kinds if kind not in direct),
    )
