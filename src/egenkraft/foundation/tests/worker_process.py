"""A worker in a process of its own, for tests that kill it. Arguments: database name, time, where to stop.

It says on stdout how far it has come, and at the place named waits to be killed, or stopped and let go.
"""

import sys
import time
from datetime import datetime

PLACES = ("before", "inside", "after")


def main(database: str, now_text: str, stop_at: str) -> None:
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = database
    import django

    django.setup()
    from egenkraft.foundation import api as foundation

    now = datetime.fromisoformat(now_text)

    def pause(place: str) -> None:
        sys.stdout.write(f"{place}\n")
        sys.stdout.flush()
        if place == stop_at:
            time.sleep(2 if stop_at == "before" else 60)

    def handler(run: foundation.JobRun) -> None:
        from egenkraft.foundation.models import Event

        pause("before")
        with run.finishing():
            Event.objects.create(name="effect", payload={"attempt": run.attempt}, at=now)
            pause("inside")
        pause("after")

    foundation.register({"pay": handler})
    foundation.run_due_jobs(now=now, limit=1, worker="victim")
    sys.stdout.write("gone\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
