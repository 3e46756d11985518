"""The resident's words for what the rooms call by code."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from egenkraft.assistance.codes import ApplicationKind, ApplicationState, DecisionKind
from egenkraft.web.templatetags.formats import manad

STATES: dict[ApplicationState, tuple[str, Promise]] = {
    ApplicationState.DRAFT: ("started", _l("Inte skickad")),
    ApplicationState.WAITING_FOR_ADULT: ("info", _l("Väntar på den andra vuxna")),
    ApplicationState.SUBMITTED: ("info", _l("Vi arbetar med den")),
    ApplicationState.DECIDED: ("ok", _l("Beslutad")),
    ApplicationState.WITHDRAWN: ("neutral", _l("Tillbakatagen")),
    ApplicationState.EXPIRED: ("neutral", _l("Skickades aldrig")),
}


def application_title(kind: ApplicationKind, month: str) -> str:
    """ "Ansökan för december" or "Ansökan om en enstaka utgift"."""
    if kind is ApplicationKind.SINGLE_COST:
        return _("Ansökan om en enstaka utgift, %(month)s") % {"month": manad(month, "namn")}
    return _("Ansökan för %(month)s") % {"month": manad(month, "namn")}


def outcome(kind: DecisionKind, several: bool) -> tuple[str, str]:
    """Tone and words of what was decided; never red for a person."""
    if kind is DecisionKind.GRANT:
        return "ok", _("Ja, ni får allt ni sökte") if several else _("Ja, du får allt du sökte")
    if kind is DecisionKind.PARTIAL:
        return "info", _("Ni får en del av det ni sökte") if several else _("Du får en del av det du sökte")
    return "neutral", _("Nej, inte för den här månaden")
