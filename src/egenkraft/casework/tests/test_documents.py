"""Documents and attachments: filed, read by those who may, never changed."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from egenkraft.casework import api as casework
from egenkraft.casework.api import (
    AttachmentState,
    AttachmentView,
    CaseView,
    CaseworkRefusal,
    Direction,
    DocumentView,
    FileKind,
    FileLimits,
    FileProblem,
    TimelineKind,
)
from egenkraft.casework.models import Attachment, Document, DocumentFile
from egenkraft.casework.tests import files
from egenkraft.casework.tests.conftest import KIND, NOW, SYSTEM, Home, resident
from egenkraft.foundation.api import AccessDenied, Actor, RefusedError
from egenkraft.foundation.models import Event

LIMITS = FileLimits(kinds=frozenset(FileKind), max_bytes=100_000, max_files=3)


def file_letter(
    case: CaseView, person_id: int | None = None, content: bytes = b"%PDF letter"
) -> DocumentView:
    return casework.add_document(
        SYSTEM,
        NOW,
        scope_id=case.scope_id,
        case_id=case.id,
        kind="decision",
        direction=Direction.OUT,
        title="Beslut",
        content=content,
        mime="application/pdf",
        person_id=person_id,
    )


def hand_in(
    actor: Actor, home: Home, content: bytes, *, case: CaseView | None = None, name: str = "hyra.jpg"
) -> AttachmentView:
    return casework.add_attachment(
        actor,
        NOW,
        scope_id=home.scope_id,
        case_id=case.id if case else None,
        subject_ref="application:1",
        person_id=home.alva.id,
        paper="rent_notice",
        file_name=name,
        content=content,
        limits=LIMITS,
    )


def check(attachment: AttachmentView) -> AttachmentView:
    return casework.check_attachment(SYSTEM, NOW, attachment_id=attachment.id, limits=LIMITS)


def test_a_document_is_read_as_it_was_filed(case: CaseView, officer: Actor, home: Home) -> None:
    filed = file_letter(case)
    assert casework.documents(officer, NOW, case_id=case.id) == (filed,)
    for actor in (officer, resident(home.bo)):
        assert casework.document_content(actor, NOW, document_id=filed.id).content == b"%PDF letter"
    assert casework.timeline(resident(home.alva), NOW, case_id=case.id)[0].kind is TimelineKind.DOCUMENT


def test_the_bytes_lie_encrypted(case: CaseView) -> None:
    filed = file_letter(case, content=b"%PDF very secret")
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM casework_documentfile WHERE document_id = %s", [filed.id])
        assert b"secret" not in bytes(cursor.fetchone()[0])


def test_a_letter_to_one_adult_is_not_shown_to_the_other(case: CaseView, officer: Actor, home: Home) -> None:
    filed = file_letter(case, person_id=home.alva.id)
    assert casework.documents(resident(home.alva), NOW, case_id=case.id) == (filed,)
    assert casework.documents(resident(home.bo), NOW, case_id=case.id) == ()
    with pytest.raises(AccessDenied):
        casework.document_content(resident(home.bo), NOW, document_id=filed.id)
    assert TimelineKind.DOCUMENT not in {
        entry.kind for entry in casework.timeline(resident(home.bo), NOW, case_id=case.id)
    }
    assert casework.document_content(officer, NOW, document_id=filed.id).document == filed


def test_what_is_filed_is_neither_changed_nor_removed(case: CaseView, outsider: Actor) -> None:
    filed = file_letter(case)
    rows, bytes_of = Document.objects.filter(pk=filed.id), DocumentFile.objects.filter(document_id=filed.id)
    for change in (
        lambda: rows.update(title="Annat"),
        lambda: rows.update(case=None),
        lambda: rows.update(sha256="0" * 64),
        lambda: bytes_of.update(content=b"%PDF other"),
        bytes_of.delete,
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    with pytest.raises(AccessDenied):
        casework.document_content(outsider, NOW, document_id=filed.id)
    with pytest.raises(AccessDenied):
        casework.document_content(outsider, NOW, document_id=filed.id + 1)


def test_a_list_of_documents_does_not_read_their_bytes(case: CaseView, officer: Actor) -> None:
    file_letter(case)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        casework.documents(officer, NOW, case_id=case.id)
    assert not any("documentfile" in query["sql"] for query in queries)


def test_an_empty_document_is_refused(case: CaseView) -> None:
    with pytest.raises(RefusedError) as error:
        file_letter(case, content=b"")
    assert error.value.code is CaseworkRefusal.EMPTY_FILE
    assert Document.objects.count() == 0


def test_a_file_is_quarantined_then_checked_then_filed(case: CaseView, officer: Actor, home: Home) -> None:
    alva = resident(home.alva)
    handed = hand_in(alva, home, files.jpeg_with_place(), case=case)
    assert (handed.state, handed.document_id) == (AttachmentState.QUARANTINED, None)
    assert casework.documents(officer, NOW, case_id=case.id) == ()
    assert Event.objects.get(name="AttachmentHandedIn").payload == {"attachment_id": handed.id}
    accepted = check(handed)
    assert accepted.state is AttachmentState.ACCEPTED
    assert accepted.document_id is not None
    content = casework.document_content(officer, NOW, document_id=accepted.document_id)
    assert content.document.direction is Direction.IN
    assert b"Storgatan" not in content.content
    assert bytes(Attachment.objects.get().raw) == b""
    assert check(handed) == accepted
    assert Document.objects.count() == 1


def test_a_refused_file_is_not_kept_and_says_why(case: CaseView, home: Home, officer: Actor) -> None:
    refused = check(hand_in(resident(home.alva), home, files.pdf_with_script(), case=case))
    assert (refused.state, refused.problem) == (AttachmentState.REFUSED, FileProblem.ACTIVE_CONTENT)
    assert "program" in refused.problem_text
    assert bytes(Attachment.objects.get().raw) == b""
    assert Document.objects.count() == 0
    assert casework.timeline(officer, NOW, case_id=case.id)[0].kind is TimelineKind.FILE_REFUSED


def test_a_scanner_that_does_not_answer_leaves_the_file_in_quarantine(home: Home) -> None:
    handed = hand_in(resident(home.alva), home, files.jpeg())

    def silent(_content: bytes) -> str | None:
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011  (the scanner's own)
        casework.check_attachment(SYSTEM, NOW, attachment_id=handed.id, limits=LIMITS, scan=silent)
    assert Attachment.objects.get().state == AttachmentState.QUARANTINED


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("räkning •»€.jpg", "räkning •»€.jpg"),
        ("../../etc/passwd", "passwd"),
        ("C:\\bilder\\hyra.jpg", "hyra.jpg"),
        ("\x00\n\u202e", "fil"),
        ("", "fil"),
        ("x" * 500, "x" * 200),
    ],
)
def test_no_file_is_refused_for_its_name(home: Home, name: str, kept: str) -> None:
    assert hand_in(resident(home.alva), home, files.jpeg(), name=name).file_name == kept


def test_size_and_number_are_limited_and_the_same_file_is_the_same(home: Home) -> None:
    alva = resident(home.alva)
    for content, code in (
        (b"", CaseworkRefusal.EMPTY_FILE),
        (b"x" * 100_001, CaseworkRefusal.FILE_TOO_LARGE),
    ):
        with pytest.raises(RefusedError) as error:
            hand_in(alva, home, content)
        assert error.value.code is code
    first = hand_in(alva, home, files.jpeg((10, 10)))
    assert hand_in(alva, home, files.jpeg((10, 10)), name="annat namn.jpg") == first
    for width in (11, 12):
        hand_in(alva, home, files.jpeg((width, 10)))
    with pytest.raises(RefusedError) as error:
        hand_in(alva, home, files.jpeg((13, 10)))
    assert error.value.code is CaseworkRefusal.TOO_MANY_FILES


def test_each_adult_hands_in_and_sees_their_own(home: Home, officer: Actor, outsider: Actor) -> None:
    handed = hand_in(resident(home.alva), home, files.jpeg())
    for actor in (resident(home.bo), outsider):
        with pytest.raises(AccessDenied):
            hand_in(actor, home, files.png())
        assert casework.attachments(actor, NOW, subject_ref="application:1") == ()
    assert casework.attachments(resident(home.alva), NOW, subject_ref="application:1") == (handed,)
    assert casework.attachments(officer, NOW, subject_ref="application:1", person_id=home.alva.id) == (
        handed,
    )


def test_files_follow_when_a_case_is_opened(home: Home, officer: Actor) -> None:
    accepted = check(hand_in(resident(home.alva), home, files.jpeg()))
    waiting = hand_in(resident(home.alva), home, files.png())
    case = casework.open_case(SYSTEM, NOW, kind=KIND, title="Prov", scope_id=home.scope_id)
    casework.file_attachments(SYSTEM, NOW, subject_ref="application:1", case_id=case.id)
    assert [row.id for row in casework.documents(officer, NOW, case_id=case.id)] == [accepted.document_id]
    check(waiting)
    assert len(casework.documents(officer, NOW, case_id=case.id)) == 2
