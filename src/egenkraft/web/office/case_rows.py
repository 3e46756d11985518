"""Rows of the case pages: what a room gave out, with the names and words that stand beside it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from egenkraft.assistance.codes import DifferenceState, Origin
from egenkraft.assistance.labels import agency_name
from egenkraft.assistance.views import (
    CasePage,
    DifferenceView,
    FactView,
    InquiryView,
    PaperView,
    PartView,
    ReviewSection,
)
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
    """`unanswered` are the titles of the parts without a single answer."""

    part: PartView
    name: str
    sections: tuple[ReviewSection, ...]
    unanswered: tuple[str, ...]


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
    by: Text


@dataclass(frozen=True)
class DifferenceRow:
    one: DifferenceView
    name: str


@dataclass(frozen=True)
class ObstacleGroup:
    """Obstacles of one kind: what stops, and each fact behind it."""

    text: str
    facts: tuple[str, ...]


@dataclass(frozen=True)
class NoteRow:
    view: NoteView
    heading: Text
    mine: bool


def part_rows(content: CasePage) -> list[PartRow]:
    """Each adult with their own answers."""
    return [_part_row(content, part) for part in content.application.parts]


def _part_row(content: CasePage, part: PartView) -> PartRow:
    sections = content.sections.get(part.person_id, ())
    return PartRow(
        part,
        name_of(content, part.person_id),
        tuple(section for section in sections if section.rows),
        tuple(section.title for section in sections if not section.rows),
    )


def difference_rows(content: CasePage) -> list[DifferenceRow]:
    """What was said beside what was found, those still open first."""
    ordered = sorted(content.differences, key=lambda one: one.state != DifferenceState.OPEN)
    return [DifferenceRow(one, name_of(content, one.person_id)) for one in ordered]


def obstacle_groups(content: CasePage) -> list[ObstacleGroup]:
    """The obstacles by kind, each fact once and with whom it concerns."""
    found: dict[str, dict[str, None]] = {}
    for one in content.assessment.obstacles:
        facts = found.setdefault(one.text, {})
        name = name_of(content, one.person_id)
        if one.fact:
            facts[f"{one.fact} ({name})" if name and name not in one.fact else one.fact] = None
    return [ObstacleGroup(text, tuple(facts)) for text, facts in found.items()]


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
    return [DocumentRow(one, words.DIRECTIONS[one.direction], words.who(one.filed_by)) for one in newest]


def note_rows(actor: Actor, found: Iterable[NoteView]) -> list[NoteRow]:
    """Newest first; `mine` are those the reader wrote."""
    kinds: Mapping[str, Text] = dict(NOTE_KINDS)
    newest = sorted(found, key=lambda note: (note.happened_on, note.written_at), reverse=True)
    return [
        NoteRow(note, kinds.get(note.kind, note.kind), note.author_id == actor.user_id) for note in newest
    ]
