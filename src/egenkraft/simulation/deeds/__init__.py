"""What people do in the stories: one function for each word under `do:` in the town's files."""

from collections.abc import Callable, Mapping

from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import audit
from egenkraft.simulation.deeds import decisions, money, office, people
from egenkraft.simulation.deeds.context import Scene
from egenkraft.simulation.stage import Stage
from egenkraft.simulation.town.stories import Household, Plan, Step

Deed = Callable[[Scene], None]

DEEDS: Mapping[str, Deed] = {
    "acknowledge": office.acknowledge,
    "answer": people.answer_hearing,
    "approve_payee": money.approve_payee,
    "ask_again": office.ask_again,
    "attach": people.attach,
    "attest": decisions.attest,
    "break_glass": office.break_glass,
    "close_difference": office.close_difference,
    "correct": decisions.correct,
    "decide": decisions.decide,
    "fact": office.add_fact,
    "grant_cost": office.grant_cost,
    "hold": office.hold,
    "loan": decisions.loan,
    "note": office.write_note,
    "notify": office.notify,
    "propose": decisions.propose,
    "propose_payee": money.propose_payee,
    "refuse_attest": decisions.refuse_attest,
    "refuse_payee": money.refuse_payee,
    "repay_rejected": money.repay_rejected,
    "request_papers": office.request_papers,
    "return": decisions.give_back,
    "review_glass": office.review_glass,
    "serve": decisions.serve,
    "single_cost": people.single_cost,
    "stop_payment": money.stop_payment,
    "stop_waiting": office.stop_waiting,
    "take_over": office.take_over,
    "undo": decisions.undo,
    "withdraw": people.withdraw,
    "withdraw_hearing": office.withdraw_hearing,
}


class StoryError(Exception):
    """A step of a story could not be done: which household, which step, and what the product said."""


def do(stage: Stage, household: Household, plan: Plan, step: Step) -> None:
    """Raises StoryError naming the household and the step."""
    scene = Scene(stage, household, plan, step)
    try:
        with audit.collecting(f"simulation {step.do}"):
            DEEDS[step.do](scene)
    except foundation.RefusedError as refusal:
        raise StoryError(f"{household.key}, day {step.day}, {step.do}: {refusal.message}") from refusal
    except (foundation.AccessDenied, KeyError, StopIteration) as error:
        raise StoryError(f"{household.key}, day {step.day}, {step.do}: {error!r}") from error
