"""The dated rules of 2025–27: fritidskort, activity requirement, medical certificate, benefit cap.

Asked for one at a time (`api.evaluate`). Nothing here lowers anyone's support: a person decides, and first hears the one
concerned.
"""

from __future__ import annotations

from collections.abc import Mapping

from egenkraft.rulebook.engine.core import HOUSEHOLD
from egenkraft.rulebook.engine.helpers import share_half_up
from egenkraft.rulebook.law.book import BOOK, since

BOOK.fact("activity_age", HOUSEHOLD, "ålder", unit="years", low=0, high=130)
BOOK.fact("activity_in_school", HOUSEHOLD, "går i grundskola eller gymnasium", unit="flag", low=0, high=1)
BOOK.fact("activity_full_time_occupied", HOUSEHOLD, "sysselsatt på heltid", unit="flag", low=0, high=1)
BOOK.fact("activity_reached_riktalder", HOUSEHOLD, "har nått riktåldern", unit="flag", low=0, high=1)
BOOK.fact(
    "activity_has_sick_benefit",
    HOUSEHOLD,
    "har sjukpenning, sjukersättning eller liknande",
    unit="flag",
    low=0,
    high=1,
)
BOOK.fact(
    "activity_support_months",
    HOUSEHOLD,
    "månader i följd med försörjningsstöd",
    unit="months",
    low=0,
    high=999,
)
BOOK.fact(
    "activity_youngest_child_age",
    HOUSEHOLD,
    "yngsta barnets ålder (99 = inget barn)",
    unit="years",
    low=0,
    high=99,
)
BOOK.fact("activity_capacity_percent", HOUSEHOLD, "arbetsförmåga", unit="percent", low=0, high=100)
BOOK.fact(
    "activity_occupied_hours",
    HOUSEHOLD,
    "timmar per vecka i arbete eller studier",
    unit="hours",
    low=0,
    high=168,
)
BOOK.fact("sick_days", HOUSEHOLD, "sjukdagar i följd", unit="days", low=0, high=9999)
BOOK.fact("cap_children", HOUSEHOLD, "barn i hushållet", unit="number", low=0, high=30)

AKTIVITETSKRAV = since(20261001, "SoL 2025:400 12 kap. 4 a–6 a §§ (prop. 2025/26:207)")
LAKARINTYG = since(20260701, "prop. 2025/26:201, i kraft 2026-07-01")
BIDRAGSTAK = since(20270101, "prop. 2025/26:201, i kraft 2027-01-01")
FRITIDSKORT = since(20250908, "SoL 2025:400 12 kap. 7 a §")


@BOOK.rule(
    HOUSEHOLD,
    "fritidskortets effekt på riksnormen",
    unit="ore",
    law=FRITIDSKORT,
    since=20250908,
    sentence="Fritidskortet sänker inte riksnormen.",
)
def fritidskort_ore() -> int:
    return 0


def _exempt_sentence(values: Mapping[str, int]) -> str:
    if values["value"]:
        return (
            "Kravet gäller inte den som är under 18, går i skolan, är sysselsatt på heltid, har nått riktåldern"
            " eller har sjukpenning eller liknande."
        )
    return "Inget undantag gäller."


@BOOK.rule(
    HOUSEHOLD,
    "undantagen från aktivitetskravet",
    unit="flag",
    law=AKTIVITETSKRAV,
    since=20261001,
    sentence=_exempt_sentence,
    text="Kravet gäller inte den som är under 18, går i grundskola eller gymnasium (18–20 år), är sysselsatt på heltid, har nått riktåldern eller har sjukpenning eller liknande.",
)
def aktivitetskrav_exempt(
    activity_age: int,
    activity_in_school: int,
    activity_full_time_occupied: int,
    activity_reached_riktalder: int,
    activity_has_sick_benefit: int,
) -> int:
    if activity_age < 18 or (activity_age <= 20 and activity_in_school == 1):
        return 1
    return max(activity_full_time_occupied, activity_reached_riktalder, activity_has_sick_benefit)


@BOOK.rule(
    HOUSEHOLD,
    "aktivitetskravet gäller",
    unit="flag",
    law=AKTIVITETSKRAV,
    name="aktivitetskrav_applies",
    until=20260930,
    sentence="Aktivitetskravet gäller först för stöd från och med oktober 2026.",
    text="Aktivitetskravet gäller först för stöd från och med oktober 2026.",
)
def aktivitetskrav_before_october_2026() -> int:
    return 0


