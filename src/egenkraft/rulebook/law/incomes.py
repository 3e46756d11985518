"""Incomes: the month before, what counts, jobbstimulans, and children's own work income."""

from __future__ import annotations

from collections.abc import Mapping

from egenkraft.rulebook.engine.core import HOUSEHOLD, INCOME, PERSON
from egenkraft.rulebook.engine.helpers import Table, look_up, share_half_up
from egenkraft.rulebook.engine.words import month_text
from egenkraft.rulebook.law.book import BOOK, sol
from egenkraft.rulebook.law.costs import MOST_ORE
from egenkraft.rulebook.law.kinds import INCOME_CODE, INCOMES

WAGE = INCOME_CODE["wage_net"]
FRITIDSKORT = INCOME_CODE["fritidskort"]

BOOK.fact("carried_surplus_ore", HOUSEHOLD, "överskott från tidigare månad", unit="ore", low=0, high=MOST_ORE)
BOOK.fact("realisable_assets_ore", HOUSEHOLD, "tillgångar som kan användas", unit="ore", low=0, high=MOST_ORE)
BOOK.fact(
    "jobbstimulans_from",
    PERSON,
    "jobbstimulans från och med",
    unit="month_number_or_none",
    low=0,
    high=30000,
)
BOOK.fact("income_kind", INCOME, "slag av inkomst", unit="income_kind", low=0, high=len(INCOMES) - 1)
BOOK.fact("income_kr_ore", INCOME, "inkomst", unit="ore", low=0, high=MOST_ORE)
BOOK.fact(
    "income_month",
    INCOME,
    "månad då inkomsten kom (0 = den månad som räknas)",
    unit="month_number_or_none",
    low=0,
    high=30000,
)
BOOK.fact(
    "income_jobbstimulans",
    INCOME,
    "jobbstimulans enligt uppgift (0 nej, 1 ja, 2 följer månaderna)",
    unit="number",
    low=0,
    high=2,
)
BOOK.fact(
    "income_before_ore",
    INCOME,
    "barnets arbetsinkomst tidigare under året",
    unit="ore",
    low=0,
    high=MOST_ORE,
)
BOOK.formats["month_number_or_none"] = lambda value: month_text(value) if value else "okänd månad"
BOOK.formats["income_kind"] = tuple(INCOMES.values()).__getitem__

RIGHT = sol("4 kap. 1 §", "12 kap. 1 §")
JOBBSTIMULANS = ((20130701, "SoL 2001:453 4 kap. 1 b §"), (20250701, "SoL 2025:400 12 kap. 8 §"))
CHILD = sol("4 kap. 1 a §", "12 kap. 9 §")


@BOOK.rule(
    HOUSEHOLD,
    "månaden som löpande nummer",
    unit="month_number",
    sentence="Månaden är {value}.",
    text="Månaderna numreras så att de går att räkna.",
)
def month_number(month: int) -> int:
    """year × 12 + month − 1, so that months can be counted."""
    year = month // 10000
    return year * 12 + month // 100 - year * 100 - 1


@BOOK.rule(
    PERSON,
    "jobbstimulans gäller",
    unit="flag",
    law=JOBBSTIMULANS,
    since=20130701,
    sentence=lambda values: (
        "Jobbstimulansen gäller från och med {jobbstimulans_from}, i {jobbstimulans_window_months}."
        if values["value"]
        else (
            "Jobbstimulansen gällde från och med {jobbstimulans_from} och har upphört."
            if values["jobbstimulans_from"]
            else "Det finns inte {jobbstimulans_qualifying_months} i följd med försörjningsstöd bland de månader vi känner till."
        )
    ),
    text="Efter försörjningsstöd sex månader i följd gäller jobbstimulansen i två år, även om du får eller saknar arbete eller stöd under tiden. Därefter krävs sex nya månader.",
)
def jobbstimulans_active(
    is_child: int,
    month_number: int,
    jobbstimulans_from: int,
    jobbstimulans_window_months: int,
) -> int:
    """Two years from the month after six months in a row, whether or not the person works or gets support."""
    if is_child == 1 or jobbstimulans_from == 0:
        return 0
    if jobbstimulans_from <= month_number and month_number < jobbstimulans_from + jobbstimulans_window_months:
        return 1
    return 0


@BOOK.rule(
    INCOME,
    "kom i rätt månad",
    unit="flag",
    law=RIGHT,
    sentence=lambda values: (
        "Inkomsten räknas i den här månaden."
        if values["value"]
        else "Inkomsten kom i {income_month}. Vi räknar inkomster från månaden före {month}."
    ),
    text="Inkomster som kom kalendermånaden före den månad stödet gäller räknas.",
)
def income_in_month(income_month: int, month_number: int, income_month_lag: int) -> int:
    """Main rule: the income of the calendar month before the month of the support."""
    if income_month == 0 or income_month == month_number - income_month_lag:
        return 1
    return 0


@BOOK.rule(
    INCOME,
    "inkomst som kan räknas",
    unit="ore",
    law=RIGHT,
    sentence=lambda values: "Inkomsten är {value}." if values["value"] else "Inkomsten räknas inte.",
    text="Inkomster räknas efter skatt. Vissa räknas inte: merkostnadsersättning, extra tillägg från CSN, skadestånd, mindre gåvor och fritidskort.",
)
def income_relevant_ore(
    income_kr_ore: int, income_kind: int, income_in_month: int, income_counted: Table
) -> int:
    """The income itself when it came in the right month and is of a kind that counts, else 0."""
    if income_in_month == 0:
        return 0
    return income_kr_ore * look_up(income_counted, income_kind)


