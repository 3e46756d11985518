"""The inbox, and where each role begins its day."""

from datetime import datetime, timedelta

from django.core.cache import cache
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from egenkraft.assistance import api as assistance
from egenkraft.assistance.views import MonthFacts
from egenkraft.casework import api as casework
from egenkraft.foundation.api import may
from egenkraft.web.office import inbox as reading
from egenkraft.web.office import words
from egenkraft.web.office.forms.inbox import read
from egenkraft.web.office.guard import office_page
from egenkraft.web.pages import PageRequest

_STARTS = (
    ("inbox.read", "office:inbox"),
    ("run.read", "office:runs"),
    ("review.read", "office:reviews"),
    ("audit.read", "office:audit"),
    ("staff.manage", "office:staff"),
)
# The foot of the inbox counts a whole month; a minute old is new enough.
_FOOT_SECONDS = 60


@require_GET
@office_page("office.home")
def home(request: PageRequest) -> HttpResponse:
    """On to the page where the role begins its day."""
    start = next((name for permission, name in _STARTS if may(request.actor, permission)), "office:situation")
    return HttpResponseRedirect(reverse(start))


@require_GET
@office_page("inbox.read")
def inbox(request: PageRequest) -> HttpResponse:
    """What must I do, before when."""
    asked = read(request.GET, frozenset(casework.tables()))
    found = casework.inbox(
        request.actor, request.now, view=asked.view, page=asked.page, kind=asked.kind or None
    )
    content = {
        "page": Paginator(range(max(found.pages, 1)), 1).get_page(found.page),
        "found": found,
        "groups": reading.groups(found, request.now.date()),
        "tabs": reading.tabs(found, asked.kind),
        "strip": reading.strip(found.counts, may(request.actor, "approval.decide")),
        "view_label": words.INBOX_VIEWS[found.view],
        "automatic": _automatic(request.now),
        "today": request.now.date(),
        "may_register": may(request.actor, "application.register"),
        "may_review": may(request.actor, "review.read"),
    }
    return render(request, "office/inbox.html", content)


def _automatic(now: datetime) -> MonthFacts:
    """What was granted automatically for the coming month, before the first such for this one."""
    coming = (now.replace(day=28) + timedelta(days=7)).strftime("%Y-%m")
    key = f"office-inbox-foot-{coming}"
    kept: MonthFacts | None = cache.get(key)
    if kept is None:
        kept = _facts(now.strftime("%Y-%m"), coming)
        cache.set(key, kept, _FOOT_SECONDS)
    return kept


def _facts(this_month: str, coming: str) -> MonthFacts:
    found = assistance.month_facts(coming)
    return found if found.decisions_automatic else assistance.month_facts(this_month)
