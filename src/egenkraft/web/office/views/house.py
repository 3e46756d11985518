"""Order in the house: who read what, who works here, how the month stands, and the building blocks of the pages."""

import statistics

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from egenkraft.assistance import api as assistance
from egenkraft.assistance.views import MonthFacts
from egenkraft.casework import api as casework
from egenkraft.casework.api import InboxView
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import AccessLine
from egenkraft.parties import api as parties
from egenkraft.web import styleguide as samples
from egenkraft.web import svg
from egenkraft.web.office import words
from egenkraft.web.office.charts import across
from egenkraft.web.office.forms.house import MonthForm
from egenkraft.web.office.guard import office_page
from egenkraft.web.pages import PageRequest, page
from egenkraft.web.templatetags.formats import manad

_MOST_OBSTACLES = 8
_COUNTED = (InboxView.UNIT, InboxView.LATE, InboxView.UNASSIGNED, InboxView.WAITING, InboxView.CLOSED)


@require_GET
@office_page("audit.read")
def audit(request: PageRequest) -> HttpResponse:
    """Who has read or written about those of a case."""
    number = request.GET.get("q", "").strip()[:20]
    content: dict[str, object] = {"q": number}
    if number:
        content["people"] = _readers(request, number)
    if "kedja" in request.GET:
        content["chain"] = foundation.check_chain()
    return render(request, "office/audit.html", content)


@require_GET
@office_page("staff.manage")
def staff(request: PageRequest) -> HttpResponse:
    """All staff with the roles they hold today."""
    units = {unit.id: unit.name for unit in foundation.units()}
    rows = [
        (one, [(words.ROLES[role], units[unit]) for role, unit in one.memberships])
        for one in foundation.staff(request.actor, request.now)
    ]
    return render(request, "office/staff.html", {"rows": rows})


@require_GET
@office_page("office.home")
def situation(request: PageRequest) -> HttpResponse:
    """How a month stands: applications, decisions, and what stopped the automatic ones."""
    form = MonthForm(request.GET if "manad" in request.GET else None)
    month = form.cleaned_data["manad"] if form.is_bound and form.is_valid() else ""
    found = assistance.month_facts(month or request.now.strftime("%Y-%m"))
    content = {
        "form": form,
        "found": found,
        "counts": _counts(request),
        "chart": _obstacles(found),
        "median_days": statistics.median_low(found.days_to_decision) if found.days_to_decision else None,
    }
    return render(request, "office/situation.html", content)


@require_http_methods(["GET", "POST"])
@page("open.read")
def styleguide(request: PageRequest) -> HttpResponse:
    """Every building block of the pages with made-up content; a sent form shows its errors."""
    layout = "base_office.html" if request.GET.get("del") == "kontor" else "base_resident.html"
    form = samples.SampleForm(request.POST if request.method == "POST" else None)
    return render(request, "styleguide.html", {**samples.content(form), "form": form, "layout": layout})


def _readers(request: PageRequest, number: str) -> list[tuple[str, tuple[AccessLine, ...]]]:
    """Each adult of the case with the lines of the log; empty when the case is not there or not in sight."""
    case = casework.find_case(request.actor, request.now, number=number)
    if case is None or case.household_id is None:
        return []
    home = parties.household(
        request.actor, request.now, household_id=case.household_id, on=request.now.date()
    )
    return [
        (
            member.person.name,
            foundation.who_read(request.actor, request.now, person_id=member.person.id, limit=100),
        )
        for member in home.adults
    ]


def _counts(request: PageRequest) -> list[tuple[words.Text, int]]:
    """The unit's cases by where they stand now, for those who have its inbox."""
    if not foundation.may(request.actor, "inbox.read"):
        return []
    found = casework.counts(request.actor, request.now)
    return [(words.INBOX_VIEWS[view], found[view]) for view in _COUNTED]


def _obstacles(found: MonthFacts) -> svg.Chart | None:
    """What stopped automatic decisions, the commonest first; the heading says which that is."""
    counted = sorted(found.obstacles.items(), key=lambda item: (-item[1], item[0]))[:_MOST_OBSTACLES]
    if not counted:
        return None
    rows = [(str(words.obstacle(code).label), n) for code, n in counted]
    title = _("Vanligaste hindret: %(what)s, %(n)s ansökningar") % {
        "what": rows[0][0].lower(),
        "n": rows[0][1],
    }
    note = _("Antal ansökningar om %(month)s med hindret. En ansökan kan ha flera.") % {
        "month": manad(found.month)
    }
    return across("obstacles", title, rows, unit=_("ansökningar"), note=note)
