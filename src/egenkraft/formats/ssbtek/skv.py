"""Skatteverket: capital income by tax year, as an XML document of its own inside a text element.

The schema of that inner document is not published with SSBTEK. What we know by name is typed; every
other element of a `Kapitaluppgift` is kept by name in `ovriga`, so that nothing is lost silently.
Amounts are whole kronor in what we have seen; kronor with two decimals are read too.
"""

import re
from dataclasses import dataclass

from lxml import etree

from egenkraft.formats import xml
from egenkraft.formats.amounts import ore_from_text, text_from_ore
from egenkraft.formats.errors import FormatError
from egenkraft.formats.ssbtek.names import SKV, SKV_BESKATTNING, SKV_FOLKBOKFORING

_ROOT = "SvarBeskattningsuppgifterEnligtSFS2008-975"
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_KNOWN = frozenset({"Taxeringsar", "SummaIntakterPaKapital", "OverskottPaKapital"})


@dataclass(frozen=True, kw_only=True)
class SkvKapitaluppgift:
    """Capital of one tax year, in öre. `ovriga`: (element, text) of what has no typed place."""

    taxeringsar: int | None
    summa_intakter_pa_kapital_ore: int | None = None
    overskott_pa_kapital_ore: int | None = None
    ovriga: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class SkvPersonuppgift:
    personidentitet: str | None = None
    fornamn: str | None = None
    efternamn: str | None = None
    status_kod: str | None = None
    kapitaluppgifter: tuple[SkvKapitaluppgift, ...] = ()


@dataclass(frozen=True)
class SkvSvar:
    personuppgifter: tuple[SkvPersonuppgift, ...]


def decode(data: etree._Element) -> SkvSvar:
    inner = _DECLARATION.sub("", xml.required_text(data, "svar"))
    root = xml.parse(inner.encode("utf-8"), f"{xml.path_of(data)}/svar")
    if xml.local_name(root) != _ROOT:
        raise FormatError(f"{xml.path_of(data)}/svar", "holds an unknown document", _ROOT)
    listing = xml.child(root, "PersonuppgiftLista")
    people = () if listing is None else tuple(xml.children(listing, "Personuppgift"))
    return SkvSvar(tuple(_read_person(person) for person in people))


def _read_person(person: etree._Element) -> SkvPersonuppgift:
    return SkvPersonuppgift(
        personidentitet=xml.text(person, "IdentitetsbeteckningFysiskPerson"),
        fornamn=xml.text(person, "Fornamn"),
        efternamn=xml.text(person, "Efternamn"),
        status_kod=xml.text(person, "StatusPersonuppgiftKod"),
        kapitaluppgifter=tuple(_read_capital(item) for item in xml.children(person, "Kapitaluppgift")),
    )


def _read_capital(item: etree._Element) -> SkvKapitaluppgift:
    others = (
        (xml.local_name(other), (other.text or "").strip())
        for other in xml.children(item)
        if xml.local_name(other) not in _KNOWN
    )
    return SkvKapitaluppgift(
        taxeringsar=xml.optional_integer(item, "Taxeringsar"),
        summa_intakter_pa_kapital_ore=_amount(item, "SummaIntakterPaKapital"),
        overskott_pa_kapital_ore=_amount(item, "OverskottPaKapital"),
        ovriga=tuple(others),
    )


def _amount(item: etree._Element, name: str) -> int | None:
    value = xml.text(item, name)
    return None if value is None else ore_from_text(value, f"{xml.path_of(item)}/{name}")


def encode(parent: etree._Element, svar: SkvSvar) -> None:
    nsmap = {"std": SKV, "besko": SKV_BESKATTNING, "folko": SKV_FOLKBOKFORING}
    root = etree.Element(f"{{{SKV}}}{_ROOT}", nsmap=nsmap)
    listing = xml.add(root, SKV, "PersonuppgiftLista")
    for person in svar.personuppgifter:
        _write_person(xml.add(listing, SKV, "Personuppgift"), person)
    xml.add(parent, "", "svar").text = etree.CDATA(xml.serialize(root).decode("utf-8"))


def _write_person(element: etree._Element, person: SkvPersonuppgift) -> None:
    xml.add_optional(element, SKV_FOLKBOKFORING, "IdentitetsbeteckningFysiskPerson", person.personidentitet)
    xml.add_optional(element, SKV_FOLKBOKFORING, "Fornamn", person.fornamn)
    xml.add_optional(element, SKV_FOLKBOKFORING, "Efternamn", person.efternamn)
    xml.add_optional(element, SKV, "StatusPersonuppgiftKod", person.status_kod)
    for capital in person.kapitaluppgifter:
        inner = xml.add(element, SKV, "Kapitaluppgift")
        xml.add_optional(inner, SKV_BESKATTNING, "Taxeringsar", capital.taxeringsar)
        _write_amount(inner, "SummaIntakterPaKapital", capital.summa_intakter_pa_kapital_ore)
        _write_amount(inner, "OverskottPaKapital", capital.overskott_pa_kapital_ore)
        for name, value in capital.ovriga:
            xml.add(inner, SKV_BESKATTNING, name, value)


def _write_amount(parent: etree._Element, name: str, ore: int | None) -> None:
    if ore is not None:
        text = str(ore // 100) if ore % 100 == 0 else text_from_ore(ore)
        xml.add(parent, SKV_BESKATTNING, name, text)
