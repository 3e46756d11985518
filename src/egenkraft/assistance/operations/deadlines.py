"""The day the municipality aims to have decided by, and the notice that is due when it takes long. Clocks refuse nothing."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from egenkraft.assistance.codes import ApplicationState
from egenkraft.assistance.models import Application
from egenkraft.assistance.months import shifted
from egenkraft.assistance.operations.load import municipality
from egenkraft.assistance.workdays import add_working_days
from egenkraft.casework import api as casework
from egenkraft.foundation import api as foundation


def goal_day(received_on: date) -> date | None:
    """None when no goal is told."""
    deadlines = municipality(received_on).deadlines
    days, kind = deadlines.decision_goal_days.known, deadlines.decision_goal_day_kind.known
    if days is None:
        return None
    if kind != "working":
        return received_on + timedelta(days=days)
    return add_working_days(received_on, days)


def back_to_goal(now: datetime, row: Application) -> None:
    """When someone else's turn is over, the day that counts is again the goal for the decision."""
    if row.case_id is not None and row.received_on is not None:
        casework.set_deadline(
            foundation.system_actor("deadlines"),
            now,
            case_id=row.case_id,
            on=goal_day(row.received_on),
            what=_("Beslut"),
        )


def remind_of_delay(now: datetime) -> None:
    """A task to tell the person, with the reason, when a decision is considerably delayed (FL 11 §). Once."""
    months = municipality(now.date()).deadlines.delay_notice_months.known
    if months is None:
        return
    month = shifted(f"{now.date():%Y-%m}", -months)
    before = date(int(month[:4]), int(month[5:]), min(now.date().day, 28))
    late = Application.objects.filter(
        state=ApplicationState.SUBMITTED, received_on__lt=before, case__isnull=False
    )
    for case_id in late.values_list("case_id", flat=True):
        casework.add_task(
            foundation.system_actor("deadlines"),
            now,
            case_id=case_id or 0,
            kind="delay_notice",
            what=_("Berätta skriftligt att beslutet dröjer, och varför (FL 11 §)"),
            due_on=now.date(),
            key=f"delay_notice:{case_id}",
        )
