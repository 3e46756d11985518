"""Which amount counts for each income: what was said, what a register found, or what an officer has recorded. Pure.

Nothing that a person has not been told is taken against them (FL 25): a finding counts only when the person named the
benefit themselves, knowing that we fetch the amount, or when an officer has told them and acknowledged the difference.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from egenkraft.assistance.codes import DifferenceCode, DifferenceState, Origin
from egenkraft.assistance.differences import AGENCY_OF, Difference, Found, counted_kind, paid_sums
from egenkraft.assistance.labels import agency_name
from egenkraft.assistance.months import month_of
from egenkraft.assistance.said import Said


@dataclass(frozen=True, slots=True)
class CountedIncome:
    """One income for the case document. `evidence_ore` is the other side, when a register or officer has one."""

    person_id: int
    kind: str
    ore: int
    month: str
    origin: Origin
    source: str = ""
    evidence_ore: int | None = None
    differs: bool = False


@dataclass(frozen=True, slots=True)
class OfficerFact:
    """An amount an officer has recorded with its source; it goes before what was said and found."""

    person_id: int | None
    kind: str
    ore: int
    source: str


@dataclass(frozen=True, slots=True)
class Counted:
    incomes: tuple[CountedIncome, ...]
    missing: tuple[tuple[int, str], ...]
    """Benefits the person receives whose amount nobody has told: (person, kind). Missing is not zero."""


def counted_incomes(
    said: Said,
    found: Sequence[Found],
    officer: Sequence[OfficerFact],
    differences: Mapping[tuple[int, str], tuple[Difference, DifferenceState]],
    *,
    answered: Mapping[int, frozenset[str]],
    income_month: str,
) -> Counted:
    """`differences`: those of incomes as they stand now, by person and kind, with their state."""
    recorded = {(fact.person_id, fact.kind): fact for fact in officer if fact.person_id is not None}
    incomes = [*_as_said(said, set(recorded)), *_as_recorded(recorded.values(), income_month)]
    sums = paid_sums(found, income_month)
    ticked = {(benefit.person_id, benefit.kind): benefit.ore for benefit in said.benefits}
    missing: list[tuple[int, str]] = []
    for key in sorted({*ticked, *sums} - set(recorded)):
        difference = differences.get(key)
        silent = AGENCY_OF.get(key[1], "FK") not in answered.get(key[0], frozenset())
        ore = (
            _settled(*difference)
            if difference is not None
            else _agreed(ticked.get(key), sums.get(key), ticked=key in ticked, silent=silent)
        )
        if ore is None:
            missing.append(key)
        elif ore or sums.get(key):
            origin = Origin.SAID if ore == ticked.get(key) else Origin.REGISTER
            found_ore, differs = sums.get(key), difference is not None
            incomes.append(
                CountedIncome(*key, ore, income_month, origin, _source(found, key), found_ore, differs)
            )
    return Counted(tuple(incomes), tuple(missing))


def _as_said(said: Said, recorded: Collection[tuple[int | None, str]]) -> Iterable[CountedIncome]:
    for income in said.incomes:
        if (income.person_id, income.kind) not in recorded:
            yield CountedIncome(income.person_id, income.kind, income.ore, month_of(income.day), Origin.SAID)


def _as_recorded(facts: Iterable[OfficerFact], income_month: str) -> Iterable[CountedIncome]:
    for fact in facts:
        if fact.person_id is not None:
            yield CountedIncome(
                fact.person_id, fact.kind, fact.ore, income_month, Origin.OFFICER, fact.source, fact.ore
            )


def _source(found: Sequence[Found], key: tuple[int, str]) -> str:
    """The agency whose facts make up the sum."""
    return next(
        (agency_name(fact.agency) for fact in found if (fact.person_id, counted_kind(fact.kind)) == key), ""
    )


def _agreed(said_ore: int | None, found_ore: int | None, *, ticked: bool, silent: bool) -> int | None:
    """Without a difference. Within the tolerance the amount that favours the person counts."""
    if not ticked:
        return 0
    if found_ore is None:
        return said_ore if silent else said_ore or 0
    return found_ore if said_ore is None else min(said_ore, found_ore)


def _settled(difference: Difference, state: DifferenceState) -> int | None:
    """With a difference: the finding counts once the person has been told, before that what they said."""
    if difference.code is DifferenceCode.INCOME_NOT_FOUND:
        return difference.said_ore or 0 if state is not DifferenceState.ACKNOWLEDGED else 0
    if state is DifferenceState.ACKNOWLEDGED:
        return difference.found_ore
    return difference.said_ore or 0
