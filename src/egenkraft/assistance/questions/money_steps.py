"""Questions about incomes, assets and where the money goes."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from egenkraft.assistance.codes import FieldKind as K
from egenkraft.assistance.questions.fields import AskedOf, Choice, Field, N, R, S, Step, Text
from egenkraft.formats.api import FormatError, bankgiro

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


def _check_payout(answers: Mapping[str, Any]) -> tuple[tuple[str, Text], ...]:
    """The bank's own check of the two numbers, so that nothing has to be typed again at the signature."""
    if answers.get("to") != "new_account":
        return ()
    missing = (
        ("clearing", _("Skriv clearingnumret, fyra eller fem siffror")),
        ("account", _("Skriv kontonumret")),
    )
    if not (answers.get("clearing") and answers.get("account")):
        return tuple((key, message) for key, message in missing if not answers.get(key))
    try:
        bankgiro.parse_account(str(answers["clearing"]), str(answers["account"]))
    except FormatError as error:
        if error.where == "clearing number":
            return (
                ("clearing", _("Clearingnumret finns inte hos någon svensk bank. Kontrollera siffrorna")),
            )
        return (("account", _("Kontonumret stämmer inte för banken. Skriv det utan clearingnummer")),)
    return ()


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
