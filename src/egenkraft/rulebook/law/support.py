"""Need minus income, what goes straight to a landlord or power company, and half each of what remains."""

from __future__ import annotations

from egenkraft.rulebook.engine.core import HOUSEHOLD, PERSON
from egenkraft.rulebook.law.book import BOOK, sol

BOOK.fact("adult_order", PERSON, "ordning bland de vuxna (0 = först)", unit="number", low=0, high=1)

RIGHT = sol("4 kap. 1 §", "12 kap. 1 §")
CONTENT = sol("4 kap. 3 §", "12 kap. 7 §")


@BOOK.rule(
    HOUSEHOLD,
    "behov",
    unit="ore",
    law=CONTENT,
    sentence="Hushållet behöver {value}: riksnormen {riksnorm_ore} och andra kostnader {costs_ore}.",
    text="Behovet är riksnormen och de räknade kostnaderna utöver den.",
)
def need_ore(riksnorm_ore: int, costs_ore: int) -> int:
    return riksnorm_ore + costs_ore


@BOOK.rule(
    HOUSEHOLD,
    "riksnormen och sökta kostnader",
    unit="ore",
    law=CONTENT,
    sentence="Riksnormen och allt du sökt för: {value}.",
    text="Riksnormen och alla kostnader som de är sökta.",
)
def applied_ore(riksnorm_ore: int, costs_applied_ore: int) -> int:
    return riksnorm_ore + costs_applied_ore


@BOOK.rule(
    HOUSEHOLD,
    "försörjningsstöd",
    unit="ore",
    law=RIGHT,
    sentence=lambda values: (
        "Hushållet behöver {need_ore} och har {income_ore}. Stödet blir {value}."
        if values["value"]
        else "Hushållet behöver {need_ore} och har {income_ore}. Pengarna räcker, så stödet blir 0 kr."
    ),
    text="Stödet är behovet minus inkomsterna, aldrig mindre än noll.",
)
def support_ore(need_ore: int, income_ore: int) -> int:
    return max(0, need_ore - income_ore)


@BOOK.rule(
    HOUSEHOLD,
    "överskott",
    unit="ore",
    law=RIGHT,
    sentence=lambda values: (
        "Inkomsterna är {value} högre än behovet." if values["value"] else "Det finns inget överskott."
    ),
    text="Inkomster över behovet är ett överskott. Det kan räknas som inkomst en senare månad.",
)
def surplus_ore(need_ore: int, income_ore: int) -> int:
    return max(0, income_ore - need_ore)


@BOOK.rule(
    HOUSEHOLD,
    "betalas direkt",
    unit="ore",
    law=RIGHT,
    sentence=lambda values: (
        "{value} av stödet betalas direkt till hyresvärd eller annan mottagare."
        if values["value"]
        else "Inget betalas direkt till någon annan."
    ),
    text="Delar av stödet kan betalas direkt till hyresvärd eller annan mottagare, högst hela stödet.",
)
def direct_ore(costs_direct_ore: int, support_ore: int) -> int:
    """Direct parts never exceed the support."""
    return min(costs_direct_ore, support_ore)


@BOOK.rule(
    HOUSEHOLD,
    "att betala till de vuxna",
    unit="ore",
    law=RIGHT,
    sentence="{value} återstår att betala till er när direkta delar är dragna.",
    text="Stödet minus det som betalas direkt till andra.",
)
def remaining_ore(support_ore: int, direct_ore: int) -> int:
    return support_ore - direct_ore


@BOOK.rule(
    PERSON,
    "del till den vuxna",
    unit="ore",
    law=RIGHT,
    sentence=lambda values: (
        "Barn får ingen egen utbetalning."
        if values["is_child"]
        else (
            "Ni får hälften var av {remaining_ore}: {value}. Ett udda öre går till den första."
            if values["adults"] == 2
            else "Du får allt som återstår: {value}."
        )
    ),
    text="Det som återstår betalas till de vuxna, hälften var. Ett udda öre går till den första.",
)
def share_ore(is_child: int, adult_order: int, adults: int, remaining_ore: int) -> int:
    """Half each by default; an odd öre goes to the first adult in the order of their ids."""
    if is_child == 1:
        return 0
    half = remaining_ore // max(1, adults)
    if adult_order == 0:
        return remaining_ore - half * (adults - 1)
    return half
