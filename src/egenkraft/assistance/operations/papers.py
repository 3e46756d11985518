"""Papers: which the answers ask for, handed in as files, asked for by name in a completion request."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from egenkraft.assistance.codes import ApplicationState, CompletionState, Refused
from egenkraft.assistance.models import Application, Completion, CompletionPaper
from egenkraft.assistance.operations.deadlines import back_to_goal
from egenkraft.assistance.operations.letters import completion_letter, file_letter
from egenkraft.assistance.operations.load import (
    application_row,
    municipality,
    next_state,
    note,
    part_row,
)
from egenkraft.assistance.operations.show import completion_view, paper_label
from egenkraft.assistance.questions.papers import LABELS
from egenkraft.assistance.transitions import COMPLETION, COMPLETION_TABLE
from egenkraft.assistance.views import CompletionView
from egenkraft.casework import api as casework
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import AccessDenied, Actor, RefusedError, audit

_OPEN = (ApplicationState.DRAFT, ApplicationState.WAITING_FOR_ADULT, ApplicationState.SUBMITTED)


def file_limits(now: datetime) -> casework.FileLimits:
    """What the municipality takes; what no source tells is what casework can check, at 10 MB and 30 files."""
    files = municipality(now.date()).files
    known = files.kinds.known or tuple(casework.FileKind)
    return casework.FileLimits(
        frozenset(casework.FileKind(kind) for kind in known),
        files.max_bytes.known or 10 * 1024 * 1024,
        files.max_files.known or 30,
    )


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
    """Hand in a file for a paper. Quarantined first; checked by content at once after the transaction."""
    if paper not in LABELS:
        raise RefusedError(Refused.INVALID, _("Välj vilket papper filen gäller."))
    part = part_row(actor, "attachment.add", application_id, person_id)
    row = part.application
    if row.state not in _OPEN:
        raise RefusedError(
            Refused.NOT_OPEN_FOR_ANSWERS,
            _("Ansökan är avslutad. Lämna papperet i din nästa ansökan, eller kontakta oss."),
        )
    limits = file_limits(now)
    added = casework.add_attachment(
        actor,
        now,
        scope_id=part.scope_id,
        case_id=row.case_id,
        subject_ref=f"application:{application_id}",
        person_id=person_id,
        paper=paper,
        file_name=file_name,
        content=content,
        limits=limits,
    )
    system = foundation.system_actor("attachment")
    checked = casework.check_attachment(system, now, attachment_id=added.id, limits=limits)
    if checked.state is casework.AttachmentState.ACCEPTED:
        _receive(system, now, application_id, paper, person_id)
    return added.id


def request_completion(
    actor: Actor,
    now: datetime,
    *,
    application_id: int,
    papers: Sequence[tuple[str, int | None]],
    message: str = "",
) -> CompletionView:
    """Named papers, by the day the municipality's deadlines give. The case waits; nothing is refused by the clock."""
    if not papers or any(code not in LABELS for code, _person in papers):
        raise RefusedError(Refused.INVALID, _("Välj minst ett papper ur listan."))
    row = application_row(actor, "completion.request", application_id)
    adults = set(row.parts.values_list("person_id", flat=True))
    asked = [(code, person or row.first_person_id) for code, person in dict.fromkeys(papers)]
    if any(person not in adults for _code, person in asked):
        raise RefusedError(Refused.NOT_AN_ADULT_HERE, _("Välj en vuxen i ansökan."))
    due_on = now.date() + timedelta(days=municipality(now.date()).deadlines.completion_answer_days.value)
    letters = _letters(now, row, asked, message, due_on)
    with foundation.transaction():
        row = application_row(actor, "completion.request", application_id, lock=True)
        completion = Completion.objects.create(
            application=row,
            scope_id=row.scope_id,
            due_on=due_on,
            message=message,
            requested_at=now,
            requested_by=actor.name,
        )
        CompletionPaper.objects.bulk_create(
            CompletionPaper(completion=completion, paper=code, person_id=person) for code, person in asked
        )
        case_id = row.case_id or 0
        casework.move(actor, now, case_id=case_id, command="request_completion", reason=message)
        casework.set_deadline(actor, now, case_id=case_id, on=due_on, what=_("Papper ska ha kommit"))
        for person, letter in letters:
            file_letter(actor, now, row, person, "completion", _("Vi behöver papper från dig"), letter)
        ref = f"application:{row.pk}"
        note(actor, now, audit.Action.WRITE, "completion.request", ref, adults, ["papers"])
    return completion_view(completion)


