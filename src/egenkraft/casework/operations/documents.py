"""Documents filed and read."""

import hashlib
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from egenkraft.casework.models import Case, Document, DocumentFile
from egenkraft.casework.reach import needed_text, note_access, reach_case, record
from egenkraft.casework.refusals import CaseworkRefusal
from egenkraft.casework.views import Direction, DocumentContent, DocumentView, TimelineKind
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import AccessDenied, Actor, Realm, RefusedError, audit


def add_document(
    actor: Actor,
    now: datetime,
    *,
    scope_id: int,
    case_id: int | None,
    kind: str,
    direction: Direction,
    title: str,
    content: bytes,
    mime: str,
    person_id: int | None = None,
) -> DocumentView:
    """File a document. With `person_id` it is that person's alone among residents (a letter to one of two adults).

    Raises RefusedError(EMPTY_FILE | TEXT_MISSING).
    """
    scope = foundation.scope(scope_id)
    foundation.require(actor, "document.write", scope)
    with foundation.transaction():
        row = store(
            actor, now, scope_id=scope_id, case_id=case_id, kind=kind, direction=direction, title=title,
            content=content, mime=mime, person_id=person_id,
        )  # fmt: skip
        note_access(
            actor, now, scope, audit.Action.WRITE, "document.write", f"document:{row.pk}", ("document",)
        )
    return document_view(row)


def store(
    actor: Actor,
    now: datetime,
    *,
    scope_id: int,
    case_id: int | None,
    kind: str,
    direction: Direction,
    title: str,
    content: bytes,
    mime: str,
    person_id: int | None,
) -> Document:
    """`add_document` for one whose right to file has been looked at."""
    if not content:
        raise RefusedError(CaseworkRefusal.EMPTY_FILE, _("Filen är tom. Välj en annan fil."))
    row = Document.objects.create(
        scope_id=scope_id,
        case_id=case_id,
        person_id=person_id,
        kind=kind,
        direction=direction,
        title=needed_text(title, _("Rubriken"), 200),
        mime=mime,
        size_bytes=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        filed_at=now,
        filed_by=actor.name,
    )
    DocumentFile.objects.create(document=row, content=content)
    if row.case is not None:
        _tell(actor, now, row.case, row)
    return row


def _tell(actor: Actor, now: datetime, case: Case, row: Document) -> None:
    record(
        actor,
        now,
        case,
        TimelineKind.DOCUMENT,
        detail={"title": row.title},
        object_ref=f"document:{row.pk}",
        # A document of one adult is not told of in the timeline both can read.
        for_resident=row.person_id is None,
    )


def documents(actor: Actor, now: datetime, *, case_id: int) -> tuple[DocumentView, ...]:
    """The case's documents, newest first; a resident sees the household's and their own, never the partner's."""
    case, scope = reach_case(actor, "document.read", case_id)
    note_access(actor, now, scope, audit.Action.READ, "document.read", f"case:{case.pk}", ("documents",))
    rows = Document.objects.filter(case=case).order_by("-id")
    if actor.realm is Realm.RESIDENT:
        rows = rows.filter(Q(person_id__isnull=True) | Q(person_id=actor.person_id))
    return tuple(document_view(row) for row in rows)


def document_content(actor: Actor, now: datetime, *, document_id: int) -> DocumentContent:
    """A document with its bytes. Raises AccessDenied; ValueError when the bytes are not those that were filed."""
    row = Document.objects.filter(pk=document_id).select_related("file").first()
    if row is None:
        raise AccessDenied
    scope = foundation.scope(row.scope_id)
    foundation.require(actor, "document.read", scope, person_id=row.person_id)
    if actor.realm is Realm.RESIDENT and row.person_id not in (None, actor.person_id):
        raise AccessDenied
    note_access(actor, now, scope, audit.Action.READ, "document.read", f"document:{row.pk}", ("content",))
    content = row.file.content
    if hashlib.sha256(content).hexdigest() != row.sha256:
        raise ValueError(f"document {row.pk} is not the one that was filed: its hash differs")
    return DocumentContent(document_view(row), content)


def document_view(row: Document) -> DocumentView:
    return DocumentView(
        id=row.pk,
        case_id=row.case_id,
        kind=row.kind,
        direction=Direction(row.direction),
        title=row.title,
        mime=row.mime,
        size_bytes=row.size_bytes,
        sha256=row.sha256,
        person_id=row.person_id,
        filed_at=row.filed_at,
        filed_by=row.filed_by,
    )
