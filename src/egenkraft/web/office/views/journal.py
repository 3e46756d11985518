"""The journal: write, change, sign, object (SoL 14 kap. 6 §)."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from egenkraft.casework import api as casework
from egenkraft.foundation.api import AccessDenied
from egenkraft.web.office.command_pages import Command, Data, command_page
from egenkraft.web.office.forms import case as case_forms
from egenkraft.web.pages import PageRequest


def _note(request: PageRequest, case_id: int, ids: Mapping[str, Any]) -> casework.NoteView:
    """The note of the address. Raises AccessDenied when it is not one of this case's."""
    for note in casework.notes(request.actor, request.now, case_id=case_id):
        if note.id == ids["note_id"]:
            return note
    raise AccessDenied


def _as_written(request: PageRequest, case_id: int, ids: Mapping[str, Any]) -> Data:
    note = _note(request, case_id, ids)
    return {"initial": {"happened_on": note.happened_on, "text": note.text}}


def _shown(request: PageRequest, case_id: int, ids: Mapping[str, Any]) -> Data:
    return {"note": _note(request, case_id, ids)}


add_note = command_page(
    Command(
        permission="note.write",
        title=_("Skriv i journalen"),
        lead=_("Anteckningen är ett utkast tills du signerar den. Därefter är den låst."),
        button=_("Spara utkast"),
        done=_("Anteckningen är sparad. Signera den när den är klar."),
        form=case_forms.NoteForm,
        call=lambda r, case_id, data: casework.add_note(r.actor, r.now, case_id=case_id, **data),
        tab="journal",
        more=lambda r, _case_id, _ids: {"initial": {"happened_on": r.now.date()}},
    )
)
change_note = command_page(
    Command(
        permission="note.write",
        title=_("Ändra utkastet"),
        lead=_("Bara du ser utkastet som ändringsbart. När det är signerat är det låst."),
        button=_("Spara utkast"),
        done=_("Utkastet är sparat."),
        form=case_forms.ChangeNoteForm,
        call=lambda r, _case_id, data: casework.change_note(r.actor, r.now, **data),
        tab="journal",
        more=_as_written,
    )
)
sign_note = command_page(
    Command(
        permission="note.write",
        title=_("Signera anteckningen"),
        lead=_("När du har signerat går anteckningen inte att ändra. Ett fel rättas i en ny anteckning."),
        button=_("Signera och lås"),
        done=_("Anteckningen är signerad och låst."),
        form=case_forms.ConfirmForm,
        call=lambda r, _case_id, data: casework.sign_note(r.actor, r.now, **data),
        tab="journal",
        shown=_shown,
        template="office/note_command.html",
    )
)
object_to_note = command_page(
    Command(
        permission="note.object",
        title=_("Skriv in en invändning"),
        lead=_(
            "Den som tycker att anteckningen är fel har rätt att få det antecknat. Anteckningen själv ändras inte."
        ),
        button=_("Spara invändningen"),
        done=_("Invändningen står nu vid anteckningen."),
        form=case_forms.ObjectionForm,
        call=lambda r, _case_id, data: casework.object_to_note(r.actor, r.now, **data),
        tab="journal",
        shown=_shown,
        template="office/note_command.html",
    )
)
