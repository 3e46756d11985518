"""What every page of a case shows: whose it is, where it stands, how long is left, and what may be done now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from egenkraft.assistance import api as assistance
from egenkraft.assistance.codes import ApplicationKind, ApplicationState, InquiryState
from egenkraft.assistance.views import CasePage
from egenkraft.casework import api as casework
from egenkraft.casework.api import CaseView, Phase
from egenkraft.foundation.api import AccessDenied, Actor, allowed, may
from egenkraft.parties import api as parties
from egenkraft.web.office import words
from egenkraft.web.pages import PageRequest
from egenkraft.web.templatetags.formats import datum, manad

TABS: tuple[tuple[str, str | Promise], ...] = (
    ("case", gettext_lazy("Översikt")),
    ("answers", gettext_lazy("Ansökan")),
    ("calculation", gettext_lazy("Beräkning")),
    ("controls", gettext_lazy("Kontroller")),
    ("decisions", gettext_lazy("Beslut")),
    ("journal", gettext_lazy("Journal")),
    ("documents", gettext_lazy("Handlingar")),
)


@dataclass(frozen=True)
class Action:
    """Something that may be done with the case now, and the page where it is done."""

    label: str
    url: str


@dataclass(frozen=True)
class Deadline:
    days_left: int
    of_days: int


def case_context(request: PageRequest, case_id: int, tab: str) -> dict[str, Any]:
    """The frame of a case page and all that `assistance` knows of it. Raises AccessDenied."""
    case = casework.case(request.actor, request.now, case_id=case_id)
    content = assistance.case_page(request.actor, request.now, case_id=case_id)
    return {
        "case": case,
        "content": content,
        "application": content.application,
        "names": content.names,
        "tab_label": dict(TABS)[tab],
        "crumbs": [_inbox(request.actor), {"label": case.number}],
        "facts": head_facts(request, case, content),
        "tabs": _tabs(case_id, tab, content),
        "deadline": _deadline(case, request.now),
        "actions": tuple(actions(request.actor, request.now, case, content)),
        "today": request.now.date(),
        "may_write": allowed(request.actor, "case.move", case.scope_id),
    }


def command_context(request: PageRequest, case_id: int) -> dict[str, Any]:
    """What a page needs that does one thing with the case."""
    case = casework.case(request.actor, request.now, case_id=case_id)
    return {
        "case": case,
        "crumbs": [
            _inbox(request.actor),
            {"label": case.number, "url": reverse("office:case", args=[case_id])},
        ],
        "cancel_url": reverse("office:case", args=[case_id]),
        "today": request.now.date(),
    }


def _inbox(actor: Actor) -> dict[str, str]:
    """The first crumb: the inbox, or the start page of those who have none."""
    page = "office:inbox" if may(actor, "inbox.read") else "office:home"
    return {"label": _("Inkorg") if may(actor, "inbox.read") else _("Start"), "url": reverse(page)}


def name_of(content: CasePage, person_id: int | None) -> str:
    """The person's name, empty for the whole household or one who is not shown."""
    return content.names.get(str(person_id), "") if person_id else ""


def head_facts(request: PageRequest, case: CaseView, content: CasePage) -> list[dict[str, object]]:
    """The line of facts under the heading."""
    application = content.application
    applicants = " och ".join(
        filter(None, (name_of(content, part.person_id) for part in application.parts))
    ) or _("Namnet visas inte")
    received = datum(application.received_on, "kort") if application.received_on else _("Inte inskickad än")
    return [
        {"label": _("Sökande"), "value": applicants},
        {"label": _("Hushåll"), "value": _household(request, case, content)},
        {"label": _("Status"), "value": case.state_label},
        {"label": _("Handläggare"), "value": case.handler or _("Ingen än")},
        {"label": _("Kom in"), "value": f"{received}, {words.CHANNELS[application.channel]}"},
        {"label": _("Gäller"), "value": manad(application.month)},
    ]


