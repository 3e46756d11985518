"""Costs outside riksnormen: approved as applied, up to a local ceiling, or as a person has decided."""

from __future__ import annotations

from collections.abc import Mapping

from egenkraft.rulebook.engine.core import COST, HOUSEHOLD
from egenkraft.rulebook.engine.helpers import Table, look_up
from egenkraft.rulebook.law.book import BOOK, sol
from egenkraft.rulebook.law.kinds import COST_CODE, COSTS

RENT = COST_CODE["rent"]
ELECTRICITY = COST_CODE["electricity"]
MOST_ORE = 10**13
NO_CEILING = -1

BOOK.fact("cost_kind", COST, "slag av kostnad", unit="cost_kind", low=0, high=len(COSTS) - 1)
BOOK.fact("cost_applied_ore", COST, "ansökt", unit="ore", low=0, high=MOST_ORE)
BOOK.fact("cost_is_decided", COST, "beslutad av en person", unit="flag", low=0, high=1)
BOOK.fact("cost_granted_ore", COST, "beviljat av en person", unit="ore", low=0, high=MOST_ORE)
BOOK.fact(
    "cost_before_ore", COST, "samma slag av kostnad tidigare i listan", unit="ore", low=0, high=MOST_ORE
)
BOOK.fact("cost_is_direct", COST, "betalas direkt till mottagaren", unit="flag", low=0, high=1)
BOOK.formats["cost_kind"] = tuple(COSTS.values()).__getitem__

OUTSIDE_NORM = sol("4 kap. 1 och 3 §§", "12 kap. 1 och 7 §§")


@BOOK.rule(
    HOUSEHOLD,
    "högsta hyra enligt kommunens riktlinje",
    unit="ore",
    law=OUTSIDE_NORM,
    sentence=lambda values: (
        "Riktlinjen har inget tak för hyran."
        if values["value"] < 0
        else "Högsta hyra för {adults} vuxna och {children} barn är {value}."
    ),
    text="Kommunens riktlinje kan ha en högsta hyra efter antal vuxna och barn. Utan riktlinje finns inget tak.",
)
def rent_ceiling_ore(
    adults: int,
    children: int,
    local_rent_one_adult: Table,
    local_rent_two_adults: Table,
    local_rent_extra_child: int,
) -> int:
    """By adults and children; each child above five adds the same amount. −1 = no ceiling."""
    ceiling = (
        look_up(local_rent_two_adults, children) if adults == 2 else look_up(local_rent_one_adult, children)
    )
    if ceiling < 0:
        return NO_CEILING
    return ceiling + max(0, children - 5) * local_rent_extra_child


@BOOK.rule(
    COST,
    "tak för kostnaden",
    unit="ore",
    law=OUTSIDE_NORM,
    sentence=lambda values: (
        "Riktlinjen har inget tak för den här kostnaden." if values["value"] < 0 else "Taket är {value}."
    ),
    text="Hyran har tak efter hushållet, elen efter antal personer och andra kostnader efter slag, om kommunens riktlinje har ett tak.",
)
def cost_ceiling_ore(
    cost_kind: int,
    rent_ceiling_ore: int,
    persons_in_home: int,
    local_electricity: Table,
    local_cost_ceiling: Table,
) -> int:
    if cost_kind == RENT:
        return rent_ceiling_ore
    if cost_kind == ELECTRICITY:
        return look_up(local_electricity, persons_in_home - 1)
    return look_up(local_cost_ceiling, cost_kind)


@BOOK.rule(
    COST,
    "beviljas i regel inte",
    unit="flag",
    law=OUTSIDE_NORM,
    sentence=lambda values: (
        "Kommunens riktlinje säger att kostnaden i regel inte beviljas."
        if values["value"]
        else "Kommunens riktlinje hindrar inte kostnaden."
    ),
    text="Kommunens riktlinje kan säga att ett slag av kostnad i regel inte beviljas. En handläggare bedömer alltid behovet.",
)
def cost_is_refused(cost_kind: int, local_cost_refused: Table) -> int:
    return look_up(local_cost_refused, cost_kind)


def _counted_sentence(values: Mapping[str, int]) -> str:
    if values["cost_is_decided"]:
        if values["value"] == values["cost_applied_ore"]:
            return "Hela kostnaden är beviljad: {value}."
        return "En handläggare har beviljat {value} av {cost_applied_ore}."
    if values["cost_is_refused"]:
        return (
            "Kostnaden beviljas i regel inte enligt kommunens riktlinje. En handläggare bedömer ditt behov."
        )
    if values["value"] < values["cost_applied_ore"]:
        if values["cost_before_ore"]:
            return "Högsta kostnad är {cost_ceiling_ore}. {cost_before_ore} är redan räknat, så här räknas {value}."
        return "Kostnaden är högre än kommunens högsta belopp. Därför räknas {value} av {cost_applied_ore}."
    if values["cost_ceiling_ore"] >= 0:
        return "Kostnaden ryms inom kommunens högsta belopp {cost_ceiling_ore}."
    return "Kostnaden räknas som du sökt: {value}."


@BOOK.rule(
    COST,
    "räknad kostnad",
    unit="ore",
    law=OUTSIDE_NORM,
    sentence=_counted_sentence,
    text="Det en handläggare har beviljat räknas. Annars räknas kostnaden som den är sökt, högst till kommunens tak för alla kostnader av samma slag.",
)
def cost_counted_ore(
    cost_applied_ore: int,
    cost_is_decided: int,
    cost_granted_ore: int,
    cost_is_refused: int,
    cost_ceiling_ore: int,
    cost_before_ore: int,
) -> int:
    """What a person has decided goes before the guideline. The ceiling is one for all lines of a kind."""
    if cost_is_decided == 1:
        return cost_granted_ore
    if cost_is_refused == 1:
        return 0
    if cost_ceiling_ore < 0:
        return cost_applied_ore
    return min(cost_applied_ore, max(0, cost_ceiling_ore - cost_before_ore))


@BOOK.rule(
    COST,
    "räknad kostnad som betalas direkt",
    unit="ore",
    law=OUTSIDE_NORM,
    sentence=lambda values: (
        "{value} betalas direkt till mottagaren." if values["value"] else "Inget betalas direkt."
    ),
    text="En kostnad kan betalas direkt till hyresvärd eller annan mottagare.",
)
def cost_direct_ore(cost_is_direct: int, cost_counted_ore: int) -> int:
    return cost_counted_ore * cost_is_direct


BOOK.sum(
    "costs_ore",
    HOUSEHOLD,
    "cost_counted_ore",
    "kostnader utöver riksnormen",
    unit="ore",
    law=OUTSIDE_NORM,
    sentence="Räknade kostnader utöver riksnormen: {value}.",
)
BOOK.sum(
    "costs_applied_ore",
    HOUSEHOLD,
    "cost_applied_ore",
    "kostnader som du sökt för",
    unit="ore",
    law=OUTSIDE_NORM,
    sentence="Kostnader som du sökt för: {value}.",
)
BOOK.sum(
    "costs_direct_ore",
    HOUSEHOLD,
    "cost_direct_ore",
    "kostnader som kan betalas direkt",
    unit="ore",
    law=OUTSIDE_NORM,
    sentence="Kostnader som kan betalas direkt till mottagaren: {value}.",
)
