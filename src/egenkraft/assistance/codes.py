"""The closed sets of the room: kinds, states, refusals, obstacles, codes of differences."""

from enum import StrEnum


class ApplicationKind(StrEnum):
    NEW = "new"
    RENEWAL = "renewal"
    SINGLE_COST = "single_cost"


class Channel(StrEnum):
    DIGITAL = "digital"
    PAPER = "paper"
    PHONE = "phone"
    DESK = "desk"


class ApplicationState(StrEnum):
    DRAFT = "draft"
    WAITING_FOR_ADULT = "waiting_for_adult"
    """One adult has signed, the other has not."""
    SUBMITTED = "submitted"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    """A draft that nobody finished; it was never an application."""


class PartState(StrEnum):
    """One adult's own answers."""

    NOT_STARTED = "not_started"
    STARTED = "started"
    SIGNED = "signed"
    DECLINED = "declined"
    """The other adult says that they do not apply together."""


class StepState(StrEnum):
    DONE = "done"
    STARTED = "started"
    TODO = "todo"


class FieldKind(StrEnum):
    TEXT = "text"
    LONG_TEXT = "long_text"
    KRONOR = "kronor"
    DAY = "day"
    MONTH = "month"
    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICES = "choices"
    NUMBER = "number"
    IDENTITY = "identity"
    TICK = "tick"
    """One box, true only when ticked."""
    ROWS = "rows"
    """Repeated group: `FieldView.columns` are its fields, `FieldView.rows` its rows."""


class Origin(StrEnum):
    SAID = "said"
    REGISTER = "register"
    OFFICER = "officer"


class InquiryState(StrEnum):
    ANSWERED = "answered"
    PARTIAL = "partial"
    ERROR = "error"
    TIMEOUT = "timeout"
    NOT_ASKED = "not_asked"


class DifferenceState(StrEnum):
    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    """The person has been told and an officer has weighed it."""
    CLOSED = "closed"


class DifferenceCode(StrEnum):
    INCOME_NOT_SAID = "income_not_said"
    INCOME_HIGHER = "income_higher"
    INCOME_LOWER = "income_lower"
    INCOME_NOT_FOUND = "income_not_found"
    VEHICLE_NOT_SAID = "vehicle_not_said"
    CAPITAL_NOT_SAID = "capital_not_said"
    NOT_REGISTERED_AT_AF = "not_registered_at_af"
    A_KASSA_SUSPENDED = "a_kassa_suspended"
    PERMIT_ENDS = "permit_ends"
    PROTECTION_IN_REGISTER = "protection_in_register"


class ObstacleCode(StrEnum):
    """What stops an automatic decision. Text for the officer: `obstacles.TEXTS`."""

    AUTOMATION_OFF = "automation_off"
    NEW_APPLICATION = "new_application"
    SINGLE_COST = "single_cost"
    NOT_SIGNED_BY_ALL = "not_signed_by_all"
    REGISTER_MISSING = "register_missing"
    DIFFERENCE_OPEN = "difference_open"
    FACT_NOT_TOLD = "fact_not_told"
    COST_ABOVE_CEILING = "cost_above_ceiling"
    COST_ASSESSED_BY_PERSON = "cost_assessed_by_person"
    NO_SUPPORT = "no_support"
    ASSETS = "assets"
    PROTECTED = "protected"
    HOUSEHOLD_CHANGED = "household_changed"
    CHANGE_TOLD = "change_told"
    HOUSING_CHANGED = "housing_changed"
    RENT_CHANGED = "rent_changed"
    ATTACHMENT_UNREAD = "attachment_unread"
    ATTACHMENT_MISSING = "attachment_missing"
    PAYEE_NOT_READY = "payee_not_ready"
    FIGURE_NOT_VERIFIED = "figure_not_verified"
    FIGURE_MISSING = "figure_missing"
    LOAN_GROUND = "loan_ground"
    COMPLETION_OPEN = "completion_open"
    HEARING_OPEN = "hearing_open"
    CHILD_INCOME_MISSING = "child_income_missing"
    CARRIED_SURPLUS = "carried_surplus"
    NOT_CALCULATED = "not_calculated"
    PARTNER_DECLINED = "partner_declined"
    AWAY_FROM_MUNICIPALITY = "away_from_municipality"
    FREE_TEXT = "free_text"
    ABOVE_AMOUNT = "above_amount"
    MONTH_ALREADY_DECIDED = "month_already_decided"
    ON_HOLD = "on_hold"


