"""Facts from the agencies that pay: Försäkringskassan and Pensionsmyndigheten, CSN, the unemployment funds."""

from collections.abc import Iterator

from egenkraft.formats.ssbtek.csn import day_of_week
from egenkraft.formats.ssbtek.csn_types import CsnArende, CsnStod, CsnSvar, CsnUtbetalning
from egenkraft.formats.ssbtek.fact_kinds import BY_MATTER, kind_of
from egenkraft.formats.ssbtek.fact_types import FactKind, FactMaker, Gap, GapReason, RegisterFact
from egenkraft.formats.ssbtek.lefi_types import LefiBeslut, LefiPmBeslut, LefiSvar, LefiUtbetalning
from egenkraft.formats.ssbtek.so import SoSvar

Found = Iterator[RegisterFact | Gap]

_CSN_KINDS = {
    CsnStod.STUDIEMEDEL: FactKind.STUDIEMEDEL,
    CsnStod.STUDIEHJALP: FactKind.STUDIEHJALP,
    CsnStod.HEMUTRUSTNINGSLAN: FactKind.HEMUTRUSTNINGSLAN,
    CsnStod.STUDIESTARTSSTOD: FactKind.STUDIEMEDEL,
    CsnStod.OMSTALLNINGSSTUDIESTOD: FactKind.STUDIEMEDEL,
}
_CSN_OK = "0"
# CSN's forms of support that are extra supplements (in Sweden, abroad).
_CSN_EXTRA = frozenset({"EXTRA", "EXTRAU"})


def so_facts(svar: SoSvar, make: FactMaker) -> Found:
    for number, kassa in enumerate(svar.kassor):
        where = f"Arbetsloshetsersattning[{number}]"
        fund = kassa.svarande_organisation
        for row, payment in enumerate(kassa.utbetalningar):
            net, after_tax = payment.netto_efter_avdrag_ore, payment.netto_efter_skatt_ore
            yield make.fact(
                FactKind.A_KASSA,
                f"{where}/Utbetalningar[{row}]",
                amount_ore=net,
                from_date=payment.avser_from,
                to_date=payment.avser_tom,
                paid_on=payment.utbetalningsdatum,
                status="paid",
                fund=fund,
                days=payment.ersattningsdagar,
                net_after_tax_ore=after_tax,
                deductions_ore=None if net is None or after_tax is None else after_tax - net,
            )
        for row, suspension in enumerate(kassa.avstangningar):
            yield make.fact(
                FactKind.A_KASSA_SUSPENSION,
                f"{where}/Avstangningar[{row}]",
                from_date=suspension.avstangd_from,
                to_date=suspension.avstangd_tom,
                fund=fund,
            )
        if kassa.ansokan is not None:
            yield make.fact(
                FactKind.A_KASSA_APPLICATION,
                f"{where}/AnsoktOmErsattning",
                from_date=kassa.ansokan.beslut_om_ratt,
                fund=fund,
                decided=kassa.ansokan.beslut_om_ratt is not None,
                payment_claimed=kassa.ansokan.ansokan_om_utbetalning_inlamnad,
            )


def csn_facts(svar: CsnSvar, make: FactMaker) -> Found:
    if svar.resultat_kod != _CSN_OK:
        yield make.gap(GapReason.ERROR, svar.resultat_kod, svar.resultat_text or "")
    for number, person in enumerate(svar.personer):
        if person.sekretess is not None:
            yield make.fact(FactKind.PROTECTION_FLAG, f"Person[{number}]/sekretess")
        for arende in person.arenden:
            yield from _csn_matter(arende, make, f"Person[{number}]/{arende.stod}[{arende.lopnummer}]")


def _csn_matter(arende: CsnArende, make: FactMaker, where: str) -> Found:
    for row, time in enumerate(arende.beviljade_tider):
        yield make.fact(
            FactKind.STUDY_PERIOD,
            f"{where}/BeviljadTid[{row}]",
            from_date=day_of_week(time.starttid, last=False),
            to_date=day_of_week(time.sluttid, last=True),
            form=arende.stodform,
            text=arende.klartext,
            status=arende.status,
            pace=time.takt if time.takt is not None else time.gr_takt,
        )
    for row, payment in enumerate(arende.utbetalningar):
        yield _csn_payment(arende, payment, make, f"{where}/Utbetalning[{row}]")


