"""The door of parties. Rooms above use these names and no other module of it."""

from egenkraft.parties.identity import (
    Identity,
    IdentityKind,
    IdentityRefusal,
    test_coordination_number,
    test_identity,
)
from egenkraft.parties.operations.households import MemberSpec, change_household, open_household
from egenkraft.parties.operations.kin import bar_kin, bar_kin_by_identity, break_glass_for
from egenkraft.parties.operations.organisations import organisation, organisations, register_organisation
from egenkraft.parties.operations.persons import (
    change_person,
    parse_identity,
    register_person,
    resident_user_for,
    set_protection,
)
from egenkraft.parties.queries import (
    find_person,
    household,
    household_of,
    person,
    person_of_user,
    persons,
    search_persons,
)
from egenkraft.parties.refusals import PartiesRefusal
from egenkraft.parties.views import Address, HouseholdView, MemberView, OrganisationView, PersonView

__all__ = [
    "Address",
    "HouseholdView",
    "Identity",
    "IdentityKind",
    "IdentityRefusal",
    "MemberSpec",
    "MemberView",
    "OrganisationView",
    "PartiesRefusal",
    "PersonView",
    "bar_kin",
    "bar_kin_by_identity",
    "break_glass_for",
    "change_household",
    "change_person",
    "find_person",
    "household",
    "household_of",
    "open_household",
    "organisation",
    "organisations",
    "parse_identity",
    "person",
    "person_of_user",
    "persons",
    "register_organisation",
    "register_person",
    "resident_user_for",
    "search_persons",
    "set_protection",
    "test_coordination_number",
    "test_identity",
]
