"""Tables of parties, one file per aggregate."""

from egenkraft.parties.models.households import Household, HouseholdMember
from egenkraft.parties.models.kin import DeclaredKin
from egenkraft.parties.models.organisations import Organisation
from egenkraft.parties.models.persons import Person

__all__ = ["DeclaredKin", "Household", "HouseholdMember", "Organisation", "Person"]
