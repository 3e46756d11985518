"""The door of the room: application, inquiry, calculation, decision.

Every function takes `actor` and `now` first and keyword arguments after. Expected refusals are raised as
`foundation.api.RefusedError(codes.Refused…, message)`; what the access table denies as `AccessDenied`. Writers run in one
transaction. Contract first: functions are filled in from `operations/`.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from egenkraft.assistance import codes, views
from egenkraft.foundation.actors import Actor

# --- The application -----------------------------------------------------------------------------------------------


def month_offers(actor: Actor, now: datetime, *, person_id: int) -> tuple[views.MonthOffer, ...]:
    """What this person can apply for now. Refused.NO_DIGITAL_WAY gives no reason."""
    raise NotImplementedError


def start_application(
    actor: Actor, now: datetime, *, person_id: int, kind: codes.ApplicationKind, month: str
) -> views.ApplicationView:
    """A draft, or the one that already exists for this person, month and kind (a repeat is the same application)."""
    raise NotImplementedError


def register_application(
    actor: Actor,
    now: datetime,
    *,
    person_id: int,
    other_adult_id: int | None,
    kind: codes.ApplicationKind,
    month: str,
    channel: codes.Channel,
    received_on: date,
) -> views.ApplicationView:
    """An officer registers one that came on paper, by telephone or at the desk. It is pending from `received_on`; the
    officer fills in with `save_step` and closes with `finish_registration`."""
    raise NotImplementedError


def finish_registration(
    actor: Actor, now: datetime, *, application_id: int, signed_person_ids: Sequence[int]
) -> views.Receipt:
    """The adults whose own signature stands on the paper, or who declared by word of mouth."""
    raise NotImplementedError


def application(actor: Actor, now: datetime, *, application_id: int) -> views.ApplicationView:
    raise NotImplementedError


def applications_of_person(
    actor: Actor, now: datetime, *, person_id: int
) -> tuple[views.ApplicationView, ...]:
    """Newest first."""
    raise NotImplementedError


def task_list(
    actor: Actor, now: datetime, *, application_id: int, person_id: int
) -> tuple[views.StepView, ...]:
    """The steps of this adult with their states; fields and values of each included."""
    raise NotImplementedError


def step(actor: Actor, now: datetime, *, application_id: int, person_id: int, step: str) -> views.StepView:
    raise NotImplementedError


def step_data(step: str, pairs: Mapping[str, Sequence[str]]) -> dict[str, object]:
    """A posted form → the data of `save_step`: rows are read from names as `incomes-0-kr`. Pure."""
    raise NotImplementedError


def save_step(
    actor: Actor,
    now: datetime,
    *,
    application_id: int,
    person_id: int,
    step: str,
    data: Mapping[str, object],
    version: int,
) -> views.StepSaved:
    """Save all of a step or nothing. Texts as typed ("9 480", "9480,50"). Refused.CHANGED_ELSEWHERE on a stale version."""
    raise NotImplementedError


def review_answers(
    actor: Actor, now: datetime, *, application_id: int, person_id: int
) -> tuple[views.ReviewSection, ...]:
    """This adult's own answers only."""
    raise NotImplementedError


def papers(
    actor: Actor, now: datetime, *, application_id: int, person_id: int
) -> tuple[views.PaperView, ...]:
    """The papers this adult's answers ask for, and those asked for in a completion request."""
    raise NotImplementedError


def attach(
    actor: Actor,
    now: datetime,
    *,
    application_id: int,
    person_id: int,
    paper: str,
    file_name: str,
    content: bytes,
) -> int:
    """Hand in a file for a paper; returns casework's attachment id. It is quarantined until checked by content."""
    raise NotImplementedError


def sign(
    actor: Actor, now: datetime, *, application_id: int, person_id: int, version: int, declared: bool
) -> views.Receipt:
    """Sign one's own part on one's honour. The first adult's day is the day the application counts from."""
    raise NotImplementedError


def decline_part(
    actor: Actor, now: datetime, *, application_id: int, person_id: int
) -> views.ApplicationView:
    """The other adult does not apply together; a person takes it from there."""
    raise NotImplementedError


