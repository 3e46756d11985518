"""What can be applied for, and a draft to begin with."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import IntegrityError
from django.utils.translation import gettext as _

from egenkraft.assistance.codes import ApplicationKind, ApplicationState, Channel, Refused
from egenkraft.assistance.models import Application, ApplicationPart, SupportMonth
from egenkraft.assistance.months import first_day, is_month, last_day, month_of, shifted
from egenkraft.assistance.operations.load import answers_of, municipality, note, to_json
from egenkraft.assistance.operations.show import application_view
from egenkraft.assistance.questions.catalogue import steps_for
from egenkraft.assistance.questions.prefill import carried_answers
from egenkraft.assistance.views import ApplicationView, MonthOffer
from egenkraft.assistance.words import month_name
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import Actor, Realm, RefusedError, audit
from egenkraft.parties import api as parties

_MONTHLY = (ApplicationKind.NEW, ApplicationKind.RENEWAL)
_GONE = (ApplicationState.WITHDRAWN, ApplicationState.EXPIRED)
_MONTHS_BACK = 12
_MONTHS_AHEAD = 1


def month_offers(actor: Actor, now: datetime, *, person_id: int) -> tuple[MonthOffer, ...]:
    """This month and the next, and single costs. Raises Refused.NO_DIGITAL_WAY without saying why."""
    person = parties.person(actor, now, person_id=person_id)
    foundation.require(actor, "application.start", person.scope_id)
    if person.hidden and actor.realm is Realm.RESIDENT:
        raise _no_digital_way()
    today = now.date()
    kind = kind_for(person_id, month_of(today), today)
    offers = [
        _offer(person_id, month_of(today), kind, today),
        _offer(person_id, shifted(month_of(today), 1), kind, today),
    ]
    first = next((offer.month for offer in offers if offer.open and offer.application_id is None), "")
    found = [_recommended(offer, offer.month == first) for offer in offers]
    if kind is ApplicationKind.RENEWAL:
        found.append(_single(person_id, month_of(today)))
    return tuple(found)


def kind_for(person_id: int, month: str, today: date) -> ApplicationKind:
    """Renewal while the last month with support is not longer ago than the municipality's break, else new."""
    decided = (
        Application.objects.filter(
            parts__person_id=person_id, state=ApplicationState.DECIDED, kind__in=_MONTHLY
        )
        .order_by("-month")
        .values_list("month", flat=True)
        .first()
    )
    supported = (
        SupportMonth.objects.filter(person_id=person_id)
        .order_by("-month")
        .values_list("month", flat=True)
        .first()
    )
    last = max(filter(None, (decided, supported)), default="")
    breaks = municipality(today).deadlines.new_application_break_months.known
    if not last or breaks is None:
        return ApplicationKind.NEW
    return ApplicationKind.RENEWAL if shifted(last, breaks + 1) >= month else ApplicationKind.NEW


def start_application(
    actor: Actor, now: datetime, *, person_id: int, kind: ApplicationKind, month: str
) -> ApplicationView:
    """A draft, or the one that already exists: a repeat is the same application."""
    person = parties.person(actor, now, person_id=person_id)
    foundation.require(actor, "application.start", person.scope_id)
    if person.hidden and actor.realm is Realm.RESIDENT:
        raise _no_digital_way()
    check_month(month, now.date())
    if actor.realm is Realm.RESIDENT and not _is_open(month, now.date()):
        raise RefusedError(
            Refused.MONTH_NOT_OPEN,
            _("Du kan söka för %(month)s från och med %(day)s.")
            % {"month": month_name(month), "day": _opens(month, now.date()).isoformat()},
        )
    if kind is ApplicationKind.RENEWAL:
        # Longer without support than the municipality's break: everything is asked anew.
        kind = kind_for(person_id, month, now.date())
    there = existing(person_id, kind, month)
    if there is None:
        there = create(
            actor, now, person_id=person_id, kind=kind, month=month, channel=Channel.DIGITAL, received_on=None
        )
    return application_view(actor, there)


def existing(person_id: int, kind: ApplicationKind, month: str) -> Application | None:
    """The application of this month that the person already has a part in; of single costs only a draft counts."""
    rows = Application.objects.filter(parts__person_id=person_id, month=month).exclude(state__in=_GONE)
    if kind in _MONTHLY:
        return rows.filter(kind__in=_MONTHLY).select_related("case").first()
    return rows.filter(kind=kind, state=ApplicationState.DRAFT).select_related("case").first()


def create(
    actor: Actor,
    now: datetime,
    *,
    person_id: int,
    kind: ApplicationKind,
    month: str,
    channel: Channel,
    received_on: date | None,
) -> Application:
    """The rows of a draft with a part for each adult of the household, filled in from last month at a renewal."""
    system = foundation.system_actor("application")
    household = parties.household_of(system, now, person_id=person_id, on=household_day(month, now.date()))
    if household is None or person_id not in {member.person.id for member in household.adults}:
        household = _open_household(system, now, person_id, month)
    others = [member.person.id for member in household.adults if member.person.id != person_id]
    draft = Application(
        scope_id=household.scope_id,
        household_id=household.id,
        first_person_id=person_id,
        kind=kind,
        month=month,
        channel=channel,
        received_on=received_on,
        draft_until=_draft_until(now.date()),
        created_at=now,
    )
    try:
        return _insert(actor, now, draft, [person_id, *others])
    except IntegrityError:
        # Two clicks at once: the constraint let one through, and that one is the application.
        there = existing(person_id, kind, month)
        if there is None:
            raise
        return there


