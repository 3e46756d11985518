"""The transition tables of the room: the case itself, and what lives in it."""

from django.utils.translation import gettext_lazy as _

from egenkraft.assistance.codes import (
    ApplicationState,
    CompletionState,
    DecisionState,
    DifferenceState,
    HearingState,
)
from egenkraft.casework.api import Move, Phase, State, TransitionTable, register_table
from egenkraft.foundation.api import Realm, Role

CASE_KIND = "assistance"
OFFICER = frozenset((Role.HANDLAGGARE, Role.CHEF))
SYSTEM = frozenset((Realm.SYSTEM,))
RESIDENT = frozenset((Realm.RESIDENT,))
ANYONE = OFFICER | SYSTEM | RESIDENT
# The system follows what another person has approved or not; it approves nothing itself.
ATTEST: frozenset[Role | Realm] = frozenset((Role.ATTESTANT, Role.CHEF, Realm.SYSTEM))

# States of the case.
RECEIVED = "received"
ASKED = "registers_asked"
ASSESS = "to_assess"
COMPLETION = "waiting_completion"
HEARING = "hearing"
PROPOSED = "proposed"
DECIDED = "decided"
SENT = "sent"
WITHDRAWN = "withdrawn"
CLOSED = "closed"


def _withdraw(state: str) -> Move:
    return Move(state, "withdraw", WITHDRAWN, OFFICER | RESIDENT, _("Återkalla ansökan"))


CASE = TransitionTable(
    name="assistance",
    initial=RECEIVED,
    states=(
        State(RECEIVED, _("Inkommen"), Phase.TODO),
        State(ASKED, _("Registren är tillfrågade"), Phase.TODO),
        State(ASSESS, _("Att bedöma"), Phase.TODO),
        State(COMPLETION, _("Väntar på papper"), Phase.WAITING),
        State(HEARING, _("Personen kan svara"), Phase.WAITING),
        State(PROPOSED, _("Förslag att besluta om"), Phase.TODO),
        State(DECIDED, _("Beslutad, kan ångras"), Phase.TODO),
        State(SENT, _("Beslutet är skickat"), Phase.DONE),
        State(WITHDRAWN, _("Återkallad"), Phase.DONE),
        State(CLOSED, _("Avslutad"), Phase.DONE),
    ),
    moves=(
        Move(RECEIVED, "ask_registers", ASKED, OFFICER | SYSTEM, _("Fråga registren")),
        Move(RECEIVED, "assess", ASSESS, OFFICER | SYSTEM, _("Bedöm")),
        Move(ASKED, "assess", ASSESS, OFFICER | SYSTEM, _("Bedöm")),
        Move(ASSESS, "request_completion", COMPLETION, OFFICER, _("Begär papper")),
        Move(COMPLETION, "receive_completion", ASSESS, ANYONE, _("Papperen har kommit")),
        Move(COMPLETION, "pass_completion", ASSESS, OFFICER | SYSTEM, _("Tiden för papperen är ute")),
        Move(ASSESS, "notify", HEARING, OFFICER, _("Berätta vad vi tänker besluta")),
        Move(HEARING, "answer", ASSESS, ANYONE, _("Personen har svarat")),
        Move(HEARING, "withdraw_notice", ASSESS, OFFICER, _("Ta tillbaka underrättelsen"), needs_reason=True),
        Move(HEARING, "pass_hearing", ASSESS, OFFICER | SYSTEM, _("Svarstiden är ute")),
        Move(ASSESS, "propose", PROPOSED, OFFICER, _("Föreslå beslut")),
        Move(PROPOSED, "return", ASSESS, OFFICER, _("Lämna tillbaka"), needs_reason=True),
        Move(PROPOSED, "decide", DECIDED, OFFICER, _("Besluta")),
        Move(ASSESS, "decide", DECIDED, OFFICER, _("Besluta")),
        Move(ASSESS, "decide_automatically", DECIDED, SYSTEM, _("Bevilja automatiskt")),
        Move(DECIDED, "undo", ASSESS, OFFICER, _("Ångra beslutet"), needs_reason=True),
        Move(DECIDED, "refuse_attest", ASSESS, ATTEST, _("Attestera inte"), needs_reason=True),
        Move(DECIDED, "send", SENT, OFFICER | SYSTEM, _("Skicka beslutet")),
        Move(SENT, "correct", ASSESS, OFFICER, _("Rätta månaden med ett nytt beslut"), needs_reason=True),
        Move(SENT, "close", CLOSED, OFFICER | SYSTEM, _("Avsluta")),
        Move(CLOSED, "correct", ASSESS, OFFICER, _("Rätta månaden med ett nytt beslut"), needs_reason=True),
        Move(WITHDRAWN, "reopen", ASSESS, OFFICER, _("Öppna igen"), needs_reason=True),
        *(_withdraw(state) for state in (RECEIVED, ASKED, ASSESS, COMPLETION, HEARING, PROPOSED)),
    ),
)  # fmt: skip

