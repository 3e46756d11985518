"""The bank's report on a payment file: pain.002 at group, block and payment level.

Written in version 001.10, the one that answers pain.001.001.09; read in 001.10 and the older 001.03.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from egenkraft.formats import xml
from egenkraft.formats.amounts import ore_from_text, text_from_ore
from egenkraft.formats.errors import FormatError

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"
_READ = frozenset({NAMESPACE, "urn:iso:std:iso:20022:tech:xsd:pain.002.001.03"})
_STATUS = re.compile(r"[A-Z]{4}\Z", re.ASCII)
MAX_BYTES = 200_000_000

REJECTED = "RJCT"
PARTLY = "PART"
# Settlement completed on the debtor's side, or credited to the payee.
SETTLED = frozenset({"ACSC", "ACCC"})


@dataclass(frozen=True)
class Reason:
    """`code` of ISO's list (AC01 wrong account, AC04 closed account, AM10 wrong sum …) or the bank's own."""

    code: str
    text: str | None = None


@dataclass(frozen=True)
class Status:
    """A status: RJCT rejected, PART some rejected, PDNG pending, ACTC/ACCP/ACSP on its way, ACSC settled."""

    code: str
    reasons: tuple[Reason, ...] = ()

    def __post_init__(self) -> None:
        if not _STATUS.match(self.code):
            raise FormatError("pain.002 status", "is not valid", "four capital letters")

    @property
    def is_rejected(self) -> bool:
        return self.code == REJECTED

    @property
    def is_settled(self) -> bool:
        return self.code in SETTLED


@dataclass(frozen=True)
class TransferStatus:
    """`amount_ore` is what the bank repeats of the payment, None when it does not."""

    end_to_end_id: str
    status: Status | None
    amount_ore: int | None = None


@dataclass(frozen=True)
class BlockStatus:
    payment_info_id: str
    status: Status | None = None
    transfers: tuple[TransferStatus, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StatusReport:
    """`original_message_id` is the file's message id; a level the bank left out is None or empty."""

    message_id: str
    created_at: datetime
    original_message_id: str
    group: Status | None = None
    blocks: tuple[BlockStatus, ...] = ()

    def status_of(self, end_to_end_id: str, payment_info_id: str) -> Status | None:
        """The status that holds for one payment: its own, else its block's, else the group's.

        PART says only that some are rejected, so it passes nothing down: None means "not said".
        """
        block = next((b for b in self.blocks if b.payment_info_id == payment_info_id), None)
        levels = [block.status if block else None, self.group]
        if block is not None:
            own = (t.status for t in block.transfers if t.end_to_end_id == end_to_end_id)
            levels.insert(0, next(own, None))
        return next((status for status in levels if status is not None and status.code != PARTLY), None)


def _add(parent: etree._Element, path: str, value: object = None) -> etree._Element:
    *outer, last = path.split("/")
    for name in outer:
        parent = xml.add(parent, NAMESPACE, name)
    return xml.add(parent, NAMESPACE, last, value)


def encode(report: StatusReport) -> bytes:
    """The report's bytes, as a bank writes it."""
    root = etree.Element(f"{{{NAMESPACE}}}Document", nsmap={"p": NAMESPACE})
    body = _add(root, "CstmrPmtStsRpt")
    header = _add(body, "GrpHdr")
    _add(header, "MsgId", report.message_id)
    _add(header, "CreDtTm", report.created_at.isoformat(timespec="seconds"))
    group = _add(body, "OrgnlGrpInfAndSts")
    _add(group, "OrgnlMsgId", report.original_message_id)
    _add(group, "OrgnlMsgNmId", "pain.001.001.09")
    _write_status(group, "GrpSts", report.group)
    for block in report.blocks:
        element = _add(body, "OrgnlPmtInfAndSts")
        _add(element, "OrgnlPmtInfId", block.payment_info_id)
        _write_status(element, "PmtInfSts", block.status)
        for transfer in block.transfers:
            inner = _add(element, "TxInfAndSts")
            _add(inner, "OrgnlEndToEndId", transfer.end_to_end_id)
            _write_status(inner, "TxSts", transfer.status)
            if transfer.amount_ore is not None:
                amount = _add(inner, "OrgnlTxRef/Amt/InstdAmt", text_from_ore(transfer.amount_ore))
                amount.set("Ccy", "SEK")
    return xml.serialize(root)


def _write_status(parent: etree._Element, name: str, status: Status | None) -> None:
    if status is None:
        return
    _add(parent, name, status.code)
    for reason in status.reasons:
        element = _add(parent, "StsRsnInf")
        _add(element, "Rsn/Cd", reason.code)
        if reason.text is not None:
            _add(element, "AddtlInf", reason.text)


def decode(data: bytes) -> StatusReport:
    """Bytes → report. Raises FormatError."""
    root = xml.parse(data, "pain.002", MAX_BYTES)
    if xml.local_name(root) != "Document" or xml.namespace(root) not in _READ:
        raise FormatError("pain.002", "is another document", ", ".join(sorted(_READ)))
    body = xml.required_child(root, "CstmrPmtStsRpt")
    header = xml.required_child(body, "GrpHdr")
    group = xml.required_child(body, "OrgnlGrpInfAndSts")
    try:
        created_at = datetime.fromisoformat(xml.required_text(header, "CreDtTm"))
    except ValueError:
        raise FormatError("pain.002/GrpHdr/CreDtTm", "is not a time", "ISO 8601") from None
    return StatusReport(
        message_id=xml.required_text(header, "MsgId"),
        created_at=created_at,
        original_message_id=xml.required_text(group, "OrgnlMsgId"),
        group=_read_status(group, "GrpSts"),
        blocks=tuple(_read_block(item) for item in xml.children(body, "OrgnlPmtInfAndSts")),
    )


def _read_block(element: etree._Element) -> BlockStatus:
    return BlockStatus(
        payment_info_id=xml.required_text(element, "OrgnlPmtInfId"),
        status=_read_status(element, "PmtInfSts"),
        transfers=tuple(
            TransferStatus(
                end_to_end_id=xml.required_text(item, "OrgnlEndToEndId"),
                status=_read_status(item, "TxSts"),
                amount_ore=_read_amount(item),
            )
            for item in xml.children(element, "TxInfAndSts")
        ),
    )


def _read_amount(element: etree._Element) -> int | None:
    found: etree._Element | None = element
    for name in ("OrgnlTxRef", "Amt", "InstdAmt"):
        found = xml.child(found, name) if found is not None else None
    if found is None:
        return None
    if found.get("Ccy") != "SEK":
        raise FormatError(f"{xml.path_of(found)}/@Ccy", "is another currency", "SEK")
    return ore_from_text((found.text or "").strip(), xml.path_of(found))


def _read_status(parent: etree._Element, name: str) -> Status | None:
    code = xml.text(parent, name)
    if code is None:
        return None
    return Status(code, tuple(_read_reason(item) for item in xml.children(parent, "StsRsnInf")))


def _read_reason(element: etree._Element) -> Reason:
    reason = xml.child(element, "Rsn")
    code = None if reason is None else xml.text(reason, "Cd") or xml.text(reason, "Prtry")
    texts = [(item.text or "").strip() for item in xml.children(element, "AddtlInf")]
    return Reason(code or "", " ".join(text for text in texts if text) or None)
