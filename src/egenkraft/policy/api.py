"""The door of the room. Pure: no clock, no database; every function takes the day it is asked about.

`municipality(id, on)` gives typed, dated values: `.deadlines.decision_goal_days.value` (raises `NotToldError` when no
source tells it), `.known` (None when missing) and `.status` (verified, told, not_told, assumed).
"""

from egenkraft.policy.delegation import (
    Allowed,
    Attest,
    AttestKind,
    AttestReason,
    DecidingRole,
    DecisionKind,
    Delegation,
    NotAllowed,
    NotAllowedCode,
    delegation,
)
from egenkraft.policy.documents import PolicyError
from egenkraft.policy.facts import SOURCES, Fact, facts
from egenkraft.policy.municipality import (
    Municipality,
    Programme,
    ProgrammeState,
    UnknownMunicipalityError,
    known_ids,
    municipality,
)
from egenkraft.policy.reform import (
    LawState,
    LawToday,
    Reform,
    Switch,
    SwitchPeriod,
    SwitchState,
    UnknownReformError,
    is_on,
    reform,
    reforms,
    switch,
    switch_periods,
)
from egenkraft.policy.sections import DocumentRule
from egenkraft.policy.values import NotToldError, Precision, Status, Value

__all__ = [
    "SOURCES",
    "Allowed",
    "Attest",
    "AttestKind",
    "AttestReason",
    "DecisionKind",
    "Delegation",
    "DocumentRule",
    "Fact",
    "LawState",
    "LawToday",
    "Municipality",
    "NotAllowed",
    "NotAllowedCode",
    "NotToldError",
    "PolicyError",
    "Precision",
    "Programme",
    "ProgrammeState",
    "Reform",
    "DecidingRole",
    "Status",
    "Switch",
    "SwitchPeriod",
    "SwitchState",
    "UnknownMunicipalityError",
    "UnknownReformError",
    "Value",
    "delegation",
    "facts",
    "is_on",
    "known_ids",
    "municipality",
    "reform",
    "reforms",
    "switch",
    "switch_periods",
]
