"""A page that does one thing with a case: it says what will happen, takes what is needed, makes one call, goes back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.views.decorators.http import require_http_methods

from egenkraft.foundation import api as foundation
from egenkraft.web.office.answers import carried_out, posted, told
from egenkraft.web.office.cases import command_context
from egenkraft.web.office.guard import office_page
from egenkraft.web.pages import PageRequest, View

Text = str | Promise
Data = dict[str, Any]


def _nothing_more(_request: PageRequest, _case_id: int, _ids: Mapping[str, Any]) -> Data:
    return {}


@dataclass(frozen=True)
class Command:
    """`call` takes the request, the case and what was typed, together with the other ids of the address.

    `more` gives the form what it needs to be made, besides what was typed; `shown` gives the template more to show.
    """

    permission: str
    title: Text
    lead: Text
    button: Text
    done: Text
    form: type[forms.Form]
    call: Callable[[PageRequest, int, Data], object]
    tab: str = "case"
    more: Callable[[PageRequest, int, Mapping[str, Any]], Data] = _nothing_more
    shown: Callable[[PageRequest, int, Mapping[str, Any]], Data] = _nothing_more
    template: str = "office/command.html"


def command_page(command: Command) -> View:
    """The view of a command: `view(request, case_id, **other_ids)`."""

    @require_http_methods(["GET", "POST"])
    @office_page(command.permission)
    def view(request: PageRequest, case_id: int, **ids: Any) -> HttpResponse:
        content = command_context(request, case_id)
        # Reading the case is not enough: break-glass, for one, opens nothing to be changed.
        foundation.require(request.actor, command.permission, content["case"].scope_id)
        form = command.form(posted(request), **command.more(request, case_id, ids))
        if carried_out(request, form, lambda data: command.call(request, case_id, {**data, **ids})):
            return told(request, command.done, reverse(f"office:{command.tab}", args=[case_id]))
        content |= {"form": form, "command": command, **command.shown(request, case_id, ids)}
        return render(request, command.template, content)

    return view
