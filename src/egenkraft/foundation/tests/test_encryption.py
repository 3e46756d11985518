"""Secrets at rest: unreadable in the database, unsearchable, readable after the keys have changed."""

from datetime import datetime

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import FieldError
from django.db import connection
from pytest_django import Settings

from egenkraft.foundation import api as foundation
from egenkraft.foundation.models import BreakGlass, Scope, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def glass(now: datetime) -> BreakGlass:
    user = User.objects.create(realm="staff", username="anna", name="Anna", created_at=now)
    scope = Scope.objects.create(area="a")
    return BreakGlass.objects.create(
        user=user, scope=scope, reason="Åsa ringde", opened_at=now, closes_at=now
    )


def _stored() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT reason FROM foundation_breakglass")
        return str(cursor.fetchone()[0])


def test_plain_in_the_program_and_not_in_the_database(glass: BreakGlass) -> None:
    assert BreakGlass.objects.get().reason == "Åsa ringde"
    assert "ringde" not in _stored()


def test_it_cannot_be_searched(glass: BreakGlass) -> None:
    with pytest.raises(FieldError, match="blind_index"):
        BreakGlass.objects.filter(reason="Åsa ringde")
    assert BreakGlass.objects.filter(reason__isnull=False).count() == 1


def test_update_encrypts_too(glass: BreakGlass) -> None:
    BreakGlass.objects.update(reason="Annat")
    assert "Annat" not in _stored()
    assert BreakGlass.objects.get().reason == "Annat"


def test_rotation_lets_the_old_key_go(glass: BreakGlass, settings: Settings) -> None:
    old, new = settings.ENCRYPTION_KEYS[0], Fernet.generate_key().decode()
    settings.ENCRYPTION_KEYS = [new, old]
    before = _stored()
    assert foundation.rotate_all() >= 1
    assert _stored() != before
    settings.ENCRYPTION_KEYS = [new]
    assert BreakGlass.objects.get().reason == "Åsa ringde"
    settings.ENCRYPTION_KEYS = [old]
    with pytest.raises(ValueError, match="EGENKRAFT_ENCRYPTION_KEYS"):
        BreakGlass.objects.get()


def test_rotation_reaches_the_secrets_of_users(now: datetime, settings: Settings) -> None:
    old, new = settings.ENCRYPTION_KEYS[0], Fernet.generate_key().decode()
    User.objects.create(realm="staff", username="anna", name="Anna", totp_secret="HEMLIG", created_at=now)
    settings.ENCRYPTION_KEYS = [new, old]
    foundation.rotate_all()
    settings.ENCRYPTION_KEYS = [new]
    assert User.objects.get().totp_secret == "HEMLIG"


def test_a_changed_token_is_found(glass: BreakGlass) -> None:
    stored = _stored()
    changed = stored[:30] + ("A" if stored[30] != "A" else "B") + stored[31:]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE foundation_breakglass SET reason = %s", [changed])
    with pytest.raises(ValueError, match="changed"):
        BreakGlass.objects.get()


def test_the_blind_index_follows_value_and_key(settings: Settings) -> None:
    first = foundation.blind_index("199001010020")
    assert first == foundation.blind_index("199001010020") != foundation.blind_index("199001010038")
    assert "19900101" not in first
    settings.INDEX_KEY = "another key"
    assert foundation.blind_index("199001010020") != first
