"""How a year's table of riksnormen follows from the last: asked for alone, to check a new table."""

from __future__ import annotations

from egenkraft.rulebook.engine.core import HOUSEHOLD
from egenkraft.rulebook.engine.helpers import round_up_to
from egenkraft.rulebook.law.book import BOOK
from egenkraft.rulebook.law.riksnorm import NORM

BOOK.fact("riksnorm_previous_ore", HOUSEHOLD, "förra årets belopp", unit="ore", low=0, high=10**9)


@BOOK.rule(
    HOUSEHOLD,
    "belopp efter årets uppräkning",
    unit="ore",
    law=NORM,
    since=20230101,
    until=20261231,
    sentence="{riksnorm_previous_ore} räknas upp och avrundas uppåt till tiotal kronor: {value}.",
    text="Ett belopp i tabellen är förra årets belopp uppräknat och avrundat uppåt till tiotal kronor.",
)
def riksnorm_uprated_ore(
    riksnorm_previous_ore: int, riksnorm_uprating_permille: int, riksnorm_uprating_step: int
) -> int:
    """How a cell of the table follows from last year's (inferred: it reproduces every cell 2023–2026)."""
    thousandths = riksnorm_previous_ore * (1000 + riksnorm_uprating_permille)
    return round_up_to(thousandths, 1000 * riksnorm_uprating_step) // 1000
