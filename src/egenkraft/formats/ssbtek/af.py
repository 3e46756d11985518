"""Arbetsförmedlingen: registration, extent, activity report, decisions, unemployment fund."""

from dataclasses import dataclass
from datetime import date

from lxml import etree

from egenkraft.formats import xml
from egenkraft.formats.errors import FormatError
from egenkraft.formats.ssbtek.echo import Eko, must
from egenkraft.formats.ssbtek.names import AF

STATUS_OK = 0


@dataclass(frozen=True)
class AfAktivitetsrapport:
    """Code of the latest activity report (200, 500, 501, 502 are seen) and its date."""

    meddelande: str
    senaste: date | None


@dataclass(frozen=True, kw_only=True)
class AfArbetssokande:
    """`skat` is AF's category in words; `omfattning` per cent of full time."""

    arbetssokande: bool | None = None
    skat: str | None = None
    registrerad: date | None = None
    omfattning: int | None = None
    avaktualiserad: date | None = None
    aktivitetsrapport: AfAktivitetsrapport | None = None


@dataclass(frozen=True)
class AfBeslut:
    """An economic decision: kind of benefit, per cent, first and last day."""

    ersattning_typ: str | None
    omfattning: int | None
    beslut_from: date | None
    beslut_tom: date | None


@dataclass(frozen=True, kw_only=True)
class AfSvar:
    """`beslut` is None when AF sent no decision part, () when it sent an empty one."""

    schemaversion: str | None = None
    referensnummer: str | None = None
    lag_paragraf: str | None = None
    personidentitet: str | None = None
    fornamn: str | None = None
    efternamn: str | None = None
    sekretessmarkering: bool | None = None
    arbetssokande: AfArbetssokande | None = None
    beslut: tuple[AfBeslut, ...] | None = None
    akassetillhorighet: str | None = None
    status_kod: int | None = None
    status_text: str | None = None
    fraga: Eko | None = None


def decode(data: etree._Element) -> AfSvar:
    svar = xml.child(data, "Svar")
    if svar is None:
        raise FormatError(f"{xml.path_of(data)}/Svar", "is missing", "one Svar")
    fraga = xml.child(data, "Fraga")
    info = xml.child(svar, "ArbetssokandeInfo")
    decisions = xml.child(svar, "BeslutInfo")
    return AfSvar(
        schemaversion=xml.text(svar, "Schemaversion"),
        referensnummer=xml.text(svar, "Referensnummer"),
        lag_paragraf=xml.text(svar, "LagParagraf"),
        personidentitet=xml.text(svar, "IdentitetsbeteckningFysiskPerson"),
        fornamn=xml.text(svar, "Fornamn"),
        efternamn=xml.text(svar, "Efternamn"),
        sekretessmarkering=xml.optional_boolean(svar, "Sekretessmarkering"),
        arbetssokande=None if info is None else _read_info(info),
        beslut=None if decisions is None else _read_decisions(decisions),
        akassetillhorighet=xml.text(svar, "Akassetillhorighet"),
        status_kod=xml.optional_integer(svar, "StatusSokandeinformationKod"),
        status_text=xml.text(svar, "StatusSokandeinformationKodText"),
        fraga=None if fraga is None else _read_echo(fraga),
    )


def _read_info(info: etree._Element) -> AfArbetssokande:
    # "Aktivetets" is the schema's own spelling; the other one is accepted should AF mend it.
    report = xml.child(info, "AktivetetsRapportDatum")
    if report is None:
        report = xml.child(info, "AktivitetsRapportDatum")
    return AfArbetssokande(
        arbetssokande=xml.optional_boolean(info, "Arbetssokande"),
        skat=xml.text(info, "ArbetssokandeSKAT"),
        registrerad=xml.optional_date(info, "ArbetssokandeRegistrerad"),
        omfattning=xml.optional_integer(info, "ArbetssokandeOmfattning"),
        avaktualiserad=xml.optional_date(info, "ArbetssokandeAvaktualiserad"),
        aktivitetsrapport=None
        if report is None
        else AfAktivitetsrapport(
            meddelande=xml.text(report, "AktivitetsRapportMeddelande") or "",
            senaste=xml.optional_date(report, "SenasteAktivitetsRapportDatum"),
        ),
    )


def _read_decisions(part: etree._Element) -> tuple[AfBeslut, ...]:
    decisions = xml.child(part, "EkonomiskaBeslut")
    if decisions is None:
        return ()
    return tuple(
        AfBeslut(
            ersattning_typ=xml.text(item, "ErsattningTyp"),
            omfattning=xml.optional_integer(item, "Omfattning"),
            beslut_from=xml.optional_date(item, "BeslutFrom"),
            beslut_tom=xml.optional_date(item, "BeslutTom"),
        )
        for item in xml.children(decisions, "Beslut")
    )


