"""What this room tells the others. Ids only."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ApplicationReceived:
    """Signed by all adults, or registered by an officer: ready to be looked into."""

    application_id: int


@dataclass(frozen=True, slots=True)
class RegistersAnswered:
    """The agencies have been asked; what they answered, in whole or in part, is stored."""

    application_id: int


@dataclass(frozen=True, slots=True)
class DecisionTaken:
    """Decided, and waiting for the time in which it can be undone."""

    decision_id: int


@dataclass(frozen=True, slots=True)
class DecisionSent:
    decision_id: int
