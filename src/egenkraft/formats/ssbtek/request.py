"""The question to SSBTEK v10: who asks, about whom, for which case and period, on which legal ground."""

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from lxml import etree

from egenkraft.formats import xml
from egenkraft.formats.errors import FormatError
from egenkraft.formats.ssbtek import envelope
from egenkraft.formats.ssbtek.lefi_question import LefiFraga, decode_question, encode_question
from egenkraft.formats.ssbtek.names import AGENCIES_WITH_PERIOD, SSBT, Agency

_ORGANISATIONSNUMMER = re.compile(r"\d{4}[2-9]\d{7}\Z", re.ASCII)
_PERSONIDENTITET = re.compile(r"\d{12}\Z", re.ASCII)
LEFI_VERSION = "v9"


@dataclass(frozen=True)
class Tidsperiod:
    """Both days included."""

    from_datum: date
    tom_datum: date

    def __post_init__(self) -> None:
        if self.from_datum > self.tom_datum:
            raise FormatError("tidsperiod", "ends before it begins", "fromDatum ≤ tomDatum")


@dataclass(frozen=True)
class Ingivare:
    """Who asks: the municipality (12 digits, `16` + organisation number) and the officer."""

    organisationsnummer: str
    namn: str
    handlaggare: str

    def __post_init__(self) -> None:
        _check_organisationsnummer(self.organisationsnummer, "ingivare/organisationsnummer")
        _check_not_empty(self.namn, "ingivare/namn")
        _check_not_empty(self.handlaggare, "ingivare/handlaggare")


@dataclass(frozen=True)
class Personuppgiftsbitrade:
    """A processor that handles the question for the municipality."""

    organisationsnummer: str
    namn: str
    ordningsnummer: int | None = None

    def __post_init__(self) -> None:
        _check_organisationsnummer(self.organisationsnummer, "personuppgiftsbitrade/organisationsnummer")
        _check_not_empty(self.namn, "personuppgiftsbitrade/namn")


@dataclass(frozen=True)
class FkFraga:
    """Försäkringskassan's part: LEFI version, the board's actor id, and the LEFI question."""

    aktorsid: str
    fraga: LefiFraga
    version: str | None = LEFI_VERSION

    def __post_init__(self) -> None:
        _check_not_empty(self.aktorsid, "FK/fraga/aktorsid")


@dataclass(frozen=True, kw_only=True)
class Fraga:
    """One question about one person. `inkludera` names the agencies asked.

    `fk` is required when FK is asked and refused otherwise. `egna_perioder` replaces the period for AF,
    CSN, SO or TNS. `lagtext` names the rule that breaks secrecy. Raises FormatError.
    """

    ingivare: Ingivare
    personidentitet: str
    arendeidentitet: str
    tidsperiod: Tidsperiod
    syfte: str
    lagtext: str
    inkludera: frozenset[Agency]
    fk: FkFraga | None = None
    frage_tidpunkt: datetime | None = None
    korrelationsid: str | None = None
    fragan_skall_inkluderas_i_svaret: bool = False
    personuppgiftsbitraden: tuple[Personuppgiftsbitrade, ...] = ()
    egna_perioder: Mapping[Agency, Tidsperiod] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not _PERSONIDENTITET.match(self.personidentitet):
            raise FormatError("personidentitet", "is not a personal identity", "12 digits")
        _check_not_empty(self.arendeidentitet, "arendeidentitet")
        _check_not_empty(self.syfte, "syfte")
        _check_not_empty(self.lagtext, "lagtext")
        if not self.inkludera:
            raise FormatError("inkludera", "names no agency", "at least one agency")
        if (Agency.FK in self.inkludera) != (self.fk is not None):
            raise FormatError(
                "FK/fraga", "does not go with inkludera", "a LEFI question exactly when FK is asked"
            )
        if self.fk is not None and self.fk.fraga.personnummer != self.personidentitet:
            raise FormatError("FK/fraga", "asks about another person", "the personidentitet of the question")
        if self.frage_tidpunkt is not None and self.frage_tidpunkt.tzinfo is None:
            raise FormatError("frageTidpunkt", "has no time zone", "a time with its zone")
        wrong = set(self.egna_perioder) - AGENCIES_WITH_PERIOD
        if wrong:
            raise FormatError("egna_perioder", "names an agency without own period", "AF, CSN, SO, TNS")

    def period_for(self, agency: Agency) -> Tidsperiod:
        return self.egna_perioder.get(agency, self.tidsperiod)


