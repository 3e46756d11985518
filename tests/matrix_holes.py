"""The real addresses, with holes in some of them: the access matrix must find each."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path

from egenkraft.config import urls as real
from egenkraft.parties import api as parties
from egenkraft.web.pages import PageRequest, page

handler400, handler403 = real.handler400, real.handler403
handler404, handler500 = real.handler404, real.handler500


@page("open.read")
def too_loose(request: PageRequest) -> HttpResponse:
    return HttpResponse("anyone sees this")


@page("staff.manage")
def too_strict(request: PageRequest) -> HttpResponse:
    return HttpResponse("the resident should see this")


@page("person.read")
def other_realm(request: PageRequest) -> HttpResponse:
    return HttpResponse("staff see a resident's page")


@page("application.start")
def falls(request: PageRequest) -> HttpResponse:
    raise ZeroDivisionError


@page("open.read")
def tells_names(request: PageRequest) -> HttpResponse:
    """Asks as the system, and so tells the world who is protected."""
    from egenkraft.foundation import api as foundation

    found = parties.search_persons(foundation.system_actor("hole"), request.now, name="Skyddsfamiljen")
    return HttpResponse(", ".join(person.name for person in found))


def forgotten(request: HttpRequest) -> HttpResponse:
    return HttpResponse("an address no one has written down")


_resident = (
    [
        path("min-sida/", too_loose, name="home"),
        path("mina-uppgifter/", other_realm, name="details"),
        path("mina-uppgifter/vem-har-last/", too_strict, name="who_read"),
        path("sok/", falls, name="apply"),
    ],
    "resident",
)
_open = ([path("tillganglighet/", tells_names, name="accessibility")], "open")
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(_resident)),
    path("", include(_open)),
    path("bortglomd/", forgotten, name="forgotten"),
    path("", include(real.urlpatterns)),
]
