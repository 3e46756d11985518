"""A case, what has happened in it, and what is to be done."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from egenkraft.casework.transitions import Phase
from egenkraft.casework.views import TimelineKind
from egenkraft.foundation.api import EncryptedTextField

NO_DEADLINE = date.max


class CaseNumber(models.Model):
    """The last number given in a year."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField()


class Case(models.Model):
    """One matter. `phase` follows `state`; `sort_on` is the day it falls due, or the end of time."""

    number = models.CharField(max_length=11, unique=True)
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    scope = models.ForeignKey("foundation.Scope", models.PROTECT, related_name="+")
    household_id = models.BigIntegerField(null=True, db_index=True)
    person_id = models.BigIntegerField(null=True)
    handler = models.ForeignKey("foundation.User", models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=40)
    phase = models.CharField(max_length=8, choices=[(phase.value, phase.value) for phase in Phase])
    deadline_on = models.DateField(null=True)
    deadline_what = models.CharField(max_length=200, default="")
    sort_on = models.DateField(default=NO_DEADLINE)
    hold_until = models.DateField(null=True)
    hold_reason = EncryptedTextField(default="")
    # The state to go back to, and until when; both empty when nothing can be undone.
    undo_state = models.CharField(max_length=40, default="")
    undo_until = models.DateTimeField(null=True)
    reasons = models.JSONField(default=list)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(phase=Phase.DONE, closed_at__isnull=False)
                | (~Q(phase=Phase.DONE) & Q(closed_at__isnull=True)),
                name="case_closed_when_done",
            ),
            models.CheckConstraint(
                condition=Q(undo_state="", undo_until__isnull=True)
                | (~Q(undo_state="") & Q(undo_until__isnull=False)),
                name="case_undo_whole",
            ),
            models.CheckConstraint(
                condition=Q(deadline_on__isnull=True, sort_on=NO_DEADLINE) | Q(sort_on=F("deadline_on")),
                name="case_sorted_by_deadline",
            ),
        ]
        indexes = [
            models.Index(fields=["phase", "sort_on", "id"], name="case_by_deadline"),
            models.Index(fields=["handler", "phase", "sort_on", "id"], name="case_of_handler"),
            # The counts of the inbox read this index and not the rows.
            models.Index(
                fields=["scope", "phase", "handler", "sort_on", "hold_until", "kind"], name="case_counts"
            ),
            models.Index(fields=["-closed_at", "-id"], condition=Q(phase=Phase.DONE), name="case_closed"),
        ]


class CaseEvent(models.Model):
    """A line of the timeline; never changed or removed. `detail` holds codes and dates, `reason` what was typed."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="events")
    at = models.DateTimeField()
    user_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in TimelineKind])
    detail = models.JSONField(default=dict)
    reason = EncryptedTextField(default="")
    object_ref = models.CharField(max_length=80, default="")
    for_resident = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["case", "id"], name="case_event_case")]


class Task(models.Model):
    """Something to do in a case. `key` makes a task that a machine adds the same task when it adds it again."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="tasks")
    kind = models.CharField(max_length=40)
    what = models.CharField(max_length=300)
    key = models.CharField(max_length=200, null=True, unique=True)  # noqa: DJ001 (unique, so never "")
    due_on = models.DateField(null=True)
    created_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=200, default="")

    class Meta:
        indexes = [models.Index(fields=["case", "done_at"], name="task_case")]
