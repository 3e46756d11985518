"""The answer of SSBTEK v10: per agency data or an error, or nothing at all. Partial is the normal case."""

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from lxml import etree

from egenkraft.formats import xml
from egenkraft.formats.errors import FormatError
from egenkraft.formats.ssbtek import (
    af,
    csn,
    csn_encode,
    envelope,
    lefi_answer,
    lefi_encode,
    miv,
    skv,
    so,
    tns,
)
from egenkraft.formats.ssbtek.af import AfSvar
from egenkraft.formats.ssbtek.csn_types import CsnSvar
from egenkraft.formats.ssbtek.envelope import Fault
from egenkraft.formats.ssbtek.lefi_types import LefiSvar
from egenkraft.formats.ssbtek.miv import MivSvar
from egenkraft.formats.ssbtek.names import SSBT, Agency, Kalla
from egenkraft.formats.ssbtek.request import Fraga, read_base64, read_question, read_time, write_question
from egenkraft.formats.ssbtek.skv import SkvSvar
from egenkraft.formats.ssbtek.so import SoSvar
from egenkraft.formats.ssbtek.tns import TnsSvar

AgencyData = AfSvar | CsnSvar | LefiSvar | SkvSvar | SoSvar | TnsSvar | MivSvar

UNREADABLE = "OLASBART_SVAR"


@dataclass(frozen=True)
class AgencyError:
    """An agency did not answer with data.

    `kalla` SSBT: the service in between (a timeout, say); BT: the agency; LOKAL: its part could not be
    read here, then `felkod` is OLASBART_SVAR and the message is the FormatError's text.
    """

    kalla: Kalla
    felkod: str
    felmeddelande: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Svar:
    """`svarsdata` has the agencies that are in the message, in contract order; an asked agency may lack."""

    svarsdata: Mapping[Agency, AgencyData | AgencyError] = field(default_factory=dict)
    frage_tidpunkt: datetime | None = None
    korrelationsid: str | None = None
    fraga: Fraga | None = None


@dataclass(frozen=True)
class TestSvar:
    """Per agency: was a test service called, and its error if any."""

    __test__ = False  # not a test class, whatever its name says to a test collector

    anropad: Mapping[Agency, bool]
    fel: Mapping[Agency, AgencyError] = field(default_factory=dict)


def decode_response(data: bytes) -> Svar | Fault:
    """The answer to `hamtaBastjanstInformation`, or a SOAP fault.

    A part that one agency sent malformed becomes an AgencyError of kalla LOKAL and leaves the others
    whole; a malformed message raises FormatError.
    """
    element = envelope.open_body(data)
    if envelope.is_fault(element):
        return envelope.read_fault(element)
    if not envelope.is_ssbt(element, f"{envelope.HAMTA}Response"):
        raise FormatError("SSBTEK/Envelope/Body", "is no answer", f"{envelope.HAMTA}Response or Fault")
    question = xml.child(element, "fraga")
    parts = xml.required_child(element, "svarsdata")
    found: dict[Agency, AgencyData | AgencyError] = {}
    for agency in Agency:
        part = xml.child(parts, agency)
        if part is not None:
            found[agency] = _read_part(agency, part)
    return Svar(
        svarsdata=found,
        frage_tidpunkt=read_time(element, "frageTidpunkt"),
        korrelationsid=xml.text(element, "korrelationsid"),
        fraga=None if question is None else read_question(question),
    )


def _read_part(agency: Agency, part: etree._Element) -> AgencyData | AgencyError:
    try:
        error = xml.child(part, "error")
        if error is not None:
            return _read_error(error)
        return _DECODE[agency](xml.required_child(part, "data"))
    except FormatError as problem:
        return AgencyError(Kalla.LOKAL, UNREADABLE, (str(problem),))


def _read_error(error: etree._Element) -> AgencyError:
    kalla = xml.required_text(error, "kalla")
    if kalla not in (Kalla.SSBT, Kalla.BT):
        raise FormatError(f"{xml.path_of(error)}/kalla", "is unknown", "SSBT, BT")
    messages = tuple((item.text or "").strip() for item in xml.children(error, "felmeddelande"))
    return AgencyError(Kalla(kalla), xml.text(error, "felkod") or "", messages)


