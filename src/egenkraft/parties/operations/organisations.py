"""Organisations, known by their number."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from stdnum.exceptions import ValidationError
from stdnum.se import orgnr as swedish_orgnr

from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import AccessDenied, Actor, RefusedError, audit
from egenkraft.parties.models import Organisation
from egenkraft.parties.refusals import PartiesRefusal
from egenkraft.parties.views import OrganisationView, organisation_view


def register_organisation(
    actor: Actor,
    now: datetime,
    *,
    kind: str,
    name: str,
    orgnr: str,
    bankgiro: str = "",
    plusgiro: str = "",
    fictitious: bool = False,
) -> OrganisationView:
    """An organisation. A fictitious one, whose number need not pass the check, only in demo and tests.

    Raises RefusedError(ORGANISATION_NUMBER | ORGANISATION_EXISTS), ValueError for an unknown kind.
    """
    foundation.require(actor, "organisation.change")
    if kind not in Organisation.KINDS:
        raise ValueError(f"{kind!r} is not one of {', '.join(Organisation.KINDS)}")
    number = _number(orgnr, fictitious and settings.TEST_IDENTITIES)
    with foundation.transaction():
        _refuse_known(number)
        row = Organisation.objects.create(
            kind=kind,
            name=name,
            orgnr=number,
            bankgiro=_digits(bankgiro),
            plusgiro=_digits(plusgiro),
            fictitious=fictitious,
            recorded_at=now,
        )
        audit.note(
            actor,
            now,
            action=audit.Action.WRITE,
            object_ref=f"organisation:{row.pk}",
            permission="organisation.change",
            fields=("kind", "name", "orgnr", "bankgiro", "plusgiro"),
        )
    return organisation_view(row)


def organisation(actor: Actor, now: datetime, *, organisation_id: int) -> OrganisationView:
    """Raises AccessDenied when there is none."""
    del now
    foundation.require(actor, "organisation.read")
    row = Organisation.objects.filter(pk=organisation_id).first()
    if row is None:
        raise AccessDenied
    return organisation_view(row)


def organisations(actor: Actor, now: datetime, *, kind: str | None = None) -> tuple[OrganisationView, ...]:
    """All organisations, or those of a kind, by name."""
    del now
    foundation.require(actor, "organisation.read")
    rows = Organisation.objects.order_by("name")
    return tuple(organisation_view(row) for row in (rows.filter(kind=kind) if kind else rows))


def _refuse_known(number: str) -> None:
    if Organisation.objects.filter(orgnr=number).exists():
        raise RefusedError(
            PartiesRefusal.ORGANISATION_EXISTS,
            _("Det finns redan en organisation med det organisationsnumret."),
        )


def _number(text: str, any_check_digit: bool) -> str:
    number = _digits(text)
    try:
        if any_check_digit and len(number) == 10:
            return number
        return str(swedish_orgnr.validate(number))
    except ValidationError:
        raise RefusedError(
            PartiesRefusal.ORGANISATION_NUMBER,
            _("Organisationsnumret ska ha tio siffror, till exempel NNNNNN-NNNN. Kontrollera siffrorna."),
        ) from None


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdecimal())
