"""`egenkraft create-staff`, `staff-code`, `audit-check` and `rotate-keys`: users, the audit log, the keys."""

import argparse
import json
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from egenkraft.foundation.api import Role


def add_parsers(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    unit = subparsers.add_parser("create-unit", help="make a unit that cases and staff belong to")
    unit.add_argument("code")
    unit.add_argument("name")
    unit.set_defaults(run=_create_unit)
    create = subparsers.add_parser("create-staff", help="make an account for a member of staff")
    create.add_argument("username")
    create.add_argument("--name", required=True, help="as residents and colleagues see it")
    create.add_argument("--role", action="append", required=True, metavar="ROLE:UNIT", help="may be repeated")
    create.add_argument("--no-password", action="store_true", help="only the municipality's own sign-in")
    create.add_argument("--json", action="store_true")
    create.set_defaults(run=_create_staff)
    code = subparsers.add_parser(
        "staff-code", help="the one-time code of a member of staff (demo and tests only)"
    )
    code.add_argument("username")
    code.set_defaults(run=_staff_code)
    check = subparsers.add_parser("audit-check", help="seal the audit log and check the chain of seals")
    check.add_argument(
        "--expect", default="", metavar="HASH", help="a last hash noted earlier, outside the system"
    )
    check.add_argument("--json", action="store_true")
    check.set_defaults(run=_audit_check)
    rotate = subparsers.add_parser("rotate-keys", help="encrypt everything anew under the newest key")
    rotate.add_argument("--json", action="store_true")
    rotate.set_defaults(run=_rotate_keys)
    grant = subparsers.add_parser(
        "grant-role", help="after migrate: rights of the PostgreSQL role requests run as"
    )
    grant.add_argument("role", nargs="?", default="", help="default: EGENKRAFT_DATABASE_ROLE")
    grant.set_defaults(run=_grant_role)


def _create_unit(arguments: argparse.Namespace) -> int:
    from egenkraft.config.cli import start_django

    start_django()
    from egenkraft.foundation import api as foundation
    from egenkraft.foundation import clock

    try:
        made = foundation.create_unit(
            foundation.system_actor("create-unit"), clock.now(), code=arguments.code, name=arguments.name
        )
    except foundation.RefusedError as error:
        print(error.message, file=sys.stderr)
        return 1
    print(f"{made.name} has the code {made.code}.")
    return 0


def _create_staff(arguments: argparse.Namespace) -> int:
    from egenkraft.config.cli import start_django

    start_django()
    from egenkraft.foundation import api as foundation
    from egenkraft.foundation import clock

    actor = foundation.system_actor("create-staff")
    units = {unit.code: unit.id for unit in foundation.units()}
    try:
        memberships = [_membership(text, units) for text in arguments.role]
        password = None if arguments.no_password else _read_password()
        made = foundation.create_staff(
            actor,
            clock.now(),
            username=arguments.username,
            name=arguments.name,
            password=password,
            memberships=memberships,
        )
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    except foundation.RefusedError as error:
        print(error.message, file=sys.stderr)
        return 1
    if arguments.json:
        print(json.dumps({"user_id": made.user_id, "username": made.username}))
    else:
        print(f"{made.username} can sign in. The app for one-time codes is set up at the first sign-in.")
    return 0


def _membership(text: str, units: dict[str, int]) -> "tuple[Role, int]":
    from egenkraft.foundation.api import Role

    role, _colon, unit = text.partition(":")
    if role not in list(Role):
        raise ValueError(f"--role {text}: {role!r} is not a role. Roles: {', '.join(Role)}.")
    if unit not in units:
        known = ", ".join(sorted(units)) or "none yet"
        raise ValueError(f"--role {text}: {unit!r} is not a unit. Units: {known}.")
    return Role(role), units[unit]


def _read_password() -> str:
    """Typed twice without being shown; from a pipe, its first line."""
    from getpass import getpass

    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass("Password (at least 12 characters): ")
    if first != getpass("The same again: "):
        raise ValueError("The two passwords differ. Nothing was made.")
    return first


def _staff_code(arguments: argparse.Namespace) -> int:
    from egenkraft.config.cli import start_django

    start_django()
    from django.conf import settings

    from egenkraft.foundation import api as foundation
    from egenkraft.foundation import clock

    if settings.PROFILE == "production":
        print(
            "staff-code is for the demo and the tests: codes come from the person's own app.", file=sys.stderr
        )
        return 1
    now = clock.now()
    staff = {row.username: row for row in foundation.staff(foundation.system_actor("staff-code"), now)}
    if arguments.username not in staff:
        print(f"No member of staff is called {arguments.username}.", file=sys.stderr)
        return 1
    print(foundation.current_code(staff[arguments.username].user_id, now))
    return 0


def _audit_check(arguments: argparse.Namespace) -> int:
    from egenkraft.config.cli import start_django

    start_django()
    from egenkraft.foundation import api as foundation
    from egenkraft.foundation import clock

    foundation.seal(clock.now())
    check = foundation.check_chain(arguments.expect)
    if arguments.json:
        from dataclasses import asdict

        print(json.dumps(asdict(check)))
    else:
        for fault in check.faults:
            print(fault)
        print(f"{check.sealed} entries in {check.seals} seals, {len(check.faults)} faults.")
        print(f"Last hash, to be noted outside the system: {check.last_hash}")
    return 1 if check.faults else 0


def _rotate_keys(arguments: argparse.Namespace) -> int:
    from egenkraft.config.cli import start_django

    start_django()
    from egenkraft.foundation import api as foundation

    rows = foundation.rotate_all(progress=lambda done: print(f"\r{done} rows", end="", file=sys.stderr))
    print(file=sys.stderr)
    if arguments.json:
        print(json.dumps({"rows": rows}))
    else:
        print(
            f"{rows} rows are encrypted under the newest key; older keys may be removed from EGENKRAFT_ENCRYPTION_KEYS."
        )
    return 0


def _grant_role(arguments: argparse.Namespace) -> int:
    from egenkraft.config.cli import start_django

    start_django()
    from django.conf import settings

    from egenkraft.foundation import api as foundation

    role = arguments.role or settings.DATABASE_ROLE
    if not role:
        print("Name the role, or set EGENKRAFT_DATABASE_ROLE.", file=sys.stderr)
        return 1
    try:
        foundation.grant_role(role)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{role} may read and write rows; it cannot change what is append-only.")
    return 0
