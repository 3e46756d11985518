"""Object mothers for bank files. Account numbers are of the form only; nobody is behind them."""

from datetime import date, datetime, timedelta, timezone

from egenkraft.formats.api import bankgiro, pain001

NOW = datetime(2026, 10, 5, 8, 30, tzinfo=timezone(timedelta(hours=2)))
BANKGIRO = "999999" + bankgiro.luhn_digit("999999")
PLUSGIRO = "99999" + bankgiro.luhn_digit("99999")
OCR = bankgiro.ocr_with_check_digit("20261000001")


def iban() -> pain001.Iban:
    digits = "60000000000000000000"
    check = 98 - int(digits + "281400") % 97
    return pain001.Iban(f"SE{check:02d}{digits}")


DEBTOR = pain001.Debtor(name="Påhittade kommun", customer_id="55555000000001", account=iban(), bic="XXXXSESS")


def transfer(number: int = 1, **changes: object) -> pain001.Transfer:
    values: dict[str, object] = {
        "end_to_end_id": f"EK-2026-{number:06d}",
        "amount_ore": 521_950,
        "creditor_name": "Åsa Påhittad",
        "account": pain001.BankAccount("6000", "000000000"),
        "remittance": pain001.Message("Ekonomiskt bistånd oktober 2026"),
        **changes,
    }
    return pain001.Transfer(**values)  # type: ignore[arg-type]


def file() -> pain001.PaymentFile:
    """One block to persons, one to a landlord and a power company."""
    return pain001.PaymentFile(
        message_id="EK-20261005-1",
        created_at=NOW,
        debtor=DEBTOR,
        blocks=(
            pain001.PaymentBlock(
                payment_info_id="EK-20261005-1-A",
                execution_date=date(2026, 10, 27),
                category=pain001.CategoryPurpose.SOCIAL_BENEFIT,
                transfers=(
                    transfer(1),
                    transfer(2, account=pain001.BankAccount("80000", "0000000000"), remittance=None),
                ),
            ),
            pain001.PaymentBlock(
                payment_info_id="EK-20261005-1-B",
                execution_date=date(2026, 10, 28),
                category=pain001.CategoryPurpose.SUPPLIER,
                transfers=(
                    transfer(
                        3, account=pain001.Bankgiro(BANKGIRO), remittance=pain001.Ocr(OCR), amount_ore=1
                    ),
                    transfer(4, account=pain001.Plusgiro(PLUSGIRO), creditor_name="Påhittad el • AB"),
                ),
            ),
        ),
    )
