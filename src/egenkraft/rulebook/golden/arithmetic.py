"""Arithmetic written as text: the only source of the golden cases' expected values.

This module imports nothing of the rulebook, so that an error in a rule cannot reach the figure it is compared with.

Grammar (whole numbers only, no decimals, no names but the three functions)::

    sum     = product { ("+" | "-") product }
    product = factor { ("*" | "//") factor }
    factor  = "-" factor | number | "(" sum ")" | function "(" sum "," sum { "," sum } ")"
    function = "min" | "max" | "half_up"

``half_up(a, b)`` is a/b to the nearest whole number, a half upwards; it takes exactly two values and b > 0.
``//`` rounds down and refuses division by zero or a negative number.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_LONGEST_TEXT = 2000
_LONGEST_NUMBER = 15
_DEEPEST = 40
_TOKEN = re.compile(r"(?P<space>[ \n]+)|(?P<number>[0-9]+)|(?P<name>[a-z_]+)|(?P<mark>//|[-+*(),])")


class ArithmeticTextError(ValueError):
    """The text is outside the grammar; the message says where and what is allowed."""


def half_up(amount: int, divisor: int) -> int:
    """amount / divisor to the nearest whole number, a half upwards (also below zero: -1/2 gives 0)."""
    if divisor <= 0:
        raise ArithmeticTextError(f"half_up({amount}, {divisor}): the divisor must be greater than zero")
    return (2 * amount + divisor) // (2 * divisor)


def evaluate(text: str) -> int:
    """The whole number that the text stands for. Raises ArithmeticTextError for anything outside the grammar."""
    if len(text) > _LONGEST_TEXT:
        raise ArithmeticTextError(f"the text has {len(text)} characters; at most {_LONGEST_TEXT} are allowed")
    reader = _Reader(text)
    value = reader.sum(0)
    reader.expect_end()
    return value


class _Reader:
    """One pass over the text, one token ahead."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = _split(text)
        self._at = 0

    def sum(self, depth: int) -> int:
        value = self._product(depth)
        while (mark := self._take_one_of("+", "-")) is not None:
            right = self._product(depth)
            value = value + right if mark == "+" else value - right
        return value

    def expect_end(self) -> None:
        if self._peek() is not None:
            raise self._refuse("the text should have ended here")

    def _product(self, depth: int) -> int:
        value = self._factor(depth)
        while (mark := self._take_one_of("*", "//")) is not None:
            right = self._factor(depth)
            if mark == "*":
                value *= right
            elif right <= 0:
                raise self._refuse(f"division by {right}; the divisor must be greater than zero")
            else:
                value //= right
        return value

    def _factor(self, depth: int) -> int:
        if depth > _DEEPEST:
            raise self._refuse(f"more than {_DEEPEST} levels of parentheses")
        token = self._peek()
        if token is None:
            raise self._refuse("a number, a parenthesis or min, max, half_up is missing")
        self._at += 1
        if token == "-":
            return -self._factor(depth + 1)
        if token == "(":
            value = self.sum(depth + 1)
            self._expect(")")
            return value
        if token.isdigit():
            return int(token)
        if token in _FUNCTIONS:
            return self._call(token, depth)
        self._at -= 1
        raise self._refuse("allowed are whole numbers, + - * //, parentheses and min, max, half_up")

    def _call(self, name: str, depth: int) -> int:
        self._expect("(")
        values = [self.sum(depth + 1)]
        while self._take_one_of(",") is not None:
            values.append(self.sum(depth + 1))
        self._expect(")")
        if len(values) < 2 or (name == "half_up" and len(values) != 2):
            raise self._refuse(
                f"{name} got {len(values)} values; half_up takes two, min and max at least two"
            )
        return _FUNCTIONS[name](*values)

    def _peek(self) -> str | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _take_one_of(self, *marks: str) -> str | None:
        token = self._peek()
        if token not in marks:
            return None
        self._at += 1
        return token

    def _expect(self, mark: str) -> None:
        if self._take_one_of(mark) is None:
            raise self._refuse(f"{mark} is missing")

    def _refuse(self, why: str) -> ArithmeticTextError:
        where = self._peek()
        place = "at the end" if where is None else f"at {where!r} (part {self._at + 1})"
        return ArithmeticTextError(f"{self._text!r} {place}: {why}")


def _split(text: str) -> list[str]:
    tokens: list[str] = []
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise ArithmeticTextError(
                f"{text!r}: the character {text[position]!r} at position {position + 1} is not allowed; "
                "allowed are whole numbers, + - * //, parentheses, commas and min, max, half_up"
            )
        position = match.end()
        if match.lastgroup == "space":
            continue
        if match.lastgroup == "number" and len(match.group()) > _LONGEST_NUMBER:
            raise ArithmeticTextError(f"the number {match.group()} has more than {_LONGEST_NUMBER} digits")
        tokens.append(match.group())
    return tokens


_FUNCTIONS: dict[str, Callable[..., int]] = {"min": min, "max": max, "half_up": half_up}
