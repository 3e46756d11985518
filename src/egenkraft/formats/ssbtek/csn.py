"""CSN: an XML document inside base64, version 4, and version 3 as some answers still come."""

import re
from collections.abc import Iterator
from datetime import date

from lxml import etree

from egenkraft.formats import xml
from egenkraft.formats.amounts import ore_from_text
from egenkraft.formats.errors import FormatError
from egenkraft.formats.ssbtek.csn_types import (
    CsnArende,
    CsnBelopp,
    CsnBeviljadTid,
    CsnPerson,
    CsnSoktTid,
    CsnStod,
    CsnSvar,
    CsnUtbetaldTid,
    CsnUtbetalning,
)
from egenkraft.formats.ssbtek.names import CSN

VERSIONS = ("3.0", "4.0")
_AMOUNT = re.compile(r"-?\d{1,7}\Z", re.ASCII)
_DATE = re.compile(r"\d{8}\Z", re.ASCII)


def decode(document: bytes) -> CsnSvar:
    """The decoded base64 → answer. Raises FormatError."""
    root = xml.parse(document, "CSN/svar")
    roots = {f"{{{CSN.format(version=v, part='kommunfraga')}}}CSNSvar": v for v in VERSIONS}
    version = roots.get(root.tag if isinstance(root.tag, str) else "")
    if version is None:
        raise FormatError("CSN/svar", "is an unknown document", "CSNSvar in the namespaces v3.0, v4.0")
    result = xml.required_child(xml.required_child(root, "GemensamtSvarEkbistand"), "Resultat")
    people = xml.child(root, "Personer")
    return CsnSvar(
        schema_version=version.removesuffix(".0"),
        resultat_kod=xml.required_text(result, "ResultatKod"),
        resultat_text=xml.text(result, "ResultatText"),
        personer=()
        if people is None
        else tuple(_read_person(item) for item in xml.children(people, "Person")),
    )


def _read_person(person: etree._Element) -> CsnPerson:
    listing = xml.child(person, "Studiestodstypforteckning")
    marks = () if listing is None else tuple(xml.children(listing))
    return CsnPerson(
        personnummer=_attribute(person, "personnummer") or "",
        sekel=_attribute(person, "sekel"),
        status=_attribute(person, "Status"),
        sekretess=_attribute(person, "sekretess"),
        forteckning=tuple((xml.local_name(mark), (mark.text or "").strip()) for mark in marks),
        arenden=tuple(_read_matters(person)),
    )


def _attribute(element: etree._Element, name: str) -> str | None:
    return (element.get(name) or "").strip() or None


def _read_matters(person: etree._Element) -> Iterator[CsnArende]:
    for stod in CsnStod:
        part = xml.child(person, stod)
        matters = None if part is None else xml.child(part, "Arenden")
        for item in () if matters is None else xml.children(matters, "Arende"):
            yield CsnArende(
                stod=stod,
                lopnummer=_attribute(item, "lopnummer") or "",
                stodform=xml.text(item, "stodform"),
                klartext=xml.text(item, "klartext"),
                status=xml.text(item, "status"),
                relarende=xml.text(item, "relarende"),
                medlantagare=_attribute(item, "medlanare"),
                sokta_tider=tuple(_read_applied(x) for x in _inside(item, "soktaTider", "soktTid")),
                beviljade_tider=tuple(
                    _read_granted(x) for x in _inside(item, "BeviljadeTider", "BeviljadTid")
                ),
                utbetalningar=tuple(
                    _read_payment(x) for x in _inside(item, "UtbetalningsPlan", "Utbetalning")
                ),
            )


def _inside(parent: etree._Element, group: str, name: str) -> Iterator[etree._Element]:
    found = xml.child(parent, group)
    return iter(()) if found is None else xml.children(found, name)


def _read_applied(item: etree._Element) -> CsnSoktTid:
    return CsnSoktTid(
        soktfrom=_date(item, "soktfrom"),
        sokttom=_date(item, "sokttom"),
        soktomfattning=xml.optional_integer(item, "soktomfattning"),
        soktlan=xml.text(item, "soktlan") == "J",
    )


def _read_granted(item: etree._Element) -> CsnBeviljadTid:
    return CsnBeviljadTid(
        starttid=xml.text(item, "starttid"),
        sluttid=xml.text(item, "sluttid"),
        takt=xml.optional_integer(item, "takt"),
        gr_takt=xml.optional_integer(item, "gr_takt"),
        beloppen=_read_amounts(item),
        totbelopp_ore=_amount(item, "totbelopp"),
    )


def _read_payment(item: etree._Element) -> CsnUtbetalning:
    return CsnUtbetalning(
        utbetdatum=_date(item, "utbetdatum"),
        utbetstatus=xml.text(item, "utbetstatus"),
        utbetalda_tider=tuple(
            CsnUtbetaldTid(
                startvecka=xml.text(time, "startvecka"),
                slutvecka=xml.text(time, "slutvecka"),
                beloppen=_read_amounts(time),
                totbelopp_ore=_amount(time, "totbelopp"),
            )
            for time in _inside(item, "Utbetaldatider", "Utbetaldtid")
        ),
        totbelopp_ore=_amount(item, "totbelopp"),
    )


def _read_amounts(item: etree._Element) -> tuple[CsnBelopp, ...]:
    return tuple(
        CsnBelopp(
            beloppstyp=xml.required_text(part, "beloppstyp"),
            klartext=xml.text(part, "klartext"),
            belopp_ore=_amount(part, "belopp"),
            totbelopp_ore=_amount(part, "totbelopp"),
        )
        for part in _inside(item, "Beloppen", "Belopp")
    )


def _amount(item: etree._Element, name: str) -> int | None:
    value = xml.text(item, name)
    if value is None:
        return None
    where = f"{xml.path_of(item)}/{name}"
    if not _AMOUNT.match(value):
        raise FormatError(where, "is not an amount", "whole kronor, at most seven digits")
    return ore_from_text(value, where)


def _date(item: etree._Element, name: str) -> date | None:
    value = xml.text(item, name)
    if value is None or not value.strip("0"):
        return None
    where = f"{xml.path_of(item)}/{name}"
    if not _DATE.match(value):
        raise FormatError(where, "is not a date", "YYYYMMDD")
    return xml.date_from_text(f"{value[:4]}-{value[4:6]}-{value[6:]}", where)


def day_of_week(week: str | None, *, last: bool) -> date | None:
    """CSN's YYYYWW → its Monday, or its Sunday when `last`; YYYYMMDD → that day; else None."""
    try:
        if week and len(week) == 6:
            return date.fromisocalendar(int(week[:4]), int(week[4:]), 7 if last else 1)
        if week and len(week) == 8:
            return date(int(week[:4]), int(week[4:6]), int(week[6:]))
    except ValueError:
        return None
    return None
