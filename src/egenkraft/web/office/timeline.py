"""The timeline of a case as the component draws it, newest first."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from egenkraft.casework.api import TimelineEntry
from egenkraft.web.office import words
from egenkraft.web.templatetags.formats import datum, klockslag


def timeline_items(entries: Iterable[TimelineEntry]) -> list[dict[str, object]]:
    """Day and time, what happened, who did it and why; a filed document is a link."""
    return [_item(entry) for entry in sorted(entries, key=lambda entry: entry.at, reverse=True)]


def _item(entry: TimelineEntry) -> dict[str, object]:
    kind, _colon, number = entry.object_ref.partition(":")
    item: dict[str, object] = {
        "when": f"{datum(entry.at, 'kort')} {klockslag(entry.at)}",
        "what": entry.text,
        "who": f"{words.who(entry.actor)}: {entry.reason}" if entry.reason else words.who(entry.actor),
    }
    if kind == "document" and number.isdigit():
        item |= {"url": reverse("office:document", args=[int(number)]), "url_label": _("Öppna handlingen")}
    return item
