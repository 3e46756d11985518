"""Which papers the answers ask for: the municipality's dated list, by answer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from egenkraft.assistance.codes import ApplicationKind
from egenkraft.assistance.questions.fields import Text
from egenkraft.policy.api import DocumentRule

LABELS: dict[str, Text] = {
    "account_overview_all_banks": _("Kontoöversikt från alla dina banker"),
    "tax_return": _("Din senaste deklaration, alla sidor"),
    "rent_notice": _("Hyresavi"),
    "rental_contract": _("Hyreskontrakt"),
    "landlord_approval": _("Hyresvärdens godkännande av andrahandsuthyrning"),
    "fee_specification": _("Specifikation av avgift och räntor för bostaden"),
    "pay_slip": _("Lönebesked"),
    "employment_contract": _("Anställningsavtal"),
    "employer_certificate": _("Arbetsgivarintyg"),
    "medical_certificate": _("Läkarintyg"),
    "csn_decision": _("Beslut från CSN"),
    "receipt_with_prescription": _("Kvitto och receptspecifikation"),
    "high_cost_receipt": _("Kvitto från vården, med namn och högkostnadsskydd"),
    "summons_or_receipt": _("Kallelse eller kvitto för resan"),
    "dental_cost_proposal": _("Kostnadsförslag från tandläkaren"),
    "optician_proposal": _("Kostnadsförslag från optikern"),
    "visitation_agreement": _("Dom eller avtal om umgänge"),
    "guardian_extract": _("Registerutdrag om god man eller förvaltare"),
    "other": _("Annat papper"),
}

_WHY: dict[str, Text] = {
    "new_applicant": _("Det behövs första gången du söker."),
    "rent": _("Du söker för hyra."),
    "sublet": _("Du bor i andra hand."),
    "condominium": _("Du bor i bostadsrätt eller eget hus."),
    "wage": _("Du har fått lön."),
    "job_ended": _("Du har slutat ett arbete."),
    "sick": _("Du är sjuk."),
    "studies": _("Du studerar."),
    "medicine": _("Du söker för medicin."),
    "medical_care": _("Du söker för läkarbesök."),
    "travel_approved": _("Du söker för resor."),
    "dental_care": _("Du söker för tandvård."),
    "glasses": _("Du söker för glasögon."),
    "visitation_children": _("Barn hälsar på hos dig."),
    "guardian": _("Du har en god man eller förvaltare."),
}

_APPLICATION_WORD = {
    ApplicationKind.NEW: "new",
    ApplicationKind.RENEWAL: "renewal",
    ApplicationKind.SINGLE_COST: "single",
}
_COST_ANSWERS = frozenset(("medicine", "medical_care", "travel_approved", "dental_care", "glasses"))


@dataclass(frozen=True, slots=True)
class WantedPaper:
    code: str
    label: str
    why: str


def wanted_papers(
    kind: ApplicationKind, answers: Mapping[str, Mapping[str, Any]], rules: Iterable[DocumentRule]
) -> tuple[WantedPaper, ...]:
    """The papers of one adult, in the order of the list, each once."""
    given = answer_codes(kind, answers)
    found: dict[str, WantedPaper] = {}
    for rule in rules:
        if rule.answer in given and _APPLICATION_WORD[kind] in rule.applications:
            label = str(LABELS.get(rule.document, rule.document))
            found.setdefault(rule.document, WantedPaper(rule.document, label, str(_WHY.get(rule.answer, ""))))
    return tuple(found.values())


def answer_codes(kind: ApplicationKind, answers: Mapping[str, Mapping[str, Any]]) -> frozenset[str]:
    """The codes of the municipality's list that these answers give."""
    codes: set[str] = set()
    if kind is ApplicationKind.NEW:
        codes.add("new_applicant")
    form = _get(answers, "housing", "form")
    if form == "sublet":
        codes.add("sublet")
    if form in ("condominium", "house"):
        codes.add("condominium")
    if _get(answers, "home_costs", "rent"):
        codes.add("rent")
    if any(row.get("kind") == "wage_net" for row in _rows(answers, "incomes", "incomes")):
        codes.add("wage")
    now = _get(answers, "occupation", "now") or ()
    codes.update(code for code, word in (("sick", "sick"), ("studies", "studies")) if word in now)
    if _get(answers, "occupation", "job_ended"):
        codes.add("job_ended")
    if _get(answers, "children", "visitation"):
        codes.add("visitation_children")
    if _get(answers, "contact", "guardian"):
        codes.add("guardian")
    for row in (*_rows(answers, "own_costs", "costs"), *_rows(answers, "single_costs", "costs")):
        if row.get("kind") in _COST_ANSWERS:
            codes.add(str(row["kind"]))
    return frozenset(codes)


def _get(answers: Mapping[str, Mapping[str, Any]], step: str, key: str) -> Any:
    return (answers.get(step) or {}).get(key)


def _rows(answers: Mapping[str, Mapping[str, Any]], step: str, key: str) -> Sequence[Mapping[str, Any]]:
    return _get(answers, step, key) or ()