@BOOK.rule(
    HOUSEHOLD,
    "aktivitetskravet gäller",
    unit="flag",
    law=AKTIVITETSKRAV,
    name="aktivitetskrav_applies",
    since=20261001,
    sentence=lambda values: (
        "Aktivitetskravet gäller efter {aktivitetskrav_qualifying_months} i följd med försörjningsstöd."
        if values["value"]
        else "Aktivitetskravet gäller inte dig nu."
    ),
    text="Aktivitetskravet gäller efter tre månader i följd med försörjningsstöd, för den som inte är undantagen.",
)
def aktivitetskrav_applies(
    aktivitetskrav_exempt: int, activity_support_months: int, aktivitetskrav_qualifying_months: int
) -> int:
    """After three months in a row. It binds only the one who has been assigned a suitable activity."""
    if aktivitetskrav_exempt == 1 or activity_support_months < aktivitetskrav_qualifying_months:
        return 0
    return 1


@BOOK.rule(
    HOUSEHOLD,
    "timmar i veckan enligt aktivitetskravet",
    unit="hours",
    law=AKTIVITETSKRAV,
    name="aktivitetskrav_hours",
    until=20260930,
    sentence="Före oktober 2026 finns inget nationellt krav på timmar.",
)
def aktivitetskrav_hours_before_october_2026(aktivitetskrav_applies: int) -> int:
    return aktivitetskrav_applies


@BOOK.rule(
    HOUSEHOLD,
    "timmar i veckan enligt aktivitetskravet",
    unit="hours",
    law=AKTIVITETSKRAV,
    name="aktivitetskrav_hours",
    since=20261001,
    sentence=lambda values: (
        "Högst {value} i veckan: heltid är {aktivitetskrav_most_hours}, minus det du redan gör och det du inte kan."
        if values["value"]
        else "Du behöver inte delta i någon aktivitet enligt kravet."
    ),
    text="Heltid, färre timmar med barn under åldersgränsen, i förhållande till arbetsförmågan, minus det du redan gör.",
)
def aktivitetskrav_hours_from_october_2026(
    aktivitetskrav_applies: int,
    activity_youngest_child_age: int,
    activity_capacity_percent: int,
    activity_occupied_hours: int,
    aktivitetskrav_most_hours: int,
    aktivitetskrav_child_hours: int,
    aktivitetskrav_child_age: int,
    aktivitetskrav_by_capacity: int,
) -> int:
    """The most hours a week; fewer with a young child, in proportion to capacity, less what the person already does."""
    if aktivitetskrav_applies == 0:
        return 0
    hours = aktivitetskrav_most_hours
    if activity_youngest_child_age < aktivitetskrav_child_age:
        hours = hours - aktivitetskrav_child_hours
    if aktivitetskrav_by_capacity == 1:
        hours = share_half_up(hours, activity_capacity_percent, 100)
    return max(0, hours - activity_occupied_hours)


@BOOK.rule(
    HOUSEHOLD,
    "läkarintyg krävs",
    unit="flag",
    law=LAKARINTYG,
    name="lakarintyg_required",
    until=20260630,
    sentence="Före juli 2026 finns ingen nationell regel om läkarintyg.",
)
def lakarintyg_before_july_2026() -> int:
    return 0


@BOOK.rule(
    HOUSEHOLD,
    "läkarintyg krävs",
    unit="flag",
    law=LAKARINTYG,
    name="lakarintyg_required",
    since=20260701,
    sentence=lambda values: (
        "Du behöver visa läkarintyg när du varit sjuk längre än {lakarintyg_after_days}."
        if values["value"]
        else "Du behöver inte visa läkarintyg än."
    ),
    text="Den som är sjuk längre än ett antal dagar behöver visa läkarintyg.",
)
def lakarintyg_from_july_2026(sick_days: int, lakarintyg_after_days: int) -> int:
    """The duty is law; after how many days has not been verified."""
    if sick_days > lakarintyg_after_days:
        return 1
    return 0


@BOOK.rule(
    HOUSEHOLD,
    "bidragstaket gäller",
    unit="flag",
    law=BIDRAGSTAK,
    since=20270101,
    sentence=lambda values: (
        "Bidragstaket gäller hushåll med minst {bidragstak_from_child_number} barn."
        if values["value"]
        else "Bidragstaket gäller inte: hushållet har färre än {bidragstak_from_child_number} barn."
    ),
    text="Bidragstaket gäller hushåll med många barn.",
)
def bidragstak_applies(cap_children: int, bidragstak_from_child_number: int) -> int:
    if cap_children < bidragstak_from_child_number:
        return 0
    return 1


@BOOK.rule(
    HOUSEHOLD,
    "bidragstakets belopp för hushållet",
    unit="ore",
    law=BIDRAGSTAK,
    since=20270101,
    sentence="Bidragstakets belopp: {value}.",
    text="Bidragstakets belopp är inte fastställt i någon källa vi har läst.",
)
def bidragstak_ore(bidragstak_applies: int, bidragstak_limit: int) -> int:
    """The amount is missing, so the answer is too; `bidragstak_applies` says whether it is needed."""
    return bidragstak_applies * bidragstak_limit
