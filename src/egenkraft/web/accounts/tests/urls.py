"""The real addresses, and a few pages of each realm to try the doors of."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path

from egenkraft.foundation.api import AccessDenied
from egenkraft.web.accounts.sessions import kept_post
from egenkraft.web.pages import PageRequest, page

handler404 = "egenkraft.web.errors.not_found"


class _NoteForm(forms.Form):
    text = forms.CharField()
    parts = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")], required=False)


@page("resident.home")
def resident_page(request: PageRequest) -> HttpResponse:
    form = _NoteForm(request.POST or kept_post(request) or None)
    return HttpResponse(
        f"resident {request.actor.person_id} {form.data.get('text', '')}|{form['parts'].value() or ''}"
    )


@page("office.home")
def office_page(request: PageRequest) -> HttpResponse:
    return HttpResponse(f"office {request.actor.name}")


@page("staff.manage")
def manager_page(request: PageRequest) -> HttpResponse:
    return HttpResponse("manager")


@page("office.home")
def hidden_thing(request: PageRequest, number: int) -> HttpResponse:
    raise AccessDenied


@page("case.read", scope=lambda request, number: number)
def scoped_page(request: PageRequest, number: int) -> HttpResponse:
    return HttpResponse("case")


def forgotten(request: HttpRequest) -> HttpResponse:
    return HttpResponse("no one should see this")


urlpatterns: list[URLPattern | URLResolver] = [
    path("test/resident/", resident_page, name="test_resident"),
    path("test/office/", office_page),
    path("test/manager/", manager_page),
    path("test/hidden/<int:number>/", hidden_thing),
    path("test/case/<int:number>/", scoped_page),
    path("test/forgotten/", forgotten),
    path("", include("egenkraft.web.urls")),
]
