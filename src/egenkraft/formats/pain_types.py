"""What a payment file holds: ISO 20022 pain.001.001.09 as Swedish banks use it for payments in SEK."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from egenkraft.formats.bankgiro import parse_bankgiro, parse_ocr, parse_plusgiro
from egenkraft.formats.errors import FormatError

# The characters every bank takes in identifiers.
_IDENTIFIER = re.compile(r"[A-Za-z0-9+?/:().,' -]{1,35}\Z", re.ASCII)
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}\Z", re.ASCII)
_BIC = re.compile(r"[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?\Z", re.ASCII)
_CLEARING = re.compile(r"[1-79]\d{3}\Z|8\d{4}\Z", re.ASCII)
_ACCOUNT = re.compile(r"\d{1,12}\Z", re.ASCII)
# The clearing members that stand for bankgiro and plusgiro in a payment file.
BANKGIRO_MEMBER = "9900"
PLUSGIRO_MEMBER = "9960"
GIRO_MEMBERS = frozenset({BANKGIRO_MEMBER, PLUSGIRO_MEMBER})
NAME_LENGTH = 70
TEXT_LENGTH = 140
LARGEST_ORE = 10**13


class CategoryPurpose(StrEnum):
    """ISO category: social benefit (to a person's account) or supplier payment (landlord, power company)."""

    SOCIAL_BENEFIT = "SSBE"
    SUPPLIER = "SUPP"


@dataclass(frozen=True)
class Iban:
    """The municipality's own account."""

    iban: str

    def __post_init__(self) -> None:
        turned = self.iban[4:] + self.iban[:4]
        if not _IBAN.match(self.iban) or int("".join(str(int(c, 36)) for c in turned)) % 97 != 1:
            raise FormatError("IBAN", "is not valid", "country, check digits and account without spaces")


@dataclass(frozen=True)
class BankAccount:
    """A Swedish bank account, digits only. Check digits are `bankgiro.parse_account`'s business."""

    clearing: str
    account: str

    def __post_init__(self) -> None:
        if not _CLEARING.match(self.clearing):
            raise FormatError("clearing number", "is not valid", "4 digits, or 5 that begin with 8")
        if self.clearing in GIRO_MEMBERS:
            raise FormatError("clearing number", "is that of a giro", "Bankgiro or Plusgiro for such payees")
        if not _ACCOUNT.match(self.account):
            raise FormatError("account number", "is not valid", "1–12 digits")


@dataclass(frozen=True)
class Bankgiro:
    number: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "number", parse_bankgiro(self.number))


@dataclass(frozen=True)
class Plusgiro:
    number: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "number", parse_plusgiro(self.number))


@dataclass(frozen=True)
class Ocr:
    """A reference the payee gave, with check digit."""

    reference: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "reference", parse_ocr(self.reference))


@dataclass(frozen=True)
class Message:
    """Free text to the payee, at most 140 characters."""

    text: str

    def __post_init__(self) -> None:
        if not 1 <= len(self.text.strip()) <= TEXT_LENGTH:
            raise FormatError("message", "is empty or too long", f"1–{TEXT_LENGTH} characters")


CreditorAccount = BankAccount | Bankgiro | Plusgiro


@dataclass(frozen=True, kw_only=True)
class Transfer:
    """One payment. `end_to_end_id` comes back in the bank's report. `amount_ore` > 0.

    An OCR reference goes with bankgiro and plusgiro only. A name longer than 70 characters is cut in the
    file: the account decides who is paid.
    """

    end_to_end_id: str
    amount_ore: int
    creditor_name: str
    account: CreditorAccount
    remittance: Ocr | Message | None = None

    def __post_init__(self) -> None:
        check_identifier(self.end_to_end_id, "EndToEndId")
        if not 0 < self.amount_ore < LARGEST_ORE:
            raise FormatError("InstdAmt", "is not a payable amount", "more than 0 öre, less than 100 000 Mkr")
        if not self.creditor_name.strip():
            raise FormatError("Cdtr/Nm", "is empty", "the payee's name")
        if isinstance(self.remittance, Ocr) and isinstance(self.account, BankAccount):
            raise FormatError(
                "RmtInf/Strd", "does not go with a bank account", "OCR with bankgiro or plusgiro"
            )


@dataclass(frozen=True, kw_only=True)
class PaymentBlock:
    """Payments of one day and category. `payment_info_id` is unique in the file."""

    payment_info_id: str
    execution_date: date
    category: CategoryPurpose
    transfers: tuple[Transfer, ...]

    def __post_init__(self) -> None:
        check_identifier(self.payment_info_id, "PmtInfId")
        if not self.transfers:
            raise FormatError("PmtInf", "holds no payment", "at least one")

    @property
    def sum_ore(self) -> int:
        return sum(transfer.amount_ore for transfer in self.transfers)


@dataclass(frozen=True, kw_only=True)
class Debtor:
    """The municipality as the bank knows it: name, customer id from the bank's agreement, account, BIC."""

    name: str
    customer_id: str
    account: Iban
    bic: str

    def __post_init__(self) -> None:
        if not 1 <= len(self.name.strip()) <= NAME_LENGTH:
            raise FormatError("Dbtr/Nm", "is empty or too long", f"1–{NAME_LENGTH} characters")
        check_identifier(self.customer_id, "Dbtr/Id")
        if not _BIC.match(self.bic):
            raise FormatError("DbtrAgt/BICFI", "is not valid", "8 or 11 letters and digits")


@dataclass(frozen=True, kw_only=True)
class PaymentFile:
    """A whole file. `created_at` has its time zone; end-to-end ids are unique in the file."""

    message_id: str
    created_at: datetime
    debtor: Debtor
    blocks: tuple[PaymentBlock, ...]

    def __post_init__(self) -> None:
        check_identifier(self.message_id, "MsgId")
        if self.created_at.tzinfo is None:
            raise FormatError("CreDtTm", "has no time zone", "a time with its zone")
        if not self.blocks:
            raise FormatError("PmtInf", "is missing", "at least one block of payments")
        ids = [transfer.end_to_end_id for transfer in self.transfers]
        blocks = [block.payment_info_id for block in self.blocks]
        if len(set(ids)) != len(ids) or len(set(blocks)) != len(blocks):
            raise FormatError("EndToEndId or PmtInfId", "occurs twice", "unique within the file")

    @property
    def transfers(self) -> tuple[Transfer, ...]:
        return tuple(transfer for block in self.blocks for transfer in block.transfers)

    @property
    def sum_ore(self) -> int:
        return sum(block.sum_ore for block in self.blocks)


def check_identifier(value: str, where: str) -> None:
    if not _IDENTIFIER.match(value) or value != value.strip():
        raise FormatError(
            where, "is not a valid identifier", "1–35 letters A–Z, digits and + ? / : ( ) . , ' -"
        )
