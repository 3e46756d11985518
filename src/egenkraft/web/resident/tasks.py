"""The list of parts of an application: what is done, what is left, and what waits for the rest."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from egenkraft.assistance import api as assistance
from egenkraft.assistance.codes import ApplicationState, PartState, StepState
from egenkraft.assistance.views import ApplicationView, PaperView, PartView, StepView
from egenkraft.foundation.api import AccessDenied
from egenkraft.web.pages import PageRequest
from egenkraft.web.resident.words import application_title

_MONEY = frozenset(("incomes", "benefits", "assets", "home_costs", "own_costs", "single_costs", "payout"))


def task_content(request: PageRequest, application_id: int, person_id: int) -> dict[str, Any]:
    """All that the list shows."""
    actor, now = request.actor, request.now
    view = assistance.application(actor, now, application_id=application_id)
    steps = assistance.task_list(actor, now, application_id=application_id, person_id=person_id)
    papers = assistance.papers(actor, now, application_id=application_id, person_id=person_id)
    part = part_of(view, person_id)
    open_for_answers = part.state in (PartState.NOT_STARTED, PartState.STARTED) and view.state in (
        ApplicationState.DRAFT,
        ApplicationState.WAITING_FOR_ADULT,
    )
    done = all(step.state is StepState.DONE for step in steps)
    return {
        "application": view,
        "part": part,
        "other": next((each for each in view.parts if each.person_id != person_id), None),
        "heading": application_title(view.kind, view.month),
        "sections": _sections(view.id, steps, papers, done) if open_for_answers else [],
        "open_for_answers": open_for_answers,
        "states": [str(step.state) for step in steps],
        "done_count": sum(step.state is StepState.DONE for step in steps),
        "total": len(steps),
        "next_step": next((step for step in steps if step.state is not StepState.DONE), None),
        "all_done": done,
        "saved_at": _last_saved(steps),
        "papers": papers,
    }


def _last_saved(steps: tuple[StepView, ...]) -> datetime | None:
    saved = [datetime.fromisoformat(step.saved_at) for step in steps if step.saved_at]
    return max(saved, default=None)


def part_of(view: ApplicationView, person_id: int) -> PartView:
    """One's own part. Raises AccessDenied for one who is not an adult of the application."""
    for part in view.parts:
        if part.person_id == person_id:
            return part
    raise AccessDenied


def _sections(
    application_id: int, steps: tuple[StepView, ...], papers: tuple[PaperView, ...], done: bool
) -> list[dict[str, Any]]:
    about = [_step_item(application_id, step) for step in steps if step.key not in _MONEY]
    money = [_step_item(application_id, step) for step in steps if step.key in _MONEY]
    if papers:
        missing = [paper for paper in papers if not paper.received]
        money.append(
            {
                "label": _("Papper"),
                "url": reverse("resident:papers", args=[application_id]),
                "hint": _("Kvar: %(papers)s") % {"papers": ", ".join(p.label for p in missing)}
                if missing
                else "",
                "state": "todo" if missing else "done",
            }
        )
    send = {
        "label": _("Kontrollera och skriv under"),
        "url": reverse("resident:review", args=[application_id]),
        "hint": "" if done else _("När allt ovanför är klart"),
        "state": "todo" if done else "blocked",
    }
    return [
        {"heading": _("Om dig"), "items": about},
        {"heading": _("Pengar"), "items": money},
        {"heading": _("Skicka"), "items": [send]},
    ]


def _step_item(application_id: int, step: StepView) -> dict[str, Any]:
    confirm = step.prefilled and step.state is not StepState.DONE
    return {
        "label": step.title,
        "url": reverse("resident:step", args=[application_id, step.key]),
        "hint": _("Ifyllt från förra månaden. Stämmer det?") if confirm else "",
        "state": str(step.state),
    }
