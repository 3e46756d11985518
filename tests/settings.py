"""Settings of a test run: the product's own, with a data folder and secrets that end with the run."""

import os
import tempfile

os.environ.setdefault("EGENKRAFT_PROFILE", "test")
os.environ.setdefault("EGENKRAFT_DATA_DIR", tempfile.mkdtemp(prefix="egenkraft-test-"))
# The browser tests drive a server from the same process.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

from egenkraft.config.settings import *  # noqa: F403