def _letters(
    now: datetime, row: Application, asked: Sequence[tuple[str, int]], message: str, due_on: date
) -> list[tuple[int, casework.Letter]]:
    """One letter for each adult who is asked, with the papers by name."""
    name = municipality(now.date()).name
    number = "" if row.case is None else row.case.number
    return [
        (person, casework.render_letter("notice", data))
        for person in dict.fromkeys(person for _code, person in asked)
        for data in [
            completion_letter(
                now,
                person,
                number,
                [paper_label(code) for code, each in asked if each == person],
                message,
                due_on,
                name,
            )
        ]
    ]


def completions(actor: Actor, now: datetime, *, application_id: int) -> tuple[CompletionView, ...]:
    """Newest first. To a resident, only the papers asked of them."""
    row = application_row(actor, "application.read", application_id)
    views = tuple(
        completion_view(each) for each in row.completions.prefetch_related("papers").order_by("-pk")
    )
    if actor.person_id is None:
        return views
    return tuple(_for_person(view, actor.person_id) for view in views)


def _for_person(view: CompletionView, person_id: int) -> CompletionView:
    mine = tuple(paper for paper in view.papers if paper.person_id in (None, person_id))
    return CompletionView(
        view.id,
        view.application_id,
        view.state,
        view.due_on,
        view.message,
        mine,
        view.requested_at,
        view.requested_by,
    )


def mark_received(
    actor: Actor, now: datetime, *, completion_id: int, paper: str, person_id: int | None
) -> None:
    """A paper that came another way than as a file."""
    completion = Completion.objects.filter(pk=completion_id).first()
    if completion is None:
        raise AccessDenied
    application_row(actor, "completion.request", completion.application_id)
    _receive(actor, now, completion.application_id, paper, person_id)


def _receive(actor: Actor, now: datetime, application_id: int, paper: str, person_id: int | None) -> None:
    """Tick the paper off in each request; when a request is whole the case goes on."""
    with foundation.transaction():
        rows = CompletionPaper.objects.filter(
            completion__application_id=application_id, paper=paper, received_at__isnull=True
        )
        if person_id is not None:
            rows = rows.filter(person_id=person_id)
        touched = set(rows.values_list("completion_id", flat=True))
        rows.update(received_at=now)
        for completion in Completion.objects.select_related("application__case").filter(pk__in=touched):
            if not completion.papers.filter(received_at__isnull=True).exists():
                _complete(actor, now, completion)


def _complete(actor: Actor, now: datetime, completion: Completion) -> None:
    completion.state = next_state(
        COMPLETION_TABLE, completion.state, "receive", actor, _("Papperen har redan kommit.")
    )
    completion.save(update_fields=["state"])
    end_wait(actor, now, completion.application, "receive_completion")


def end_wait(actor: Actor, now: datetime, row: Application, command: str) -> None:
    """Move the case on from waiting for papers, unless it has left that state by other means."""
    if row.case is not None and row.case.state == COMPLETION:
        casework.move(actor, now, case_id=row.case_id or 0, command=command)
        back_to_goal(now, row)
        foundation.enqueue("assistance.assess", {"application_id": row.pk}, now=now)


def pass_completion(actor: Actor, now: datetime, *, completion_id: int) -> None:
    """The day has passed: the officer decides on what is there."""
    with foundation.transaction():
        completion = Completion.objects.select_related("application__case").get(pk=completion_id)
        if completion.state != CompletionState.OPEN:
            return
        completion.state = next_state(COMPLETION_TABLE, completion.state, "pass", actor, "")
        completion.save(update_fields=["state"])
        end_wait(actor, now, completion.application, "pass_completion")
