"""A letter's data checked and set by Typst: PDF/UA-1, tagged, the same bytes for the same data."""

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import typst

from egenkraft.casework.views import Letter

_FOLDER = Path(__file__).parent
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\b\d{1,2} (?:jan|feb|mars|apr|maj|jun|jul|aug|sep|okt|nov|dec)", re.I)


class LetterTemplate(StrEnum):
    DECISION = "decision"
    NOTICE = "notice"


# Field → what stands when the caller leaves it out; `...` marks those that must be given.
_SHARED: dict[str, Any] = {
    "title": ...,
    "lead": ...,
    "municipality": ...,
    "office": ...,
    "date": ...,
    "number": ...,
    "recipient": ...,
    "contact": ...,
    "notes": [],
    "before": [],
    "after": [],
    "law": [],
}
_FIELDS: dict[LetterTemplate, dict[str, Any]] = {
    LetterTemplate.DECISION: _SHARED
    | {
        "rows": [],
        "rows_heading": "Så har vi räknat",
        "appeal": ...,
        "appeal_heading": "Om du tycker att beslutet är fel",
    },
    LetterTemplate.NOTICE: _SHARED
    | {"papers": [], "papers_heading": "Det här behöver vi", "answer_by": "", "how_to_answer": []},
}
_ROW: dict[str, Any] = {"item": ..., "applied": "", "granted": "", "why": "", "strong": False}


def render_letter(template: str, data: Mapping[str, Any]) -> Letter:
    """Set a letter.

    Both templates: `title`, `lead` (the decision and the amount in one sentence), `municipality`, `office`,
    `date` (YYYY-MM-DD), `number`, `recipient` {name, address: lines, empty when protected}, `contact`, `notes`,
    `before` and `after` (lists of {heading, paragraphs}), `law` (lines, last).
    "decision": `rows` {item, applied, granted, why, strong} as texts, `rows_heading`, `appeal` (lines; three
    weeks from the day the person got the decision, never a date: FL 44 §), `appeal_heading`.
    "notice": `papers`, `papers_heading`, `answer_by`, `how_to_answer`.

    Raises ValueError for an unknown template, a field that is unknown, missing or of another type.
    """
    kind = LetterTemplate(template)
    complete = _complete(kind.value, data, _FIELDS[kind])
    _check(kind, complete)
    dated = datetime.fromisoformat(complete["date"]).replace(tzinfo=UTC)
    content = typst.compile(
        _FOLDER / f"{kind}.typ",
        root=_FOLDER,
        font_paths=[_FOLDER / "fonts"],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": json.dumps(complete, ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=dated,
    )
    if not isinstance(content, bytes):
        raise TypeError("typst gave no single document")
    return Letter(content=content, sha256=hashlib.sha256(content).hexdigest())


def _complete(where: str, data: Mapping[str, Any], fields: Mapping[str, Any]) -> dict[str, Any]:
    if unknown := sorted(set(data) - set(fields)):
        raise ValueError(f"{where}: unknown field {unknown[0]}; allowed are {', '.join(fields)}")
    if missing := sorted(name for name, default in fields.items() if default is ... and name not in data):
        raise ValueError(f"{where}: the field {missing[0]} is missing")
    return {name: data.get(name, default) for name, default in fields.items()}


def _check(kind: LetterTemplate, data: dict[str, Any]) -> None:
    recipient = _complete("recipient", data["recipient"], {"name": ..., "address": ...})
    data["recipient"] = recipient
    for name in ("title", "lead", "municipality", "office", "date", "number"):
        if not isinstance(data[name], str) or not data[name].strip():
            raise ValueError(f"{kind}: {name} is not a text")
    lists = ["contact", "notes", "law", *(["appeal"] if kind is LetterTemplate.DECISION else ["papers"])]
    for name in lists:
        data[name] = _texts(f"{kind}: {name}", data[name])
    recipient["address"] = _texts("recipient: address", recipient["address"])
    for name in ("before", "after"):
        blocks = [_complete(name, block, {"heading": ..., "paragraphs": ...}) for block in data[name]]
        data[name] = [block | {"paragraphs": _texts(name, block["paragraphs"])} for block in blocks]
    if kind is LetterTemplate.DECISION:
        data["rows"] = [_complete("rows", row, _ROW) for row in data["rows"]]
        _check_appeal(data["appeal"])


def _texts(where: str, value: Any) -> list[str]:
    if not isinstance(value, list | tuple) or not all(isinstance(text, str) for text in value):
        raise ValueError(f"{where} is not a list of texts")
    return list(value)


def _check_appeal(lines: list[str]) -> None:
    """A fixed date would be wrong for all but one reader: the time runs from when the person got the decision."""
    text = " ".join(lines)
    if "tre veckor" not in text or _DATE.search(text):
        raise ValueError(
            "decision: appeal must give three weeks from the day the person got the decision, and no date"
        )
