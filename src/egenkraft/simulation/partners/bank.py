"""The fake bank: reads a payment file, writes the report a bank would send.

It pays each end-to-end id once and each message id once: a file that comes again byte for byte gets the
same report, another file under the same message id is refused, and a payment that came before in another
file is refused as a duplicate. So it finds what must never happen on our side.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from egenkraft.formats.api import FormatError, pain001, pain002

_DUPLICATE = "AM05"
_INVALID_FILE = "FF01"
_UNREAD = "UNKNOWN"


class FakeBank:
    """One bank with a memory. `refused_accounts`: account digits → ISO reason code, such as AC04."""

    def __init__(self, refused_accounts: Mapping[str, str]) -> None:
        self.refused_accounts = refused_accounts
        self._reports: dict[str, tuple[str, bytes]] = {}
        self._paid: set[str] = set()

    def report_on(self, data: bytes, now: datetime) -> bytes:
        """pain.001 bytes → pain.002 bytes."""
        digest = hashlib.sha256(data).hexdigest()
        try:
            file = pain001.decode(data)
        except FormatError as error:
            return self._refuse(digest, now, _UNREAD, pain002.Reason(_INVALID_FILE, str(error)))
        if file.message_id in self._reports:
            known, report = self._reports[file.message_id]
            if known == digest:
                return report
            reason = pain002.Reason(_DUPLICATE, "another file came under this message id")
            return self._refuse(digest, now, file.message_id, reason)
        report = pain002.encode(self._pay(file, digest, now))
        self._reports[file.message_id] = (digest, report)
        return report

    @staticmethod
    def _refuse(digest: str, now: datetime, message_id: str, reason: pain002.Reason) -> bytes:
        return pain002.encode(
            pain002.StatusReport(
                message_id=f"BANK-{digest[:24]}",
                created_at=now,
                original_message_id=message_id,
                group=pain002.Status(pain002.REJECTED, (reason,)),
            )
        )

    def _pay(self, file: pain001.PaymentFile, digest: str, now: datetime) -> pain002.StatusReport:
        blocks = tuple(
            pain002.BlockStatus(
                payment_info_id=block.payment_info_id,
                status=None,
                transfers=tuple(
                    pain002.TransferStatus(item.end_to_end_id, self._status_of(item), item.amount_ore)
                    for item in block.transfers
                ),
            )
            for block in file.blocks
        )
        codes = {item.status.code for block in blocks for item in block.transfers if item.status}
        return pain002.StatusReport(
            message_id=f"BANK-{digest[:24]}",
            created_at=now,
            original_message_id=file.message_id,
            group=pain002.Status(codes.pop() if len(codes) == 1 else pain002.PARTLY),
            blocks=blocks,
        )

    def _status_of(self, transfer: pain001.Transfer) -> pain002.Status:
        reason = self.refused_accounts.get(account_digits(transfer.account))
        if reason is not None:
            return pain002.Status(pain002.REJECTED, (pain002.Reason(reason, "kontot tar inte emot pengar"),))
        if transfer.end_to_end_id in self._paid:
            return pain002.Status(pain002.REJECTED, (pain002.Reason(_DUPLICATE, "betald tidigare"),))
        self._paid.add(transfer.end_to_end_id)
        return pain002.Status("ACSC")


def account_digits(account: pain001.CreditorAccount) -> str:
    """Clearing and account number without space, or the giro number."""
    if isinstance(account, pain001.BankAccount):
        return account.clearing + account.account
    return account.number


def answer_folder(
    inbox: Path, outbox: Path, refused_accounts: Mapping[str, str], now: datetime
) -> tuple[Path, ...]:
    """Report on every `*.xml` in `inbox` that has no report in `outbox`; returns the new reports.

    All files are read anew in name order, so the outcome does not depend on when the bank was started.
    """
    bank = FakeBank(refused_accounts)
    written = []
    outbox.mkdir(parents=True, exist_ok=True)
    for path in sorted(inbox.glob("*.xml")):
        report = bank.report_on(path.read_bytes(), now)
        target = outbox / f"{path.stem}.pain002.xml"
        if not target.exists():
            temporary = target.with_suffix(".tmp")
            temporary.write_bytes(report)
            temporary.rename(target)
            written.append(target)
    return tuple(written)
