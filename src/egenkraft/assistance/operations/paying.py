"""What a decision pays, to whom and when; and the same as payments takes it."""

from datetime import date, datetime, timedelta

from egenkraft.assistance.labels import COSTS
from egenkraft.assistance.months import first_day, last_day, shifted
from egenkraft.assistance.operations.gather import Gathered
from egenkraft.assistance.operations.payout import split
from egenkraft.assistance.views import CalculationView, PayoutPart
from egenkraft.assistance.workdays import on_or_after
from egenkraft.policy import api as policy


def payouts_of(gathered: Gathered, view: CalculationView, amount_ore: int) -> tuple[PayoutPart, ...]:
    """Direct parts first, then half each of what remains. What a correction adds goes to the adults alone.

    A part without payee waits for one in payments; granted money is not held back for it in any other way.
    """
    if not amount_ore:
        return ()
    direct = () if gathered.already_ore else view.direct
    parts = [
        PayoutPart(
            f"direct:{kind}",
            None,
            gathered.receivers.direct[kind].id if kind in gathered.receivers.direct else None,
            payee,
            ore,
        )
        for kind, payee, ore in direct
        if ore
    ]
    remaining = amount_ore - sum(part.amount_ore for part in parts)
    for person_id, ore in split(gathered.adults, remaining, gathered.said.split or {}):
        if ore:
            payee = gathered.receivers.adults.get(person_id)
            parts.append(
                PayoutPart(
                    f"adult:{person_id}",
                    person_id,
                    None if payee is None else payee.id,
                    gathered.names.get(person_id, ""),
                    ore,
                )
            )
    return tuple(parts)


def part_text(part: PayoutPart, month: str) -> str:
    """On the receiver's statement: never what it is about."""
    if part.person_id is None:
        return f"{COSTS.get(part.part.removeprefix('direct:'), '')} {month}".strip()
    return f"Utbetalning {month}"


def pay_day(now: datetime, month: str, model: policy.Municipality) -> date | None:
    """The municipality's pay day before the month, or the next bank day when that has passed; None when none is told."""
    day = model.payments.pay_day.known
    if day is None:
        return None
    before = shifted(month, -1)
    planned = first_day(before).replace(day=min(day, last_day(before).day))
    return on_or_after(max(planned, now.date() + timedelta(days=1)))
