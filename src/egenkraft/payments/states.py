"""Transition tables of payee, payment and run. Pure."""

from egenkraft.casework.api import Move, Phase, State, TransitionTable, register_table
from egenkraft.foundation.api import Realm, Role

_OFFICER = frozenset({Role.HANDLAGGARE, Role.CHEF, Realm.SYSTEM})
_ATTEST = frozenset({Role.ATTESTANT, Role.CHEF})
_ECONOMY = frozenset({Role.EKONOM, Realm.SYSTEM})
_STOPPERS = frozenset({Role.HANDLAGGARE, Role.CHEF, Role.ATTESTANT, Role.EKONOM})

PAYEE = TransitionTable(
    name="payee",
    initial="proposed",
    states=(
        State("proposed", "Föreslagen", Phase.TODO),
        State("active", "Gäller", Phase.DONE),
        State("refused", "Inte godkänd", Phase.DONE),
        State("ended", "Gäller inte längre", Phase.DONE),
    ),
    moves=(
        Move("proposed", "approve", "active", _ATTEST, "Godkänn"),
        Move("proposed", "refuse", "refused", _ATTEST, "Godkänn inte", needs_reason=True),
        Move("active", "end", "ended", _ATTEST, "Avsluta", needs_reason=True),
        Move("active", "replace", "ended", _ATTEST, "Ersätt med en ny"),
    ),
)

PAYMENT = TransitionTable(
    name="payment",
    initial="planned",
    states=(
        State("planned", "Planerad", Phase.WAITING),
        State("awaiting_payee", "Saknar mottagare", Phase.TODO),
        State("stopped", "Stoppad", Phase.TODO),
        State("in_run", "I utbetalningsfil", Phase.WAITING),
        State("sent", "Skickad till banken", Phase.WAITING),
        State("settled", "Utbetald", Phase.DONE),
        State("rejected", "Kom tillbaka från banken", Phase.TODO),
    ),
    moves=(
        Move("planned", "lose_payee", "awaiting_payee", _OFFICER, "Mottagaren gäller inte längre"),
        Move("planned", "choose_payee", "planned", _OFFICER, "Byt mottagare", needs_reason=True),
        Move("awaiting_payee", "choose_payee", "planned", _OFFICER, "Välj mottagare", needs_reason=True),
        Move("planned", "stop", "stopped", _STOPPERS, "Stoppa", needs_reason=True),
        Move("stopped", "release", "planned", _OFFICER, "Släpp stoppet", needs_reason=True),
        Move("stopped", "choose_payee", "planned", _OFFICER, "Byt mottagare", needs_reason=True),
        Move("planned", "take", "in_run", _ECONOMY, "Lägg i utbetalningsfil"),
        Move("in_run", "send", "sent", _ECONOMY, "Skicka"),
        Move("sent", "settle", "settled", _ECONOMY, "Utbetald enligt banken"),
        Move("sent", "reject", "rejected", _ECONOMY, "Avvisad av banken"),
        Move("rejected", "choose_payee", "planned", _OFFICER, "Välj ny mottagare", needs_reason=True),
    ),
)

PAYMENT_RUN = TransitionTable(
    name="payment_run",
    initial="rehearsed",
    states=(
        State("rehearsed", "Genrep klart", Phase.TODO),
        State("attested", "Attesterad", Phase.TODO),
        State("file_built", "Fil skapad", Phase.WAITING),
        State("sent", "Skickad", Phase.WAITING),
        State("reported", "Besvarad av banken", Phase.DONE),
        State("cancelled", "Avbruten", Phase.DONE),
    ),
    moves=(
        Move("rehearsed", "rehearse_again", "rehearsed", _ECONOMY, "Kör genrepet igen"),
        Move("attested", "rehearse_again", "rehearsed", _ECONOMY, "Kör genrepet igen"),
        Move("rehearsed", "attest", "attested", _ATTEST, "Attestera"),
        Move("rehearsed", "cancel", "cancelled", _ECONOMY, "Avbryt", needs_reason=True),
        Move("attested", "build", "file_built", _ECONOMY, "Skapa fil"),
        Move("file_built", "send", "sent", _ECONOMY, "Skicka till banken"),
        Move("sent", "report", "reported", _ECONOMY, "Banken har svarat på allt"),
    ),
)


def register() -> None:
    """Make the tables known to all that read tables (documents, tests, the demo's coverage)."""
    for table in (PAYEE, PAYMENT, PAYMENT_RUN):
        register_table(table.name, table)