def withdraw(
    actor: Actor, now: datetime, *, application_id: int, person_id: int, reason: str = ""
) -> views.ApplicationView:
    raise NotImplementedError


# --- Papers, registers, facts ---------------------------------------------------------------------------------------


def request_completion(
    actor: Actor,
    now: datetime,
    *,
    application_id: int,
    papers: Sequence[tuple[str, int | None]],
    message: str = "",
) -> views.CompletionView:
    """Named papers (code, person) to hand in by a day the municipality's deadlines give."""
    raise NotImplementedError


def completions(actor: Actor, now: datetime, *, application_id: int) -> tuple[views.CompletionView, ...]:
    raise NotImplementedError


def mark_received(
    actor: Actor, now: datetime, *, completion_id: int, paper: str, person_id: int | None
) -> None:
    """A paper that came another way."""
    raise NotImplementedError


def run_inquiry(
    actor: Actor, now: datetime, *, application_id: int, again: bool = False
) -> tuple[views.InquiryView, ...]:
    """Ask SSBTEK about each adult, once a month each. Never inside a transaction. Partial answers are normal.

    `again` asks anew the agencies that did not answer. Refused.CASE_NOT_OPEN outside an open case.
    """
    raise NotImplementedError


def inquiries(actor: Actor, now: datetime, *, application_id: int) -> tuple[views.InquiryView, ...]:
    raise NotImplementedError


def facts(actor: Actor, now: datetime, *, application_id: int) -> tuple[views.FactView, ...]:
    raise NotImplementedError


def facts_about_me(
    actor: Actor, now: datetime, *, application_id: int, person_id: int
) -> tuple[views.FactView, ...]:
    """What registers said about the person, to the person; being shown it counts as being told."""
    raise NotImplementedError


def add_fact(
    actor: Actor,
    now: datetime,
    *,
    application_id: int,
    person_id: int,
    kind: str,
    amount_ore: int | None,
    source: str,
    paid_on: date | None = None,
) -> views.FactView:
    """An officer records a fact with its source."""
    raise NotImplementedError


def differences(actor: Actor, now: datetime, *, application_id: int) -> tuple[views.DifferenceView, ...]:
    raise NotImplementedError


def acknowledge_difference(
    actor: Actor, now: datetime, *, difference_id: int, note: str
) -> views.DifferenceView:
    """The person has been told; what was found is used in the calculation."""
    raise NotImplementedError


def close_difference(actor: Actor, now: datetime, *, difference_id: int, note: str) -> views.DifferenceView:
    """What the person said is used; the note says why."""
    raise NotImplementedError


# --- Calculation and decision ----------------------------------------------------------------------------------------


def assess(actor: Actor, now: datetime, *, application_id: int) -> views.Assessment:
    """Calculate by the rulebook, store the record, and name every obstacle."""
    raise NotImplementedError


def assessment(actor: Actor, now: datetime, *, application_id: int) -> views.Assessment:
    """The latest, without storing anything."""
    raise NotImplementedError


def grant_line(
    actor: Actor, now: datetime, *, application_id: int, cost_id: int, granted_ore: int, reason: str
) -> views.Assessment:
    """A person decides on one applied cost; 0 ≤ granted ≤ applied. A reason is needed when it is less."""
    raise NotImplementedError


def explain(
    actor: Actor, now: datetime, *, calculation_id: int, name: str = "support_ore", person: str | None = None
) -> object:
    """The tree of one value, as `rulebook.api.Step`."""
    raise NotImplementedError


def what_if(actor: Actor, now: datetime, *, application_id: int, person_id: int, wage_net_kr: int) -> object:
    """`rulebook.api.Result` if the person earned this; nothing is stored."""
    raise NotImplementedError


def notify_hearing(
    actor: Actor, now: datetime, *, application_id: int, intended: codes.DecisionKind, reason: str
) -> views.HearingView:
    """Tell the person what we are thinking of deciding, why, and until when they can answer (FL 25, SoL 14:8)."""
    raise NotImplementedError


def answer_hearing(
    actor: Actor, now: datetime, *, hearing_id: int, person_id: int, text: str
) -> views.HearingView:
    raise NotImplementedError


