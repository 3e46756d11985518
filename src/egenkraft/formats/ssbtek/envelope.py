"""The SOAP 1.1 envelope around every message, and faults."""

from dataclasses import dataclass

from lxml import etree

from egenkraft.formats import xml
from egenkraft.formats.errors import FormatError
from egenkraft.formats.ssbtek.names import NSMAP, SOAP, SSBT

HAMTA = "hamtaBastjanstInformation"
TESTA = "testaBastjanstInformation"


@dataclass(frozen=True)
class Fault:
    """A SOAP fault. `felkod` and `felmeddelande` are there when SSBTEK itself wrote the detail."""

    faultcode: str
    faultstring: str
    felkod: str | None = None
    felmeddelande: tuple[str, ...] = ()


def new_body() -> etree._Element:
    """An empty soap:Body inside its envelope."""
    envelope = etree.Element(f"{{{SOAP}}}Envelope", nsmap=NSMAP)
    return etree.SubElement(envelope, f"{{{SOAP}}}Body")


def to_bytes(body: etree._Element) -> bytes:
    return xml.serialize(body.getroottree().getroot())


def open_body(data: bytes) -> etree._Element:
    """Bytes → the one element inside soap:Body. Raises FormatError."""
    root = xml.parse(data, "SSBTEK")
    if root.tag != f"{{{SOAP}}}Envelope":
        raise FormatError("SSBTEK", "is not a SOAP 1.1 envelope", f"Envelope in {SOAP}")
    body = root.find(f"{{{SOAP}}}Body")
    if body is None:
        raise FormatError("SSBTEK/Envelope", "has no Body", "one soap:Body")
    content = list(xml.children(body))
    if len(content) != 1:
        raise FormatError("SSBTEK/Envelope/Body", "must hold one element", "one request, response or Fault")
    return content[0]


def is_fault(element: etree._Element) -> bool:
    return element.tag == f"{{{SOAP}}}Fault"


def is_ssbt(element: etree._Element, name: str) -> bool:
    return element.tag == f"{{{SSBT}}}{name}"


def read_fault(element: etree._Element) -> Fault:
    felkod = None
    messages: tuple[str, ...] = ()
    detail = xml.child(element, "detail")
    if detail is not None:
        for inner in xml.children(detail):
            if xml.namespace(inner) == SSBT and xml.local_name(inner).endswith("Fault"):
                felkod = xml.text(inner, "felkod")
                found = (item.text for item in xml.children(inner, "felmeddelande"))
                messages = tuple(message.strip() for message in found if message)
    return Fault(
        faultcode=xml.text(element, "faultcode") or "",
        faultstring=xml.text(element, "faultstring") or "",
        felkod=felkod,
        felmeddelande=messages,
    )


def encode_fault(fault: Fault, operation: str = HAMTA) -> bytes:
    """A SOAP fault as SSBTEK writes it, with its detail when there is a felkod."""
    body = new_body()
    element = xml.add(body, SOAP, "Fault")
    xml.add(element, "", "faultcode", fault.faultcode)
    xml.add(element, "", "faultstring", fault.faultstring)
    if fault.felkod is not None:
        inner = xml.add(xml.add(element, "", "detail"), SSBT, f"{operation}Fault")
        xml.add(inner, SSBT, "felkod", fault.felkod)
        for message in fault.felmeddelande or ("",):
            xml.add(inner, SSBT, "felmeddelande", message)
    return to_bytes(body)
