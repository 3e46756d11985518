"""Signing one's own part, saying no to apply together, taking the application back."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from egenkraft.assistance.codes import ApplicationKind, ApplicationState, Channel, PartState, Refused
from egenkraft.assistance.events import ApplicationReceived
from egenkraft.assistance.models import Application, ApplicationPart
from egenkraft.assistance.operations.answer import sections_of
from egenkraft.assistance.operations.deadlines import goal_day
from egenkraft.assistance.operations.handed_in import handed_in, papers_of
from egenkraft.assistance.operations.load import (
    application_row,
    next_state,
    note,
    part_row,
)
from egenkraft.assistance.operations.payout import propose_accounts
from egenkraft.assistance.operations.show import application_view
from egenkraft.assistance.transitions import APPLICATION, CASE_KIND
from egenkraft.assistance.views import ApplicationView, Receipt
from egenkraft.assistance.words import month_name
from egenkraft.casework import api as casework
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import Actor, RefusedError, audit

_TITLES = {
    ApplicationKind.NEW: "Ny ansökan, {month}",
    ApplicationKind.RENEWAL: "Månadsansökan, {month}",
    ApplicationKind.SINGLE_COST: "Enstaka kostnad, {month}",
}


def sign(
    actor: Actor, now: datetime, *, application_id: int, person_id: int, version: int, declared: bool
) -> Receipt:
    """Sign one's own part on one's honour. The day of the first adult is the day the application counts from."""
    if not declared:
        raise RefusedError(
            Refused.DECLARATION_MISSING,
            _("Kryssa i rutan om att uppgifterna är riktiga innan du skriver under."),
        )
    with foundation.transaction():
        part = part_row(actor, "application.sign", application_id, person_id, lock=True)
        _check_signable(part)
        if part.version != version:
            raise RefusedError(
                Refused.CHANGED_ELSEWHERE,
                _("Svaren har ändrats på en annan enhet. Läs igenom dem igen innan du skriver under."),
            )
        row = application_row(actor, "application.read", application_id, lock=True)
        sign_parts(actor, now, row, [part], signed_by=actor.name)
    return receipt(actor, now, row)


def _check_signable(part: ApplicationPart) -> None:
    if part.state in (PartState.SIGNED, PartState.DECLINED):
        raise RefusedError(Refused.ALREADY_SIGNED, _("Du har redan skrivit under."))
    missing = [section.title for section in sections_of(part) if not section.complete]
    if missing:
        raise RefusedError(
            Refused.NOT_COMPLETE,
            _("Det återstår att svara på: %(steps)s.") % {"steps": ", ".join(missing)},
        )


def sign_parts(
    actor: Actor, now: datetime, row: Application, parts: Sequence[ApplicationPart], *, signed_by: str
) -> None:
    """Inside a transaction: mark the parts signed, open the case at the first, send it in when all have answered."""
    for part in parts:
        part.state, part.signed_at, part.signed_by = PartState.SIGNED, now, signed_by
        part.save(update_fields=["state", "signed_at", "signed_by"])
        propose_accounts(actor, now, part)
        note(
            actor,
            now,
            audit.Action.WRITE,
            "application.sign",
            f"application:{row.pk}",
            [part.person_id],
            ["signed"],
        )
    if row.received_on is None:
        row.received_on = now.date()
    open_case(actor, now, row)
    for part in parts:
        _file_answers(now, row, part)
    waiting = row.parts.exclude(state__in=(PartState.SIGNED, PartState.DECLINED)).exists()
    command = "sign_first" if waiting else "sign"
    if waiting and row.state == ApplicationState.WAITING_FOR_ADULT:
        row.save()
        return
    row.state = next_state(APPLICATION, row.state, command, actor, _("Ansökan är redan inskickad."))
    if not waiting:
        row.submitted_at = now
    row.save()
    if not waiting:
        casework.file_attachments(
            foundation.system_actor("application"), now, subject_ref=subject(row.pk), case_id=row.case_id or 0
        )
        foundation.publish(ApplicationReceived(row.pk), now=now)


def _file_answers(now: datetime, row: Application, part: ApplicationPart) -> None:
    """What was signed is filed as it was, under the adult's own scope; later changes do not touch it."""
    lines = [title_of(row), f"{_('Undertecknad')} {now:%Y-%m-%d %H.%M}, {part.signed_by}", ""]
    for section in sections_of(part):
        lines += [section.title, *(f"  {each.label}: {each.value}" for each in section.rows), ""]
    casework.add_document(
        foundation.system_actor("application"),
        now,
        scope_id=part.scope_id,
        case_id=row.case_id,
        kind="application",
        direction=casework.Direction.IN,
        title=title_of(row),
        content="\n".join(lines).encode(),
        mime="text/plain",
        person_id=part.person_id,
    )


def title_of(row: Application) -> str:
    """The same words on the case and on what is filed in it; no names."""
    return _TITLES[ApplicationKind(row.kind)].format(month=month_name(row.month, year=True))


def subject(application_id: int) -> str:
    """How casework knows the application that files belong to."""
    return f"application:{application_id}"


