"""What access is decided on: one scope per household, one per person, pointed at by every person-bound row."""

from django.db import models

from egenkraft.foundation.encryption import EncryptedTextField
from egenkraft.foundation.models.users import Unit, User


class Scope(models.Model):
    """The unit that handles it, the area of secrecy it lies in, and whether it is protected."""

    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    area = models.CharField(max_length=40)
    protected = models.BooleanField(default=False)


class ScopeSubject(models.Model):
    """A person the scope is about.

    A party sees the scope as their own; others (children, those who have left) are subjects so that
    their kin among staff stay out.
    """

    scope = models.ForeignKey(Scope, models.CASCADE, related_name="subjects")
    person_id = models.BigIntegerField(db_index=True)
    party = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "person_id"], name="scope_subject_once")]


class BreakGlass(models.Model):
    """A closed scope read for one hour, with a reason, looked at afterwards by another."""

    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    scope = models.ForeignKey(Scope, models.PROTECT, related_name="+")
    reason = EncryptedTextField()
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    justified = models.BooleanField(null=True)
    review_note = EncryptedTextField(default="")

    class Meta:
        indexes = [models.Index(fields=["user", "closes_at"], name="break_glass_open")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reviewed_by__isnull=True) | ~models.Q(reviewed_by=models.F("user")),
                name="break_glass_reviewed_by_another",
            )
        ]
