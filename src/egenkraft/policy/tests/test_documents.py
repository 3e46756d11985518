"""Files that are wrong are refused with the file, the field, the fault and what is allowed."""

import copy
import dataclasses
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from egenkraft.policy import sections
from egenkraft.policy.documents import ROOM, PolicyError, read, schema_properties
from egenkraft.policy.municipality import read_model

SUNDBYBERG = ROOM / "municipalities" / "sundbyberg.yaml"
BJORKSTRAND = ROOM / "municipalities" / "bjorkstrand.yaml"
ASSUMED = {"from": "2016-01-01", "value": 5, "status": "assumed", "note_sv": "Antaget."}
ORDINARY = yaml.safe_load(SUNDBYBERG.read_text(encoding="utf-8"))
FICTITIOUS = yaml.safe_load(BJORKSTRAND.read_text(encoding="utf-8"))


def _refusal(tmp_path: Path, document: object, schema: str = "municipality") -> PolicyError:
    path = tmp_path / "wrong.yaml"
    path.write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")
    with pytest.raises(PolicyError) as caught:
        read(path, schema)
    assert caught.value.file == "wrong.yaml"
    return caught.value


def _set(document: Any, *path: str | int, value: object) -> Any:
    changed = copy.deepcopy(document)
    node = changed
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    return changed


def test_the_untouched_file_is_accepted(tmp_path: Path) -> None:
    path = tmp_path / "sundbyberg.yaml"
    path.write_text(yaml.safe_dump(ORDINARY, allow_unicode=True), encoding="utf-8")
    assert read(path, "municipality")["name"] == "Sundbyberg"


@pytest.mark.parametrize(
    ("path", "value", "field", "allowed"),
    [
        (
            ("deadlines", "place_ready_days", 0, "value"),
            "fem",
            "deadlines.place_ready_days.0.value",
            "integer",
        ),
        (
            ("deadlines", "place_ready_days", 0, "value"),
            -1,
            "deadlines.place_ready_days.0.value",
            "minimum 0",
        ),
        (
            ("deadlines", "place_ready_days", 0, "value"),
            True,
            "deadlines.place_ready_days.0.value",
            "integer",
        ),
        (
            ("education", "komvux_monthly_percent", 0, "value"),
            101,
            "education.komvux_monthly_percent.0.value",
            "100",
        ),
        (("deadlines", "pay_soon_days"), "not_told", "deadlines", "undo_minutes"),
        (("deadlines", "undo_minutes"), "unknown", "deadlines.undo_minutes", "not_told, as_model"),
        (
            ("deadlines", "place_ready_days", 0, "from"),
            "2016",
            "deadlines.place_ready_days.0.from",
            "of the form",
        ),
        (
            ("deadlines", "place_ready_days", 0, "from"),
            "2016-02-30",
            "deadlines.place_ready_days.0.from",
            "YYYY",
        ),
        (("reforms", "R7", 0, "state"), "on", "reforms.R7.0.state", "adopted, planned, ended, not_adopted"),
    ],
)
def test_a_wrong_value_names_its_field(
    tmp_path: Path, path: tuple[str | int, ...], value: object, field: str, allowed: str
) -> None:
    refusal = _refusal(tmp_path, _set(ORDINARY, *path, value=value))
    assert refusal.field == field
    assert allowed in refusal.allowed
    assert str(refusal).startswith(f"wrong.yaml: {field}: ")


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        (("model",), "solna", "model"),
        (("deadlines", "place_ready_days", 0), ASSUMED, "deadlines.place_ready_days.0.status"),
        (("id",), "sundby", "id"),
    ],
)
def test_a_real_municipality_borrows_and_assumes_nothing(
    tmp_path: Path, path: tuple[str | int, ...], value: object, field: str
) -> None:
    file = tmp_path / "sundbyberg.yaml"
    file.write_text(yaml.safe_dump(_set(ORDINARY, *path, value=value), allow_unicode=True), encoding="utf-8")
    with pytest.raises(PolicyError) as caught:
        read_model(file)
    assert caught.value.field == field


