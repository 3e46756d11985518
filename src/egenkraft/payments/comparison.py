"""A household's payments beside those of last month, and every öre of the change accounted for. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from egenkraft.payments.views import Cause, ChangeKind, RehearsalRow


@dataclass(frozen=True)
class PartPaid:
    """A part as paid or to be paid."""

    part: str
    payee_id: int
    amount_ore: int


@dataclass(frozen=True)
class MonthPaid:
    """What a household gets for one period: parts, and the signed lines of the calculation (label → öre)."""

    period: str
    parts: tuple[PartPaid, ...]
    basis: Mapping[str, int] = field(default_factory=dict)

    @property
    def amount_ore(self) -> int:
        return sum(part.amount_ore for part in self.parts)


@dataclass(frozen=True)
class HouseholdPaid:
    """A household in one run: usually one period, more when an earlier month is corrected."""

    scope_id: int
    case_id: int
    months: tuple[MonthPaid, ...]
    person_ids: tuple[int, ...] = ()
    payment_ids: tuple[int, ...] = ()

    @property
    def amount_ore(self) -> int:
        return sum(month.amount_ore for month in self.months)

    @property
    def latest(self) -> MonthPaid:
        return max(self.months, key=lambda month: month.period)


def compare(
    now: HouseholdPaid | None, last: HouseholdPaid | None, paid_already: bool = False
) -> RehearsalRow:
    """A row of the rehearsal; its causes sum to the change, whatever comes in.

    `paid_already`: the household has had a run of its own this month, so this one comes on top of it.
    Raises ValueError without either.
    """
    some = now or last
    if some is None:
        raise ValueError("a row compares something")
    amount = now.amount_ore if now else 0
    before = last.amount_ore if last and not paid_already else 0
    causes = tuple(cause for cause in _causes(now, last, paid_already) if cause.change_ore)
    return RehearsalRow(
        scope_id=some.scope_id,
        case_id=some.case_id,
        person_ids=some.person_ids,
        amount_ore=amount,
        last_ore=before,
        kind=_kind(amount, before),
        causes=causes,
        warnings=tuple(_warnings(now, last, causes)),
        payment_ids=now.payment_ids if now else (),
    )


def _kind(amount: int, before: int) -> ChangeKind:
    if amount == before:
        return ChangeKind.SAME
    if before == 0:
        return ChangeKind.NEW
    if amount == 0:
        return ChangeKind.ENDED
    return ChangeKind.MORE if amount > before else ChangeKind.LESS


def _causes(now: HouseholdPaid | None, last: HouseholdPaid | None, paid_already: bool) -> Iterable[Cause]:
    if now is None:
        yield Cause(_("Ingen utbetalning den här gången"), -last.amount_ore if last else 0)
        return
    if last is None or paid_already:
        label = _("Utöver tidigare utbetalning den här månaden") if paid_already else _("Ny i utbetalningen")
        yield Cause(label, now.amount_ore)
        return
    for month in now.months:
        if month is not now.latest:
            yield Cause(_("Rättelse för %(period)s") % {"period": month.period}, month.amount_ore)
    for month in last.months:
        if month is not last.latest:
            yield Cause(
                _("Rättelse förra gången, för %(period)s") % {"period": month.period}, -month.amount_ore
            )
    yield from _between(now.latest, last.latest)


def _between(now: MonthPaid, last: MonthPaid) -> Iterable[Cause]:
    """Line by line of the calculation; what the lines do not account for is a cause of its own."""
    left = now.amount_ore - last.amount_ore
    if now.basis and last.basis:
        for label in dict.fromkeys((*now.basis, *last.basis)):
            change = now.basis.get(label, 0) - last.basis.get(label, 0)
            left -= change
            yield Cause(label, change)
    yield Cause(_("Förklaras inte av beräkningen"), left, explained=False)


def _warnings(
    now: HouseholdPaid | None, last: HouseholdPaid | None, causes: tuple[Cause, ...]
) -> Iterable[str]:
    if any(not cause.explained for cause in causes):
        yield _("En del av ändringen förklaras inte av beräkningen.")
    if now is None:
        yield _("Fick pengar förra månaden men inte nu. Är beslutet fattat?")
        return
    if last is None:
        return
    before = {part.part: part.payee_id for month in last.months for part in month.parts}
    if any(before.get(part.part, part.payee_id) != part.payee_id for part in now.latest.parts):
        yield _("Pengarna går till en annan mottagare än förra månaden.")


def by_cause(rows: Iterable[RehearsalRow]) -> tuple[Cause, ...]:
    """The causes of all rows summed by label, largest first."""
    sums: dict[tuple[str, bool], int] = {}
    for row in rows:
        for cause in row.causes:
            key = (cause.label, cause.explained)
            sums[key] = sums.get(key, 0) + cause.change_ore
    causes = [Cause(label, total, explained) for (label, explained), total in sums.items()]
    return tuple(sorted(causes, key=lambda cause: (-abs(cause.change_ore), cause.label)))
