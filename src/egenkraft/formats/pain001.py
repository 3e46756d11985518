"""Bank file out: pain.001.001.09 in the Swedish use of ISO 20022.

Bank account: BBAN (clearing number and account) with the clearing number as SESBA member. Bankgiro:
proprietary scheme BGNR. The members 9900 (bankgiro) and 9960 (plusgiro) and the service level NURG are
common practice; a bank's own guide decides and is to be compared with before the first real file.
"""

from datetime import datetime
from functools import cache
from importlib.resources import files

from lxml import etree

from egenkraft.formats import xml
from egenkraft.formats.amounts import ore_from_text, text_from_ore
from egenkraft.formats.errors import FormatError
from egenkraft.formats.pain_types import (
    BANKGIRO_MEMBER,
    NAME_LENGTH,
    PLUSGIRO_MEMBER,
    BankAccount,
    Bankgiro,
    CategoryPurpose,
    CreditorAccount,
    Debtor,
    Iban,
    Message,
    Ocr,
    PaymentBlock,
    PaymentFile,
    Plusgiro,
    Transfer,
)

__all__ = [
    "NAMESPACE",
    "BankAccount",
    "Bankgiro",
    "CategoryPurpose",
    "CreditorAccount",
    "Debtor",
    "Iban",
    "Message",
    "Ocr",
    "PaymentBlock",
    "PaymentFile",
    "Plusgiro",
    "Transfer",
    "decode",
    "encode",
]

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
MAX_BYTES = 200_000_000
_LEAST_BBAN = 5


def _add(parent: etree._Element, path: str, value: object = None) -> etree._Element:
    """Append nested elements "A/B/C" and give the last one its text."""
    *outer, last = path.split("/")
    for name in outer:
        parent = xml.add(parent, NAMESPACE, name)
    return xml.add(parent, NAMESPACE, last, value)


def encode(file: PaymentFile) -> bytes:
    """The file's bytes; the same dataclass gives the same bytes. Raises FormatError: also when ISO's schema refuses it."""
    root = etree.Element(f"{{{NAMESPACE}}}Document", nsmap={"p": NAMESPACE})
    initiation = _add(root, "CstmrCdtTrfInitn")
    header = _add(initiation, "GrpHdr")
    _add(header, "MsgId", file.message_id)
    _add(header, "CreDtTm", file.created_at.isoformat(timespec="seconds"))
    _add(header, "NbOfTxs", len(file.transfers))
    _add(header, "CtrlSum", text_from_ore(file.sum_ore))
    _write_party(_add(header, "InitgPty"), file.debtor)
    for block in file.blocks:
        _write_block(_add(initiation, "PmtInf"), file.debtor, block)
    data = xml.serialize(root)
    _check_schema(data)
    return data


def _check_schema(data: bytes) -> None:
    """A bank refuses a whole file for one fault, so none is handed over that ISO's schema would refuse."""
    try:
        _schema().assertValid(etree.fromstring(data))
    except etree.DocumentInvalid:
        allowed = "what ISO's schema of the message allows"
        raise FormatError("Document", "does not follow pain.001.001.09", allowed) from None


@cache
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(files("egenkraft.formats") / "schemas" / "pain.001.001.09.xsd")))


def _write_party(element: etree._Element, debtor: Debtor) -> None:
    _add(element, "Nm", debtor.name)
    other = _add(element, "Id/OrgId/Othr")
    _add(other, "Id", debtor.customer_id)
    _add(other, "SchmeNm/Cd", "BANK")


def _write_block(element: etree._Element, debtor: Debtor, block: PaymentBlock) -> None:
    _add(element, "PmtInfId", block.payment_info_id)
    _add(element, "PmtMtd", "TRF")
    _add(element, "NbOfTxs", len(block.transfers))
    _add(element, "CtrlSum", text_from_ore(block.sum_ore))
    kind = _add(element, "PmtTpInf")
    _add(kind, "SvcLvl/Cd", "NURG")
    _add(kind, "CtgyPurp/Cd", block.category)
    _add(element, "ReqdExctnDt/Dt", block.execution_date)
    _write_party(_add(element, "Dbtr"), debtor)
    account = _add(element, "DbtrAcct")
    _add(account, "Id/IBAN", debtor.account.iban)
    _add(account, "Ccy", "SEK")
    _add(element, "DbtrAgt/FinInstnId/BICFI", debtor.bic)
    for transfer in block.transfers:
        _write_transfer(_add(element, "CdtTrfTxInf"), transfer)


def _write_transfer(element: etree._Element, transfer: Transfer) -> None:
    _add(element, "PmtId/EndToEndId", transfer.end_to_end_id)
    amount = _add(element, "Amt/InstdAmt", text_from_ore(transfer.amount_ore))
    amount.set("Ccy", "SEK")
    member, number, scheme = _account_parts(transfer.account)
    clearing = _add(element, "CdtrAgt/FinInstnId/ClrSysMmbId")
    _add(clearing, "ClrSysId/Cd", "SESBA")
    _add(clearing, "MmbId", member)
    _add(element, "Cdtr/Nm", transfer.creditor_name.strip()[:NAME_LENGTH].rstrip())
    other = _add(element, "CdtrAcct/Id/Othr")
    _add(other, "Id", number)
    _add(other, f"SchmeNm/{scheme}", "BGNR" if scheme == "Prtry" else "BBAN")
    match transfer.remittance:
        case Ocr(reference):
            structured = _add(element, "RmtInf/Strd/CdtrRefInf")
            _add(structured, "Tp/CdOrPrtry/Cd", "SCOR")
            _add(structured, "Ref", reference)
        case Message(text):
            _add(element, "RmtInf/Ustrd", text.strip())


