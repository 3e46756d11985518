"""The addresses of every page, by role."""

from django.urls import URLPattern, URLResolver, include, path

from egenkraft.web.api.urls import urls as api_addresses
from egenkraft.web.language import switch_language
from egenkraft.web.office.views.house import styleguide

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("egenkraft.web.open.urls")),
    path("", include("egenkraft.web.accounts.urls")),
    path("", include("egenkraft.web.resident.urls")),
    path("handlaggning/", include("egenkraft.web.office.urls")),
    path("api/", api_addresses),
    path("stilguide/", styleguide, name="styleguide"),
    path("sprak/", switch_language, name="set_language"),
]
