"""What is done around a decision: hearing, loan, undo, send, served, correction, returned proposal, withdrawal."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from egenkraft.assistance import api as assistance
from egenkraft.assistance.views import DecisionView
from egenkraft.foundation.api import AccessDenied
from egenkraft.web.office.command_pages import Command, Data, command_page
from egenkraft.web.office.forms import around_decision as forms
from egenkraft.web.office.forms import case as case_forms
from egenkraft.web.office.forms.decision import HearingForm, LoanForm
from egenkraft.web.office.views.papers import application_id, case_page, people
from egenkraft.web.pages import PageRequest


def _decision(request: PageRequest, case_id: int, ids: Mapping[str, Any]) -> Data:
    """The decision of the address, which must be one of this case's."""
    found: DecisionView = assistance.decision(request.actor, request.now, decision_id=ids["decision_id"])
    if found.case_id != case_id:
        raise AccessDenied
    return {"decision": found}


def _people(request: PageRequest, case_id: int, _ids: Mapping[str, Any]) -> Data:
    return {"people": people(case_page(request, case_id))}


notify_hearing = command_page(
    Command(
        permission="hearing.write",
        title=_("Berätta vad vi tänker besluta"),
        lead=_(
            "Personen får veta vad vi tänker besluta, varför, och till vilken dag det går att svara. Brevet säger också att "
            "personen har rätt att berätta muntligt för nämnden. Inget är beslutat än."
        ),
        button=_("Skicka underrättelsen"),
        done=_("Underrättelsen är skickad. Ärendet väntar på svar."),
        form=HearingForm,
        call=lambda r, case_id, data: assistance.notify_hearing(
            r.actor, r.now, application_id=application_id(r, case_id), **data
        ),
    )
)
answer_hearing = command_page(
    Command(
        permission="hearing.answer",
        title=_("Skriv in svaret på underrättelsen"),
        lead=_("När personen svarar på annat sätt än digitalt."),
        button=_("Spara svaret"),
        done=_("Svaret är sparat."),
        form=forms.HearingAnswerForm,
        call=lambda r, _case_id, data: assistance.answer_hearing(r.actor, r.now, **data),
        more=_people,
    )
)
return_proposal = command_page(
    Command(
        permission="decision.decide",
        title=_("Lämna tillbaka förslaget"),
        lead=_("Den som lade fram förslaget får tillbaka ärendet med ditt skäl."),
        button=_("Lämna tillbaka"),
        done=_("Förslaget är tillbakalämnat."),
        form=case_forms.ReasonForm,
        call=lambda r, case_id, data: assistance.return_proposal(
            r.actor, r.now, application_id=application_id(r, case_id), **data
        ),
    )
)
loan = command_page(
    Command(
        permission="decision.decide",
        title=_("Besluta om förskott på förmån"),
        lead=_(
            "Stödet för månaden lämnas som förskott på en namngiven ersättning (SoL 33 kap. 2 § första stycket 1 a). Varje "
            "månad beslutas för sig. Beslutet ska delges innan det kan återkrävas."
        ),
        button=_("Besluta om förskott"),
        done=_("Beslutet om förskott är fattat. Det ska delges."),
        form=LoanForm,
        call=lambda r, case_id, data: assistance.decide_loan(
            r.actor, r.now, application_id=application_id(r, case_id), **data
        ),
        tab="decisions",
    )
)
undo_decision = command_page(
    Command(
        permission="decision.undo",
        title=_("Ångra beslutet"),
        lead=_("Det går innan beslutet har skickats. Ärendet går tillbaka till utredning."),
        button=_("Ångra beslutet"),
        done=_("Beslutet är ångrat. Inget har skickats."),
        form=case_forms.ReasonForm,
        call=lambda r, _case_id, data: assistance.undo_decision(r.actor, r.now, **data),
        tab="decisions",
        shown=_decision,
        template="office/decision_command.html",
    )
)
send_decision = command_page(
    Command(
        permission="decision.send",
        title=_("Skicka beslutet"),
        lead=_("Brevet skickas och blir en handling, och pengarna planeras för utbetalning."),
        button=_("Skicka beslutet"),
        done=_("Beslutet är skickat."),
        form=forms.SendForm,
        call=lambda r, _case_id, data: assistance.send_decision(
            r.actor, r.now, decision_id=data["decision_id"], at_once=data["when"]
        ),
        tab="decisions",
        shown=_decision,
        template="office/decision_command.html",
    )
)
mark_served = command_page(
    Command(
        permission="decision.send",
        title=_("Beslutet är delgivet"),
        lead=_("Ett förskott kan krävas tillbaka först när personen bevisligen har fått del av beslutet."),
        button=_("Spara delgivningen"),
        done=_("Delgivningen är sparad."),
        form=forms.ServedForm,
        call=lambda r, _case_id, data: assistance.mark_served(
            r.actor, r.now, decision_id=data["decision_id"], served_at=data["served_on"]
        ),
        tab="decisions",
        shown=_decision,
        template="office/decision_command.html",
    )
)
correct = command_page(
    Command(
        permission="decision.decide",
        title=_("Rätta en tidigare månad"),
        lead=_(
            "Månaden prövas på nytt och får ett eget beslut med egen utbetalning (FL 36–38 §§). Det skickade beslutet står "
            "kvar som det var. Pengar som redan är utbetalda räknas aldrig av från senare månader."
        ),
        button=_("Öppna månaden för rättelse"),
        done=_("Månaden är öppen för ett nytt beslut."),
        form=case_forms.ReasonForm,
        call=lambda r, _case_id, data: assistance.reopen_for_correction(r.actor, r.now, **data),
        tab="decisions",
        shown=_decision,
        template="office/decision_command.html",
    )
)
withdraw = command_page(
    Command(
        permission="application.withdraw",
        title=_("Registrera återkallelse"),
        lead=_("Personen vill inte längre att ansökan prövas. Skriv hur personen sa det."),
        button=_("Avsluta ansökan"),
        done=_("Ansökan är återkallad och ärendet avslutat."),
        form=forms.WithdrawForm,
        call=lambda r, case_id, data: assistance.withdraw(
            r.actor, r.now, application_id=application_id(r, case_id), **data
        ),
        more=_people,
    )
)
