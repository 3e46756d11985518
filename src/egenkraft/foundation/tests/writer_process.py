"""Writes a number of rows, each in its own transaction, as one of several processes that want to at once."""

import sys


def main(database: str, writer: str, rows: str) -> None:
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = database
    import django

    django.setup()
    from datetime import UTC, datetime

    from egenkraft.foundation import api as foundation
    from egenkraft.foundation.models import Event

    at = datetime(2026, 11, 2, tzinfo=UTC)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    for number in range(int(rows)):
        with foundation.transaction():
            latest = Event.objects.order_by("-id").first()
            Event.objects.create(
                name=writer, payload={"number": number, "after": latest.pk if latest else 0}, at=at
            )


if __name__ == "__main__":
    main(*sys.argv[1:])
