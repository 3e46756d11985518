"""What if I get a job: counted by the rules of the latest decision, and nothing is kept."""

import pytest
from django.test import Client

from egenkraft.web.resident.pictures import Column, Layer, columns
from egenkraft.web.resident.tests.conftest import text_of


def test_without_a_decision_there_is_nothing_to_count_from(laleh: Client) -> None:
    assert "Vi behöver ett beslut att räkna från" in text_of(laleh.get("/om-jag-far-jobb/?wage=5000"))


def test_five_thousand_kronor(laleh: Client, decided: int) -> None:
    page = text_of(laleh.get("/om-jag-far-jobb/?wage=5 000"))
    # Without jobbstimulans the whole wage is taken off: 13 520 − 5 000, and as much to live on as today.
    assert "8 520 kr" in page
    assert "13 520 kr" in page
    assert "22 770 kronor blir 22 770 kronor" in page
    assert "Det här är en räknehjälp, inget beslut." in page


def test_a_wage_that_is_enough(laleh: Client, decided: int) -> None:
    page = text_of(laleh.get("/om-jag-far-jobb/?wage=20000"))
    assert "22 770 kronor blir 29 250 kronor" in page
    assert "6 480 kr" in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "Skriv beloppet"), ("mycket", "Skriv beloppet med siffror"), ("-1", "mindre än noll")],
)
def test_what_is_wrong_is_said(laleh: Client, decided: int, typed: str, said: str) -> None:
    assert said in text_of(laleh.get("/om-jag-far-jobb/", {"wage": typed}))


def test_the_picture_says_the_figures_of_every_part_and_the_whole() -> None:
    drawn = columns(
        "k",
        "Titel",
        "Beskrivning <b>",
        [Column("I dag", (Layer("a", 10_090, "#fff"), Layer("b", 14_420, "#000")))],
    )
    for figure in ("10\N{NO-BREAK SPACE}090", "14\N{NO-BREAK SPACE}420", "24\N{NO-BREAK SPACE}510"):
        assert figure in drawn
    assert "<b>" not in drawn


def test_a_picture_of_nothing_is_drawn_all_the_same() -> None:
    assert "<svg" in columns("k", "T", "D", [Column("I dag", (Layer("a", 0, "#fff"),))])
