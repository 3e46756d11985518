"""Run a command against a throwaway PostgreSQL server: ``python scripts/on_postgresql.py COMMAND ...``."""

import os
import subprocess
import sys

from egenkraft.simulation.postgres import temporary_server


def main() -> int:
    """Exit with the command's own code; 1 with the reason when no server can be started."""
    with temporary_server() as url:
        return subprocess.call(sys.argv[1:], env={**os.environ, "EGENKRAFT_DATABASE_URL": url})


if __name__ == "__main__":
    raise SystemExit(main())
