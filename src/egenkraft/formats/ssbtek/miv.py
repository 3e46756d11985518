"""Migrationsverket: permits and pending matters. Elements inside the answer carry no namespace."""

from dataclasses import dataclass
from datetime import date

from lxml import etree

from egenkraft.formats import xml
from egenkraft.formats.errors import FormatError
from egenkraft.formats.ssbtek.echo import must

VALIDITY = ("PERMANENT", "TIDBEGRANSAT")


@dataclass(frozen=True, kw_only=True)
class MivArende:
    """One matter: codes with the agency's own words, days of application and decision, validity."""

    anledning: str | None = None
    anledning_namn: str | None = None
    ansokningsdatum: date | None = None
    arende_typ: str | None = None
    arende_typ_namn: str | None = None
    beslutskod: str | None = None
    beslutskod_namn: str | None = None
    beslutstyp: str | None = None
    beslutstyp_namn: str | None = None
    beslutsdatum: date | None = None
    from_datum: date | None = None
    giltighetstid: str | None = None
    tom_datum: date | None = None


@dataclass(frozen=True, kw_only=True)
class MivSvar:
    """`traff` False: the agency answered without a person. `arenden` None: no list was sent."""

    traff: bool
    correlationid: str | None = None
    korrelationsid: str | None = None
    efternamn: str | None = None
    fornamn: str | None = None
    hemland: str | None = None
    inresedatum: date | None = None
    personnummer: str | None = None
    arenden: tuple[MivArende, ...] | None = None


def decode(data: etree._Element) -> MivSvar:
    response = xml.child(data, "response")
    if response is None:
        return MivSvar(traff=False)
    collection = xml.child(response, "svarCollection")
    return MivSvar(
        traff=True,
        correlationid=xml.text(response, "correlationid"),
        korrelationsid=xml.text(response, "korrelationsid"),
        efternamn=xml.text(response, "efternamn"),
        fornamn=xml.text(response, "fornamn"),
        hemland=xml.text(response, "hemland"),
        inresedatum=xml.optional_date(response, "inresedatum"),
        personnummer=xml.text(response, "personnummer"),
        arenden=None
        if collection is None
        else tuple(_read_matter(item) for item in xml.children(collection, "svar") if len(item)),
    )


def _read_matter(item: etree._Element) -> MivArende:
    validity = xml.text(item, "giltighetstid")
    if validity is not None and validity not in VALIDITY:
        raise FormatError(f"{xml.path_of(item)}/giltighetstid", "is unknown", ", ".join(VALIDITY))
    return MivArende(
        anledning=xml.text(item, "anledning"),
        anledning_namn=xml.text(item, "anledningNamn"),
        ansokningsdatum=xml.optional_date(item, "ansokningsdatum"),
        arende_typ=xml.text(item, "arendeTyp"),
        arende_typ_namn=xml.text(item, "arendeTypNamn"),
        beslutskod=xml.text(item, "beslutsKod"),
        beslutskod_namn=xml.text(item, "beslutsKodNamn"),
        beslutstyp=xml.text(item, "beslutsTyp"),
        beslutstyp_namn=xml.text(item, "beslutsTypNamn"),
        beslutsdatum=xml.optional_date(item, "beslutsdatum"),
        from_datum=xml.optional_date(item, "fromDatum"),
        giltighetstid=validity,
        tom_datum=xml.optional_date(item, "tomDatum"),
    )


def encode(parent: etree._Element, svar: MivSvar) -> None:
    if not svar.traff:
        return
    response = xml.add(parent, "", "response")
    xml.add_optional(response, "", "korrelationsid", svar.korrelationsid)
    xml.add(response, "", "correlationid", must(svar.correlationid, "MIV/response/correlationid"))
    xml.add_optional(response, "", "efternamn", svar.efternamn)
    xml.add_optional(response, "", "fornamn", svar.fornamn)
    xml.add_optional(response, "", "hemland", svar.hemland)
    xml.add_optional(response, "", "inresedatum", svar.inresedatum)
    xml.add_optional(response, "", "personnummer", svar.personnummer)
    if svar.arenden is not None:
        collection = xml.add(response, "", "svarCollection")
        for arende in svar.arenden:
            _write_matter(xml.add(collection, "", "svar"), arende)


def _write_matter(element: etree._Element, arende: MivArende) -> None:
    if arende.giltighetstid is not None and arende.giltighetstid not in VALIDITY:
        raise FormatError("MIV/svar/giltighetstid", "is unknown", ", ".join(VALIDITY))
    values = (
        ("anledning", arende.anledning),
        ("anledningNamn", arende.anledning_namn),
        ("ansokningsdatum", arende.ansokningsdatum),
        ("arendeTyp", arende.arende_typ),
        ("arendeTypNamn", arende.arende_typ_namn),
        ("beslutsKod", arende.beslutskod),
        ("beslutsKodNamn", arende.beslutskod_namn),
        ("beslutsTyp", arende.beslutstyp),
        ("beslutsTypNamn", arende.beslutstyp_namn),
        ("beslutsdatum", arende.beslutsdatum),
        ("fromDatum", arende.from_datum),
        ("giltighetstid", arende.giltighetstid),
        ("tomDatum", arende.tom_datum),
    )
    for name, value in values:
        xml.add_optional(element, "", name, value)