_A = ApplicationState
APPLICATION = TransitionTable(
    name="application",
    initial=_A.DRAFT,
    states=(
        State(_A.DRAFT, _("Påbörjad"), Phase.WAITING),
        State(_A.WAITING_FOR_ADULT, _("Väntar på den andra vuxna"), Phase.WAITING),
        State(_A.SUBMITTED, _("Inskickad"), Phase.TODO),
        State(_A.DECIDED, _("Beslutad"), Phase.DONE),
        State(_A.WITHDRAWN, _("Återkallad"), Phase.DONE),
        State(_A.EXPIRED, _("Inte inskickad i tid"), Phase.DONE),
    ),
    moves=(
        Move(_A.DRAFT, "sign_first", _A.WAITING_FOR_ADULT, RESIDENT | OFFICER, _("Skriv under")),
        Move(_A.DRAFT, "sign", _A.SUBMITTED, RESIDENT | OFFICER, _("Skriv under")),
        Move(_A.WAITING_FOR_ADULT, "sign", _A.SUBMITTED, RESIDENT | OFFICER, _("Skriv under")),
        Move(_A.WAITING_FOR_ADULT, "decline", _A.SUBMITTED, RESIDENT | OFFICER, _("Söker inte tillsammans")),
        Move(_A.WAITING_FOR_ADULT, "stop_waiting", _A.SUBMITTED, OFFICER | SYSTEM, _("Vänta inte längre")),
        Move(_A.SUBMITTED, "decide", _A.DECIDED, OFFICER | SYSTEM, _("Beslut är skickat")),
        Move(_A.DECIDED, "correct", _A.SUBMITTED, OFFICER, _("Rätta")),
        Move(_A.DRAFT, "expire", _A.EXPIRED, SYSTEM, _("Tiden är ute")),
        *(
            Move(state, "withdraw", _A.WITHDRAWN, RESIDENT | OFFICER, _("Återkalla"))
            for state in (_A.DRAFT, _A.WAITING_FOR_ADULT, _A.SUBMITTED)
        ),
    ),
)  # fmt: skip

_D = DecisionState
DECISION = TransitionTable(
    name="decision",
    initial=_D.DECIDED,
    states=(
        State(_D.AWAITING_ATTEST, _("Väntar på attest"), Phase.WAITING),
        State(_D.DECIDED, _("Beslutat"), Phase.TODO),
        State(_D.SENT, _("Skickat"), Phase.DONE),
        State(_D.UNDONE, _("Ångrat innan det skickades"), Phase.DONE),
        State(_D.CORRECTED, _("Ersatt av ett senare beslut"), Phase.DONE),
    ),
    moves=(
        Move(_D.DECIDED, "await_attest", _D.AWAITING_ATTEST, OFFICER | SYSTEM, _("Lämna för attest")),
        Move(_D.AWAITING_ATTEST, "attest", _D.DECIDED, ATTEST, _("Attestera")),
        Move(_D.AWAITING_ATTEST, "refuse_attest", _D.UNDONE, ATTEST, _("Attestera inte"), needs_reason=True),
        Move(_D.AWAITING_ATTEST, "undo", _D.UNDONE, OFFICER, _("Ångra"), needs_reason=True),
        Move(_D.DECIDED, "undo", _D.UNDONE, OFFICER, _("Ångra"), needs_reason=True),
        Move(_D.DECIDED, "send", _D.SENT, OFFICER | SYSTEM, _("Skicka")),
        Move(_D.SENT, "correct", _D.CORRECTED, OFFICER | SYSTEM, _("Ersätt med ett nytt beslut")),
    ),
)  # fmt: skip

