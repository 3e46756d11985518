"""Files handed in: quarantined, checked by content, then a document or refused."""

import hashlib
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from egenkraft.casework.events import AttachmentHandedIn
from egenkraft.casework.file_check import FileRefusedError, Scanner, cleaned
from egenkraft.casework.models import Attachment, Case, Document
from egenkraft.casework.operations.documents import store
from egenkraft.casework.reach import note_access, reach_case, record
from egenkraft.casework.refusals import CaseworkRefusal, FileProblem
from egenkraft.casework.views import (
    AttachmentState,
    AttachmentView,
    Direction,
    FileLimits,
    TimelineKind,
)
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import AccessDenied, Actor, RefusedError, audit

PROBLEM_TEXTS = {
    FileProblem.KIND_NOT_ALLOWED: gettext_lazy(
        "Filen är inte av ett slag vi kan ta emot. Ta ett foto av papperet eller spara det som PDF."
    ),
    FileProblem.BROKEN: gettext_lazy("Filen går inte att öppna. Ta ett nytt foto eller spara filen på nytt."),
    FileProblem.ENCRYPTED: gettext_lazy(
        "Filen är låst med lösenord. Spara den utan lösenord och försök igen."
    ),
    FileProblem.ACTIVE_CONTENT: gettext_lazy(
        "Filen innehåller program eller bifogade filer. Skriv ut den som PDF eller ta ett foto."
    ),
    FileProblem.TOO_MANY_PAGES: gettext_lazy("Filen har fler än 500 sidor. Dela upp den."),
    FileProblem.TOO_LARGE_PICTURE: gettext_lazy(
        "Bilden har för många punkter. Ta ett nytt foto med lägre upplösning."
    ),
    FileProblem.INFECTED: gettext_lazy("Filen innehåller skadlig kod och har inte tagits emot."),
}


def add_attachment(
    actor: Actor,
    now: datetime,
    *,
    scope_id: int,
    case_id: int | None,
    subject_ref: str,
    person_id: int,
    paper: str,
    file_name: str,
    content: bytes,
    limits: FileLimits,
) -> AttachmentView:
    """Take a file into quarantine, whatever its name. The same file for the same paper again is the same attachment.

    `subject_ref` is what it is handed in for ("application:12"). Raises RefusedError(EMPTY_FILE |
    FILE_TOO_LARGE | TOO_MANY_FILES).
    """
    scope = foundation.scope(scope_id)
    foundation.require(actor, "attachment.add", scope, person_id=person_id)
    _refuse_size(content, limits)
    digest = hashlib.sha256(content).hexdigest()
    with foundation.transaction():
        of_subject = Attachment.objects.filter(subject_ref=subject_ref, person_id=person_id)
        there = of_subject.filter(paper=paper, sha256=digest).first()
        if there is not None:
            return _view(there)
        _refuse_number(of_subject, limits)
        row = Attachment.objects.create(
            scope_id=scope_id,
            case_id=case_id,
            subject_ref=subject_ref,
            handed_in_at=now,
            **_quarantined(person_id, paper, file_name, content, digest),
        )
        foundation.publish(AttachmentHandedIn(row.pk), now=now)
        note_access(
            actor, now, scope, audit.Action.WRITE, "attachment.add", f"attachment:{row.pk}", ("file",)
        )
    return _view(row)


