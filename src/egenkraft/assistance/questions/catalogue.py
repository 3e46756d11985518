"""All steps in the order they are asked, and which adult is asked which in which kind of application."""

from egenkraft.assistance.codes import ApplicationKind
from egenkraft.assistance.questions import household_steps as h
from egenkraft.assistance.questions import money_steps as m
from egenkraft.assistance.questions.fields import AskedOf, Step

STEPS: tuple[Step, ...] = (
    h.CHANGES,
    h.CONTACT,
    h.HOUSEHOLD,
    h.CHILDREN,
    h.HOUSING,
    h.LIVELIHOOD,
    h.OCCUPATION,
    m.INCOMES,
    m.BENEFITS_STEP,
    m.ASSETS,
    m.HOME_COSTS,
    m.OWN_COSTS,
    m.SINGLE_COSTS,
    h.STAY,
    m.PAYOUT,
    h.MORE,
)
BY_KEY = {step.key: step for step in STEPS}


def steps_for(kind: ApplicationKind, order: int) -> tuple[Step, ...]:
    """The steps of one adult: `order` 0 began the application, 1 is the other adult."""
    return tuple(
        step for step in STEPS if kind in step.kinds and (order == 0 or step.asked_of is AskedOf.EACH)
    )
