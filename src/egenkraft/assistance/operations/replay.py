"""Every decision run again from its stored facts, by today's rules for its month, and held against what was frozen."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from egenkraft.assistance.models import Decision
from egenkraft.assistance.operations.load import note, to_json
from egenkraft.assistance.operations.prepare import hash_of
from egenkraft.assistance.operations.show import TOTALS
from egenkraft.assistance.views import Replay
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import Actor, audit
from egenkraft.rulebook import api as rulebook

_CHANGE_ORE = 12_300


class _RollBackError(Exception):
    """Undoes the tampering."""


def replay_all(actor: Actor, now: datetime, *, tamper: bool = False) -> Replay:
    """Recalculate all. With `tamper`, one stored fact is changed first, with a matching hash, and rolled back after:

    only the recalculation can find it.
    """
    foundation.require(actor, "decision.replay")
    note(actor, now, audit.Action.READ, "decision.replay", "decisions", (), ["facts", "result"])
    if not tamper:
        return _replay()
    found = Replay(0, 0, ())
    try:
        with foundation.transaction():
            _tamper()
            found = _replay()
            raise _RollBackError
    except _RollBackError:
        return found


def _replay() -> Replay:
    total = 0
    differing: list[str] = []
    for row in Decision.objects.order_by("pk").iterator(chunk_size=500):
        total += 1
        if differs(row):
            differing.append(row.number)
    return Replay(total, len(differing), tuple(differing))


def differs(row: Decision) -> bool:
    """Whether the stored decision is another than the one its facts and the rules give, in any byte or any öre."""
    if hash_of(row.frozen) != row.hash:
        return True
    frozen = json.loads(row.frozen)
    record = rulebook.Record.from_json(json.dumps(frozen["record"]))
    values = rulebook.replay(record)
    if values != record.values or row.amount_ore != frozen["amount_ore"]:
        return True
    return _totals_differ(frozen["result"], values["household"][0])


def _totals_differ(result: Mapping[str, Any], household: Mapping[str, Any]) -> bool:
    return any(result[name] != household[name] for name in TOTALS)


def _tamper() -> None:
    """A surplus that was never there, in the facts of the first decision."""
    row = Decision.objects.order_by("pk").first()
    if row is None:
        return
    frozen = json.loads(row.frozen)
    frozen["record"]["facts"]["rows"]["household"][0]["carried_surplus_ore"] += _CHANGE_ORE
    row.frozen = to_json(frozen)
    row.hash = hash_of(row.frozen)
    row.save(update_fields=["frozen", "hash"])
