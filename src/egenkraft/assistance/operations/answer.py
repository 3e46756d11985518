"""One adult's answers: read, saved step by step, shown."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from egenkraft.assistance.codes import ApplicationKind, ApplicationState, PartState, Refused, StepState
from egenkraft.assistance.models import ApplicationPart
from egenkraft.assistance.operations.load import answers_of, note, part_row, to_json
from egenkraft.assistance.operations.partner import follow_household
from egenkraft.assistance.operations.show import step_state, step_views
from egenkraft.assistance.questions.catalogue import BY_KEY, steps_for
from egenkraft.assistance.questions.display import review_section
from egenkraft.assistance.questions.fields import Step
from egenkraft.assistance.questions.reading import read_step
from egenkraft.assistance.questions.reading import step_data as read_form
from egenkraft.assistance.views import ReviewSection, StepSaved, StepView
from egenkraft.casework import api as casework
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import AccessDenied, Actor, Realm, RefusedError, audit


def task_list(actor: Actor, now: datetime, *, application_id: int, person_id: int) -> tuple[StepView, ...]:
    """Every step of this adult, in order, with states and saved answers."""
    part = part_row(actor, "application.answers", application_id, person_id)
    _note_read(actor, now, part)
    return step_views(part)


def step(actor: Actor, now: datetime, *, application_id: int, person_id: int, step: str) -> StepView:
    """One step. Raises AccessDenied for a step this adult is not asked."""
    for view in task_list(actor, now, application_id=application_id, person_id=person_id):
        if view.key == step:
            return view
    raise AccessDenied


def step_data(step: str, pairs: Mapping[str, Sequence[str]]) -> dict[str, object]:
    """A posted form → the data of `save_step`. Raises AccessDenied for an unknown step."""
    if step not in BY_KEY:
        raise AccessDenied
    return read_form(BY_KEY[step], pairs)


def save_step(
    actor: Actor,
    now: datetime,
    *,
    application_id: int,
    person_id: int,
    step: str,
    data: Mapping[str, object],
    version: int,
) -> StepSaved:
    """All of a step or nothing. Refused.CHANGED_ELSEWHERE when another browser has saved since `version`."""
    with foundation.transaction():
        part = part_row(actor, "application.write", application_id, person_id, lock=True)
        _check_open(actor, part)
        _check_version(part, version)
        steps = steps_for(ApplicationKind(part.application.kind), part.order)
        asked = next((each for each in steps if each.key == step), None)
        if asked is None:
            raise AccessDenied
        read = read_step(asked, data, now.date())
        if read.errors:
            return StepSaved(part.version, tuple(read.errors))
        _store(part, {**answers_of(part), step: read.answers}, step, now)
        if step == "household":
            follow_household(actor, now, part, read.answers)
        ref = f"application:{application_id}"
        note(actor, now, audit.Action.WRITE, "application.write", ref, [person_id], [step])
        if actor.realm is not Realm.RESIDENT and part.application.state == ApplicationState.SUBMITTED:
            _tell_change(actor, now, part, asked)
    return StepSaved(part.version, next=_next_step(part, steps, step))


def _check_version(part: ApplicationPart, version: int) -> None:
    if part.version != version:
        raise RefusedError(
            Refused.CHANGED_ELSEWHERE,
            _(
                "Ansökan har ändrats på en annan enhet sedan du öppnade sidan. "
                "Det du skrev är inte sparat. Jämför med det som är sparat nu och spara igen."
            ),
        )


def _check_open(actor: Actor, part: ApplicationPart) -> None:
    state = part.application.state
    officer = actor.realm is not Realm.RESIDENT
    open_states = {ApplicationState.DRAFT, ApplicationState.WAITING_FOR_ADULT}
    if officer:
        open_states.add(ApplicationState.SUBMITTED)
    if state not in open_states or (part.state in (PartState.SIGNED, PartState.DECLINED) and not officer):
        raise RefusedError(
            Refused.NOT_OPEN_FOR_ANSWERS,
            _("Du har redan skrivit under. Kontakta oss om något behöver ändras."),
        )


def _store(part: ApplicationPart, answers: Mapping[str, object], step: str, now: datetime) -> None:
    part.answers = to_json(answers)
    part.saved = {**part.saved, step: now.isoformat(timespec="seconds")}
    part.version += 1
    if part.state == PartState.NOT_STARTED:
        part.state = PartState.STARTED
    part.save(update_fields=["answers", "saved", "version", "state"])


def _tell_change(actor: Actor, now: datetime, part: ApplicationPart, step: Step) -> None:
    """An officer who changes what was sent says so in the case's timeline."""
    if part.application.case_id is not None:
        casework.tell(
            actor,
            now,
            case_id=part.application.case_id,
            what=_("Svaren under ”%(step)s” ändrades på begäran av den sökande.") % {"step": step.title},
            object_ref=f"application:{part.application_id}",
        )


def _next_step(part: ApplicationPart, steps: Sequence[Step], saved: str) -> str | None:
    """The next step that is not done, after the saved one first."""
    answers = answers_of(part)
    place = [each.key for each in steps].index(saved)
    for each in (*steps[place + 1 :], *steps[:place]):
        if step_state(part, each, answers.get(each.key)) is not StepState.DONE:
            return each.key
    return None


def review_answers(
    actor: Actor, now: datetime, *, application_id: int, person_id: int
) -> tuple[ReviewSection, ...]:
    """This adult's own answers, as they will be signed."""
    part = part_row(actor, "application.answers", application_id, person_id)
    _note_read(actor, now, part)
    return sections_of(part)


def sections_of(part: ApplicationPart) -> tuple[ReviewSection, ...]:
    """The answers by step; a step carried from last month and not confirmed counts as incomplete."""
    answers = answers_of(part)
    sections = []
    for each in steps_for(ApplicationKind(part.application.kind), part.order):
        section = review_section(each, answers.get(each.key))
        if each.key not in part.saved and section.complete:
            section = ReviewSection(section.step, section.title, section.rows, complete=False)
        sections.append(section)
    return tuple(sections)


def _note_read(actor: Actor, now: datetime, part: ApplicationPart) -> None:
    note(
        actor,
        now,
        audit.Action.READ,
        "application.answers",
        f"application:{part.application_id}",
        [part.person_id],
        ["answers"],
    )
