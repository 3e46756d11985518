"""The only functions a rule may call besides `min` and `max`.

The bulk run copies their text, so they hold to integers and to Python that numba compiles to the same result.
"""

from __future__ import annotations

from collections.abc import Sequence

Table = Sequence[int]


def look_up(table: Table, index: int) -> int:
    """Value at `index`, clamped to the ends: an index out of range must never read other memory in bulk."""
    return table[min(max(index, 0), len(table) - 1)]


def share_half_up(amount: int, numerator: int, denominator: int) -> int:
    """`amount * numerator / denominator` rounded half up to a whole number; `denominator` must be positive."""
    return (2 * amount * numerator + denominator) // (2 * denominator)


def round_up_to(amount: int, step: int) -> int:
    """`amount` rounded up to the next multiple of `step`; `step` must be positive."""
    return -(-amount // step) * step
