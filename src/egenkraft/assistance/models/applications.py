"""An application for a month, and each adult's own part of it."""

from django.db import models
from django.db.models import Q

from egenkraft.assistance.codes import ApplicationKind, ApplicationState, Channel, CompletionState, PartState
from egenkraft.assistance.models.choices import choices
from egenkraft.foundation.api import EncryptedTextField

_OPEN = [
    state for state in ApplicationState if state not in (ApplicationState.WITHDRAWN, ApplicationState.EXPIRED)
]
_MONTHLY = [ApplicationKind.NEW, ApplicationKind.RENEWAL]


class Application(models.Model):
    """What a household applies for in a month. `scope` is the household's, or the person's own until there is one."""

    scope = models.ForeignKey("foundation.Scope", models.PROTECT, related_name="+")
    household = models.ForeignKey("parties.Household", models.PROTECT, null=True, related_name="+")
    case = models.ForeignKey("casework.Case", models.PROTECT, null=True, related_name="+")
    first_person = models.ForeignKey("parties.Person", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=choices(ApplicationKind))
    month = models.CharField(max_length=7)
    state = models.CharField(max_length=20, choices=choices(ApplicationState), default=ApplicationState.DRAFT)
    channel = models.CharField(max_length=8, choices=choices(Channel))
    received_on = models.DateField(null=True)
    draft_until = models.DateField(null=True)
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    reason = EncryptedTextField(default="")

    class Meta:
        indexes = [
            models.Index(fields=["household", "month"], name="application_household_month"),
            models.Index(fields=["state", "month"], name="application_state_month"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["first_person", "month"],
                condition=Q(state__in=_OPEN, kind__in=_MONTHLY),
                name="application_once_a_month",
            ),
            models.UniqueConstraint(
                fields=["first_person", "month"],
                condition=Q(state=ApplicationState.DRAFT, kind=ApplicationKind.SINGLE_COST),
                name="application_one_single_draft",
            ),
        ]


class ApplicationPart(models.Model):
    """One adult's own answers. `scope` is the adult's own, so that nobody else in the household reaches it.

    `answers` is JSON text: step → answers. `saved` is JSON: step → when it was saved; a step that is only carried from
    last month is in `answers` and not yet in `saved`. `version` grows by each save.
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="parts")
    scope = models.ForeignKey("foundation.Scope", models.PROTECT, related_name="+")
    person = models.ForeignKey("parties.Person", models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=choices(PartState), default=PartState.NOT_STARTED)
    answers = EncryptedTextField(default="{}")
    saved = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    signed_at = models.DateTimeField(null=True)
    signed_by = models.CharField(max_length=150, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "person"], name="part_person_once"),
            models.UniqueConstraint(fields=["application", "order"], name="part_order_once"),
        ]


class Completion(models.Model):
    """A request for named papers by a day."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="completions")
    scope = models.ForeignKey("foundation.Scope", models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=choices(CompletionState), default=CompletionState.OPEN)
    due_on = models.DateField()
    message = EncryptedTextField(default="")
    requested_at = models.DateTimeField()
    requested_by = models.CharField(max_length=150)


class CompletionPaper(models.Model):
    completion = models.ForeignKey(Completion, models.PROTECT, related_name="papers")
    paper = models.CharField(max_length=40)
    person = models.ForeignKey("parties.Person", models.PROTECT, null=True, related_name="+")
    received_at = models.DateTimeField(null=True)
