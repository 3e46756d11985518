"""The pages of a case, one for each tab. Each reads the same frame and shows its own part."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from egenkraft.assistance.codes import DifferenceState
from egenkraft.casework import api as casework
from egenkraft.foundation.api import allowed, may
from egenkraft.payments import api as payments
from egenkraft.web.office import calculation as reading
from egenkraft.web.office import case_rows as rows
from egenkraft.web.office.cases import case_context
from egenkraft.web.office.guard import office_page
from egenkraft.web.office.timeline import timeline_items
from egenkraft.web.pages import PageRequest


@require_GET
@office_page("case.read")
def case(request: PageRequest, case_id: int) -> HttpResponse:
    """What stops the case, what was said and found, what waits, and what has happened."""
    content = case_context(request, case_id, "case")
    content["timeline"] = timeline_items(casework.timeline(request.actor, request.now, case_id=case_id))
    found = content["content"]
    content |= {"differences": rows.difference_rows(found), "obstacles": rows.obstacle_groups(found)}
    content["tasks"] = casework.tasks(request.actor, request.now, case_id=case_id, open_only=True)
    return render(request, "office/case.html", content)


@require_GET
@office_page("application.answers")
def answers(request: PageRequest, case_id: int) -> HttpResponse:
    """The answers of each adult, and the papers."""
    content = case_context(request, case_id, "answers")
    ref = f"application:{content['application'].id}"
    files = casework.attachments(request.actor, request.now, subject_ref=ref)
    content |= {
        "parts": rows.part_rows(content["content"]),
        "papers": rows.paper_rows(content["content"], files),
    }
    return render(request, "office/answers.html", content)


@require_GET
@office_page("calculation.read")
def calculation(request: PageRequest, case_id: int) -> HttpResponse:
    """Post | Ansökan | Underlag | Godkänt, with the rule behind each row."""
    content = case_context(request, case_id, "calculation")
    found = content["content"].assessment
    content["assessment"] = found
    content["open_differences"] = [
        row for row in rows.difference_rows(content["content"]) if row.one.state == DifferenceState.OPEN
    ]
    if found.calculation is not None:
        content |= reading.table(request, found.calculation, content["names"])
    return render(request, "office/calculation.html", content)


@require_GET
@office_page("registers.read")
def controls(request: PageRequest, case_id: int) -> HttpResponse:
    """Which agencies were asked, what they answered, and every fact with its source."""
    content = case_context(request, case_id, "controls")
    found = content["content"]
    content |= {"inquiries": rows.inquiry_rows(found), "facts_found": rows.fact_rows(found)}
    return render(request, "office/controls.html", content)


@require_GET
@office_page("decision.read")
def decisions(request: PageRequest, case_id: int) -> HttpResponse:
    """The decisions of the case, their payments, and the way to a new one."""
    content = case_context(request, case_id, "decisions")
    commands = content["content"].allowed_commands
    content["may_decide"] = content["may_write"] and bool({"decide", "propose"} & set(commands))
    content["may_payees"] = may(request.actor, "payee.read")
    if may(request.actor, "payment.read"):
        content["payments"] = payments.payments_of_case(request.actor, request.now, case_id=case_id)
    if may(request.actor, "loan.read"):
        content["loans"] = payments.loans_of_case(request.actor, request.now, case_id=case_id)
    return render(request, "office/decisions.html", content)


@require_GET
@office_page("note.read")
def journal(request: PageRequest, case_id: int) -> HttpResponse:
    """The notes, newest first."""
    content = case_context(request, case_id, "journal")
    found = casework.notes(request.actor, request.now, case_id=case_id)
    content |= {
        "notes": rows.note_rows(request.actor, found),
        "may_note": allowed(request.actor, "note.write", content["case"].scope_id),
    }
    return render(request, "office/journal.html", content)


@require_GET
@office_page("document.read")
def documents(request: PageRequest, case_id: int) -> HttpResponse:
    """What has come in and gone out."""
    content = case_context(request, case_id, "documents")
    found = casework.documents(request.actor, request.now, case_id=case_id)
    content["documents"] = rows.document_rows(found)
    return render(request, "office/documents.html", content)


@require_GET
@office_page("document.read")
def document(request: PageRequest, document_id: int) -> HttpResponse:
    """The document itself, shown in the browser when it is a PDF or a picture."""
    found = casework.document_content(request.actor, request.now, document_id=document_id)
    shown = found.document.mime in {"application/pdf", "image/jpeg", "image/png"}
    kind = "inline" if shown else "attachment"
    ending = found.document.mime.rpartition("/")[2]
    return HttpResponse(
        found.content,
        content_type=found.document.mime,
        headers={"Content-Disposition": f'{kind}; filename="handling-{document_id}.{ending}"'},
    )
