"""What follows from a list of months and so cannot be a rule of one month: the start of the jobbstimulans."""

from __future__ import annotations

from collections.abc import Iterable

FIRST_WINDOW = 2013 * 12 + 6
"""July 2013, when the rule came into force (SFS 2013:421): no window begins before."""


def jobbstimulans_from(months: Iterable[int], month: int, qualifying: int, window: int) -> int:
    """First month of the latest window that the months of försörjningsstöd have opened before `month`; 0 when none.

    SoL 2025:400 12 kap. 8 § (2001:453 4 kap. 1 b §, SFS 2013:421): six months in a row open two years, which run on whether
    or not support is given. After them the six months must be met anew, so months inside a window do not count.

    Args:
        months: months with försörjningsstöd as year × 12 + month − 1, in any order.
        month: the month of the case, likewise.
        qualifying: how many months in a row.
        window: how many months it lasts.
    """
    start = 0
    run = 0
    previous = -1
    for each in sorted(set(months)):
        if each >= month:
            break
        if start and each < start + window:
            continue
        run = run + 1 if each == previous + 1 else 1
        previous = each
        if run == qualifying:
            start = max(each + 1, FIRST_WINDOW)
            run = 0
            previous = -1
    return start
