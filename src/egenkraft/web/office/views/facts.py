"""Registers, facts, differences, and the decision on one applied cost."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from egenkraft.assistance import api as assistance
from egenkraft.assistance.labels import INCOMES
from egenkraft.assistance.views import DifferenceView, LineView
from egenkraft.foundation.api import AccessDenied
from egenkraft.web.office.command_pages import Command, Data, command_page
from egenkraft.web.office.forms import case as case_forms
from egenkraft.web.office.forms import facts as forms
from egenkraft.web.office.views.papers import application_id, case_page, people
from egenkraft.web.pages import PageRequest


def _fact_choices(request: PageRequest, case_id: int, _ids: Mapping[str, Any]) -> Data:
    return {"people": people(case_page(request, case_id)), "kinds": INCOMES}


def _difference(request: PageRequest, case_id: int, ids: Mapping[str, Any]) -> Data:
    found: DifferenceView | None = next(
        (one for one in case_page(request, case_id).differences if one.id == ids["difference_id"]), None
    )
    if found is None:
        raise AccessDenied
    return {"difference": found}


def _cost(request: PageRequest, case_id: int, cost_key: str) -> LineView:
    calculation = case_page(request, case_id).assessment.calculation
    for line in calculation.lines if calculation else ():
        if line.cost_key == cost_key:
            return line
    raise AccessDenied


def _as_granted(request: PageRequest, case_id: int, ids: Mapping[str, Any]) -> Data:
    return {"initial": {"granted_ore": _cost(request, case_id, ids["cost_key"]).counted_ore}}


def _cost_shown(request: PageRequest, case_id: int, ids: Mapping[str, Any]) -> Data:
    return {"line": _cost(request, case_id, ids["cost_key"])}


inquire = command_page(
    Command(
        permission="registers.ask",
        title=_("Fråga myndigheterna"),
        lead=_(
            "De myndigheter som inte har svarat frågas igen genom SSBTEK. Frågan loggas. Det kan ta en halv minut."
        ),
        button=_("Fråga igen"),
        done=_("Frågan är ställd. Svaren står nedan."),
        form=case_forms.ConfirmForm,
        call=lambda r, case_id, _data: assistance.run_inquiry(
            r.actor, r.now, application_id=application_id(r, case_id), again=True
        ),
        tab="controls",
    )
)
assess = command_page(
    Command(
        permission="facts.write",
        title=_("Räkna om"),
        lead=_("Beräkningen görs om med de uppgifter som finns nu. Den förra sparas."),
        button=_("Räkna om"),
        done=_("Beräkningen är gjord på nytt."),
        form=case_forms.ConfirmForm,
        call=lambda r, case_id, _data: assistance.assess(
            r.actor, r.now, application_id=application_id(r, case_id)
        ),
        tab="calculation",
    )
)
add_fact = command_page(
    Command(
        permission="facts.write",
        title=_("Lägg till en uppgift"),
        lead=_(
            "En uppgift som du har sett i ett papper eller fått på annat sätt. Personen ska få veta den innan den används."
        ),
        button=_("Spara uppgiften"),
        done=_("Uppgiften är sparad. Räkna om för att använda den."),
        form=forms.FactForm,
        call=lambda r, case_id, data: assistance.add_fact(
            r.actor, r.now, application_id=application_id(r, case_id), **data
        ),
        tab="controls",
        more=_fact_choices,
    )
)
acknowledge_difference = command_page(
    Command(
        permission="difference.handle",
        title=_("Använd registrets uppgift"),
        lead=_(
            "Gör det när personen har fått veta uppgiften och kunnat svara. Registrets uppgift används i beräkningen."
        ),
        button=_("Använd registrets uppgift"),
        done=_("Registrets uppgift används. Räkna om beräkningen."),
        form=forms.DifferenceForm,
        call=lambda r, _case_id, data: assistance.acknowledge_difference(r.actor, r.now, **data),
        shown=_difference,
        template="office/difference_command.html",
    )
)
close_difference = command_page(
    Command(
        permission="difference.handle",
        title=_("Använd ansökans uppgift"),
        lead=_("Gör det när du har sett att personens uppgift stämmer. Skriv hur du vet det."),
        button=_("Använd ansökans uppgift"),
        done=_("Ansökans uppgift används. Räkna om beräkningen."),
        form=forms.DifferenceForm,
        call=lambda r, _case_id, data: assistance.close_difference(r.actor, r.now, **data),
        shown=_difference,
        template="office/difference_command.html",
    )
)
grant_line = command_page(
    Command(
        permission="decision.propose",
        title=_("Bedöm en kostnad"),
        lead=_(
            "Du kan bevilja allt, en del eller inget av det som söktes. En minskning blir ett delvis bifall, och personen ska få svara först."
        ),
        button=_("Spara bedömningen"),
        done=_("Bedömningen är sparad och beräkningen gjord på nytt."),
        form=forms.GrantForm,
        call=lambda r, case_id, data: assistance.grant_line(
            r.actor, r.now, application_id=application_id(r, case_id), **data
        ),
        tab="calculation",
        more=_as_granted,
        shown=_cost_shown,
        template="office/grant_command.html",
    )
)
settle_household = command_page(
    Command(
        permission="household.change",
        title=_("Skriv in hushållet"),
        lead=_("De vuxna som söker och barnen i ansökan skrivs in som hushåll, från månaden ansökan gäller."),
        button=_("Skriv in hushållet"),
        done=_("Hushållet är inskrivet. Räkna om beräkningen."),
        form=case_forms.ConfirmForm,
        call=lambda r, case_id, _data: assistance.settle_household(
            r.actor, r.now, application_id=application_id(r, case_id)
        ),
    )
)
stop_waiting = command_page(
    Command(
        permission="application.register",
        title=_("Vänta inte på den andra vuxna"),
        lead=_("Ansökan prövas utan den andra vuxnas svar. Den räknas redan från den förstas dag."),
        button=_("Gå vidare utan svaret"),
        done=_("Ansökan prövas utan den andra vuxnas svar."),
        form=case_forms.ConfirmForm,
        call=lambda r, case_id, _data: assistance.stop_waiting(
            r.actor, r.now, application_id=application_id(r, case_id)
        ),
    )
)
