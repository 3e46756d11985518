"""The pages of those who work here are for them alone, also where the access table lets a resident do the same thing."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponseBase

from egenkraft.foundation.api import AccessDenied, Realm
from egenkraft.web.pages import PageRequest, View, page


def office_page(permission: str) -> Callable[[View], View]:
    """`@page`, for staff only: a resident finds no such page."""

    def decorate(view: View) -> View:
        @page(permission)
        @wraps(view)
        def for_staff(request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.actor.realm is not Realm.STAFF:
                raise AccessDenied
            return view(request, *args, **kwargs)

        return for_staff

    return decorate
