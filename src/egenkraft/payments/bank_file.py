"""A run as a payment file."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from egenkraft.formats.api import pain001
from egenkraft.payments import account_check
from egenkraft.payments.models import Payee, Payment, PaymentRun
from egenkraft.payments.views import BankAgreement


@dataclass(frozen=True)
class BuiltFile:
    """The bytes, their hash, and the block each payment stands in."""

    content: bytes
    sha256: str
    blocks: dict[int, str]


def encode_run(
    run: PaymentRun, payments: Sequence[Payment], agreement: BankAgreement, now: datetime
) -> BuiltFile:
    """Persons in one block, organisations in another. The same run at the same `now` gives the same bytes."""
    payees = Payee.objects.in_bulk({row.payee_id for row in payments if row.payee_id is not None})
    of_persons, of_bills = f"{run.message_id}-A", f"{run.message_id}-B"
    blocks = {
        row.pk: of_persons if payees[row.payee_id or 0].person_id is not None else of_bills
        for row in payments
    }
    found = [
        pain001.PaymentBlock(
            payment_info_id=name,
            execution_date=run.pay_date,
            category=category,
            transfers=tuple(
                _transfer(row, payees[row.payee_id or 0]) for row in payments if blocks[row.pk] == name
            ),
        )
        for name, category in (
            (of_persons, pain001.CategoryPurpose.SOCIAL_BENEFIT),
            (of_bills, pain001.CategoryPurpose.SUPPLIER),
        )
        if name in blocks.values()
    ]
    content = pain001.encode(
        pain001.PaymentFile(
            message_id=run.message_id, created_at=now, debtor=agreement.debtor, blocks=tuple(found)
        )
    )
    return BuiltFile(content, hashlib.sha256(content).hexdigest(), blocks)


def _transfer(row: Payment, payee: Payee) -> pain001.Transfer:
    account = account_check.from_text(payee.kind, payee.account)
    return pain001.Transfer(
        end_to_end_id=row.end_to_end_id,
        amount_ore=row.amount_ore,
        creditor_name=payee.name,
        account=account.creditor(),
        remittance=account.remittance(row.text),
    )
