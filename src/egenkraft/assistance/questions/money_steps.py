"""Questions about incomes, assets, costs and where the money goes."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from egenkraft.assistance.codes import FieldKind as K
from egenkraft.assistance.questions.fields import AskedOf, Choice, Field, N, R, S, Step, Text

MOST_ORE = 1_000_000_000

SAID_INCOMES = (
    Choice("wage_net", _("Lön efter skatt")),
    Choice("deposits", _("Swish eller insättning från någon annan")),
    Choice("rent_income", _("Hyra från inneboende eller barn")),
    Choice("tax_refund", _("Pengar tillbaka på skatten")),
    Choice("pension", _("Tjänstepension, försäkring eller pension från annat land")),
    Choice("other", _("Något annat, till exempel försäljning, gåva, lån eller spel")),
)

BENEFITS = (
    Choice("barnbidrag", _("Barnbidrag")),
    Choice("bostadsbidrag", _("Bostadsbidrag")),
    Choice("underhallsstod", _("Underhållsstöd")),
    Choice("foraldrapenning", _("Föräldrapenning")),
    Choice("sjukpenning", _("Sjukpenning")),
    Choice("aktivitetsstod", _("Aktivitetsstöd")),
    Choice("etableringsersattning", _("Etableringsersättning")),
    Choice("a_kassa", _("A-kassa")),
    Choice("studiemedel", _("Studiemedel från CSN")),
    Choice("pension", _("Allmän pension")),
    Choice("other", _("Annan ersättning från en myndighet")),
)


def _check_incomes(answers: Mapping[str, Any]) -> tuple[tuple[str, Text], ...]:
    return tuple(
        (f"incomes-{row}-who", _("Skriv vem pengarna kom från"))
        for row, income in enumerate(answers.get("incomes") or ())
        if income.get("kind") == "other" and not income.get("who")
    )


INCOMES = Step(
    "incomes",
    _("Dina inkomster"),
    _("Skriv de pengar du fick månaden före den du söker för. En rad för varje gång du fick pengar."),
    (
        Field(
            "has_incomes",
            K.YES_NO,
            _("Fick du lön, Swish eller andra pengar den månaden?"),
            _("Ersättningar från myndigheter kommer på nästa sida."),
        ),
        Field(
            "incomes",
            K.ROWS,
            _("Inkomst"),
            most=30,
            least=1,
            add_label=_("Lägg till en inkomst"),
            shown_when=("has_incomes", ("ja",)),
            columns=(
                Field("kind", K.CHOICE, _("Vad var det?"), choices=SAID_INCOMES),
                Field(
                    "kr",
                    K.KRONOR,
                    _("Hur mycket fick du?"),
                    _("Beloppet som kom in på kontot"),
                    most=MOST_ORE,
                ),
                Field("day", K.DAY, _("Vilken dag kom pengarna?")),
                Field("who", K.TEXT, _("Vem betalade?"), most=120, required=False),
            ),
        ),
        Field(
            "child_wage",
            K.YES_NO,
            _("Har något barn under 21 år egen lön?"),
            required=False,
            why=_("Barns lön räknas oftast inte. Vi behöver ändå veta."),
        ),
    ),
    frozenset({N, R}),
    AskedOf.EACH,
    _check_incomes,
    carried=False,
)


def _check_benefits(answers: Mapping[str, Any]) -> tuple[tuple[str, Text], ...]:
    kinds = set(answers.get("benefits") or ())
    found: list[tuple[str, Text]] = []
    for row, amount in enumerate(answers.get("amounts") or ()):
        if amount.get("kind") not in kinds:
            found.append((f"amounts-{row}-kind", _("Kryssa också för ersättningen i listan ovanför")))
    return tuple(found)


BENEFITS_STEP = Step(
    "benefits",
    _("Ersättningar från myndigheter"),
    _(
        "Kryssa för det du fick. Vi hämtar beloppen från myndigheten och räknar med det som betalades till dig."
    ),
    (
        Field(
            "benefits",
            K.CHOICES,
            _("Vilka ersättningar fick du månaden före den du söker för?"),
            least=1,
            choices=(*BENEFITS, Choice("none", _("Inga av dem"))),
            none_value="none",
        ),
        Field(
            "amounts",
            K.ROWS,
            _("Belopp du vet"),
            required=False,
            most=12,
            add_label=_("Lägg till ett belopp"),
            columns=(
                Field("kind", K.CHOICE, _("Vilken ersättning?"), choices=BENEFITS),
                Field("kr", K.KRONOR, _("Hur mycket fick du?"), most=MOST_ORE),
            ),
        ),
        Field("waiting", K.YES_NO, _("Väntar du på besked om någon ersättning?")),
        Field("waiting_what", K.TEXT, _("Vilken, och från vem?"), most=200, shown_when=("waiting", ("ja",))),
    ),
    frozenset({N, R}),
    AskedOf.EACH,
    _check_benefits,
)

ASSETS = Step(
    "assets",
    _("Det du äger"),
    _("Skriv också det som finns i ett annat land. Möbler och kläder behöver du inte ta med."),
    (
        Field(
            "has_assets",
            K.YES_NO,
            _("Har du sparade pengar, bil eller annat av värde?"),
            _("Pengar på kontot som ska räcka månaden ut räknas inte som sparade."),
        ),
        Field(
            "assets",
            K.ROWS,
            _("Tillgång"),
            most=20,
            least=1,
            add_label=_("Lägg till en tillgång"),
            shown_when=("has_assets", ("ja",)),
            columns=(
                Field(
                    "kind",
                    K.CHOICE,
                    _("Vad är det?"),
                    choices=(
                        Choice("bank", _("Pengar på konto")),
                        Choice("fund", _("Fonder och aktier")),
                        Choice("car", _("Bil, mc eller annat fordon")),
                        Choice("home", _("Bostad")),
                        Choice("other", _("Annat")),
                    ),
                ),
                Field(
                    "kr", K.KRONOR, _("Vad är det värt?"), _("Skriv ungefär om du inte vet"), most=MOST_ORE
                ),
                Field(
                    "what",
                    K.TEXT,
                    _("Beskriv det"),
                    _("Till exempel registreringsnummer eller bank"),
                    most=200,
                    required=False,
                ),
            ),
        ),
    ),
    frozenset({N, R}),
    AskedOf.EACH,
)

_KRONOR = {"most": MOST_ORE, "required": False}

HOME_COSTS = Step(
    "home_costs",
    _("Hemmets utgifter"),
    _(
        "Mat, kläder, telefon och fritid ingår redan i riksnormen, så dem söker du inte för. Lämna tomt det du inte betalar."
    ),
    (
        Field("rent", K.KRONOR, _("Hyra eller avgift per månad"), _("Utan parkering"), **_KRONOR),  # type: ignore[arg-type]
        Field("rent_due", K.DAY, _("När ska hyran betalas?"), required=False),
        Field(
            "rent_direct",
            K.YES_NO,
            _("Vill du att vi betalar hyran direkt till hyresvärden?"),
            required=False,
            why=_("Du väljer själv. Resten av pengarna betalas till dig."),
        ),
        Field("electricity", K.KRONOR, _("Hushållsel per månad"), _("Både elnät och elhandel"), **_KRONOR),  # type: ignore[arg-type]
        Field(
            "electricity_direct",
            K.YES_NO,
            _("Vill du att vi betalar elen direkt till elbolaget?"),
            required=False,
        ),
        Field("home_insurance", K.KRONOR, _("Hemförsäkring per månad"), **_KRONOR),  # type: ignore[arg-type]
        Field("internet", K.KRONOR, _("Internet per månad"), **_KRONOR),  # type: ignore[arg-type]
        Field("childcare_fee", K.KRONOR, _("Avgift för förskola eller fritidshem"), **_KRONOR),  # type: ignore[arg-type]
    ),
    frozenset({N, R}),
    AskedOf.FIRST,
)

OWN_COST_KINDS = (
    Choice("unemployment_fund", _("Avgift till a-kassa")),
    Choice("union_fee", _("Avgift till facket")),
    Choice("travel_approved", _("Resor till arbete, praktik eller sfi")),
    Choice("travel_medical_transport", _("Sjukresor")),
    Choice("medical_care", _("Läkarbesök")),
    Choice("medicine", _("Medicin inom högkostnadsskyddet")),
    Choice("acute_dental", _("Akut tandvård")),
    Choice("visitation_cost", _("Umgänge med barn")),
    Choice("transit_card", _("Månadskort i kollektivtrafiken")),
    Choice("municipal_fees", _("Kommunal avgift")),
    Choice("other", _("Något annat")),
)


def _check_own_costs(answers: Mapping[str, Any]) -> tuple[tuple[str, Text], ...]:
    return tuple(
        (f"costs-{row}-what", _("Skriv vad det gäller"))
        for row, cost in enumerate(answers.get("costs") or ())
        if cost.get("kind") == "other" and not cost.get("what")
    )


OWN_COSTS = Step(
    "own_costs",
    _("Dina egna utgifter"),
    _("Sådant som inte ingår i riksnormen. Spara kvitton."),
    (
        Field("has_costs", K.YES_NO, _("Har du utgifter för a-kassa, resor, vård eller medicin?")),
        Field(
            "costs",
            K.ROWS,
            _("Utgift"),
            most=30,
            least=1,
            add_label=_("Lägg till en utgift"),
            shown_when=("has_costs", ("ja",)),
            columns=(
                Field("kind", K.CHOICE, _("Vad gäller det?"), choices=OWN_COST_KINDS),
                Field("kr", K.KRONOR, _("Hur mycket?"), most=MOST_ORE, least=1),
                Field("day", K.DAY, _("När ska det betalas, eller när betalade du?"), required=False),
                Field("what", K.TEXT, _("Beskriv kort"), most=200, required=False),
            ),
        ),
    ),
    frozenset({N, R}),
    AskedOf.EACH,
    _check_own_costs,
)

SINGLE_COSTS = Step(
    "single_costs",
    _("Det du söker för"),
    _("Sök gärna innan du köper eller beställer. För tandvård och glasögon behöver vi ett kostnadsförslag."),
    (
        Field(
            "costs",
            K.ROWS,
            _("Utgift"),
            most=10,
            least=1,
            add_label=_("Lägg till en utgift"),
            columns=(
                Field(
                    "kind",
                    K.CHOICE,
                    _("Vad gäller det?"),
                    choices=(
                        Choice("dental_care", _("Tandvård")),
                        Choice("acute_dental", _("Akut tandvård")),
                        Choice("glasses", _("Glasögon")),
                        Choice("medicine", _("Medicin")),
                        Choice("medical_care", _("Läkarbesök")),
                        Choice("visitation_cost", _("Umgänge med barn")),
                        Choice("other", _("Något annat")),
                    ),
                ),
                Field("kr", K.KRONOR, _("Hur mycket kostar det?"), most=MOST_ORE, least=1),
                Field("what", K.TEXT, _("Vad är det, och varför behövs det?"), most=500),
                Field("day", K.DAY, _("När behöver det betalas?"), required=False),
            ),
        ),
    ),
    frozenset({S}),
    AskedOf.FIRST,
    carried=False,
)


def _check_payout(answers: Mapping[str, Any]) -> tuple[tuple[str, Text], ...]:
    if answers.get("to") != "new_account":
        return ()
    return tuple(
        (key, message)
        for key, message in (
            ("clearing", _("Skriv clearingnumret, fyra eller fem siffror")),
            ("account", _("Skriv kontonumret")),
        )
        if not answers.get(key)
    )


PAYOUT = Step(
    "payout",
    _("Vart ska pengarna?"),
    _(
        "Vi frågar varje gång. Är ni två vuxna får ni hälften var av det som är kvar när hyra och annat är betalt direkt."
    ),
    (
        Field(
            "to",
            K.CHOICE,
            _("Vart ska dina pengar betalas?"),
            choices=(
                Choice("same_account", _("Till mitt konto som ni redan har")),
                Choice("new_account", _("Till ett annat konto som är mitt")),
                Choice("slip", _("Jag har inget konto, skicka en utbetalningsavi")),
            ),
        ),
        Field(
            "clearing",
            K.TEXT,
            _("Clearingnummer"),
            _("Fyra eller fem siffror"),
            required=False,
            most=6,
            shown_when=("to", ("new_account",)),
        ),
        Field(
            "account", K.TEXT, _("Kontonummer"), required=False, most=20, shown_when=("to", ("new_account",))
        ),
        Field(
            "split",
            K.CHOICE,
            _("Hur ska pengarna delas om ni är två vuxna?"),
            required=False,
            choices=(
                Choice("half", _("Hälften var")),
                Choice("all_to_me", _("Allt till mig")),
                Choice("all_to_other", _("Allt till den andra")),
            ),
            why=_("Svarar ni olika, eller inte alls, får ni hälften var."),
        ),
    ),
    frozenset({N, R, S}),
    AskedOf.EACH,
    _check_payout,
    carried=False,
)
