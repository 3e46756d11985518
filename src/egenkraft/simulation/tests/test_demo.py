"""The demo lived twice, once for the whole run of tests: what must hold holds, and both came out the same."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from egenkraft.formats.api import pain001, sie4

pytestmark = pytest.mark.xdist_group("demo")
_SECONDS = 600


@dataclass(frozen=True)
class Lived:
    """A demo that has ended: its folder, and the object it printed."""

    folder: Path
    summary: dict[str, Any]

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [*_COMMAND, *arguments, "--dir", str(self.folder)],
            capture_output=True, text=True, timeout=_SECONDS, env=_environment(),
        )  # fmt: skip


_COMMAND = (sys.executable, "-m", "egenkraft.config.cli")


def _environment() -> dict[str, str]:
    """That of this process without our own variables: the command sets what it needs."""
    return {
        name: value for name, value in os.environ.items() if not name.startswith(("EGENKRAFT_", "DJANGO_"))
    }


@pytest.fixture(scope="session")
def twice(tmp_path_factory: pytest.TempPathFactory) -> tuple[Lived, Lived]:
    """Two runs at the same time, the second without letters; at its written size, no ordinary households."""
    folders = [tmp_path_factory.mktemp("demo") / name for name in ("first", "second")]
    started = [
        subprocess.Popen(
            [*_COMMAND, "demo", "--once", "--json", "--households", "0", "--dir", str(folder), *extra],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=_environment(),
        )
        for folder, extra in zip(folders, ((), ("--without-letters",)), strict=True)
    ]  # fmt: skip
    lived = []
    for folder, process in zip(folders, started, strict=True):
        out, err = process.communicate(timeout=_SECONDS)
        assert process.returncode == 0, err[-3000:]
        lived.append(Lived(folder, json.loads(out)))
    return lived[0], lived[1]


@pytest.fixture(scope="session")
def lived(twice: tuple[Lived, Lived]) -> Lived:
    return twice[0]


def test_the_report_holds(lived: Lived) -> None:
    shown = lived.run("demo-report", "--json")
    assert shown.returncode == 0, shown.stderr
    report = json.loads(shown.stdout)
    assert report["untouched_states"] == []
    assert report["automatic_with_reduction"] == 0
    assert report["automatic_decisions"] > 40
    assert report["agencies_answered"] == 7
    assert report["missing_answers"] > 0
    assert len(report["obstacles"]) >= 20
    sums = {report[name] for name in ("payments_ore", "ctrl_sum_ore", "ledger_ore", "sie_ore")}
    assert len(sums) == 1
    assert sums.pop() > 0
    assert (report["settled"], report["rejected"]) == (report["payments"] - 2, 2)


def test_two_runs_come_out_the_same(twice: tuple[Lived, Lived]) -> None:
    first, second = (each.summary["report"] for each in twice)
    assert first == second


def test_the_files_are_there_and_can_be_read(lived: Lived) -> None:
    letters = list((lived.folder / "letters").glob("*.pdf"))
    assert len(letters) == lived.summary["files"]["letters"] > 80
    assert all(letter.read_bytes().startswith(b"%PDF-") for letter in letters)
    text = (lived.folder / "README.txt").read_text(encoding="utf-8")
    assert "demo-codes" in text
    for path in (lived.folder / "bookkeeping").glob("*.si"):
        assert sie4.decode(path.read_bytes()).vouchers


def test_the_bank_files_are_valid_by_the_schema_of_iso_20022(lived: Lived) -> None:
    schema = etree.XMLSchema(etree.parse(str(files("egenkraft.formats") / "schemas" / "pain.001.001.09.xsd")))
    paths = list((lived.folder / "bank").glob("*.xml"))
    assert len(paths) == 2
    for path in paths:
        schema.assertValid(etree.parse(str(path)))
        assert pain001.decode(path.read_bytes()).sum_ore > 0


def test_the_keys_of_the_demo_are_readable_by_the_owner_alone(lived: Lived) -> None:
    for name in ("demo.env", "secrets.env"):
        assert (lived.folder / name).stat().st_mode & 0o077 == 0


def test_every_member_of_staff_has_a_code(lived: Lived) -> None:
    shown = lived.run("demo-codes", "--json")
    assert shown.returncode == 0, shown.stderr
    staff = json.loads(shown.stdout)["staff"]
    assert len(staff) == 15
    assert all(len(row["code"]) == 6 and row["code"].isdecimal() for row in staff)


def test_a_folder_with_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    refused = Lived(tmp_path, {}).run("demo", "--once")
    assert refused.returncode == 1
    assert "nothing was touched" in refused.stderr
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_without_a_demo_the_report_says_how_to_make_one(tmp_path: Path) -> None:
    refused = Lived(tmp_path, {}).run("demo-report")
    assert refused.returncode == 1
    assert "egenkraft demo --once" in refused.stderr
