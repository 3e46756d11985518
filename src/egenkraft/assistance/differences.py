"""What was said beside what the registers found. Pure; a difference has one fingerprint and is never raised twice."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from egenkraft.assistance.codes import DifferenceCode as Code
from egenkraft.assistance.labels import agency_name, fact_label
from egenkraft.assistance.months import first_day, last_day
from egenkraft.assistance.said import Said
from egenkraft.assistance.words import day_text, kronor
from egenkraft.formats.api import ssbtek

# Which agency knows of a benefit that the application asks about.
AGENCY_OF = {
    "a_kassa": "SO",
    "studiemedel": "CSN",
    "barnbidrag": "FK",
    "bostadsbidrag": "FK",
    "underhallsstod": "FK",
    "foraldrapenning": "FK",
    "sjukpenning": "FK",
    "aktivitetsstod": "FK",
    "etableringsersattning": "FK",
    "pension": "FK",
    "other": "FK",
}


@dataclass(frozen=True, slots=True)
class Found:
    """One fact of a register, as differences and calculation need it."""

    person_id: int
    kind: str
    agency: str
    amount_ore: int | None
    from_date: date | None
    to_date: date | None
    paid_on: date | None
    detail: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """A warning to the officer, with both sides and the sentence the person can be told."""

    code: Code
    person_id: int
    kind: str
    said_ore: int | None = None
    found_ore: int | None = None
    said: str = ""
    found: str = ""
    source: str = ""
    sentence: str = ""

    @property
    def fingerprint(self) -> str:
        """The same difference with the same two sides gives the same fingerprint, however often it is asked."""
        parts = (self.code, self.person_id, self.kind, self.said_ore, self.found_ore, self.said, self.found)
        return hashlib.sha256("|".join(str(part) for part in parts).encode()).hexdigest()


# Paid together with a benefit that has a name of its own in the application.
_PART_OF = {"etableringstillagg": "etableringsersattning", "bostadsersattning": "etableringsersattning"}
# Tax-free parts for extra costs: shown among the facts, never counted, so nothing that anyone has to name.
_NEVER_COUNTED = frozenset(("merkostnadsersattning", "csn_extra_tillagg"))


def counted_kind(kind: str) -> str | None:
    """The kind of income a register fact counts as; None when it is no income that counts in a month."""
    if kind not in set(ssbtek.FactKind):
        return None
    income = ssbtek.RULEBOOK_INCOME.get(ssbtek.FactKind(kind))
    return None if income in _NEVER_COUNTED or income is None else _PART_OF.get(income, income)


def paid_sums(found: Iterable[Found], month: str) -> dict[tuple[int, str], int]:
    """Öre paid or planned in the calendar month, by person and rulebook kind. Facts without an amount are left out."""
    sums: dict[tuple[int, str], int] = {}
    for fact in found:
        kind = counted_kind(fact.kind)
        if kind is None or fact.amount_ore is None or fact.paid_on is None:
            continue
        if first_day(month) <= fact.paid_on <= last_day(month):
            sums[fact.person_id, kind] = sums.get((fact.person_id, kind), 0) + fact.amount_ore
    return sums


def find_differences(
    said: Said,
    found: Sequence[Found],
    *,
    answered: Mapping[int, frozenset[str]],
    month: str,
    income_month: str,
    tolerance_ore: int,
) -> tuple[Difference, ...]:
    """All differences for one month. `answered`: agencies that answered, by person; a silent agency gives none."""
    return (
        *_income_differences(said, found, answered, income_month, tolerance_ore),
        *_register_differences(said, found, answered, month, tolerance_ore),
    )


def _income_differences(
    said: Said,
    found: Sequence[Found],
    answered: Mapping[int, frozenset[str]],
    income_month: str,
    tolerance_ore: int,
) -> list[Difference]:
    sums = paid_sums(found, income_month)
    sources = {
        (fact.person_id, counted_kind(fact.kind)): agency_name(fact.agency)
        for fact in found
        if fact.amount_ore
    }
    raised: list[Difference] = []
    for (person_id, kind), found_ore in sorted(sums.items()):
        benefit = said.benefit(person_id, kind)
        source = sources.get((person_id, kind), "")
        if benefit is None:
            if found_ore > 0:
                raised.append(_income(Code.INCOME_NOT_SAID, person_id, kind, None, found_ore, source))
        elif benefit.ore is not None and abs(found_ore - benefit.ore) > tolerance_ore:
            code = Code.INCOME_HIGHER if found_ore > benefit.ore else Code.INCOME_LOWER
            raised.append(_income(code, person_id, kind, benefit.ore, found_ore, source))
    for benefit in said.benefits:
        agency = AGENCY_OF.get(benefit.kind, "FK")
        silent = agency not in answered.get(benefit.person_id, frozenset())
        if not silent and (benefit.person_id, benefit.kind) not in sums:
            source = agency_name(agency)
            raised.append(
                _income(Code.INCOME_NOT_FOUND, benefit.person_id, benefit.kind, benefit.ore, None, source)
            )
    return raised


def _income(
    code: Code, person_id: int, kind: str, said_ore: int | None, found_ore: int | None, source: str
) -> Difference:
    label = fact_label(kind)
    told = f"I din ansökan står {kronor(said_ore)}." if said_ore is not None else ""
    sentences = {
        Code.INCOME_NOT_SAID: f"{source} betalade {kronor(found_ore or 0)} i {label.lower()}. Det står inte i din ansökan.",
        Code.INCOME_HIGHER: f"{source} betalade {kronor(found_ore or 0)} i {label.lower()}. {told}",
        Code.INCOME_LOWER: f"{source} betalade {kronor(found_ore or 0)} i {label.lower()}. {told}",
        Code.INCOME_NOT_FOUND: f"Du skrev att du fick {label.lower()}. {source} har ingen utbetalning den månaden.",
    }
    return Difference(
        code, person_id, kind, said_ore, found_ore, source=source, sentence=sentences[code].strip()
    )


def _register_differences(
    said: Said,
    found: Sequence[Found],
    answered: Mapping[int, frozenset[str]],
    month: str,
    tolerance_ore: int,
) -> list[Difference]:
    raised: list[Difference] = []
    for fact in found:
        difference = _of_fact(said, fact, month, tolerance_ore)
        if difference is not None:
            raised.append(difference)
    registered = {fact.person_id for fact in found if _is_registered(fact)}
    for person_id in sorted(said.job_seekers - registered):
        if "AF" in answered.get(person_id, frozenset()):
            raised.append(
                Difference(
                    Code.NOT_REGISTERED_AT_AF,
                    person_id,
                    "af_registration",
                    said="söker arbete",
                    found="inte inskriven",
                    source=agency_name("AF"),
                    sentence="Du skrev att du söker arbete. Arbetsförmedlingen har dig inte som inskriven.",
                )
            )
    return raised


def _is_registered(fact: Found) -> bool:
    return fact.kind == "af_registration" and fact.detail.get("registered") == "true" and fact.to_date is None


def _of_fact(said: Said, fact: Found, month: str, tolerance_ore: int) -> Difference | None:
    source = agency_name(fact.agency)
    if fact.kind == "vehicle" and not said.has_vehicle(fact.person_id):
        words = " ".join(fact.detail.get(key, "") for key in ("type", "make", "model", "model_year")).strip()
        what = f"{words} {fact.detail.get('registration', '')}".strip()
        return Difference(
            Code.VEHICLE_NOT_SAID, fact.person_id, fact.kind, found=what, source=source,
            sentence=f"{source} har dig som ägare till {what}. Det står inte i din ansökan.",
        )  # fmt: skip
    if (
        fact.kind == "capital_income"
        and (fact.amount_ore or 0) > tolerance_ore
        and not _has_savings(said, fact.person_id)
    ):
        year = fact.detail.get("tax_year", "")
        return Difference(
            Code.CAPITAL_NOT_SAID, fact.person_id, fact.kind, None, fact.amount_ore, found=year, source=source,
            sentence=f"{source} har en inkomst av kapital på {kronor(fact.amount_ore or 0)} för år {year}.",
        )  # fmt: skip
    if fact.kind == "a_kassa_suspension" and _touches(fact, month):
        return Difference(
            Code.A_KASSA_SUSPENDED, fact.person_id, fact.kind, found=_period(fact), source=source,
            sentence=f"{source} har stängt av dig från ersättning {_period(fact)}.",
        )  # fmt: skip
    if fact.kind == "permit" and fact.to_date is not None and fact.to_date <= last_day(month):
        return Difference(
            Code.PERMIT_ENDS, fact.person_id, fact.kind, found=fact.to_date.isoformat(), source=source,
            sentence=f"Ditt uppehållstillstånd gäller till {day_text(fact.to_date, weekday=False)}.",
        )  # fmt: skip
    if fact.kind == "protection_flag":
        return Difference(
            Code.PROTECTION_IN_REGISTER, fact.person_id, fact.kind, source=source,
            sentence="Uppgiften behöver hanteras av en person.",
        )  # fmt: skip
    return None


def _has_savings(said: Said, person_id: int) -> bool:
    return any(
        asset.person_id == person_id and asset.kind in ("bank", "fund", "home") for asset in said.assets
    )


def _touches(fact: Found, month: str) -> bool:
    starts = fact.from_date is None or fact.from_date <= last_day(month)
    return starts and (fact.to_date is None or fact.to_date >= first_day(month))


def _period(fact: Found) -> str:
    start = "" if fact.from_date is None else f"från {day_text(fact.from_date, weekday=False)}"
    end = "" if fact.to_date is None else f" till {day_text(fact.to_date, weekday=False)}"
    return f"{start}{end}".strip()
