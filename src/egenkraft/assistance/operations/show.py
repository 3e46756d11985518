"""Rows → what the room gives out."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from egenkraft.assistance.codes import (
    ApplicationKind,
    ApplicationState,
    Channel,
    CompletionState,
    DecisionKind,
    DifferenceCode,
    DifferenceState,
    HearingState,
    InquiryState,
    Origin,
    PartState,
    StepState,
)
from egenkraft.assistance.labels import fact_label
from egenkraft.assistance.models import (
    Application,
    ApplicationPart,
    Calculation,
    Completion,
    Difference,
    Fact,
    Hearing,
    Inquiry,
)
from egenkraft.assistance.operations.load import answers_of
from egenkraft.assistance.questions.catalogue import steps_for
from egenkraft.assistance.questions.display import field_view
from egenkraft.assistance.questions.fields import Step
from egenkraft.assistance.questions.papers import LABELS
from egenkraft.assistance.questions.reading import is_complete
from egenkraft.assistance.transitions import APPLICATION
from egenkraft.assistance.views import (
    ApplicationView,
    CalculationView,
    CompletionView,
    DifferenceView,
    FactView,
    HearingView,
    InquiryView,
    LineView,
    PaperView,
    PartView,
    StepView,
)
from egenkraft.foundation.api import Actor


def application_view(actor: Actor, row: Application) -> ApplicationView:
    parts = tuple(part_view(part) for part in sorted(row.parts.all(), key=lambda part: part.order))
    return ApplicationView(
        id=row.pk,
        kind=ApplicationKind(row.kind),
        month=row.month,
        state=ApplicationState(row.state),
        channel=Channel(row.channel),
        received_on=row.received_on,
        scope_id=row.scope_id,
        household_id=row.household_id,
        case_id=row.case_id,
        case_number="" if row.case is None else row.case.number,
        parts=parts,
        draft_until=row.draft_until,
        created_at=row.created_at,
        allowed_commands=APPLICATION.allowed_commands(row.state, actor),
    )


def part_view(part: ApplicationPart) -> PartView:
    return PartView(
        part.person_id, part.order, PartState(part.state), part.version, part.signed_at, part.signed_by
    )


def step_views(part: ApplicationPart) -> tuple[StepView, ...]:
    """All steps of this adult, with saved answers."""
    steps = steps_for(ApplicationKind(part.application.kind), part.order)
    answers = answers_of(part)
    return tuple(_step_view(part, steps, number, answers) for number in range(len(steps)))


def _step_view(
    part: ApplicationPart, steps: tuple[Step, ...], number: int, answers: Mapping[str, Mapping[str, Any]]
) -> StepView:
    step = steps[number]
    given = answers.get(step.key)
    return StepView(
        key=step.key,
        title=str(step.title),
        lead=str(step.lead),
        fields=tuple(field_view(each, given) for each in step.fields),
        state=step_state(part, step, given),
        number=number + 1,
        of=len(steps),
        previous=steps[number - 1].key if number else None,
        next=steps[number + 1].key if number + 1 < len(steps) else None,
        version=part.version,
        prefilled=given is not None and step.key not in part.saved,
        saved_at=part.saved.get(step.key),
    )


def step_state(part: ApplicationPart, step: Step, given: Mapping[str, Any] | None) -> StepState:
    """Done only when it was saved in this application: what is carried from last month is to be confirmed."""
    if given is None:
        return StepState.TODO
    return StepState.DONE if step.key in part.saved and is_complete(step, given) else StepState.STARTED


def completion_view(row: Completion) -> CompletionView:
    return CompletionView(
        id=row.pk,
        application_id=row.application_id,
        state=CompletionState(row.state),
        due_on=row.due_on,
        message=row.message,
        papers=tuple(
            PaperView(
                paper.paper, paper_label(paper.paper), "", paper.person_id, paper.received_at is not None
            )
            for paper in row.papers.all()
        ),
        requested_at=row.requested_at,
        requested_by=row.requested_by,
    )


def paper_label(code: str) -> str:
    return str(LABELS.get(code, code))


def inquiry_view(row: Inquiry, facts: int) -> InquiryView:
    return InquiryView(
        row.pk, row.person_id, row.agency, InquiryState(row.state), row.code, row.message, row.at, facts
    )


def fact_view(row: Fact) -> FactView:
    return FactView(
        id=row.pk,
        person_id=row.person_id,
        kind=row.kind,
        label=fact_label(row.kind),
        amount_ore=row.amount_ore,
        from_date=row.from_date,
        to_date=row.to_date,
        paid_on=row.paid_on,
        origin=Origin(row.origin),
        agency=row.agency,
        detail=json.loads(row.detail),
        recorded_at=row.recorded_at,
        told_at=row.told_at,
    )


def difference_view(row: Difference) -> DifferenceView:
    return DifferenceView(
        id=row.pk,
        code=DifferenceCode(row.code),
        state=DifferenceState(row.state),
        person_id=row.person_id,
        kind=row.kind,
        label=fact_label(row.kind),
        said_ore=row.said_ore,
        found_ore=row.found_ore,
        said=row.said,
        found=row.found,
        source=row.source,
        sentence=row.sentence,
        raised_at=row.raised_at,
        handled_by=row.handled_by,
        handled_at=row.handled_at,
        note=row.note,
    )


def hearing_view(row: Hearing) -> HearingView:
    return HearingView(
        id=row.pk,
        application_id=row.application_id,
        state=HearingState(row.state),
        intended=DecisionKind(row.intended),
        text="\n\n".join((row.text, *(each for own in json.loads(row.personal).values() for each in own))),
        notified_at=row.notified_at,
        answer_by=row.answer_by,
        answers=tuple((answer.person_id, answer.text, answer.at) for answer in row.answers.all()),
    )


def calculation_view(row: Calculation) -> CalculationView:
    """From the stored result: nothing is calculated again."""
    return calculation_from(json.loads(row.result), row)


def calculation_from(result: Mapping[str, Any], row: Calculation) -> CalculationView:
    return CalculationView(
        id=row.pk,
        application_id=row.application_id,
        month=result["month"],
        lines=lines_from(result["lines"]),
        shares=tuple((int(person), ore) for person, ore in result["shares"]),
        direct=tuple((kind, payee, ore) for kind, payee, ore in result["direct"]),
        missing=tuple(result["missing"]),
        parameters_status=result["parameters_status"],
        rulebook_version=row.rulebook_version,
        hash=row.hash,
        at=row.at,
        **{name: result[name] for name in TOTALS},
    )


TOTALS = (
    "riksnorm_ore",
    "costs_ore",
    "need_ore",
    "income_ore",
    "support_ore",
    "surplus_ore",
    "applied_ore",
    "remaining_ore",
)


def lines_from(rows: Iterable[Mapping[str, Any]]) -> tuple[LineView, ...]:
    return tuple(LineView(**row) for row in rows)
