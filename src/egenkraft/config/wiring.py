"""The one list: event → handlers, job → function, outside world → client."""

from collections.abc import Sequence

from django.conf import settings

from egenkraft.assistance import api as assistance
from egenkraft.casework import api as casework
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import Cron, JobRun, Period
from egenkraft.payments import api as payments

CHECK_ATTACHMENT = "casework.check_attachment"
SEAL_AUDIT = "foundation.seal_audit"
SEND_DECISION = "assistance.send"

_EVENTS: dict[type, Sequence[str]] = {
    **assistance.SUBSCRIPTIONS,
    casework.AttachmentHandedIn: (CHECK_ATTACHMENT,),
}
_CRONS = (*assistance.CRONS, Cron(SEAL_AUDIT, Period.HOUR))


def register(*, letters: bool = True) -> None:
    """Tell the jobs of foundation what to call, and assistance whom to ask. Called once, when the rooms are loaded.

    `letters` False, for measuring, sends decisions without setting their PDF.
    """
    foundation.register(
        {
            **assistance.HANDLERS,
            **({} if letters else {SEND_DECISION: send_without_letter}),
            payments.SEND_RUN: payments.send_run_handler(settings.OUTGOING_DIR),
            CHECK_ATTACHMENT: check_attachment,
            SEAL_AUDIT: seal_audit,
        },
        _EVENTS,
        _CRONS,
    )
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


def send_without_letter(run: JobRun) -> None:
    assistance.send_decision(run.actor, run.now, decision_id=int(run.payload["decision_id"]), letters=False)


def seal_audit(run: JobRun) -> None:
    foundation.seal(run.now)
