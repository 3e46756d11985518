"""The decision in plain Swedish, composed from its facts. Pure. The law stands last, the answer first.

Order: the decision and the amount, where the money goes, why, the child's perspective, what to do, how to disagree, law.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from egenkraft.assistance import law
from egenkraft.assistance.codes import DecisionKind, LegalGround, RefusalGround
from egenkraft.assistance.labels import COSTS
from egenkraft.assistance.views import DecisionText, Ground, LineView, PayoutPart, TextBlock
from egenkraft.assistance.words import day_text, kronor, month_name

GROUND_TEXTS: Mapping[RefusalGround, str] = {
    RefusalGround.INCOME_ABOVE_NEED: "Inkomsterna räcker till det som hushållet behöver enligt beräkningen.",
    RefusalGround.COST_ABOVE_REASONABLE: "Kostnaden är högre än vad som är skäligt.",
    RefusalGround.COST_IN_NORM: "Kostnaden ingår redan i riksnormen.",
    RefusalGround.COST_NOT_NEEDED: "Behovet kan tillgodoses på annat sätt.",
    RefusalGround.PAPERS_MISSING: "De papper vi bad om har inte kommit, och utan dem kan vi inte se vad du behöver.",
    RefusalGround.ASSETS_FIRST: "Det finns tillgångar som kan användas först.",
    RefusalGround.OTHER_BENEFIT_FIRST: "Behovet kan tillgodoses med en annan ersättning.",
    RefusalGround.NOT_AT_LABOUR_MARKET: "Du står inte till arbetsmarknadens förfogande på det sätt som lagen kräver.",
    RefusalGround.NOT_STAYING_HERE: "Du vistas inte i kommunen.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionFacts:
    """What the text is made of. `names`: person id → name; `lines`: the same rows as the officer saw."""

    kind: DecisionKind
    ground: LegalGround
    month: str
    number: str
    adults: tuple[int, ...]
    children: int
    names: Mapping[int, str]
    amount_ore: int
    """What this decision pays."""
    total_ore: int
    """What the month comes to."""
    already_ore: int
    """What earlier decisions for the month have granted."""
    need_ore: int
    income_ore: int
    lines: tuple[LineView, ...]
    payouts: tuple[PayoutPart, ...]
    grounds: tuple[Ground, ...]
    child_view: str
    emergency_test: str
    automatic: bool
    decided_by: str
    decided_on: date
    pay_day: date | None
    municipality: str
    board: str
    appeal_weeks: int
    loan_benefit: str = ""
    loan_agency: str = ""
    loan_reason: str = ""
    corrects_number: str = ""


def compose(facts: DecisionFacts) -> DecisionText:
    """The whole text of one decision."""
    reduced = tuple(line for line in facts.lines if is_reduced(line))
    blocks = [
        _money(facts),
        _why(facts, reduced),
        _grounds(facts),
        _child(facts),
        _loan(facts),
        _emergency(facts),
        _next(facts),
        _decider(facts),
    ]
    jobbstimulans = any(line.reason_code == "jobbstimulans" for line in facts.lines)
    child_income = any(line.reason_code == "child_exempt" for line in facts.lines)
    return DecisionText(
        title=_title(facts),
        lead=_lead(facts),
        blocks=tuple(block for block in blocks if block is not None),
        appeal=law.appeal_text(facts.ground, facts.appeal_weeks, facts.board),
        law=law.sections(facts.ground, facts.month, jobbstimulans=jobbstimulans, child_income=child_income),
        automated_note=_automated(facts),
    )


def is_reduced(line: LineView) -> bool:
    """A cost that is granted with less than what was applied for."""
    if line.kind != "cost" or line.applied_ore is None or line.counted_ore is None:
        return False
    return line.counted_ore < line.applied_ore


def _you(facts: DecisionFacts) -> tuple[str, str]:
    return ("Ni", "ni") if len(facts.adults) > 1 else ("Du", "du")


def _title(facts: DecisionFacts) -> str:
    month = month_name(facts.month, year=True)
    if facts.kind is DecisionKind.REFUSAL:
        return f"Beslut: avslag för {month}"
    if facts.kind is DecisionKind.PARTIAL:
        return f"Beslut: ekonomiskt bistånd för {month}, delvis beviljat"
    return f"Beslut: ekonomiskt bistånd för {month}"


def _lead(facts: DecisionFacts) -> str:
    you, _low = _you(facts)
    month = month_name(facts.month)
    if facts.kind is DecisionKind.REFUSAL:
        return f"{you} får inte ekonomiskt bistånd för {month}."
    pay = f" Pengarna kommer {day_text(facts.pay_day)}." if facts.pay_day else ""
    if not facts.already_ore:
        return f"{you} får {kronor(facts.amount_ore)} för {month}.{pay}"
    replaces = f" Beslutet ersätter beslut {facts.corrects_number}." if facts.corrects_number else ""
    whole = f"{you} får {kronor(facts.total_ore)} för {month}, varav {kronor(facts.already_ore)} redan är beviljat."
    if facts.total_ore < facts.already_ore:
        whole = f"{you} skulle ha fått {kronor(facts.total_ore)} för {month}. Inget tas tillbaka genom det här beslutet."
    elif facts.amount_ore:
        whole += f" Nu betalas {kronor(facts.amount_ore)}.{pay}"
    return whole + replaces


def _money(facts: DecisionFacts) -> TextBlock | None:
    if facts.kind is DecisionKind.REFUSAL or not facts.payouts:
        return None
    rows = []
    for part in facts.payouts:
        if part.person_id is None:
            rows.append(f"{kronor(part.amount_ore)} betalas direkt till {part.payee_label}.")
        elif len(facts.adults) > 1:
            rows.append(f"{kronor(part.amount_ore)} betalas till {facts.names[part.person_id]}.")
        else:
            rows.append(f"{kronor(part.amount_ore)} betalas till dig.")
    return TextBlock("Hit går pengarna", tuple(rows))


def _why(facts: DecisionFacts, reduced: Sequence[LineView]) -> TextBlock:
    you, low = _you(facts)
    text = [
        f"{you} behöver {kronor(facts.need_ore)} enligt riksnormen och de kostnader vi godkänt. "
        f"{you} har {kronor(facts.income_ore)} i inkomster."
    ]
    if facts.kind is DecisionKind.REFUSAL and facts.income_ore >= facts.need_ore:
        text.append(f"Därför räcker det {low} har.")
    elif facts.total_ore:
        text.append(f"Det som fattas, {kronor(facts.total_ore)}, får {low} av oss.")
    for line in reduced:
        name = COSTS.get(line.code, line.label_sv).lower()
        refused = (line.applied_ore or 0) - (line.counted_ore or 0)
        text.append(
            f"För {name} sökte {low} {kronor(line.applied_ore or 0)}. Vi godkänner {kronor(line.counted_ore or 0)} "
            f"och avslår {kronor(refused)}. {line.why_sv}"
        )
    text += [
        line.why_sv for line in facts.lines if line.kind == "income" and line.reason_code and line.why_sv
    ]
    return TextBlock("Därför", tuple(text))


def _grounds(facts: DecisionFacts) -> TextBlock | None:
    if not facts.grounds:
        return None
    several = len(facts.adults) > 1
    rows = []
    for ground in facts.grounds:
        who = f"{facts.names[ground.person_id]}: " if several else ""
        rows.append(f"{who}{GROUND_TEXTS[ground.ground]} {ground.text}".strip())
    return TextBlock("Skälen för beslutet", tuple(rows))


def _child(facts: DecisionFacts) -> TextBlock | None:
    if not facts.children or not facts.child_view:
        return None
    return TextBlock("Barnens bästa", (facts.child_view,))


def _loan(facts: DecisionFacts) -> TextBlock | None:
    if facts.ground is not LegalGround.ADVANCE:
        return None
    return TextBlock(
        "Det här är ett förskott",
        (
            f"Pengarna är ett förskott på {facts.loan_benefit.lower()} från {facts.loan_agency}. {facts.loan_reason}",
            "När du får ersättningen för samma tid ska du betala tillbaka förskottet till kommunen. "
            "Vi skickar då ett krav. Du kan be oss att få betala lite i taget eller att slippa betala.",
        ),
    )


def _emergency(facts: DecisionFacts) -> TextBlock | None:
    if facts.kind is not DecisionKind.REFUSAL or not facts.emergency_test:
        return None
    return TextBlock(
        "Om du är i en nödsituation", (facts.emergency_test, "Blir läget akut, ring oss samma dag.")
    )


def _next(facts: DecisionFacts) -> TextBlock:
    you, low = _you(facts)
    if facts.kind is DecisionKind.REFUSAL:
        return TextBlock("Ändras något?", (f"{you} kan söka igen när som helst. Då prövar vi på nytt.",))
    return TextBlock(
        "Det här behöver göras",
        (
            f"Ändras något för {'er' if low == 'ni' else 'dig'}, till exempel inkomst, bostad eller familj? Berätta det för oss.",
        ),
    )


def _decider(facts: DecisionFacts) -> TextBlock | None:
    """Who decided and when (FL 31 §); an automatic decision says so above."""
    if facts.automatic:
        return None
    on = day_text(facts.decided_on, weekday=False)
    return TextBlock("Vem har beslutat", (f"{facts.decided_by} beslutade den {on}, för {facts.board}.",))


def _automated(facts: DecisionFacts) -> str:
    if not facts.automatic:
        return ""
    return (
        "Beslutet är fattat automatiskt av kommunens system, eftersom allt ni sökte om beviljades i sin helhet. "
        "Du kan alltid be en person att gå igenom det. Ring oss eller skriv på Min sida."
    ).replace("allt ni", f"allt {_you(facts)[1]}")