@BOOK.rule(
    INCOME,
    "jobbstimulans på inkomsten",
    unit="ore",
    law=JOBBSTIMULANS,
    since=20130701,
    sentence=lambda values: (
        "{jobbstimulans_percent} av lönen räknas inte: {value}."
        if values["value"]
        else "Ingen jobbstimulans på den här inkomsten."
    ),
    text="När jobbstimulansen gäller räknas inte en fjärdedel av lönen efter skatt.",
)
def jobbstimulans_ore(
    income_relevant_ore: int,
    income_kind: int,
    is_child: int,
    income_jobbstimulans: int,
    jobbstimulans_active: int,
    jobbstimulans_percent: int,
) -> int:
    """A quarter of an adult's net wage is not counted; to the öre, half up for what is kept."""
    if income_kind != WAGE or is_child == 1 or income_jobbstimulans == 0:
        return 0
    if income_jobbstimulans == 2 and jobbstimulans_active == 0:
        return 0
    return income_relevant_ore - share_half_up(income_relevant_ore, 100 - jobbstimulans_percent, 100)


@BOOK.rule(
    INCOME,
    "barnets fria arbetsinkomst",
    unit="ore",
    law=CHILD,
    sentence=lambda values: (
        "Barns lön räknas inte förrän den är högre än {prisbasbelopp_income_year} på ett år"
        " ({child_income_percent} av det). Här är {value} fritt."
        if values["is_child"]
        else "Gäller bara barns arbetsinkomst."
    ),
    text="Hemmavarande barns och skolungdomars egna arbetsinkomster (under 21 år) räknas inte förrän de är högre än ett visst belopp på ett kalenderår.",
)
def child_income_free_ore(
    income_relevant_ore: int,
    income_kind: int,
    is_child: int,
    income_before_ore: int,
    prisbasbelopp_income_year: int,
    child_income_percent: int,
) -> int:
    """Own work of a child at home, or a school youth under 21: free up to a share of prisbasbeloppet a calendar year."""
    if income_kind != WAGE or is_child == 0:
        return 0
    limit = prisbasbelopp_income_year * child_income_percent // 100
    return min(income_relevant_ore, max(0, limit - income_before_ore))


def _income_sentence(values: Mapping[str, int]) -> str:
    if not values["income_in_month"]:
        return "Inkomsten kom i {income_month} och räknas inte: vi räknar inkomster från månaden före."
    if not values["income_relevant_ore"] and values["income_kr_ore"]:
        if values["income_kind"] == FRITIDSKORT:
            return "Fritidskortet räknas inte och sänker inte riksnormen."
        return "Den här inkomsten räknas inte."
    if values["is_child"] and values["income_kind"] == WAGE:
        if values["value"]:
            return "Barnets lön räknas till den del som är över årets fria belopp: {value}."
        return "Barnets egen lön räknas inte så länge den ryms i årets fria belopp."
    if values["value"] < values["income_relevant_ore"]:
        return "Jobbstimulans: {jobbstimulans_percent} av lönen räknas inte. Vi räknar {value}."
    return "Hela inkomsten räknas: {value}."


@BOOK.rule(
    INCOME,
    "räknad inkomst",
    unit="ore",
    law=RIGHT,
    text="Inkomsten räknas, utom barns fria arbetsinkomst och jobbstimulansens del.",
    name="income_counted_ore",
    until=20130630,
    sentence=_income_sentence,
)
def income_counted_until_2013(income_relevant_ore: int, child_income_free_ore: int) -> int:
    return income_relevant_ore - child_income_free_ore


@BOOK.rule(
    INCOME,
    "räknad inkomst",
    unit="ore",
    law=RIGHT,
    text="Inkomsten räknas, utom barns fria arbetsinkomst och jobbstimulansens del.",
    name="income_counted_ore",
    since=20130701,
    sentence=_income_sentence,
)
def income_counted_from_2013(
    income_relevant_ore: int, child_income_free_ore: int, jobbstimulans_ore: int
) -> int:
    return income_relevant_ore - child_income_free_ore - jobbstimulans_ore


BOOK.sum(
    "person_income_ore",
    PERSON,
    "income_counted_ore",
    "personens räknade inkomster",
    unit="ore",
    law=RIGHT,
    sentence="Personens räknade inkomster: {value}.",
)
BOOK.sum(
    "incomes_ore",
    HOUSEHOLD,
    "person_income_ore",
    "hushållets räknade inkomster",
    unit="ore",
    law=RIGHT,
    sentence="Hushållets räknade inkomster: {value}.",
)


@BOOK.rule(
    HOUSEHOLD,
    "inkomster och tillgångar",
    unit="ore",
    law=RIGHT,
    sentence="Inkomster {incomes_ore}, tillgångar {realisable_assets_ore} och överskott från tidigare månad"
    " {carried_surplus_ore}: tillsammans {value}.",
    text="Räknade inkomster, tillgångar som kan användas och överskott från en tidigare månad läggs ihop.",
)
def income_ore(incomes_ore: int, realisable_assets_ore: int, carried_surplus_ore: int) -> int:
    """Assets that can be used come first; the surplus is of income only, never an overpayment."""
    return incomes_ore + realisable_assets_ore + carried_surplus_ore
