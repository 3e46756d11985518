"""Reading: applications, decisions, the officer's case page, explanations, counts of a month."""

import json
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Prefetch, QuerySet

from egenkraft.assistance.codes import ApplicationState, DecisionKind, DecisionState
from egenkraft.assistance.models import Application, ApplicationPart, Calculation, Decision
from egenkraft.assistance.operations.answer import sections_of
from egenkraft.assistance.operations.assess import assessment
from egenkraft.assistance.operations.facts import differences, facts
from egenkraft.assistance.operations.handed_in import handed_in, papers_of
from egenkraft.assistance.operations.inquire import inquiry_views
from egenkraft.assistance.operations.load import application_row, note, person_ids
from egenkraft.assistance.operations.papers import completions
from egenkraft.assistance.operations.send import decision_row
from egenkraft.assistance.operations.show import application_view, hearing_view
from egenkraft.assistance.operations.show_decision import decision_view
from egenkraft.assistance.transitions import CASE
from egenkraft.assistance.views import ApplicationView, CasePage, DecisionView
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import AccessDenied, Actor, Realm, audit
from egenkraft.parties import api as parties
from egenkraft.rulebook import api as rulebook

_SHOWN_TO_RESIDENT = (DecisionState.SENT, DecisionState.CORRECTED)


def application(actor: Actor, now: datetime, *, application_id: int) -> ApplicationView:
    """One application; never anyone's answers."""
    row = application_row(actor, "application.read", application_id)
    note(
        actor, now, audit.Action.READ, "application.read", f"application:{row.pk}", person_ids(row), ["state"]
    )
    return application_view(actor, row)


def application_of_case(actor: Actor, now: datetime, *, case_id: int) -> ApplicationView:
    """Raises AccessDenied when the case has none, or is out of reach."""
    row = Application.objects.filter(case_id=case_id).first()
    if row is None:
        raise AccessDenied
    return application(actor, now, application_id=row.pk)


def applications_of_person(actor: Actor, now: datetime, *, person_id: int) -> tuple[ApplicationView, ...]:
    """Newest first."""
    person = parties.person(actor, now, person_id=person_id)
    foundation.require(actor, "application.read", person.scope_id)
    rows = (
        Application.objects.filter(parts__person_id=person_id)
        .select_related("case")
        .prefetch_related("parts")
        .order_by("-month", "-pk")
    )
    note(actor, now, audit.Action.READ, "application.read", "applications", [person_id], ["state"])
    return tuple(application_view(actor, row) for row in rows)


def decision(actor: Actor, now: datetime, *, decision_id: int) -> DecisionView:
    """A resident sees a decision when it has been sent."""
    row = decision_row(actor, "decision.read", decision_id)
    _hide_unsent(actor, row)
    note(actor, now, audit.Action.READ, "decision.read", f"decision:{row.pk}", _adults(row), ["decision"])
    return decision_view(actor, row)


def _hide_unsent(actor: Actor, row: Decision) -> None:
    if actor.realm is Realm.RESIDENT and row.state not in _SHOWN_TO_RESIDENT:
        raise AccessDenied


def decisions_of_person(actor: Actor, now: datetime, *, person_id: int) -> tuple[DecisionView, ...]:
    """Sent decisions of the applications in which the person has a part, newest first."""
    rows = (
        _decisions(actor)
        .filter(application__parts__person_id=person_id, state__in=_SHOWN_TO_RESIDENT)
        .order_by("-sent_at", "-pk")
    )
    note(actor, now, audit.Action.READ, "decision.read", "decisions", [person_id], ["decision"])
    return tuple(decision_view(actor, row) for row in rows)


def decisions_of_application(actor: Actor, now: datetime, *, application_id: int) -> tuple[DecisionView, ...]:
    """Newest first; also undone and waiting ones, to staff."""
    application_row(actor, "application.read", application_id)
    rows = _decisions(actor).filter(application_id=application_id).order_by("-pk")
    if actor.realm is Realm.RESIDENT:
        rows = rows.filter(state__in=_SHOWN_TO_RESIDENT)
    found = list(rows)
    note(
        actor, now, audit.Action.READ, "decision.read", f"application:{application_id}",
        _adults(found[0]) if found else (), ["decision"],
    )  # fmt: skip
    return tuple(decision_view(actor, row) for row in found)


def _decisions(actor: Actor) -> QuerySet[Decision]:
    return Decision.objects.filter(foundation.scope_q(actor, "decision.read")).select_related(
        "calculation", "review", "application"
    )


def _adults(row: Decision) -> Iterable[int]:
    return row.application.parts.values_list("person_id", flat=True)


