"""Decoded answers → typed facts and gaps."""

from dataclasses import replace
from datetime import date

import pytest

from egenkraft.formats.api import ssbtek
from egenkraft.formats.ssbtek import Agency, FactKind, Gap, GapReason, LefiKod, RegisterFact, fact_kinds
from egenkraft.formats.tests import mothers
from egenkraft.formats.tests.mothers import PERSON
from egenkraft.rulebook.api import INCOMES


def read(**parts: ssbtek.AgencyData) -> ssbtek.RegisterReading:
    svar = ssbtek.Svar(svarsdata={Agency(name): content for name, content in parts.items()})
    return ssbtek.read_facts(svar, PERSON, svar.svarsdata)


def one(reading: ssbtek.RegisterReading, kind: FactKind) -> RegisterFact:
    (found,) = [fact for fact in reading.facts if fact.kind is kind]
    return found


def test_all_agencies_become_facts_of_the_asked_person() -> None:
    reading = ssbtek.read_facts(mothers.full_answer(), PERSON, ssbtek.ALL_AGENCIES)
    assert {fact.agency for fact in reading.facts} == set(Agency)
    assert {fact.person for fact in reading.facts} == {PERSON}
    assert len({fact.source_ref for fact in reading.facts}) == len(reading.facts)
    assert reading.gaps == (
        Gap(Agency.FK, GapReason.PARTLY, "PM:OTILLGANGLIG", "Otillgänglig"),
        Gap(Agency.FK, GapReason.PARTLY, "FK:SA:OBEHORIG", "Nej"),
    )


def test_a_kassa_counts_what_was_paid_out() -> None:
    reading = read(SO=mothers.so_answer())
    assert one(reading, FactKind.A_KASSA) == RegisterFact(
        agency=Agency.SO,
        kind=FactKind.A_KASSA,
        person=PERSON,
        amount_ore=1_200_050,
        from_date=date(2026, 8, 31),
        to_date=date(2026, 9, 20),
        paid_on=date(2026, 9, 24),
        detail={
            "status": "paid",
            "fund": "Påhittade a-kassan",
            "days": "12.5",
            "net_after_tax_ore": "1225050",
            "deductions_ore": "25000",
        },
        source_ref="SO/Arbetsloshetsersattning[0]/Utbetalningar[0]",
    )
    assert one(reading, FactKind.A_KASSA_SUSPENSION).to_date == date(2026, 8, 14)
    assert one(reading, FactKind.A_KASSA_APPLICATION).detail["decided"] == "false"


def test_student_support_has_paid_and_planned_payments_with_weeks_as_days() -> None:
    reading = read(CSN=mothers.csn_answer())
    paid, planned = [fact for fact in reading.facts if fact.kind is FactKind.STUDIEMEDEL]
    assert (paid.amount_ore, paid.paid_on, paid.detail["status"]) == (400_000, date(2026, 9, 25), "paid")
    assert (paid.from_date, paid.to_date) == (date(2026, 8, 31), date(2026, 9, 27))
    assert paid.detail["amount_types"] == "GRUNDB"
    assert (planned.detail["status"], planned.from_date) == ("planned", None)
    extra = replace(mothers.csn_answer().personer[0].arenden[0], stodform="EXTRA")
    person = replace(mothers.csn_answer().personer[0], arenden=(extra,))
    other = read(CSN=replace(mothers.csn_answer(), personer=(person,)))
    assert FactKind.CSN_EXTRA_TILLAGG in {fact.kind for fact in other.facts}
    period = one(reading, FactKind.STUDY_PERIOD)
    assert (period.from_date, period.to_date) == (date(2026, 8, 31), date(2027, 1, 17))


