"""Questions about the person, the household and the home."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from egenkraft.assistance.codes import FieldKind as K
from egenkraft.assistance.questions.fields import AskedOf, Choice, Field, N, Step, Text

CONTACT = Step(
    "contact",
    _("Så når vi dig"),
    _("Ditt namn och personnummer har vi redan. Vi skriver aldrig i ett sms vad det gäller."),
    (
        Field(
            "phone",
            K.TEXT,
            _("Telefonnummer"),
            _("Till exempel 070-174 06 05"),
            required=False,
            most=30,
            autocomplete="tel",
        ),
        Field("email", K.TEXT, _("E-post"), required=False, most=120, autocomplete="email"),
        Field(
            "notify",
            K.CHOICES,
            _("Hur vill du få veta att något har hänt?"),
            required=False,
            choices=(
                Choice("sms", _("Sms")),
                Choice("email", _("E-post")),
                Choice("none", _("Inget meddelande, jag tittar själv")),
            ),
            none_value="none",
        ),
        Field("interpreter", K.YES_NO, _("Behöver du tolk när vi pratar med dig?")),
        Field("language", K.TEXT, _("Vilket språk?"), most=60, shown_when=("interpreter", ("ja",))),
        Field(
            "guardian",
            K.YES_NO,
            _("Har du en god man eller förvaltare?"),
            why=_("Då behöver vi veta vem som får prata med oss för din räkning."),
        ),
    ),
    frozenset({N}),
    AskedOf.EACH,
)


def _check_household(answers: Mapping[str, Any]) -> tuple[tuple[str, Text], ...]:
    if answers.get("partner") != "together":
        return ()
    if len(str(answers.get("partner_name") or "").split()) < 2:
        return (("partner_name", _("Skriv både förnamn och efternamn")),)
    if answers.get("partner_applies") is False:
        return (
            (
                "partner_applies",
                _(
                    "Den som är gift eller sambo söker tillsammans med den andra. Välj ja, eller kontakta oss om det inte går."
                ),
            ),
        )
    return ()


HOUSEHOLD = Step(
    "household",
    _("Du och de du bor med"),
    _(
        "Gifta och sambor söker tillsammans. Var och en svarar för sig och ser inte den andras svar före beslutet."
    ),
    (
        Field(
            "partner",
            K.CHOICE,
            _("Bor du med din man, fru eller sambo?"),
            choices=(
                Choice("alone", _("Nej, jag är ensam vuxen i min ekonomi")),
                Choice("together", _("Ja, vi bor tillsammans")),
                Choice("apart", _("Jag är gift men vi har flyttat isär")),
            ),
        ),
        Field(
            "partner_identity",
            K.IDENTITY,
            _("Den andra vuxnas personnummer"),
            _("ÅÅÅÅMMDD-NNNN"),
            shown_when=("partner", ("together",)),
        ),
        Field(
            "partner_name",
            K.TEXT,
            _("Den andra vuxnas namn"),
            most=120,
            shown_when=("partner", ("together",)),
        ),
        Field("partner_applies", K.YES_NO, _("Söker ni tillsammans?"), shown_when=("partner", ("together",))),
        Field(
            "others",
            K.NUMBER,
            _("Hur många andra bor i bostaden?"),
            _(
                "Till exempel vuxna barn, föräldrar eller inneboende. Räkna inte dig, den du söker med eller era barn. Skriv 0 om ingen."
            ),
            most=20,
        ),
    ),
    frozenset({N}),
    AskedOf.FIRST,
    _check_household,
)

_CHILD = (
    Field("identity", K.IDENTITY, _("Barnets personnummer"), _("ÅÅÅÅMMDD-NNNN")),
    Field("name", K.TEXT, _("Barnets namn"), most=120),
    Field(
        "living",
        K.CHOICE,
        _("Hur bor barnet?"),
        choices=(
            Choice("always", _("Alltid hos mig")),
            Choice("days", _("En del av månaden hos mig")),
        ),
    ),
    Field(
        "days",
        K.NUMBER,
        _("Hur många dagar i månaden är barnet hos dig?"),
        least=1,
        most=31,
        shown_when=("living", ("days",)),
    ),
    Field(
        "lunch",
        K.CHOICE,
        _("Var äter barnet lunch på vardagar?"),
        choices=(
            Choice("home", _("Hemma")),
            Choice("away", _("I förskola, skola eller fritidshem")),
        ),
    ),
    Field(
        "school", K.YES_NO, _("Går barnet i gymnasiet?"), _("Gäller den som har fyllt 18 år."), required=False
    ),
)


def _check_children(answers: Mapping[str, Any]) -> tuple[tuple[str, Text], ...]:
    return tuple(
        (f"children-{row}-name", _("Skriv både förnamn och efternamn"))
        for row, child in enumerate(answers.get("children") or ())
        if len(str(child.get("name") or "").split()) < 2
    )


CHILDREN = Step(
    "children",
    _("Dina barn"),
    _("Skriv barn under 21 år som du försörjer. Skriv också barn som bor hos dig en del av månaden."),
    (
        Field("has_children", K.YES_NO, _("Har du barn som bor hos dig hela eller delar av månaden?")),
        Field(
            "children",
            K.ROWS,
            _("Barn"),
            columns=_CHILD,
            most=12,
            least=1,
            add_label=_("Lägg till ett barn"),
            shown_when=("has_children", ("ja",)),
        ),
        Field("visitation", K.YES_NO, _("Har du barn som bara hälsar på hos dig?"), required=False),
    ),
    frozenset({N}),
    AskedOf.FIRST,
    _check_children,
)


HOUSING = Step(
    "housing",
    _("Din bostad"),
    _("Hyran skriver du längre fram, bland utgifterna."),
    (
        Field(
            "form",
            K.CHOICE,
            _("Hur bor du?"),
            choices=(
                Choice("own_lease", _("Hyresrätt med eget kontrakt")),
                Choice("sublet", _("I andra hand")),
                Choice("lodger", _("Inneboende")),
                Choice("with_relatives", _("Hos släkting eller vän")),
                Choice("condominium", _("Bostadsrätt")),
                Choice("house", _("Eget hus")),
                Choice("none", _("Jag har ingen bostad")),
                Choice("other", _("På annat sätt")),
            ),
        ),
        Field(
            "rooms",
            K.NUMBER,
            _("Hur många rum har bostaden, utöver köket?"),
            least=1,
            most=20,
            required=False,
            shown_when=("form", ("own_lease", "sublet", "condominium", "house", "lodger")),
        ),
        Field(
            "contract_end",
            K.DAY,
            _("När slutar kontraktet?"),
            _("Lämna tomt om det gäller tills vidare."),
            required=False,
            shown_when=("form", ("own_lease", "sublet", "lodger")),
        ),
        Field(
            "lets_out",
            K.YES_NO,
            _("Hyr du ut en del av bostaden?"),
            required=False,
            shown_when=("form", ("own_lease", "condominium", "house")),
        ),
    ),
    frozenset({N}),
    AskedOf.FIRST,
)
