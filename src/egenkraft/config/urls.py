"""All addresses: the pages of `web`."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [path("", include("egenkraft.web.urls"))]
handler400 = "egenkraft.web.errors.bad_request"
handler403 = "egenkraft.web.errors.forbidden"
handler404 = "egenkraft.web.errors.not_found"
handler500 = "egenkraft.web.errors.server_error"