def test_insurance_payments_take_their_kind_from_code_or_words() -> None:
    def kind(familj: LefiKod | None, *rows: LefiKod) -> FactKind:
        payment = ssbtek.LefiUtbetalning(
            utlamnare="FK",
            preliminar=False,
            familj=familj,
            netto_ore=100,
            detaljer=tuple(ssbtek.LefiDetalj(forman=row) for row in rows),
        )
        return read(FK=ssbtek.LefiSvar(utbetalningar=(payment,))).facts[0].kind

    assert kind(LefiKod("FP")) is FactKind.FORALDRAPENNING
    assert kind(LefiKod("FK:BOB")) is FactKind.BOSTADSBIDRAG
    assert kind(LefiKod("ET", "Etableringsersättning")) is FactKind.ETABLERINGSERSATTNING
    assert kind(LefiKod("ZZ", "Någonting"), LefiKod("US")) is FactKind.UNDERHALLSSTOD
    assert kind(LefiKod("ZZ", "Någonting")) is FactKind.OTHER_BENEFIT
    assert kind(None) is FactKind.OTHER_BENEFIT


def test_insurance_facts_say_net_gross_who_paid_and_decisions() -> None:
    reading = read(FK=mothers.fk_answer())
    child = one(reading, FactKind.BARNBIDRAG)
    assert (child.amount_ore, child.paid_on, child.detail["paid_by"]) == (125_000, date(2026, 9, 18), "FK")
    pension = one(reading, FactKind.PENSION)
    assert (pension.amount_ore, pension.detail["gross_ore"]) == (700_000, "900000")
    decisions = [fact for fact in reading.facts if fact.kind is FactKind.BENEFIT_DECISION]
    assert [fact.detail["benefit"] for fact in decisions] == [
        "etableringsersattning",
        "sjukpenning",
        "pension",
    ]
    assert decisions[0].amount_ore == 677_600
    assert decisions[1].amount_ore is None
    assert decisions[1].detail["extent"] == "1/2"


def test_register_facts() -> None:
    reading = read(
        AF=mothers.af_answer(), TNS=mothers.tns_answer(), MIV=mothers.miv_answer(), SKV=mothers.skv_answer()
    )
    registration = one(reading, FactKind.AF_REGISTRATION)
    assert (registration.from_date, registration.to_date) == (date(2026, 2, 2), None)
    assert registration.detail == {
        "registered": "true",
        "category": "Öppet arbetslös",
        "extent_percent": "100",
    }
    assert one(reading, FactKind.AF_ACTIVITY_REPORT).detail == {"code": "200"}
    assert one(reading, FactKind.AF_DECISION).detail["benefit"] == "Aktivitetsstöd"
    assert one(reading, FactKind.VEHICLE).detail["registration"] == "XXX000"
    permit = one(reading, FactKind.PERMIT)
    assert (permit.to_date, permit.detail["validity"]) == (date(2027, 6, 1), "TIDBEGRANSAT")
    assert one(reading, FactKind.ENTRY).from_date == date(2025, 2, 27)
    assert one(reading, FactKind.CAPITAL_INCOME).detail["surplus_ore"] == "66600"
    assert one(reading, FactKind.TAX_INFORMATION).detail["name"] == "AnnanUppgift"


def test_protection_is_a_flag_without_a_reason() -> None:
    protected_csn = replace(mothers.csn_answer().personer[0], sekretess="S1")
    reading = read(
        AF=replace(mothers.af_answer(), sekretessmarkering=True),
        CSN=replace(mothers.csn_answer(), personer=(protected_csn,)),
        FK=replace(mothers.fk_answer(), person=ssbtek.LefiPerson(PERSON, True)),
    )
    flags = [fact for fact in reading.facts if fact.kind is FactKind.PROTECTION_FLAG]
    assert [flag.agency for flag in flags] == [Agency.AF, Agency.CSN, Agency.FK]
    assert all(flag.detail == {} for flag in flags)
    assert not [f for f in read(AF=mothers.af_answer()).facts if f.kind is FactKind.PROTECTION_FLAG]


