"""The commands of a new installation, one after the other in one process. Arguments: users as JSON, their password."""

import io
import json
import sys

from egenkraft.config import cli


def main(staff_json: str, password: str) -> int:
    failed = cli.main(["manage", "migrate", "-v0"]) or cli.main(
        ["create-unit", "ekonomi", "Ekonomiskt bistånd"]
    )
    for username, (name, role) in json.loads(staff_json).items():
        sys.stdin = io.StringIO(f"{password}\n")
        failed = failed or cli.main(["create-staff", username, "--name", name, "--role", f"{role}:ekonomi"])
    return failed


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