def _account_parts(account: CreditorAccount) -> tuple[str, str, str]:
    """(SESBA member, number, scheme element)."""
    match account:
        case BankAccount(clearing, number):
            # The fifth digit of a Swedbank 8-series clearing number identifies no member.
            return clearing[:4], clearing + number, "Cd"
        case Bankgiro(number):
            return BANKGIRO_MEMBER, number, "Prtry"
        case Plusgiro(number):
            return PLUSGIRO_MEMBER, number, "Cd"


def decode(data: bytes) -> PaymentFile:
    """Bytes → file, with both levels of counts and sums checked. Raises FormatError."""
    root = xml.parse(data, "pain.001", MAX_BYTES)
    if root.tag != f"{{{NAMESPACE}}}Document":
        raise FormatError("pain.001", "is another document", NAMESPACE)
    initiation = xml.required_child(root, "CstmrCdtTrfInitn")
    header = xml.required_child(initiation, "GrpHdr")
    elements = list(xml.children(initiation, "PmtInf"))
    if not elements:
        raise FormatError("pain.001/PmtInf", "is missing", "at least one block of payments")
    file = PaymentFile(
        message_id=xml.required_text(header, "MsgId"),
        created_at=_time(header, "CreDtTm"),
        debtor=_read_debtor(elements[0]),
        blocks=tuple(_read_block(element) for element in elements),
    )
    _check_totals(header, len(file.transfers), file.sum_ore)
    return file


def _time(parent: etree._Element, name: str) -> datetime:
    try:
        return datetime.fromisoformat(xml.required_text(parent, name))
    except ValueError:
        raise FormatError(f"{xml.path_of(parent)}/{name}", "is not a time", "ISO 8601") from None


def _find(parent: etree._Element, path: str) -> etree._Element:
    for name in path.split("/"):
        parent = xml.required_child(parent, name)
    return parent


def _read_debtor(block: etree._Element) -> Debtor:
    party = xml.required_child(block, "Dbtr")
    return Debtor(
        name=xml.required_text(party, "Nm"),
        customer_id=xml.required_text(_find(party, "Id/OrgId/Othr"), "Id"),
        account=Iban(xml.required_text(_find(block, "DbtrAcct/Id"), "IBAN")),
        bic=xml.required_text(_find(block, "DbtrAgt/FinInstnId"), "BICFI"),
    )


def _read_block(element: etree._Element) -> PaymentBlock:
    day = xml.required_text(_find(element, "ReqdExctnDt"), "Dt")
    category = xml.required_text(_find(element, "PmtTpInf/CtgyPurp"), "Cd")
    if category not in set(CategoryPurpose):
        raise FormatError(f"{xml.path_of(element)}/CtgyPurp", "is unknown", ", ".join(CategoryPurpose))
    block = PaymentBlock(
        payment_info_id=xml.required_text(element, "PmtInfId"),
        execution_date=xml.date_from_text(day, f"{xml.path_of(element)}/ReqdExctnDt"),
        category=CategoryPurpose(category),
        transfers=tuple(_read_transfer(item) for item in xml.children(element, "CdtTrfTxInf")),
    )
    _check_totals(element, len(block.transfers), block.sum_ore)
    return block


def _check_totals(parent: etree._Element, count: int, sum_ore: int) -> None:
    where = xml.path_of(parent)
    if xml.optional_integer(parent, "NbOfTxs") != count:
        raise FormatError(f"{where}/NbOfTxs", "is not the number of payments", "the count of payments")
    if ore_from_text(xml.required_text(parent, "CtrlSum"), f"{where}/CtrlSum") != sum_ore:
        raise FormatError(f"{where}/CtrlSum", "is not the sum of the payments", "their sum")


def _read_transfer(element: etree._Element) -> Transfer:
    amount = _find(element, "Amt/InstdAmt")
    if amount.get("Ccy") != "SEK":
        raise FormatError(f"{xml.path_of(amount)}/@Ccy", "is another currency", "SEK")
    return Transfer(
        end_to_end_id=xml.required_text(_find(element, "PmtId"), "EndToEndId"),
        amount_ore=ore_from_text((amount.text or "").strip(), xml.path_of(amount)),
        creditor_name=xml.required_text(_find(element, "Cdtr"), "Nm"),
        account=_read_account(element),
        remittance=_read_remittance(element),
    )


def _read_account(element: etree._Element) -> CreditorAccount:
    other = _find(element, "CdtrAcct/Id/Othr")
    number = xml.required_text(other, "Id")
    scheme = xml.required_child(other, "SchmeNm")
    member = xml.required_text(_find(element, "CdtrAgt/FinInstnId/ClrSysMmbId"), "MmbId")
    if xml.text(scheme, "Prtry") == "BGNR":
        return Bankgiro(number)
    if xml.text(scheme, "Cd") != "BBAN":
        raise FormatError(f"{xml.path_of(scheme)}", "is unknown", "Cd BBAN, Prtry BGNR")
    if member == PLUSGIRO_MEMBER:
        return Plusgiro(number)
    if not number.startswith(member) or len(number) < _LEAST_BBAN:
        raise FormatError(
            xml.path_of(other), "does not begin with its clearing number", "clearing and account"
        )
    length = 5 if member.startswith("8") else 4
    return BankAccount(number[:length], number[length:])


def _read_remittance(element: etree._Element) -> Ocr | Message | None:
    part = xml.child(element, "RmtInf")
    if part is None:
        return None
    text = xml.text(part, "Ustrd")
    if text is not None:
        return Message(text)
    return Ocr(xml.required_text(_find(part, "Strd/CdtrRefInf"), "Ref"))
