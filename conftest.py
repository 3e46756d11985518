"""Settings of a test run: its own data folder, its own secrets, the test series of personal numbers."""

import os
import tempfile

os.environ.setdefault("EGENKRAFT_PROFILE", "test")
os.environ.setdefault("EGENKRAFT_DATA_DIR", tempfile.mkdtemp(prefix="egenkraft-test-"))
# The browser tests drive a live server from the same process.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