def actions(actor: Actor, now: datetime, case: CaseView, content: CasePage) -> Iterable[Action]:
    """What may be done now, as the rooms say; the page of each asks again."""
    if not allowed(actor, "case.move", case.scope_id):
        return
    yield from _handling(actor, now, case)
    if case.phase is not Phase.DONE and any(_unanswered(content)):
        yield Action(_("Fråga myndigheterna igen"), reverse("office:inquire", args=[case.id]))
    yield from _of_application(case, content)
    for command in content.allowed_commands:
        for label, page in _BY_COMMAND.get(command, ()):
            yield Action(str(label), reverse(page, args=[case.id]))


def _of_application(case: CaseView, content: CasePage) -> Iterable[Action]:
    """What the application itself asks for: who lives together, and an adult who has not answered."""
    application = content.application
    if case.phase is not Phase.DONE and application.kind is ApplicationKind.NEW:
        yield Action(_("Skriv in hushållet"), reverse("office:settle_household", args=[case.id]))
    if application.state is ApplicationState.WAITING_FOR_ADULT:
        yield Action(_("Vänta inte på den andra vuxna"), reverse("office:stop_waiting", args=[case.id]))


def _unanswered(content: CasePage) -> Iterable[bool]:
    return (one.state != InquiryState.ANSWERED for one in content.inquiries)


# Commands of a case that are given on a page of their own; the rest are carried out by the rooms themselves.
_BY_COMMAND: dict[str, tuple[tuple[str | Promise, str], ...]] = {
    "request_completion": ((gettext_lazy("Begär komplettering"), "office:request_completion"),),
    "notify": ((gettext_lazy("Berätta vad vi tänker besluta"), "office:notify_hearing"),),
    "decide": (
        (gettext_lazy("Skriv beslutet"), "office:decide"),
        (gettext_lazy("Besluta om förskott på förmån"), "office:loan"),
    ),
    "return": ((gettext_lazy("Lämna tillbaka förslaget"), "office:return_proposal"),),
    "withdraw": ((gettext_lazy("Registrera återkallelse"), "office:withdraw"),),
    "close": ((gettext_lazy("Avsluta ärendet"), "office:close"),),
    "reopen": ((gettext_lazy("Öppna ärendet igen"), "office:reopen"),),
}


def _handling(actor: Actor, now: datetime, case: CaseView) -> Iterable[Action]:
    """Who works with the case, and when."""
    if case.phase is Phase.DONE and case.undo_until is None:
        return
    if case.handler_id != actor.user_id:
        yield Action(_("Ta över ärendet"), reverse("office:take_over", args=[case.id]))
    if case.handler_id is not None:
        yield Action(_("Lämna över till en kollega"), reverse("office:hand_over", args=[case.id]))
    if case.handler_id == actor.user_id:
        yield Action(_("Lämna tillbaka till enheten"), reverse("office:give_back", args=[case.id]))
    if case.hold_until is None:
        yield Action(_("Låt vila till ett datum"), reverse("office:hold", args=[case.id]))
    else:
        yield Action(_("Ta upp ärendet igen"), reverse("office:resume", args=[case.id]))
    if case.undo_until and now < case.undo_until:
        yield Action(_("Ångra det senaste steget"), reverse("office:undo", args=[case.id]))


def _household(request: PageRequest, case: CaseView, content: CasePage) -> str:
    if case.household_id is None:
        return _("Uppgift saknas")
    on = content.application.received_on or request.now.date()
    try:
        home = parties.household(request.actor, request.now, household_id=case.household_id, on=on)
    except AccessDenied:
        return _("Visas inte")
    adults, children = len(home.adults), len(home.children)
    text = ngettext("%(n)s vuxen", "%(n)s vuxna", adults) % {"n": adults}
    if children:
        text += ", " + ngettext("%(n)s barn", "%(n)s barn", children) % {"n": children}
    return text


def _tabs(case_id: int, tab: str, content: CasePage) -> list[dict[str, object]]:
    open_differences = sum(one.state == "open" for one in content.differences)
    counts = {"controls": open_differences}
    return [
        {
            "label": label,
            "url": reverse(f"office:{name}", args=[case_id]),
            "current": name == tab,
            "count": counts.get(name, 0),
        }
        for name, label in TABS
    ]


def _deadline(case: CaseView, now: datetime) -> Deadline | None:
    if case.deadline_on is None or case.phase is Phase.DONE:
        return None
    return Deadline(
        (case.deadline_on - now.date()).days, max(1, (case.deadline_on - case.opened_at.date()).days)
    )
