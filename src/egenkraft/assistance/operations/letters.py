"""A decision or a notice as casework's letter templates take it: the same rows as the officer saw."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from egenkraft.assistance.models import Application
from egenkraft.assistance.views import DecisionText, LineView
from egenkraft.assistance.words import kronor
from egenkraft.casework import api as casework
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import Actor
from egenkraft.parties import api as parties

MISSING = "saknas"
_OFFICE = "Ekonomiskt bistånd"


def decision_letter(
    now: datetime,
    person_id: int,
    frozen: Mapping[str, Any],
    text: DecisionText,
    lines: Sequence[LineView],
    municipality: str,
) -> dict[str, Any]:
    """Data of the template "decision" for one adult."""
    blocks = [{"heading": block.heading, "paragraphs": list(block.paragraphs)} for block in text.blocks]
    money = [block for block in blocks if block["heading"] == "Hit går pengarna"]
    return {
        **_shared(now, person_id, frozen["number"], text.title, text.lead, municipality),
        "date": str(frozen["decided_at"])[:10],
        "notes": [text.automated_note] if text.automated_note else [],
        "before": money,
        "rows": letter_rows(lines, frozen["result"], frozen["names"]),
        "after": [block for block in blocks if block not in money],
        "appeal": list(text.appeal),
        "law": list(text.law),
    }


def notice_letter(
    now: datetime,
    person_id: int,
    number: str,
    title: str,
    lead: str,
    paragraphs: Sequence[str],
    answer_by: date,
    municipality: str,
    law: Sequence[str],
) -> dict[str, Any]:
    """Data of the template "notice": what we think of deciding, and how to answer."""
    return {
        **_shared(now, person_id, number, title, lead, municipality),
        "before": [{"heading": "Det här tänker vi på", "paragraphs": list(paragraphs)}],
        "answer_by": answer_by.isoformat(),
        "how_to_answer": [
            "Svara på Min sida, ring, skriv eller kom hit. Du kan ta hjälp av någon du litar på.",
            "Du har rätt att berätta muntligt för nämnden innan den beslutar. Säg till om du vill det.",
            "Vi beslutar först när du har svarat eller tiden är ute.",
        ],
        "law": list(law),
    }


def completion_letter(
    now: datetime,
    person_id: int,
    number: str,
    papers: Sequence[str],
    message: str,
    due_on: date,
    municipality: str,
) -> dict[str, Any]:
    """Data of the template "notice": named papers, and what to do when one cannot be had."""
    lead = "Vi behöver några papper från dig innan vi kan besluta."
    return {
        **_shared(now, person_id, number, "Vi behöver papper från dig", lead, municipality),
        "papers": list(papers),
        "before": [{"heading": "Hälsning från handläggaren", "paragraphs": [message]}]
        if message.strip()
        else [],
        "answer_by": due_on.isoformat(),
        "how_to_answer": [
            "Ladda upp dem på Min sida, skicka dem med post eller lämna dem här.",
            "Går det inte, ring oss så hittar vi en lösning. Vi beslutar på det vi har när tiden är ute.",
        ],
    }


def file_letter(
    actor: Actor, now: datetime, row: Application, person: int, kind: str, title: str, letter: casework.Letter
) -> int:
    """What is sent files itself; the document's id."""
    return casework.add_document(
        actor,
        now,
        scope_id=row.scope_id,
        case_id=row.case_id,
        kind=kind,
        direction=casework.Direction.OUT,
        title=title,
        content=letter.content,
        mime=letter.mime,
        person_id=person,
    ).id


def _shared(
    now: datetime, person_id: int, number: str, title: str, lead: str, municipality: str
) -> dict[str, Any]:
    person = parties.person(foundation.system_actor("letter"), now, person_id=person_id)
    address = (
        []
        if person.address is None
        else [person.address.street, f"{person.address.postal_code} {person.address.city}"]
    )
    return {
        "title": title,
        "lead": lead,
        "municipality": municipality,
        "office": _OFFICE,
        "date": now.date().isoformat(),
        "number": number,
        "recipient": {"name": person.name, "address": address},
        "contact": ["Har du frågor? Ring oss eller skriv på Min sida."],
    }


def letter_rows(
    lines: Sequence[LineView], result: Mapping[str, Any], names: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Need, own means and support, with the sums in bold. A row about one person names that person."""
    needs = [line for line in lines if line.kind in ("norm", "cost")]
    means = [line for line in lines if line.kind not in ("norm", "cost")]
    return [
        *(_row(line, names) for line in needs),
        _sum("Summa behov", result["need_ore"]),
        *(_row(line, names) for line in means),
        _sum("Summa inkomster", result["income_ore"]),
        _sum("Ekonomiskt bistånd", result["support_ore"]),
    ]


def _row(line: LineView, names: Mapping[str, str]) -> dict[str, Any]:
    applied = kronor(line.applied_ore) if line.applied_ore is not None and line.kind != "norm" else ""
    granted = MISSING if line.counted_ore is None else kronor(line.counted_ore)
    name = names.get(line.person or "", "")
    item = f"{line.label_sv}: {name}" if name else line.label_sv
    return {"item": item, "applied": applied, "granted": granted, "why": line.why_sv, "strong": False}


def _sum(label: str, ore: int | None) -> dict[str, Any]:
    granted = MISSING if ore is None else kronor(ore)
    return {"item": label, "applied": "", "granted": granted, "why": "", "strong": True}
