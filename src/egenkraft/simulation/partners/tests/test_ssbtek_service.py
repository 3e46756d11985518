"""The fake SSBTEK answers our own questions by the register, in the contract's form."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from egenkraft.formats.api import ssbtek
from egenkraft.formats.tests import mothers
from egenkraft.simulation.partners import api, ssbtek_service

Agency, GapReason = ssbtek.Agency, ssbtek.GapReason
SAMPLE = api.load_register(Path(api.__file__).with_name("sample_register.json"))


def ask(register: api.TownRegister, fraga: ssbtek.Fraga) -> ssbtek.Svar:
    reply = ssbtek_service.answer(register, ssbtek.encode_request(fraga))
    assert reply.status == 200
    assert reply.body is not None
    svar = ssbtek.decode_response(reply.body)
    assert isinstance(svar, ssbtek.Svar)
    return svar


def whole_question(person: str) -> ssbtek.Fraga:
    lefi = replace(
        mothers.lefi_question(person),
        utbetalningar=ssbtek.FK_GROUPS + ssbtek.PM_GROUPS,
        preliminara_utbetalningar=ssbtek.FK_GROUPS,
        formansinformation=ssbtek.FK_GROUPS,
    )
    fk = ssbtek.FkFraga(aktorsid="a", fraga=lefi)
    return replace(mothers.question(person), fk=fk, egna_perioder={})


def read(person: str, register: api.TownRegister = SAMPLE) -> ssbtek.RegisterReading:
    fraga = whole_question(person)
    return ssbtek.read_facts(ask(register, fraga), person, fraga.inkludera)


def number_of(name: str) -> str:
    return next(number for number, person in SAMPLE.persons.items() if person.name == name)


def test_a_known_person_gets_her_payments() -> None:
    reading = read(number_of("Åsa Påhittad"))
    paid = {fact.kind.value: fact.amount_ore for fact in reading.facts if fact.paid_on}
    assert paid == {"a_kassa": 684_050, "barnbidrag": 125_000}
    assert reading.gaps == ()


def test_a_partial_answer_has_its_gaps() -> None:
    reading = read(number_of("Leila Låtsas"))
    found = {gap.agency: gap.reason for gap in reading.gaps}
    assert found == {
        Agency.SO: GapReason.ERROR,
        Agency.SKV: GapReason.ERROR,
        Agency.TNS: GapReason.UNREADABLE,
        Agency.MIV: GapReason.NOT_ANSWERED,
    }
    assert {fact.agency for fact in reading.facts} == {Agency.AF}


def test_an_unknown_person_has_no_facts_and_no_gaps() -> None:
    assert read("190001011235", api.TownRegister()) == ssbtek.RegisterReading((), ())


def test_only_asked_agencies_answer() -> None:
    fraga = replace(whole_question(number_of("Åsa Påhittad")), inkludera=frozenset({Agency.SO}), fk=None)
    assert set(ask(SAMPLE, fraga).svarsdata) == {Agency.SO}


def test_payments_outside_the_period_and_benefits_not_asked_for_are_left_out() -> None:
    number = number_of("Åsa Påhittad")
    october = ssbtek.Tidsperiod(date(2026, 10, 1), date(2026, 10, 31))
    svar = ask(SAMPLE, replace(whole_question(number), egna_perioder={Agency.SO: october}))
    so = svar.svarsdata[Agency.SO]
    assert isinstance(so, ssbtek.SoSvar)
    assert so.kassor[0].utbetalningar == ()
    asked = whole_question(number)
    assert asked.fk is not None
    other = replace(asked.fk, fraga=replace(asked.fk.fraga, utbetalningar=("FK:BOB",)))
    fk = ask(SAMPLE, replace(asked, fk=other)).svarsdata[Agency.FK]
    assert isinstance(fk, ssbtek.LefiSvar)
    assert fk.utbetalningar == ()


def test_the_agencies_repeat_the_question() -> None:
    fraga = replace(whole_question(mothers.PERSON), fragan_skall_inkluderas_i_svaret=True)
    svar = ask(SAMPLE, fraga)
    assert svar.fraga == fraga
    assert svar.korrelationsid == "k-1"
    assert svar.frage_tidpunkt == fraga.frage_tidpunkt
    af = svar.svarsdata[Agency.AF]
    assert isinstance(af, ssbtek.AfSvar)
    assert (af.personidentitet, af.lag_paragraf) == (mothers.PERSON, fraga.lagtext)


def test_an_answer_about_another_person_can_be_played() -> None:
    wrong = api.AgencyBehaviour(answer=ssbtek.AfSvar(personidentitet=mothers.OTHER_PERSON))
    person = api.RegisterPerson(name="x", agencies={Agency.AF: wrong})
    reading = read(mothers.PERSON, api.TownRegister(persons={mothers.PERSON: person}))
    assert [(gap.agency, gap.reason) for gap in reading.gaps] == [(Agency.AF, GapReason.WRONG_PERSON)]


@pytest.mark.parametrize(
    ("service", "status"),
    [
        (api.ServiceBehaviour(fault=mothers.FAULT), 500),
        (api.ServiceBehaviour(malformed=True), 200),
        (api.ServiceBehaviour(silent=True), 200),
        (api.ServiceBehaviour(http_status=503), 503),
    ],
)
def test_the_whole_service_can_fail(service: api.ServiceBehaviour, status: int) -> None:
    slow = api.AgencyBehaviour(delay_ms=40)
    person = api.RegisterPerson(name="x", service=service, agencies={Agency.AF: slow})
    register = api.TownRegister(persons={mothers.PERSON: person})
    reply = ssbtek_service.answer(register, ssbtek.encode_request(mothers.question()))
    assert (reply.status, reply.delay_ms) == (status, 40)
    assert (reply.body is None) == service.silent
    if service.fault:
        assert reply.body is not None
        assert ssbtek.decode_response(reply.body) == mothers.FAULT


def test_a_malformed_question_gets_a_fault_and_a_test_question_an_answer() -> None:
    reply = ssbtek_service.answer(SAMPLE, b"<hej/>")
    assert reply.status == 500
    assert reply.body is not None
    fault = ssbtek.decode_response(reply.body)
    assert isinstance(fault, ssbtek.Fault)
    assert fault.felkod == "OGILTIG_FRAGA"
    tested = ssbtek_service.answer(SAMPLE, ssbtek.encode_request(ssbtek.TestFraga()))
    assert tested.body is not None
    assert ssbtek.decode_test_response(tested.body) == ssbtek.TestSvar(dict.fromkeys(Agency, True))


def test_the_same_question_gets_the_same_bytes() -> None:
    message = ssbtek.encode_request(whole_question(number_of("Omar Exempel")))
    assert ssbtek_service.answer(SAMPLE, message) == ssbtek_service.answer(SAMPLE, message)
