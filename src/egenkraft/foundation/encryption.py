"""Secrets at rest: fields encrypted under rotating keys, and a blind index to find a personal number by."""

import hashlib
import hmac
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models

from egenkraft.foundation.databases import transaction


@lru_cache(maxsize=2)
def _fernet(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def _cipher() -> MultiFernet:
    return _fernet(tuple(settings.ENCRYPTION_KEYS))


def encrypt(content: bytes) -> bytes:
    """Encrypted under the newest key; authenticated, so a changed byte is found at reading."""
    return _cipher().encrypt(content)


def decrypt(token: bytes) -> bytes:
    """The content again. Raises ValueError when no key fits or the token was changed."""
    try:
        return _cipher().decrypt(token)
    except InvalidToken:
        raise ValueError(
            "An encrypted value cannot be read: EGENKRAFT_ENCRYPTION_KEYS lacks its key, or it was changed."
        ) from None


def blind_index(value: str) -> str:
    """64 hex digits that are the same for the same value and tell nothing of it without the index key."""
    return hmac.new(settings.INDEX_KEY.encode(), value.encode(), hashlib.sha256).hexdigest()


if TYPE_CHECKING:
    # Django's fields are generic to the type checker only.
    _Text = models.TextField[str, str]
    _Binary = models.BinaryField[bytes, bytes]
else:
    _Text, _Binary = models.TextField, models.BinaryField


class _Encrypted:
    """What the encrypted fields share: no lookup but `isnull`, since no two tokens of one value are alike."""

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise FieldError("An encrypted field cannot be searched; keep a blind_index beside it.")
        return super().get_lookup(lookup_name)  # type: ignore[misc]


class EncryptedTextField(_Encrypted, _Text):
    """Text in the program, a Fernet token in the database. Empty text rather than null."""

    def get_prep_value(self, value: Any) -> Any:
        return None if value is None else encrypt(str(value).encode()).decode("ascii")

    def from_db_value(self, value: Any, _expression: Any, _connection: Any) -> str | None:
        return None if value is None else decrypt(value.encode("ascii")).decode()


class EncryptedBinaryField(_Encrypted, _Binary):
    """Bytes in the program, a Fernet token in the database."""

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        token = None if value is None else encrypt(bytes(value))
        return super().get_db_prep_value(token, connection, prepared)

    def from_db_value(self, value: Any, _expression: Any, _connection: Any) -> bytes | None:
        return None if value is None else decrypt(bytes(value))


def encrypted_fields() -> list[tuple[type[models.Model], list[str]]]:
    """Every model with encrypted fields, and their names."""
    from django.apps import apps

    found = []
    for model in apps.get_models():
        names = [field.attname for field in model._meta.concrete_fields if isinstance(field, _Encrypted)]
        if names:
            found.append((model, names))
    return found


def rotate_all(batch: int = 500, progress: Callable[[int], None] = lambda done: None) -> int:
    """Encrypt every value anew under the newest key; the number of rows. Old keys may then be removed.

    In batches of their own transactions: it may be stopped and begun again at any time.
    """
    done = 0
    for model, names in encrypted_fields():
        last = 0
        while True:
            with transaction():
                rows = model._base_manager.filter(pk__gt=last).order_by("pk").only("pk", *names)
                found = list(rows.select_for_update()[:batch])
                if not found:
                    break
                model._base_manager.bulk_update(found, names)
            last, done = found[-1].pk, done + len(found)
            progress(done)
    return done
