"""Search by name, personal number or case number, and nothing else (2001:637, 15 §); a person and their cases."""

from datetime import date

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from egenkraft.casework import api as casework
from egenkraft.casework.api import CaseView
from egenkraft.foundation.api import AccessDenied, RefusedError, may
from egenkraft.parties import api as parties
from egenkraft.parties.api import HouseholdView, PersonView
from egenkraft.web.office.forms.people import is_case_number, is_identity
from egenkraft.web.office.guard import office_page
from egenkraft.web.pages import PageRequest


@require_GET
@office_page("person.search")
def search(request: PageRequest) -> HttpResponse:
    """The same answer for one who is hidden as for one who is not there."""
    text = request.GET.get("q", "").strip()[:100]
    content = {"q": text, "may_break": may(request.actor, "glass.break"), "asked": bool(text)}
    if is_case_number(text):
        found = casework.find_case(request.actor, request.now, number=text)
        if found is not None:
            return HttpResponseRedirect(reverse("office:case", args=[found.id]))
        return render(request, "office/search.html", {**content, "people": ()})
    try:
        people = _people(request, text) if text else ()
    except RefusedError as refused:
        return render(request, "office/search.html", {**content, "people": (), "refused": refused.message})
    if len(people) == 1 and is_identity(text):
        return HttpResponseRedirect(reverse("office:person", args=[people[0].id]))
    return render(request, "office/search.html", {**content, "people": people})


@require_GET
@office_page("person.read")
def person(request: PageRequest, person_id: int) -> HttpResponse:
    """A person, the household today, and its cases."""
    found = parties.person(request.actor, request.now, person_id=person_id)
    today = request.now.date()
    household = parties.household_of(request.actor, request.now, person_id=person_id, on=today)
    content = {
        "person": found,
        "age": _age(found.birth_date, today),
        "household": household,
        "cases": _cases(request, household),
        "may_register": may(request.actor, "application.register"),
    }
    return render(request, "office/person.html", content)


def _people(request: PageRequest, text: str) -> tuple[PersonView, ...]:
    if is_identity(text):
        found = parties.find_person(request.actor, request.now, identity_text=text)
        return (found,) if found else ()
    return parties.search_persons(request.actor, request.now, name=text)


def _cases(request: PageRequest, household: HouseholdView | None) -> tuple[CaseView, ...]:
    if household is None:
        return ()
    try:
        return casework.cases_of_household(request.actor, request.now, household_id=household.id)
    except AccessDenied:
        return ()


def _age(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
