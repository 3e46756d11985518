"""What waits for another person: payments above the limit, changes of payee, attested commands."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from egenkraft.assistance import api as assistance
from egenkraft.casework import api as casework
from egenkraft.casework.api import ApprovalView
from egenkraft.foundation.api import AccessDenied, may
from egenkraft.payments import api as payments
from egenkraft.web.office.answers import carried_out, posted, told
from egenkraft.web.office.forms.approvals import ApprovalForm
from egenkraft.web.office.guard import office_page
from egenkraft.web.pages import PageRequest

# Approvals of these kinds are given through the room that owns the thing, which then carries it out.
PAYEE = payments.APPROVAL_KIND
DECISION = "decision"


@require_GET
@office_page("approval.read")
def approvals(request: PageRequest) -> HttpResponse:
    """Those that the reader may decide on first; their own wait for someone else."""
    found = casework.approvals_waiting(request.actor, request.now)
    content = {
        "mine": [one for one in found if one.may_decide],
        "others": [one for one in found if not one.may_decide],
        "may_review_glass": may(request.actor, "glass.review"),
    }
    return render(request, "office/approvals.html", content)


@require_http_methods(["GET", "POST"])
@office_page("approval.decide")
def approval(request: PageRequest, approval_id: int) -> HttpResponse:
    """Yes or no, with a reason for no."""
    found = casework.approval(request.actor, request.now, approval_id=approval_id)
    form = ApprovalForm(posted(request))
    if carried_out(request, form, lambda data: _decide(request, found, **data)):
        return told(request, _("Svaret är sparat."), reverse("office:approvals"))
    content = {"form": form, "approval": found}
    if found.kind == PAYEE:
        content["payee"] = payments.payee(request.actor, request.now, payee_id=_id(found))
        content["log"] = payments.payee_log(request.actor, request.now, payee_id=_id(found))
    return render(request, "office/approval.html", content)


def _decide(request: PageRequest, found: ApprovalView, *, approved: bool, reason: str) -> None:
    actor, now = request.actor, request.now
    if found.kind == PAYEE and approved:
        payments.approve_payee(actor, now, payee_id=_id(found))
    elif found.kind == PAYEE:
        payments.refuse_payee(actor, now, payee_id=_id(found), reason=reason)
    elif found.kind == DECISION and approved:
        assistance.attest_decision(actor, now, decision_id=_id(found))
    elif found.kind == DECISION:
        assistance.refuse_attest(actor, now, decision_id=_id(found), reason=reason)
    elif approved:
        casework.approve(actor, now, approval_id=found.id)
    else:
        casework.refuse_approval(actor, now, approval_id=found.id, reason=reason)


def _id(found: ApprovalView) -> int:
    """The id of what the approval is about."""
    number = found.object_ref.rpartition(":")[2]
    if not number.isdigit():
        raise AccessDenied
    return int(number)
