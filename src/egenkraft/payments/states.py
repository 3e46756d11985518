"""Transition tables of payee, payment and run. Pure."""

from django.utils.translation import gettext_lazy as _

from egenkraft.casework.api import Move, Mover, Phase, State, TransitionTable, register_table
from egenkraft.foundation.api import Realm, Role

_OFFICER: frozenset[Mover] = frozenset({Role.HANDLAGGARE, Role.CHEF, Realm.SYSTEM})
_ATTEST: frozenset[Mover] = frozenset({Role.ATTESTANT, Role.CHEF})
_ECONOMY: frozenset[Mover] = frozenset({Role.EKONOM, Realm.SYSTEM})
_STOPPERS: frozenset[Mover] = frozenset({Role.HANDLAGGARE, Role.CHEF, Role.ATTESTANT, Role.EKONOM})

PAYEE = TransitionTable(
    name="payee",
    initial="proposed",
    states=(
        State("proposed", _("Föreslagen"), Phase.TODO),
        State("active", _("Gäller"), Phase.DONE),
        State("refused", _("Inte godkänd"), Phase.DONE),
        State("ended", _("Gäller inte längre"), Phase.DONE),
    ),
    moves=(
        Move("proposed", "approve", "active", _ATTEST, _("Godkänn")),
        Move("proposed", "refuse", "refused", _ATTEST, _("Godkänn inte"), needs_reason=True),
        Move("active", "end", "ended", _ATTEST, _("Avsluta"), needs_reason=True),
        Move("active", "replace", "ended", _ATTEST, _("Ersätt med en ny")),
    ),
)

PAYMENT = TransitionTable(
    name="payment",
    initial="planned",
    states=(
        State("planned", _("Planerad"), Phase.WAITING),
        State("awaiting_payee", _("Saknar mottagare"), Phase.TODO),
        State("stopped", _("Stoppad"), Phase.TODO),
        State("in_run", _("I utbetalningsfil"), Phase.WAITING),
        State("sent", _("Skickad till banken"), Phase.WAITING),
        State("settled", _("Utbetald"), Phase.DONE),
        State("rejected", _("Kom tillbaka från banken"), Phase.TODO),
    ),
    moves=(
        Move("planned", "lose_payee", "awaiting_payee", _OFFICER, _("Mottagaren gäller inte längre")),
        Move("planned", "choose_payee", "planned", _OFFICER, _("Byt mottagare"), needs_reason=True),
        Move("awaiting_payee", "choose_payee", "planned", _OFFICER, _("Välj mottagare"), needs_reason=True),
        Move("planned", "stop", "stopped", _STOPPERS, _("Stoppa"), needs_reason=True),
        Move("stopped", "release", "planned", _OFFICER, _("Släpp stoppet"), needs_reason=True),
        Move("stopped", "choose_payee", "planned", _OFFICER, _("Byt mottagare"), needs_reason=True),
        Move("planned", "take", "in_run", _ECONOMY, _("Lägg i utbetalningsfil")),
        Move("in_run", "send", "sent", _ECONOMY, _("Skicka")),
        Move("sent", "settle", "settled", _ECONOMY, _("Utbetald enligt banken")),
        Move("sent", "reject", "rejected", _ECONOMY, _("Avvisad av banken")),
        Move("rejected", "choose_payee", "planned", _OFFICER, _("Välj ny mottagare"), needs_reason=True),
    ),
)

PAYMENT_RUN = TransitionTable(
    name="payment_run",
    initial="rehearsed",
    states=(
        State("rehearsed", _("Genrep klart"), Phase.TODO),
        State("attested", _("Attesterad"), Phase.TODO),
        State("file_built", _("Fil skapad"), Phase.WAITING),
        State("sent", _("Skickad"), Phase.WAITING),
        State("reported", _("Besvarad av banken"), Phase.DONE),
        State("cancelled", _("Avbruten"), Phase.DONE),
    ),
    moves=(
        Move("rehearsed", "rehearse_again", "rehearsed", _ECONOMY, _("Kör genrepet igen")),
        Move("attested", "rehearse_again", "rehearsed", _ECONOMY, _("Kör genrepet igen")),
        Move("rehearsed", "attest", "attested", _ATTEST, _("Attestera")),
        Move("rehearsed", "cancel", "cancelled", _ECONOMY, _("Avbryt"), needs_reason=True),
        Move("attested", "build", "file_built", _ECONOMY, _("Skapa fil")),
        Move("file_built", "send", "sent", _ECONOMY, _("Skicka till banken")),
        Move("sent", "report", "reported", _ECONOMY, _("Banken har svarat på allt")),
    ),
)


def register() -> None:
    """Make the tables known to all that read tables (documents, tests, the demo's coverage)."""
    for table in (PAYEE, PAYMENT, PAYMENT_RUN):
        register_table(table.name, table)
