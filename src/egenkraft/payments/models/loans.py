"""Etableringslan: an advance on a named benefit, to be repaid (SoL 33:2 first paragraph 1 a). Never netted."""

from django.db import models
from django.db.models import F, Q

from egenkraft.foundation.api import EncryptedTextField


class Loan(models.Model):
    """A claim of one decision; it may be asked back only once it has been served."""

    decision_ref = models.CharField(max_length=60, unique=True)
    scope = models.ForeignKey("foundation.Scope", models.PROTECT, related_name="+")
    case_id = models.BigIntegerField(db_index=True)
    benefit = models.CharField(max_length=80)
    agency = models.CharField(max_length=80)
    amount_ore = models.BigIntegerField()
    repaid_ore = models.BigIntegerField(default=0)
    granted_at = models.DateTimeField()
    served_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_ore__gt=0), name="loan_amount"),
            models.CheckConstraint(
                condition=Q(repaid_ore__gte=0, repaid_ore__lte=F("amount_ore")), name="loan_repaid"
            ),
        ]


class Repayment(models.Model):
    """Money that came back; `reference` is the payer's or the bank's, unique within the loan. Append-only."""

    loan = models.ForeignKey(Loan, models.PROTECT, related_name="repayments")
    amount_ore = models.BigIntegerField()
    reference = EncryptedTextField()
    reference_index = models.CharField(max_length=64)
    received_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_ore__gt=0), name="repayment_amount"),
            models.UniqueConstraint(fields=["loan", "reference_index"], name="repayment_once"),
        ]
