"""What the rest of the system sees of a register answer: typed facts, and what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from egenkraft.formats.ssbtek.names import Agency


class FactKind(StrEnum):
    """Kinds of facts. Where the rulebook has a kind of income for it, the value is that kind."""

    A_KASSA = "a_kassa"
    AKTIVITETSSTOD = "aktivitetsstod"
    SJUKPENNING = "sjukpenning"
    FORALDRAPENNING = "foraldrapenning"
    BARNBIDRAG = "barnbidrag"
    BOSTADSBIDRAG = "bostadsbidrag"
    UNDERHALLSSTOD = "underhallsstod"
    ETABLERINGSERSATTNING = "etableringsersattning"
    ETABLERINGSTILLAGG = "etableringstillagg"
    BOSTADSERSATTNING = "bostadsersattning"
    STUDIEMEDEL = "studiemedel"
    CSN_EXTRA_TILLAGG = "csn_extra_tillagg"
    PENSION = "pension"
    MERKOSTNADSERSATTNING = "merkostnadsersattning"
    # Benefits without a kind of their own among the rulebook's incomes.
    STUDIEHJALP = "studiehjalp"
    SJUKERSATTNING = "sjukersattning"
    REHABERSATTNING = "rehabersattning"
    BOSTADSTILLAGG = "bostadstillagg"
    GRAVIDITETSPENNING = "graviditetspenning"
    NARSTAENDEPENNING = "narstaendepenning"
    SMITTBARARPENNING = "smittbararpenning"
    DAGPENNING_TOTALFORSVAR = "dagpenning_totalforsvar"
    UTVECKLINGSERSATTNING = "utvecklingsersattning"
    LIVRANTA = "livranta"
    VARDBIDRAG = "vardbidrag"
    OMVARDNADSBIDRAG = "omvardnadsbidrag"
    HANDIKAPPERSATTNING = "handikappersattning"
    OTHER_BENEFIT = "other_benefit"
    # Not income of a month.
    HEMUTRUSTNINGSLAN = "hemutrustningslan"
    CAPITAL_INCOME = "capital_income"
    TAX_INFORMATION = "tax_information"
    BENEFIT_DECISION = "benefit_decision"
    A_KASSA_SUSPENSION = "a_kassa_suspension"
    A_KASSA_APPLICATION = "a_kassa_application"
    A_KASSA_MEMBERSHIP = "a_kassa_membership"
    STUDY_PERIOD = "study_period"
    AF_REGISTRATION = "af_registration"
    AF_ACTIVITY_REPORT = "af_activity_report"
    AF_DECISION = "af_decision"
    VEHICLE = "vehicle"
    PERMIT = "permit"
    ENTRY = "entry"
    PROTECTION_FLAG = "protection_flag"


_OWN_KIND_OF_INCOME = (
    FactKind.A_KASSA,
    FactKind.AKTIVITETSSTOD,
    FactKind.SJUKPENNING,
    FactKind.FORALDRAPENNING,
    FactKind.BARNBIDRAG,
    FactKind.BOSTADSBIDRAG,
    FactKind.UNDERHALLSSTOD,
    FactKind.ETABLERINGSERSATTNING,
    FactKind.ETABLERINGSTILLAGG,
    FactKind.BOSTADSERSATTNING,
    FactKind.STUDIEMEDEL,
    FactKind.CSN_EXTRA_TILLAGG,
    FactKind.PENSION,
    FactKind.MERKOSTNADSERSATTNING,
)
_OTHER_INCOME = (
    FactKind.STUDIEHJALP,
    FactKind.SJUKERSATTNING,
    FactKind.REHABERSATTNING,
    FactKind.BOSTADSTILLAGG,
    FactKind.GRAVIDITETSPENNING,
    FactKind.NARSTAENDEPENNING,
    FactKind.SMITTBARARPENNING,
    FactKind.DAGPENNING_TOTALFORSVAR,
    FactKind.UTVECKLINGSERSATTNING,
    FactKind.LIVRANTA,
    FactKind.VARDBIDRAG,
    FactKind.OMVARDNADSBIDRAG,
    FactKind.OTHER_BENEFIT,
)

# Payments that a calculation may count → the rulebook's kind of income. Handikappersattning is the older
# name of what merkostnadsersattning compensates: extra costs, tax free.
RULEBOOK_INCOME: Mapping[FactKind, str] = {
    **{kind: kind.value for kind in _OWN_KIND_OF_INCOME},
    FactKind.HANDIKAPPERSATTNING: FactKind.MERKOSTNADSERSATTNING.value,
    **dict.fromkeys(_OTHER_INCOME, "other"),
}


@dataclass(frozen=True)
class RegisterFact:
    """One fact from one agency about one person.

    `amount_ore`: paid or to be paid (net), or decided (gross) for decisions; None when the fact has no
    amount or the agency did not say. `detail` holds text only: `status` is "paid", "planned" or, for
    decisions, the agency's word. `source_ref` points into the answer.
    """

    agency: Agency
    kind: FactKind
    person: str
    amount_ore: int | None
    from_date: date | None
    to_date: date | None
    paid_on: date | None
    detail: Mapping[str, str]
    source_ref: str


class GapReason(StrEnum):
    NOT_ANSWERED = "not_answered"
    ERROR = "error"
    UNREADABLE = "unreadable"
    WRONG_PERSON = "wrong_person"
    PARTLY = "partly"
    NOT_READ = "not_read"


@dataclass(frozen=True)
class Gap:
    """Something asked for that we do not have. Missing is never zero: a gap is shown, not filled.

    WRONG_PERSON: the answer is about someone else, and all of it is dropped. PARTLY: a part of the
    agency's answer is missing. NOT_READ: the answer has a part this system does not read.
    """

    agency: Agency
    reason: GapReason
    code: str = ""
    message: str = ""


@dataclass(frozen=True)
class RegisterReading:
    facts: tuple[RegisterFact, ...]
    gaps: tuple[Gap, ...]


def text_detail(**values: object) -> dict[str, str]:
    """Details as text, without what is missing."""
    return {key: _text(value) for key, value in values.items() if value is not None}


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


@dataclass(frozen=True)
class FactMaker:
    """Makes facts of one agency about one person; what is not given is None."""

    agency: Agency
    person: str

    def fact(
        self,
        kind: FactKind,
        source_ref: str,
        *,
        amount_ore: int | None = None,
        from_date: date | None = None,
        to_date: date | None = None,
        paid_on: date | None = None,
        **detail: object,
    ) -> RegisterFact:
        return RegisterFact(
            agency=self.agency,
            kind=kind,
            person=self.person,
            amount_ore=amount_ore,
            from_date=from_date,
            to_date=to_date,
            paid_on=paid_on,
            detail=text_detail(**detail),
            source_ref=f"{self.agency}/{source_ref}",
        )

    def gap(self, reason: GapReason, code: str = "", message: str = "") -> Gap:
        return Gap(self.agency, reason, code, message)
