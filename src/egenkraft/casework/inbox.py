"""The inbox: a page by deadline and the counts of all views, in a fixed number of queries however long it is."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from egenkraft.casework.models import Case
from egenkraft.casework.transitions import Phase, table_of
from egenkraft.casework.views import InboxPage, InboxRow, InboxView
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import Actor, audit
from egenkraft.parties import api as parties

PAGE_SIZE = 25


def inbox(
    actor: Actor, now: datetime, *, view: InboxView, page: int = 1, kind: str | None = None
) -> InboxPage:
    """A page of a view; a page beyond the last is the last. Persons the actor may not see have no name."""
    foundation.require(actor, "inbox.read")
    today = now.date()
    by_view = counts(actor, now, kind=kind)
    total = by_view[view]
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(1, page), pages)
    start = (page - 1) * PAGE_SIZE
    found = _rows(actor, kind).filter(_in_view(view, actor, today)).select_related("handler")
    order = ("-closed_at", "-id") if view is InboxView.CLOSED else ("sort_on", "id")
    cases = list(found.defer("hold_reason").order_by(*order)[start : start + PAGE_SIZE])
    names = _names(actor, now, cases)
    return InboxPage(
        view=view,
        page=page,
        pages=pages,
        total=total,
        rows=tuple(_row(case, actor, today, names) for case in cases),
        counts=by_view,
    )


def counts(actor: Actor, now: datetime, *, kind: str | None = None) -> Mapping[InboxView, int]:
    """How many cases each view holds."""
    foundation.require(actor, "inbox.read")
    today = now.date()
    found = _rows(actor, kind).aggregate(
        **{view.value: Count("id", filter=_in_view(view, actor, today)) for view in InboxView}
    )
    return {view: found[view.value] for view in InboxView}


def _rows(actor: Actor, kind: str | None) -> QuerySet[Case]:
    rows = Case.objects.filter(foundation.scope_q(actor, "inbox.read"))
    return rows.filter(kind=kind) if kind else rows


def _in_view(view: InboxView, actor: Actor, today: date) -> Q:
    open_ = Q(phase__in=[Phase.TODO, Phase.WAITING])
    resting = Q(hold_until__gt=today) | Q(phase=Phase.WAITING)
    to_do = Q(phase=Phase.TODO) & (Q(hold_until__isnull=True) | Q(hold_until__lte=today))
    match view:
        case InboxView.MINE:
            return to_do & Q(handler_id=actor.user_id or 0)
        case InboxView.UNASSIGNED:
            return to_do & Q(handler__isnull=True)
        case InboxView.UNIT:
            return to_do
        case InboxView.LATE:
            return open_ & Q(sort_on__lt=today)
        case InboxView.WAITING:
            return open_ & resting
        case InboxView.CLOSED:
            return Q(phase=Phase.DONE)


def _names(actor: Actor, now: datetime, cases: list[Case]) -> dict[int, str]:
    ids = {case.person_id for case in cases if case.person_id is not None}
    found = parties.persons(actor, now, person_ids=ids) if ids else ()
    audit.note(
        actor,
        now,
        action=audit.Action.READ,
        object_ref="inbox",
        permission="inbox.read",
        person_ids=[person.id for person in found],
        fields=("name", "state", "deadline"),
    )
    return {person.id: person.name for person in found}


def _row(case: Case, actor: Actor, today: date, names: Mapping[int, str]) -> InboxRow:
    state = table_of(case.kind).state(case.state)
    return InboxRow(
        case_id=case.pk,
        number=case.number,
        kind=case.kind,
        title=case.title,
        person_id=case.person_id,
        name=names.get(case.person_id or 0),
        state=case.state,
        state_label=str(state.label),
        phase=state.phase,
        handler=case.handler.name if case.handler else None,
        mine=case.handler_id is not None and case.handler_id == actor.user_id,
        deadline_on=case.deadline_on,
        deadline_what=case.deadline_what,
        days_left=None if case.deadline_on is None else (case.deadline_on - today).days,
        hold_until=case.hold_until,
        reasons=tuple(case.reasons),
        opened_at=case.opened_at,
    )
