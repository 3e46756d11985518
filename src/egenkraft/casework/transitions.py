"""One declarative table per kind of case: what may happen from which state, and by whom.

Pure. Buttons, guards, the allowed commands of the API, the diagram in the documents and the tests read
these tables and nothing else.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.functional import Promise

from egenkraft.foundation.api import Actor, Realm, Role

# A move names roles of staff, residents (Realm.RESIDENT) and the system itself (Realm.SYSTEM), each on purpose.
Mover = Role | Realm
# Plain or lazily translated.
Text = str | Promise


class Phase(StrEnum):
    """What a state means to the one who works with it."""

    TODO = "todo"  # someone here has to act
    WAITING = "waiting"  # someone else has to act
    DONE = "done"


@dataclass(frozen=True, slots=True)
class State:
    code: str
    label: Text
    phase: Phase


@dataclass(frozen=True, slots=True)
class Move:
    """`command` takes a case from one state to another.

    `attested`: it happens when another person has approved it. `needs_reason`: not without a text.
    `undoable`: may be undone while the undo time that the caller gives lasts.
    """

    from_state: str
    command: str
    to_state: str
    by: frozenset[Mover]
    label: Text
    attested: bool = False
    needs_reason: bool = False
    undoable: bool = False


class NotInTableError(LookupError):
    """The table has no such move from the state for the actor."""


@dataclass(frozen=True)
class TransitionTable:
    """The states and moves of one kind. A table that does not hold together is refused when it is made.

    Raises ValueError: unknown or unreachable state, two moves of one command from one state, no one to do it.
    """

    name: str
    initial: str
    states: tuple[State, ...]
    moves: tuple[Move, ...]
    _states: Mapping[str, State] = field(init=False, repr=False, compare=False)
    _moves: Mapping[tuple[str, str], Move] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_states", {state.code: state for state in self.states})
        object.__setattr__(self, "_moves", {(move.from_state, move.command): move for move in self.moves})
        problems = tuple(self._problems())
        if problems:
            raise ValueError(f"transition table {self.name}: {'; '.join(problems)}")

    def _problems(self) -> Iterable[str]:
        known = set(self._states)
        if len(known) != len(self.states):
            yield "a state is given twice"
        if len(self._moves) != len(self.moves):
            yield "a command is given twice from one state"
        for move in self.moves:
            if unknown := {move.from_state, move.to_state} - known:
                yield f"{move.command} names the unknown state {sorted(unknown)[0]}"
            if not move.by:
                yield f"{move.command} from {move.from_state} can be done by no one"
            if move.attested and move.by <= {Realm.RESIDENT}:
                yield f"{move.command} from {move.from_state} is attested but not asked for by staff"
        for state in sorted(known - self.reachable()):
            yield f"the state {state} cannot be reached"

    def reachable(self) -> frozenset[str]:
        """The states that can be reached from the initial one, itself included."""
        seen, open_states = {self.initial}, [self.initial]
        while open_states:
            state = open_states.pop()
            ahead = {move.to_state for move in self.moves if move.from_state == state} - seen
            seen |= ahead
            open_states += ahead
        return frozenset(seen)

    def state(self, code: str) -> State:
        """Raises KeyError for a state that is not of the table."""
        return self._states[code]

    def moves_for(self, state: str, actor: Actor, unit_id: int | None = None) -> tuple[Move, ...]:
        """The moves the actor may make now. With `unit_id`, roles count in that unit only."""
        self.state(state)
        return tuple(move for move in self.moves if move.from_state == state and _is_by(move, actor, unit_id))

    def allowed_commands(self, state: str, actor: Actor, unit_id: int | None = None) -> tuple[str, ...]:
        """The commands of `moves_for`, in the order of the table."""
        return tuple(move.command for move in self.moves_for(state, actor, unit_id))

    def move(self, state: str, command: str) -> Move:
        """The move `command` makes, whoever makes it. Raises NotInTableError."""
        self.state(state)
        move = self._moves.get((state, command))
        if move is None:
            raise NotInTableError(f"{self.name}: {command} from {state}")
        return move

    def next(self, state: str, command: str, actor: Actor, unit_id: int | None = None) -> Move:
        """The move `command` makes for the actor. Raises NotInTableError."""
        move = self.move(state, command)
        if not _is_by(move, actor, unit_id):
            raise NotInTableError(f"{self.name}: {command} from {state}")
        return move

    def diagram(self) -> str:
        """The table as a Mermaid state diagram, for the documents."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.initial}"]
        lines += [
            f"    {move.from_state} --> {move.to_state}: {move.command}" + (" (attested)" * move.attested)
            for move in self.moves
        ]
        return "\n".join(lines)


def _is_by(move: Move, actor: Actor, unit_id: int | None) -> bool:
    if actor.realm is not Realm.STAFF:
        return actor.realm in move.by
    held = actor.roles if unit_id is None else {role for role, unit in actor.memberships if unit == unit_id}
    return bool(held & move.by)


_tables: dict[str, TransitionTable] = {}


def register_table(kind: str, table: TransitionTable) -> None:
    """Give a kind of case its table, once. Raises ValueError when it has another already."""
    if _tables.setdefault(kind, table) != table:
        raise ValueError(f"The kind {kind} already has another transition table.")


def table_of(kind: str) -> TransitionTable:
    """Raises KeyError for a kind that no room has registered."""
    return _tables[kind]


def tables() -> Mapping[str, TransitionTable]:
    """Every table by kind: for the documents, the tests and the demo's coverage."""
    return dict(_tables)
