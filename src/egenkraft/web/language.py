"""The language switch of every page."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from egenkraft.web.pages import PageRequest, page


@require_POST
@page("open.read")
def switch_language(request: PageRequest) -> HttpResponse:
    """Remember the language in a cookie and go back to the page the switch stood on, if it is one of ours."""
    response: HttpResponse = set_language(request)
    return response
