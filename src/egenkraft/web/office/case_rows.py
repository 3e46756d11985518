"""Rows of the case pages: what a room gave out, with the names and words that stand beside it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from egenkraft.assistance.codes import Origin
from egenkraft.assistance.labels import agency_name
from egenkraft.assistance.views import CasePage, FactView, InquiryView, PaperView, ReviewSection
from egenkraft.casework.api import AttachmentView, DocumentView, NoteView
from egenkraft.foundation.api import Actor
from egenkraft.web.office import words
from egenkraft.web.office.cases import name_of
from egenkraft.web.office.forms.case import NOTE_KINDS
from egenkraft.web.office.words import Text, Word


@dataclass(frozen=True)
class PaperRow:
    paper: PaperView
    name: str
    files: tuple[AttachmentView, ...]


@dataclass(frozen=True)
class PartRow:
    part: object
    name: str
    sections: tuple[ReviewSection, ...]


@dataclass(frozen=True)
class InquiryRow:
    one: InquiryView
    name: str
    agency: str
    word: Word


@dataclass(frozen=True)
class FactRow:
    one: FactView
    name: str
    source: Text


@dataclass(frozen=True)
class DocumentRow:
    one: DocumentView
    direction: Text


@dataclass(frozen=True)
class NoteRow:
    view: NoteView
    heading: Text
    mine: bool


def part_rows(content: CasePage) -> list[PartRow]:
    """Each adult with their own answers."""
    return [
        PartRow(part, name_of(content, part.person_id), content.sections.get(part.person_id, ()))
        for part in content.application.parts
    ]


def paper_rows(content: CasePage, files: Iterable[AttachmentView]) -> list[PaperRow]:
    """Each paper that the answers ask for, with the files handed in for it."""
    by_id = {file.id: file for file in files}
    return [
        PaperRow(
            paper,
            name_of(content, paper.person_id),
            tuple(by_id[found] for found in paper.attachment_ids if found in by_id),
        )
        for paper in content.papers
    ]


def inquiry_rows(content: CasePage) -> list[InquiryRow]:
    """Each agency's answer about each adult."""
    return [
        InquiryRow(
            one, name_of(content, one.person_id), agency_name(one.agency), words.INQUIRY_STATES[one.state]
        )
        for one in content.inquiries
    ]


def fact_rows(content: CasePage) -> list[FactRow]:
    """Every fact with its source: the agency when a register gave it, else who said it."""
    return [
        FactRow(
            one,
            name_of(content, one.person_id),
            agency_name(one.agency) if one.origin is Origin.REGISTER else words.ORIGINS[one.origin],
        )
        for one in content.facts
    ]


def document_rows(found: Iterable[DocumentView]) -> list[DocumentRow]:
    """Newest first."""
    newest = sorted(found, key=lambda one: one.filed_at, reverse=True)
    return [DocumentRow(one, words.DIRECTIONS[one.direction]) for one in newest]


def note_rows(actor: Actor, found: Iterable[NoteView]) -> list[NoteRow]:
    """Newest first; `mine` are those the reader wrote."""
    kinds: Mapping[str, Text] = dict(NOTE_KINDS)
    newest = sorted(found, key=lambda note: (note.happened_on, note.written_at), reverse=True)
    return [
        NoteRow(note, kinds.get(note.kind, note.kind), note.author_id == actor.user_id) for note in newest
    ]