def test_what_is_missing_is_a_gap_and_never_a_zero() -> None:
    reading = ssbtek.read_facts(mothers.partial_answer(), PERSON, ssbtek.ALL_AGENCIES)
    assert reading.gaps == (
        Gap(Agency.CSN, GapReason.ERROR, "TIMEOUT", "CSN svarade inte i tid"),
        Gap(Agency.FK, GapReason.NOT_ANSWERED),
        Gap(Agency.SKV, GapReason.NOT_ANSWERED),
        Gap(Agency.SO, GapReason.ERROR, "500", "Tekniskt fel Försök senare"),
        Gap(Agency.MIV, GapReason.NOT_ANSWERED),
    )
    only_asked = ssbtek.read_facts(mothers.partial_answer(), PERSON, {Agency.AF, Agency.SKV})
    assert only_asked.gaps == (Gap(Agency.SKV, GapReason.NOT_ANSWERED),)
    # TNS is in the answer, but was not asked.
    assert {fact.agency for fact in only_asked.facts} == {Agency.AF}


def test_agencies_own_status_codes_are_gaps() -> None:
    reading = read(
        AF=replace(mothers.af_answer(), status_kod=4, status_text="Okänd person"),
        CSN=replace(mothers.csn_answer(), resultat_kod="9", resultat_text="Fel"),
        TNS=ssbtek.TnsSvar("FEL", None, (ssbtek.TnsFel(3, "Fel"),)),
        FK=replace(mothers.fk_answer(), utlamnare=(), avvikelser=(), ej_lasta=("skatteuppgift",)),
    )
    assert reading.gaps == (
        Gap(Agency.AF, GapReason.PARTLY, "4", "Okänd person"),
        Gap(Agency.CSN, GapReason.ERROR, "9", "Fel"),
        Gap(Agency.FK, GapReason.NOT_READ, "skatteuppgift"),
        Gap(Agency.TNS, GapReason.ERROR, "3", "Fel"),
    )
    assert read(TNS=ssbtek.TnsSvar("OK", None)).gaps == (Gap(Agency.TNS, GapReason.NOT_ANSWERED),)
    assert read(TNS=ssbtek.TnsSvar("OK", ())) == ssbtek.RegisterReading((), ())


@pytest.mark.parametrize("agency", [Agency.AF, Agency.CSN, Agency.FK, Agency.SKV, Agency.SO, Agency.MIV])
def test_an_answer_about_another_person_is_dropped_whole(agency: Agency) -> None:
    svar = mothers.full_answer()
    reading = ssbtek.read_facts(
        ssbtek.Svar(svarsdata={agency: svar.svarsdata[agency]}), mothers.OTHER_PERSON, {agency}
    )
    assert reading == ssbtek.RegisterReading((), (Gap(agency, GapReason.WRONG_PERSON),))


def test_every_benefit_has_a_kind_of_the_rulebook_or_other() -> None:
    kinds = set(INCOMES)
    assert set(ssbtek.RULEBOOK_INCOME.values()) <= kinds
    assert ssbtek.RULEBOOK_INCOME[FactKind.A_KASSA] == "a_kassa"
    assert ssbtek.RULEBOOK_INCOME[FactKind.HANDIKAPPERSATTNING] == "merkostnadsersattning"
    assert ssbtek.RULEBOOK_INCOME[FactKind.BOSTADSTILLAGG] == "other"
    named = {kind.value for kind in FactKind} & kinds
    assert named == {value for kind, value in ssbtek.RULEBOOK_INCOME.items() if kind.value == value}
    assert FactKind.BENEFIT_DECISION not in ssbtek.RULEBOOK_INCOME
    assert FactKind.HEMUTRUSTNINGSLAN not in ssbtek.RULEBOOK_INCOME
    no_income = {FactKind(kind) for kind in FactKind} - set(ssbtek.RULEBOOK_INCOME)
    assert set(fact_kinds.BY_MATTER.values()) & no_income == set()
