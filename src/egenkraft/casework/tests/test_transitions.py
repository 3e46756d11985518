"""The engine of the tables, without a database."""

import pytest

from egenkraft.casework.api import Move, NotInTableError, Phase, State, TransitionTable, register_table
from egenkraft.casework.tests.conftest import KIND, TABLE
from egenkraft.foundation.api import Actor, Realm, Role, system_actor

OFFICER = Actor(
    user_id=1, realm=Realm.STAFF, name="Anna", memberships=frozenset({(Role.HANDLAGGARE, 1), (Role.CHEF, 2)})
)
ONE = State("one", "Ett", Phase.TODO)
TWO = State("two", "Två", Phase.DONE)
BY = frozenset({Role.HANDLAGGARE})


def test_each_actor_gets_the_commands_of_the_table() -> None:
    assert TABLE.allowed_commands("received", OFFICER, 1) == ("ask", "grant", "refuse")
    assert TABLE.allowed_commands("received", Actor(2, Realm.RESIDENT, "Alva")) == ("withdraw",)
    assert TABLE.allowed_commands("withdrawn", OFFICER, 1) == ()


def test_a_role_counts_in_its_unit_only() -> None:
    assert TABLE.allowed_commands("received", OFFICER, 2) == ()
    assert TABLE.allowed_commands("decided", OFFICER, 2) == ("reopen",)
    assert TABLE.allowed_commands("decided", OFFICER) == ("reopen",)


def test_the_system_may_only_what_the_table_gives_it() -> None:
    assert TABLE.allowed_commands("received", system_actor("automation")) == ("grant",)
    with pytest.raises(NotInTableError):
        TABLE.next("received", "refuse", system_actor("automation"))


def test_an_unknown_command_or_state_is_not_a_move() -> None:
    with pytest.raises(NotInTableError):
        TABLE.next("received", "fly", OFFICER, 1)
    with pytest.raises(KeyError):
        TABLE.allowed_commands("nowhere", OFFICER)


@pytest.mark.parametrize(
    ("states", "moves", "problem"),
    [
        ((ONE, TWO), (), "two cannot be reached"),
        ((ONE, ONE), (), "a state is given twice"),
        ((ONE,), (Move("one", "go", "three", BY, "Gå"),), "unknown state three"),
        ((ONE, TWO), (Move("one", "go", "two", frozenset(), "Gå"),), "by no one"),
        (
            (ONE, TWO),
            (Move("one", "go", "two", BY, "Gå"), Move("one", "go", "one", BY, "Stå")),
            "a command is given twice",
        ),
        (
            (ONE, TWO),
            (Move("one", "go", "two", frozenset({Realm.RESIDENT}), "Gå", attested=True),),
            "not asked for by staff",
        ),
    ],
)
def test_a_table_that_does_not_hold_together_is_refused(
    states: tuple[State, ...], moves: tuple[Move, ...], problem: str
) -> None:
    with pytest.raises(ValueError, match=problem):
        TransitionTable(name="wrong", initial="one", states=states, moves=moves)


def test_a_kind_has_one_table() -> None:
    register_table(KIND, TABLE)
    other = TransitionTable(name="other", initial="one", states=(ONE,), moves=())
    with pytest.raises(ValueError, match="another transition table"):
        register_table(KIND, other)


def test_the_diagram_names_every_move() -> None:
    diagram = TABLE.diagram()
    assert "[*] --> received" in diagram
    assert "received --> decided: refuse (attested)" in diagram
    assert diagram.count("-->") == len(TABLE.moves) + 1
