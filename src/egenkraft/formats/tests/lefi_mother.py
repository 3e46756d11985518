"""Object mother: a full answer of Försäkringskassan and Pensionsmyndigheten."""

from datetime import date

from egenkraft.formats.api import ssbtek
from egenkraft.formats.ssbtek import LefiKod, LefiPeriod


def fk_answer(person: str) -> ssbtek.LefiSvar:
    return ssbtek.LefiSvar(
        utlamnare=(
            ssbtek.LefiUtlamnare("FK", "Försäkringskassan", "OK", "Tillgänglig"),
            ssbtek.LefiUtlamnare("PM", "Pensionsmyndigheten", "OTILLGANGLIG", "Otillgänglig"),
        ),
        avvikelser=(
            ssbtek.LefiAvvikelse("formansinformation", LefiKod("FK:SA", "Sjukersättning"), "OBEHORIG", "Nej"),
        ),
        utbetalningar=(
            ssbtek.LefiUtbetalning(
                utlamnare="FK",
                preliminar=False,
                familj=LefiKod("ABB", "Barnbidrag"),
                datum=date(2026, 9, 18),
                period=LefiPeriod(date(2026, 9, 1), date(2026, 9, 30)),
                brutto_ore=125_000,
                skatt_ore=0,
                avdrag_ore=0,
                netto_ore=125_000,
                detaljer=(
                    ssbtek.LefiDetalj(
                        forman=LefiKod("ABB", "Barnbidrag"), beloppstyp=LefiKod("ABB"), brutto_ore=125_000
                    ),
                ),
            ),
            ssbtek.LefiUtbetalning(
                utlamnare="PM",
                preliminar=False,
                datum=date(2026, 9, 18),
                period=LefiPeriod(date(2026, 9, 1), date(2026, 9, 30)),
                brutto_ore=900_000,
                netto_ore=700_000,
                detaljer=(
                    ssbtek.LefiDetalj(
                        forman=LefiKod("PM:AP", "Allmän pension"),
                        beloppstyp=LefiKod("PM:GARP", "Garantipension"),
                        brutto_ore=900_000,
                    ),
                    ssbtek.LefiDetalj(beloppstyp=LefiKod("PM:PS", "Preliminär skatt"), avdrag_ore=200_000),
                ),
            ),
        ),
        beslut=(
            ssbtek.LefiBeslut(
                arendetyp="programersattningsarende",
                fattades=date(2026, 9, 3),
                definitivt=True,
                forman=LefiKod("PROG", "Programersättning"),
                ersattning=LefiKod("EE", "Etableringsersättning"),
                periodicitet=LefiKod("1", "Månadsvis"),
                period=LefiPeriod(date(2026, 9, 1), date(2026, 9, 30)),
                brutto_ore=677_600,
            ),
            ssbtek.LefiBeslut(
                arendetyp="sjukpenningarende",
                startades=date(2026, 9, 3),
                aktivt=True,
                forman=LefiKod("SJP", "Sjukpenning"),
                ersattning=LefiKod("FOREBYGGANDE_SJUKPENNING"),
                period=LefiPeriod(date(2026, 9, 1), None),
                taljare=1,
                namnare=2,
            ),
        ),
        pm_beslut=(
            ssbtek.LefiPmBeslut(
                beslutsid="b-1",
                beslutsdatum=date(2026, 1, 5),
                grupp=LefiKod("PM:AP", "Allmän pension"),
                status=LefiKod("SLUTLIGT", "Slutligt"),
                utfall=LefiKod("BIFALL", "Bifall"),
                ersattningar=(
                    ssbtek.LefiPmErsattning(
                        typ=LefiKod("PM:GARP", "Garantipension"),
                        belopp_ore=900_000,
                        frekvens=LefiKod("MANAD", "Månad"),
                        period=LefiPeriod(date(2026, 1, 1), None),
                    ),
                ),
            ),
        ),
        person=ssbtek.LefiPerson(person, False),
    )
