"""An officer settles who lives together, to whom a landlord's part goes, and which months of support came before."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from egenkraft.assistance.codes import ApplicationKind, PartState, Refused
from egenkraft.assistance.labels import COSTS
from egenkraft.assistance.models import Application, ApplicationPart, DirectPayee, SupportMonth
from egenkraft.assistance.months import is_month
from egenkraft.assistance.operations.load import answers_of, application_row, note
from egenkraft.assistance.operations.start import household_day, opened_on
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import Actor, RefusedError, audit
from egenkraft.parties import api as parties
from egenkraft.parties.api import PartiesRefusal


def settle_household(actor: Actor, now: datetime, *, application_id: int) -> parties.HouseholdView:
    """Write the household of a new application into the register as it was said: adults who apply, and children."""
    with foundation.transaction():
        row = application_row(actor, "household.change", application_id, lock=True)
        if row.kind != ApplicationKind.NEW or row.household_id is None:
            raise RefusedError(
                Refused.WRONG_STATE,
                _("Bara en ny ansökan säger vilka som bor i hushållet. Ändra hushållet för sig."),
            )
        members = _members(actor, now, row)
        return _change(actor, now, row, row.household_id, members)


def _change(
    actor: Actor, now: datetime, row: Application, household_id: int, members: Sequence[parties.MemberSpec]
) -> parties.HouseholdView:
    """From the day the household was opened for this application; one that is older changes from the month applied for."""
    try:
        with foundation.transaction():
            return parties.change_household(
                actor,
                now,
                household_id=household_id,
                on=opened_on(row.created_at.date(), row.month),
                members=members,
            )
    except RefusedError as refusal:
        if refusal.code is not PartiesRefusal.CHANGE_BEFORE_START:
            raise
        return parties.change_household(
            actor, now, household_id=household_id, on=household_day(row.month, now.date()), members=members
        )


def _members(actor: Actor, now: datetime, row: Application) -> list[parties.MemberSpec]:
    parts = list(row.parts.exclude(state=PartState.DECLINED).order_by("order"))
    couple = len(parts) == 2
    members = [parties.MemberSpec(part.person_id, "adult", sambo=couple) for part in parts]
    return members + [_child(actor, now, child) for child in _children(parts)]


def _children(parts: Sequence[ApplicationPart]) -> Sequence[dict[str, Any]]:
    first = answers_of(parts[0]).get("children") or {}
    return first.get("children") or ()


def _child(actor: Actor, now: datetime, child: dict[str, Any]) -> parties.MemberSpec:
    """A child not known before is registered by number and name."""
    del actor
    system = foundation.system_actor("settle household")
    found = parties.find_person(system, now, identity_text=str(child["identity"]))
    if found is None:
        given, _space, family = str(child["name"]).strip().rpartition(" ")
        found = parties.register_person(
            system, now, identity_text=str(child["identity"]), given_name=given, family_name=family
        )
    return parties.MemberSpec(
        found.id,
        "child",
        days_per_month=child.get("days") if child.get("living") == "days" else None,
        in_school=bool(child.get("school")),
        # "With lunch" is the higher row of the norm: the child eats at home.
        lunch_at_home=child.get("lunch") != "away",
    )


def set_direct_payee(
    actor: Actor, now: datetime, *, application_id: int, cost_kind: str, payee_id: int
) -> None:
    """To whom the household's rent or electricity goes, when they have asked for it; it stands until changed."""
    if cost_kind not in COSTS:
        raise RefusedError(Refused.INVALID, _("Välj vilken kostnad som ska betalas direkt."))
    with foundation.transaction():
        row = application_row(actor, "payee.propose", application_id)
        DirectPayee.objects.update_or_create(
            scope_id=row.scope_id, cost_kind=cost_kind, defaults={"payee_id": payee_id}
        )
        note(actor, now, audit.Action.WRITE, "payee.propose", f"application:{row.pk}", (), ["direct_payee"])


def record_support_months(
    actor: Actor, now: datetime, *, person_id: int, months: Sequence[str], source: str
) -> None:
    """Months with forsorjningsstod before this system, also in another municipality, with where it is known from."""
    if not source.strip() or not all(is_month(month) for month in months):
        raise RefusedError(Refused.INVALID, _("Skriv månader som ÅÅÅÅ-MM, och varifrån uppgiften kommer."))
    person = parties.person(actor, now, person_id=person_id)
    foundation.require(actor, "facts.write", person.scope_id)
    with foundation.transaction():
        SupportMonth.objects.bulk_create(
            (
                SupportMonth(scope_id=person.scope_id, person_id=person_id, month=month, source=source[:60])
                for month in sorted(set(months))
            ),
            ignore_conflicts=True,
        )
        note(
            actor,
            now,
            audit.Action.WRITE,
            "facts.write",
            f"person:{person_id}",
            [person_id],
            ["support_months"],
        )
