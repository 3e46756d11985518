"""What CSN answers: the five kinds of student support, with decisions and payment plans.

CSN writes amounts as whole numbers without unit; they are kronor (the schema holds at most seven
digits). Weeks are YYYYWW, dates YYYYMMDD.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class CsnStod(StrEnum):
    """The parts of a person in CSN's answer; the value is the element name."""

    STUDIEMEDEL = "Studiemedel"
    STUDIEHJALP = "Studiehjalp"
    HEMUTRUSTNINGSLAN = "HemutrustningsLan"
    STUDIESTARTSSTOD = "Studiestartsstod"
    OMSTALLNINGSSTUDIESTOD = "Omstallningsstudiestod"


@dataclass(frozen=True)
class CsnBelopp:
    """A part of a sum: GRUNDB grant, GRUNDL loan, EXTRA extra supplement … as CSN's schema lists them."""

    beloppstyp: str
    klartext: str | None
    belopp_ore: int | None
    totbelopp_ore: int | None


@dataclass(frozen=True)
class CsnSoktTid:
    soktfrom: date | None
    sokttom: date | None
    soktomfattning: int | None
    soktlan: bool


@dataclass(frozen=True)
class CsnBeviljadTid:
    starttid: str | None
    sluttid: str | None
    takt: int | None
    gr_takt: int | None
    beloppen: tuple[CsnBelopp, ...]
    totbelopp_ore: int | None


@dataclass(frozen=True)
class CsnUtbetaldTid:
    startvecka: str | None
    slutvecka: str | None
    beloppen: tuple[CsnBelopp, ...]
    totbelopp_ore: int | None


@dataclass(frozen=True)
class CsnUtbetalning:
    """`utbetstatus`: Utbetald, Planerad, or the older spelling UTBETALAD."""

    utbetdatum: date | None
    utbetstatus: str | None
    utbetalda_tider: tuple[CsnUtbetaldTid, ...]
    totbelopp_ore: int | None

    @property
    def is_paid(self) -> bool | None:
        if self.utbetstatus is None:
            return None
        return self.utbetstatus.casefold() in {"utbetald", "utbetalad"}


@dataclass(frozen=True, kw_only=True)
class CsnArende:
    stod: CsnStod
    lopnummer: str
    stodform: str | None = None
    klartext: str | None = None
    status: str | None = None
    relarende: str | None = None
    medlantagare: str | None = None
    sokta_tider: tuple[CsnSoktTid, ...] = ()
    beviljade_tider: tuple[CsnBeviljadTid, ...] = ()
    utbetalningar: tuple[CsnUtbetalning, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CsnPerson:
    """`personnummer` 10 digits and `sekel`; `sekretess` None when blank; `status` "Ej träff" or None.

    `forteckning`: (kind of support, CSN's mark), as listed first in the answer.
    """

    personnummer: str = ""
    sekel: str | None = None
    status: str | None = None
    sekretess: str | None = None
    forteckning: tuple[tuple[str, str], ...] = ()
    arenden: tuple[CsnArende, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CsnSvar:
    """`resultat_kod` "0" is good. `schema_version` is the major version, "3" or "4"."""

    schema_version: str
    resultat_kod: str
    resultat_text: str | None
    personer: tuple[CsnPerson, ...]
