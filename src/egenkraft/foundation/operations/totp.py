"""The second step of staff sign-in: a code of the hour's half minute, good once (RFC 6238)."""

from dataclasses import dataclass
from datetime import datetime

import pyotp

from egenkraft.foundation import audit, databases
from egenkraft.foundation.access import require
from egenkraft.foundation.actors import Actor, Realm
from egenkraft.foundation.models import User
from egenkraft.foundation.refusals import AccessDenied

_STEP_SECONDS = 30
_ISSUER = "Egenkraft"


@dataclass(frozen=True)
class TotpEnrolment:
    """What an authenticator app is given: the secret to type, or the address to open."""

    secret: str
    uri: str


def has_totp(user_id: int) -> bool:
    """Whether the user has confirmed an authenticator app."""
    return User.objects.filter(pk=user_id, totp_confirmed_at__isnull=False).exists()


def enrol_totp(actor: Actor, now: datetime, *, user_id: int) -> TotpEnrolment:
    """A secret to put in an authenticator app, the same until `confirm_totp` has seen a code from it.

    Raises AccessDenied when it is confirmed already: a lost phone is reset by those who look after the system.
    """
    with databases.transaction():
        user = _staff_for_update(user_id)
        if user.totp_confirmed_at is not None:
            raise AccessDenied
        if not user.totp_secret:
            user.totp_secret = pyotp.random_base32()
            user.save(update_fields=["totp_secret"])
            _note(actor, now, user_id)
    uri = pyotp.TOTP(user.totp_secret).provisioning_uri(name=user.username, issuer_name=_ISSUER)
    return TotpEnrolment(user.totp_secret, uri)


def confirm_totp(actor: Actor, now: datetime, *, user_id: int, code: str) -> bool:
    """True, and the app counts from now on, when the code is right."""
    with databases.transaction():
        if not verify_totp(user_id=user_id, code=code, now=now):
            return False
        User.objects.filter(pk=user_id).update(totp_confirmed_at=now)
        _note(actor, now, user_id)
    return True


def reset_totp(actor: Actor, now: datetime, *, user_id: int) -> None:
    """Forget a lost authenticator; the next sign-in sets up a new one."""
    require(actor, "staff.manage")
    with databases.transaction():
        user = _staff_for_update(user_id)
        user.totp_secret, user.totp_confirmed_at = "", None
        user.save(update_fields=["totp_secret", "totp_confirmed_at"])
        _note(actor, now, user_id)


def verify_totp(*, user_id: int, code: str, now: datetime) -> bool:
    """Whether the code is that of now or one step to either side, and later than the last one taken."""
    digits = "".join(code.split())
    with databases.transaction():
        user = _staff_for_update(user_id)
        if not user.totp_secret or len(digits) != 6 or not digits.isdecimal():
            return False
        totp = pyotp.TOTP(user.totp_secret)
        current = int(now.timestamp()) // _STEP_SECONDS
        for step in (current - 1, current, current + 1):
            expected = totp.generate_otp(step)
            if step > user.totp_last_step and pyotp.utils.strings_equal(expected, digits):
                user.totp_last_step = step
                user.save(update_fields=["totp_last_step"])
                return True
    return False


def current_code(user_id: int, now: datetime) -> str:
    """The code an app would show now: for the demo, which has no phone."""
    user = User.objects.get(pk=user_id, realm=Realm.STAFF)
    return pyotp.TOTP(user.totp_secret).generate_otp(int(now.timestamp()) // _STEP_SECONDS)


def _staff_for_update(user_id: int) -> User:
    user = User.objects.select_for_update().filter(pk=user_id, realm=Realm.STAFF, is_active=True).first()
    if user is None:
        raise AccessDenied
    return user


def _note(actor: Actor, now: datetime, user_id: int) -> None:
    audit.note(
        actor,
        now,
        action=audit.Action.WRITE,
        object_ref=f"user:{user_id}",
        permission="staff.manage",
        fields=("totp",),
    )
