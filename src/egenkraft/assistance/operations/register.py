"""An application that came on paper, by telephone or at the desk, registered by an officer with the day it came."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from egenkraft.assistance.codes import ApplicationKind, ApplicationState, Channel, PartState, Refused
from egenkraft.assistance.operations.load import application_row, note
from egenkraft.assistance.operations.show import application_view
from egenkraft.assistance.operations.sign import channel_words, open_case, receipt, sign_parts
from egenkraft.assistance.operations.start import add_part, check_month, create, existing
from egenkraft.assistance.views import ApplicationView, Receipt
from egenkraft.casework import api as casework
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import Actor, RefusedError, audit
from egenkraft.parties import api as parties


def register_application(
    actor: Actor,
    now: datetime,
    *,
    person_id: int,
    other_adult_id: int | None,
    kind: ApplicationKind,
    month: str,
    channel: Channel,
    received_on: date,
) -> ApplicationView:
    """Pending from `received_on`, with a case at once. A repeat, or a draft of the same month, is the same application."""
    person = parties.person(actor, now, person_id=person_id)
    foundation.require(actor, "application.register", person.scope_id)
    _check(now.date(), month, channel, received_on)
    row = existing(person_id, kind, month)
    if row is None:
        row = create(
            actor, now, person_id=person_id, kind=kind, month=month, channel=channel, received_on=received_on
        )
    with foundation.transaction():
        row = application_row(actor, "application.register", row.pk, lock=True)
        if row.state in (ApplicationState.DRAFT, ApplicationState.WAITING_FOR_ADULT):
            row.channel = channel
            row.received_on = min(filter(None, (row.received_on, received_on)))
        if other_adult_id is not None and not row.parts.filter(person_id=other_adult_id).exists():
            add_part(now, row, other_adult_id, order=1)
        open_case(actor, now, row)
        row.save()
        how = {"channel": channel_words(channel), "day": received_on.isoformat()}
        told = _("Ansökan kom %(channel)s den %(day)s.") % how
        casework.tell(actor, now, case_id=row.case_id or 0, what=told, for_resident=True)
        note(
            actor, now, audit.Action.WRITE, "application.register", f"application:{row.pk}",
            [person_id], ["channel", "received_on"],
        )  # fmt: skip
    return application_view(actor, application_row(actor, "application.read", row.pk))


def _check(today: date, month: str, channel: Channel, received_on: date) -> None:
    check_month(month, today)
    if received_on > today:
        raise RefusedError(
            Refused.INVALID, _("Dagen ansökan kom in kan inte vara efter i dag. Skriv den dag den kom.")
        )
    if channel is Channel.DIGITAL:
        raise RefusedError(
            Refused.INVALID, _("Välj hur ansökan kom: på papper, per telefon eller vid disken.")
        )


def finish_registration(
    actor: Actor, now: datetime, *, application_id: int, signed_person_ids: Sequence[int]
) -> Receipt:
    """Send it in with the adults who have signed or declared by word of mouth.

    What the paper left unanswered stays unanswered: no one is refused an application for an empty box.
    """
    with foundation.transaction():
        row = application_row(actor, "application.register", application_id, lock=True)
        parts = list(
            row.parts.filter(person_id__in=signed_person_ids).exclude(
                state__in=(PartState.SIGNED, PartState.DECLINED)
            )
        )
        if not parts:
            raise RefusedError(
                Refused.NOT_COMPLETE,
                _("Ange vilken vuxen som har skrivit under eller lämnat uppgifterna muntligt."),
            )
        for part in parts:
            part.application = row
        sign_parts(actor, now, row, parts, signed_by=_("registrerad av %(name)s") % {"name": actor.name})
    return receipt(actor, now, application_row(actor, "application.read", application_id))
