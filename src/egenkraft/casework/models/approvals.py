"""Things that wait for another person than the one who asked."""

from django.db import models
from django.db.models import F, Q

from egenkraft.casework.models.cases import Case
from egenkraft.casework.views import ApprovalState
from egenkraft.foundation.api import EncryptedTextField


class Approval(models.Model):
    """One waiting approval at most per kind and object; the database refuses that one person does both."""

    kind = models.CharField(max_length=40)
    object_ref = models.CharField(max_length=80)
    scope = models.ForeignKey("foundation.Scope", models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")
    what = EncryptedTextField()
    amount_ore = models.BigIntegerField(null=True)
    state = models.CharField(max_length=9, choices=[(item.value, item.value) for item in ApprovalState])
    requested_by = models.ForeignKey("foundation.User", models.PROTECT, null=True, related_name="+")
    requested_name = models.CharField(max_length=200)
    requested_at = models.DateTimeField()
    decided_by = models.ForeignKey("foundation.User", models.PROTECT, null=True, related_name="+")
    decided_name = models.CharField(max_length=200, default="")
    decided_at = models.DateTimeField(null=True)
    reason = EncryptedTextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_ref"],
                condition=Q(state=ApprovalState.WAITING),
                name="approval_waiting_once",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | Q(requested_by__isnull=True)
                | ~Q(decided_by=F("requested_by")),
                name="approval_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ApprovalState.APPROVED, ApprovalState.REFUSED])
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="approval_by_a_person",
            ),
            models.CheckConstraint(
                condition=Q(amount_ore__isnull=True) | Q(amount_ore__gte=0), name="approval_amount"
            ),
        ]
        indexes = [models.Index(fields=["state", "requested_at"], name="approval_state")]
