"""The typed sections of a municipality. Field names carry units; the JSON Schema knows the same names (tested)."""

from dataclasses import dataclass

from egenkraft.policy.values import Value


@dataclass(frozen=True, slots=True)
class DocumentRule:
    """A paper asked when an answer is given. `months`: months back it covers; `applications`: new, renewal, single_cost."""

    answer: str
    document: str
    applications: tuple[str, ...]
    months: int | None


@dataclass(frozen=True, slots=True)
class Deadlines:
    decision_goal_days: Value[int]
    decision_goal_day_kind: Value[str]
    """`calendar` or `working`."""
    completion_answer_days: Value[int]
    hearing_answer_days: Value[int]
    first_meeting_days: Value[int]
    place_ready_days: Value[int]
    """Clock 1 of R11: days until the municipality has a place ready."""
    applicant_active_days: Value[int]
    """Clock 2 of R11: days until the applicant is active. It never blocks, delays or refuses."""
    five_day_kind: Value[str]
    """`calendar` or `working`; no source tells which Sundbyberg counts."""
    new_application_break_months: Value[int]
    """Longer without assistance than this: a new application, not a renewal."""
    statement_months_new: Value[int]
    month_opens_day: Value[int]
    """Day of the month before from which a month may be applied for."""
    applications_per_month: Value[int]
    draft_life_days: Value[int]
    undo_minutes: Value[int]
    delay_notice_months: Value[int]
    """Undecided this long is a considerable delay: written notice with its reason (FL 11 §)."""


@dataclass(frozen=True, slots=True)
class Payments:
    pay_day: Value[int]
    complete_by_day: Value[int]
    """Complete by this day of the month: paid on `pay_day`; later: as soon as it can be."""
    payee_question_always: Value[bool]
    split_between_adults: Value[str]
    """`asked` (the household answers) or `half_each` of what remains after parts paid directly (R30)."""


@dataclass(frozen=True, slots=True)
class Automation:
    enabled: Value[bool]
    applications: Value[tuple[str, ...]]
    """Kinds of application that may be decided automatically: new, renewal, single_cost."""
    highest_amount_ore: Value[int]
    register_difference_tolerance_ore: Value[int]
    """Difference between what was said and what a register says that is not an obstacle."""
    rent_change_tolerance_ore: Value[int]
    review_percent: Value[int]
    """Share of automatic decisions drawn at random for review by a person."""


@dataclass(frozen=True, slots=True)
class Guidelines:
    housing_ceiling: Value[str]
    monthly_transit_card_as_rule: Value[bool]
    single_tickets_for: Value[tuple[str, ...]]
    dental_second_opinion: Value[bool]
    doctor_second_opinion: Value[bool]
    cost_kinds: Value[tuple[str, ...]]
    """Kinds of cost the application asks for, in this order."""
    documents: Value[tuple[DocumentRule, ...]]


@dataclass(frozen=True, slots=True)
class Files:
    kinds: Value[tuple[str, ...]]
    max_bytes: Value[int]
    max_files: Value[int]


@dataclass(frozen=True, slots=True)
class Work:
    activity_of_capacity_percent: Value[int]
    """Activity asked, as a share of the person's work capacity (R10)."""
    older_unit_from_age: Value[int]
    need_groups: Value[int]
    employment_bonus_ore: Value[int]
    employment_bonus_after_months: Value[int]
    one_bonus_per_person_and_job: Value[bool]


@dataclass(frozen=True, slots=True)
class Education:
    komvux_monthly_percent: Value[int]
    komvux_on_pass_percent: Value[int]
    sfi_monthly_percent: Value[int]
    sfi_on_pass_percent: Value[int]
    language_practice_max_percent: Value[int]
    employment_bonus_after_months: Value[int]
    keep_monthly_part_at_dropout: Value[bool]


@dataclass(frozen=True, slots=True)
class Establishment:
    housing_contract_months: Value[int]
    housing_school_per_week: Value[int]
    reception_days_per_week: Value[int]


@dataclass(frozen=True, slots=True)
class Youth:
    summer_job_weeks: Value[int]
    summer_job_applied_elsewhere: Value[int]
    kaa_from_age: Value[int]
    kaa_to_age: Value[int]


@dataclass(frozen=True, slots=True)
class Ssbtek:
    """Who asks SSBTEK: `ingivare`, the purpose and the law text of each question."""

    organisation_number: Value[str]
    """Twelve digits (16 + ten)."""
    name: Value[str]
    purpose: Value[str]
    law_text: Value[str]


@dataclass(frozen=True, slots=True)
class Law:
    """Times the law sets for every municipality."""

    demand_decision_after_months: Value[int]
    """FL 12 §: undecided this long, the person may demand a decision."""
    decide_demand_within_weeks: Value[int]
    appeal_weeks: Value[int]
    """FL 44 §: counted from the day the person got the decision."""
