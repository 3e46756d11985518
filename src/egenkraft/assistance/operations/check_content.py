"""What a person's decision of each kind must state before it is taken."""

from django.utils.translation import gettext as _

from egenkraft.assistance.codes import DecisionKind, DecisionState, HearingState, LegalGround, Refused
from egenkraft.assistance.decision_text import is_reduced
from egenkraft.assistance.models import Application
from egenkraft.assistance.operations.prepare import Content, Prepared
from egenkraft.assistance.operations.situation import untold
from egenkraft.foundation.api import RefusedError


def check_content(row: Application, prepared: Prepared, content: Content) -> None:
    """What a person's decision of each kind must state before it is taken."""
    reduced = any(is_reduced(line) for line in prepared.view.lines)
    support = prepared.view.support_ore or 0
    if content.kind is DecisionKind.GRANT and (reduced or not support):
        raise RefusedError(
            Refused.INVALID, _("Allt är inte beviljat i sin helhet. Välj delvis bifall eller avslag.")
        )
    if content.kind is DecisionKind.PARTIAL and (not reduced or not support):
        raise RefusedError(Refused.INVALID, _("Inget är minskat. Välj bifall eller avslag."))
    if content.ground is LegalGround.BEYOND_RIGHT and not _right_refused(row):
        raise RefusedError(
            Refused.RIGHT_NOT_TESTED,
            _("Pröva först rätten till bistånd (12 kap. 1 §) och besluta om den, innan stöd utöver rätten."),
        )
    if untold(prepared.gathered):
        raise RefusedError(
            Refused.FACT_NOT_TOLD,
            _("En uppgift som räknas har personen inte fått veta. Berätta den först, och notera hur."),
        )
    if content.kind is DecisionKind.GRANT:
        return
    if not row.hearings.filter(state__in=(HearingState.ANSWERED, HearingState.PASSED)).exists():
        raise RefusedError(
            Refused.NOT_HEARD,
            _("Personen ska först få veta vad vi tänker besluta och kunna svara. Skicka en underrättelse."),
        )
    _check_grounds(prepared, content)


def _check_grounds(prepared: Prepared, content: Content) -> None:
    stated = {ground.person_id for ground in content.grounds}
    without = [
        name
        for person, name in prepared.gathered.names.items()
        if person in set(prepared.gathered.adults) - stated
    ]
    if without:
        raise RefusedError(
            Refused.GROUND_MISSING,
            _("Ange skälet för var och en av de vuxna. Skäl saknas för %(names)s.")
            % {"names": ", ".join(without)},
        )
    if prepared.gathered.case_facts.children and not content.child_view.strip():
        raise RefusedError(
            Refused.CHILD_VIEW_MISSING,
            _("Skriv hur beslutet påverkar barnen och vad barnen själva har sagt."),
        )
    if content.kind is DecisionKind.REFUSAL and not content.emergency_test.strip():
        raise RefusedError(
            Refused.EMERGENCY_TEST_MISSING, _("Skriv hur ni har prövat om det finns en nödsituation.")
        )


def _right_refused(row: Application) -> bool:
    """12:1 was tested and refused, wholly or in part, in this case, and the decision has been sent."""
    decided: bool = row.decisions.filter(
        ground=LegalGround.RIGHT,
        kind__in=(DecisionKind.REFUSAL, DecisionKind.PARTIAL),
        state__in=(DecisionState.SENT, DecisionState.CORRECTED),
    ).exists()
    return decided
