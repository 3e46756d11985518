"""XML in and out: a parser that trusts nothing, and small helpers that name the field in every error.

Documents with a document type are refused whole: none of our formats has one, and it is the carrier
of entity bombs and external entities.
"""

import re
from collections.abc import Iterator
from datetime import date

from lxml import etree

from egenkraft.formats.errors import FormatError

MAX_BYTES = 10_000_000

_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2})?\Z", re.ASCII)
_INTEGER = re.compile(r"[+-]?\d{1,15}\Z", re.ASCII)
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}


def parse(data: bytes, what: str, max_bytes: int = MAX_BYTES) -> etree._Element:
    """Parse untrusted bytes. Raises FormatError: too big, malformed, or with a document type."""
    if len(data) > max_bytes:
        raise FormatError(what, "is too big", f"at most {max_bytes} bytes")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        place = f" (line {line})" if line else ""
        raise FormatError(what, f"is not well-formed XML{place}", "one XML document") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise FormatError(what, "has a document type declaration", "XML without DOCTYPE and entities")
    return root


def local_name(element: etree._Element) -> str:
    return etree.QName(element).localname


def namespace(element: etree._Element) -> str:
    return etree.QName(element).namespace or ""


def path_of(element: etree._Element) -> str:
    """Local names from the root down, for errors: `Body/…/Utbetalningar`."""
    names = [local_name(element)]
    for parent in element.iterancestors():
        names.append(local_name(parent))
    return "/".join(reversed(names))


def children(parent: etree._Element, name: str | None = None) -> Iterator[etree._Element]:
    """Child elements by local name, whatever the namespace: agencies differ in how they qualify."""
    for child in parent:
        if isinstance(child.tag, str) and (name is None or local_name(child) == name):
            yield child


def child(parent: etree._Element, name: str) -> etree._Element | None:
    return next(children(parent, name), None)


def required_child(parent: etree._Element, name: str) -> etree._Element:
    found = child(parent, name)
    if found is None:
        raise FormatError(f"{path_of(parent)}/{name}", "is missing", "one element")
    return found


def text(parent: etree._Element, name: str) -> str | None:
    """Text of a child; None when the child is absent, nil or blank."""
    found = child(parent, name)
    if found is None:
        return None
    if len(found):
        raise FormatError(f"{path_of(parent)}/{name}", "has elements inside", "text only")
    return (found.text or "").strip() or None


def required_text(parent: etree._Element, name: str) -> str:
    found = text(parent, name)
    if found is None:
        raise FormatError(f"{path_of(parent)}/{name}", "is missing or empty", "text")
    return found


def date_from_text(value: str, where: str) -> date:
    """xs:date with or without time zone; the date counts as it is written."""
    match = _DATE.match(value)
    try:
        if match:
            return date.fromisoformat(match.group(1))
    except ValueError:
        pass
    raise FormatError(where, "is not a date", "YYYY-MM-DD")


def optional_date(parent: etree._Element, name: str) -> date | None:
    value = text(parent, name)
    return None if value is None else date_from_text(value, f"{path_of(parent)}/{name}")


def optional_integer(parent: etree._Element, name: str) -> int | None:
    value = text(parent, name)
    if value is None:
        return None
    if not _INTEGER.match(value):
        raise FormatError(f"{path_of(parent)}/{name}", "is not a whole number", "digits")
    return int(value)


def boolean_from_text(value: str, where: str) -> bool:
    if value not in _BOOLEANS:
        raise FormatError(where, "is neither true nor false", "true, false, 1, 0")
    return _BOOLEANS[value]


def optional_boolean(parent: etree._Element, name: str) -> bool | None:
    value = text(parent, name)
    return None if value is None else boolean_from_text(value, f"{path_of(parent)}/{name}")


def add(parent: etree._Element, ns: str, name: str, value: object = None) -> etree._Element:
    """Append an element; `value` is text, int, bool or date, None for an element without text."""
    element = etree.SubElement(parent, f"{{{ns}}}{name}" if ns else name)
    if value is not None:
        set_text(element, value)
    return element


def add_optional(parent: etree._Element, ns: str, name: str, value: object) -> None:
    if value is not None:
        add(parent, ns, name, value)


def set_text(element: etree._Element, value: object) -> None:
    if isinstance(value, bool):
        value = "true" if value else "false"
    elif isinstance(value, date):
        value = value.isoformat()
    try:
        element.text = str(value)
    except ValueError:
        raise FormatError(path_of(element), "has characters XML cannot carry", "printable text") from None


def set_attribute(element: etree._Element, name: str, value: str) -> None:
    try:
        element.set(name, value)
    except ValueError:
        where = f"{path_of(element)}/@{name}"
        raise FormatError(where, "has characters XML cannot carry", "printable text") from None


def serialize(root: etree._Element) -> bytes:
    """Deterministic bytes: UTF-8 with declaration, no indentation."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
