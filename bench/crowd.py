"""Fill an empty database with open cases of invented households, and sign officers in (run in its own process).

Rows are written side by side, past the rooms' doors: twenty thousand applications by hand would be the whole measurement.
Prints one JSON object: the session cookie of each officer.
"""

import json
import sys
from datetime import timedelta

from egenkraft.config.cli import start_django

start_django()

from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402

from egenkraft.casework.models import Case  # noqa: E402
from egenkraft.foundation import api as foundation  # noqa: E402
from egenkraft.foundation import clock  # noqa: E402
from egenkraft.foundation.api import Role, system_actor  # noqa: E402
from egenkraft.foundation.models import Scope, ScopeSubject, User  # noqa: E402

OFFICERS = 8
STATES = ("received", "to_assess", "to_assess", "waiting_completion", "hearing", "proposed")
PHASE = {"waiting_completion": "waiting", "hearing": "waiting"}


def main(cases: int) -> None:
    """`cases` open cases in one unit, spread over handlers and days."""
    call_command("migrate", verbosity=0)
    now = clock.now()
    actor = system_actor("bench")
    unit = foundation.create_unit(actor, now, code="bench", name="Ekonomiskt bistånd")
    officers = [
        foundation.create_staff(
            actor,
            now,
            username=f"handlaggare{number}",
            name=f"Handläggare {number}",
            password=None,
            memberships=[(Role.HANDLAGGARE, unit.id)],
        ).user_id
        for number in range(OFFICERS)
    ]
    with foundation.transaction():
        scopes = Scope.objects.bulk_create([Scope(unit_id=unit.id, area="assistance") for _ in range(cases)])
        ScopeSubject.objects.bulk_create(
            [ScopeSubject(scope=scope, person_id=1_000_000 + scope.pk, party=True) for scope in scopes]
        )
        Case.objects.bulk_create([_case(number, scope, officers, now) for number, scope in enumerate(scopes)])
    print(json.dumps([_session(user_id, now) for user_id in officers]))


def _case(number: int, scope: Scope, officers: list[int], now: object) -> Case:
    state = STATES[number % len(STATES)]
    due = now.date() + timedelta(days=number % 21 - 4)  # type: ignore[attr-defined]
    return Case(
        number=f"2026-{number:06d}",
        kind="assistance",
        title="Ekonomiskt bistånd december 2026",
        scope=scope,
        handler_id=None if number % 5 == 0 else officers[number % OFFICERS],
        state=state,
        phase=PHASE.get(state, "todo"),
        deadline_on=due,
        deadline_what="Beslut",
        sort_on=due,
        reasons=["difference_open"] if number % 3 == 0 else [],
        opened_at=now,
    )


def _session(user_id: int, now: object) -> str:
    user = User.objects.get(pk=user_id)
    session = SessionStore()
    session["_auth_user_id"] = str(user_id)
    session["_auth_user_backend"] = "django.contrib.auth.backends.ModelBackend"
    session["_auth_user_hash"] = user.get_session_auth_hash()
    session["realm"] = "staff"
    session["signed_in_at"] = session["seen_at"] = now.isoformat()  # type: ignore[attr-defined]
    session.create()
    return str(session.session_key)


if __name__ == "__main__":
    main(int(sys.argv[1]))
