"""What Försäkringskassan and Pensionsmyndigheten answer through LEFI v9.

Typed: who could answer, what could not be fetched, payments (made and preliminary), decisions, and the
protection mark of the person. Other parts of the answer (pension accounts, income bases, addresses
…) are not read; their keys are listed in `ej_lasta` so that nobody takes them for empty.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class LefiKod:
    """A code (letters or digits) with the agency's own words."""

    id: str
    beskrivning: str | None = None


@dataclass(frozen=True)
class LefiPeriod:
    """First and last day; None is open. A month ("2022-09") reads as its first or last day."""

    fran: date | None = None
    till: date | None = None


@dataclass(frozen=True)
class LefiUtlamnare:
    """`kod` FK or PM; `tillstand` OK, FELANDE or OTILLGANGLIG. Only OK has contributed to the answer."""

    kod: str
    namn: str | None
    tillstand: str
    beskrivning: str | None = None


@dataclass(frozen=True)
class LefiAvvikelse:
    """What was asked and could not be delivered: part of the question, group, reason."""

    del_av_fragan: str
    grupp: LefiKod
    kod: str
    beskrivning: str | None = None


@dataclass(frozen=True, kw_only=True)
class LefiDetalj:
    """A row of a payment: benefit, kind of amount, days, gross, tax, deduction, in öre."""

    forman: LefiKod | None = None
    beloppstyp: LefiKod | None = None
    period: LefiPeriod | None = None
    dagar: int | None = None
    brutto_ore: int | None = None
    skatt_ore: int | None = None
    avdrag_ore: int | None = None


@dataclass(frozen=True, kw_only=True)
class LefiUtbetalning:
    """A payment by Försäkringskassan or (row by row the same) Pensionsmyndigheten.

    `avdrag_ore` includes the tax. `preliminar`: decided, not yet carried out. `familj` is the family
    of benefits; Pensionsmyndigheten has none, and names the group on each row instead.
    """

    utlamnare: str
    preliminar: bool
    familj: LefiKod | None = None
    datum: date | None = None
    period: LefiPeriod | None = None
    brutto_ore: int | None = None
    skatt_ore: int | None = None
    avdrag_ore: int | None = None
    netto_ore: int | None = None
    detaljer: tuple[LefiDetalj, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LefiBeslut:
    """A decision by Försäkringskassan. `arendetyp` is the JSON key of the matter it stands in."""

    arendetyp: str
    startades: date | None = None
    aktivt: bool | None = None
    avslaget: bool | None = None
    fattades: date | None = None
    definitivt: bool | None = None
    forman: LefiKod | None = None
    delforman: LefiKod | None = None
    ersattning: LefiKod | None = None
    periodicitet: LefiKod | None = None
    period: LefiPeriod | None = None
    brutto_ore: int | None = None
    taljare: int | None = None
    namnare: int | None = None


@dataclass(frozen=True, kw_only=True)
class LefiPmErsattning:
    """A part of a decision by Pensionsmyndigheten: kind, amount and how often."""

    typ: LefiKod | None = None
    belopp_ore: int | None = None
    frekvens: LefiKod | None = None
    period: LefiPeriod | None = None


@dataclass(frozen=True, kw_only=True)
class LefiPmBeslut:
    beslutsid: str | None = None
    beslutsdatum: date | None = None
    grupp: LefiKod | None = None
    status: LefiKod | None = None
    utfall: LefiKod | None = None
    ersattningar: tuple[LefiPmErsattning, ...] = ()


@dataclass(frozen=True)
class LefiPerson:
    personnummer: str | None
    skyddad: bool | None


@dataclass(frozen=True, kw_only=True)
class LefiSvar:
    utlamnare: tuple[LefiUtlamnare, ...] = ()
    avvikelser: tuple[LefiAvvikelse, ...] = ()
    utbetalningar: tuple[LefiUtbetalning, ...] = ()
    beslut: tuple[LefiBeslut, ...] = ()
    pm_beslut: tuple[LefiPmBeslut, ...] = ()
    person: LefiPerson | None = None
    ej_lasta: tuple[str, ...] = ()
