"""The ten-step rule on Egenkraft's engine: the same rule as the peers have, for a fair comparison.

Personal cost of each child by age band + one or two adults + common cost by size (+ per extra person) + rent up to a
ceiling by size − incomes, with 25 % of net earnings disregarded for persons with jobbstimulans; halved between a couple.
"""

from egenkraft.rulebook.engine.core import HOUSEHOLD, INCOME, PERSON, Book
from egenkraft.rulebook.engine.helpers import look_up

PARAMETERS: dict[str, int | tuple[int, ...]] = {
    "child_by_age_ore": tuple(
        100 * kr
        for kr in (
            2740,
            3060,
            3060,
            2720,
            3060,
            3060,
            3060,
            *[3820] * 4,
            *[4390] * 4,
            *[4960] * 4,
            5000,
            5000,
        )
    ),
    "adults_table_ore": (0, 394000, 710000),
    "common_table_ore": (0, 128000, 141000, 179000, 203000, 233000, 264000, 283000),
    "extra_member_ore": 19000,
    "ceiling_table_ore": (0, 780000, 900000, 1020000, 1140000, 1260000, 1380000, 1500000),
}
BOOK = Book(PARAMETERS)
BOOK.fact("rent_ore", HOUSEHOLD, "hyra", unit="ore", low=0, high=10**9)
BOOK.fact("age", PERSON, "ålder", unit="years", low=0, high=120)
BOOK.fact("is_child", PERSON, "barn", unit="flag", low=0, high=1)
BOOK.fact("has_jobbstimulans", PERSON, "jobbstimulans", unit="flag", low=0, high=1)
BOOK.fact("is_wage", INCOME, "lön", unit="flag", low=0, high=1)
BOOK.fact("amount_ore", INCOME, "belopp", unit="ore", low=0, high=10**9)


@BOOK.rule(PERSON, "person", unit="persons")
def person(is_child: int) -> int:
    return 1


@BOOK.rule(PERSON, "vuxen", unit="persons")
def adult(is_child: int) -> int:
    return 1 - is_child


@BOOK.rule(PERSON, "barnets del", unit="ore", sentence="Barnets del är {child_ore}.")
def child_ore(is_child: int, age: int, child_by_age_ore: tuple[int, ...]) -> int:
    return look_up(child_by_age_ore, age) if is_child == 1 else 0


@BOOK.rule(INCOME, "räknad inkomst", unit="ore", sentence="Av {amount_ore} räknas {counted_ore}.")
def counted_ore(amount_ore: int, is_wage: int, has_jobbstimulans: int) -> int:
    if is_wage == 1 and has_jobbstimulans == 1:
        return amount_ore - amount_ore // 4
    return amount_ore


BOOK.sum("members", HOUSEHOLD, "person", "antal personer", unit="persons")
BOOK.sum("adults", HOUSEHOLD, "adult", "antal vuxna", unit="persons")
BOOK.sum("children_ore", HOUSEHOLD, "child_ore", "barnens delar", unit="ore")
BOOK.sum("person_income_ore", PERSON, "counted_ore", "personens inkomster", unit="ore")
BOOK.sum("income_ore", HOUSEHOLD, "person_income_ore", "hushållets inkomster", unit="ore")


@BOOK.rule(HOUSEHOLD, "vuxnas del", unit="ore", sentence="De vuxnas del är {adults_ore}.")
def adults_ore(adults: int, adults_table_ore: tuple[int, ...]) -> int:
    return look_up(adults_table_ore, adults)


@BOOK.rule(HOUSEHOLD, "gemensamma kostnader", unit="ore", sentence="För {members} personer: {common_ore}.")
def common_ore(members: int, common_table_ore: tuple[int, ...], extra_member_ore: int) -> int:
    return look_up(common_table_ore, members) + max(0, members - 7) * extra_member_ore


@BOOK.rule(HOUSEHOLD, "godtagen hyra", unit="ore", sentence="Av {rent_ore} godtas {rent_accepted_ore}.")
def rent_accepted_ore(rent_ore: int, members: int, ceiling_table_ore: tuple[int, ...]) -> int:
    return min(rent_ore, look_up(ceiling_table_ore, members))


@BOOK.rule(HOUSEHOLD, "norm", unit="ore", sentence="Normen är {norm_ore}.")
def norm_ore(children_ore: int, adults_ore: int, common_ore: int) -> int:
    return children_ore + adults_ore + common_ore


@BOOK.rule(HOUSEHOLD, "stöd", unit="ore", sentence="Stödet är {support_ore}.")
def support_ore(norm_ore: int, rent_accepted_ore: int, income_ore: int) -> int:
    return max(0, norm_ore + rent_accepted_ore - income_ore)


@BOOK.rule(PERSON, "var och ens del", unit="ore", sentence="Delen är {share_ore}.")
def share_ore(support_ore: int, adults: int, is_child: int) -> int:
    return 0 if is_child == 1 else support_ore // max(1, adults)