@dataclass(frozen=True)
class TestFraga:
    """The empty question of `testaBastjanstInformation`: are the agencies there?"""

    __test__ = False  # not a test class, whatever its name says to a test collector


def _check_organisationsnummer(value: str, where: str) -> None:
    if not _ORGANISATIONSNUMMER.match(value):
        raise FormatError(where, "is not an organisation number", "12 digits, the fifth 2–9")


def _check_not_empty(value: str, where: str) -> None:
    if not value.strip():
        raise FormatError(where, "is empty", "text")


def encode_request(fraga: Fraga | TestFraga) -> bytes:
    """The SOAP message to send. The same question gives the same bytes."""
    body = envelope.new_body()
    if isinstance(fraga, TestFraga):
        xml.add(body, SSBT, envelope.TESTA)
    else:
        write_question(xml.add(body, SSBT, envelope.HAMTA), fraga)
    return envelope.to_bytes(body)


def write_question(parent: etree._Element, fraga: Fraga) -> None:
    _write_general(xml.add(parent, SSBT, "generellaFrageparametrar"), fraga)
    specific = xml.add(parent, SSBT, "specifikaFrageparametrar")
    for agency in Agency:
        element = xml.add(specific, SSBT, agency)
        xml.set_attribute(element, "inkludera", "true" if agency in fraga.inkludera else "false")
        if agency in fraga.inkludera and agency in fraga.egna_perioder:
            _write_period(element, fraga.egna_perioder[agency])
        if agency is Agency.FK and fraga.fk is not None:
            _write_fk(xml.add(element, SSBT, "fraga"), fraga.fk)


def _write_general(parent: etree._Element, fraga: Fraga) -> None:
    if fraga.frage_tidpunkt is not None:
        xml.add(parent, SSBT, "frageTidpunkt", fraga.frage_tidpunkt.isoformat())
    xml.add_optional(parent, SSBT, "korrelationsid", fraga.korrelationsid)
    xml.add(parent, SSBT, "fraganSkallInkluderasISvaret", fraga.fragan_skall_inkluderas_i_svaret)
    ingivare = xml.add(parent, SSBT, "ingivare")
    xml.add(ingivare, SSBT, "organisationsnummer", fraga.ingivare.organisationsnummer)
    xml.add(ingivare, SSBT, "namn", fraga.ingivare.namn)
    xml.add(ingivare, SSBT, "handlaggare", fraga.ingivare.handlaggare)
    xml.add(parent, SSBT, "personidentitet", fraga.personidentitet)
    xml.add(parent, SSBT, "arendeidentitet", fraga.arendeidentitet)
    _write_period(parent, fraga.tidsperiod)
    for bitrade in fraga.personuppgiftsbitraden:
        element = xml.add(parent, SSBT, "personuppgiftsbitrade")
        xml.add_optional(element, SSBT, "ordningsnummer", bitrade.ordningsnummer)
        xml.add(element, SSBT, "organisationsnummer", bitrade.organisationsnummer)
        xml.add(element, SSBT, "namn", bitrade.namn)
    xml.add(parent, SSBT, "syfte", fraga.syfte)
    xml.add(parent, SSBT, "lagtext", fraga.lagtext)


def _write_period(parent: etree._Element, period: Tidsperiod) -> None:
    element = xml.add(parent, SSBT, "tidsperiod")
    xml.add(element, SSBT, "fromDatum", period.from_datum)
    xml.add(element, SSBT, "tomDatum", period.tom_datum)


def _write_fk(parent: etree._Element, fk: FkFraga) -> None:
    xml.add_optional(parent, SSBT, "version", fk.version)
    xml.add(parent, SSBT, "aktorsid", fk.aktorsid)
    xml.add(parent, SSBT, "lefiJsonFraga", base64.b64encode(encode_question(fk.fraga)).decode("ascii"))


