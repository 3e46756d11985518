"""Questions about costs outside the norm: of the home, of each adult, single ones."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from egenkraft.assistance.codes import FieldKind as K
from egenkraft.assistance.questions.fields import AskedOf, Choice, Field, N, R, S, Step, Text
from egenkraft.assistance.questions.money_steps import MOST_ORE

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
