"""The journal: dated, signed, locked; objections beside."""

import pytest
from django.db import IntegrityError, transaction

from egenkraft.casework import api as casework
from egenkraft.casework.api import CaseView, CaseworkRefusal, NoteView
from egenkraft.casework.models import JournalNote, NoteObjection
from egenkraft.casework.tests.conftest import NOW, TODAY, Home, resident
from egenkraft.foundation.api import AccessDenied, Actor, RefusedError


@pytest.fixture
def note(case: CaseView, officer: Actor) -> NoteView:
    return casework.add_note(
        officer, NOW, case_id=case.id, kind="samtal", text="Alva ringde. • » € –", happened_on=TODAY
    )


def code(error: pytest.ExceptionInfo[RefusedError]) -> object:
    return error.value.code


def test_only_the_author_sees_changes_and_signs_what_is_not_signed(
    case: CaseView, note: NoteView, officer: Actor, colleague: Actor
) -> None:
    assert casework.notes(colleague, NOW, case_id=case.id) == ()
    with pytest.raises(RefusedError) as error:
        casework.sign_note(colleague, NOW, note_id=note.id)
    assert code(error) is CaseworkRefusal.NOT_YOUR_NOTE
    changed = casework.change_note(officer, NOW, note_id=note.id, text="Alva ringde igen", happened_on=TODAY)
    assert changed.text == "Alva ringde igen"
    casework.sign_note(officer, NOW, note_id=note.id)
    (seen,) = casework.notes(colleague, NOW, case_id=case.id)
    assert (seen.text, seen.author, seen.signed_at) == ("Alva ringde igen", "Anna", NOW)


def test_a_signed_note_is_locked(note: NoteView, officer: Actor) -> None:
    casework.sign_note(officer, NOW, note_id=note.id)
    for again in (
        lambda: casework.sign_note(officer, NOW, note_id=note.id),
        lambda: casework.change_note(officer, NOW, note_id=note.id, text="Annat", happened_on=TODAY),
    ):
        with pytest.raises(RefusedError) as error:
            again()
        assert code(error) is CaseworkRefusal.NOTE_SIGNED
    with pytest.raises(IntegrityError, match="locked"), transaction.atomic():
        JournalNote.objects.filter(pk=note.id).update(kind="annat")


@pytest.mark.parametrize("signed", [False, True])
def test_no_note_is_ever_removed(note: NoteView, officer: Actor, signed: bool) -> None:
    if signed:
        casework.sign_note(officer, NOW, note_id=note.id)
    with pytest.raises(IntegrityError, match="not removed"), transaction.atomic():
        JournalNote.objects.filter(pk=note.id).delete()


def test_the_persons_objection_stands_beside_the_note(
    case: CaseView, note: NoteView, officer: Actor, home: Home
) -> None:
    with pytest.raises(RefusedError) as error:
        casework.object_to_note(officer, NOW, note_id=note.id, by="Alva Prov", text="Jag ringde inte")
    assert code(error) is CaseworkRefusal.NOTE_NOT_SIGNED
    casework.sign_note(officer, NOW, note_id=note.id)
    casework.object_to_note(resident(home.alva), NOW, note_id=note.id, by="Alva Prov", text="Jag ringde inte")
    (seen,) = casework.notes(officer, NOW, case_id=case.id)
    assert seen.text == "Alva ringde. • » € –"
    assert [(item.by, item.text) for item in seen.objections] == [("Alva Prov", "Jag ringde inte")]
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        NoteObjection.objects.all().delete()


@pytest.mark.parametrize(
    ("text", "expected"),
    [("  \n", CaseworkRefusal.TEXT_MISSING), ("x" * 20_001, CaseworkRefusal.TEXT_TOO_LONG)],
)
def test_empty_and_huge_notes_are_refused(
    case: CaseView, officer: Actor, text: str, expected: CaseworkRefusal
) -> None:
    with pytest.raises(RefusedError) as error:
        casework.add_note(officer, NOW, case_id=case.id, kind="samtal", text=text, happened_on=TODAY)
    assert code(error) is expected
    assert JournalNote.objects.count() == 0


def test_residents_and_outsiders_do_not_read_the_journal_here(
    case: CaseView, note: NoteView, outsider: Actor, home: Home
) -> None:
    for actor in (outsider, resident(home.alva)):
        with pytest.raises(AccessDenied):
            casework.notes(actor, NOW, case_id=case.id)
        with pytest.raises(AccessDenied):
            casework.sign_note(actor, NOW, note_id=note.id)
