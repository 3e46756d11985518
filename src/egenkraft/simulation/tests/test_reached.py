"""Which states a row must have passed, told from the table alone."""

from egenkraft.casework.api import Move, Phase, State, TransitionTable
from egenkraft.foundation.api import Realm
from egenkraft.simulation.reached import dominators, reached

_SYSTEM = frozenset({Realm.SYSTEM})
TABLE = TransitionTable(
    name="letter",
    initial="new",
    states=tuple(State(code, code, Phase.TODO) for code in ("new", "read", "asked", "done", "gone")),
    moves=(
        Move("new", "read", "read", _SYSTEM, "read"),
        Move("read", "ask", "asked", _SYSTEM, "ask"),
        Move("asked", "finish", "done", _SYSTEM, "finish"),
        Move("read", "finish", "done", _SYSTEM, "finish"),
        Move("new", "lose", "gone", _SYSTEM, "lose"),
    ),
)


def test_a_row_has_passed_what_every_way_to_it_passes() -> None:
    assert dominators(TABLE)["done"] == {"new", "read", "done"}
    assert dominators(TABLE)["gone"] == {"new", "gone"}
    assert dominators(TABLE)["new"] == {"new"}


def test_a_state_that_only_some_ways_pass_is_not_counted() -> None:
    assert reached(TABLE, {"done": 3, "gone": 1}) == {"new": 4, "read": 3, "asked": 0, "done": 3, "gone": 1}


def test_nothing_there_reaches_nothing() -> None:
    assert set(reached(TABLE, {}).values()) == {0}
