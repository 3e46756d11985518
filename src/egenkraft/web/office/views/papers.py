"""Papers: ask for them, take them in, note those that came another way."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from egenkraft.assistance import api as assistance
from egenkraft.assistance.views import CasePage
from egenkraft.web.office.command_pages import Command, Data, command_page
from egenkraft.web.office.forms import case as case_forms
from egenkraft.web.office.forms import facts as forms
from egenkraft.web.pages import PageRequest


def case_page(request: PageRequest, case_id: int) -> CasePage:
    """All that assistance knows of the case."""
    return assistance.case_page(request.actor, request.now, case_id=case_id)


def application_id(request: PageRequest, case_id: int) -> int:
    """The application of the case."""
    return case_page(request, case_id).application.id


def people(found: CasePage) -> dict[str, str]:
    """The adults of the application by id."""
    return {str(part.person_id): found.names.get(str(part.person_id), "") for part in found.application.parts}


def _papers(request: PageRequest, case_id: int, _ids: Mapping[str, Any]) -> Data:
    found = case_page(request, case_id)
    return {"papers": found.papers, "names": found.names}


def _attaching(request: PageRequest, case_id: int, _ids: Mapping[str, Any]) -> Data:
    found = case_page(request, case_id)
    return {"papers": found.papers, "people": people(found), "files": request.FILES or None}


def _attach(request: PageRequest, case_id: int, data: Data) -> int:
    return assistance.attach(
        request.actor,
        request.now,
        application_id=application_id(request, case_id),
        person_id=data["person_id"],
        paper=data["paper"],
        file_name=data["file"].name,
        content=data["file"].read(),
    )


def _received(request: PageRequest, _case_id: int, data: Data) -> None:
    person_id = data.pop("person_id") or None
    assistance.mark_received(request.actor, request.now, person_id=person_id, **data)


request_completion = command_page(
    Command(
        permission="completion.request",
        title=_("Begär komplettering"),
        lead=_(
            "Personen får ett meddelande med papperen och sista dagen. Kommer de inte beslutar vi på det som finns."
        ),
        button=_("Begär papperen"),
        done=_("Papperen är begärda."),
        form=forms.CompletionForm,
        call=lambda r, case_id, data: assistance.request_completion(
            r.actor, r.now, application_id=application_id(r, case_id), **data
        ),
        more=_papers,
    )
)
attach = command_page(
    Command(
        permission="attachment.add",
        title=_("Lägg till ett papper"),
        lead=_("Filen kontrolleras innan den blir en handling. Originalets namn spelar ingen roll."),
        button=_("Lägg till papperet"),
        done=_("Papperet är inlagt och kontrolleras."),
        form=forms.AttachForm,
        call=_attach,
        tab="answers",
        more=_attaching,
    )
)
mark_received = command_page(
    Command(
        permission="completion.request",
        title=_("Papperet har kommit på annat sätt"),
        lead=_("Till exempel i brevlådan eller vid besök. Begäran prickas av."),
        button=_("Markera som inkommet"),
        done=_("Papperet är markerat som inkommet."),
        form=case_forms.ConfirmForm,
        call=_received,
    )
)
