"""Decisions as they were taken and sent, and the hearing before an adverse one."""

from django.db import models
from django.db.models import Q

from egenkraft.assistance.codes import DecisionKind, DecisionState, HearingState, LegalGround
from egenkraft.assistance.models.applications import Application
from egenkraft.assistance.models.calculations import Calculation
from egenkraft.assistance.models.choices import choices
from egenkraft.foundation.api import EncryptedTextField


class Proposal(models.Model):
    """A decision laid before one who may take it. `content` is JSON text."""

    application = models.OneToOneField(Application, models.PROTECT, related_name="proposal")
    content = EncryptedTextField()
    proposed_by = models.CharField(max_length=150)
    proposed_by_user = models.IntegerField()
    proposed_at = models.DateTimeField()


class Decision(models.Model):
    """`frozen` is JSON text of facts, result, explanation, payouts, grounds, law, letter text and appeal text.

    `hash` is taken over it when the decision is made and never again: a changed byte is found by `replay`.
    """

    scope = models.ForeignKey("foundation.Scope", models.PROTECT, related_name="+")
    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, models.PROTECT, related_name="decisions")
    calculation = models.ForeignKey(Calculation, models.PROTECT, related_name="+")
    number = models.CharField(max_length=30, unique=True)
    kind = models.CharField(max_length=8, choices=choices(DecisionKind))
    ground = models.CharField(max_length=5, choices=choices(LegalGround))
    state = models.CharField(max_length=16, choices=choices(DecisionState))
    month = models.CharField(max_length=7)
    amount_ore = models.BigIntegerField()
    automatic = models.BooleanField()
    decided_by = models.CharField(max_length=150)
    decided_by_user = models.IntegerField(null=True)
    decided_at = models.DateTimeField()
    delegation_rule = models.CharField(max_length=40)
    attest_reason = models.CharField(max_length=40, default="")
    approval_id = models.IntegerField(null=True)
    undo_until = models.DateTimeField()
    undo_reason = EncryptedTextField(default="")
    sent_at = models.DateTimeField(null=True)
    served_at = models.DateTimeField(null=True)
    document_id = models.IntegerField(null=True)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    frozen = EncryptedTextField()
    hash = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["month", "state"], name="decision_month_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state__in=[DecisionState.AWAITING_ATTEST, DecisionState.DECIDED]),
                name="decision_one_pending",
            ),
            models.CheckConstraint(condition=Q(amount_ore__gte=0), name="decision_not_negative"),
            models.CheckConstraint(
                condition=Q(automatic=False) | Q(kind=DecisionKind.GRANT), name="decision_automatic_grants"
            ),
            models.CheckConstraint(
                condition=~Q(kind=DecisionKind.REFUSAL) | Q(amount_ore=0),
                name="decision_refusal_pays_nothing",
            ),
        ]


class Hearing(models.Model):
    """What we are thinking of deciding, told to the person, and until when they can answer.

    `text` is told to all, `personal` (JSON: person → sentences) to each adult alone.
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="hearings")
    scope = models.ForeignKey("foundation.Scope", models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=choices(HearingState), default=HearingState.NOTIFIED)
    intended = models.CharField(max_length=8, choices=choices(DecisionKind))
    text = EncryptedTextField()
    personal = EncryptedTextField(default="{}")
    notified_at = models.DateTimeField()
    notified_by = models.CharField(max_length=150)
    answer_by = models.DateField()


class HearingAnswer(models.Model):
    hearing = models.ForeignKey(Hearing, models.PROTECT, related_name="answers")
    person = models.ForeignKey("parties.Person", models.PROTECT, related_name="+")
    text = EncryptedTextField()
    at = models.DateTimeField()


class Review(models.Model):
    """An automatic decision drawn for review by a person. The draw is by the case and the share, so it can be checked."""

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="review")
    reason = models.CharField(max_length=40)
    drawn_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.CharField(max_length=150, default="")
    right = models.BooleanField(null=True)
    note = EncryptedTextField(default="")


class SupportMonth(models.Model):
    """A month in which a person had forsorjningsstod, for jobbstimulans: decided here, or brought from before."""

    scope = models.ForeignKey("foundation.Scope", models.PROTECT, related_name="+")
    person = models.ForeignKey("parties.Person", models.PROTECT, related_name="+")
    month = models.CharField(max_length=7)
    source = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "month"], name="support_month_once")]


class DirectPayee(models.Model):
    """To whom a household's cost of a kind is paid directly, when they have asked for it; set by an officer."""

    scope = models.ForeignKey("foundation.Scope", models.PROTECT, related_name="+")
    cost_kind = models.CharField(max_length=30)
    payee_id = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "cost_kind"], name="direct_payee_once")]
