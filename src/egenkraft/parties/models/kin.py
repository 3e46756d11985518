"""Kin that staff have told of, also those who are not known here yet."""

from django.conf import settings
from django.db import models


class DeclaredKin(models.Model):
    """By the blind index of the number alone: it closes the person's matters from the day they are registered."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    identity_index = models.CharField(max_length=64, db_index=True)
    relation = models.CharField(max_length=10, choices=[("own", "own"), ("kin", "kin")])
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "identity_index"], name="declared_kin_once")]
