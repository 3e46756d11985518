"""What every test begins with."""

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _swedish() -> Iterator[None]:
    """A page asked for in English leaves its language in the thread: each test begins and ends in Swedish."""
    translation.activate("sv")
    yield
    translation.activate("sv")
