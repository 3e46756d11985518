"""`egenkraft calculate` and `egenkraft rulebook` as a user meets them."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from egenkraft.config.cli import main

SINGLE: dict[str, Any] = {
    "case": "A-1",
    "month": "2026-10",
    "household": {"adults": [{"id": "a", "birth_date": "1990-03-02"}]},
}
COUPLE: dict[str, Any] = {
    **SINGLE,
    "municipality": "bjorkstrand",
    "household": {
        "adults": [
            {"id": "a", "birth_date": "1990-03-02", "sambo": True},
            {"id": "b", "birth_date": "1991-01-01", "sambo": True},
        ],
        "children": [{"id": "c", "birth_date": "2018-05-05"}],
    },
    "costs": [{"kind": "rent", "applied_kr": 11480, "direct_to": "Värden AB"}],
    "incomes": [{"person": "a", "kind": "wage_net", "kr": 8000, "jobbstimulans": True}],
}
CASES = """
case: "A-1"
month: 2026-10
household:
  adults: [{id: a, birth_date: 1990-03-02}]
costs: [{kind: rent, applied_kr: 7350.50}]
---
case: "A-2"
month: 2027-02
household:
  adults: [{id: a, birth_date: 1990-03-02}]
---
case: [
---
case: "A-4"
month: 2026-10
household:
  adults: [{id: a, birth_date: 1990-03-02}]
incomes: [{person: a, kind: pension, kr: 90000}]
"""


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    shown = capsys.readouterr()
    return code, shown.out, shown.err


def test_one_result_per_case_and_errors_leave_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "cases.yaml"
    path.write_text(CASES, "utf-8")
    code, out, _ = run(capsys, "calculate", str(path), "--json")
    answers = [json.loads(line) for line in out.splitlines()]
    assert code == 1
    assert [answer["case"] for answer in answers] == ["A-1", "A-2", "document 3", "A-4"]
    assert answers[0]["support_ore"] == 522000 + 735050
    assert answers[1]["error"] == {
        "field": "month",
        "problem": "2027-02 has no riksnorm",
        "allowed": "2012-01 to 2026-12",
    }
    assert answers[2]["error"]["field"] == "document"
    assert answers[3]["surplus_ore"] == (90000 - 5220) * 100


def test_the_json_has_the_agreed_keys(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "case.json"
    path.write_text(json.dumps(COUPLE), "utf-8")
    code, out, _ = run(capsys, "calculate", str(path), "--json")
    answer = json.loads(out)
    assert code == 0
    assert {
        "case", "month", "riksnorm_ore", "costs_ore", "need_ore", "income_ore", "support_ore", "surplus_ore",
        "rulebook_version", "hash", "parameters_status", "missing", "adults", "direct", "remaining_ore", "lines", "steps",
    } <= set(answer)  # fmt: skip
    names = {step["name"] for step in answer["steps"]}
    assert all(line["step"] in names for line in answer["lines"])
    (support,) = [step for step in answer["steps"] if step["name"] == "support_ore"]
    assert support["inputs"] == [
        {"name": "need_ore", "value": answer["need_ore"]},
        {"name": "income_ore", "value": answer["income_ore"]},
    ]
    assert support["in_force_from"] == "2025-07-01"


def test_standard_input_as_json_lines(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "\n".join(json.dumps({**SINGLE, "month": month}) for month in ("2026-01", "2025-01"))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    code, out, _ = run(capsys, "calculate", "-", "--json")
    assert code == 0
    assert [json.loads(line)["riksnorm_ore"] for line in out.splitlines()] == [522000, 518000]


def test_the_text_explains_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "cases.yaml"
    path.write_text(CASES, "utf-8")
    code, out, err = run(capsys, "calculate", str(path), "--explain")
    assert code == 1
    assert "Kostnaden räknas som du sökt: 7\u00a0350,50\u00a0kr." in out
    assert "[SoL 2025:400 12 kap. 7 §]" in out
    assert "SFS 2025:1046" in out
    assert "A-2: month: 2027-02 has no riksnorm" in err


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (None, "absent.yaml", "cannot read"),
        (b"\xff\xfe\x00", "x.yaml", "not UTF-8"),
        (b"# nothing\n", "x.yaml", "no case"),
    ],
)
def test_a_file_that_cannot_be_used(
    content: bytes | None, name: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    code, out, err = run(capsys, "calculate", str(tmp_path / name))
    assert (code, out) == (1, "")
    assert message in err


def test_the_rules_of_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "rulebook", "--on", "2025-06-30")
    assert code == 0
    assert "SoL 2001:453 4 kap. 3 §" in out
    assert "SoL 2025:400" not in out.replace("från 2025-07-01 SoL 2025:400", "").replace(
        "§, SoL 2025:400", ""
    )
    code, out, _ = run(capsys, "rulebook", "--on", "2026-11-01", "--municipality", "bjorkstrand", "--json")
    rules = json.loads(out)["rules"]
    assert any(use["status"] == "assumed" for rule in rules for use in rule["parameters"])


@pytest.mark.parametrize(
    ("arguments", "allowed"),
    [(("--on", "2025-02-30"), "YYYY-MM-DD"), (("--municipality", "x"), "bjorkstrand")],
)
def test_a_wrong_question_about_the_rules(
    arguments: tuple[str, ...], allowed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capsys, "rulebook", *arguments)
    assert code == 1
    assert allowed in err


def test_calculate_starts_light(tmp_path: Path) -> None:
    """A single case must not pay for numba, NumPy, Arrow or Django; nor for YAML when it reads JSON."""
    path = tmp_path / "case.json"
    path.write_text(json.dumps(SINGLE), "utf-8")
    script = (
        "import sys; from egenkraft.config.cli import main; code = main(['calculate', sys.argv[1], '--json']);"
        "heavy = {'numba', 'numpy', 'pyarrow', 'django', 'yaml', 'jsonschema', 'asyncio'} & set(sys.modules);"
        "print(sorted(heavy), file=sys.stderr); sys.exit(code)"
    )
    done: Any = subprocess.run(
        [sys.executable, "-c", script, str(path)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ},
    )
    assert done.stderr.strip() == "[]"
    assert json.loads(done.stdout)["support_ore"] == 522000
