"""The other adult: named by the first, answers alone, can say no."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from egenkraft.assistance.codes import PartState, Refused
from egenkraft.assistance.models import ApplicationPart
from egenkraft.assistance.operations.start import add_part
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import Actor, RefusedError
from egenkraft.parties import api as parties


def follow_household(actor: Actor, now: datetime, part: ApplicationPart, answers: Mapping[str, Any]) -> None:
    """Give the named adult a part of their own, or take away one that was named by mistake and is not begun.

    The named adult becomes a known person with nothing but number and name; they join the household when an officer
    settles it, never by being named.
    """
    row = part.application
    wanted = None
    if answers.get("partner") == "together":
        wanted = _known_person(now, str(answers["partner_identity"]), str(answers["partner_name"]))
        if wanted == part.person_id:
            raise RefusedError(
                Refused.INVALID, _("Det är ditt eget personnummer. Skriv den andra vuxnas personnummer.")
            )
    for other in row.parts.exclude(pk=part.pk):
        if other.person_id == wanted:
            return
        if other.state not in (PartState.NOT_STARTED, PartState.DECLINED):
            raise RefusedError(
                Refused.WRONG_STATE,
                _("Den andra vuxna har redan börjat svara. Kontakta oss om ni inte ska söka tillsammans."),
            )
        other.delete()
    if wanted is not None:
        add_part(now, row, wanted, order=1)


def _known_person(now: datetime, identity: str, name: str) -> int:
    system = foundation.system_actor("application")
    found = parties.find_person(system, now, identity_text=identity)
    if found is not None:
        return found.id
    given, _space, family = name.strip().rpartition(" ")
    person = parties.register_person(
        system, now, identity_text=identity, given_name=given or family, family_name=family if given else ""
    )
    return person.id
