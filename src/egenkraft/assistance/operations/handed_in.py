"""Papers as they stand: which the answers ask for, which have been asked for, which files there are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from egenkraft.assistance.codes import ApplicationKind
from egenkraft.assistance.models import Application, ApplicationPart, CompletionPaper
from egenkraft.assistance.operations.load import answers_of, application_row, municipality, part_row
from egenkraft.assistance.operations.show import paper_label
from egenkraft.assistance.questions.papers import wanted_papers
from egenkraft.assistance.views import PaperView
from egenkraft.casework import api as casework
from egenkraft.foundation.api import Actor


@dataclass(frozen=True, slots=True)
class HandedIn:
    """Files by person and paper (refused ones left out), papers asked for, and how many files are not accepted."""

    files: Mapping[tuple[int, str], tuple[int, ...]]
    asked: tuple[CompletionPaper, ...]
    unread: int


def handed_in(actor: Actor, now: datetime, row: Application, person_id: int | None = None) -> HandedIn:
    """Of one adult, or of all."""
    found = casework.attachments(actor, now, subject_ref=f"application:{row.pk}", person_id=person_id)
    files: dict[tuple[int, str], tuple[int, ...]] = {}
    for file in found:
        if file.state is not casework.AttachmentState.REFUSED:
            key = (file.person_id, file.paper)
            files[key] = (*files.get(key, ()), file.id)
    asked = CompletionPaper.objects.filter(completion__application=row).order_by("pk")
    unread = sum(1 for file in found if file.state is not casework.AttachmentState.ACCEPTED)
    return HandedIn(files, tuple(asked), unread)


def papers(actor: Actor, now: datetime, *, application_id: int, person_id: int) -> tuple[PaperView, ...]:
    """What this adult's answers ask for, then what has been asked for besides, each with its files."""
    part = part_row(actor, "application.answers", application_id, person_id)
    row = application_row(actor, "application.read", application_id)
    return papers_of(now, part, handed_in(actor, now, row, person_id))


def papers_of(now: datetime, part: ApplicationPart, there: HandedIn) -> tuple[PaperView, ...]:
    """The papers of one adult; what was asked for by name goes before what the answers alone ask for."""
    rules = municipality(now.date()).guidelines.documents.known or ()
    person = part.person_id
    received = {paper.paper for paper in there.asked if paper.person_id == person and paper.received_at}
    wanted = {
        paper.code: _view(person, paper.code, paper.label, paper.why, there, paper.code in received)
        for paper in wanted_papers(ApplicationKind(part.application.kind), answers_of(part), rules)
    }
    for paper in there.asked:
        if paper.person_id == person:
            label, why = paper_label(paper.paper), _("Vi har bett om det.")
            wanted[paper.paper] = _view(person, paper.paper, label, why, there, paper.received_at is not None)
    return tuple(wanted.values())


def _view(person: int, code: str, label: str, why: str, there: HandedIn, received: bool) -> PaperView:
    files = there.files.get((person, code), ())
    return PaperView(code, label, why, person, received or bool(files), files)
