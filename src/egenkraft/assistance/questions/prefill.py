"""A renewal begins with last month's answers, to be confirmed page by page."""

from collections.abc import Mapping
from typing import Any

from egenkraft.assistance.questions.fields import Step

_EVERY_MONTH_ANEW = {
    "occupation": ("job_ended",),
    "home_costs": ("rent_due",),
    "benefits": ("amounts", "waiting_what"),
}


def carried_answers(
    steps: tuple[Step, ...], last: Mapping[str, Mapping[str, Any]]
) -> dict[str, dict[str, Any]]:
    """Answers by step, for the steps that are carried on; what must be said each month is left out.

    Incomes, changes and where the money goes are always asked anew. Costs with a receipt are not carried either: last
    month's medicine is not this month's.
    """
    carried: dict[str, dict[str, Any]] = {}
    for step in steps:
        if not step.carried or step.key not in last or step.key == "own_costs":
            continue
        fresh = _EVERY_MONTH_ANEW.get(step.key, ())
        carried[step.key] = {key: value for key, value in last[step.key].items() if key not in fresh}
    return carried
