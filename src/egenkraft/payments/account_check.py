"""An account as typed → checked digits, what to show of it, and how the bank file names it. Pure."""

import json
from dataclasses import dataclass

from django.utils.translation import gettext as _

from egenkraft.formats.api import FormatError, bankgiro, pain001
from egenkraft.foundation.api import RefusedError
from egenkraft.payments.refusals import PaymentsRefusal
from egenkraft.payments.views import PayeeAccount, PayeeKind

_SHOWN_DIGITS = 4


@dataclass(frozen=True)
class CheckedAccount:
    """Digits only; `warning` is for the one who approves to look at."""

    kind: PayeeKind
    number: str
    clearing: str = ""
    ocr: str = ""
    bank: str = ""
    warning: str = ""

    def as_text(self) -> str:
        """JSON, as it is stored encrypted; `from_text` reads it."""
        return json.dumps(
            {"number": self.number, "clearing": self.clearing, "ocr": self.ocr, "bank": self.bank},
            sort_keys=True,
        )

    @property
    def identity(self) -> str:
        """The same for the same account and reference."""
        return f"{self.kind}:{self.clearing}:{self.number}:{self.ocr}"

    @property
    def shown(self) -> str:
        """What may be shown of it: kind or bank, and the last four digits."""
        last = f"•••{self.number[-_SHOWN_DIGITS:]}"
        if self.kind is PayeeKind.ACCOUNT:
            return f"{self.bank} {last}"
        name = "Bankgiro" if self.kind is PayeeKind.BANKGIRO else "Plusgiro"
        return f"{name} {last}" + (f", OCR •••{self.ocr[-_SHOWN_DIGITS:]}" if self.ocr else "")

    def creditor(self) -> pain001.CreditorAccount:
        match self.kind:
            case PayeeKind.ACCOUNT:
                return pain001.BankAccount(self.clearing, self.number)
            case PayeeKind.BANKGIRO:
                return pain001.Bankgiro(self.number)
            case PayeeKind.PLUSGIRO:
                return pain001.Plusgiro(self.number)

    def remittance(self, text: str) -> pain001.Ocr | pain001.Message:
        return pain001.Ocr(self.ocr) if self.ocr else pain001.Message(text)


def from_text(kind: str, text: str, warning: str = "") -> CheckedAccount:
    """A stored account."""
    return CheckedAccount(kind=PayeeKind(kind), warning=warning, **json.loads(text))


def checked(account: PayeeAccount) -> CheckedAccount:
    """Raises RefusedError(ACCOUNT) saying which number is wrong and what is allowed."""
    try:
        if account.kind is PayeeKind.ACCOUNT:
            return _bank_account(account)
        parse = bankgiro.parse_bankgiro if account.kind is PayeeKind.BANKGIRO else bankgiro.parse_plusgiro
        ocr = bankgiro.parse_ocr(account.ocr) if account.ocr.strip() else ""
        return CheckedAccount(kind=account.kind, number=parse(account.number), ocr=ocr)
    except FormatError as error:
        raise RefusedError(PaymentsRefusal.ACCOUNT, _message(error.where)) from None


def _bank_account(account: PayeeAccount) -> CheckedAccount:
    if account.ocr.strip():
        raise FormatError("OCR with a bank account", "does not go", "")
    parsed = bankgiro.parse_account(account.clearing, account.number)
    warning = (
        _(
            "Kontonumrets kontrollsiffra stämmer inte, vilket förekommer i Swedbanks 8-serie. Kontrollera mot kontoutdrag."
        )
        if parsed.warning
        else ""
    )
    checked_account = CheckedAccount(
        kind=PayeeKind.ACCOUNT,
        number=parsed.account,
        clearing=parsed.clearing,
        bank=parsed.bank,
        warning=warning,
    )
    checked_account.creditor()
    return checked_account


def _message(where: str) -> str:
    texts = {
        "clearing number": _(
            "Clearingnumret finns inte hos någon svensk bank. Det är 4 siffror, eller 5 om det börjar på 8. Kontrollera siffrorna."
        ),
        "account number": _(
            "Kontonumret stämmer inte för banken. Skriv det utan clearingnummer och kontrollera siffrorna."
        ),
        "bankgiro": _("Bankgironumret stämmer inte. Det är 7 eller 8 siffror. Kontrollera mot fakturan."),
        "plusgiro": _("Plusgironumret stämmer inte. Det är 2 till 8 siffror. Kontrollera mot fakturan."),
        "OCR": _("OCR-numret stämmer inte. Det är 2 till 25 siffror. Kontrollera mot fakturan."),
    }
    return texts.get(
        where,
        _("OCR-nummer går bara att använda med bankgiro eller plusgiro. Ta bort det eller byt till giro."),
    )
