"""`egenkraft replay`: the whole road from answers to a sent decision, run again from what was stored."""

import json

import pytest

from egenkraft.assistance.tests.conftest import (  # noqa: F401  (fixtures)
    LATER,
    NOW,
    Family,
    Registers,
    apply_together,
    attestant,
    family,
    jobs,
    make_staff,
    officer,
    registers,
    unit,
    usual,
    work,
)
from egenkraft.config.cli import main


def test_replay_finds_nothing_and_then_the_one_that_was_tampered_with(
    family: Family,  # noqa: F811
    registers: Registers,  # noqa: F811
    capsys: pytest.CaptureFixture[str],
) -> None:
    usual(registers, family)
    apply_together(family)
    work(NOW)
    work(LATER)
    assert main(["replay", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"decisions": 1, "different": 0}
    assert main(["replay", "--tamper", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"decisions": 1, "different": 1}
    assert main(["replay"]) == 0
    assert "0 different" in capsys.readouterr().out
