"""What a deed sees: the stage, whose story it is, the step and its words; and the look-ups deeds share."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from egenkraft.assistance import api as assistance
from egenkraft.assistance.api import DecisionState, DecisionView
from egenkraft.casework import api as casework
from egenkraft.foundation.api import Actor
from egenkraft.simulation.stage import Stage
from egenkraft.simulation.town.load import MONTHS
from egenkraft.simulation.town.stories import Adult, Household, Plan, Step


@dataclass(frozen=True)
class Scene:
    """One step of one story."""

    stage: Stage
    household: Household
    plan: Plan
    step: Step

    @property
    def now(self) -> datetime:
        return self.stage.now()

    @property
    def args(self) -> Any:
        return self.step.args

    @property
    def first(self) -> Adult:
        return self.household.adults[0]

    @property
    def first_id(self) -> int:
        return self.stage.person_id(self.household, self.first)

    @property
    def resident(self) -> Actor:
        return self.stage.resident(self.household, self.first)

    def worker(self, role: str = "handlaggare") -> Actor:
        """Whom the step names, else who does the role's work in the household's unit."""
        return self.stage.worker(self.household.unit, self.step.by or role)

    @property
    def application_id(self) -> int:
        """That of the plan, of another month (`month:`) or of the single cost (`of: single`)."""
        if self.args.get("of") == "single":
            return self.stage.singles[self.household.key]
        month = MONTHS[self.args["month"]] if "month" in self.args else self.plan.month
        return self.stage.applications[self.household.key, month]

    def case_id(self, actor: Actor) -> int:
        found = assistance.application(actor, self.now, application_id=self.application_id)
        if found.case_id is None:
            raise KeyError("no case yet")
        return found.case_id

    def officer(self) -> Actor:
        """The officer of the step, who takes the case over when nobody has it."""
        actor = self.worker()
        case_id = self.case_id(actor)
        case = casework.case(actor, self.now, case_id=case_id)
        if case.handler_id is None and case.phase is not casework.Phase.DONE:
            casework.take_over(actor, self.now, case_id=case_id)
        return actor

    def decision(self, actor: Actor, *states: DecisionState) -> DecisionView:
        """The latest decision in one of the states. Raises StopIteration."""
        found = assistance.decisions_of_application(actor, self.now, application_id=self.application_id)
        return next(
            decision for decision in sorted(found, key=lambda each: -each.id) if decision.state in states
        )