def _read_echo(fraga: etree._Element) -> Eko:
    return Eko(
        organisationsnummer=xml.text(fraga, "OrganisationsnummerForIngivare"),
        namn=xml.text(fraga, "NamnPaIngivare"),
        handlaggare=xml.text(fraga, "KontonamnForHandlaggare"),
        referensnummer=xml.text(fraga, "Referensnummer"),
        from_datum=xml.optional_date(fraga, "From"),
        tom_datum=xml.optional_date(fraga, "Tom"),
        syfte=xml.text(fraga, "SyfteMedFraga"),
        paragraf=xml.text(fraga, "LagParagraf"),
        personidentitet=xml.text(fraga, "IdentitetsbeteckningFysiskPerson"),
        bitrade_organisationsnummer=xml.text(fraga, "OrganisationsnummerForPersonuppgiftsbitrade"),
        bitrade_namn=xml.text(fraga, "NamnPaPersonuppgiftsbitrade"),
    )


def encode(parent: etree._Element, svar: AfSvar) -> None:
    """Write the answer as the schema wants it. Raises FormatError when a required value is missing."""
    _write_echo(xml.add(parent, AF, "Fraga"), must(svar.fraga, "AF/Fraga"))
    element = xml.add(parent, AF, "Svar")
    xml.add(element, AF, "Schemaversion", must(svar.schemaversion, "AF/Svar/Schemaversion"))
    xml.add(element, AF, "Referensnummer", must(svar.referensnummer, "AF/Svar/Referensnummer"))
    xml.add(element, AF, "LagParagraf", must(svar.lag_paragraf, "AF/Svar/LagParagraf"))
    person = must(svar.personidentitet, "AF/Svar/IdentitetsbeteckningFysiskPerson")
    xml.add(element, AF, "IdentitetsbeteckningFysiskPerson", person)
    xml.add_optional(element, AF, "Fornamn", svar.fornamn)
    xml.add_optional(element, AF, "Efternamn", svar.efternamn)
    xml.add_optional(element, AF, "Sekretessmarkering", svar.sekretessmarkering)
    if svar.arbetssokande is not None:
        _write_info(xml.add(element, AF, "ArbetssokandeInfo"), svar.arbetssokande)
    if svar.beslut is not None:
        decisions = xml.add(xml.add(element, AF, "BeslutInfo"), AF, "EkonomiskaBeslut")
        for beslut in svar.beslut:
            _write_decision(xml.add(decisions, AF, "Beslut"), beslut)
    xml.add_optional(element, AF, "Akassetillhorighet", svar.akassetillhorighet)
    xml.add(element, AF, "StatusSokandeinformationKod", must(svar.status_kod, "AF/Svar/StatusKod"))
    status = must(svar.status_text, "AF/Svar/StatusKodText")
    xml.add(element, AF, "StatusSokandeinformationKodText", status)


def _write_info(element: etree._Element, info: AfArbetssokande) -> None:
    xml.add_optional(element, AF, "Arbetssokande", info.arbetssokande)
    xml.add_optional(element, AF, "ArbetssokandeSKAT", info.skat)
    xml.add_optional(element, AF, "ArbetssokandeRegistrerad", info.registrerad)
    xml.add_optional(element, AF, "ArbetssokandeOmfattning", info.omfattning)
    xml.add_optional(element, AF, "ArbetssokandeAvaktualiserad", info.avaktualiserad)
    report = must(info.aktivitetsrapport, "AF/Svar/ArbetssokandeInfo/AktivetetsRapportDatum")
    inner = xml.add(element, AF, "AktivetetsRapportDatum")
    xml.add(inner, AF, "AktivitetsRapportMeddelande", report.meddelande)
    xml.add_optional(inner, AF, "SenasteAktivitetsRapportDatum", report.senaste)


def _write_decision(element: etree._Element, beslut: AfBeslut) -> None:
    xml.add(element, AF, "ErsattningTyp", must(beslut.ersattning_typ, "AF/Beslut/ErsattningTyp"))
    xml.add(element, AF, "Omfattning", must(beslut.omfattning, "AF/Beslut/Omfattning"))
    xml.add(element, AF, "BeslutFrom", must(beslut.beslut_from, "AF/Beslut/BeslutFrom"))
    xml.add(element, AF, "BeslutTom", must(beslut.beslut_tom, "AF/Beslut/BeslutTom"))


def _write_echo(element: etree._Element, eko: Eko) -> None:
    where = "AF/Fraga"
    xml.add(element, AF, "OrganisationsnummerForIngivare", must(eko.organisationsnummer, where))
    xml.add(element, AF, "NamnPaIngivare", must(eko.namn, where))
    xml.add(element, AF, "KontonamnForHandlaggare", must(eko.handlaggare, where))
    xml.add(element, AF, "Referensnummer", must(eko.referensnummer, where))
    xml.add(element, AF, "From", must(eko.from_datum, where))
    xml.add(element, AF, "Tom", must(eko.tom_datum, where))
    xml.add(element, AF, "SyfteMedFraga", must(eko.syfte, where))
    xml.add(element, AF, "LagParagraf", must(eko.paragraf, where))
    bitrade = eko.bitrade_organisationsnummer
    xml.add_optional(element, AF, "OrganisationsnummerForPersonuppgiftsbitrade", bitrade)
    xml.add_optional(element, AF, "NamnPaPersonuppgiftsbitrade", eko.bitrade_namn)
    xml.add(element, AF, "IdentitetsbeteckningFysiskPerson", must(eko.personidentitet, where))
