"""A payday killed at seeded moments, in real processes; and the way that is known to pay twice."""

import json
import os

import pytest

from egenkraft.simulation.kill_trial import KillTrial, run_trial


def trial(database: str, *, naive: bool = False, payments: int = 24, kills: int = 4) -> KillTrial:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("EGENKRAFT_")}
    return run_trial(
        database=database,
        payments=payments,
        kills=kills,
        naive=naive,
        seed=7,
        environment=environment,
        progress=lambda _text: None,
    )


def test_nothing_is_lost_or_paid_twice_on_sqlite() -> None:
    result = trial("sqlite")
    assert result == KillTrial(payments=24, kills=4, lost=0, twice=0, files_identical=True)
    assert result.passed


@pytest.mark.postgresql
def test_nothing_is_lost_or_paid_twice_on_postgresql() -> None:
    assert trial("postgresql") == KillTrial(payments=24, kills=4, lost=0, twice=0, files_identical=True)


def test_marking_rows_one_by_one_after_writing_pays_twice() -> None:
    result = trial("sqlite", naive=True, payments=200, kills=5)
    assert result.twice > 0
    assert not result.files_identical
    assert not result.passed


@pytest.mark.parametrize(("payments", "kills"), [(0, 1), (-5, 1), (1, -1)])
def test_numbers_that_make_no_trial_are_refused(payments: int, kills: int) -> None:
    with pytest.raises(ValueError, match="payments: 1 or more; kills: 0 or more"):
        trial("sqlite", payments=payments, kills=kills)


def test_the_keys_of_the_answer() -> None:
    keys = list(json.loads(json.dumps(KillTrial(1, 0, 0, 0, True).as_json())))
    assert keys == ["payments", "kills", "lost", "twice", "files_identical"]
