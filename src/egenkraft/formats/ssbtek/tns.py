"""Transportstyrelsen: vehicles a person owns."""

from dataclasses import dataclass

from lxml import etree

from egenkraft.formats import xml
from egenkraft.formats.errors import FormatError
from egenkraft.formats.ssbtek.echo import must
from egenkraft.formats.ssbtek.names import FORDON, TNS

RESULTS = ("OK", "FEL")


@dataclass(frozen=True)
class TnsFordon:
    regnr: str
    fabrikat: str | None = None
    fordonsar: str | None = None
    fordonsslag: str | None = None
    handelsbeteckning: str | None = None


@dataclass(frozen=True)
class TnsFel:
    felkod: int | None
    feltext: str | None


@dataclass(frozen=True)
class TnsSvar:
    """`fordon` is None when the register sent no holding at all, () when the person owns no vehicle."""

    resultat: str
    fordon: tuple[TnsFordon, ...] | None = None
    fel: tuple[TnsFel, ...] = ()


def decode(data: etree._Element) -> TnsSvar:
    resultat = xml.required_text(data, "resultat")
    if resultat not in RESULTS:
        raise FormatError(f"{xml.path_of(data)}/resultat", "is unknown", "OK, FEL")
    holding = xml.child(data, "fordonsinnehav")
    return TnsSvar(
        resultat=resultat,
        fordon=None
        if holding is None
        else tuple(
            TnsFordon(
                regnr=xml.required_text(item, "regnr"),
                fabrikat=xml.text(item, "fabrikat"),
                fordonsar=xml.text(item, "fordonsar"),
                fordonsslag=xml.text(item, "fordonsslag"),
                handelsbeteckning=xml.text(item, "handelsbeteckning"),
            )
            for item in xml.children(holding, "fordon")
        ),
        fel=tuple(
            TnsFel(xml.optional_integer(item, "felkod"), xml.text(item, "feltext"))
            for item in xml.children(data, "felresultat")
        ),
    )


def encode(parent: etree._Element, svar: TnsSvar) -> None:
    if svar.resultat not in RESULTS:
        raise FormatError("TNS/resultat", "is unknown", "OK, FEL")
    xml.add(parent, TNS, "resultat", svar.resultat)
    if svar.fordon is not None:
        holding = xml.add(parent, TNS, "fordonsinnehav")
        for vehicle in svar.fordon:
            element = xml.add(holding, FORDON, "fordon")
            xml.add(element, FORDON, "regnr", vehicle.regnr)
            xml.add(element, FORDON, "fabrikat", vehicle.fabrikat)
            xml.add(element, FORDON, "fordonsar", vehicle.fordonsar)
            xml.add(element, FORDON, "fordonsslag", vehicle.fordonsslag)
            xml.add(element, FORDON, "handelsbeteckning", vehicle.handelsbeteckning)
    for fel in svar.fel:
        element = xml.add(parent, TNS, "felresultat")
        xml.add(element, TNS, "felkod", must(fel.felkod, "TNS/felresultat/felkod"))
        xml.add(element, TNS, "feltext", must(fel.feltext, "TNS/felresultat/feltext"))
