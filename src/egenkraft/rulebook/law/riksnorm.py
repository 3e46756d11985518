"""Riksnormen: personal costs of each member and the household's common costs, by the table of the year."""

from __future__ import annotations

from collections.abc import Mapping

from egenkraft.rulebook.engine.core import HOUSEHOLD, PERSON
from egenkraft.rulebook.engine.helpers import Table, look_up, share_half_up
from egenkraft.rulebook.law.book import BOOK, sof, sol

BORN_FIRST = 18900101
BORN_LAST = 20991231

BOOK.fact("month", HOUSEHOLD, "månad", unit="month", low=20120101, high=20991201)
BOOK.fact("days_in_month", HOUSEHOLD, "dagar i månaden", unit="days", low=28, high=31)
BOOK.fact("others_in_household", HOUSEHOLD, "andra som bor i hushållet", unit="number", low=0, high=50)
BOOK.fact("is_child", PERSON, "barn i hushållet", unit="flag", low=0, high=1)
BOOK.fact("born_on", PERSON, "född", unit="date", low=BORN_FIRST, high=BORN_LAST)
BOOK.fact("lunch_at_home", PERSON, "äter lunch hemma", unit="flag", low=0, high=1)
BOOK.fact("days", PERSON, "dagar i hushållet (0 = hela månaden)", unit="days", low=0, high=31)

NORM = sof("2 kap. 1 §", "12 kap. 2 §")
SHARE = sof("2 kap. 1 §", "12 kap. 3 §")


@BOOK.rule(
    PERSON,
    "vuxen",
    unit="flag",
    law=sol("4 kap. 1 §", "12 kap. 1 §"),
    sentence="Räknas som vuxen: {value}.",
    text="Den som inte räknas som barn i hushållet är vuxen.",
)
def is_adult(is_child: int) -> int:
    return 1 - is_child


BOOK.sum(
    "adults", HOUSEHOLD, "is_adult", "vuxna i hushållet", unit="number", sentence="Antal vuxna: {value}."
)
BOOK.sum(
    "children", HOUSEHOLD, "is_child", "barn i hushållet", unit="number", sentence="Antal barn: {value}."
)


@BOOK.rule(
    HOUSEHOLD,
    "medlemmar",
    unit="number",
    law=sof("2 kap. 1 §", "12 kap. 2 §"),
    sentence="{value} personer räknas in i ärendet: {adults} vuxna och {children} barn.",
    text="De vuxna och barnen i ärendet är dess medlemmar.",
)
def members(adults: int, children: int) -> int:
    return adults + children


@BOOK.rule(
    HOUSEHOLD,
    "personer i bostaden",
    unit="number",
    law=SHARE,
    sentence="{value} personer delar hushåll: {members} i ärendet och {others_in_household} andra.",
    text="Alla som delar hushåll räknas, också de som inte hör till ärendet.",
)
def persons_in_home(members: int, others_in_household: int) -> int:
    return members + others_in_household


