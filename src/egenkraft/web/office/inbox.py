"""The inbox as it is read: what must be done, before when, and what stops it. Nothing here asks the database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from egenkraft.casework.api import InboxPage, InboxRow, InboxView
from egenkraft.web.office import words


@dataclass(frozen=True)
class Line:
    """One case in the inbox. `more` is the number of reasons besides the first."""

    row: InboxRow
    url: str
    of_days: int | None
    reason: words.Word | None
    more: int
    tone: str


@dataclass(frozen=True)
class Group:
    """Cases whose time runs out in the same stretch of days."""

    label: str | Promise
    tone: str
    lines: tuple[Line, ...]


_LATE, _TODAY, _THIS_WEEK, _NEXT_WEEK, _LATER, _NEVER = range(6)
_LABELS: Mapping[int, str | Promise] = {
    _LATE: _("Försenat"),
    _TODAY: _("I dag"),
    _THIS_WEEK: _("Resten av veckan"),
    _NEXT_WEEK: _("Nästa vecka"),
    _LATER: _("Senare"),
    _NEVER: _("Utan tidsgräns"),
}


def groups(page: InboxPage, today: date) -> tuple[Group, ...]:
    """The rows of a page by when their time runs out, in the order they came."""
    found: dict[int, list[Line]] = {}
    for row in page.rows:
        found.setdefault(_stretch(row.deadline_on, today), []).append(_line(row))
    return tuple(
        Group(_LABELS[stretch], "late" if stretch == _LATE else "", tuple(lines))
        for stretch, lines in sorted(found.items())
    )


def tabs(page: InboxPage, kind: str) -> list[dict[str, object]]:
    """The views with their counts; a view keeps the chosen kind of case."""
    extra = f"&typ={kind}" if kind else ""
    return [
        {
            "label": label,
            "url": f"{reverse('office:inbox')}?vy={view}{extra}",
            "count": page.counts.get(view, 0),
            "current": view == page.view,
        }
        for view, label in words.INBOX_VIEWS.items()
    ]


def strip(counts: Mapping[InboxView, int], attests: bool) -> list[dict[str, object]]:
    """What presses most: late cases, cases without a handler, and for those who attest the way there."""
    inbox = reverse("office:inbox")
    found: list[dict[str, object]] = [
        {
            "n": counts.get(InboxView.LATE, 0),
            "label": _("försenade ärenden"),
            "hint": _("Tiden har gått ut. Ta dem först"),
            "url": f"{inbox}?vy={InboxView.LATE}",
        },
        {
            "n": counts.get(InboxView.UNASSIGNED, 0),
            "label": _("ärenden utan handläggare"),
            "hint": _("Öppna ett ärende och ta över det"),
            "url": f"{inbox}?vy={InboxView.UNASSIGNED}",
        },
    ]
    if attests:
        found.append(
            {
                "label": _("Att attestera"),
                "hint": _("Görs av en annan än den som föreslog"),
                "url": reverse("office:approvals"),
            }
        )
    return found


def _stretch(deadline: date | None, today: date) -> int:
    if deadline is None:
        return _NEVER
    if deadline < today:
        return _LATE
    if deadline == today:
        return _TODAY
    monday = today + timedelta(days=7 - today.weekday())
    if deadline < monday:
        return _THIS_WEEK
    return _NEXT_WEEK if deadline < monday + timedelta(days=7) else _LATER


def _line(row: InboxRow) -> Line:
    return Line(
        row=row,
        url=reverse("office:case", args=[row.case_id]),
        of_days=_whole_time(row),
        reason=words.obstacle(row.reasons[0]) if row.reasons else None,
        more=max(0, len(row.reasons) - 1),
        tone=words.PHASE_TONES[row.phase],
    )


def _whole_time(row: InboxRow) -> int | None:
    """Days from the opening to the deadline, for the gauge."""
    if row.deadline_on is None:
        return None
    return max(1, (row.deadline_on - row.opened_at.date()).days)
