"""The demo as it is served: pages and worker as processes, the fake partners as a thread here."""

import json
import signal
import subprocess
import sys
import threading
from pathlib import Path

from egenkraft.simulation.partners.api import PartnerServer, answer_folder, codes_page

_LOOK_SECONDS = 1.0
_STOP_SECONDS = 10
CODES_PATH = "/koder"


def serve_until_stopped(folder: Path, port: int, server: PartnerServer) -> int:
    """Until a signal, or until one of the processes ends by itself; then all are stopped. The exit code."""
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    server.pages[CODES_PATH] = lambda: _codes(folder)
    processes = [_start("serve", "--port", str(port)), _start("worker")]
    print(f"\nThe pages:              http://127.0.0.1:{port}")
    print(f"One-time codes (staff): {server.address}{CODES_PATH}")
    print("Stop with Ctrl-C.", flush=True)
    try:
        while not stopped.wait(_LOOK_SECONDS):
            if any(process.poll() is not None for process in processes):
                print("The pages or the worker ended by themselves; see above.", file=sys.stderr)
                return 1
            answer_folder(
                folder / "bank", folder / "bank" / "reports", server.register.refused_accounts, server.clock()
            )
        return 0
    finally:
        _stop(processes)
        server.stop()


def _codes(folder: Path) -> bytes:
    """Asked of a process of its own: the demo's clock and keys are those of its settings, not of this process."""
    command = [sys.executable, "-m", "egenkraft.config.cli", "demo-codes", "--json", "--dir", str(folder)]
    shown = subprocess.run(command, check=True, capture_output=True, text=True)
    told = json.loads(shown.stdout)
    return codes_page(told["staff"], told["password"])


def _start(*arguments: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-m", "egenkraft.config.cli", *arguments])


def _stop(processes: "list[subprocess.Popen[bytes]]") -> None:
    for process in processes:
        if process.poll() is None:
            process.terminate()
    for process in processes:
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
