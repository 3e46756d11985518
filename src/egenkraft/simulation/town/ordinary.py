"""Ordinary households beside the written ones, as many as are asked for: the routine month, granted in full.

Made by counting, never by chance: the same number gives the same households.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from egenkraft.simulation.town import numbers
from egenkraft.simulation.town.stories import Adult, Child, Household, Plan

_WOMEN = [
    "Anna",
    "Eva",
    "Maria",
    "Karin",
    "Lena",
    "Sara",
    "Malin",
    "Ingrid",
    "Linda",
    "Johanna",
    "Hanna",
    "Sofia",
    "Åsa",
    "Helena",
    "Samira",
    "Amina",
    "Elsa",
    "Lisa",
]
_MEN = [
    "Lars",
    "Peter",
    "Johan",
    "Daniel",
    "Mikael",
    "Erik",
    "Magnus",
    "Ali",
    "Jonas",
    "Martin",
    "Ahmad",
    "Yusuf",
    "Niklas",
    "David",
    "Simon",
    "Emil",
    "Adam",
    "Tomas",
]
_FAMILIES = [
    "Lundgren",
    "Jakobsson",
    "Mattsson",
    "Henriksson",
    "Engström",
    "Danielsson",
    "Gunnarsson",
    "Samuelsson",
    "Nyström",
    "Holmberg",
    "Fransson",
    "Ali",
    "Ahmed",
    "Arvidsson",
    "Lundström",
    "Björklund",
    "Eliasson",
    "Hermansson",
    "Sjögren",
    "Dahlberg",
    "Öberg",
    "Hellqvist",
    "Månsson",
    "Norén",
    "Palmgren",
]
_STREETS = [
    "Videvägen",
    "Näverstigen",
    "Savgatan",
    "Björkallén",
    "Lövbacken",
    "Masurgatan",
    "Bryggstigen",
    "Strandängsvägen",
]
# Who lives there: adults, ages of children, what they get, rent, electricity. Kronor.
_KINDS: tuple[tuple[int, tuple[int, ...], Mapping[str, int], int, int], ...] = (
    (1, (), {}, 6100, 300),
    (1, (), {"a_kassa": 5240}, 6600, 320),
    (1, (7,), {"barnbidrag": 1250, "underhallsstod": 1750, "bostadsbidrag": 1900}, 8200, 430),
    (2, (4, 9), {"barnbidrag": 2650, "a_kassa": 7100}, 10200, 610),
    (1, (), {"sjukpenning": 6450}, 6300, 280),
    (2, (), {"aktivitetsstod": 6900}, 7500, 410),
)
_FIRST_ORDINAL = 1000
_EVERY_FIFTH_UNDER_25 = 5


def households(count: int) -> tuple[Household, ...]:
    """`count` ordinary households; the first ones are the same whatever `count` is."""
    return tuple(_household(number) for number in range(count))


def _household(number: int) -> Household:
    adults, children, gets, rent, electricity = _KINDS[number % len(_KINDS)]
    family = _FAMILIES[(number * 7) % len(_FAMILIES)]
    young = number % _EVERY_FIFTH_UNDER_25 == 0 and not children
    shares = _shares(gets, adults)
    return Household(
        key=f"ordinary{number + 1}",
        story="Ett vanligt månadsärende där allt stämmer.",
        unit="under25" if young else "from25",
        street=f"{_STREETS[number % len(_STREETS)]} {200 + number}",
        rooms=1 + len(children),
        adults=tuple(_adult(number, place, family, young, shares[place]) for place in range(adults)),
        children=tuple(_child(number, place, family, age) for place, age in enumerate(children)),
        costs={"rent": rent, "electricity": electricity},
        direct={"rent": "bjorkhem"} if number % 3 == 0 else {},
        before=1 + number % 12,
        plans=(
            Plan(month="2026-11", apply=12 + number % 5),
            Plan(month="2026-12", apply=11 + (number % 3)),
        ),
    )


def _shares(gets: Mapping[str, int], adults: int) -> tuple[Mapping[str, int], ...]:
    """The first adult gets child benefits, the second work benefits."""
    if adults == 1:
        return (gets,)
    first = {kind: kr for kind, kr in gets.items() if kind == "barnbidrag"}
    return (first, {kind: kr for kind, kr in gets.items() if kind not in first})


def _adult(number: int, place: int, family: str, young: bool, gets: Mapping[str, int]) -> Adult:
    ordinal = _FIRST_ORDINAL + number * 10 + place
    sex = "K" if (number + place) % 2 == 0 else "M"
    names = _WOMEN if sex == "K" else _MEN
    start = date(2002, 1, 1) if young else date(1962, 1, 1)
    born = start + timedelta(days=(number * 37 + place * 911) % (1400 if young else 12_600))
    extra: dict[str, Any] = {"now": ("other",)} if gets and "a_kassa" not in gets else {}
    return Adult(
        key=f"adult{place + 1}",
        identity=numbers.identity(born, sex, ordinal),
        given=names[(number * 5 + place) % len(names)],
        family=family,
        sex=sex,
        born=born,
        phone=numbers.phone(ordinal),
        account_number=numbers.account(ordinal),
        gets=gets,
        **extra,
    )


def _child(number: int, place: int, family: str, age: int) -> Child:
    ordinal = _FIRST_ORDINAL + number * 10 + 5 + place
    sex = "K" if (number + place) % 2 else "M"
    born = date(2026 - age, 1 + number % 9, 1 + (number * 3 + place) % 28)
    names = _WOMEN if sex == "K" else _MEN
    return Child(
        identity=numbers.identity(born, sex, ordinal),
        given=names[(number + place * 3) % len(names)],
        family=family,
        sex=sex,
        born=born,
        lunch="away",
    )
