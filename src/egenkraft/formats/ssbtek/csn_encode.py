"""CSN's answer as version 4 of its schema writes it."""

from datetime import date

from lxml import etree

from egenkraft.formats import xml
from egenkraft.formats.errors import FormatError
from egenkraft.formats.ssbtek.csn_types import (
    CsnArende,
    CsnBelopp,
    CsnBeviljadTid,
    CsnPerson,
    CsnStod,
    CsnSvar,
    CsnUtbetalning,
)
from egenkraft.formats.ssbtek.names import CSN

_MAIN = CSN.format(version="4.0", part="kommunfraga")
_PERSON = CSN.format(version="4.0", part="person")
_TYPES = CSN.format(version="4.0", part="csntyper")
_LISTED = (
    "studiemedel",
    "studiehjalp",
    "hemutrustningslan",
    "studiestartsstod",
    "omstallningsstudiestod",
)
_BLANK = {"Status": " " * 10, "sekretess": "  "}


def encode(svar: CsnSvar) -> bytes:
    """The XML document that goes into base64. Raises FormatError: only version 4 is written."""
    if svar.schema_version != "4":
        raise FormatError("CSN/schemaVersion", "cannot be written", "4")
    root = etree.Element(f"{{{_MAIN}}}CSNSvar", nsmap={"csn": _MAIN, "person": _PERSON, "typ": _TYPES})
    xml.set_attribute(root, "schemaVersion", "4.0")
    result = xml.add(xml.add(root, _MAIN, "GemensamtSvarEkbistand"), _MAIN, "Resultat")
    xml.add(result, _MAIN, "ResultatKod", svar.resultat_kod)
    xml.add(result, _MAIN, "ResultatText", svar.resultat_text or "")
    xml.add(root, _MAIN, "GemensamtFragaEkbistand")
    people = xml.add(root, _MAIN, "Personer")
    for person in svar.personer:
        _write_person(xml.add(people, _MAIN, "Person"), person)
    return xml.serialize(root)


def _write_person(element: etree._Element, person: CsnPerson) -> None:
    xml.set_attribute(element, "personnummer", person.personnummer)
    xml.set_attribute(element, "Status", person.status or _BLANK["Status"])
    xml.set_attribute(element, "sekretess", person.sekretess or _BLANK["sekretess"])
    if person.sekel is not None:
        xml.set_attribute(element, "sekel", person.sekel)
    listing = xml.add(element, _PERSON, "Studiestodstypforteckning")
    marks = dict(person.forteckning)
    for name in _LISTED:
        xml.add(listing, _TYPES, name, marks.get(name, ""))
    for stod in CsnStod:
        part = xml.add(element, _PERSON, stod)
        matters = [arende for arende in person.arenden if arende.stod is stod]
        if matters:
            group = xml.add(part, _PERSON, "Arenden")
            for arende in matters:
                _write_matter(xml.add(group, _PERSON, "Arende"), arende)


def _write_matter(element: etree._Element, arende: CsnArende) -> None:
    ns = CSN.format(version="4.0", part=arende.stod.lower())
    xml.set_attribute(element, "lopnummer", arende.lopnummer)
    if arende.medlantagare is not None:
        xml.set_attribute(element, "medlanare", arende.medlantagare)
    xml.add(element, ns, "stodform", arende.stodform)
    xml.add(element, ns, "klartext", arende.klartext)
    xml.add(element, ns, "status", arende.status or " " * 10)
    xml.add_optional(element, ns, "relarende", arende.relarende)
    if arende.stod is not CsnStod.HEMUTRUSTNINGSLAN:
        _write_times(element, ns, arende)
    plan = xml.add(element, ns, "UtbetalningsPlan")
    for payment in arende.utbetalningar:
        _write_payment(xml.add(plan, ns, "Utbetalning"), payment)


def _write_times(element: etree._Element, ns: str, arende: CsnArende) -> None:
    applied = xml.add(element, ns, "soktaTider")
    for time in arende.sokta_tider:
        inner = xml.add(applied, ns, "soktTid")
        xml.add(inner, _TYPES, "soktfrom", _date(time.soktfrom))
        xml.add(inner, _TYPES, "sokttom", _date(time.sokttom))
        xml.add(inner, _TYPES, "soktomfattning", time.soktomfattning)
        if time.soktlan:
            xml.add(inner, _TYPES, "soktlan", "J")
    granted = xml.add(element, ns, "BeviljadeTider")
    for granted_time in arende.beviljade_tider:
        _write_granted(xml.add(granted, ns, "BeviljadTid"), granted_time)


def _write_granted(element: etree._Element, time: CsnBeviljadTid) -> None:
    xml.add(element, _TYPES, "starttid", time.starttid)
    xml.add(element, _TYPES, "sluttid", time.sluttid)
    xml.add_optional(element, _TYPES, "takt", time.takt)
    xml.add_optional(element, _TYPES, "gr_takt", time.gr_takt)
    _write_amounts(xml.add(element, _TYPES, "Beloppen"), time.beloppen)
    xml.add(element, _TYPES, "totbelopp", _kronor(time.totbelopp_ore))


def _write_payment(element: etree._Element, payment: CsnUtbetalning) -> None:
    xml.add(element, _TYPES, "utbetdatum", _date(payment.utbetdatum))
    xml.add(element, _TYPES, "utbetstatus", payment.utbetstatus)
    times = xml.add(element, _TYPES, "Utbetaldatider")
    for time in payment.utbetalda_tider:
        inner = xml.add(times, _TYPES, "Utbetaldtid")
        xml.add_optional(inner, _TYPES, "startvecka", time.startvecka)
        xml.add_optional(inner, _TYPES, "slutvecka", time.slutvecka)
        _write_amounts(xml.add(inner, _TYPES, "Beloppen"), time.beloppen)
        xml.add(inner, _TYPES, "totbelopp", _kronor(time.totbelopp_ore))
    xml.add(element, _TYPES, "totbelopp", _kronor(payment.totbelopp_ore))


def _write_amounts(element: etree._Element, amounts: tuple[CsnBelopp, ...]) -> None:
    for amount in amounts:
        inner = xml.add(element, _TYPES, "Belopp")
        xml.add(inner, _TYPES, "beloppstyp", amount.beloppstyp)
        xml.add(inner, _TYPES, "klartext", amount.klartext)
        xml.add(inner, _TYPES, "belopp", _kronor(amount.belopp_ore))
        xml.add(inner, _TYPES, "totbelopp", _kronor(amount.totbelopp_ore))


def _date(value: date | None) -> str:
    if value is None:
        raise FormatError("CSN", "has a missing date", "a date, since the schema requires it")
    return value.isoformat().replace("-", "")


def _kronor(ore: int | None) -> str:
    if ore is None or ore % 100:
        raise FormatError("CSN", "has an amount that is missing or not whole kronor", "whole kronor")
    return str(ore // 100)
