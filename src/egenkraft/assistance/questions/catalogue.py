"""All steps in the order they are asked, and which adult is asked which in which kind of application."""

from egenkraft.assistance.codes import ApplicationKind
from egenkraft.assistance.questions import cost_steps as c
from egenkraft.assistance.questions import household_steps as h
from egenkraft.assistance.questions import life_steps as life
from egenkraft.assistance.questions import money_steps as m
from egenkraft.assistance.questions.fields import AskedOf, Step

STEPS: tuple[Step, ...] = (
    life.CHANGES,
    h.CONTACT,
    h.HOUSEHOLD,
    h.CHILDREN,
    h.HOUSING,
    life.LIVELIHOOD,
    life.OCCUPATION,
    m.INCOMES,
    m.BENEFITS_STEP,
    m.ASSETS,
    c.HOME_COSTS,
    c.OWN_COSTS,
    c.SINGLE_COSTS,
    life.STAY,
    m.PAYOUT,
    life.MORE,
)
BY_KEY = {step.key: step for step in STEPS}


def steps_for(kind: ApplicationKind, order: int) -> tuple[Step, ...]:
    """The steps of one adult: `order` 0 began the application, 1 is the other adult."""
    return tuple(
        step for step in STEPS if kind in step.kinds and (order == 0 or step.asked_of is AskedOf.EACH)
    )
