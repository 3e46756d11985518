"""What the inbox can be asked for in its address. What cannot be understood falls back to one's own cases."""

from dataclasses import dataclass

from django.http import QueryDict

from egenkraft.casework.api import InboxView


@dataclass(frozen=True)
class InboxQuestion:
    """`kind` empty: every kind."""

    view: InboxView
    kind: str
    page: int


def read(query: QueryDict, kinds: frozenset[str]) -> InboxQuestion:
    """The view, kind and page of an address such as `?vy=late&typ=assistance&page=2`."""
    view = query.get("vy", "")
    kind = query.get("typ", "")
    page = query.get("page", "1")
    return InboxQuestion(
        view=InboxView(view) if view in set(InboxView) else InboxView.MINE,
        kind=kind if kind in kinds else "",
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
    )