def _csn_payment(arende: CsnArende, payment: CsnUtbetalning, make: FactMaker, where: str) -> RegisterFact:
    times = payment.utbetalda_tider
    starts = [day for time in times if (day := day_of_week(time.startvecka, last=False))]
    ends = [day for time in times if (day := day_of_week(time.slutvecka, last=True))]
    types = sorted({amount.beloppstyp for time in times for amount in time.beloppen})
    kind = FactKind.CSN_EXTRA_TILLAGG if arende.stodform in _CSN_EXTRA else _CSN_KINDS[arende.stod]
    return make.fact(
        kind,
        where,
        amount_ore=payment.totbelopp_ore,
        from_date=min(starts, default=None),
        to_date=max(ends, default=None),
        paid_on=payment.utbetdatum,
        status={True: "paid", False: "planned", None: None}[payment.is_paid],
        form=arende.stodform,
        text=arende.klartext,
        amount_types=", ".join(types) or None,
    )


def lefi_facts(svar: LefiSvar, make: FactMaker) -> Found:
    for source in svar.utlamnare:
        if source.tillstand != "OK":
            yield make.gap(GapReason.PARTLY, f"{source.kod}:{source.tillstand}", source.beskrivning or "")
    for deviation in svar.avvikelser:
        yield make.gap(GapReason.PARTLY, f"{deviation.grupp.id}:{deviation.kod}", deviation.beskrivning or "")
    for key in svar.ej_lasta:
        yield make.gap(GapReason.NOT_READ, key)
    if svar.person is not None and svar.person.skyddad:
        yield make.fact(FactKind.PROTECTION_FLAG, "generellPersoninformation/skyddad")
    for number, payment in enumerate(svar.utbetalningar):
        yield _lefi_payment(payment, make, f"utbetalning[{number}]")
    for number, beslut in enumerate(svar.beslut):
        yield _lefi_decision(beslut, make, f"{beslut.arendetyp}[{number}]")
    for number, pm_beslut in enumerate(svar.pm_beslut):
        yield from _pm_decision(pm_beslut, make, f"beslut[{number}]")


def _lefi_payment(payment: LefiUtbetalning, make: FactMaker, where: str) -> RegisterFact:
    benefits = [row.forman for row in payment.detaljer if row.forman is not None]
    named = [payment.familj, *benefits]
    codes = list(dict.fromkeys(code.id for code in named if code is not None))
    words = list(dict.fromkeys(code.beskrivning for code in named if code is not None and code.beskrivning))
    days = [row.dagar for row in payment.detaljer if row.dagar is not None]
    return make.fact(
        kind_of(payment.familj, *benefits),
        where,
        amount_ore=payment.netto_ore,
        from_date=payment.period.fran if payment.period else None,
        to_date=payment.period.till if payment.period else None,
        paid_on=payment.datum,
        status="planned" if payment.preliminar else "paid",
        paid_by=payment.utlamnare,
        benefit_codes=", ".join(codes) or None,
        benefit=", ".join(words) or None,
        gross_ore=payment.brutto_ore,
        tax_ore=payment.skatt_ore,
        deductions_with_tax_ore=payment.avdrag_ore,
        days=sum(days) if days else None,
    )


def _lefi_decision(beslut: LefiBeslut, make: FactMaker, where: str) -> RegisterFact:
    kind = BY_MATTER.get(beslut.arendetyp) or kind_of(beslut.ersattning, beslut.forman)
    extent = None if beslut.taljare is None or not beslut.namnare else f"{beslut.taljare}/{beslut.namnare}"
    return make.fact(
        FactKind.BENEFIT_DECISION,
        where,
        amount_ore=beslut.brutto_ore,
        from_date=beslut.period.fran if beslut.period else None,
        to_date=beslut.period.till if beslut.period else None,
        benefit=kind,
        decided_on=beslut.fattades,
        started_on=beslut.startades,
        active=beslut.aktivt,
        refused=beslut.avslaget,
        definitive=beslut.definitivt,
        extent=extent,
        benefit_code=beslut.forman.id if beslut.forman else None,
        periodicity=beslut.periodicitet.id if beslut.periodicitet else None,
    )


def _pm_decision(beslut: LefiPmBeslut, make: FactMaker, where: str) -> Iterator[RegisterFact]:
    for row, part in enumerate(beslut.ersattningar):
        yield make.fact(
            FactKind.BENEFIT_DECISION,
            f"{where}/beslutadErsattning[{row}]",
            amount_ore=part.belopp_ore,
            from_date=part.period.fran if part.period else None,
            to_date=part.period.till if part.period else None,
            benefit=kind_of(beslut.grupp, part.typ),
            decided_on=beslut.beslutsdatum,
            status=beslut.status.id if beslut.status else None,
            outcome=beslut.utfall.id if beslut.utfall else None,
            frequency=part.frekvens.id if part.frekvens else None,
            benefit_code=part.typ.id if part.typ else None,
        )
