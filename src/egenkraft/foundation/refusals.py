"""The two ways a room says no."""

from enum import StrEnum


class RefusedError(Exception):
    """An expected refusal: a named value of a closed set, and what to tell the user."""

    def __init__(self, code: StrEnum, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message


class AccessDenied(Exception):  # noqa: N818  (the name is the answer, not a fault)
    """The table says no, or there is no such thing: the two cannot be told apart from outside."""
