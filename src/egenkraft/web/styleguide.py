"""Made-up content for the page that shows every component; nothing here is a person or a rule."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django import forms

from egenkraft.web import svg
from egenkraft.web.forms import (
    DatumField,
    FlervalField,
    JaNejField,
    KronorField,
    ManadField,
    PageForm,
    ValField,
)
from egenkraft.web.svg_text import Series
from egenkraft.web.templatetags.calculation import Evidence
from egenkraft.web.templatetags.parts import FlowPart


@dataclass(frozen=True)
class SampleParameter:
    """A dated figure, in the form of the rulebook."""

    id: str
    label_sv: str
    value: int
    unit: str
    effective_from: int
    status: str
    source: str


@dataclass(frozen=True)
class SampleStep:
    """A step of an explanation, in the form of the rulebook."""

    label_sv: str
    sentence_sv: str
    value: int | None
    unit: str = "ore"
    law: str = ""
    in_force_from: int = 0
    inputs: tuple[SampleStep, ...] = ()
    parameters: tuple[SampleParameter, ...] = ()


@dataclass(frozen=True)
class SampleLine:
    """A line of a calculation, in the form of the rulebook."""

    code: str
    label_sv: str
    kind: str
    applied_ore: int | None
    counted_ore: int | None
    why_sv: str = ""
    person: str | None = None
    rule: str = ""


@dataclass(frozen=True)
class SampleResult:
    """A whole calculation, in the form of the rulebook."""

    lines: tuple[SampleLine, ...]
    need_ore: int | None
    income_ore: int | None
    support_ore: int | None
    surplus_ore: int | None = 0
    missing: tuple[str, ...] = field(default=())


class SampleForm(PageForm):
    """One field of each kind."""

    rent = KronorField(label="Vad är hyran?", help_text="Hela hyran för en månad. Den står på hyresavin.")
    power = KronorField(label="Vad kostar elen?", required=False)
    moved_in = DatumField(label="När flyttade du in?")
    month = ManadField(label="Vilken månad söker du för?")
    included = JaNejField(label="Ingår el i hyran?")
    housing = ValField(
        label="Hur bor du?",
        choices=[("own", "Hyresrätt"), ("lodger", "Inneboende"), ("other", "På annat sätt")],
        option_hints={"lodger": "Du hyr ett rum hos någon annan"},
    )
    benefits = FlervalField(
        label="Vilka pengar får du?",
        help_text="Vi hämtar beloppen själva. Du behöver inte skriva dem.",
        required=False,
        choices=[("barnbidrag", "Barnbidrag"), ("bostadsbidrag", "Bostadsbidrag"), ("a_kassa", "A-kassa")],
    )
    paper = forms.FileField(label="Hyresavi", help_text="En bild eller PDF, högst 10 MB.", required=False)
    more = forms.CharField(
        label="Vill du berätta något mer?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    true_answers = forms.BooleanField(
        label="Mina svar stämmer, så långt jag vet.",
        error_messages={"required": "Kryssa i att svaren stämmer"},
    )


def _calculation() -> dict[str, Any]:
    lines = (
        SampleLine("norm.adults", "Två vuxna", "norm", None, 710000, "Mat, kläder, hygien, telefon", rule="riksnorm"),
        SampleLine("norm.child", "Barn, 8 år", "norm", None, 382000, "Mat, kläder, fritid", rule="riksnorm_barn"),
        SampleLine("norm.common", "Gemensamt för tre", "norm", None, 179000, "Sådant ni delar"),
        SampleLine("rent", "Hyra", "cost", 948000, 948000, "Godkänd i sin helhet"),
        SampleLine("electricity", "Hushållsel", "cost", 61200, 61200, "Faktura för oktober"),
        SampleLine("home_insurance", "Hemförsäkring", "cost", 18800, 14800, "Kommunens nivå är 148 kr i månaden"),
        SampleLine("barnbidrag", "Barnbidrag", "income", None, 125000, "Försäkringskassan"),
        SampleLine("bostadsbidrag", "Bostadsbidrag", "income", None, 260000, "Försäkringskassan"),
        SampleLine("wage_net", "Lön", "income", 600000, 624000, "Lönebesked november", person="b"),
        SampleLine("jobbstimulans", "Jobbstimulans", "income", None, -156000, "En fjärdedel av lönen räknas inte", person="b"),
    )  # fmt: skip
    figure = SampleParameter(
        "riksnorm.barn_7_10", "barn 7–10 år", 382000, "ore", 20260101, "verified", "SFS 2025:1046"
    )
    age = SampleStep("barnets ålder", "", 8, "years")
    child = SampleStep(
        "barnets del",
        "Barnet är 8 år. Den delen är 3 820 kr.",
        382000,
        "ore",
        "SoF 2025:468 12 kap. 2 §",
        20260101,
        inputs=(age,),
        parameters=(figure,),
    )
    whole = SampleStep(
        "riksnorm", "De vuxnas del, barnens del och det gemensamma blir 12 710 kr.", 1271000, "ore",
        "SoL 2025:400 12 kap. 7 §", 20250701, inputs=(child,),
    )  # fmt: skip
    return {
        "result": SampleResult(lines, 2295000, 853000, 1442000),
        "incomplete": SampleResult(lines[:1], None, None, None, None, ("hyra",)),
        "evidence": {
            "rent": Evidence(948000, "Hyresavi november"),
            "electricity": Evidence(61200, "Faktura oktober"),
            "wage_net": Evidence(624000, "Lönebesked november", differs=True),
        },
        "steps": {"riksnorm": whole, "riksnorm_barn": child},
        "names": {"a": "Laleh", "b": "Reza"},
    }


def _lists() -> dict[str, Any]:
    return {
        "tasks": [
            {"heading": "Om dig", "items": [
                {"label": "Du och hushållet", "url": "#", "state": "done"},
                {"label": "Bostad", "url": "#", "state": "done"}]},
            {"heading": "Pengar", "items": [
                {"label": "Utgifter", "url": "#", "state": "started", "hint": "Kvar: hemförsäkring"},
                {"label": "Papper", "url": "#", "state": "todo", "hint": "Kvar: hyresavi för december"},
                {"label": "Kontrollera och skriv under", "state": "blocked", "hint": "När allt ovanför är klart"}]},
        ],
        "states": ["done", "done", "started", "todo", "todo"],
        "summary": [
            {"label": "Telefon", "value": "070-174 06 12", "detail": "Vi får skicka sms", "change_url": "#", "change_hidden": "ditt telefonnummer"},
            {"label": "Hyra", "value": "9\N{NO-BREAK SPACE}480 kr i månaden", "detail": "Hyresrätt, 3 rum", "change_url": "#", "change_hidden": "din hyra"},
            {"label": "Hemförsäkring", "value": None, "change_url": "#"}],
        "timeline": [
            {"when": "fredag 27 november", "what": "Pengarna på kontot", "future": True},
            {"when": "onsdag 25 november", "what": "Beslut om december", "who": "Sara Holm", "url": "#", "url_label": "Visa beslutet"},
            {"when": "torsdag 19 november", "what": "Ansökan kom in", "who": "Laleh, med e-legitimation"}],
        "links": [
            {"label": "Söka pengar för en månad", "url": "#", "hint": "Tar ungefär 20 minuter. Du kan spara och fortsätta senare.", "icon": "wallet", "main": True},
            {"label": "Se ditt beslut", "url": "#", "hint": "Hur vi räknade och när pengarna kommer.", "icon": "document"},
            {"label": "Vem har läst om mig?", "url": "#", "hint": "Alla som har öppnat dina uppgifter.", "icon": "eye"}],
        "steps_now": [
            {"label": "Följ din plan", "text": "Nästa möte är tisdag 1 december."},
            {"label": "Säg till om något ändras", "text": "Till exempel ny lön eller ny adress."},
            {"label": "Sök för januari", "text": "Det går från tisdag 1 december."}],
        "sums": [
            {"label": "Ni behöver", "amount_ore": 2295000},
            {"label": "Ni har själva", "amount_ore": -853000},
            {"label": "Det som fattas får ni av oss", "amount_ore": 1442000, "result": True}],
        "facts": [
            {"label": "Sökande", "value": "Laleh Karimi, 34 år"},
            {"label": "Hushåll", "value": "2 vuxna, 1 barn"},
            {"label": "Kom in", "value": "19 nov 2026, digitalt"},
            {"label": "Handläggare", "value": "Sara Holm"}],
        "flow_parts": [
            FlowPart("Till er hyresvärd", "Björkbacken Bostäder. Du bad oss betala hyran direkt.", 948000, "house"),
            FlowPart("Till dig, Laleh", "Kontot som slutar på 4471", 247000),
            FlowPart("Till Reza", "Rezas eget konto", 247000)],
        "notes": [{"heading": "Samtal med Laleh", "at": dt.datetime(2026, 11, 20, 10, 15, tzinfo=dt.UTC), "author": "Sara Holm", "locked": True, "text": "Reza säger att lönen stämmer."}],
    }  # fmt: skip


def _charts() -> dict[str, svg.Chart]:
    years = [str(year) for year in range(2018, 2027)]
    amounts = (2930, 2990, 3050, 3060, 3110, 3380, 3680, 3790, 3820)
    return {
        "bars": svg.bars(
            "c1", "Beloppet har stigit från 2 930 till 3 820 kronor sedan 2018", years, Series("Kronor", amounts),
            unit="kronor i månaden", note="Kronor i månaden för ett barn som är 7–10 år.", highlight=8,
        ),
        "lines": svg.lines(
            "c2", "Exempel med påhittade tal och ett värde som saknas", years[-5:],
            [Series("Ansökningar", (70, 64, None, 55, 49)), Series("Beslut", (66, 63, 60, 52, 48))],
            unit="antal", note="Påhittade tal, bara för att visa formen.",
        ),
    }  # fmt: skip


def content(form: PageForm | None = None) -> dict[str, Any]:
    """Everything the template `styleguide.html` shows."""
    return {
        "sample_form": form or SampleForm(),
        **_calculation(),
        **_lists(),
        "charts": _charts(),
        "today": dt.date(2026, 11, 26),
    }
