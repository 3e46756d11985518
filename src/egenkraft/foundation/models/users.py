"""Users of both realms, the units of the municipality and who is what in them."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from egenkraft.foundation.actors import Role
from egenkraft.foundation.encryption import EncryptedTextField


class UserManager(BaseUserManager["User"]):
    """Users are made by `operations`, never here; Django only looks them up, without their secret."""

    def get_queryset(self) -> models.QuerySet["User"]:
        return super().get_queryset().defer("totp_secret")


class User(AbstractBaseUser):
    """One who can sign in. A person who is both resident and staff has two users, which never meet."""

    realm = models.CharField(max_length=8, choices=[("resident", "resident"), ("staff", "staff")])
    # Staff: what they type. Residents: a made-up name, never their personal number.
    username = models.CharField(max_length=150, unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    # The person of `parties` a resident user is; foundation knows only the number.
    person_id = models.BigIntegerField(null=True, unique=True)
    # "issuer|subject" of the municipality's own sign-in, bound at the first use.
    external_id = models.CharField(max_length=500, null=True, unique=True)  # noqa: DJ001 (unique, so never "")
    totp_secret = EncryptedTextField(default="")
    totp_confirmed_at = models.DateTimeField(null=True)
    # The last time step a code was taken for: a code is good once.
    totp_last_step = models.BigIntegerField(default=0)
    created_at = models.DateTimeField()

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "username"

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(realm="resident", person_id__isnull=False)
                | models.Q(realm="staff", person_id__isnull=True),
                name="user_person_only_for_residents",
            )
        ]


class Unit(models.Model):
    """A unit of the municipality that cases belong to."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)


class Membership(models.Model):
    """A member of staff holds a role in a unit, from a day to a day (a substitute has an end)."""

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    role = models.CharField(max_length=30, choices=[(role.value, role.value) for role in Role])
    from_date = models.DateField()
    to_date = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "unit", "role", "from_date"], name="membership_once"),
            models.CheckConstraint(
                condition=models.Q(to_date__isnull=True) | models.Q(to_date__gte=models.F("from_date")),
                name="membership_dates",
            ),
        ]


class PersonBar(models.Model):
    """A person whose matters are closed to this user: the user's own person, or kin (jav, FL 16)."""

    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    person_id = models.BigIntegerField()
    relation = models.CharField(max_length=10, choices=[("own", "own"), ("kin", "kin")])
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "person_id"], name="person_bar_once")]