def open_case(actor: Actor, now: datetime, row: Application) -> None:
    """The case, once: it is pending from the first adult's day."""
    if row.case_id is not None:
        return
    opened = casework.open_case(
        foundation.system_actor("application"),
        now,
        kind=CASE_KIND,
        title=title_of(row),
        scope_id=row.scope_id,
        household_id=row.household_id,
        person_id=row.first_person_id,
        deadline_on=goal_day(row.received_on or now.date()),
        deadline_what=_("Beslut"),
    )
    row.case_id = opened.id


def receipt(actor: Actor, now: datetime, row: Application) -> Receipt:
    there = handed_in(actor, now, row, actor.person_id)
    missing = tuple(
        paper
        for part in row.parts.order_by("order")
        if actor.person_id in (None, part.person_id)
        for paper in papers_of(now, part, there)
        if not paper.received
    )
    received = row.received_on or now.date()
    return Receipt(
        application_id=row.pk,
        case_number="" if row.case is None else row.case.number,
        month=row.month,
        received_on=received,
        waiting_for_other_adult=row.state == ApplicationState.WAITING_FOR_ADULT,
        papers_missing=missing,
        goal_on=goal_day(received),
    )


def decline_part(actor: Actor, now: datetime, *, application_id: int, person_id: int) -> ApplicationView:
    """The other adult does not apply together. What they have answered is kept from everyone; an officer takes over."""
    with foundation.transaction():
        part = part_row(actor, "application.write", application_id, person_id, lock=True)
        row = application_row(actor, "application.read", application_id, lock=True)
        if part.order == 0 or part.state in (PartState.SIGNED, PartState.DECLINED):
            raise RefusedError(
                Refused.WRONG_STATE, _("Det går inte att tacka nej nu. Kontakta oss i stället.")
            )
        part.state = PartState.DECLINED
        part.save(update_fields=["state"])
        if row.state == ApplicationState.WAITING_FOR_ADULT:
            _submit(actor, now, row, "decline")
        note(
            actor,
            now,
            audit.Action.WRITE,
            "application.write",
            f"application:{row.pk}",
            [person_id],
            ["declined"],
        )
    return application_view(actor, row)


def stop_waiting(actor: Actor, now: datetime, *, application_id: int) -> ApplicationView:
    """An officer stops waiting for the adult who does not sign: that adult cannot stall the other."""
    with foundation.transaction():
        row = application_row(actor, "application.register", application_id, lock=True)
        _submit(actor, now, row, "stop_waiting")
    return application_view(actor, row)


def _submit(actor: Actor, now: datetime, row: Application, command: str) -> None:
    row.state = next_state(
        APPLICATION, row.state, command, actor, _("Ansökan väntar inte på den andra vuxna.")
    )
    row.submitted_at = now
    row.save(update_fields=["state", "submitted_at"])
    foundation.publish(ApplicationReceived(row.pk), now=now)


def withdraw(
    actor: Actor, now: datetime, *, application_id: int, person_id: int, reason: str = ""
) -> ApplicationView:
    """Take one's part back, before the decision. When the other adult has answered, their application goes on alone."""
    with foundation.transaction():
        part = part_row(actor, "application.withdraw", application_id, person_id, lock=True)
        row = application_row(actor, "application.read", application_id, lock=True)
        after = next_state(
            APPLICATION,
            row.state,
            "withdraw",
            actor,
            _("Ansökan kan inte återkallas när beslutet är skickat."),
        )
        if part.state == PartState.DECLINED:
            raise RefusedError(Refused.WRONG_STATE, _("Du har redan tagit tillbaka din del."))
        others = row.parts.exclude(pk=part.pk).filter(state__in=(PartState.STARTED, PartState.SIGNED))
        if others.exists():
            _leave(now, row, part)
        else:
            row.state, row.reason = after, reason
            row.save(update_fields=["state", "reason"])
            if row.case_id is not None:
                casework.move(actor, now, case_id=row.case_id, command="withdraw", reason=reason)
        ref = f"application:{row.pk}"
        note(actor, now, audit.Action.WRITE, "application.withdraw", ref, [person_id], ["state"])
    return application_view(actor, row)


def _leave(now: datetime, row: Application, part: ApplicationPart) -> None:
    """One adult cannot end the other's application: a person takes it from there."""
    part.state = PartState.DECLINED
    part.save(update_fields=["state"])
    system = foundation.system_actor("application")
    if row.state == ApplicationState.WAITING_FOR_ADULT:
        _submit(system, now, row, "stop_waiting")
    if row.case_id is not None:
        casework.tell(system, now, case_id=row.case_id, what=_("En av de vuxna har tagit tillbaka sin del."))
        foundation.enqueue("assistance.assess", {"application_id": row.pk}, now=now)


def channel_words(channel: Channel) -> str:
    return {
        Channel.DIGITAL: _("digitalt"),
        Channel.PAPER: _("på papper"),
        Channel.PHONE: _("per telefon"),
        Channel.DESK: _("vid disken"),
    }[channel]
