"""What every page is given besides its own content: the menu of the signed-in, the municipality, the foot links."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from egenkraft.foundation.api import ANONYMOUS, Actor, Realm, may
from egenkraft.foundation.clock import today
from egenkraft.web.contact import contact
from egenkraft.web.office.words import ROLES

# (label, name of the page, permission, path under which it is the current one)
_Item = tuple[str | Promise, str, str]

RESIDENT_MENU: tuple[_Item, ...] = (
    (_("Min sida"), "resident:home", "resident.home"),
    (_("Sök pengar"), "resident:apply", "application.start"),
    (_("Beslut"), "resident:decisions", "decision.read"),
    (_("Utbetalningar"), "resident:payments", "payment.read"),
    (_("Om jag får jobb"), "resident:what_if", "whatif.run"),
    (_("Mina uppgifter"), "resident:details", "person.read"),
)
OFFICE_MENU: tuple[_Item, ...] = (
    (_("Inkorg"), "office:inbox", "inbox.read"),
    (_("Attest"), "office:approvals", "approval.decide"),
    (_("Utbetalningar"), "office:runs", "run.read"),
    (_("Granskning"), "office:reviews", "review.read"),
    (_("Läget"), "office:situation", "office.home"),
    (_("Logg"), "office:audit", "audit.read"),
    (_("Personal"), "office:staff", "staff.manage"),
)
OPEN_MENU: tuple[_Item, ...] = (
    (_("Regler"), "open:rules", "open.read"),
    (_("Räkna själv"), "open:calculator", "calculate.run"),
)
FOOT: tuple[tuple[str | Promise, str], ...] = (
    (_("Regler"), "open:rules"),
    (_("Räkna själv"), "open:calculator"),
    (_("Tillgänglighet"), "open:accessibility"),
    (_("Så hanterar vi dina uppgifter"), "open:privacy"),
)
_MENUS = {Realm.RESIDENT: RESIDENT_MENU, Realm.STAFF: OFFICE_MENU, Realm.ANONYMOUS: OPEN_MENU}
_HOMES = {Realm.RESIDENT: "resident:home", Realm.STAFF: "office:home", Realm.ANONYMOUS: "open:start"}


def frame(request: HttpRequest) -> dict[str, Any]:
    """Read by the layouts; see templates/components/README.md for the names."""
    actor: Actor = getattr(request, "actor", ANONYMOUS)
    signed_in = actor.realm is not Realm.ANONYMOUS
    return {
        "nav_items": _menu(request, actor),
        "municipality": contact(today()),
        "footer_links": [{"label": label, "url": reverse(name)} for label, name in FOOT],
        "home_url": _address(_HOMES.get(actor.realm, "open:start")) or "/",
        "sign_in_url": "" if signed_in else reverse("accounts:choose"),
        "sign_out_url": reverse("accounts:sign_out") if signed_in else "",
        "search_url": _address("office:search") if may(actor, "person.search") else "",
        "viewer": _viewer(actor),
    }


def _menu(request: HttpRequest, actor: Actor) -> list[dict[str, Any]]:
    """The pages of the realm that the actor may open; the one whose address begins this page's is current."""
    found = [
        {"label": label, "url": _address(name)}
        for label, name, permission in _MENUS.get(actor.realm, ())
        if may(actor, permission)
    ]
    here = [item["url"] for item in found if item["url"] and request.path.startswith(str(item["url"]))]
    current = max(here, key=lambda url: len(str(url)), default=None)
    return [{**item, "current": item["url"] == current} for item in found if item["url"]]


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _viewer(actor: Actor) -> dict[str, str] | None:
    if actor.realm is not Realm.STAFF:
        return None
    initials = "".join(word[0] for word in actor.name.split()[:2]).upper()
    return {
        "name": actor.name,
        "role": ", ".join(str(ROLES[role]) for role in sorted(actor.roles)),
        "initials": initials,
    }
