"""What stops an automatic decision: a closed set, each with its text to the officer. Pure.

Automation grants only, and only when every applied line is granted in full. Anything else that is here is named, and a
person decides.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from egenkraft.assistance.codes import ApplicationKind
from egenkraft.assistance.codes import ObstacleCode as Code
from egenkraft.assistance.differences import Difference
from egenkraft.assistance.labels import COSTS, agency_name, fact_label
from egenkraft.assistance.said import Said
from egenkraft.assistance.views import LineView, Obstacle
from egenkraft.assistance.words import kronor

TEXTS: Mapping[Code, str] = {
    Code.AUTOMATION_OFF: "Kommunen avgör inte den här sortens ansökan automatiskt.",
    Code.NEW_APPLICATION: "Ny ansökan. En person träffar den som söker och bedömer hela situationen.",
    Code.SINGLE_COST: "Enstaka kostnad. En person bedömer om den behövs.",
    Code.NOT_SIGNED_BY_ALL: "En vuxen i hushållet har inte skrivit under.",
    Code.PARTNER_DECLINED: "Den andra vuxna har svarat att de inte söker tillsammans.",
    Code.REGISTER_MISSING: "En myndighet har inte svarat. Ett svar som saknas är inte noll.",
    Code.DIFFERENCE_OPEN: "Det som står i ansökan skiljer sig från ett register.",
    Code.FACT_NOT_TOLD: "En uppgift har hämtats som personen inte har fått veta.",
    Code.COST_ABOVE_CEILING: "En kostnad kan inte beviljas i sin helhet enligt riktlinjen. En person beslutar om en minskning.",
    Code.COST_ASSESSED_BY_PERSON: "En kostnad bedöms i det enskilda fallet.",
    Code.NO_SUPPORT: "Inkomsterna räcker enligt beräkningen. Bara en person får avslå.",
    Code.ASSETS: "Det finns en tillgång att bedöma.",
    Code.PROTECTED: "Ärendet hanteras av en person.",
    Code.HOUSEHOLD_CHANGED: "Hushållet har ändrats.",
    Code.CHANGE_TOLD: "Personen har berättat om en ändring.",
    Code.HOUSING_CHANGED: "Bostaden har ändrats.",
    Code.RENT_CHANGED: "Hyran skiljer sig från förra månaden mer än vad som godtas utan granskning.",
    Code.ATTACHMENT_UNREAD: "En bilaga är inte kontrollerad eller gick inte att läsa.",
    Code.ATTACHMENT_MISSING: "Ett underlag som svaren kräver saknas.",
    Code.PAYEE_NOT_READY: "Det finns ingen godkänd mottagare av pengarna.",
    Code.FIGURE_NOT_VERIFIED: "Beräkningen vilar på ett antaget belopp.",
    Code.FIGURE_MISSING: "Beräkningen behöver ett belopp som saknas.",
    Code.LOAN_GROUND: "Personen väntar på en ersättning. Bedöm om beslutet ska vara ett förskott på förmånen.",
    Code.COMPLETION_OPEN: "Begärda papper har inte kommit.",
    Code.HEARING_OPEN: "Personen har fått veta vad vi tänker besluta och kan fortfarande svara.",
    Code.CHILD_INCOME_MISSING: "Ett barn har lön och vi vet inte vad barnet har tjänat tidigare i år.",
    Code.CARRIED_SURPLUS: "Ett överskott från en tidigare månad räknas med.",
    Code.AWAY_FROM_MUNICIPALITY: "Personen är inte i kommunen hela månaden.",
    Code.FREE_TEXT: "Personen har skrivit något som behöver läsas.",
    Code.ABOVE_AMOUNT: "Beloppet är högre än vad som får beslutas automatiskt.",
    Code.MONTH_ALREADY_DECIDED: "Det finns redan ett beslut för månaden.",
    Code.ON_HOLD: "Ärendet ligger vilande till ett datum.",
    Code.NOT_CALCULATED: "Beräkningen gick inte att göra.",
}

# Agencies whose silence can hide income of the month, or a job seeker who is not registered. The other three answer about
# last year's capital, cars and permits: what they do not answer is shown as missing and changes no sum of the month.
NEEDED_AGENCIES = ("AF", "CSN", "FK", "SO")


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """All that decides whether a person must look. Everything is asked for: a forgotten fact cannot mean "no obstacle"."""

    kind: ApplicationKind
    said: Said
    automation_enabled: bool
    automated_kinds: tuple[str, ...]
    highest_amount_ore: int | None
    fictitious_municipality: bool
    unsigned: tuple[int, ...]
    declined: tuple[int, ...]
    silent: tuple[tuple[int, str], ...]
    """(person, agency) that was to answer and did not, or not whole."""
    open_differences: tuple[Difference, ...]
    untold: tuple[tuple[int, str], ...]
    """(person, kind of fact) used in the calculation without the person having been told."""
    lines: tuple[LineView, ...]
    problem: str
    """Why there is no calculation; empty when there is one."""
    support_ore: int | None
    missing: tuple[str, ...]
    missing_incomes: tuple[tuple[int, str], ...]
    parameters_status: str
    protected: bool
    rent_change_ore: int | None
    """Change of the rent since last month's decision; None when there is none to compare with."""
    rent_tolerance_ore: int
    attachments_unread: int
    papers_missing: tuple[str, ...]
    payees_missing: tuple[str, ...]
    completion_open: bool
    hearing_open: bool
    month_decided: bool
    carried_surplus: bool
    on_hold: bool


