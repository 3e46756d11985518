"""Asking SSBTEK about each adult, once a month, within an open case; what is answered becomes typed facts."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from egenkraft.assistance.codes import InquiryState, Origin, PartState, Refused
from egenkraft.assistance.differences import counted_kind
from egenkraft.assistance.events import RegistersAnswered
from egenkraft.assistance.models import Application, ApplicationPart, Fact, Inquiry
from egenkraft.assistance.months import first_day, last_day, shifted
from egenkraft.assistance.operations.load import answers_of, application_row, municipality, note, to_json
from egenkraft.assistance.operations.show import inquiry_view
from egenkraft.assistance.ports import AgencyAnswer, RegisterAnswer, register_port
from egenkraft.assistance.transitions import (
    ASKED,
    ASSESS,
    COMPLETION,
    HEARING,
    PROPOSED,
    RECEIVED,
)
from egenkraft.assistance.views import InquiryView
from egenkraft.casework import api as casework
from egenkraft.formats.api import ssbtek
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import Actor, RefusedError, audit
from egenkraft.parties import api as parties

_OPEN = (RECEIVED, ASKED, ASSESS, COMPLETION, HEARING, PROPOSED)
_ANSWERED = (InquiryState.ANSWERED,)
_MONTHS_BACK = 3
_NO_PERSONAL_NUMBER = "no_personal_number"


def run_inquiry(
    actor: Actor, now: datetime, *, application_id: int, again: bool = False
) -> tuple[InquiryView, ...]:
    """Ask about each adult who has not been asked for the month; `again` asks those agencies anew that did not answer.

    Not to be called inside a transaction: the network may be slow. Refused.CASE_NOT_OPEN outside an open case.
    """
    row = application_row(actor, "registers.ask", application_id)
    if row.case is None or row.case.state not in _OPEN:
        raise RefusedError(
            Refused.CASE_NOT_OPEN, _("Registren får bara frågas i ett öppet ärende om ekonomiskt bistånd.")
        )
    for part in row.parts.exclude(state=PartState.DECLINED).order_by("order"):
        agencies = _to_ask(part.person_id, row.month, again)
        if agencies:
            _ask(actor, now, row, part, agencies)
    with foundation.transaction():
        if row.case.state == RECEIVED:
            casework.move(
                foundation.system_actor("inquire"), now, case_id=row.case_id or 0, command="ask_registers"
            )
        foundation.publish(RegistersAnswered(row.pk), now=now)
    return inquiry_views(row)


def _to_ask(person_id: int, month: str, again: bool) -> frozenset[ssbtek.Agency]:
    asked = dict(Inquiry.objects.filter(person_id=person_id, month=month).values_list("agency", "state"))
    if not asked:
        return ssbtek.ALL_AGENCIES
    if not again:
        return frozenset()
    return frozenset(agency for agency in ssbtek.Agency if asked.get(agency.value) not in _ANSWERED)


def _ask(
    actor: Actor, now: datetime, row: Application, part: ApplicationPart, agencies: frozenset[ssbtek.Agency]
) -> None:
    person = parties.person(foundation.system_actor("inquire"), now, person_id=part.person_id)
    identity = (person.identity_number or "").replace("-", "")
    if not identity.isdigit() or len(identity) != 12:
        _store_not_asked(now, row, part, agencies)
        return
    question = _question(actor, now, row, identity, agencies)
    note(
        actor, now, audit.Action.READ, "registers.ask", f"application:{row.pk}",
        [part.person_id], sorted(agency.value for agency in agencies),
    )  # fmt: skip
    _store(now, row, part, register_port().ask(question, now=now))


def _question(
    actor: Actor, now: datetime, row: Application, identity: str, agencies: frozenset[ssbtek.Agency]
) -> ssbtek.Fraga:
    """Three months back, for the month applied for; the purpose and the law text are the municipality's own."""
    asking = municipality(now.date()).ssbtek
    start, end = first_day(shifted(row.month, -_MONTHS_BACK)), last_day(row.month)
    groups = ssbtek.FK_GROUPS + ssbtek.PM_GROUPS
    fk = ssbtek.FkFraga(
        aktorsid=str(settings.SSBTEK["fk_aktorsid"]) or asking.organisation_number.value,
        fraga=ssbtek.LefiFraga(
            personnummer=identity,
            from_datum=start,
            tom_datum=end,
            preliminara_utbetalningar=groups,
            utbetalningar=groups,
        ),
    )
    return ssbtek.Fraga(
        ingivare=ssbtek.Ingivare(
            asking.organisation_number.value, asking.name.value, actor.name or "Egenkraft"
        ),
        personidentitet=identity,
        arendeidentitet=row.case.number if row.case is not None else "",
        tidsperiod=ssbtek.Tidsperiod(start, end),
        syfte=asking.purpose.value,
        lagtext=asking.law_text.value,
        inkludera=agencies,
        fk=fk if ssbtek.Agency.FK in agencies else None,
        frage_tidpunkt=now,
    )