def test_a_told_value_needs_its_source_and_an_assumed_one_its_note(tmp_path: Path) -> None:
    told = copy.deepcopy(ORDINARY)
    del told["deadlines"]["place_ready_days"][0]["sources"]
    assert "sources" in _refusal(tmp_path, told).problem
    assumed = copy.deepcopy(FICTITIOUS)
    del assumed["deadlines"]["completion_answer_days"][0]["note_sv"]
    assert "note_sv" in _refusal(tmp_path, assumed).problem


def test_a_missing_field_is_an_error_not_a_default(tmp_path: Path) -> None:
    document = copy.deepcopy(ORDINARY)
    del document["files"]["max_bytes"]
    assert _refusal(tmp_path, document).field == "files"


@pytest.mark.parametrize(
    "rule",
    [
        {"id": "D90", "kind": "refuse", "role": "automation"},
        {"id": "D90", "kind": "grant_in_part", "role": "automation", "up_to_ore": 100},
        {"id": "D90", "kind": "sue_for_recovery", "role": "chef"},
    ],
)
def test_no_order_can_let_automation_refuse_or_an_officer_sue(
    tmp_path: Path, rule: dict[str, object]
) -> None:
    document = copy.deepcopy(FICTITIOUS)
    document["delegation"][1]["rules"].append(rule)
    assert _refusal(tmp_path, document).field.startswith("delegation.1.rules.")


def test_every_payee_change_must_be_attested(tmp_path: Path) -> None:
    document = copy.deepcopy(FICTITIOUS)
    document["delegation"][0]["attest"]["payee_change"] = False
    assert _refusal(tmp_path, document).field == "delegation.0.attest.payee_change"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("law: &a {x: 1}\nother: *a\n", "aliases"),
        ("law: {}\nlaw: {}\n", "stands twice"),
        ("law: [1\n", "expected"),
    ],
)
def test_aliases_repeated_keys_and_broken_yaml_are_refused(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PolicyError, match=problem) as caught:
        read(path, "national")
    assert caught.value.field.startswith("line ")


def test_a_number_with_a_decimal_point_is_not_read_as_a_float(tmp_path: Path) -> None:
    path = tmp_path / "wrong.yaml"
    text = SUNDBYBERG.read_text(encoding="utf-8").replace("value: 1000000,", "value: 1000000.5,")
    assert "1000000.5" in text
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PolicyError, match=r"'1000000\.5' is not of type 'integer'"):
        read(path, "municipality")


@pytest.mark.parametrize(
    "kind",
    [
        sections.Deadlines,
        sections.Payments,
        sections.Automation,
        sections.Guidelines,
        sections.Files,
        sections.Work,
        sections.Education,
        sections.Establishment,
        sections.Youth,
        sections.Ssbtek,
    ],
)
def test_schema_and_typed_section_know_the_same_fields(kind: Callable[..., Any]) -> None:
    name = kind.__name__.lower()
    fields = {field.name for field in dataclasses.fields(kind)}  # type: ignore[arg-type]
    assert fields == schema_properties("municipality", name)


def test_law_section_and_its_schema_know_the_same_fields() -> None:
    assert {field.name for field in dataclasses.fields(sections.Law)} == schema_properties("national", "law")


def _dated_lists(node: object, where: str) -> Iterator[tuple[str, list[Any]]]:
    if isinstance(node, dict):
        for key, child in node.items():
            yield from _dated_lists(child, f"{where}.{key}")
    elif isinstance(node, list) and node and isinstance(node[0], dict) and "from" in node[0]:
        yield where, node


def test_dated_entries_stand_in_order_and_do_not_overlap() -> None:
    paths = sorted((ROOM / "municipalities").glob("*.yaml"))
    found = [each for path in paths for each in _dated_lists(read(path, "municipality"), path.stem)]
    assert len(found) > 100
    for where, entries in found:
        starts = [date.fromisoformat(entry["from"]) for entry in entries]
        assert starts == sorted(set(starts)), where
        for entry, following in zip(entries, starts[1:], strict=False):
            assert entry.get("to") is None or date.fromisoformat(entry["to"]) < following, where
