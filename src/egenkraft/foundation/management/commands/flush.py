"""Django's `flush`, which the append-only tables would stop; not to be had in production."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands import flush

from egenkraft.foundation.databases import append_only_lifted


class Command(flush.Command):
    """Empties a demo or a test database."""

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PROFILE == "production":
            raise CommandError("flush is not for production: the audit log and the ledger are append-only.")
        with append_only_lifted():
            super().handle(*args, **options)
