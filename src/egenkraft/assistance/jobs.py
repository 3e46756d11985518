"""The room's background work: received → asked → assessed → granted or queued → sent. `config/wiring.py` lists it."""

from collections.abc import Callable, Mapping, Sequence

from egenkraft.assistance.codes import (
    ApplicationState,
    CompletionState,
    DecisionState,
    HearingState,
    Refused,
)
from egenkraft.assistance.events import ApplicationReceived, DecisionSent, DecisionTaken, RegistersAnswered
from egenkraft.assistance.models import Application, Completion, Decision, Hearing
from egenkraft.assistance.operations.assess import assess
from egenkraft.assistance.operations.deadlines import remind_of_delay
from egenkraft.assistance.operations.decide import SEND, grant_or_queue
from egenkraft.assistance.operations.hearing import pass_hearing
from egenkraft.assistance.operations.inquire import run_inquiry
from egenkraft.assistance.operations.load import next_state
from egenkraft.assistance.operations.papers import pass_completion
from egenkraft.assistance.operations.send import send_decision
from egenkraft.assistance.operations.undo import follow_approval
from egenkraft.assistance.transitions import APPLICATION, ASKED, ASSESS, RECEIVED
from egenkraft.casework.api import ApprovalDecided
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import Cron, JobRun, Period, RefusedError

INQUIRE = "assistance.inquire"
ASSESS_JOB = "assistance.assess"
FOLLOW_APPROVAL = "assistance.follow_approval"
DEADLINES = "assistance.deadlines"


def inquire_job(run: JobRun) -> None:
    """The network first, outside any transaction; what was answered is stored before the job ends."""
    application_id = int(run.payload["application_id"])
    row = Application.objects.select_related("case").get(pk=application_id)
    if (
        row.state == ApplicationState.SUBMITTED
        and row.case is not None
        and row.case.state in (RECEIVED, ASKED)
    ):
        run_inquiry(run.actor, run.now, application_id=application_id)


def assess_job(run: JobRun) -> None:
    """Assess; grant automatically when nothing stops it, else leave it with its reasons in the inbox."""
    application_id = int(run.payload["application_id"])
    row = Application.objects.select_related("case").get(pk=application_id)
    if (
        row.state != ApplicationState.SUBMITTED
        or row.case is None
        or row.case.state not in (RECEIVED, ASKED, ASSESS)
    ):
        return
    try:
        grant_or_queue(run.actor, run.now, application_id)
    except RefusedError as refusal:
        if refusal.code not in (Refused.AUTOMATION_STOPPED, Refused.HOUSEHOLD_NOT_SETTLED):
            raise
        # The delegation order does not name automation, or the household is not settled: a person decides.
        assess(run.actor, run.now, application_id=application_id)


def send_handler(*, letters: bool) -> Callable[[JobRun], None]:
    """Send when the undo time is over, with or without the PDF. Undone decisions and those that wait are left alone."""

    def send_job(run: JobRun) -> None:
        decision_id = int(run.payload["decision_id"])
        if Decision.objects.filter(pk=decision_id, state=DecisionState.DECIDED).exists():
            send_decision(run.actor, run.now, decision_id=decision_id, letters=letters)

    return send_job


def follow_approval_job(run: JobRun) -> None:
    """An approval given or refused in the list of approvals."""
    follow_approval(run.actor, run.now, object_ref=str(run.payload["object_ref"]))


def deadlines_job(run: JobRun) -> None:
    """Once a day: answer times that are over, delays to tell of, drafts that nobody finished. A clock refuses nothing."""
    today = run.now.date()
    for completion in Completion.objects.filter(state=CompletionState.OPEN, due_on__lt=today):
        pass_completion(run.actor, run.now, completion_id=completion.pk)
    for hearing in Hearing.objects.filter(state=HearingState.NOTIFIED, answer_by__lt=today):
        pass_hearing(run.actor, run.now, hearing_id=hearing.pk)
    remind_of_delay(run.now)
    for row in Application.objects.filter(
        state=ApplicationState.DRAFT, draft_until__lt=today, case__isnull=True
    ):
        with foundation.transaction():
            row.state = next_state(APPLICATION, row.state, "expire", run.actor, "")
            row.save(update_fields=["state"])


HANDLERS = {
    INQUIRE: inquire_job,
    ASSESS_JOB: assess_job,
    SEND: send_handler(letters=True),
    FOLLOW_APPROVAL: follow_approval_job,
    DEADLINES: deadlines_job,
}
SUBSCRIPTIONS: Mapping[type, Sequence[str]] = {
    ApplicationReceived: (INQUIRE,),
    RegistersAnswered: (ASSESS_JOB,),
    DecisionTaken: (),
    DecisionSent: (),
    ApprovalDecided: (FOLLOW_APPROVAL,),
}
CRONS = (Cron(DEADLINES, Period.DAY),)
