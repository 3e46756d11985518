"""Which states have been reached, read from the transition tables and the rows as they stand.

A row in a state has been in every state that all ways to it pass (its dominators). So a payment that is settled has
been planned, in a run, and sent, though no row stands there any more. Pure.
"""

from collections.abc import Mapping

from egenkraft.casework.api import TransitionTable


def dominators(table: TransitionTable) -> Mapping[str, frozenset[str]]:
    """State → the states every way from the initial one to it passes, itself included."""
    return {
        state.code: frozenset(
            other.code
            for other in table.states
            if other.code == state.code or state.code not in _reachable_without(table, other.code)
        )
        for state in table.states
    }


def _reachable_without(table: TransitionTable, closed: str) -> frozenset[str]:
    """States that can be reached from the initial one when one state is closed."""
    if table.initial == closed:
        return frozenset()
    seen, open_states = {table.initial}, [table.initial]
    while open_states:
        state = open_states.pop()
        ahead = {move.to_state for move in table.moves if move.from_state == state} - seen - {closed}
        seen |= ahead
        open_states += ahead
    return frozenset(seen)


def reached(table: TransitionTable, now: Mapping[str, int]) -> Mapping[str, int]:
    """State → how many rows are in it or have passed it, at least. `now`: how many stand in each state."""
    passed = dominators(table)
    return {
        state.code: sum(count for standing, count in now.items() if state.code in passed[standing])
        for state in table.states
    }
