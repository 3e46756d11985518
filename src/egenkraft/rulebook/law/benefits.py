"""Benefits beside försörjningsstöd, and how försörjningsstöd meets them: barnbidrag, etablering, etableringslån, jobbpremie.

These concepts are asked for one at a time (`api.evaluate`); a household's calculation does not need them.
"""

from __future__ import annotations

from egenkraft.rulebook.engine.core import HOUSEHOLD
from egenkraft.rulebook.engine.helpers import Table, look_up
from egenkraft.rulebook.law.book import BOOK, NEW_ACT, since
from egenkraft.rulebook.law.costs import MOST_ORE

BOOK.fact("barnbidrag_children", HOUSEHOLD, "barn med barnbidrag", unit="number", low=0, high=30)
BOOK.fact("etablering_paid_days", HOUSEHOLD, "dagar med ersättning", unit="days", low=0, high=31)
BOOK.fact("etablering_is_mapping", HOUSEHOLD, "under kartläggning", unit="flag", low=0, high=1)
BOOK.fact("etablering_children_under_11", HOUSEHOLD, "barn under 11 år", unit="number", low=0, high=30)
BOOK.fact("etablering_children_from_11", HOUSEHOLD, "barn 11–19 år", unit="number", low=0, high=30)
BOOK.fact("etablering_rent_ore", HOUSEHOLD, "hyra", unit="ore", low=0, high=MOST_ORE)
BOOK.fact("loan_waits_for_benefit", HOUSEHOLD, "väntar på en förmån", unit="flag", low=0, high=1)
BOOK.fact("loan_decision_names_benefit", HOUSEHOLD, "beslutet anger förmånen", unit="flag", low=0, high=1)
BOOK.fact(
    "loan_decision_states_ground",
    HOUSEHOLD,
    "beslutet anger lagrummet skriftligt",
    unit="flag",
    low=0,
    high=1,
)
BOOK.fact("loan_decision_is_served", HOUSEHOLD, "beslutet är delgivet", unit="flag", low=0, high=1)
BOOK.fact("loan_granted_ore", HOUSEHOLD, "utbetalt mot återkrav", unit="ore", low=0, high=MOST_ORE)
BOOK.fact("loan_benefit_paid_ore", HOUSEHOLD, "förmånen för samma tid", unit="ore", low=0, high=MOST_ORE)
BOOK.fact(
    "jobbpremie_had_support_autumn_2025",
    HOUSEHOLD,
    "försörjningsstöd varje månad juli–december 2025",
    unit="flag",
    low=0,
    high=1,
)
BOOK.fact("jobbpremie_has_wage", HOUSEHOLD, "bruttolön samma månad", unit="flag", low=0, high=1)
BOOK.fact("jobbpremie_has_support", HOUSEHOLD, "försörjningsstöd samma månad", unit="flag", low=0, high=1)
BOOK.fact(
    "jobbpremie_months_paid", HOUSEHOLD, "månader med jobbpremie hittills", unit="months", low=0, high=99
)

SFB = since(20110101, "SFB 2010:110 15 kap.")
ETABLERING = since(20180101, "Förordning 2017:819 2–3 kap.")
LOAN = ((0, "SoL 2001:453 9 kap. 2 § första stycket"), (NEW_ACT, "SoL 2025:400 33 kap. 2 § 1 a"))
JOBBPREMIE = since(20260301, "Jobbpremie från 2026-03-01 (Försäkringskassan)")


@BOOK.rule(
    HOUSEHOLD,
    "barnbidrag",
    unit="ore",
    law=SFB,
    sentence="{barnbidrag_children} barn à {barnbidrag_per_child} ger {value}.",
    text="Barnbidraget är ett belopp för varje barn.",
)
def barnbidrag_ore(barnbidrag_children: int, barnbidrag_per_child: int) -> int:
    return barnbidrag_children * barnbidrag_per_child


@BOOK.rule(
    HOUSEHOLD,
    "flerbarnstillägg",
    unit="ore",
    law=SFB,
    sentence="Flerbarnstillägget för {barnbidrag_children} barn är {value}.",
    text="Flerbarnstillägget lämnas från andra barnet, med ett belopp efter barnets nummer.",
)
def flerbarnstillagg_ore(barnbidrag_children: int, flerbarnstillagg_per_child_number: Table) -> int:
    """From the second child, by the child's number; the fifth and later have the same amount each."""
    total = 0
    if barnbidrag_children >= 2:
        total = total + look_up(flerbarnstillagg_per_child_number, 0)
    if barnbidrag_children >= 3:
        total = total + look_up(flerbarnstillagg_per_child_number, 1)
    if barnbidrag_children >= 4:
        total = total + look_up(flerbarnstillagg_per_child_number, 2)
    return total + max(0, barnbidrag_children - 4) * look_up(flerbarnstillagg_per_child_number, 3)


@BOOK.rule(
    HOUSEHOLD,
    "barnbidrag och flerbarnstillägg",
    unit="ore",
    law=SFB,
    sentence="Barnbidrag {barnbidrag_ore} och flerbarnstillägg {flerbarnstillagg_ore}: {value}.",
    text="Barnbidrag och flerbarnstillägg tillsammans.",
)
def barnbidrag_total_ore(barnbidrag_ore: int, flerbarnstillagg_ore: int) -> int:
    return barnbidrag_ore + flerbarnstillagg_ore


