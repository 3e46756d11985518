"""Who and what the town has become in the database: ids by the town's own names, and the actors who work."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import Actor
from egenkraft.parties import api as parties
from egenkraft.parties.api import HouseholdView, OrganisationView, PersonView
from egenkraft.simulation.ticking import Ticking
from egenkraft.simulation.town.stories import Adult, Household, Plan, Town

SETUP = foundation.system_actor("import")


@dataclass
class Stage:
    """One run of the simulation. Keys: household, or (household, adult), or (household, month)."""

    town: Town
    clock: Ticking
    use_registers: Callable[[str, bool], None]
    """What the agencies hold when a month is applied for; true: those who were silent answer."""
    units: dict[str, int] = field(default_factory=dict)
    staff: dict[str, int] = field(default_factory=dict)
    organisations: dict[str, OrganisationView] = field(default_factory=dict)
    persons: dict[tuple[str, str], PersonView] = field(default_factory=dict)
    households: dict[str, HouseholdView] = field(default_factory=dict)
    applications: dict[tuple[str, str], int] = field(default_factory=dict)
    singles: dict[str, int] = field(default_factory=dict)
    bills: dict[tuple[str, str], int] = field(default_factory=dict)
    """(household, cost kind) → payee id of the landlord or power company."""
    glasses: dict[str, list[int]] = field(default_factory=dict)
    _residents: dict[tuple[str, str], Actor] = field(default_factory=dict)

    def now(self) -> datetime:
        return self.clock.now()

    def today(self) -> date:
        return self.clock.look().date()

    def person_id(self, household: Household, adult: Adult) -> int:
        return self.persons[household.key, adult.key].id

    def resident(self, household: Household, adult: Adult) -> Actor:
        """The adult signed in."""
        key = (household.key, adult.key)
        if key not in self._residents:
            now = self.now()
            user_id = parties.resident_user_for(
                foundation.system_actor("sign-in"), now, person_id=self.person_id(household, adult)
            )
            self._residents[key] = foundation.actor_for_user(user_id, now)
        return self._residents[key]

    def worker(self, unit: str, by: str = "handlaggare") -> Actor:
        """A member of staff: by user name, or whoever does the role's work in the unit."""
        username = by if by in self.staff else self.town.worker(unit, by)
        return foundation.actor_for_user(self.staff[username], self.now())

    def application(self, household: Household, plan: Plan) -> int:
        """Raises KeyError when the household has not applied for the month."""
        return self.applications[household.key, plan.month]
