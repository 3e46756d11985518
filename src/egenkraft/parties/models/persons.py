"""A person, known by an identity number that is stored encrypted and found by its blind index."""

from django.db import models

from egenkraft.foundation.api import EncryptedTextField
from egenkraft.parties.identity import IdentityKind

PROTECTION_NONE = 0
# 1 sekretessmarkering, 2 skyddad folkbokforing (folkbokforingslagen 16 §)
PROTECTION_LEVELS = (PROTECTION_NONE, 1, 2)


class Person(models.Model):
    """`address` is JSON text: street, postal_code, city."""

    scope = models.ForeignKey("foundation.Scope", models.PROTECT, related_name="+")
    identity_kind = models.CharField(
        max_length=20, choices=[(kind.value, kind.value) for kind in IdentityKind]
    )
    identity_number = EncryptedTextField()
    identity_index = models.CharField(max_length=64, unique=True)
    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100)
    birth_date = models.DateField()
    sex = models.CharField(max_length=1, default="", choices=[("", ""), ("K", "K"), ("M", "M")])
    language = models.CharField(max_length=10, default="sv")
    phone = EncryptedTextField(default="")
    email = EncryptedTextField(default="")
    address = EncryptedTextField(default="")
    protection = models.PositiveSmallIntegerField(default=PROTECTION_NONE)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["family_name", "given_name"], name="person_name")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(protection__in=PROTECTION_LEVELS), name="person_protection_level"
            )
        ]
