"""Who works with a case, and when: take over, hand over, give back, let rest, undo."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from egenkraft.casework import api as casework
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import Role
from egenkraft.web.office.command_pages import Command, Data, command_page
from egenkraft.web.office.forms import case as case_forms
from egenkraft.web.pages import PageRequest


def _colleagues(request: PageRequest, case_id: int, _ids: Mapping[str, Any]) -> Data:
    found = casework.case(request.actor, request.now, case_id=case_id)
    if found.unit_id is None:
        return {"colleagues": ()}
    here = foundation.staff_in_unit(found.unit_id, Role.HANDLAGGARE, request.now.date())
    return {"colleagues": [one for one in here if one.user_id != found.handler_id]}


take_over = command_page(
    Command(
        permission="case.move",
        title=_("Ta över ärendet"),
        lead=_("Du blir handläggare. Ärendet syns bland dina, och den som hade det ser att du tog över."),
        button=_("Ta över ärendet"),
        done=_("Du är nu handläggare för ärendet."),
        form=case_forms.ConfirmForm,
        call=lambda r, case_id, _data: casework.take_over(r.actor, r.now, case_id=case_id),
    )
)
hand_over = command_page(
    Command(
        permission="case.assign",
        title=_("Lämna över till en kollega"),
        lead=_("Kollegan blir handläggare och ser ärendet bland sina."),
        button=_("Lämna över"),
        done=_("Ärendet är överlämnat."),
        form=case_forms.HandOverForm,
        call=lambda r, case_id, data: casework.hand_over(r.actor, r.now, case_id=case_id, **data),
        more=_colleagues,
    )
)
give_back = command_page(
    Command(
        permission="case.move",
        title=_("Lämna tillbaka till enheten"),
        lead=_("Ärendet får ingen handläggare och syns för hela enheten. Tidsgränsen ändras inte."),
        button=_("Lämna tillbaka"),
        done=_("Ärendet är tillbaka hos enheten."),
        form=case_forms.OptionalReasonForm,
        call=lambda r, case_id, data: casework.give_back(r.actor, r.now, case_id=case_id, **data),
    )
)
hold = command_page(
    Command(
        permission="case.move",
        title=_("Låt ärendet vila till ett datum"),
        lead=_(
            "Ärendet flyttas till Väntar och kommer tillbaka den dagen. Tidsgränsen för beslut ändras inte."
        ),
        button=_("Låt vila"),
        done=_("Ärendet vilar."),
        form=case_forms.HoldForm,
        call=lambda r, case_id, data: casework.hold(r.actor, r.now, case_id=case_id, **data),
    )
)
resume = command_page(
    Command(
        permission="case.move",
        title=_("Ta upp ärendet igen"),
        lead=_("Ärendet vilar inte längre."),
        button=_("Ta upp ärendet"),
        done=_("Ärendet är upptaget igen."),
        form=case_forms.ConfirmForm,
        call=lambda r, case_id, _data: casework.resume(r.actor, r.now, case_id=case_id),
    )
)
undo = command_page(
    Command(
        permission="case.move",
        title=_("Ångra det senaste steget"),
        lead=_("Ärendet går tillbaka till det steg det stod i. Det går bara innan något har skickats."),
        button=_("Ångra"),
        done=_("Det senaste steget är ångrat."),
        form=case_forms.ReasonForm,
        call=lambda r, case_id, data: casework.undo(r.actor, r.now, case_id=case_id, **data),
    )
)
close = command_page(
    Command(
        permission="case.move",
        title=_("Avsluta ärendet"),
        lead=_("Beslutet är skickat och inget mer ska göras. Månaden kan ändå rättas senare."),
        button=_("Avsluta"),
        done=_("Ärendet är avslutat."),
        form=case_forms.ConfirmForm,
        call=lambda r, case_id, _data: casework.move(r.actor, r.now, case_id=case_id, command="close"),
    )
)
reopen = command_page(
    Command(
        permission="case.move",
        title=_("Öppna ärendet igen"),
        lead=_("Ansökan prövas trots att den återkallades."),
        button=_("Öppna igen"),
        done=_("Ärendet är öppet igen."),
        form=case_forms.ReasonForm,
        call=lambda r, case_id, data: casework.move(
            r.actor, r.now, case_id=case_id, command="reopen", **data
        ),
    )
)