def find_obstacles(situation: Situation) -> tuple[Obstacle, ...]:
    """Every obstacle, in the order an officer would look at them. None means: may be granted automatically."""
    return (
        *_of_application(situation),
        *_of_answers(situation),
        *_of_facts(situation),
        *_of_calculation(situation),
        *_of_handling(situation),
    )


def _obstacle(code: Code, fact: str = "", person_id: int | None = None) -> Obstacle:
    return Obstacle(code, TEXTS[code], fact, person_id)


def _of_application(s: Situation) -> Iterable[Obstacle]:
    if s.kind is ApplicationKind.NEW:
        yield _obstacle(Code.NEW_APPLICATION)
    if s.kind is ApplicationKind.SINGLE_COST:
        yield _obstacle(Code.SINGLE_COST)
    word = "single" if s.kind is ApplicationKind.SINGLE_COST else s.kind.value
    if not s.automation_enabled or word not in s.automated_kinds:
        yield _obstacle(Code.AUTOMATION_OFF)
    for person_id in s.unsigned:
        yield _obstacle(Code.NOT_SIGNED_BY_ALL, person_id=person_id)
    for person_id in s.declined:
        yield _obstacle(Code.PARTNER_DECLINED, person_id=person_id)
    if s.protected:
        yield _obstacle(Code.PROTECTED)
    if s.month_decided:
        yield _obstacle(Code.MONTH_ALREADY_DECIDED)


_CHANGES = {
    "household_changed": Code.HOUSEHOLD_CHANGED,
    "children_changed": Code.HOUSEHOLD_CHANGED,
    "housing_changed": Code.HOUSING_CHANGED,
    "other_changed": Code.CHANGE_TOLD,
}


def _of_answers(s: Situation) -> Iterable[Obstacle]:
    for person_id, key in s.said.changes:
        yield _obstacle(_CHANGES.get(key, Code.CHANGE_TOLD), person_id=person_id)
    for person_id in s.said.away:
        yield _obstacle(Code.AWAY_FROM_MUNICIPALITY, person_id=person_id)
    for person_id in s.said.free_text:
        yield _obstacle(Code.FREE_TEXT, person_id=person_id)
    for person_id, what in s.said.waiting_for_benefit:
        yield _obstacle(Code.LOAN_GROUND, what, person_id)
    for asset in s.said.assets:
        yield _obstacle(Code.ASSETS, kronor(asset.ore), asset.person_id)
    if s.said.child_wage:
        yield _obstacle(Code.CHILD_INCOME_MISSING)
    if s.rent_change_ore is not None and abs(s.rent_change_ore) > s.rent_tolerance_ore:
        yield _obstacle(Code.RENT_CHANGED, kronor(s.rent_change_ore))


def _of_facts(s: Situation) -> Iterable[Obstacle]:
    for person_id, agency in s.silent:
        if agency in NEEDED_AGENCIES:
            yield _obstacle(Code.REGISTER_MISSING, agency_name(agency), person_id)
    for difference in s.open_differences:
        yield _obstacle(Code.DIFFERENCE_OPEN, difference.sentence, difference.person_id)
    for person_id, kind in s.untold:
        yield _obstacle(Code.FACT_NOT_TOLD, fact_label(kind), person_id)
    for person_id, kind in s.missing_incomes:
        yield _obstacle(Code.REGISTER_MISSING, f"{fact_label(kind)}: beloppet saknas", person_id)
    for code in s.papers_missing:
        yield _obstacle(Code.ATTACHMENT_MISSING, code)
    if s.attachments_unread:
        yield _obstacle(Code.ATTACHMENT_UNREAD, str(s.attachments_unread))


def _of_calculation(s: Situation) -> Iterable[Obstacle]:
    if s.problem:
        yield _obstacle(Code.NOT_CALCULATED, s.problem)
    for line in s.lines:
        if line.kind == "cost":
            yield from _of_cost(line)
        elif line.counted_ore is None and line.kind == "income":
            yield _obstacle(Code.CHILD_INCOME_MISSING, line.label_sv)
    for name in s.missing:
        yield _obstacle(Code.FIGURE_MISSING, name)
    if s.support_ore is None and not s.problem and not s.missing:
        yield _obstacle(Code.FIGURE_MISSING)
    if s.support_ore == 0:
        yield _obstacle(Code.NO_SUPPORT)
    if s.parameters_status == "assumed" and not s.fictitious_municipality:
        yield _obstacle(Code.FIGURE_NOT_VERIFIED)
    if s.carried_surplus:
        yield _obstacle(Code.CARRIED_SURPLUS)
    if s.support_ore is not None and (s.highest_amount_ore is None or s.support_ore > s.highest_amount_ore):
        yield _obstacle(Code.ABOVE_AMOUNT, kronor(s.support_ore))


def _of_cost(line: LineView) -> Iterable[Obstacle]:
    label = COSTS.get(line.code, line.label_sv)
    if line.reason_code == "assess":
        yield _obstacle(Code.COST_ASSESSED_BY_PERSON, label)
    if line.applied_ore is None or line.counted_ore is None or line.counted_ore < line.applied_ore:
        applied = "" if line.applied_ore is None else kronor(line.applied_ore)
        counted = "saknas" if line.counted_ore is None else kronor(line.counted_ore)
        yield _obstacle(Code.COST_ABOVE_CEILING, f"{label}: sökt {applied}, räknat {counted}")


def _of_handling(s: Situation) -> Iterable[Obstacle]:
    for payee in s.payees_missing:
        yield _obstacle(Code.PAYEE_NOT_READY, payee)
    if s.completion_open:
        yield _obstacle(Code.COMPLETION_OPEN)
    if s.hearing_open:
        yield _obstacle(Code.HEARING_OPEN)
    if s.on_hold:
        yield _obstacle(Code.ON_HOLD)
