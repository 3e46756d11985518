"""The question as AF and the unemployment funds repeat it in their answers."""

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from egenkraft.formats.errors import FormatError
from egenkraft.formats.ssbtek.names import Agency
from egenkraft.formats.ssbtek.request import Fraga

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Eko:
    """Repeated question. Real answers leave parts out, so every field may be missing when read."""

    organisationsnummer: str | None = None
    namn: str | None = None
    handlaggare: str | None = None
    referensnummer: str | None = None
    from_datum: date | None = None
    tom_datum: date | None = None
    syfte: str | None = None
    paragraf: str | None = None
    personidentitet: str | None = None
    bitrade_organisationsnummer: str | None = None
    bitrade_namn: str | None = None


def echo_of(fraga: Fraga, agency: Agency) -> Eko:
    """What an agency repeats of a question; only the first processor has a place in both formats."""
    period = fraga.period_for(agency)
    bitrade = fraga.personuppgiftsbitraden[0] if fraga.personuppgiftsbitraden else None
    return Eko(
        organisationsnummer=fraga.ingivare.organisationsnummer,
        namn=fraga.ingivare.namn,
        handlaggare=fraga.ingivare.handlaggare,
        referensnummer=fraga.arendeidentitet,
        from_datum=period.from_datum,
        tom_datum=period.tom_datum,
        syfte=fraga.syfte,
        paragraf=fraga.lagtext,
        personidentitet=fraga.personidentitet,
        bitrade_organisationsnummer=bitrade.organisationsnummer if bitrade else None,
        bitrade_namn=bitrade.namn if bitrade else None,
    )


def must(value: T | None, where: str) -> T:
    """A value the schema requires when we write."""
    if value is None:
        raise FormatError(where, "is missing", "a value, since the schema requires it")
    return value
