"""Papers the answers ask for: which, why, and what has happened to each file."""

from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from egenkraft.assistance import api as assistance
from egenkraft.assistance.views import CompletionView, PaperView
from egenkraft.casework import api as casework
from egenkraft.casework.views import AttachmentView
from egenkraft.foundation.api import AccessDenied, RefusedError
from egenkraft.web.forms import PageForm
from egenkraft.web.pages import PageRequest
from egenkraft.web.resident.guard import me, own_page
from egenkraft.web.resident.words import application_title

ACCEPT = "application/pdf,image/jpeg,image/png,image/heic,.pdf,.jpg,.jpeg,.png,.heic"


class FileForm(PageForm):
    """One file. What it is, is seen from its content; its name never matters."""

    file = forms.FileField(
        label=gettext_lazy("Välj en fil eller ta en bild"),
        help_text=gettext_lazy("Bild (JPEG, PNG, HEIC) eller PDF."),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        allow_empty_file=True,
        error_messages={
            "required": gettext_lazy("Välj en fil att skicka"),
            "invalid": gettext_lazy("Filen kom inte fram. Försök igen"),
        },
    )


@dataclass(frozen=True)
class PaperRow:
    """A paper with its files."""

    paper: PaperView
    files: tuple[AttachmentView, ...]


@require_GET
@own_page("application.write")
def papers(request: PageRequest, application_id: int) -> HttpResponse:
    """All papers, and what we have asked for since."""
    view = assistance.application(request.actor, request.now, application_id=application_id)
    content = {
        "application": view,
        "heading": application_title(view.kind, view.month),
        "rows": _rows(request, application_id),
        "completions": _completions(request, application_id),
    }
    return render(request, "resident/papers.html", content)


@require_http_methods(["GET", "POST"])
@own_page("attachment.add")
def paper(request: PageRequest, application_id: int, code: str) -> HttpResponse:
    """Hand in files for one paper, one at a time."""
    row = next((each for each in _rows(request, application_id) if each.paper.code == code), None)
    if row is None:
        raise AccessDenied
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if form.is_valid() and _handed_in(request, application_id, code, form):
        return redirect("resident:paper", application_id, code)
    content = {"application_id": application_id, "row": row, "form": form}
    return render(request, "resident/paper.html", content, status=422 if form.errors else 200)


def _handed_in(request: PageRequest, application_id: int, code: str, form: FileForm) -> bool:
    upload = form.cleaned_data["file"]
    most = assistance.file_limits(request.now).max_bytes
    if upload.size > most:
        text = _("Filen är större än %(mb)d MB. Ta en ny bild eller välj en mindre fil")
        form.add_error("file", text % {"mb": most // 1_000_000})
        return False
    try:
        assistance.attach(
            request.actor,
            request.now,
            application_id=application_id,
            person_id=me(request),
            paper=code,
            file_name=upload.name or _("fil"),
            content=upload.read(),
        )
    except RefusedError as refusal:
        form.add_error("file", refusal.message)
        return False
    return True


def _rows(request: PageRequest, application_id: int) -> list[PaperRow]:
    own = assistance.papers(request.actor, request.now, application_id=application_id, person_id=me(request))
    files = casework.attachments(
        request.actor, request.now, subject_ref=f"application:{application_id}", person_id=me(request)
    )
    return [PaperRow(each, tuple(file for file in files if file.paper == each.code)) for each in own]


def _completions(request: PageRequest, application_id: int) -> list[CompletionView]:
    """Open requests that ask this person for something."""
    found = assistance.completions(request.actor, request.now, application_id=application_id)
    return [each for each in found if each.state == "open"]
