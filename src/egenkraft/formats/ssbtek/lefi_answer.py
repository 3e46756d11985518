"""LEFI v9 JSON → typed answer. Field names and structure from its published API."""

from collections.abc import Iterator

from egenkraft.formats import jsontext
from egenkraft.formats.errors import FormatError
from egenkraft.formats.ssbtek.lefi_reader import Reader
from egenkraft.formats.ssbtek.lefi_types import (
    LefiAvvikelse,
    LefiBeslut,
    LefiDetalj,
    LefiKod,
    LefiPerson,
    LefiPmBeslut,
    LefiPmErsattning,
    LefiSvar,
    LefiUtbetalning,
    LefiUtlamnare,
)

# Keys of `formansinformation` that hold matters with decisions.
MATTERS = (
    "aktivitetsstodsarende",
    "allmanpensionsarende",
    "arbetsskadeefterlevandearende",
    "arbetsskadeegenlivrantearende",
    "barnbidragsarende",
    "bostadsbidragsarende",
    "bostadstillaggsarende",
    "efterlevandepensionsarende",
    "mottagareavbarnbidrag",
    "foraldrapenningarende",
    "forebyggandeSjukpenningsarende",
    "handikappersattningsarende",
    "graviditetspenningsarende",
    "merkostnadsersattningsarende",
    "narstaendepenningarende",
    "omvardnadsbidragsarende",
    "programersattningsarende",
    "rehabersattningsarende",
    "sjukOchAktivitetsersattningsarende",
    "sjukpenningarende",
    "smittbararersattningsarende",
    "tillfalligForaldrapenningarende",
    "totalforsvarspliktsarende",
    "underhallsstodskrav",
    "underhallsstodsmottag",
    "vardbidragsarende",
    "yrkesskadeefterlevandearende",
    "yrkesskadeegenlivrantearende",
)
_READ = frozenset({*MATTERS, "generellPersoninformation", "preliminarautbetalningar", "utbetalningsuppgift"})
DEVIATION_PARTS = (
    "formansinformation",
    "ansprak",
    "beslut",
    "preliminaraUtbetalningar",
    "utbetalningar",
    "ovrigInformation",
)


def decode(data: bytes) -> LefiSvar:
    """Raises FormatError: no JSON, another structure, amounts finer than an öre or not in SEK."""
    root = Reader(jsontext.loads(data, "lefiJsonSvar"), "lefiJsonSvar")
    benefits = root.object("formansinformation") or Reader({}, "lefiJsonSvar/formansinformation")
    person = next(benefits.objects("generellPersoninformation"), None)
    unread = [key for key, value in benefits.values.items() if key not in _READ and value]
    unread += [key for key in ("ansprak", "ovrigInformation") if root.values.get(key)]
    return LefiSvar(
        utlamnare=tuple(_read_sources(root)),
        avvikelser=tuple(_read_deviations(root)),
        utbetalningar=(
            *(_read_fk_payment(item, True) for item in benefits.objects("preliminarautbetalningar")),
            *(_read_fk_payment(item, False) for item in benefits.objects("utbetalningsuppgift")),
            *(_read_pm_payment(item, True) for item in root.objects("preliminaraUtbetalningar")),
            *(_read_pm_payment(item, False) for item in root.objects("utbetalningar")),
        ),
        beslut=tuple(_read_fk_decisions(benefits)),
        pm_beslut=tuple(_read_pm_decision(item) for item in root.objects("beslut")),
        person=None if person is None else LefiPerson(person.text("personnummer"), person.boolean("skyddad")),
        ej_lasta=tuple(unread),
    )


def _read_sources(root: Reader) -> Iterator[LefiUtlamnare]:
    for item in root.objects("utlamnare"):
        source, state = item.object("utlamnare"), item.object("tillstand")
        kod = source.text("kod") if source else None
        tillstand = state.text("kod") if state else None
        if source is None or state is None or kod is None or tillstand is None:
            raise FormatError(item.path, "lacks utlamnare/kod or tillstand/kod", "both codes")
        yield LefiUtlamnare(kod, source.text("namn"), tillstand, state.text("beskrivning"))


def _read_deviations(root: Reader) -> Iterator[LefiAvvikelse]:
    part = root.object("avvikelser")
    if part is None or not part.values:
        return
    for key in DEVIATION_PARTS:
        for item in part.objects(key):
            group = item.code("ovrigInformationstyp" if key == "ovrigInformation" else "formansgrupp", "kod")
            reason = item.code("avvikelse", "kod")
            if group is None or reason is None:
                raise FormatError(item.path, "lacks its group or reason", "both codes")
            yield LefiAvvikelse(key, group, reason.id, reason.beskrivning)