def _decode_csn(data: etree._Element) -> CsnSvar:
    return csn.decode(read_base64(data, "svar"))


def _decode_fk(data: etree._Element) -> LefiSvar:
    return lefi_answer.decode(read_base64(data, "lefiJsonSvar"))


_DECODE: Mapping[Agency, Callable[[etree._Element], AgencyData]] = {
    Agency.AF: af.decode,
    Agency.CSN: _decode_csn,
    Agency.FK: _decode_fk,
    Agency.SKV: skv.decode,
    Agency.SO: so.decode,
    Agency.TNS: tns.decode,
    Agency.MIV: miv.decode,
}


def encode_response(svar: Svar) -> bytes:
    """The SOAP message SSBTEK would send. Raises FormatError for what the contract has no place for."""
    body = envelope.new_body()
    element = xml.add(body, SSBT, f"{envelope.HAMTA}Response")
    if svar.fraga is not None:
        write_question(xml.add(element, SSBT, "fraga"), svar.fraga)
    if svar.frage_tidpunkt is not None:
        xml.add(element, SSBT, "frageTidpunkt", svar.frage_tidpunkt.isoformat())
    xml.add_optional(element, SSBT, "korrelationsid", svar.korrelationsid)
    parts = xml.add(element, SSBT, "svarsdata")
    for agency in Agency:
        content = svar.svarsdata.get(agency)
        if content is not None:
            part = xml.add(parts, SSBT, agency)
            if isinstance(content, AgencyError):
                _write_error(part, content)
            else:
                _write_data(agency, xml.add(part, SSBT, "data"), content)
    return envelope.to_bytes(body)


def _write_data(agency: Agency, data: etree._Element, content: AgencyData) -> None:
    match agency, content:
        case Agency.AF, AfSvar():
            af.encode(data, content)
        case Agency.CSN, CsnSvar():
            xml.add(data, SSBT, "svar", base64.b64encode(csn_encode.encode(content)).decode("ascii"))
        case Agency.FK, LefiSvar():
            text = base64.b64encode(lefi_encode.encode(content)).decode("ascii")
            xml.add(data, SSBT, "lefiJsonSvar", text)
        case Agency.SKV, SkvSvar():
            skv.encode(data, content)
        case Agency.SO, SoSvar():
            so.encode(data, content)
        case Agency.TNS, TnsSvar():
            tns.encode(data, content)
        case Agency.MIV, MivSvar():
            miv.encode(data, content)
        case _:
            raise FormatError(f"svarsdata/{agency}", "is another agency's answer", f"an answer of {agency}")


def _write_error(parent: etree._Element, error: AgencyError) -> None:
    if error.kalla is Kalla.LOKAL:
        raise FormatError("svarsdata/error/kalla", "cannot be sent", "SSBT, BT")
    element = xml.add(parent, SSBT, "error")
    xml.add(element, SSBT, "kalla", error.kalla)
    xml.add(element, SSBT, "felkod", error.felkod)
    for message in error.felmeddelande or ("",):
        xml.add(element, SSBT, "felmeddelande", message)


def decode_test_response(data: bytes) -> TestSvar | Fault:
    """The answer to `testaBastjanstInformation`, or a SOAP fault. Raises FormatError."""
    element = envelope.open_body(data)
    if envelope.is_fault(element):
        return envelope.read_fault(element)
    if not envelope.is_ssbt(element, f"{envelope.TESTA}Response"):
        raise FormatError("SSBTEK/Envelope/Body", "is no answer", f"{envelope.TESTA}Response or Fault")
    called, errors = {}, {}
    for agency in Agency:
        part = xml.child(element, agency)
        if part is not None:
            called[agency] = xml.boolean_from_text(xml.required_text(part, "anropad"), xml.path_of(part))
            error = xml.child(part, "error")
            if error is not None:
                errors[agency] = _read_error(error)
    return TestSvar(called, errors)


def encode_test_response(svar: TestSvar) -> bytes:
    body = envelope.new_body()
    element = xml.add(body, SSBT, f"{envelope.TESTA}Response")
    for agency in Agency:
        if agency in svar.anropad:
            part = xml.add(element, SSBT, agency)
            xml.add(part, SSBT, "anropad", svar.anropad[agency])
            if agency in svar.fel:
                _write_error(part, svar.fel[agency])
    return envelope.to_bytes(body)
