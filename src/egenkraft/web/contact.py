"""How the municipality is reached. Missing is missing: then the page says so and shows no number."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from egenkraft.policy import api as policy

Text = str | Promise


@dataclass(frozen=True)
class Contact:
    """Ways to the office; empty where none is known."""

    id: str
    name: str
    demo: bool
    phone: str = ""
    hours: Text = ""
    place: Text = ""
    place_hours: Text = ""


# The demo's numbers are of the series that PTS keeps free for fiction.
_REACHED: dict[str, tuple[str, Text, Text, Text]] = {
    "bjorkstrand": ("08-465 004 21", _("vardagar 8.30–16.00"), "Torggatan 1", _("vardagar 9.00–16.00")),
}


def contact(on: date) -> Contact:
    """The municipality this installation serves, as on the day."""
    model = policy.municipality(settings.MUNICIPALITY, on)
    return Contact(model.id, model.name, model.fictitious, *_REACHED.get(model.id, ()))