def hearings_of_person(actor: Actor, now: datetime, *, person_id: int) -> tuple[views.HearingView, ...]:
    raise NotImplementedError


def propose(
    actor: Actor,
    now: datetime,
    *,
    application_id: int,
    kind: codes.DecisionKind,
    ground: codes.LegalGround = codes.LegalGround.RIGHT,
    grounds: Sequence[views.Ground] = (),
    child_view: str = "",
    emergency_test: str = "",
) -> views.ApplicationView:
    """Lay a decision before one who may decide it."""
    raise NotImplementedError


def preview_decision(
    actor: Actor,
    now: datetime,
    *,
    application_id: int,
    kind: codes.DecisionKind,
    ground: codes.LegalGround = codes.LegalGround.RIGHT,
    grounds: Sequence[views.Ground] = (),
    child_view: str = "",
    emergency_test: str = "",
) -> views.DecisionText:
    """The exact text the decision would have. Nothing is stored."""
    raise NotImplementedError


def decide(
    actor: Actor,
    now: datetime,
    *,
    application_id: int,
    kind: codes.DecisionKind,
    ground: codes.LegalGround = codes.LegalGround.RIGHT,
    grounds: Sequence[views.Ground] = (),
    child_view: str = "",
    emergency_test: str = "",
) -> views.DecisionView:
    """One person decides within the delegation order. Above the attest limit another attests before it is sent.

    A partial grant or a refusal needs a heard person, a ground for each adult, the child's perspective when there are
    children; a refusal the emergency test; 12:2 a tested and refused 12:1.
    """
    raise NotImplementedError


def decide_automatically(actor: Actor, now: datetime, *, application_id: int) -> views.DecisionView:
    """Grant in full, or Refused.AUTOMATION_STOPPED. Never reduces, never refuses."""
    raise NotImplementedError


def decide_loan(
    actor: Actor,
    now: datetime,
    *,
    application_id: int,
    benefit: str,
    agency: str,
    reason: str,
) -> views.DecisionView:
    """Etableringslan for the month: an advance on a named benefit (33:2 p. 1 a). It must be served before it is claimed."""
    raise NotImplementedError


def mark_served(actor: Actor, now: datetime, *, decision_id: int, served_at: datetime) -> views.DecisionView:
    raise NotImplementedError


def reopen_for_correction(
    actor: Actor, now: datetime, *, decision_id: int, reason: str
) -> views.ApplicationView:
    """An earlier month is corrected by a new decision for that month (FL 36–38); the sent one stays as it was."""
    raise NotImplementedError


def return_proposal(
    actor: Actor, now: datetime, *, application_id: int, reason: str
) -> views.ApplicationView:
    raise NotImplementedError


def undo_decision(actor: Actor, now: datetime, *, decision_id: int, reason: str) -> views.DecisionView:
    """Before it is sent only."""
    raise NotImplementedError


def send_decision(
    actor: Actor, now: datetime, *, decision_id: int, at_once: bool = False
) -> views.DecisionView:
    """Letter, document, planned payments and event in one transaction. `at_once` sends before the undo time is over."""
    raise NotImplementedError


def decision(actor: Actor, now: datetime, *, decision_id: int) -> views.DecisionView:
    raise NotImplementedError


def decisions_of_person(actor: Actor, now: datetime, *, person_id: int) -> tuple[views.DecisionView, ...]:
    """Sent decisions, newest first."""
    raise NotImplementedError


def case_page(actor: Actor, now: datetime, *, case_id: int) -> views.CasePage:
    raise NotImplementedError


def reviews(actor: Actor, now: datetime) -> tuple[views.ReviewView, ...]:
    """Automatic decisions drawn for review, those not reviewed first."""
    raise NotImplementedError


def finish_review(actor: Actor, now: datetime, *, review_id: int, right: bool, note: str) -> views.ReviewView:
    raise NotImplementedError


def replay_all(actor: Actor, now: datetime, *, tamper: bool = False) -> views.Replay:
    """Run every decision again from its stored facts and compare. `tamper` changes one stored fact and rolls back."""
    raise NotImplementedError


def month_facts(month: str) -> views.MonthFacts:
    raise NotImplementedError
