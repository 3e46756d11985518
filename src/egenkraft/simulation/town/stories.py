"""What a town is made of: frozen, and read from the YAML files beside. Amounts are kronor as people say them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Wage:
    """Pay after tax in the month before the one applied for. `source`: who paid."""

    kr: int
    source: str


@dataclass(frozen=True, kw_only=True)
class Adult:
    """One adult and what is true of them both months unless a month says otherwise.

    `gets` are benefits in kronor by the rulebook's kind. `account`: "own", "none", "closed" (the bank sends the
    money back). `number`: "personal" or "coordination". `identity` is twelve digits of the test series.
    """

    key: str
    identity: str
    given: str
    family: str
    sex: str
    born: date
    phone: str
    language: str = "sv"
    number: str = "personal"
    now: tuple[str, ...] = ("job_seeker",)
    gets: Mapping[str, int] = field(default_factory=dict)
    wage: Wage | None = None
    own_costs: tuple[Mapping[str, Any], ...] = ()
    assets: tuple[Mapping[str, Any], ...] = ()
    account: str = "own"
    account_number: str = ""
    protected: int = 0

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}"


@dataclass(frozen=True, kw_only=True)
class Child:
    identity: str
    given: str
    family: str
    sex: str
    born: date
    lunch: str = "home"
    days: int | None = None
    in_school: bool = False

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}"


@dataclass(frozen=True, kw_only=True)
class Step:
    """Something a person does on a day of the month before the one applied for. `by`: a role or a user name."""

    day: int
    do: str
    by: str = ""
    args: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """One application and what follows. `month` YYYY-MM; the days are those of the month before.

    `says` overrides answers by adult, step and field. `found` are amounts of the registers that differ from what was
    said (None: the register holds nothing). `silent`: agency → how it fails. `papers` None: all that are asked for.
    `late`: at the very end of the month, to be left in that state. `stops_after`: the draft is left there.
    """

    month: str
    apply: int
    via: str = "digital"
    by: str = ""
    signs: tuple[str, ...] | None = None
    declines: tuple[str, ...] = ()
    stops_after: str = ""
    late: str = ""
    says: Mapping[str, Mapping[str, Mapping[str, Any]]] = field(default_factory=dict)
    free_text: Mapping[str, str] = field(default_factory=dict)
    waits_for: Mapping[str, str] = field(default_factory=dict)
    new_account: tuple[str, ...] = ()
    papers: tuple[str, ...] | None = None
    file: str = "pdf"
    found: Mapping[str, Mapping[str, int | None]] = field(default_factory=dict)
    silent: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    service: Mapping[str, str] = field(default_factory=dict)
    registers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    costs: Mapping[str, int] = field(default_factory=dict)
    gets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    wage: Mapping[str, int] = field(default_factory=dict)
    own_costs: Mapping[str, tuple[Mapping[str, Any], ...]] = field(default_factory=dict)
    assets: Mapping[str, tuple[Mapping[str, Any], ...]] = field(default_factory=dict)
    do: tuple[Step, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Household:
    """A household with its story. `before`: months of support before October, known from the former system."""

    key: str
    story: str
    unit: str
    street: str
    adults: tuple[Adult, ...]
    children: tuple[Child, ...] = ()
    rooms: int = 2
    costs: Mapping[str, int] = field(default_factory=dict)
    direct: Mapping[str, str] = field(default_factory=dict)
    registers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    before: int = 0
    plans: tuple[Plan, ...] = ()
    try_sv: str = ""
    try_en: str = ""

    def adult(self, key: str) -> Adult:
        """Raises KeyError."""
        for each in self.adults:
            if each.key == key:
                return each
        raise KeyError(key)

    def plan(self, month: str) -> Plan | None:
        return next((plan for plan in self.plans if plan.month == month), None)


@dataclass(frozen=True, kw_only=True)
class StaffMember:
    username: str
    name: str
    roles: tuple[str, ...]
    units: tuple[str, ...]
    kin_of: str = ""


@dataclass(frozen=True, kw_only=True)
class Organisation:
    key: str
    kind: str
    name: str
    number: str
    bankgiro: str


@dataclass(frozen=True, kw_only=True)
class Town:
    """`works_as`: unit code (or "all") → role → user name, for steps that name a role."""

    units: tuple[tuple[str, str], ...]
    staff: tuple[StaffMember, ...]
    password: str
    works_as: Mapping[str, Mapping[str, str]]
    organisations: tuple[Organisation, ...]
    households: tuple[Household, ...]

    def worker(self, unit: str, role: str) -> str:
        """The user name of who does the role's work in the unit. Raises KeyError."""
        return self.works_as[unit].get(role) or self.works_as["all"][role]
