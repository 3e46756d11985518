"""A golden case that is not whole is refused with file, case and what is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from egenkraft.rulebook.golden.load import KINDS, GoldenError, load_cases

WHOLE = """
- id: one
  title: A single person
  computed_by: {kind: hand, who: someone, source: SFS 2025:1046, on: 2026-11-25}
  input: {month: 2026-05, household: {adults: [{id: a, birth_date: 1990-03-02}]}}
  arithmetic: {riksnorm_ore: "(3940 + 1280) * 100"}
"""


def _folder(tmp_path: Path, text: str) -> Path:
    (tmp_path / "cases.yaml").write_text(text, "utf-8")
    return tmp_path


def test_a_whole_case_is_read_with_dates_as_text_and_its_own_name(tmp_path: Path) -> None:
    (case,) = load_cases(_folder(tmp_path, WHOLE))
    assert case.expected == {"riksnorm_ore": 522_000}
    assert case.input == {
        "case": "one",
        "month": "2026-05",
        "household": {"adults": [{"id": "a", "birth_date": "1990-03-02"}]},
    }
    assert case.computed_by.on.isoformat() == "2026-11-25"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "kind: hand",
            "kind: engine",
            "computed_by.kind is 'engine'; allowed are official, hand, independent",
        ),
        ("source: SFS 2025:1046, ", "", "computed_by needs exactly"),
        ("who: someone", 'who: ""', "none empty"),
        ("on: 2026-11-25", "on: yesterday", "on is a day written YYYY-MM-DD"),
        ('"(3940 + 1280) * 100"', '"3940.5"', "arithmetic: .* not allowed"),
        ("  title: A single person\n", "", "id and title are required"),
        ("  arithmetic:", "  expected:", r"unknown keys \['expected'\]"),
        ("  input:", "  concept: x\n  input:", "give either input"),
        ('  arithmetic: {riksnorm_ore: "(3940 + 1280) * 100"}\n', "", "nothing is expected"),
        ("  arithmetic:", "  error: {text: no}\n  arithmetic:", r"error is \{field: name\}"),
        ("[{id: a,", "[&x {id: a,", "aliases are not allowed"),
        ("- id: one", "- one", "each case is a mapping|not readable|expected"),
    ],
)
def test_what_is_not_whole_is_refused(tmp_path: Path, old: str, new: str, says: str) -> None:
    text = WHOLE.replace(old, new)
    assert text != WHOLE
    if "&x" in new:
        text = text.replace("}]}}", "}, *x]}}")
    with pytest.raises(GoldenError, match=says):
        load_cases(_folder(tmp_path, text))


def test_an_id_is_used_once(tmp_path: Path) -> None:
    with pytest.raises(GoldenError, match="the id one is used already in cases.yaml"):
        load_cases(_folder(tmp_path, WHOLE + WHOLE))


def test_an_empty_folder_is_an_error_not_a_success(tmp_path: Path) -> None:
    with pytest.raises(GoldenError, match="no golden cases found"):
        load_cases(tmp_path)


def test_the_shipped_cases_are_many_and_none_is_computed_by_our_own_engine() -> None:
    counts = dict.fromkeys(KINDS, 0)
    for case in load_cases():
        counts[case.computed_by.kind] += 1
    assert sum(counts.values()) >= 200
    assert counts["official"] >= 15
    assert counts["hand"] >= 60
    assert set(counts) == set(KINDS)