def _refuse_size(content: bytes, limits: FileLimits) -> None:
    if not content:
        raise RefusedError(CaseworkRefusal.EMPTY_FILE, _("Filen är tom. Välj en annan fil."))
    if len(content) > limits.max_bytes:
        raise RefusedError(
            CaseworkRefusal.FILE_TOO_LARGE,
            _("Filen är större än %(megabytes)d MB. Ta en ny bild eller välj en mindre fil.")
            % {"megabytes": limits.max_bytes // 1_048_576},
        )


def _quarantined(person_id: int, paper: str, file_name: str, content: bytes, digest: str) -> dict[str, Any]:
    """The columns of a file as it came."""
    return {
        "person_id": person_id,
        "paper": paper,
        "file_name": _name(file_name),
        "size_bytes": len(content),
        "sha256": digest,
        "raw": content,
        "state": AttachmentState.QUARANTINED,
    }


def _refuse_number(of_subject: QuerySet[Attachment], limits: FileLimits) -> None:
    if of_subject.exclude(state=AttachmentState.REFUSED).count() >= limits.max_files:
        raise RefusedError(
            CaseworkRefusal.TOO_MANY_FILES,
            _("Du kan lämna högst %(count)d filer. Lägg ihop sidor till en PDF.")
            % {"count": limits.max_files},
        )


def _name(file_name: str) -> str:
    """Any name is taken: what cannot be shown in it is left out."""
    last = file_name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(letter for letter in last if letter.isprintable()).strip()
    return shown[-200:] or "fil"


def check_attachment(
    actor: Actor, now: datetime, *, attachment_id: int, limits: FileLimits, scan: Scanner | None = None
) -> AttachmentView:
    """Check a quarantined file by its content; once checked, the outcome stands.

    The check itself runs outside the transaction. Raises OSError when the scanner does not answer: the file
    then stays in quarantine.
    """
    row = _reach(actor, attachment_id)
    if row.state != AttachmentState.QUARANTINED:
        return _view(row)
    try:
        clean, problem = cleaned(row.raw, limits, scan), None
    except FileRefusedError as refused:
        clean, problem = None, refused.problem
    with foundation.transaction():
        row = Attachment.objects.select_for_update(of=("self",)).select_related("case").get(pk=row.pk)
        if row.state != AttachmentState.QUARANTINED:
            return _view(row)
        if clean is not None:
            row.document = store(
                actor, now, scope_id=row.scope_id, case_id=row.case_id, kind=row.paper, direction=Direction.IN,
                title=row.file_name, content=clean.content, mime=clean.mime, person_id=row.person_id,
            )  # fmt: skip
        row.state = AttachmentState.ACCEPTED if clean else AttachmentState.REFUSED
        row.problem, row.raw, row.checked_at = problem or "", b"", now
        row.save()
        if problem and row.case is not None:
            record(actor, now, row.case, TimelineKind.FILE_REFUSED, object_ref=f"attachment:{row.pk}")
        scope = foundation.scope(row.scope_id)
        note_access(
            actor, now, scope, audit.Action.WRITE, "attachment.add", f"attachment:{row.pk}", ("state",)
        )
    return _view(row)


def _reach(actor: Actor, attachment_id: int) -> Attachment:
    row = Attachment.objects.filter(pk=attachment_id).first()
    if row is None:
        raise AccessDenied
    foundation.require(actor, "attachment.add", row.scope_id, person_id=row.person_id)
    return row


def attachments(
    actor: Actor, now: datetime, *, subject_ref: str, person_id: int | None = None
) -> tuple[AttachmentView, ...]:
    """What has been handed in for a thing, in order; a resident sees their own."""
    rows = Attachment.objects.filter(
        foundation.scope_q(actor, "attachment.read"), subject_ref=subject_ref
    ).defer("raw")
    if person_id is not None:
        rows = rows.filter(person_id=person_id)
    found = list(rows.order_by("id"))
    if found:
        audit.note(
            actor,
            now,
            action=audit.Action.READ,
            object_ref=subject_ref,
            permission="attachment.read",
            person_ids=sorted({row.person_id for row in found}),
            fields=("attachments",),
        )
    return tuple(_view(row) for row in found)


def file_attachments(actor: Actor, now: datetime, *, subject_ref: str, case_id: int) -> None:
    """The files of a thing go to the case that has been opened for it."""
    with foundation.transaction():
        case, scope = reach_case(actor, "attachment.add", case_id, lock=True)
        rows = Attachment.objects.filter(subject_ref=subject_ref, case__isnull=True, scope_id=scope.id)
        ids = [number for number in rows.values_list("document_id", flat=True) if number is not None]
        Document.objects.filter(pk__in=ids, case__isnull=True).update(case=case)
        rows.update(case=case)
        _tell(actor, now, case, ids)
        note_access(
            actor, now, scope, audit.Action.WRITE, "attachment.add", f"case:{case.pk}", ("attachments",)
        )


def _tell(actor: Actor, now: datetime, case: Case, document_ids: list[int]) -> None:
    for row in Document.objects.filter(pk__in=document_ids):
        detail: dict[str, str | int | None] = {"title": row.title}
        record(actor, now, case, TimelineKind.DOCUMENT, detail=detail, object_ref=f"document:{row.pk}")


def _view(row: Attachment) -> AttachmentView:
    problem = FileProblem(row.problem) if row.problem else None
    return AttachmentView(
        id=row.pk,
        subject_ref=row.subject_ref,
        case_id=row.case_id,
        person_id=row.person_id,
        paper=row.paper,
        file_name=row.file_name,
        size_bytes=row.size_bytes,
        sha256=row.sha256,
        state=AttachmentState(row.state),
        problem=problem,
        problem_text=str(PROBLEM_TEXTS[problem]) if problem else "",
        document_id=row.document_id,
        handed_in_at=row.handed_in_at,
    )
