"""Calculate by the rulebook, store the record, name every obstacle."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from egenkraft.assistance.codes import ApplicationState, Refused
from egenkraft.assistance.models import Application, AssessmentRow, Calculation
from egenkraft.assistance.models import Difference as DifferenceRow
from egenkraft.assistance.operations.calculate import Calculated, calculate, proposed_kind
from egenkraft.assistance.operations.gather import Gathered, gather
from egenkraft.assistance.operations.load import application_row, note, to_json
from egenkraft.assistance.operations.show import calculation_from
from egenkraft.assistance.operations.situation import obstacles_of
from egenkraft.assistance.transitions import ASKED, RECEIVED
from egenkraft.assistance.views import Assessment, Obstacle
from egenkraft.casework import api as casework
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import Actor, RefusedError, audit


@dataclass(frozen=True, slots=True)
class Assessed:
    """One look at an application: what was gathered, calculated, stored and found."""

    gathered: Gathered
    calculated: Calculated
    stored: Calculation | None
    obstacles: tuple[Obstacle, ...]

    @property
    def view(self) -> Assessment:
        return _assessment(self.gathered.row.pk, self.stored, self.calculated, self.obstacles)


def assess(actor: Actor, now: datetime, *, application_id: int) -> Assessment:
    """Store the calculation, raise new differences, and put the obstacles on the case for the officer's inbox."""
    row = application_row(actor, "calculation.read", application_id)
    if actor.realm is foundation.Realm.RESIDENT:
        raise foundation.AccessDenied
    with foundation.transaction():
        return assess_row(actor, now, row).view


def assess_row(actor: Actor, now: datetime, row: Application) -> Assessed:
    """Inside a transaction."""
    if row.state != ApplicationState.SUBMITTED:
        raise RefusedError(Refused.WRONG_STATE, _("Ansökan är inte inskickad, eller redan beslutad."))
    gathered = gather(now, row)
    calculated = calculate(gathered)
    found = obstacles_of(now, gathered, calculated)
    codes = sorted({obstacle.code.value for obstacle in found})
    raise_differences(now, gathered)
    stored = _store(now, gathered, calculated)
    AssessmentRow.objects.create(
        application=row, calculation=stored, codes=codes, automatic_possible=not found, at=now
    )
    if row.case is not None:
        if row.case.state in (RECEIVED, ASKED):
            casework.move(actor, now, case_id=row.case.pk, command="assess")
        if found or row.case.reasons:
            casework.set_reasons(actor, now, case_id=row.case.pk, reasons=codes)
    ref = f"application:{row.pk}"
    note(actor, now, audit.Action.WRITE, "calculation.read", ref, gathered.adults, ["calculation"])
    return Assessed(gathered, calculated, stored, found)


def assessment(actor: Actor, now: datetime, *, application_id: int) -> Assessment:
    """As it would come out now. Nothing is stored."""
    row = application_row(actor, "calculation.read", application_id)
    if actor.realm is foundation.Realm.RESIDENT:
        raise foundation.AccessDenied
    gathered = gather(now, row)
    calculated = calculate(gathered)
    stored = row.calculations.order_by("-pk").first()
    return _assessment(row.pk, stored, calculated, obstacles_of(now, gathered, calculated))


def raise_differences(now: datetime, gathered: Gathered) -> None:
    """Insert those not raised before; what has become of the others is not touched."""
    DifferenceRow.objects.bulk_create(
        (
            DifferenceRow(
                application=gathered.row,
                scope_id=gathered.row.scope_id,
                person_id=difference.person_id,
                fingerprint=difference.fingerprint,
                code=difference.code,
                kind=difference.kind,
                said_ore=difference.said_ore,
                found_ore=difference.found_ore,
                said=difference.said,
                found=difference.found,
                source=difference.source,
                sentence=difference.sentence,
                raised_at=now,
            )
            for difference in gathered.differences
            if difference.fingerprint not in gathered.known.states
        ),
        ignore_conflicts=True,
    )


def _store(now: datetime, gathered: Gathered, calculated: Calculated) -> Calculation | None:
    """A new row only when something differs from the latest: a repeat is the same calculation."""
    if calculated.result is None:
        return None
    last: Calculation | None = gathered.row.calculations.order_by("-pk").first()
    result = to_json(calculated.result)
    if last is not None and last.hash == calculated.hash and last.result == result:
        return last
    return Calculation.objects.create(
        application=gathered.row,
        scope_id=gathered.row.scope_id,
        document=to_json(calculated.document),
        record=calculated.record,
        result=result,
        hash=calculated.hash,
        rulebook_version=calculated.version,
        support_ore=calculated.result["support_ore"],
        at=now,
    )


def _assessment(
    application_id: int, stored: Calculation | None, calculated: Calculated, found: tuple[Obstacle, ...]
) -> Assessment:
    view = None
    if stored is not None and calculated.result is not None:
        view = calculation_from(json.loads(to_json(calculated.result)), stored)
    return Assessment(application_id, view, calculated.problem, found, not found, proposed_kind(calculated))
