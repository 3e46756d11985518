"""The background worker: runs jobs that are due, until it is stopped."""

import os
import socket
import time

from egenkraft.foundation import api as foundation
from egenkraft.foundation import clock

_PAUSE_SECONDS = 1.0


def run_once() -> int:
    """Run every job that is due and return the exit code 0."""
    while foundation.run_due_jobs(now=clock.now(), limit=50, worker=_name()):
        pass
    return 0


def run_forever() -> int:
    """Run jobs as they fall due; ends at a signal."""
    while True:
        if not foundation.run_due_jobs(now=clock.now(), limit=50, worker=_name()):
            time.sleep(_PAUSE_SECONDS)


def _name() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"