def _store_not_asked(
    now: datetime, row: Application, part: ApplicationPart, agencies: frozenset[ssbtek.Agency]
) -> None:
    ended = AgencyAnswer(InquiryState.NOT_ASKED, _NO_PERSONAL_NUMBER)
    with foundation.transaction():
        _save_inquiries(now, row, part, dict.fromkeys(sorted(agencies), ended))


def _store(now: datetime, row: Application, part: ApplicationPart, answer: RegisterAnswer) -> None:
    """Facts of an agency that is asked again replace those it gave before."""
    said = {
        benefit
        for benefit in (answers_of(part).get("benefits") or {}).get("benefits") or ()
        if benefit != "none"
    }
    with foundation.transaction():
        _save_inquiries(now, row, part, answer.agencies)
        Fact.objects.filter(
            person_id=part.person_id, month=row.month, origin=Origin.REGISTER,
            agency__in=[agency.value for agency in answer.agencies],
        ).update(active=False)  # fmt: skip
        Fact.objects.bulk_create(_fact(now, row, part, fact, said) for fact in answer.facts)


def _save_inquiries(
    now: datetime, row: Application, part: ApplicationPart, ended: Mapping[ssbtek.Agency, AgencyAnswer]
) -> None:
    """One row for each agency, person and month; asked again, it is the same row with the new answer."""
    Inquiry.objects.bulk_create(
        (
            Inquiry(
                application=row,
                scope_id=row.scope_id,
                person_id=part.person_id,
                month=row.month,
                agency=agency.value,
                state=answer.state,
                code=answer.code,
                message=answer.message,
                at=now,
            )
            for agency, answer in ended.items()
        ),
        update_conflicts=True,
        unique_fields=["person", "month", "agency"],
        update_fields=["application", "scope", "state", "code", "message", "at"],
    )


def _fact(
    now: datetime, row: Application, part: ApplicationPart, fact: ssbtek.RegisterFact, said: set[str]
) -> Fact:
    """A benefit that the person named, on a page that tells that we fetch the amount, is known to them."""
    kind = counted_kind(fact.kind.value)
    return Fact(
        application=row,
        scope_id=row.scope_id,
        person_id=part.person_id,
        month=row.month,
        kind=fact.kind.value,
        amount_ore=fact.amount_ore,
        from_date=fact.from_date,
        to_date=fact.to_date,
        paid_on=fact.paid_on,
        origin=Origin.REGISTER,
        agency=fact.agency.value,
        source_ref=fact.source_ref[:200],
        detail=to_json(dict(fact.detail)),
        recorded_at=now,
        recorded_by="SSBTEK",
        told_at=part.signed_at if kind in said else None,
    )


def inquiries(actor: Actor, now: datetime, *, application_id: int) -> tuple[InquiryView, ...]:
    """How each agency answered about each adult; to a resident only about themselves."""
    row = application_row(actor, "registers.read", application_id)
    views = inquiry_views(row)
    note(
        actor, now, audit.Action.READ, "registers.read", f"application:{row.pk}", _persons(row), ["inquiries"]
    )
    if actor.person_id is None:
        return views
    return tuple(view for view in views if view.person_id == actor.person_id)


def inquiry_views(row: Application) -> tuple[InquiryView, ...]:
    persons = _persons(row)
    counts: dict[tuple[int, str], int] = {}
    for person_id, agency in Fact.objects.filter(
        person_id__in=persons, month=row.month, origin=Origin.REGISTER, active=True
    ).values_list("person_id", "agency"):
        counts[person_id, agency] = counts.get((person_id, agency), 0) + 1
    rows = Inquiry.objects.filter(person_id__in=persons, month=row.month).order_by("person_id", "agency")
    return tuple(inquiry_view(each, counts.get((each.person_id, each.agency), 0)) for each in rows)


def _persons(row: Application) -> Sequence[int]:
    return list(row.parts.exclude(state=PartState.DECLINED).values_list("person_id", flat=True))
