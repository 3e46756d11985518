"""The one list: event → handlers, job → function, outside world → client."""

from collections.abc import Sequence

from django.conf import settings
from django.core.management import call_command

from egenkraft.assistance import api as assistance
from egenkraft.casework import api as casework
from egenkraft.config.bank import read_bank_file
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import Cron, JobRun, Period
from egenkraft.payments import api as payments
from egenkraft.simulation import money
from egenkraft.web.office import bank

CHECK_ATTACHMENT = "casework.check_attachment"
SEAL_AUDIT = "foundation.seal_audit"
CLEAR_SESSIONS = "config.clear_sessions"

_EVENTS: dict[type, Sequence[str]] = {
    **assistance.SUBSCRIPTIONS,
    casework.AttachmentHandedIn: (CHECK_ATTACHMENT,),
}
_CRONS = (*assistance.CRONS, Cron(SEAL_AUDIT, Period.HOUR), Cron(CLEAR_SESSIONS, Period.DAY))


def register(*, letters: bool = True) -> None:
    """Tell the jobs of foundation what to call, and assistance whom to ask. Called once, when the rooms are loaded.

    `letters` False, for measuring, sends decisions without setting their PDF.
    """
    foundation.register(
        {
            **assistance.HANDLERS,
            assistance.SEND: assistance.send_handler(letters=letters),
            payments.SEND_RUN: payments.send_run_handler(settings.OUTGOING_DIR),
            CHECK_ATTACHMENT: check_attachment,
            SEAL_AUDIT: seal_audit,
            CLEAR_SESSIONS: clear_sessions,
        },
        _EVENTS,
        _CRONS,
    )
    _use_bank()
    if settings.SSBTEK["url"]:
        assistance.use_register(
            assistance.SsbtekClient(
                assistance.SsbtekSettings(
                    url=settings.SSBTEK["url"],
                    client_certificate=settings.SSBTEK["client_certificate"],
                    client_key=settings.SSBTEK["client_key"],
                    ca=settings.SSBTEK["ca"],
                    timeout_seconds=settings.SSBTEK["timeout_seconds"],
                )
            )
        )


def _use_bank() -> None:
    """The bank agreement and the books of the installation; the demo has the fictitious town's."""
    if settings.BANK_FILE:
        bank.use(*read_bank_file(settings.BANK_FILE))
    elif settings.PROFILE == "demo":
        bank.use(money.AGREEMENT, money.BOOKS)


def clear_sessions(run: JobRun) -> None:
    """Sessions that have run out are removed, once a day."""
    call_command("clearsessions")


def check_attachment(run: JobRun) -> None:
    """A file that is still in quarantine is checked; one that was checked when it came stays as it was."""
    scan = casework.clamd_scanner(settings.CLAMD_SOCKET) if settings.CLAMD_SOCKET else None
    casework.check_attachment(
        run.actor,
        run.now,
        attachment_id=int(run.payload["attachment_id"]),
        limits=assistance.file_limits(run.now),
        scan=scan,
    )


def seal_audit(run: JobRun) -> None:
    foundation.seal(run.now)
