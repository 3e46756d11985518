"""What is known and what it comes to: register answers, facts, differences, calculations, obstacles."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from egenkraft.assistance.codes import (
    DecisionKind,
    DifferenceCode,
    DifferenceState,
    InquiryState,
    ObstacleCode,
    Origin,
)


@dataclass(frozen=True, slots=True)
class InquiryView:
    """One agency's answer about one adult for one month."""

    id: int
    person_id: int
    agency: str
    state: InquiryState
    code: str
    message: str
    at: datetime | None
    facts: int


@dataclass(frozen=True, slots=True)
class FactView:
    id: int
    person_id: int | None
    kind: str
    label: str
    amount_ore: int | None
    from_date: date | None
    to_date: date | None
    paid_on: date | None
    origin: Origin
    agency: str
    detail: Mapping[str, str]
    recorded_at: datetime
    told_at: datetime | None
    """When the person was told of a fact that they did not give themselves."""


@dataclass(frozen=True, slots=True)
class DifferenceView:
    id: int
    code: DifferenceCode
    state: DifferenceState
    person_id: int
    kind: str
    label: str
    said_ore: int | None
    found_ore: int | None
    said: str
    found: str
    source: str
    sentence: str
    raised_at: datetime
    handled_by: str
    handled_at: datetime | None
    note: str


@dataclass(frozen=True, slots=True)
class Obstacle:
    code: ObstacleCode
    text: str
    """To the officer: what stops, with the fact."""
    fact: str = ""
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class LineView:
    """One line of the calculation; the same shape as `rulebook.api.Line`, with the officer's decision beside."""

    code: str
    label_sv: str
    kind: str
    person: str | None
    applied_ore: int | None
    counted_ore: int | None
    reason_code: str | None
    why_sv: str
    rule: str
    evidence_ore: int | None = None
    evidence_source: str = ""
    differs: bool = False
    cost_key: str | None = None
    """The cost in the application, for `grant_line`."""
    step: str = ""
    """Address for `explain`: `cost_counted_ore@0`; empty when there is nothing to explain."""


@dataclass(frozen=True, slots=True)
class CalculationView:
    """A stored calculation. Has the names of `rulebook.api.Result`, so that the table draws either."""

    id: int
    application_id: int
    month: str
    riksnorm_ore: int | None
    costs_ore: int | None
    need_ore: int | None
    income_ore: int | None
    support_ore: int | None
    surplus_ore: int | None
    applied_ore: int | None
    remaining_ore: int | None
    lines: tuple[LineView, ...]
    shares: tuple[tuple[int, int], ...]
    """(person id, öre) of what remains after direct parts, half each unless both said otherwise."""
    direct: tuple[tuple[str, str, int], ...]
    """(cost kind, payee, öre)."""
    missing: tuple[str, ...]
    parameters_status: str
    rulebook_version: str
    hash: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Assessment:
    application_id: int
    calculation: CalculationView | None
    """None when the facts are too few to calculate; `problem` says which."""
    problem: str
    obstacles: tuple[Obstacle, ...]
    automatic_possible: bool
    proposed: DecisionKind | None
