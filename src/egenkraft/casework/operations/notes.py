"""Journal notes: written, signed, objected to. Never removed (SoL 14:6)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from egenkraft.casework.models import Case, JournalNote, NoteObjection
from egenkraft.casework.reach import needed_text, note_access, reach_case, record
from egenkraft.casework.refusals import CaseworkRefusal
from egenkraft.casework.views import NoteView, ObjectionView, TimelineKind
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import AccessDenied, Actor, RefusedError, ScopeView, audit

NOTE_LENGTH = 20_000


def add_note(
    actor: Actor, now: datetime, *, case_id: int, kind: str, text: str, happened_on: date
) -> NoteView:
    """A note not yet signed, which its author may still change. Raises RefusedError(TEXT_MISSING | TEXT_TOO_LONG)."""
    with foundation.transaction():
        case, scope = reach_case(actor, "note.write", case_id)
        row = JournalNote.objects.create(
            case=case,
            kind=kind,
            happened_on=happened_on,
            text=needed_text(text, _("Anteckningen"), NOTE_LENGTH),
            author_id=actor.user_id,
            author_name=actor.name,
            written_at=now,
        )
        _note(actor, now, scope, row, "note.write", ("text",))
    return _view(row)


def change_note(actor: Actor, now: datetime, *, note_id: int, text: str, happened_on: date) -> NoteView:
    """Change one's own note before it is signed. Raises RefusedError(NOTE_SIGNED | NOT_YOUR_NOTE)."""
    with foundation.transaction():
        row, _case, scope = _own_unsigned(actor, note_id)
        row.text, row.happened_on = needed_text(text, _("Anteckningen"), NOTE_LENGTH), happened_on
        row.save(update_fields=["text", "happened_on"])
        _note(actor, now, scope, row, "note.write", ("text",))
    return _view(row)


def sign_note(actor: Actor, now: datetime, *, note_id: int) -> NoteView:
    """Sign one's own note: from now on it is locked. Raises RefusedError(NOTE_SIGNED | NOT_YOUR_NOTE)."""
    with foundation.transaction():
        row, case, scope = _own_unsigned(actor, note_id)
        row.signed_at = now
        row.save(update_fields=["signed_at"])
        record(actor, now, case, TimelineKind.NOTE_SIGNED, object_ref=f"note:{row.pk}")
        _note(actor, now, scope, row, "note.write", ("signed",))
    return _view(row)


def object_to_note(actor: Actor, now: datetime, *, note_id: int, by: str, text: str) -> NoteView:
    """What the person says is wrong, beside the note. Raises RefusedError(NOTE_NOT_SIGNED | TEXT_MISSING)."""
    with foundation.transaction():
        row, _case, scope = _reach(actor, "note.object", note_id)
        if row.signed_at is None:
            raise RefusedError(CaseworkRefusal.NOTE_NOT_SIGNED, _("Anteckningen är inte signerad än."))
        NoteObjection.objects.create(
            note=row,
            at=now,
            by=needed_text(by, _("Namnet"), 200),
            text=needed_text(text, _("Texten"), NOTE_LENGTH),
            recorded_by=actor.name,
        )
        _note(actor, now, scope, row, "note.object", ("objection",))
    return _view(row)


def notes(actor: Actor, now: datetime, *, case_id: int) -> tuple[NoteView, ...]:
    """The journal, newest day first; what is not signed only to its author."""
    case, scope = reach_case(actor, "note.read", case_id)
    note_access(actor, now, scope, audit.Action.READ, "note.read", f"case:{case.pk}", ("notes",))
    rows = (
        JournalNote.objects.filter(case=case).prefetch_related("objections").order_by("-happened_on", "-id")
    )
    return tuple(_view(row) for row in rows if row.signed_at is not None or row.author_id == actor.user_id)


def _reach(actor: Actor, permission: str, note_id: int) -> tuple[JournalNote, Case, ScopeView]:
    row = JournalNote.objects.filter(pk=note_id).first()
    if row is None:
        raise AccessDenied
    case, scope = reach_case(actor, permission, row.case_id, lock=True)
    row.refresh_from_db()
    return row, case, scope


def _own_unsigned(actor: Actor, note_id: int) -> tuple[JournalNote, Case, ScopeView]:
    row, case, scope = _reach(actor, "note.write", note_id)
    if row.signed_at is not None:
        raise RefusedError(
            CaseworkRefusal.NOTE_SIGNED,
            _("Anteckningen är signerad och kan inte ändras. Skriv en ny anteckning som rättar den."),
        )
    if row.author_id != actor.user_id:
        raise RefusedError(
            CaseworkRefusal.NOT_YOUR_NOTE, _("Bara den som skrev anteckningen kan ändra eller signera den.")
        )
    return row, case, scope


def _note(
    actor: Actor, now: datetime, scope: ScopeView, row: JournalNote, permission: str, fields: tuple[str, ...]
) -> None:
    note_access(actor, now, scope, audit.Action.WRITE, permission, f"note:{row.pk}", fields)


def _view(row: JournalNote) -> NoteView:
    return NoteView(
        id=row.pk,
        case_id=row.case_id,
        kind=row.kind,
        happened_on=row.happened_on,
        text=row.text,
        author=row.author_name,
        author_id=row.author_id,
        written_at=row.written_at,
        signed_at=row.signed_at,
        objections=tuple(
            ObjectionView(item.by, item.at, item.text)
            for item in sorted(row.objections.all(), key=lambda item: item.pk)
        ),
    )