DIFFERENCE = TransitionTable(
    name="difference",
    initial=DifferenceState.OPEN,
    states=(
        State(DifferenceState.OPEN, _("Öppen"), Phase.TODO),
        State(DifferenceState.ACKNOWLEDGED, _("Personen har fått veta, uppgiften används"), Phase.DONE),
        State(DifferenceState.CLOSED, _("Stängd, personens uppgift används"), Phase.DONE),
    ),
    moves=(
        Move(DifferenceState.OPEN, "acknowledge", DifferenceState.ACKNOWLEDGED, OFFICER, _("Använd registrets uppgift"), needs_reason=True),
        Move(DifferenceState.OPEN, "close", DifferenceState.CLOSED, OFFICER, _("Använd personens uppgift"), needs_reason=True),
        Move(DifferenceState.ACKNOWLEDGED, "close", DifferenceState.CLOSED, OFFICER, _("Använd personens uppgift"), needs_reason=True),
    ),
)  # fmt: skip

HEARING_TABLE = TransitionTable(
    name="hearing",
    initial=HearingState.NOTIFIED,
    states=(
        State(HearingState.NOTIFIED, _("Personen kan svara"), Phase.WAITING),
        State(HearingState.ANSWERED, _("Personen har svarat"), Phase.DONE),
        State(HearingState.PASSED, _("Svarstiden är ute"), Phase.DONE),
        State(HearingState.WITHDRAWN, _("Inte längre aktuell"), Phase.DONE),
    ),
    moves=(
        Move(HearingState.NOTIFIED, "answer", HearingState.ANSWERED, RESIDENT | OFFICER, _("Svara")),
        Move(HearingState.ANSWERED, "answer", HearingState.ANSWERED, RESIDENT | OFFICER, _("Lägg till ett svar")),
        Move(HearingState.NOTIFIED, "pass", HearingState.PASSED, OFFICER | SYSTEM, _("Svarstiden är ute")),
        Move(HearingState.NOTIFIED, "withdraw", HearingState.WITHDRAWN, OFFICER, _("Ta tillbaka")),
    ),
)  # fmt: skip

COMPLETION_TABLE = TransitionTable(
    name="completion",
    initial=CompletionState.OPEN,
    states=(
        State(CompletionState.OPEN, _("Väntar på papper"), Phase.WAITING),
        State(CompletionState.RECEIVED, _("Allt har kommit"), Phase.DONE),
        State(CompletionState.PASSED, _("Tiden är ute"), Phase.DONE),
    ),
    moves=(
        Move(CompletionState.OPEN, "receive", CompletionState.RECEIVED, ANYONE, _("Allt har kommit")),
        Move(CompletionState.OPEN, "pass", CompletionState.PASSED, OFFICER | SYSTEM, _("Tiden är ute")),
        Move(CompletionState.PASSED, "receive", CompletionState.RECEIVED, ANYONE, _("Kom efter tiden")),
    ),
)  # fmt: skip

TABLES = {
    CASE_KIND: CASE,
    "application": APPLICATION,
    "decision": DECISION,
    "difference": DIFFERENCE,
    "hearing": HEARING_TABLE,
    "completion": COMPLETION_TABLE,
}


def register_tables() -> None:
    """Called once, when Django has loaded the rooms."""
    for kind, table in TABLES.items():
        register_table(kind, table)
