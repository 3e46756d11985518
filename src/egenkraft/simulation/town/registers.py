"""What the seven agencies hold about the people of the town, for one month: the register of the fake partners."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from egenkraft.formats.api import ssbtek
from egenkraft.simulation.partners.api import (
    AgencyBehaviour,
    RegisterPerson,
    ServiceBehaviour,
    TownRegister,
)
from egenkraft.simulation.town import numbers
from egenkraft.simulation.town.stories import Adult, Household, Plan, Town

Agency = ssbtek.Agency
# Benefit → code and words in the answer of Försäkringskassan and Pensionsmyndigheten, and the day it is paid.
_FK: Mapping[str, tuple[str, str, str, int]] = {
    "barnbidrag": ("FK", "ABB", "Barnbidrag", 20),
    "bostadsbidrag": ("FK", "BOB", "Bostadsbidrag", 25),
    "underhallsstod": ("FK", "US", "Underhållsstöd", 14),
    "foraldrapenning": ("FK", "FP", "Föräldrapenning", 25),
    "sjukpenning": ("FK", "SJP", "Sjukpenning", 25),
    "aktivitetsstod": ("FK", "AS", "Aktivitetsstöd", 22),
    "etableringsersattning": ("FK", "ET", "Etableringsersättning", 22),
    "pension": ("PM", "AP", "Allmän pension", 19),
}
_ACCOUNT_CLOSED = "AC04"
_FUND = "Påhittade a-kassan"
_FAULT = ssbtek.Fault("soap:Server", "Tekniskt fel", "9071001", ("Tekniskt fel i bastjänsten",))


@dataclass(frozen=True)
class _Known:
    """What the registers hold about one adult in one month."""

    adult: Adult
    income_month: date
    amounts: Mapping[str, int]
    special: Mapping[str, Any]


def register_of(town: Town, month: str, *, mended: bool = False) -> TownRegister:
    """The register when `month` (YYYY-MM) is applied for. `mended`: everyone who was silent answers."""
    persons: dict[str, RegisterPerson] = {}
    for household in town.households:
        plan = household.plan(month) or Plan(month=month, apply=1)
        for adult in household.adults:
            persons[adult.identity] = _person(household, plan, adult, mended)
    closed = {
        numbers.CLEARING + adult.account_number: _ACCOUNT_CLOSED
        for household in town.households
        for adult in household.adults
        if adult.account == "closed"
    }
    return TownRegister(persons=persons, refused_accounts=closed)


def _person(household: Household, plan: Plan, adult: Adult, mended: bool) -> RegisterPerson:
    first = adult is household.adults[0]
    known = _Known(
        adult,
        _month_before(plan.month),
        _amounts(plan, adult),
        {**household.registers.get(adult.key, {}), **plan.registers.get(adult.key, {})},
    )
    agencies = {agency: AgencyBehaviour(answer=answer) for agency, answer in _answers(known)}
    service = ServiceBehaviour()
    if not mended:
        for code, how in plan.silent.get(adult.key, {}).items():
            agency = Agency(code)
            agencies[agency] = _silent(agencies.get(agency, AgencyBehaviour()), how)
        if plan.service.get(adult.key) == "fault":
            service = ServiceBehaviour(fault=_FAULT)
    return RegisterPerson(
        name=adult.name,
        note_sv=household.try_sv if first else "",
        note_en=household.try_en if first else "",
        agencies=agencies,
        service=service,
    )


def _month_before(month: str) -> date:
    return (date.fromisoformat(f"{month}-01") - timedelta(days=1)).replace(day=1)


def _amounts(plan: Plan, adult: Adult) -> dict[str, int]:
    """Kronor by benefit: what is true, with what the registers hold otherwise; None is nothing at all."""
    held = {**adult.gets, **plan.gets.get(adult.key, {}), **plan.found.get(adult.key, {})}
    return {kind: kr for kind, kr in held.items() if kr}


def _answers(known: _Known) -> Iterable[tuple[Agency, ssbtek.AgencyData]]:
    yield Agency.AF, _af(known)
    if payments := _lefi_payments(known):
        yield Agency.FK, ssbtek.LefiSvar(utbetalningar=payments)
    if kassa := _fund(known):
        yield Agency.SO, ssbtek.SoSvar(kassor=(kassa,))
    if "studiemedel" in known.amounts:
        yield Agency.CSN, _csn(known)
    if "capital" in known.special:
        yield Agency.SKV, _skv(known)
    if "car" in known.special:
        make, model, year, plate = known.special["car"]
        vehicle = ssbtek.TnsFordon(str(plate), str(make), str(year), "PERSONBIL", str(model))
        yield Agency.TNS, ssbtek.TnsSvar("OK", (vehicle,))
    if "permit" in known.special:
        yield Agency.MIV, _miv(known)


def _af(known: _Known) -> ssbtek.AfSvar:
    """Whoever seeks work is registered, unless the town says otherwise."""
    registered = "job_seeker" in known.adult.now and known.special.get("af") != "none"
    member = any(cost["kind"] == "unemployment_fund" for cost in known.adult.own_costs)
    return ssbtek.AfSvar(
        sekretessmarkering=bool(known.special.get("flag", False)),
        arbetssokande=ssbtek.AfArbetssokande(
            arbetssokande=True,
            skat="Öppet arbetslös",
            registrerad=date(2026, 2, 2),
            omfattning=100,
            aktivitetsrapport=ssbtek.AfAktivitetsrapport("200", known.income_month.replace(day=3)),
        )
        if registered
        else None,
        akassetillhorighet=_FUND if member else None,
    )


def _lefi_payments(known: _Known) -> tuple[ssbtek.LefiUtbetalning, ...]:
    found = []
    for kind, kr in known.amounts.items():
        if kind not in _FK:
            continue
        source, code, words, day = _FK[kind]
        named = ssbtek.LefiKod(code, words)
        first = known.income_month
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        found.append(
            ssbtek.LefiUtbetalning(
                utlamnare=source,
                preliminar=False,
                familj=named if source == "FK" else None,
                datum=first.replace(day=day),
                period=ssbtek.LefiPeriod(first, last),
                brutto_ore=kr * 100,
                skatt_ore=0,
                avdrag_ore=0,
                netto_ore=kr * 100,
                detaljer=(ssbtek.LefiDetalj(forman=named, brutto_ore=kr * 100),),
            )
        )
    return tuple(found)


def _fund(known: _Known) -> ssbtek.SoKassa | None:
    kr = known.amounts.get("a_kassa")
    suspended = known.special.get("suspended")
    if kr is None and suspended is None:
        return None
    first = known.income_month
    paid: tuple[ssbtek.SoUtbetalning, ...] = ()
    if kr is not None:
        paid = (
            ssbtek.SoUtbetalning(
                utbetalningsdatum=first.replace(day=24),
                netto_efter_skatt_ore=kr * 100,
                netto_efter_avdrag_ore=kr * 100,
                ersattningsdagar=Decimal(12),
                avser_from=first,
                avser_tom=first.replace(day=21),
            ),
        )
    stopped = (ssbtek.SoAvstangning(*suspended),) if suspended else ()
    return ssbtek.SoKassa(_FUND, "OK", utbetalningar=paid, avstangningar=stopped)


def _csn(known: _Known) -> ssbtek.CsnSvar:
    ore, day = known.amounts["studiemedel"] * 100, known.income_month.replace(day=25)
    week = f"{day.isocalendar().year}{day.isocalendar().week:02d}"
    grant = ssbtek.CsnBelopp("GRUNDB", "Bidrag", ore, ore)
    payment = ssbtek.CsnUtbetalning(day, "Utbetald", (ssbtek.CsnUtbetaldTid(week, week, (grant,), ore),), ore)
    matter = ssbtek.CsnArende(
        stod=ssbtek.CsnStod.STUDIEMEDEL,
        lopnummer="1",
        stodform="GRUND",
        klartext="Studiemedel för studier i Sverige",
        status="BESLUTAD",
        utbetalningar=(payment,),
    )
    person = ssbtek.CsnPerson(arenden=(matter,))
    return ssbtek.CsnSvar(schema_version="4", resultat_kod="0", resultat_text="Allt OK", personer=(person,))


def _skv(known: _Known) -> ssbtek.SkvSvar:
    ore = known.special["capital"] * 100
    capital = ssbtek.SkvKapitaluppgift(
        taxeringsar=known.income_month.year - 1,
        summa_intakter_pa_kapital_ore=ore,
        overskott_pa_kapital_ore=ore,
    )
    return ssbtek.SkvSvar((ssbtek.SkvPersonuppgift(kapitaluppgifter=(capital,)),))


def _miv(known: _Known) -> ssbtek.MivSvar:
    start, end = known.special["permit"]
    matter = ssbtek.MivArende(
        arende_typ="UT",
        arende_typ_namn="Uppehållstillstånd",
        ansokningsdatum=start - timedelta(days=200),
        beslutskod="BEV",
        beslutskod_namn="Bifall",
        beslutsdatum=start - timedelta(days=5),
        from_datum=start,
        giltighetstid="TIDBEGRANSAT",
        tom_datum=end,
    )
    return ssbtek.MivSvar(
        traff=True,
        fornamn=known.adult.given,
        efternamn=known.adult.family,
        inresedatum=start - timedelta(days=210),
        arenden=(matter,),
    )


def _silent(behaviour: AgencyBehaviour, how: str) -> AgencyBehaviour:
    """Raises ValueError for a way to fail that is not known."""
    match how:
        case "timeout":
            return AgencyBehaviour(timeout=True)
        case "absent":
            return AgencyBehaviour(absent=True)
        case "unreadable":
            return AgencyBehaviour(unreadable=True)
        case "error":
            error = ssbtek.AgencyError(ssbtek.Kalla.BT, "9071001", ("Tekniskt fel hos myndigheten",))
            return AgencyBehaviour(error=error)
        case "partial":
            return replace(behaviour, answer=_pension_agency_away(behaviour.answer))
    raise ValueError(f"{how!r} is not timeout, absent, unreadable, error or partial")


def _pension_agency_away(answer: ssbtek.AgencyData | None) -> ssbtek.LefiSvar:
    """Försäkringskassan's own part came; Pensionsmyndigheten behind it could not be reached."""
    whole = answer if isinstance(answer, ssbtek.LefiSvar) else ssbtek.LefiSvar()
    return replace(
        whole,
        utlamnare=(
            ssbtek.LefiUtlamnare("FK", "Försäkringskassan", "OK", "Tillgänglig"),
            ssbtek.LefiUtlamnare("PM", "Pensionsmyndigheten", "OTILLGANGLIG", "Inte tillgänglig just nu"),
        ),
        utbetalningar=tuple(payment for payment in whole.utbetalningar if payment.utlamnare == "FK"),
    )
