"""Facts from the agencies that keep registers: Arbetsförmedlingen, Skatteverket, Transportstyrelsen, Migrationsverket."""

from collections.abc import Iterator

from egenkraft.formats.ssbtek.af import STATUS_OK, AfArbetssokande, AfSvar
from egenkraft.formats.ssbtek.fact_types import FactKind, FactMaker, Gap, GapReason, RegisterFact
from egenkraft.formats.ssbtek.miv import MivSvar
from egenkraft.formats.ssbtek.skv import SkvSvar
from egenkraft.formats.ssbtek.tns import TnsSvar

Found = Iterator[RegisterFact | Gap]


def af_facts(svar: AfSvar, make: FactMaker) -> Found:
    if svar.status_kod not in (None, STATUS_OK):
        yield make.gap(GapReason.PARTLY, str(svar.status_kod), svar.status_text or "")
    if svar.sekretessmarkering:
        yield make.fact(FactKind.PROTECTION_FLAG, "Svar/Sekretessmarkering")
    if svar.arbetssokande is not None:
        yield from _af_registration(svar.arbetssokande, make)
    if svar.akassetillhorighet is not None:
        yield make.fact(FactKind.A_KASSA_MEMBERSHIP, "Svar/Akassetillhorighet", fund=svar.akassetillhorighet)
    for row, beslut in enumerate(svar.beslut or ()):
        yield make.fact(
            FactKind.AF_DECISION,
            f"Svar/Beslut[{row}]",
            from_date=beslut.beslut_from,
            to_date=beslut.beslut_tom,
            benefit=beslut.ersattning_typ,
            extent_percent=beslut.omfattning,
        )


def _af_registration(info: AfArbetssokande, make: FactMaker) -> Iterator[RegisterFact]:
    yield make.fact(
        FactKind.AF_REGISTRATION,
        "Svar/ArbetssokandeInfo",
        from_date=info.registrerad,
        to_date=info.avaktualiserad,
        registered=info.arbetssokande,
        category=info.skat,
        extent_percent=info.omfattning,
    )
    report = info.aktivitetsrapport
    if report is not None:
        yield make.fact(
            FactKind.AF_ACTIVITY_REPORT,
            "Svar/ArbetssokandeInfo/AktivetetsRapportDatum",
            from_date=report.senaste,
            to_date=report.senaste,
            code=report.meddelande,
        )


def skv_facts(svar: SkvSvar, make: FactMaker) -> Found:
    for number, person in enumerate(svar.personuppgifter):
        for row, capital in enumerate(person.kapitaluppgifter):
            where = f"Personuppgift[{number}]/Kapitaluppgift[{row}]"
            yield make.fact(
                FactKind.CAPITAL_INCOME,
                where,
                amount_ore=capital.summa_intakter_pa_kapital_ore,
                tax_year=capital.taxeringsar,
                surplus_ore=capital.overskott_pa_kapital_ore,
                person_status=person.status_kod,
            )
            for name, value in capital.ovriga:
                yield make.fact(
                    FactKind.TAX_INFORMATION,
                    f"{where}/{name}",
                    tax_year=capital.taxeringsar,
                    name=name,
                    value=value,
                )


def tns_facts(svar: TnsSvar, make: FactMaker) -> Found:
    for fel in svar.fel:
        yield make.gap(GapReason.ERROR, "" if fel.felkod is None else str(fel.felkod), fel.feltext or "")
    if svar.fordon is None and not svar.fel:
        yield make.gap(GapReason.NOT_ANSWERED)
    for row, vehicle in enumerate(svar.fordon or ()):
        yield make.fact(
            FactKind.VEHICLE,
            f"fordon[{row}]",
            registration=vehicle.regnr,
            make=vehicle.fabrikat,
            model_year=vehicle.fordonsar,
            type=vehicle.fordonsslag,
            model=vehicle.handelsbeteckning,
        )


def miv_facts(svar: MivSvar, make: FactMaker) -> Found:
    if svar.inresedatum is not None:
        yield make.fact(FactKind.ENTRY, "response/inresedatum", from_date=svar.inresedatum)
    for row, arende in enumerate(svar.arenden or ()):
        yield make.fact(
            FactKind.PERMIT,
            f"svar[{row}]",
            from_date=arende.from_datum,
            to_date=arende.tom_datum,
            matter=arende.arende_typ,
            matter_text=arende.arende_typ_namn,
            applied_on=arende.ansokningsdatum,
            outcome=arende.beslutskod,
            outcome_text=arende.beslutskod_namn,
            decision=arende.beslutstyp,
            decision_text=arende.beslutstyp_namn,
            decided_on=arende.beslutsdatum,
            validity=arende.giltighetstid,
            ground=arende.anledning,
            ground_text=arende.anledning_namn,
        )