@BOOK.rule(
    HOUSEHOLD,
    "etableringsersättning",
    unit="ore",
    law=ETABLERING,
    sentence="{etablering_paid_days} ger {value}.",
    text="Etableringsersättningen är ett belopp för varje dag, fem dagar i veckan. Under kartläggning är den lägre.",
)
def etableringsersattning_ore(
    etablering_paid_days: int,
    etablering_is_mapping: int,
    etableringsersattning_per_day: int,
    etableringsersattning_mapping_per_day: int,
) -> int:
    """Five days a week, paid in arrears; a lower amount while the person is being mapped."""
    if etablering_is_mapping == 1:
        return etablering_paid_days * etableringsersattning_mapping_per_day
    return etablering_paid_days * etableringsersattning_per_day


@BOOK.rule(
    HOUSEHOLD,
    "etableringstillägg",
    unit="ore",
    law=ETABLERING,
    sentence="Etableringstillägget är {value}, för högst {etableringstillagg_most_children} barn.",
    text="Etableringstillägget är ett belopp för varje barn, efter ålder, för högst ett visst antal barn.",
)
def etableringstillagg_ore(
    etablering_children_under_11: int,
    etablering_children_from_11: int,
    etableringstillagg_under_11: int,
    etableringstillagg_from_11: int,
    etableringstillagg_most_children: int,
) -> int:
    """The oldest children are counted first when there are more than the law pays for (order not verified)."""
    older = min(etablering_children_from_11, etableringstillagg_most_children)
    younger = min(etablering_children_under_11, etableringstillagg_most_children - older)
    return older * etableringstillagg_from_11 + younger * etableringstillagg_under_11


@BOOK.rule(
    HOUSEHOLD,
    "bostadsersättning",
    unit="ore",
    law=ETABLERING,
    sentence="Hyran räknas upp till {bostadsersattning_cap} minus {bostadsersattning_floor}: {value}.",
    text="Bostadsersättningen är hyran upp till ett tak, minus en egen del.",
)
def bostadsersattning_ore(
    etablering_rent_ore: int, bostadsersattning_floor: int, bostadsersattning_cap: int
) -> int:
    return max(0, min(etablering_rent_ore, bostadsersattning_cap) - bostadsersattning_floor)


@BOOK.rule(
    HOUSEHOLD,
    "etableringslån tillåtet",
    unit="flag",
    law=LOAN,
    sentence=lambda values: (
        "Stödet får återkrävas: det är förskott på en förmån, och beslutet är skriftligt, anger grunden och är delgivet."
        if values["value"]
        else "Stödet får inte återkrävas: det krävs att du väntar på en förmån och att ett delgivet, skriftligt"
        " beslut anger förmånen och lagrummet."
    ),
    text="Stöd får återkrävas när det är förskott på en förmån och varje beslut är skriftligt, anger förmånen och lagrummet och är delgivet.",
)
def etableringslan_allowed(
    loan_waits_for_benefit: int,
    loan_decision_names_benefit: int,
    loan_decision_states_ground: int,
    loan_decision_is_served: int,
) -> int:
    """Support as an advance on a benefit. Each grant decision itself names benefit and ground and is served."""
    return min(
        loan_waits_for_benefit,
        loan_decision_names_benefit,
        loan_decision_states_ground,
        loan_decision_is_served,
    )


@BOOK.rule(
    HOUSEHOLD,
    "etableringslån att betala tillbaka",
    unit="ore",
    law=LOAN,
    sentence="Du betalar tillbaka {value}: aldrig mer än förmånen för samma tid, {loan_benefit_paid_ore}.",
    text="Det som ska betalas tillbaka är aldrig mer än förmånen för samma tid.",
)
def etableringslan_repayable_ore(
    etableringslan_allowed: int, loan_granted_ore: int, loan_benefit_paid_ore: int
) -> int:
    return etableringslan_allowed * min(loan_granted_ore, loan_benefit_paid_ore)


@BOOK.rule(
    HOUSEHOLD,
    "jobbpremie, högst",
    unit="ore",
    law=JOBBPREMIE,
    since=20260301,
    until=20280229,
    sentence=lambda values: (
        "Du kan få jobbpremie från Försäkringskassan, högst {value} den här månaden. Den är skattefri."
        if values["value"]
        else "Du uppfyller inte villkoren för jobbpremie den här månaden."
    ),
    text="Den som hade försörjningsstöd varje månad juli–december 2025 och nu har lön och inget försörjningsstöd kan få jobbpremie från Försäkringskassan, skattefritt.",
)
def jobbpremie_ore(
    jobbpremie_had_support_autumn_2025: int,
    jobbpremie_has_wage: int,
    jobbpremie_has_support: int,
    jobbpremie_months_paid: int,
    jobbpremie_most_per_month: int,
    jobbpremie_most_months: int,
) -> int:
    """The most it can be; how the amount follows the wage is in an ordinance that has not been read."""
    if jobbpremie_had_support_autumn_2025 == 0 or jobbpremie_has_wage == 0:
        return 0
    if jobbpremie_has_support == 1 or jobbpremie_months_paid >= jobbpremie_most_months:
        return 0
    return jobbpremie_most_per_month
