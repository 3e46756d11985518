"""How a posted form becomes one call to a room, and how its answer is shown."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.functional import Promise

from egenkraft.foundation.api import RefusedError
from egenkraft.web.accounts.sessions import kept_post
from egenkraft.web.pages import PageRequest


def posted(request: PageRequest) -> QueryDict | None:
    """What was sent now, or what was typed when the session had run out; None for a fresh form."""
    return request.POST if request.method == "POST" else kept_post(request)


def carried_out(request: PageRequest, form: forms.Form, call: Callable[[dict[str, Any]], object]) -> bool:
    """Make the call with what the form says. A refusal is told in the form, and what was typed is kept."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        call(form.cleaned_data)
    except RefusedError as refused:
        form.add_error(None, refused.message)
        return False
    return True


def told(request: PageRequest, text: str | Promise, url: str) -> HttpResponse:
    """Go on to a page that says what was done."""
    messages.success(request, str(text))
    return HttpResponseRedirect(url)
