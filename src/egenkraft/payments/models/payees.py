"""Who is paid and where, and every change of it."""

from django.db import models
from django.db.models import F, Q

from egenkraft.foundation.api import EncryptedTextField
from egenkraft.payments.views import PayeeKind


class Payee(models.Model):
    """One account of a person, or of an organisation for one household (its OCR). Never changed:

    another account is another payee, which replaces this one when another person has approved it.
    `account` is JSON text; `account_index` finds the same account without reading it.
    """

    scope = models.ForeignKey("foundation.Scope", models.PROTECT, related_name="+")
    person_id = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=8, choices=[(kind.value, kind.value) for kind in PayeeKind])
    name = EncryptedTextField()
    account = EncryptedTextField()
    account_index = models.CharField(max_length=64, db_index=True)
    warning = models.CharField(max_length=200, default="")
    state = models.CharField(max_length=8, default="proposed")
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    proposed_by = models.ForeignKey("foundation.User", models.PROTECT, null=True, related_name="+")
    proposed_name = models.CharField(max_length=200)
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey("foundation.User", models.PROTECT, null=True, related_name="+")
    approved_name = models.CharField(max_length=200, default="")
    approval_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person_id__isnull=False, organisation_id__isnull=True)
                | Q(person_id__isnull=True, organisation_id__isnull=False),
                name="payee_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "active", "refused", "ended"]), name="payee_state"
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | Q(proposed_by__isnull=True)
                | ~Q(approved_by=F("proposed_by")),
                name="payee_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["active", "ended"]) | Q(approved_by__isnull=False),
                name="payee_active_is_approved",
            ),
            models.UniqueConstraint(
                fields=["person_id"], condition=Q(state="active"), name="payee_of_person_once"
            ),
            models.UniqueConstraint(
                fields=["scope", "organisation_id"],
                condition=Q(state="active"),
                name="payee_of_organisation_once",
            ),
        ]
        indexes = [
            models.Index(fields=["person_id", "state"], name="payee_person"),
            models.Index(fields=["scope", "state"], name="payee_scope"),
        ]


class PayeeEvent(models.Model):
    """The change log of a payee; append-only."""

    payee = models.ForeignKey(Payee, models.PROTECT, related_name="events")
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    user_id = models.BigIntegerField(null=True)
    what = models.CharField(max_length=20)
    reason = EncryptedTextField(default="")
