"""Object mothers for SSBTEK: one question and one full answer of every agency, about invented people.

The identities are of the test series: the check digit is moved by five, so no person can have them.
"""

from datetime import UTC, date, datetime
from decimal import Decimal

from egenkraft.formats.api import ssbtek
from egenkraft.formats.ssbtek import Agency
from egenkraft.formats.tests import lefi_mother

PERSON = "199003022387"
OTHER_PERSON = "198507142394"
BOARD = ssbtek.Ingivare("162120000000", "Påhittade kommun • åäö", "handläggare-01")
PERIOD = ssbtek.Tidsperiod(date(2026, 8, 1), date(2026, 10, 31))


def lefi_question(person: str = PERSON) -> ssbtek.LefiFraga:
    return ssbtek.LefiFraga(
        personnummer=person,
        from_datum=PERIOD.from_datum,
        tom_datum=PERIOD.tom_datum,
        formansinformation=("FK:SJP", "FK:PROG"),
        utbetalningar=("FK:ABB", "FK:BOB", "PM:AP"),
        ovrig_information=("FK:GEPI",),
    )


def question(person: str = PERSON) -> ssbtek.Fraga:
    return ssbtek.Fraga(
        ingivare=BOARD,
        personidentitet=person,
        arendeidentitet="2026-000123",
        tidsperiod=PERIOD,
        syfte="Beslut om ekonomiskt bistånd",
        lagtext="15 kap. 10–12 §§ socialtjänstlagen (2025:400)",
        inkludera=ssbtek.ALL_AGENCIES,
        fk=ssbtek.FkFraga(aktorsid="00000000-0000-4000-8000-000000000001", fraga=lefi_question(person)),
        frage_tidpunkt=datetime(2026, 10, 3, 9, 15, tzinfo=UTC),
        korrelationsid="k-1",
        personuppgiftsbitraden=(ssbtek.Personuppgiftsbitrade("165560000000", "Påhittad drift AB", 1),),
        egna_perioder={Agency.CSN: ssbtek.Tidsperiod(date(2026, 7, 1), date(2026, 12, 31))},
    )


def af_answer() -> ssbtek.AfSvar:
    return ssbtek.AfSvar(
        schemaversion="4.0",
        referensnummer="2026-000123",
        lag_paragraf="15 kap. 11 §",
        personidentitet=PERSON,
        fornamn="Åsa",
        efternamn="Påhittad",
        sekretessmarkering=False,
        arbetssokande=ssbtek.AfArbetssokande(
            arbetssokande=True,
            skat="Öppet arbetslös",
            registrerad=date(2026, 2, 2),
            omfattning=100,
            aktivitetsrapport=ssbtek.AfAktivitetsrapport("200", date(2026, 10, 2)),
        ),
        beslut=(ssbtek.AfBeslut("Aktivitetsstöd", 100, date(2026, 9, 1), date(2027, 2, 28)),),
        akassetillhorighet="Påhittade a-kassan",
        status_kod=0,
        status_text="Giltigt svar",
        fraga=ssbtek.echo_of(question(), Agency.AF),
    )


def csn_answer() -> ssbtek.CsnSvar:
    amounts = (ssbtek.CsnBelopp("GRUNDB", "Bidrag", 100_000, 400_000),)
    return ssbtek.CsnSvar(
        schema_version="4",
        resultat_kod="0",
        resultat_text="Allt OK",
        personer=(
            ssbtek.CsnPerson(
                personnummer=PERSON[2:],
                sekel=PERSON[:2],
                forteckning=(
                    ("studiemedel", "1"),
                    ("studiehjalp", "0"),
                    ("hemutrustningslan", "1"),
                    ("studiestartsstod", "0"),
                    ("omstallningsstudiestod", "0"),
                ),
                arenden=(
                    ssbtek.CsnArende(
                        stod=ssbtek.CsnStod.STUDIEMEDEL,
                        lopnummer="1",
                        stodform="GRUND",
                        klartext="Studiemedel för studier i Sverige",
                        status="BESLUTAD",
                        sokta_tider=(ssbtek.CsnSoktTid(date(2026, 8, 31), date(2027, 1, 17), 100, True),),
                        beviljade_tider=(
                            ssbtek.CsnBeviljadTid("202636", "202702", 100, None, amounts, 400_000),
                        ),
                        utbetalningar=(
                            ssbtek.CsnUtbetalning(
                                date(2026, 9, 25),
                                "Utbetald",
                                (ssbtek.CsnUtbetaldTid("202636", "202639", amounts, 400_000),),
                                400_000,
                            ),
                            ssbtek.CsnUtbetalning(date(2026, 10, 23), "Planerad", (), 400_000),
                        ),
                    ),
                    ssbtek.CsnArende(
                        stod=ssbtek.CsnStod.HEMUTRUSTNINGSLAN,
                        lopnummer="12",
                        stodform="HUT",
                        klartext="Hemutrustningslån",
                        status="AVSLUTAT",
                    ),
                ),
            ),
        ),
    )


