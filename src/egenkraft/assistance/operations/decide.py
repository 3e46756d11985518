"""A decision: by automation only in full and without obstacles, by a person within the delegation order."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from egenkraft.assistance.codes import ApplicationState, DecisionKind, DecisionState, LegalGround, Refused
from egenkraft.assistance.decision_text import compose
from egenkraft.assistance.events import DecisionTaken
from egenkraft.assistance.models import Application, Decision, Proposal
from egenkraft.assistance.operations.assess import assess, assess_row
from egenkraft.assistance.operations.check_content import check_content
from egenkraft.assistance.operations.delegation import delegated
from egenkraft.assistance.operations.load import application_row, note
from egenkraft.assistance.operations.prepare import (
    Content,
    Prepared,
    corrected,
    facts_of,
    freeze,
    hash_of,
    number_of,
    prepare,
    prepared_from,
)
from egenkraft.assistance.operations.review import draw_for_review
from egenkraft.assistance.operations.show_decision import decision_view
from egenkraft.assistance.views import Assessment, DecisionView, Ground
from egenkraft.casework import api as casework
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import Actor, RefusedError, audit
from egenkraft.policy import api as policy

SEND = "assistance.send"


def decide_automatically(actor: Actor, now: datetime, *, application_id: int) -> DecisionView:
    """Grant in full, or Refused.AUTOMATION_STOPPED. Only the system comes here; it never reduces and never refuses."""
    if actor.realm is not foundation.Realm.SYSTEM:
        raise foundation.AccessDenied
    assessed, decision = grant_or_queue(actor, now, application_id)
    if decision is None:
        names = ", ".join(sorted({obstacle.code.value for obstacle in assessed.obstacles}))
        raise RefusedError(
            Refused.AUTOMATION_STOPPED, _("Ansökan kan inte beviljas automatiskt: %(why)s") % {"why": names}
        )
    return decision_view(actor, decision)


def grant_or_queue(actor: Actor, now: datetime, application_id: int) -> tuple[Assessment, Decision | None]:
    """Assess, and grant in the same transaction when nothing stops it; else the case waits with its reasons."""
    with foundation.transaction():
        row = application_row(actor, "decision.decide", application_id, lock=True)
        assessed = assess_row(actor, now, row)
        if not is_whole(assessed.view):
            return assessed.view, None
        content = Content(DecisionKind.GRANT)
        prepared = prepared_from(assessed.gathered, assessed.calculated, assessed.stored, content)
        decision = _decide(actor, now, row, content, prepared, automatic=True)
        draw_for_review(now, decision)
    return assessed.view, decision


def is_whole(assessed: Assessment) -> bool:
    """The last guard, on the calculation itself: whatever found the obstacles, nothing reduced may pass here."""
    calculation = assessed.calculation
    return (
        assessed.automatic_possible
        and not assessed.obstacles
        and calculation is not None
        and bool(calculation.support_ore)
        and not calculation.missing
        and all(
            _whole(line.applied_ore, line.counted_ore) for line in calculation.lines if line.kind == "cost"
        )
    )


def _whole(applied_ore: int | None, counted_ore: int | None) -> bool:
    return applied_ore is not None and counted_ore is not None and counted_ore >= applied_ore


def decide(
    actor: Actor,
    now: datetime,
    *,
    application_id: int,
    kind: DecisionKind,
    ground: LegalGround = LegalGround.RIGHT,
    grounds: Sequence[Ground] = (),
    child_view: str = "",
    emergency_test: str = "",
) -> DecisionView:
    """One person decides within the delegation order. See `check_content` for what each kind must state."""
    if ground is LegalGround.ADVANCE:
        raise RefusedError(Refused.INVALID, _("Ett förskott beslutas för sig, med förmån och skäl."))
    return decide_content(
        actor, now, application_id, Content(kind, ground, tuple(grounds), child_view, emergency_test)
    )


def decide_loan(
    actor: Actor, now: datetime, *, application_id: int, benefit: str, agency: str, reason: str
) -> DecisionView:
    """Etableringslan for this month: an advance on a named benefit (33:2 p. 1 a). Each month has its own decision."""
    for name, value in ((_("förmånen"), benefit), (_("myndigheten"), agency), (_("skälet"), reason)):
        if not value.strip():
            raise RefusedError(
                Refused.GROUND_MISSING, _("Skriv %(what)s: beslutet måste ange det.") % {"what": name}
            )
    loan = {"benefit": benefit.strip(), "agency": agency.strip(), "reason": reason.strip()}
    content = Content(DecisionKind.GRANT, LegalGround.ADVANCE, loan=loan)
    return decide_content(actor, now, application_id, content)


def decide_content(actor: Actor, now: datetime, application_id: int, content: Content) -> DecisionView:
    if actor.realm is not foundation.Realm.STAFF:
        raise foundation.AccessDenied
    assess(actor, now, application_id=application_id)
    with foundation.transaction():
        row = application_row(actor, "decision.decide", application_id, lock=True)
        prepared = prepare(now, row, content)
        check_content(row, prepared, content)
        decision = _decide(actor, now, row, content, prepared, automatic=False)
        Proposal.objects.filter(application=row).delete()
    return decision_view(actor, decision)


def _decide(
    actor: Actor, now: datetime, row: Application, content: Content, prepared: Prepared, *, automatic: bool
) -> Decision:
    """Inside a transaction, with the application locked and just assessed."""
    if row.state != ApplicationState.SUBMITTED or row.case is None:
        raise RefusedError(Refused.WRONG_STATE, _("Ansökan är redan beslutad eller inte inskickad."))
    correcting = corrected(row) is not None
    allowed = delegated(actor, now, row, content, prepared.amount_ore, correcting, automatic)
    attest = policy.delegation(settings.MUNICIPALITY).needs_attest(
        policy.AttestKind.PAYMENT, prepared.amount_ore, now.date()
    )
    decision = _create(actor, now, row, content, prepared, allowed, attest, automatic)
    command = "decide_automatically" if automatic else "decide"
    casework.move(actor, now, case_id=decision.case_id, command=command)
    if attest.needed:
        _ask_attest(actor, now, row, decision)
    else:
        enqueue_send(now, decision)
    foundation.publish(DecisionTaken(decision.pk), now=now)
    adults = prepared.gathered.adults
    note(actor, now, audit.Action.WRITE, "decision.decide", f"decision:{decision.pk}", adults, ["decision"])
    return decision


def _create(
    actor: Actor,
    now: datetime,
    row: Application,
    content: Content,
    prepared: Prepared,
    allowed: policy.Allowed,
    attest: policy.Attest,
    automatic: bool,
) -> Decision:
    number, corrects = number_of(row), corrected(row)
    text = compose(facts_of(prepared, now, number, actor.name, content, automatic, corrects))
    frozen = freeze(prepared, number, content, text, now)
    return Decision.objects.create(
        scope_id=row.scope_id,
        case_id=row.case_id or 0,
        application=row,
        calculation=prepared.calculation,
        number=number,
        kind=content.kind,
        ground=content.ground,
        state=DecisionState.AWAITING_ATTEST if attest.needed else DecisionState.DECIDED,
        month=row.month,
        amount_ore=prepared.amount_ore,
        automatic=automatic,
        decided_by=actor.name,
        decided_by_user=actor.user_id,
        decided_at=now,
        delegation_rule=allowed.rule,
        attest_reason=attest.reason.value if attest.reason else "",
        undo_until=now + timedelta(minutes=prepared.gathered.model.deadlines.undo_minutes.known or 0),
        corrects=corrects,
        frozen=frozen,
        hash=hash_of(frozen),
    )


def enqueue_send(now: datetime, decision: Decision) -> None:
    """The letter and the payment go when the undo time is over; an undone decision is not sent."""
    foundation.enqueue(
        SEND,
        {"decision_id": decision.pk},
        now=now,
        key=f"{SEND}:{decision.pk}",
        run_at=max(decision.undo_until, now),
    )


def _ask_attest(actor: Actor, now: datetime, row: Application, decision: Decision) -> None:
    approval = casework.request_approval(
        actor,
        now,
        kind="decision",
        object_ref=f"decision:{decision.pk}",
        scope_id=row.scope_id,
        what=_("Utbetalning enligt beslut %(number)s") % {"number": decision.number},
        case_id=row.case_id,
        amount_ore=decision.amount_ore,
    )
    decision.approval_id = approval.id
    decision.save(update_fields=["approval_id"])
