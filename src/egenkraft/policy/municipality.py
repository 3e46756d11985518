"""Municipal models: each field as decided by that municipality on a day, or said to be missing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from egenkraft.policy import sections
from egenkraft.policy.documents import ROOM, PolicyError, read
from egenkraft.policy.values import Precision, Status, Value

FOLDER = ROOM / "municipalities"
AS_MODEL = "as_model"

S = TypeVar("S")


class UnknownMunicipalityError(LookupError):
    """No model has this id."""

    def __init__(self, municipality: str) -> None:
        self.municipality = municipality
        super().__init__(f"municipality: {municipality!r} is unknown. Allowed: {', '.join(known_ids())}.")


class ProgrammeState(StrEnum):
    ADOPTED = "adopted"
    PROPOSED = "proposed"
    """In a motion or a report, never decided."""
    HISTORY = "history"
    """Done then; today's law does not allow it."""


@dataclass(frozen=True, slots=True)
class Programme:
    """A way of working that a source tells of."""

    id: str
    name_sv: str
    summary_sv: str
    state: ProgrammeState
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Municipality:
    """One municipality on the day `on`. `fictitious` models are for the demo and say so wherever they show."""

    id: str
    on: date
    name: str
    code: str
    county_sv: str
    fictitious: bool
    model: str | None
    about_sv: str
    organisation_number: Value[str]
    figures: tuple[str, ...]
    deadlines: sections.Deadlines
    payments: sections.Payments
    automation: sections.Automation
    guidelines: sections.Guidelines
    files: sections.Files
    work: sections.Work
    education: sections.Education
    establishment: sections.Establishment
    youth: sections.Youth
    ssbtek: sections.Ssbtek
    law: sections.Law
    programmes: tuple[Programme, ...]


@cache
def known_ids() -> tuple[str, ...]:
    """Ids of all models, in alphabetical order."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


@cache
def document(municipality: str) -> Mapping[str, Any]:
    """The checked YAML of one model. Raises `UnknownMunicipalityError` and `PolicyError`."""
    if municipality not in known_ids():
        raise UnknownMunicipalityError(municipality)
    return read_model(FOLDER / f"{municipality}.yaml")


def read_model(path: Path) -> Mapping[str, Any]:
    """The checked model at `path`: its id is the file's name, and only a fictitious town borrows or assumes."""
    content = read(path, "municipality")
    if content["id"] != path.stem:
        raise PolicyError(path.name, "id", f"{content['id']!r} is not the file's name.", path.stem)
    if not content["fictitious"]:
        if "model" in content:
            raise PolicyError(
                path.name, "model", "a real municipality borrows from no other.", "no field model:"
            )
        for field, status in _statuses(content, ""):
            if status == Status.ASSUMED:
                raise PolicyError(
                    path.name, field, "nothing is assumed of a real municipality.", "verified, told"
                )
    return content


def _statuses(node: object, field: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        for key, child in node.items():
            name = f"{field}.{key}" if field else str(key)
            if key == "status":
                yield name, child
            else:
                yield from _statuses(child, name)
    elif isinstance(node, list):
        for index, child in enumerate(node):
            yield from _statuses(child, f"{field}.{index}")


def resolved(municipality: str, *path: str) -> object:
    """The node at `path`, taken from the model municipality where it says `as_model`."""
    content = document(municipality)
    node: Any = content
    for step in path:
        node = node[step]
    if node != AS_MODEL:
        return node
    model = content.get("model")
    if model is None:
        raise PolicyError(
            f"{municipality}.yaml", ".".join(path), "says as_model, but no model is named.", "a field model:"
        )
    return resolved(model, *path)


def periods_on(node: object, on: date) -> Mapping[str, Any] | None:
    """The entry in force on `on` among dated entries; None when there is none."""
    if not isinstance(node, list):
        return None
    begun = [entry for entry in node if date.fromisoformat(entry["from"]) <= on]
    if not begun:
        return None
    latest = max(begun, key=lambda entry: str(entry["from"]))
    ended = latest.get("to")
    return None if ended is not None and date.fromisoformat(ended) < on else latest


def _plain(value: object) -> object:
    if not isinstance(value, list):
        return value
    if value and isinstance(value[0], dict):
        return tuple(
            sections.DocumentRule(
                item["answer"], item["document"], tuple(item["applications"]), item.get("months")
            )
            for item in value
        )
    return tuple(value)


def _value(municipality: str, on: date, *path: str) -> Value[Any]:
    node = resolved(municipality, *path)
    field = ".".join(path)
    entry = periods_on(node, on)
    if entry is None:
        return Value(municipality, field, on, None, Status.NOT_TOLD)
    return Value(
        municipality,
        field,
        on,
        known=_plain(entry["value"]),
        status=Status(entry["status"]),
        effective_from=date.fromisoformat(entry["from"]),
        precision=Precision(entry.get("precision", "day")),
        sources=tuple(entry.get("sources", ())),
        note_sv=entry.get("note_sv", ""),
    )


def _section(kind: type[S], municipality: str, on: date, name: str) -> S:
    values = {field.name: _value(municipality, on, name, field.name) for field in fields(kind)}  # type: ignore[arg-type]
    return kind(**values)


def _law(municipality: str, on: date) -> sections.Law:
    content = read(ROOM / "national.yaml", "national")["law"]
    values: dict[str, Value[int]] = {}
    for field in fields(sections.Law):
        entry = periods_on(content[field.name], on)
        known = None if entry is None else entry["value"]
        status = Status.NOT_TOLD if entry is None else Status(entry["status"])
        sources = () if entry is None else tuple(entry["sources"])
        values[field.name] = Value(municipality, f"law.{field.name}", on, known, status, sources=sources)
    return sections.Law(**values)


@cache
def municipality(id: str, on: date) -> Municipality:
    """The municipality `id` as decided on the day `on`. Raises `UnknownMunicipalityError` and `PolicyError`."""
    content = document(id)
    return Municipality(
        id=id,
        on=on,
        name=content["name"],
        code=content["code"],
        county_sv=content["county_sv"],
        fictitious=content["fictitious"],
        model=content.get("model"),
        about_sv=content["about_sv"],
        organisation_number=_value(id, on, "organisation_number"),
        figures=tuple(content["figures"]),
        deadlines=_section(sections.Deadlines, id, on, "deadlines"),
        payments=_section(sections.Payments, id, on, "payments"),
        automation=_section(sections.Automation, id, on, "automation"),
        guidelines=_section(sections.Guidelines, id, on, "guidelines"),
        files=_section(sections.Files, id, on, "files"),
        work=_section(sections.Work, id, on, "work"),
        education=_section(sections.Education, id, on, "education"),
        establishment=_section(sections.Establishment, id, on, "establishment"),
        youth=_section(sections.Youth, id, on, "youth"),
        ssbtek=_section(sections.Ssbtek, id, on, "ssbtek"),
        law=_law(id, on),
        programmes=tuple(
            Programme(
                item["id"],
                item["name_sv"],
                item["summary_sv"],
                ProgrammeState(item["state"]),
                tuple(item["sources"]),
            )
            for item in content["programmes"]
        ),
    )