def _insert(actor: Actor, now: datetime, draft: Application, adults: Sequence[int]) -> Application:
    with foundation.transaction():
        draft.save()
        for order, adult in enumerate(adults):
            add_part(now, draft, adult, order)
        note(
            actor, now, audit.Action.WRITE, "application.start", f"application:{draft.pk}", adults, ["month"]
        )
    return draft


def _draft_until(today: date) -> date | None:
    """None when no life of a draft is told: it is kept."""
    life = municipality(today).deadlines.draft_life_days.known
    return None if life is None else today + timedelta(days=life)


def add_part(now: datetime, row: Application, person_id: int, order: int) -> ApplicationPart:
    """An adult's part under that adult's own scope, with last month's answers to confirm."""
    person = parties.person(foundation.system_actor("application"), now, person_id=person_id)
    carried: dict[str, dict[str, object]] = {}
    if row.kind == ApplicationKind.RENEWAL:
        last = (
            ApplicationPart.objects.filter(
                person_id=person_id, application__kind__in=_MONTHLY, application__month__lt=row.month
            )
            .exclude(application__state__in=(*_GONE, ApplicationState.DRAFT))
            .order_by("-application__month")
            .first()
        )
        if last is not None:
            carried = carried_answers(steps_for(ApplicationKind.RENEWAL, order), answers_of(last))
    return ApplicationPart.objects.create(
        application=row, scope_id=person.scope_id, person_id=person_id, order=order, answers=to_json(carried)
    )


def household_day(month: str, today: date) -> date:
    """The day on which the household of a month is read: today within the month, else the nearest day of it."""
    return min(max(first_day(month), today), last_day(month))


def check_month(month: str, today: date) -> None:
    """Raises Refused.INVALID for what is no month, or one far from today."""
    nearest, farthest = shifted(month_of(today), -_MONTHS_BACK), shifted(month_of(today), _MONTHS_AHEAD)
    if not is_month(month) or not nearest <= month <= farthest:
        raise RefusedError(
            Refused.INVALID,
            _("Månaden %(month)s går inte att söka för. Välj en månad från %(first)s till %(last)s.")
            % {"month": month[:20], "first": nearest, "last": farthest},
        )


def _open_household(system: Actor, now: datetime, person_id: int, month: str) -> parties.HouseholdView:
    """A household of one, in the person's unit or the first one, so that someone sees the application.

    Others that the person names join it when an officer has settled who lives there.
    """
    person = parties.person(system, now, person_id=person_id)
    unit = foundation.scope(person.scope_id).unit_id or foundation.units()[0].id
    return parties.open_household(
        system,
        now,
        unit_id=unit,
        on=opened_on(now.date(), month),
        members=[parties.MemberSpec(person_id, "adult")],
    )


def opened_on(today: date, month: str) -> date:
    """A household made for an application counts from the month applied for, or from today when that is earlier."""
    return min(today, first_day(month))


def _opens(month: str, today: date) -> date:
    day = municipality(today).deadlines.month_opens_day.known or 1
    before = first_day(shifted(month, -1))
    return before.replace(day=min(day, last_day(shifted(month, -1)).day))


def _is_open(month: str, today: date) -> bool:
    return _opens(month, today) <= today


def _offer(person_id: int, month: str, kind: ApplicationKind, today: date) -> MonthOffer:
    there = existing(person_id, kind, month)
    is_open = _is_open(month, today)
    text = _("Ansökan för %(month)s") % {"month": month_name(month, year=True)}
    if not is_open:
        text = _("Öppnar %(day)s") % {"day": _opens(month, today).isoformat()}
    return MonthOffer(
        kind=kind if there is None else ApplicationKind(there.kind),
        month=month,
        recommended=False,
        opens_on=_opens(month, today),
        open=is_open,
        application_id=None if there is None else there.pk,
        text=text,
    )


def _recommended(offer: MonthOffer, yes: bool) -> MonthOffer:
    return MonthOffer(
        offer.kind, offer.month, yes, offer.opens_on, offer.open, offer.application_id, offer.text
    )


def _single(person_id: int, month: str) -> MonthOffer:
    there = existing(person_id, ApplicationKind.SINGLE_COST, month)
    return MonthOffer(
        ApplicationKind.SINGLE_COST,
        month,
        False,
        first_day(month),
        True,
        None if there is None else there.pk,
        _("En enstaka utgift, till exempel tandvård eller glasögon"),
    )


def _no_digital_way() -> RefusedError:
    return RefusedError(
        Refused.NO_DIGITAL_WAY,
        _("Du kan inte söka här. Ring oss, så hjälper vi dig att söka på ett annat sätt."),
    )
