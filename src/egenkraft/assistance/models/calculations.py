"""Calculations as stored by the rulebook's record, what a person decided on a line, and what stopped automation."""

from django.db import models
from django.db.models import F, Q

from egenkraft.assistance.models.applications import Application
from egenkraft.foundation.api import EncryptedTextField


class Calculation(models.Model):
    """`record` is `rulebook.api.Record.to_json()`; `result` is JSON of lines, shares and direct parts, as shown.

    `document` is the case document as it was given to the rulebook.
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="calculations")
    scope = models.ForeignKey("foundation.Scope", models.PROTECT, related_name="+")
    document = EncryptedTextField()
    record = EncryptedTextField()
    result = EncryptedTextField()
    hash = models.CharField(max_length=64)
    rulebook_version = models.CharField(max_length=80)
    support_ore = models.BigIntegerField(null=True)
    at = models.DateTimeField()


class LineDecision(models.Model):
    """What a person has granted of one applied cost; never more than was applied for."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="line_decisions")
    cost_key = models.CharField(max_length=60)
    applied_ore = models.BigIntegerField()
    granted_ore = models.BigIntegerField()
    reason = EncryptedTextField(default="")
    decided_by = models.CharField(max_length=150)
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "cost_key"], name="line_decision_once"),
            models.CheckConstraint(
                condition=Q(granted_ore__gte=0) & Q(granted_ore__lte=F("applied_ore")),
                name="line_decision_within_applied",
            ),
        ]


class AssessmentRow(models.Model):
    """One assessment: which obstacles stood, so that automation can be measured without reading any case."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="assessments")
    calculation = models.ForeignKey(Calculation, models.PROTECT, null=True, related_name="+")
    codes = models.JSONField(default=list)
    automatic_possible = models.BooleanField()
    at = models.DateTimeField()