def fk_answer() -> ssbtek.LefiSvar:
    return lefi_mother.fk_answer(PERSON)


def skv_answer() -> ssbtek.SkvSvar:
    capital = ssbtek.SkvKapitaluppgift(
        taxeringsar=2025,
        summa_intakter_pa_kapital_ore=1_234_500,
        overskott_pa_kapital_ore=66_600,
        ovriga=(("AnnanUppgift", "7"),),
    )
    person = ssbtek.SkvPersonuppgift(
        personidentitet=PERSON,
        fornamn="Åsa",
        efternamn="Påhittad",
        status_kod="999",
        kapitaluppgifter=(capital,),
    )
    return ssbtek.SkvSvar((person,))


def so_answer() -> ssbtek.SoSvar:
    payment = ssbtek.SoUtbetalning(
        utbetalningsdatum=date(2026, 9, 24),
        netto_efter_skatt_ore=1_225_050,
        netto_efter_avdrag_ore=1_200_050,
        ersattningsdagar=Decimal("12.5"),
        avser_from=date(2026, 8, 31),
        avser_tom=date(2026, 9, 20),
    )
    fund = ssbtek.SoKassa(
        "Påhittade a-kassan",
        "OK",
        (payment,),
        (ssbtek.SoAvstangning(date(2026, 8, 1), date(2026, 8, 14)),),
        ssbtek.SoAnsokan(None, True),
    )
    return ssbtek.SoSvar(ssbtek.echo_of(question(), Agency.SO), (fund,))


def tns_answer() -> ssbtek.TnsSvar:
    return ssbtek.TnsSvar("OK", (ssbtek.TnsFordon("XXX000", "Påhittad", "2009", "PERSONBIL", "Modell Å"),))


def miv_answer() -> ssbtek.MivSvar:
    permit = ssbtek.MivArende(
        ansokningsdatum=date(2025, 3, 1),
        arende_typ="UAT",
        arende_typ_namn="UPPEHÅLLS- OCH ARBETSTILLSTÅND",
        beslutskod="BEV",
        beslutskod_namn="ANSÖKAN BEVILJAS",
        beslutstyp="UT",
        beslutsdatum=date(2025, 6, 2),
        from_datum=date(2025, 6, 2),
        giltighetstid="TIDBEGRANSAT",
        tom_datum=date(2027, 6, 1),
    )
    return ssbtek.MivSvar(
        traff=True,
        correlationid="00000000-0000-4000-8000-000000000002",
        efternamn="Påhittad",
        fornamn="Åsa",
        inresedatum=date(2025, 2, 27),
        personnummer=PERSON,
        arenden=(permit,),
    )


def full_answer() -> ssbtek.Svar:
    """All seven agencies with data."""
    return ssbtek.Svar(
        svarsdata={
            Agency.AF: af_answer(),
            Agency.CSN: csn_answer(),
            Agency.FK: fk_answer(),
            Agency.SKV: skv_answer(),
            Agency.SO: so_answer(),
            Agency.TNS: tns_answer(),
            Agency.MIV: miv_answer(),
        },
        frage_tidpunkt=datetime(2026, 10, 3, 9, 15, tzinfo=UTC),
        korrelationsid="k-1",
        fraga=question(),
    )


def partial_answer() -> ssbtek.Svar:
    """The normal case: some answer, one timed out, one failed, the rest is silent."""
    return ssbtek.Svar(
        svarsdata={
            Agency.AF: af_answer(),
            Agency.CSN: ssbtek.AgencyError(ssbtek.Kalla.SSBT, "TIMEOUT", ("CSN svarade inte i tid",)),
            Agency.SO: ssbtek.AgencyError(ssbtek.Kalla.BT, "500", ("Tekniskt fel", "Försök senare")),
            Agency.TNS: tns_answer(),
        },
        korrelationsid="k-2",
    )


FAULT = ssbtek.Fault("soap:Server", "Fel i tjänsten", "SSBT-1", ("Tjänsten är stängd för underhåll",))
