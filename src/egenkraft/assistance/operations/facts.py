"""Facts read, told to the person, recorded by an officer; differences weighed."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from egenkraft.assistance.codes import DifferenceState, Origin, Refused
from egenkraft.assistance.labels import INCOMES
from egenkraft.assistance.models import Difference, Fact
from egenkraft.assistance.operations.load import application_row, next_state, note, part_row, person_ids
from egenkraft.assistance.operations.show import difference_view, fact_view
from egenkraft.assistance.questions.money_steps import MOST_ORE
from egenkraft.assistance.transitions import DIFFERENCE
from egenkraft.assistance.views import DifferenceView, FactView
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import AccessDenied, Actor, RefusedError, audit


def facts(actor: Actor, now: datetime, *, application_id: int) -> tuple[FactView, ...]:
    """Everything known for the month about the adults of the application, with source and time."""
    row = application_row(actor, "facts.read", application_id)
    persons = person_ids(row)
    rows = Fact.objects.filter(person_id__in=persons, month=row.month, active=True).order_by(
        "person_id", "pk"
    )
    note(actor, now, audit.Action.READ, "facts.read", f"application:{row.pk}", persons, ["facts"])
    return tuple(fact_view(fact) for fact in rows)


def facts_about_me(
    actor: Actor, now: datetime, *, application_id: int, person_id: int
) -> tuple[FactView, ...]:
    """What registers said, to the person it is about: shown, and by that told."""
    part = part_row(actor, "registers.read", application_id, person_id)
    rows = Fact.objects.filter(person_id=person_id, month=part.application.month, active=True)
    if actor.person_id == person_id:
        rows.filter(told_at__isnull=True).update(told_at=now)
    note(
        actor,
        now,
        audit.Action.READ,
        "registers.read",
        f"application:{application_id}",
        [person_id],
        ["facts"],
    )
    return tuple(fact_view(fact) for fact in rows.order_by("pk"))


def add_fact(
    actor: Actor,
    now: datetime,
    *,
    application_id: int,
    person_id: int,
    kind: str,
    amount_ore: int,
    source: str,
    paid_on: date | None = None,
    told_at: datetime | None = None,
) -> FactView:
    """An officer's fact with its source; it goes before what was said and found of that kind.

    `told_at` when the person knows of it; until then no decision can rest on it.
    """
    _check_fact(kind, amount_ore, source)
    with foundation.transaction():
        row = application_row(actor, "facts.write", application_id, lock=True)
        if person_id not in person_ids(row):
            raise RefusedError(Refused.NOT_AN_ADULT_HERE, _("Välj en vuxen i ansökan."))
        before = Fact.objects.filter(person_id=person_id, month=row.month, kind=kind, origin=Origin.OFFICER)
        before.update(active=False)
        fact = Fact.objects.create(
            application=row,
            scope_id=row.scope_id,
            person_id=person_id,
            month=row.month,
            kind=kind,
            amount_ore=amount_ore,
            paid_on=paid_on,
            origin=Origin.OFFICER,
            agency=source.strip()[:120],
            recorded_at=now,
            recorded_by=actor.name,
            told_at=told_at,
        )
        ref = f"application:{row.pk}"
        note(actor, now, audit.Action.WRITE, "facts.write", ref, [person_id], [kind])
    return fact_view(fact)


def _check_fact(kind: str, amount_ore: int, source: str) -> None:
    if kind not in INCOMES:
        raise RefusedError(Refused.INVALID, _("Välj vilket slag av inkomst uppgiften gäller."))
    if not 0 <= amount_ore <= MOST_ORE:
        raise RefusedError(Refused.INVALID, _("Skriv ett belopp från 0 till 10 000 000 kronor."))
    if not source.strip():
        raise RefusedError(Refused.GROUND_MISSING, _("Skriv varifrån uppgiften kommer."))


def differences(actor: Actor, now: datetime, *, application_id: int) -> tuple[DifferenceView, ...]:
    """Open first."""
    row = application_row(actor, "facts.read", application_id)
    rows = sorted(row.differences.all(), key=lambda each: (each.state != DifferenceState.OPEN, each.pk))
    note(
        actor, now, audit.Action.READ, "facts.read", f"application:{row.pk}", person_ids(row), ["differences"]
    )
    return tuple(difference_view(each) for each in rows)


def acknowledge_difference(actor: Actor, now: datetime, *, difference_id: int, note: str) -> DifferenceView:
    """The person has been told, which the note says how; the register's side counts from now on."""
    return _handle(actor, now, difference_id, "acknowledge", note)


def close_difference(actor: Actor, now: datetime, *, difference_id: int, note: str) -> DifferenceView:
    """What the person said stands; the note says why."""
    return _handle(actor, now, difference_id, "close", note)


def _handle(actor: Actor, now: datetime, difference_id: int, command: str, text: str) -> DifferenceView:
    if not text.strip():
        raise RefusedError(
            Refused.GROUND_MISSING,
            _("Skriv hur personen fick veta det, eller varför uppgiften inte används."),
        )
    with foundation.transaction():
        row = Difference.objects.select_for_update(of=("self",)).filter(pk=difference_id).first()
        if row is None:
            raise AccessDenied
        foundation.require(actor, "difference.handle", row.scope_id)
        row.state = next_state(DIFFERENCE, row.state, command, actor, _("Skillnaden är redan hanterad."))
        row.handled_at, row.handled_by, row.note = now, actor.name, text.strip()
        row.save(update_fields=["state", "handled_at", "handled_by", "note"])
        if row.state == DifferenceState.ACKNOWLEDGED:
            Fact.objects.filter(
                person_id=row.person_id, month=row.application.month, kind=row.kind, told_at__isnull=True
            ).update(told_at=now)
        note(
            actor,
            now,
            audit.Action.WRITE,
            "difference.handle",
            f"difference:{row.pk}",
            [row.person_id],
            ["state"],
        )
    return difference_view(row)