def explain(actor: Actor, now: datetime, *, calculation_id: int, step: str = "support_ore") -> rulebook.Step:
    """Why one value is what it is, with everything below it. `step` is a line's `step`, or the name of a total."""
    row = Calculation.objects.select_related("application").filter(pk=calculation_id).first()
    if row is None:
        raise AccessDenied
    if actor.realm is Realm.RESIDENT:
        sent = Decision.objects.filter(calculation=row, state__in=_SHOWN_TO_RESIDENT)
        if not sent.exists():
            raise AccessDenied
    foundation.require(actor, "calculation.read", row.scope_id)
    note(
        actor, now, audit.Action.READ, "calculation.read", f"calculation:{row.pk}",
        person_ids(row.application), ["explanation"],
    )  # fmt: skip
    try:
        return rulebook.explain_tree(rulebook.Record.from_json(row.record), step)
    except KeyError:
        raise AccessDenied from None


def what_if(
    actor: Actor, now: datetime, *, application_id: int, person_id: int, wage_net_kr: int
) -> rulebook.Result:
    """The household's result if this adult earned so much; a resident after the joint decision only. Nothing is stored."""
    row = application_row(actor, "whatif.run", application_id)
    stored = row.calculations.order_by("-pk").first()
    if stored is None or (actor.realm is Realm.RESIDENT and row.state != ApplicationState.DECIDED):
        raise AccessDenied
    note(
        actor, now, audit.Action.READ, "whatif.run", f"application:{row.pk}", person_ids(row), ["calculation"]
    )
    return rulebook.what_if(json.loads(stored.document), str(person_id), wage_net_kr)


def case_page(actor: Actor, now: datetime, *, case_id: int) -> CasePage:
    """All of this room on the officer's case page. Staff only: it holds both adults' answers."""
    if actor.realm is not Realm.STAFF:
        raise AccessDenied
    parts = Prefetch("parts", ApplicationPart.objects.select_related("person").order_by("order"))
    row = Application.objects.filter(case_id=case_id).select_related("case").prefetch_related(parts).first()
    if row is None:
        raise AccessDenied
    foundation.require(actor, "application.answers", row.scope_id)
    persons = person_ids(row)
    note(actor, now, audit.Action.READ, "application.answers", f"case:{case_id}", persons, ["answers"])
    unit = foundation.scope(row.scope_id).unit_id
    there = handed_in(actor, now, row)
    state = row.case.state if row.case is not None else CASE.initial
    return CasePage(
        application=application_view(actor, row),
        sections={part.person_id: sections_of(part) for part in row.parts.all()},
        papers=tuple(paper for part in row.parts.all() for paper in papers_of(now, part, there)),
        completions=completions(actor, now, application_id=row.pk),
        inquiries=inquiry_views(row),
        facts=facts(actor, now, application_id=row.pk),
        differences=differences(actor, now, application_id=row.pk),
        assessment=assessment(actor, now, application_id=row.pk),
        hearings=tuple(
            hearing_view(each) for each in row.hearings.prefetch_related("answers").order_by("-pk")
        ),
        decisions=decisions_of_application(actor, now, application_id=row.pk),
        allowed_commands=CASE.allowed_commands(state, actor, unit),
        names=_names(actor, now, row),
    )


def _names(actor: Actor, now: datetime, row: Application) -> dict[str, str]:
    household = (
        None
        if row.household_id is None
        else parties.household(actor, now, household_id=row.household_id, on=now.date())
    )
    names = {
        str(part.person_id): f"{part.person.given_name} {part.person.family_name}".strip()
        for part in row.parts.all()
    }
    for member in household.members if household else ():
        names[str(member.person.id)] = member.person.name
    return names


def automatic_reduced() -> int:
    """Automatic decisions in which any applied line was not granted in full: always 0, and looked for anyway."""
    found = 0
    for row in Decision.objects.filter(automatic=True).iterator(chunk_size=500):
        lines = json.loads(row.frozen)["result"]["lines"]
        reduced = any(
            line["kind"] == "cost"
            and (line["counted_ore"] is None or line["counted_ore"] < line["applied_ore"])
            for line in lines
        )
        found += reduced or row.kind != DecisionKind.GRANT
    return found


def states() -> dict[str, dict[str, int]]:
    """How many rows are in each state, by table: for the demo's report of what it has been through."""
    from egenkraft.assistance.models import Completion, Difference, Hearing

    tables = {
        "application": Application,
        "decision": Decision,
        "difference": Difference,
        "hearing": Hearing,
        "completion": Completion,
    }
    return {
        name: dict(model.objects.values_list("state").annotate(Count("pk")).order_by("state"))  # type: ignore[attr-defined]
        for name, model in tables.items()
    }