class DecisionKind(StrEnum):
    GRANT = "grant"
    PARTIAL = "partial"
    REFUSAL = "refusal"


class DecisionState(StrEnum):
    AWAITING_ATTEST = "awaiting_attest"
    DECIDED = "decided"
    SENT = "sent"
    UNDONE = "undone"
    CORRECTED = "corrected"
    """A later decision stands in its place; this one is kept as it was."""


class LegalGround(StrEnum):
    """The rule a decision rests on; sections as in force from 2025-07-01."""

    RIGHT = "12:1"
    BEYOND_RIGHT = "12:2"
    """Only after 12:1 was tested and refused."""
    ADVANCE = "33:2"
    """Etableringslan: advance on a named benefit, 33:2 p. 1 a."""


class HearingState(StrEnum):
    NOTIFIED = "notified"
    ANSWERED = "answered"
    PASSED = "passed"
    WITHDRAWN = "withdrawn"


class CompletionState(StrEnum):
    OPEN = "open"
    RECEIVED = "received"
    PASSED = "passed"


class RefusalGround(StrEnum):
    INCOME_ABOVE_NEED = "income_above_need"
    COST_ABOVE_REASONABLE = "cost_above_reasonable"
    COST_IN_NORM = "cost_in_norm"
    COST_NOT_NEEDED = "cost_not_needed"
    PAPERS_MISSING = "papers_missing"
    ASSETS_FIRST = "assets_first"
    OTHER_BENEFIT_FIRST = "other_benefit_first"
    NOT_AT_LABOUR_MARKET = "not_at_labour_market"
    NOT_STAYING_HERE = "not_staying_here"


class Refused(StrEnum):
    """Expected refusals of this room."""

    CHANGED_ELSEWHERE = "changed_elsewhere"
    """Another browser has saved since this page was opened; what was typed is kept by the caller."""
    NOT_OPEN_FOR_ANSWERS = "not_open_for_answers"
    NOT_AN_ADULT_HERE = "not_an_adult_here"
    NO_DIGITAL_WAY = "no_digital_way"
    """Contact the office; the same words whatever the reason."""
    MONTH_NOT_OPEN = "month_not_open"
    ALREADY_APPLIED = "already_applied"
    NOT_COMPLETE = "not_complete"
    ALREADY_SIGNED = "already_signed"
    DECLARATION_MISSING = "declaration_missing"
    CASE_NOT_OPEN = "case_not_open"
    WRONG_STATE = "wrong_state"
    AUTOMATION_STOPPED = "automation_stopped"
    NOT_HEARD = "not_heard"
    GROUND_MISSING = "ground_missing"
    CHILD_VIEW_MISSING = "child_view_missing"
    EMERGENCY_TEST_MISSING = "emergency_test_missing"
    RIGHT_NOT_TESTED = "right_not_tested"
    ABOVE_DELEGATION = "above_delegation"
    RESULT_INCOMPLETE = "result_incomplete"
    PAYEE_NOT_READY = "payee_not_ready"
    NOT_ATTESTED = "not_attested"
    UNDO_TIME_PASSED = "undo_time_passed"
    UNDO_TIME_LEFT = "undo_time_left"
    FACT_NOT_TOLD = "fact_not_told"
    MORE_THAN_APPLIED = "more_than_applied"
    RULES_CHANGED = "rules_changed"
    HOUSEHOLD_NOT_SETTLED = "household_not_settled"
    NOT_FOUND = "not_found"
    INVALID = "invalid"
