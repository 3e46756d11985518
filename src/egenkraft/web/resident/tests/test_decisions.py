"""The decision: the amount first, the officer's rows, how to disagree; the letter of one's own."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from egenkraft.assistance import api as assistance
from egenkraft.assistance.api import DecisionKind
from egenkraft.assistance.tests.conftest import (
    HOME,
    LATER,
    NOW,
    Family,
    Registers,
    apply_together,
    own_answers,
    usual,
    work,
)
from egenkraft.foundation.api import Actor
from egenkraft.web.resident.tests.conftest import DECIDED, text_of


@pytest.fixture
def sent(family: Family, decided: int) -> assistance.DecisionView:
    return assistance.decisions_of_person(family.as_laleh, NOW, person_id=family.laleh.id)[0]


def test_the_amount_comes_first_and_the_law_last(laleh: Client, sent: assistance.DecisionView) -> None:
    page = text_of(laleh.get(f"/beslut/{sent.id}/"))
    order = [
        page.index(words)
        for words in (
            "13 520 kr", "Hit går pengarna", "Varför ni får pengarna", "Beräkningen, rad för rad",
            "Det här gör du nu", "Om du inte håller med", "Frågor om beslutet?", "Regler vi har följt",
        )
    ]  # fmt: skip
    assert order == sorted(order)
    assert "Ja, ni får allt ni sökte" in page
    assert "fattades automatiskt" in page


def test_the_amount_is_not_in_the_title(laleh: Client, sent: assistance.DecisionView) -> None:
    title = text_of(laleh.get(f"/beslut/{sent.id}/")).split("<title>")[1].split("</title>")[0]
    assert "Ert beslut för november" in title
    assert "13" not in title


def test_every_row_has_its_rule_behind_it(laleh: Client, sent: assistance.DecisionView) -> None:
    page = text_of(laleh.get(f"/beslut/{sent.id}/"))
    explained = [line for line in sent.calculation.lines if line.step]
    assert len(explained) >= 8
    assert page.count("Visa regel och underlag") >= len(explained)
    assert "Barn 7–10 år: 3 820 kr i månaden enligt riksnormen." in page
    assert "SFS 2025:1046" in page


def test_each_sees_what_goes_to_whom_with_oneself_named(
    laleh: Client, reza: Client, sent: assistance.DecisionView
) -> None:
    assert "Till dig, Laleh" in text_of(laleh.get(f"/beslut/{sent.id}/"))
    page = text_of(reza.get(f"/beslut/{sent.id}/"))
    assert "Till dig, Reza" in page
    assert "Till Laleh" in page


def test_appeal_counts_from_the_day_one_got_the_decision_and_is_no_date(
    laleh: Client, sent: assistance.DecisionView
) -> None:
    page = text_of(laleh.get(f"/beslut/{sent.id}/overklaga/"))
    assert "inom tre veckor från den dag då du fick beslutet" in page
    assert sent.number in page
    assert "Få hjälp att skriva" in page


def test_each_adult_has_a_letter_of_their_own(
    laleh: Client, reza: Client, sent: assistance.DecisionView
) -> None:
    letters = [client.get(f"/beslut/{sent.id}/brev/") for client in (laleh, reza)]
    for letter in letters:
        assert letter["Content-Type"] == "application/pdf"
        assert sent.number in letter["Content-Disposition"]
        assert letter.content.startswith(b"%PDF")
    assert letters[0].content != letters[1].content


def test_a_decision_that_is_not_sent_is_not_there(
    laleh: Client, family: Family, registers: Registers
) -> None:
    usual(registers, family)
    apply_together(family)
    work(NOW)
    assert laleh.get("/beslut/1/").status_code == 404
    assert "Du har inga beslut än" in text_of(laleh.get("/beslut/"))


def test_a_part_refused_is_told_with_its_ground_and_never_in_red(
    laleh: Client, family: Family, registers: Registers, officer: Actor
) -> None:
    usual(registers, family)
    application_id = apply_together(
        family, laleh={**own_answers(("barnbidrag",)), "home_costs": {**HOME, "rent": "10 200"}}
    )
    work(LATER)
    hearing = assistance.notify_hearing(
        officer, LATER, application_id=application_id, intended=DecisionKind.PARTIAL, reason="Hyran är hög."
    )
    answered = laleh.post(f"/svara/{hearing.id}/", {"text": "Vi letar."})
    assert answered.status_code == 302
    grounds = [
        assistance.Ground(each.id, assistance.RefusalGround.COST_ABOVE_REASONABLE, "Ni fick tid att söka.")
        for each in (family.laleh, family.reza)
    ]
    decided = assistance.decide(
        officer, DECIDED, application_id=application_id, kind=DecisionKind.PARTIAL, grounds=grounds,
        child_view="Mina bor kvar.",
    )  # fmt: skip
    assistance.send_decision(officer, DECIDED, decision_id=decided.id, at_once=True)
    page = text_of(laleh.get(f"/beslut/{decided.id}/"))
    assert "Ni får en del av det ni sökte" in page
    assert "Lägre än sökt" in page
    assert "Ni fick tid att söka." in page
    assert "Mina bor kvar." in page
    assert 'data-tone="late"' not in page
    assert officer.name in page


def test_the_list_reads_a_fixed_number_of_queries(
    laleh: Client, family: Family, registers: Registers, officer: Actor, attestant: Actor, decided: int
) -> None:
    laleh.get("/beslut/")
    with CaptureQueriesContext(connection) as with_one:
        laleh.get("/beslut/")
    later = DECIDED.replace(day=13)
    registers.facts.clear()
    nothing = own_answers()
    second = apply_together(
        family, laleh={**nothing, "home_costs": HOME}, reza=nothing, month="2026-12", now=later
    )
    work(later)
    # So large an amount is attested by another before it is sent.
    waiting = assistance.decisions_of_application(officer, later, application_id=second)[0]
    assistance.attest_decision(attestant, later, decision_id=waiting.id)
    work(later + timedelta(hours=1))
    with CaptureQueriesContext(connection) as with_two:
        page = text_of(laleh.get("/beslut/"))
    assert "December 2026" in page
    assert "November 2026" in page
    assert len(with_two) == len(with_one)