@BOOK.rule(
    PERSON,
    "ålder",
    unit="years",
    law=NORM,
    sentence="{value} den första dagen i {month}.",
    text="Åldern är hela år den första dagen i månaden. Ett barn som föds under månaden räknas som 0 år.",
)
def age(month: int, born_on: int, age_day: int) -> int:
    """Whole years on the first day of the month; a child born during the month is 0. That day is not in the law."""
    return max(0, (month + age_day - 1 - born_on) // 10000)


@BOOK.rule(
    PERSON,
    "åldersgrupp",
    unit="age_band",
    law=NORM,
    sentence="Åldersgruppen är {value}.",
    text="Barnets ålder bestämmer raden i riksnormens tabell.",
)
def age_band(age: int) -> int:
    if age < 1:
        return 0
    if age < 3:
        return 1
    if age < 4:
        return 2
    if age < 7:
        return 3
    if age < 11:
        return 4
    if age < 15:
        return 5
    if age < 19:
        return 6
    return 7


BANDS = ("under 1 år", "1–2 år", "3 år", "4–6 år", "7–10 år", "11–14 år", "15–18 år", "19–20 år")
BOOK.formats["age_band"] = BANDS.__getitem__


@BOOK.rule(
    PERSON,
    "beloppet utan lunch är okänt",
    unit="flag",
    law=NORM,
    until=20121231,
    sentence="Beloppet för barn som inte äter lunch hemma 2012 har inte hittats.",
    text="Beloppen 2012 för barn under 7 år som inte äter lunch hemma har inte hittats. Då går normen inte att räkna ut.",
)
def norm_figure_unknown(is_child: int, age: int, lunch_at_home: int) -> int:
    """2012's amounts for children without lunch at home were never found: such a child's norm is missing, not guessed."""
    if is_child == 1 and age < 7 and lunch_at_home == 0:
        return 1
    return 0


def _whole_month_sentence(values: Mapping[str, int]) -> str:
    if values["is_child"]:
        lunch = "" if values["age"] >= 7 else (" med lunch" if values["lunch_at_home"] else " utan lunch")
        return "Barn {age_band}" + lunch + ": {value} i månaden enligt riksnormen."
    if values["adults"] == 2:
        return "Sambor eller makar har {riksnorm_adult_couple} tillsammans, hälften var: {value}."
    return "En ensamstående vuxen har {value} i månaden enligt riksnormen."


@BOOK.rule(
    PERSON,
    "personliga kostnader, hel månad",
    unit="ore",
    law=NORM,
    name="norm_whole_month_ore",
    until=20121231,
    unknown_when="norm_figure_unknown",
    sentence=_whole_month_sentence,
    text="Vuxna har ett belopp var, sambor och makar ett gemensamt belopp. Barn har ett belopp efter ålder; barn under 7 år som inte äter lunch hemma har ett lägre.",
)
def norm_whole_month_2012(
    is_child: int,
    age_band: int,
    adults: int,
    riksnorm_child_with_lunch: Table,
    riksnorm_adult_single: int,
    riksnorm_adult_couple: int,
) -> int:
    if is_child == 1:
        return look_up(riksnorm_child_with_lunch, age_band)
    if adults == 2:
        return riksnorm_adult_couple // 2
    return riksnorm_adult_single


@BOOK.rule(
    PERSON,
    "personliga kostnader, hel månad",
    unit="ore",
    law=NORM,
    name="norm_whole_month_ore",
    since=20130101,
    sentence=_whole_month_sentence,
    text="Vuxna har ett belopp var, sambor och makar ett gemensamt belopp. Barn har ett belopp efter ålder; barn under 7 år som inte äter lunch hemma har ett lägre.",
)
def norm_whole_month_from_2013(
    is_child: int,
    age: int,
    age_band: int,
    lunch_at_home: int,
    adults: int,
    riksnorm_child_with_lunch: Table,
    riksnorm_child_without_lunch: Table,
    riksnorm_adult_single: int,
    riksnorm_adult_couple: int,
) -> int:
    """The row of the table. Only children under 7 have a lower row when they eat lunch elsewhere five days a week."""
    if is_child == 1:
        if lunch_at_home == 0 and age < 7:
            return look_up(riksnorm_child_without_lunch, age_band)
        return look_up(riksnorm_child_with_lunch, age_band)
    if adults == 2:
        return riksnorm_adult_couple // 2
    return riksnorm_adult_single


def _personal_sentence(values: Mapping[str, int]) -> str:
    if values["days"] and values["days"] < values["days_in_month"]:
        return (
            "{days} av {days_in_month} i hushållet: månadsbeloppet {norm_whole_month_ore} görs om till"
            " ett belopp per dag. Det blir {value}."
        )
    return _whole_month_sentence(values)


@BOOK.rule(
    PERSON,
    "personliga kostnader",
    unit="ore",
    law=NORM,
    sentence=_personal_sentence,
    text="Personliga kostnader räknas för hela månaden. Ett barn som bor en del av månaden i hushållet har ett belopp för varje dag, aldrig mer än hela månadens.",
)
def personal_ore(
    norm_whole_month_ore: int,
    days: int,
    days_in_month: int,
    days_rounding: int,
    days_months_per_year: int,
    days_per_year: int,
) -> int:
    """A child who lives in the household some days has a daily amount for each, never more than the whole month."""
    if days == 0 or days >= days_in_month:
        return norm_whole_month_ore
    per_day = days_rounding * share_half_up(
        norm_whole_month_ore, days_months_per_year, days_per_year * days_rounding
    )
    return min(norm_whole_month_ore, days * per_day)


BOOK.sum(
    "personal_total_ore",
    HOUSEHOLD,
    "personal_ore",
    "personliga kostnader tillsammans",
    unit="ore",
    law=NORM,
    sentence="Alla personers kostnader tillsammans: {value}.",
)


@BOOK.rule(
    HOUSEHOLD,
    "gemensamma kostnader för hela bostaden",
    unit="ore",
    law=NORM,
    sentence="Gemensamma kostnader för {persons_in_home} personer: {value}.",
    text="Gemensamma kostnader har ett belopp efter antal personer. Över sju personer läggs skillnaden mellan sju och sex till för var och en.",
)
def common_whole_ore(persons_in_home: int, riksnorm_common: Table) -> int:
    """By size; each person above seven adds the difference between seven and six."""
    above = max(0, persons_in_home - 7)
    step = look_up(riksnorm_common, 6) - look_up(riksnorm_common, 5)
    return look_up(riksnorm_common, persons_in_home - 1) + above * step


def _common_sentence(values: Mapping[str, int]) -> str:
    if values["others_in_household"]:
        return (
            "{persons_in_home} personer delar på {common_whole_ore}. Era {members} delar blir {value}."
            if values["members"] > 1
            else "{persons_in_home} personer delar på {common_whole_ore}. Din del blir {value}."
        )
    if values["persons_in_home"] == 1:
        return "Gemensamma kostnader för 1 person: {value}."
    return "Gemensamma kostnader för {persons_in_home} personer: {value}."


@BOOK.rule(
    HOUSEHOLD,
    "gemensamma hushållskostnader",
    unit="ore",
    law=SHARE,
    sentence=_common_sentence,
    text="Gemensamma kostnader efter hur många som bor tillsammans. Den som delar bostad med andra har sin del av dem.",
)
def common_ore(common_whole_ore: int, members: int, persons_in_home: int, common_share_rounding: int) -> int:
    """The members' part when they share the home with others, to whole kronor half up (rounding is not in the law)."""
    if members == persons_in_home:
        return common_whole_ore
    return common_share_rounding * share_half_up(
        common_whole_ore, members, max(1, persons_in_home) * common_share_rounding
    )


@BOOK.rule(
    HOUSEHOLD,
    "riksnormen",
    unit="ore",
    law=sol("4 kap. 3 §", "12 kap. 7 §"),
    sentence="Riksnormen för hushållet är {value}: personliga kostnader {personal_total_ore}"
    " och gemensamma {common_ore}.",
    text="Riksnormen är allas personliga kostnader och hushållets gemensamma kostnader.",
)
def riksnorm_ore(personal_total_ore: int, common_ore: int) -> int:
    return personal_total_ore + common_ore