def _read_fk_payment(item: Reader, preliminary: bool) -> LefiUtbetalning:
    return LefiUtbetalning(
        utlamnare="FK",
        preliminar=preliminary,
        familj=item.code("formansfamilj"),
        datum=item.day("datum"),
        period=item.period("period"),
        brutto_ore=item.amount("bruttobelopp"),
        skatt_ore=item.amount("skattebelopp"),
        avdrag_ore=item.amount("avdragsbelopp"),
        netto_ore=item.amount("nettobelopp"),
        detaljer=tuple(
            LefiDetalj(
                forman=row.code("forman"),
                beloppstyp=row.code("beloppstyp"),
                period=row.period("period"),
                dagar=row.integer("dagar"),
                brutto_ore=row.amount("bruttobelopp"),
                skatt_ore=row.amount("skattebelopp"),
                avdrag_ore=row.amount("avdragsbelopp"),
            )
            for row in item.objects("utbetalningsdetalj")
        ),
    )


def _read_pm_payment(item: Reader, preliminary: bool) -> LefiUtbetalning:
    deductions = tuple(
        LefiDetalj(beloppstyp=row.code("avdragstyp", "kod"), avdrag_ore=row.kronor("belopp"))
        for row in item.objects("avdrag")
    )
    rows = tuple(
        LefiDetalj(
            forman=row.code("formansgrupp", "kod"),
            beloppstyp=row.code("beloppstyp", "kod"),
            brutto_ore=row.kronor("belopp"),
        )
        for row in item.objects("utbetalningsrader")
    )
    return LefiUtbetalning(
        utlamnare="PM",
        preliminar=preliminary,
        datum=item.day("utbetalningsdatum"),
        period=item.period("utbetalningsperiod", "from", "tom"),
        brutto_ore=item.kronor("bruttobelopp"),
        netto_ore=item.kronor("nettobelopp"),
        detaljer=rows + deductions,
    )


def _read_fk_decisions(benefits: Reader) -> Iterator[LefiBeslut]:
    for key in MATTERS:
        for matter in benefits.objects(key):
            for item in matter.objects("beslut"):
                extent = _extent(item)
                yield LefiBeslut(
                    arendetyp=key,
                    startades=matter.day("startades"),
                    aktivt=matter.boolean("aktivt"),
                    avslaget=matter.boolean("avslaget"),
                    fattades=item.day("fattades"),
                    definitivt=item.boolean("definitivt"),
                    forman=item.code("forman"),
                    delforman=item.code("delforman"),
                    ersattning=_compensation(item),
                    periodicitet=item.code("periodicitet"),
                    period=item.period("period"),
                    brutto_ore=item.amount("beslutatBruttobelopp"),
                    taljare=extent.integer("taljare") if extent else None,
                    namnare=extent.integer("namnare") if extent else None,
                )


def _compensation(item: Reader) -> LefiKod | None:
    """Text in the schema of some benefits, {id, beskrivning} in that of others."""
    value = item.values.get("ersattning")
    return LefiKod(value) if isinstance(value, str) else item.code("ersattning")


def _extent(item: Reader) -> Reader | None:
    """{taljare, namnare}; survivors' pension has a list of them, of which the first counts."""
    if isinstance(item.values.get("omfattning"), list):
        return next(item.objects("omfattning"), None)
    return item.object("omfattning")


def _read_pm_decision(item: Reader) -> LefiPmBeslut:
    return LefiPmBeslut(
        beslutsid=item.text("beslutsid"),
        beslutsdatum=item.day("beslutsdatum"),
        grupp=item.code("formansgrupp", "kod"),
        status=item.code("beslutsstatus", "kod"),
        utfall=item.code("beslutsutfall", "kod"),
        ersattningar=tuple(_read_pm_compensation(row) for row in item.objects("beslutadErsattning")),
    )


def _read_pm_compensation(row: Reader) -> LefiPmErsattning:
    amount = row.object("beslutatBelopp")
    return LefiPmErsattning(
        typ=row.code("ersattningstyp", "kod"),
        belopp_ore=amount.kronor("belopp") if amount else None,
        frekvens=amount.code("beloppsfrekvens", "kod") if amount else None,
        period=row.period("period", "from", "tom"),
    )
