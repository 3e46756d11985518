"""`egenkraft fake-partners` as a process."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from egenkraft.formats.api import pain001
from egenkraft.formats.tests import payment_mothers

COMMAND = [sys.executable, "-m", "egenkraft.config.cli", "fake-partners"]


def test_it_prints_its_addresses_serves_and_stops(tmp_path: Path) -> None:
    inbox, outbox = tmp_path / "in", tmp_path / "out"
    inbox.mkdir()
    (inbox / "fil.xml").write_bytes(pain001.encode(payment_mothers.file()))
    folders = ["--bank-inbox", str(inbox), "--bank-outbox", str(outbox)]
    process = subprocess.Popen(
        [*COMMAND, "--port", "0", "--json", *folders],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        addresses = json.loads(process.stdout.readline())
        assert set(addresses) == {"ssbtek", "oidc_issuer", "bank"}
        discovery = f"{addresses['oidc_issuer']}/.well-known/openid-configuration"
        assert httpx.get(discovery, trust_env=False).json()["issuer"] == addresses["oidc_issuer"]
        for _ in range(100):
            if (outbox / "fil.pain002.xml").exists():
                break
            time.sleep(0.1)
        assert (outbox / "fil.pain002.xml").exists()
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--register", "absent.json"], 1, "absent.json"),
        (["--bank-inbox", "in"], 2, "--bank-outbox"),
    ],
)
def test_wrong_use_is_explained(arguments: list[str], code: int, words: str) -> None:
    done = subprocess.run([*COMMAND, "--port", "0", *arguments], capture_output=True, text=True, timeout=60)
    assert done.returncode == code
    assert words in done.stderr
    assert "Traceback" not in done.stderr
