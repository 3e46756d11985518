"""The outside world as this room sees it: the registers behind SSBTEK."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from egenkraft.assistance.codes import InquiryState
from egenkraft.formats.api import ssbtek


@dataclass(frozen=True, slots=True)
class AgencyAnswer:
    """How one agency answered. `code` and `message` are the agency's own when it did not answer whole."""

    state: InquiryState
    code: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class RegisterAnswer:
    """Every asked agency is in `agencies`; facts may come from some and not from others."""

    agencies: Mapping[ssbtek.Agency, AgencyAnswer]
    facts: tuple[ssbtek.RegisterFact, ...]


class RegisterPort(Protocol):
    """Asks once; never raises for what the other side does, but answers ERROR or TIMEOUT for every agency."""

    def ask(self, question: ssbtek.Fraga, *, now: datetime) -> RegisterAnswer: ...


_register: list[RegisterPort] = []


def use_register(port: RegisterPort) -> None:
    """Called once at start by `config/wiring.py`, and by tests."""
    _register[:] = [port]


def register_port() -> RegisterPort:
    """Raises LookupError when nothing is wired."""
    if not _register:
        raise LookupError("No register client is wired: call ports.use_register in config/wiring.py.")
    return _register[0]
