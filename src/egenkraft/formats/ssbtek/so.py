"""Arbetslöshetskassorna (a-kassornas samorganisation): payments, suspensions, pending applications."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lxml import etree

from egenkraft.formats import xml
from egenkraft.formats.amounts import ore_from_text, text_from_ore
from egenkraft.formats.errors import FormatError
from egenkraft.formats.ssbtek.echo import Eko, must
from egenkraft.formats.ssbtek.names import SO

XSI_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
_DAYS = re.compile(r"\d{1,6}(?:\.\d{1,6})?\Z", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class SoUtbetalning:
    """A payment. Net after tax, and net after tax and deductions (what was paid out), in öre.

    `ersattningsdagar` may be a fraction of a day.
    """

    utbetalningsdatum: date | None
    netto_efter_skatt_ore: int | None
    netto_efter_avdrag_ore: int | None
    ersattningsdagar: Decimal | None
    avser_from: date | None
    avser_tom: date | None


@dataclass(frozen=True)
class SoAvstangning:
    """A period the person is suspended from benefit."""

    avstangd_from: date | None
    avstangd_tom: date | None


@dataclass(frozen=True)
class SoAnsokan:
    """A pending application: day of the decision on entitlement, and whether a claim for payment is in."""

    beslut_om_ratt: date | None
    ansokan_om_utbetalning_inlamnad: bool | None


@dataclass(frozen=True)
class SoKassa:
    """The answer of one unemployment fund."""

    svarande_organisation: str | None
    status: str | None
    utbetalningar: tuple[SoUtbetalning, ...] = ()
    avstangningar: tuple[SoAvstangning, ...] = ()
    ansokan: SoAnsokan | None = None


@dataclass(frozen=True)
class SoSvar:
    fraga: Eko = Eko()
    kassor: tuple[SoKassa, ...] = ()


def decode(data: etree._Element) -> SoSvar:
    listing = xml.child(data, "ArbetsloshetsersattningLista")
    if listing is None:
        where = f"{xml.path_of(data)}/ArbetsloshetsersattningLista"
        raise FormatError(where, "is missing", "a list, possibly empty")
    eko = Eko(
        organisationsnummer=xml.text(data, "OrganisationsnummerIngivare"),
        namn=xml.text(data, "NamnIngivare"),
        handlaggare=xml.text(data, "KontonamnHandlaggare"),
        referensnummer=xml.text(data, "Referensnummer"),
        from_datum=xml.optional_date(data, "From"),
        tom_datum=xml.optional_date(data, "Tom"),
        syfte=xml.text(data, "Syfte"),
        paragraf=xml.text(data, "Paragraf"),
        personidentitet=xml.text(data, "IdentificationNumber"),
        bitrade_organisationsnummer=xml.text(data, "OrganisationsnummerPersonuppgiftsbitrade"),
        bitrade_namn=xml.text(data, "NamnPersonuppgiftsbitrade"),
    )
    return SoSvar(eko, tuple(_read_fund(item) for item in xml.children(listing, "Arbetsloshetsersattning")))


def _read_fund(fund: etree._Element) -> SoKassa:
    pending = xml.child(fund, "AnsoktOmErsattning")
    return SoKassa(
        svarande_organisation=xml.text(fund, "SvarandeOrganisation"),
        status=xml.text(fund, "StatusSvarandeOrganisation"),
        utbetalningar=tuple(_read_payment(item) for item in xml.children(fund, "Utbetalningar")),
        avstangningar=tuple(
            SoAvstangning(xml.optional_date(item, "AvstangdFrom"), xml.optional_date(item, "AvstangdTom"))
            for item in xml.children(fund, "Avstangningar")
        ),
        ansokan=None
        if pending is None
        else SoAnsokan(
            beslut_om_ratt=xml.optional_date(pending, "BeslutOmRattTillErsattning"),
            ansokan_om_utbetalning_inlamnad=xml.optional_boolean(pending, "AnsokanOmUtbetalningInlamnad"),
        ),
    )


def _read_payment(item: etree._Element) -> SoUtbetalning:
    return SoUtbetalning(
        utbetalningsdatum=xml.optional_date(item, "Utbetalningsdatum"),
        netto_efter_skatt_ore=_amount(item, "NettoEfterSkatt"),
        netto_efter_avdrag_ore=_amount(item, "NettoEfterAvdrag"),
        ersattningsdagar=_days(item, "Ersattningsdagar"),
        avser_from=xml.optional_date(item, "AvserFrom"),
        avser_tom=xml.optional_date(item, "AvserTom"),
    )


def _amount(item: etree._Element, name: str) -> int | None:
    value = xml.text(item, name)
    return None if value is None else ore_from_text(value, f"{xml.path_of(item)}/{name}")


def _days(item: etree._Element, name: str) -> Decimal | None:
    value = xml.text(item, name)
    if value is None:
        return None
    if not _DAYS.match(value):
        raise FormatError(f"{xml.path_of(item)}/{name}", "is not a number of days", "decimal, 0 or more")
    return Decimal(value)


def encode(parent: etree._Element, svar: SoSvar) -> None:
    """Write the answer as the schema wants it. Raises FormatError when a required value is missing."""
    eko, where = svar.fraga, "SO"
    xml.add(parent, SO, "OrganisationsnummerIngivare", must(eko.organisationsnummer, where))
    xml.add(parent, SO, "NamnIngivare", must(eko.namn, where))
    xml.add(parent, SO, "KontonamnHandlaggare", must(eko.handlaggare, where))
    xml.add(parent, SO, "Referensnummer", must(eko.referensnummer, where))
    xml.add(parent, SO, "From", must(eko.from_datum, where))
    xml.add(parent, SO, "Tom", must(eko.tom_datum, where))
    xml.add(parent, SO, "Syfte", must(eko.syfte, where))
    xml.add(parent, SO, "Paragraf", must(eko.paragraf, where))
    xml.add_optional(parent, SO, "OrganisationsnummerPersonuppgiftsbitrade", eko.bitrade_organisationsnummer)
    xml.add_optional(parent, SO, "NamnPersonuppgiftsbitrade", eko.bitrade_namn)
    xml.add(parent, SO, "IdentificationNumber", must(eko.personidentitet, where))
    listing = xml.add(parent, SO, "ArbetsloshetsersattningLista")
    for kassa in svar.kassor:
        _write_fund(xml.add(listing, SO, "Arbetsloshetsersattning"), kassa)


def _write_fund(element: etree._Element, kassa: SoKassa) -> None:
    xml.add(element, SO, "SvarandeOrganisation", must(kassa.svarande_organisation, "SO/SvarandeOrganisation"))
    xml.add(element, SO, "StatusSvarandeOrganisation", must(kassa.status, "SO/StatusSvarandeOrganisation"))
    for payment in kassa.utbetalningar:
        _write_payment(xml.add(element, SO, "Utbetalningar"), payment)
    for suspension in kassa.avstangningar:
        inner = xml.add(element, SO, "Avstangningar")
        xml.add(inner, SO, "AvstangdFrom", must(suspension.avstangd_from, "SO/AvstangdFrom"))
        xml.add(inner, SO, "AvstangdTom", must(suspension.avstangd_tom, "SO/AvstangdTom"))
    if kassa.ansokan is not None:
        inner = xml.add(element, SO, "AnsoktOmErsattning")
        decided = xml.add(inner, SO, "BeslutOmRattTillErsattning", kassa.ansokan.beslut_om_ratt)
        if kassa.ansokan.beslut_om_ratt is None:
            decided.set(XSI_NIL, "true")
        claimed = must(kassa.ansokan.ansokan_om_utbetalning_inlamnad, "SO/AnsokanOmUtbetalningInlamnad")
        xml.add(inner, SO, "AnsokanOmUtbetalningInlamnad", claimed)


def _write_payment(element: etree._Element, payment: SoUtbetalning) -> None:
    where = "SO/Utbetalningar"
    xml.add(element, SO, "Utbetalningsdatum", must(payment.utbetalningsdatum, where))
    xml.add(element, SO, "NettoEfterSkatt", text_from_ore(must(payment.netto_efter_skatt_ore, where)))
    xml.add(element, SO, "NettoEfterAvdrag", text_from_ore(must(payment.netto_efter_avdrag_ore, where)))
    xml.add(element, SO, "Ersattningsdagar", format(must(payment.ersattningsdagar, where), "f"))
    xml.add(element, SO, "AvserFrom", must(payment.avser_from, where))
    xml.add(element, SO, "AvserTom", must(payment.avser_tom, where))
