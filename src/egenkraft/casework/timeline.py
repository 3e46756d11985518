"""A line of the timeline as a sentence in the reader's language."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from egenkraft.casework.models import Case, CaseEvent
from egenkraft.casework.transitions import table_of
from egenkraft.casework.views import TimelineKind


def sentence(case: Case, event: CaseEvent) -> str:
    """What happened, from the event's codes."""
    return _SENTENCES[TimelineKind(event.kind)](case, event.detail)


def _state(case: Case, code: str) -> str:
    return str(table_of(case.kind).state(code).label)


def _deadline(_case: Case, detail: dict[str, str]) -> str:
    if not detail.get("on"):
        return _("Tidsgränsen togs bort")
    return _("Tidsgräns %(on)s: %(what)s") % {"on": detail["on"], "what": detail.get("what", "")}


def _taken_over(_case: Case, detail: dict[str, str]) -> str:
    if detail.get("from"):
        return _("%(to)s tog över ärendet från %(from)s") % detail
    return _("%(to)s tog ärendet") % detail


_SENTENCES: dict[TimelineKind, Callable[[Case, dict[str, str]], str]] = {
    TimelineKind.OPENED: lambda _case, _detail: _("Ärendet öppnades"),
    TimelineKind.MOVED: lambda case, detail: _state(case, detail["to"]),
    TimelineKind.UNDONE: lambda case, detail: (
        _("Ångrat. Ärendet är åter i läget %(state)s") % {"state": _state(case, detail["to"])}
    ),
    TimelineKind.ASKED: lambda _case, detail: (
        _("%(what)s väntar på att en annan person godkänner") % {"what": detail["label"]}
    ),
    TimelineKind.NOT_APPROVED: lambda _case, _detail: _("Godkändes inte"),
    TimelineKind.HELD: lambda _case, detail: _("Lagt på vänt till %(until)s") % detail,
    TimelineKind.RESUMED: lambda _case, _detail: _("Taget från vänteläget"),
    TimelineKind.TAKEN_OVER: _taken_over,
    TimelineKind.HANDED_OVER: lambda _case, detail: _("Ärendet lämnades över till %(to)s") % detail,
    TimelineKind.GIVEN_BACK: lambda _case, _detail: _("Ärendet lämnades tillbaka till enheten"),
    TimelineKind.DEADLINE: _deadline,
    TimelineKind.TASK_ADDED: lambda _case, detail: _("Att göra: %(what)s") % detail,
    TimelineKind.TASK_DONE: lambda _case, detail: _("Klart: %(what)s") % detail,
    TimelineKind.NOTE_SIGNED: lambda _case, _detail: _("Journalanteckning signerad"),
    TimelineKind.DOCUMENT: lambda _case, detail: _("Handling: %(title)s") % detail,
    TimelineKind.FILE_REFUSED: lambda _case, _detail: _("En fil kunde inte tas emot"),
    TimelineKind.OTHER: lambda _case, detail: detail["what"],
}
