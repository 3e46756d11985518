"""What the codes of the rooms are called on the officers' pages, and in which tone a state is shown."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from egenkraft.assistance.codes import (
    ApplicationKind,
    Channel,
    CompletionState,
    DecisionKind,
    DecisionState,
    DifferenceState,
    HearingState,
    InquiryState,
    LegalGround,
    ObstacleCode,
    Origin,
    PartState,
    RefusalGround,
)
from egenkraft.casework.api import AttachmentState, Direction, InboxView, Phase
from egenkraft.foundation.api import Role
from egenkraft.policy.api import AttestReason

Text = str | Promise


@dataclass(frozen=True)
class Word:
    """A state in words, with the tone of its tag and, where it helps, what it means."""

    label: Text
    tone: str = "neutral"
    hint: Text = ""


APPLICATION_KINDS: Mapping[str, Text] = {
    ApplicationKind.NEW: _("Ny ansökan"),
    ApplicationKind.RENEWAL: _("Återansökan"),
    ApplicationKind.SINGLE_COST: _("Enstaka kostnad"),
}
CHANNELS: Mapping[str, Text] = {
    Channel.DIGITAL: _("digitalt"),
    Channel.PAPER: _("på papper"),
    Channel.PHONE: _("på telefon"),
    Channel.DESK: _("vid besök"),
}
PART_STATES: Mapping[str, Word] = {
    PartState.NOT_STARTED: Word(_("Inte börjat"), "todo"),
    PartState.STARTED: Word(_("Har börjat svara"), "started"),
    PartState.SIGNED: Word(_("Har skrivit under"), "ok"),
    PartState.DECLINED: Word(_("Söker inte tillsammans"), "warn"),
}
INQUIRY_STATES: Mapping[str, Word] = {
    InquiryState.ANSWERED: Word(_("Svar"), "ok"),
    InquiryState.PARTIAL: Word(
        _("Svar i delar"), "warn", _("En del av svaret saknas. Det som saknas är inte noll.")
    ),
    InquiryState.ERROR: Word(_("Fel"), "late", _("Myndigheten svarade med ett fel.")),
    InquiryState.TIMEOUT: Word(_("Inget svar i tid"), "warn", _("Fråga igen, eller be om ett papper.")),
    InquiryState.NOT_ASKED: Word(_("Inte frågad")),
}
DIFFERENCE_STATES: Mapping[str, Word] = {
    DifferenceState.OPEN: Word(_("Att utreda"), "warn"),
    DifferenceState.ACKNOWLEDGED: Word(_("Registrets uppgift används"), "ok"),
    DifferenceState.CLOSED: Word(_("Ansökans uppgift används"), "ok"),
}
DECISION_KINDS: Mapping[str, Word] = {
    DecisionKind.GRANT: Word(_("Bifall"), "ok"),
    DecisionKind.PARTIAL: Word(_("Delvis bifall"), "warn"),
    DecisionKind.REFUSAL: Word(_("Avslag"), "late"),
}
DECISION_STATES: Mapping[str, Word] = {
    DecisionState.AWAITING_ATTEST: Word(_("Väntar på attest"), "warn"),
    DecisionState.DECIDED: Word(_("Beslutat, inte skickat"), "info"),
    DecisionState.SENT: Word(_("Skickat"), "ok"),
    DecisionState.UNDONE: Word(_("Ångrat innan det skickades")),
    DecisionState.CORRECTED: Word(_("Ersatt av ett senare beslut")),
}
HEARING_STATES: Mapping[str, Word] = {
    HearingState.NOTIFIED: Word(_("Väntar på svar"), "info"),
    HearingState.ANSWERED: Word(_("Svar har kommit"), "ok"),
    HearingState.PASSED: Word(_("Tiden att svara är slut"), "warn"),
    HearingState.WITHDRAWN: Word(_("Återtagen")),
}
COMPLETION_STATES: Mapping[str, Word] = {
    CompletionState.OPEN: Word(_("Väntar på papper"), "info"),
    CompletionState.RECEIVED: Word(_("Allt har kommit"), "ok"),
    CompletionState.PASSED: Word(_("Tiden är slut"), "warn"),
}
ORIGINS: Mapping[str, Text] = {
    Origin.SAID: _("Ansökan"),
    Origin.REGISTER: _("Register"),
    Origin.OFFICER: _("Handläggare"),
}
LEGAL_GROUNDS: Mapping[str, Text] = {
    LegalGround.RIGHT: _("Rätt till bistånd, SoL 12 kap. 1 §"),
    LegalGround.BEYOND_RIGHT: _("Bistånd utöver rätten, SoL 12 kap. 2 §"),
    LegalGround.ADVANCE: _("Förskott på förmån, SoL 33 kap. 2 § 1 a"),
}
REFUSAL_GROUNDS: Mapping[str, Text] = {
    RefusalGround.INCOME_ABOVE_NEED: _("Inkomsterna räcker till behovet"),
    RefusalGround.COST_ABOVE_REASONABLE: _("Kostnaden är högre än skäligt"),
    RefusalGround.COST_IN_NORM: _("Kostnaden ingår i riksnormen"),
    RefusalGround.COST_NOT_NEEDED: _("Behovet kan tillgodoses på annat sätt"),
    RefusalGround.PAPERS_MISSING: _("Begärda papper har inte kommit"),
    RefusalGround.ASSETS_FIRST: _("Tillgångar ska användas först"),
    RefusalGround.OTHER_BENEFIT_FIRST: _("En annan ersättning går före"),
    RefusalGround.NOT_AT_LABOUR_MARKET: _("Står inte till arbetsmarknadens förfogande"),
    RefusalGround.NOT_STAYING_HERE: _("Vistas inte i kommunen"),
}
ATTACHMENT_STATES: Mapping[str, Word] = {
    AttachmentState.QUARANTINED: Word(_("Kontrolleras"), "info"),
    AttachmentState.ACCEPTED: Word(_("Kontrollerad"), "ok"),
    AttachmentState.REFUSED: Word(_("Gick inte att ta emot"), "late"),
}
ATTEST_REASONS: Mapping[str, Text] = {
    AttestReason.ABOVE_LIMIT: _("Beloppet är högre än gränsen för attest."),
    AttestReason.EVERY_PAYEE_CHANGE: _("Varje byte av mottagare attesteras."),
}
# Why a bank sends a payment back (ISO external status reasons); another code is shown as it is.
BANK_REASONS: Mapping[str, Text] = {
    "AC01": _("Kontonumret är fel"),
    "AC04": _("Kontot är avslutat"),
    "AC06": _("Kontot är spärrat"),
    "BE01": _("Namnet stämmer inte med kontot"),
    "MS03": _("Banken säger inte varför"),
    "RC01": _("Clearingnumret är fel"),
}
DIRECTIONS: Mapping[str, Text] = {Direction.IN: _("Inkommen"), Direction.OUT: _("Skickad")}
PHASE_TONES: Mapping[str, str] = {Phase.TODO: "info", Phase.WAITING: "neutral", Phase.DONE: "ok"}
INBOX_VIEWS: Mapping[InboxView, Text] = {
    InboxView.MINE: _("Mina"),
    InboxView.UNASSIGNED: _("Utan handläggare"),
    InboxView.LATE: _("Försenade"),
    InboxView.UNIT: _("Hela enheten"),
    InboxView.WAITING: _("Väntar"),
    InboxView.CLOSED: _("Avslutade"),
}
ROLES: Mapping[str, Text] = {
    Role.HANDLAGGARE: _("handläggare"),
    Role.ARBETSMARKNADSHANDLAGGARE: _("arbetsmarknadshandläggare"),
    Role.ATTESTANT: _("attestant"),
    Role.EKONOM: _("ekonom"),
    Role.CHEF: _("enhetschef"),
    Role.KVALITET: _("kvalitet"),
    Role.SYSTEMFORVALTARE: _("systemförvaltare"),
    Role.REVISOR: _("revisor"),
}
# The named reason in a few words, and what follows from it; the fact itself stands on the case.
OBSTACLES: Mapping[str, Word] = {
    ObstacleCode.AUTOMATION_OFF: Word(_("Avgörs inte automatiskt"), hint=_("Gäller den här sortens ansökan")),
    ObstacleCode.NEW_APPLICATION: Word(_("Första beslutet"), hint=_("Fattas alltid av en person")),
    ObstacleCode.SINGLE_COST: Word(_("Enstaka kostnad"), hint=_("En person bedömer om den behövs")),
    ObstacleCode.NOT_SIGNED_BY_ALL: Word(_("Underskrift saknas"), hint=_("En vuxen har inte skrivit under")),
    ObstacleCode.PARTNER_DECLINED: Word(_("Söker inte tillsammans"), hint=_("Den andra vuxna har svarat nej")),
    ObstacleCode.REGISTER_MISSING: Word(_("Registersvar saknas"), hint=_("Det som saknas är inte noll")),
    ObstacleCode.DIFFERENCE_OPEN: Word(_("Uppgift avviker"), hint=_("Ansökan och register säger olika")),
    ObstacleCode.FACT_NOT_TOLD: Word(_("Uppgift att berätta"), hint=_("Personen känner inte till den")),
    ObstacleCode.COST_ABOVE_CEILING: Word(_("Kostnad över nivån"), hint=_("En minskning beslutas av en person")),
    ObstacleCode.COST_ASSESSED_BY_PERSON: Word(_("Kostnad att bedöma"), hint=_("Bedöms i det enskilda fallet")),
    ObstacleCode.NO_SUPPORT: Word(_("Inkomsterna räcker"), hint=_("Bara en person får avslå")),
    ObstacleCode.ASSETS: Word(_("Tillgång att bedöma"), hint=_("Finns i ansökan eller register")),
    ObstacleCode.PROTECTED: Word(_("Avgörs av en person"), hint=_("Ärendet hanteras inte automatiskt")),
    ObstacleCode.HOUSEHOLD_CHANGED: Word(_("Hushållet har ändrats"), hint=_("Jämför med förra månaden")),
    ObstacleCode.CHANGE_TOLD: Word(_("Ändring berättad"), hint=_("Läs vad personen skriver")),
    ObstacleCode.HOUSING_CHANGED: Word(_("Ny bostad"), hint=_("Läs kontrakt och hyresavi")),
    ObstacleCode.RENT_CHANGED: Word(_("Hyran har ändrats"), hint=_("Mer än vad som godtas utan granskning")),
    ObstacleCode.ATTACHMENT_UNREAD: Word(_("Bilaga inte läst"), hint=_("Kontrollera underlaget")),
    ObstacleCode.ATTACHMENT_MISSING: Word(_("Underlag saknas"), hint=_("Begär komplettering")),
    ObstacleCode.PAYEE_NOT_READY: Word(_("Mottagare saknas"), hint=_("Ingen godkänd mottagare av pengarna")),
    ObstacleCode.FIGURE_NOT_VERIFIED: Word(_("Antaget belopp"), hint=_("Beräkningen vilar på ett antagande")),
    ObstacleCode.FIGURE_MISSING: Word(_("Belopp saknas"), hint=_("Beräkningen behöver det")),
    ObstacleCode.LOAN_GROUND: Word(_("Väntar på ersättning"), hint=_("Bedöm om det är ett förskott")),
    ObstacleCode.COMPLETION_OPEN: Word(_("Papper begärda"), hint=_("Har inte kommit än")),
    ObstacleCode.HEARING_OPEN: Word(_("Personen kan svara"), hint=_("Tiden att svara har inte gått ut")),
    ObstacleCode.CHILD_INCOME_MISSING: Word(_("Barnets inkomst"), hint=_("Årets tidigare inkomst saknas")),
    ObstacleCode.CARRIED_SURPLUS: Word(_("Överskott finns"), hint=_("Från en tidigare månad")),
    ObstacleCode.NOT_CALCULATED: Word(_("Ingen beräkning"), hint=_("Uppgifterna räcker inte")),
    ObstacleCode.AWAY_FROM_MUNICIPALITY: Word(_("Inte i kommunen"), hint=_("Borta en del av månaden")),
    ObstacleCode.FREE_TEXT: Word(_("Skriven text"), hint=_("Behöver läsas")),
    ObstacleCode.ABOVE_AMOUNT: Word(_("Högt belopp"), hint=_("Mer än vad som beslutas automatiskt")),
    ObstacleCode.MONTH_ALREADY_DECIDED: Word(_("Månaden har beslut"), hint=_("Ett nytt beslut rättar det förra")),
    ObstacleCode.ON_HOLD: Word(_("Vilar"), hint=_("Till ett bestämt datum")),
}  # fmt: skip


def who(name: str) -> Text:
    """Who did something: a person's name, or that no person did. The system names what it does in lower case."""
    return name if name != name.lower() else _("Automatiskt")


def obstacle(code: str) -> Word:
    """The words of a reason that stops a case; a code of another room is shown as it is."""
    return OBSTACLES.get(code, Word(code))
