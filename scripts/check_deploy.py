"""The production profile passes Django's `check --deploy` with no issue."""

import os
import subprocess
import sys
import tempfile

from cryptography.fernet import Fernet


def main() -> int:
    """Run the check with made-up secrets of the right form; any warning is a failure."""
    production = {
        "EGENKRAFT_PROFILE": "production",
        "EGENKRAFT_DATA_DIR": tempfile.mkdtemp(),
        "EGENKRAFT_SECRET_KEY": "check-only-" + "x7Kq-9Zw_" * 8,
        "EGENKRAFT_ENCRYPTION_KEYS": Fernet.generate_key().decode(),
        "EGENKRAFT_INDEX_KEY": "check-only-index-key",
        "EGENKRAFT_ALLOWED_HOSTS": "egenkraft.example.invalid",
        "EGENKRAFT_RESIDENT_OIDC_ISSUER": "https://oidc.example.invalid",
    }
    environment = {key: value for key, value in os.environ.items() if not key.startswith("EGENKRAFT_")}
    command = [
        sys.executable,
        "-m",
        "egenkraft.config.cli",
        "manage",
        "check",
        "--deploy",
        "--fail-level",
        "WARNING",
    ]
    return subprocess.call(command, env={**environment, **production})


if __name__ == "__main__":
    raise SystemExit(main())