def decode_request(data: bytes) -> Fraga | TestFraga:
    """A SOAP message → the question in it. Raises FormatError."""
    element = envelope.open_body(data)
    if envelope.is_ssbt(element, envelope.TESTA):
        return TestFraga()
    if not envelope.is_ssbt(element, envelope.HAMTA):
        raise FormatError(
            "SSBTEK/Envelope/Body", "holds no known question", f"{envelope.HAMTA}, {envelope.TESTA}"
        )
    return read_question(element)


def read_question(element: etree._Element) -> Fraga:
    general = xml.required_child(element, "generellaFrageparametrar")
    specific = xml.required_child(element, "specifikaFrageparametrar")
    asked, periods, fk = set(), {}, None
    for agency in Agency:
        part = xml.required_child(specific, agency)
        where = f"{xml.path_of(part)}/@inkludera"
        if not xml.boolean_from_text(part.get("inkludera", ""), where):
            continue
        asked.add(agency)
        own_period = xml.child(part, "tidsperiod")
        if own_period is not None:
            periods[agency] = _read_period(own_period)
        if agency is Agency.FK:
            fk = _read_fk(xml.required_child(part, "fraga"))
    ingivare = xml.required_child(general, "ingivare")
    return Fraga(
        ingivare=Ingivare(
            xml.required_text(ingivare, "organisationsnummer"),
            xml.required_text(ingivare, "namn"),
            xml.required_text(ingivare, "handlaggare"),
        ),
        personidentitet=xml.required_text(general, "personidentitet"),
        arendeidentitet=xml.required_text(general, "arendeidentitet"),
        tidsperiod=_read_period(xml.required_child(general, "tidsperiod")),
        syfte=xml.required_text(general, "syfte"),
        lagtext=xml.required_text(general, "lagtext"),
        inkludera=frozenset(asked),
        fk=fk,
        frage_tidpunkt=read_time(general, "frageTidpunkt"),
        korrelationsid=xml.text(general, "korrelationsid"),
        fragan_skall_inkluderas_i_svaret=xml.optional_boolean(general, "fraganSkallInkluderasISvaret")
        or False,
        personuppgiftsbitraden=tuple(
            _read_bitrade(item) for item in xml.children(general, "personuppgiftsbitrade")
        ),
        egna_perioder=periods,
    )


def _read_bitrade(element: etree._Element) -> Personuppgiftsbitrade:
    return Personuppgiftsbitrade(
        organisationsnummer=xml.required_text(element, "organisationsnummer"),
        namn=xml.required_text(element, "namn"),
        ordningsnummer=xml.optional_integer(element, "ordningsnummer"),
    )


def _read_period(element: etree._Element) -> Tidsperiod:
    return Tidsperiod(
        xml.date_from_text(xml.required_text(element, "fromDatum"), f"{xml.path_of(element)}/fromDatum"),
        xml.date_from_text(xml.required_text(element, "tomDatum"), f"{xml.path_of(element)}/tomDatum"),
    )


def _read_fk(element: etree._Element) -> FkFraga:
    return FkFraga(
        aktorsid=xml.required_text(element, "aktorsid"),
        fraga=decode_question(read_base64(element, "lefiJsonFraga")),
        version=xml.text(element, "version"),
    )


def read_base64(parent: etree._Element, name: str) -> bytes:
    value = "".join(xml.required_text(parent, name).split())
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        raise FormatError(f"{xml.path_of(parent)}/{name}", "is not base64", "base64") from None


def read_time(parent: etree._Element, name: str) -> datetime | None:
    value = xml.text(parent, name)
    if value is None:
        return None
    try:
        time = datetime.fromisoformat(value)
    except ValueError:
        raise FormatError(f"{xml.path_of(parent)}/{name}", "is not a time", "ISO 8601 with zone") from None
    if time.tzinfo is None:
        raise FormatError(f"{xml.path_of(parent)}/{name}", "has no time zone", "ISO 8601 with zone")
    return time
