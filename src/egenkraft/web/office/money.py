"""A rehearsal and a run as they are read: what changes, why, and whether the sums agree. Nothing asks the database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from egenkraft.formats.api import pain001, sie4
from egenkraft.payments.api import Cause, ChangeKind, Rehearsal, RehearsalRow, RunView
from egenkraft.web import svg
from egenkraft.web.office.charts import Step, is_broken, waterfall
from egenkraft.web.templatetags.formats import MINUS, datum, klockslag, kronor_text

MOST_CAUSES = 5
MOST_NAMES = 3
# The voucher series of payments sent, in the bookkeeping file.
_SENT_SERIES = "EKB"
Text = str | Promise

CHANGES: Mapping[ChangeKind, tuple[Text, str]] = {
    ChangeKind.SAME: (gettext_lazy("Samma"), "neutral"),
    ChangeKind.NEW: (gettext_lazy("Nytt"), "info"),
    ChangeKind.ENDED: (gettext_lazy("Avslutat"), "neutral"),
    ChangeKind.MORE: (gettext_lazy("Mer"), "warn"),
    ChangeKind.LESS: (gettext_lazy("Mindre"), "neutral"),
}


@dataclass(frozen=True)
class ChangeRow:
    """A household whose amount changes, with its names and the arithmetic of the change."""

    one: RehearsalRow
    names: str
    word: Text
    tone: str
    sums: tuple[Cause, ...]


def change_rows(rehearsal: Rehearsal, names: Mapping[int, str]) -> list[ChangeRow]:
    """Households with another amount than last month, or with a warning, those to look at first on top."""
    wanted = [row for row in rehearsal.rows if row.change_ore or row.warnings]
    return [
        ChangeRow(
            row,
            ", ".join(filter(None, (names.get(one) for one in row.person_ids))) or _("Namnet visas inte"),
            *CHANGES[row.kind],
            row.causes,
        )
        for row in wanted
    ]


def people_of(rehearsal: Rehearsal) -> set[int]:
    """Those whose names stand in the table of changes."""
    return {one for row in rehearsal.rows if row.change_ore or row.warnings for one in row.person_ids}


def warning_choices(rehearsal: Rehearsal, names: Mapping[int, str]) -> list[tuple[str, str]]:
    """One box for each kind of warning that a person has to have looked into before attest, with whom it concerns."""
    found: dict[str, list[str]] = {}
    for row in rehearsal.rows:
        for text in row.warnings:
            found.setdefault(text, []).append(_names(row, names))
    return [(f"w{place}", f"{text} {_whom(who)}") for place, (text, who) in enumerate(found.items())]


def _whom(names: list[str]) -> str:
    """A few by name; more as a count, for they stand in the table."""
    if len(names) <= MOST_NAMES:
        return "; ".join(names)
    return ngettext("%(n)s hushåll", "%(n)s hushåll", len(names)) % {"n": len(names)}


def fall(rehearsal: Rehearsal) -> svg.Chart | None:
    """From last month's sum to this one's by the largest causes; None when there is no sum to show."""
    if not rehearsal.total_ore and not rehearsal.last_ore:
        return None
    steps = (
        Step(_("Förra månaden"), rehearsal.last_ore, total=True),
        *(Step(cause.label, cause.change_ore) for cause in _largest(rehearsal.by_cause)),
        Step(_("Den här gången"), rehearsal.total_ore, total=True),
    )
    note = _("Kronor. Axeln är bruten.") if is_broken(steps) else _("Kronor.")
    return waterfall("fall", _headline(rehearsal.change_ore), steps, note=note)


def explained(rehearsal: Rehearsal) -> str:
    """How many of the changed households have a whole explanation."""
    changed = [row for row in rehearsal.rows if row.change_ore]
    told = sum(all(cause.explained for cause in row.causes) for row in changed)
    return _("%(told)s av %(all)s") % {"told": told, "all": len(changed)}


@dataclass(frozen=True)
class Sums:
    """What the run, the bank's file and the books say, read out of the files themselves."""

    plan_ore: int
    bank_ore: int
    books_ore: int | None

    @property
    def agree(self) -> bool:
        return self.bank_ore == self.plan_ore and self.books_ore in (None, self.plan_ore)


def sums(run: RunView, bank_file: bytes, bookkeeping_file: bytes | None) -> Sums:
    """`bookkeeping_file` is None before the run is sent. Raises FormatError for a file that does not hold together."""
    return Sums(run.total_ore, pain001.decode(bank_file).sum_ore, _booked(bookkeeping_file))


def _booked(content: bytes | None) -> int | None:
    """What the books say was sent to the bank: the debits of the vouchers of that series."""
    if content is None:
        return None
    vouchers = [one for one in sie4.decode(content).vouchers if one.series == _SENT_SERIES]
    return sum(line.amount_ore for one in vouchers for line in one.lines if line.amount_ore > 0)


def story(run: RunView) -> list[dict[str, object]]:
    """How the run goes, newest first; what is still to come is hollow."""
    steps: tuple[tuple[Text, datetime | None, str], ...] = (
        (_("Banken har svarat på allt"), None, ""),
        (_("Filen till banken"), run.sent_at, ""),
        (_("Filen skapad"), run.built_at, ""),
        (_("Attest"), run.attested_at, run.attested_by),
        (_("Genrep"), run.created_at, run.created_by),
    )
    items: list[dict[str, object]] = [_story_item(*step) for step in steps]
    if run.state == "reported":
        items[0] |= {"future": False, "when": _answers(run)}
    return items


def _story_item(what: Text, at: datetime | None, who: str) -> dict[str, object]:
    when = f"{datum(at, 'kort')} {klockslag(at)}" if at else _("Återstår")
    return {"what": what, "when": when, "who": who, "future": at is None}


def _answers(run: RunView) -> str:
    return ngettext("%(n)s betalning", "%(n)s betalningar", run.settled) % {"n": run.settled}


def _names(row: RehearsalRow, names: Mapping[int, str]) -> str:
    return ", ".join(filter(None, (names.get(one) for one in row.person_ids))) or _("Namnet visas inte")


def _largest(causes: Iterable[Cause]) -> list[Cause]:
    """The largest causes; the rest together, so that the sum still holds."""
    ordered = sorted(
        (cause for cause in causes if cause.change_ore), key=lambda cause: -abs(cause.change_ore)
    )
    if len(ordered) <= MOST_CAUSES:
        return ordered
    rest = sum(cause.change_ore for cause in ordered[MOST_CAUSES - 1 :])
    return [*ordered[: MOST_CAUSES - 1], Cause(_("Övrigt"), rest)]


def _headline(change_ore: int) -> str:
    amount = kronor_text(abs(change_ore)).replace(MINUS, "")
    if change_ore == 0:
        return _("Summan är densamma som förra månaden")
    if change_ore > 0:
        return _("Därför är summan %(amount)s kronor högre") % {"amount": amount}
    return _("Därför är summan %(amount)s kronor lägre") % {"amount": amount}
