"""The open pages: the same for all, no database, no figure without its source."""

import pytest
from django.test import Client

PAGES = ("/", "/regler/", "/rakna/", "/tillganglighet/", "/personuppgifter/", "/regler/personal_ore/")


@pytest.mark.parametrize("address", PAGES)
def test_open_to_one_who_has_not_signed_in(address: str) -> None:
    assert Client().get(address).status_code == 200


def test_the_rules_of_a_day_and_a_municipality() -> None:
    today = Client().get("/regler/", {"day": "2026-11-01", "municipality": "bjorkstrand"}).content.decode()
    before = Client().get("/regler/", {"day": "2025-06-01"}).content.decode()
    assert "SoL 2025:400" in today
    assert "SoL 2025:400" not in before
    assert "SoL 2001:453" in before
    assert "Antagen för demon" in today


@pytest.mark.parametrize("day", ["2026-02-30", "i går", "1999-01-01"])
def test_a_day_that_cannot_be_read_says_so_and_keeps_what_was_typed(day: str) -> None:
    page = Client().get("/regler/", {"day": day}).content.decode()
    assert "Något behöver rättas" in page
    assert f'value="{day}"' in page


def test_a_rule_shows_its_figures_through_the_years_with_how_each_is_known() -> None:
    page = Client().get("/regler/norm_whole_month_ore/", {"day": "2026-11-01"}).content.decode()
    assert "SFS 2025:1046" in page
    assert "2012-01-01" in page
    assert "Kontrollerad mot källan" in page
    assert "Ur annan källa" in page


def test_a_rule_that_is_not_in_force_or_not_there_is_not_found() -> None:
    assert Client().get("/regler/finns_inte/").status_code == 404
    assert Client().get("/regler/jobbpremie_ore/", {"day": "2013-01-01"}).status_code == 404


def test_try_a_norm_beside_the_rule() -> None:
    query = {"day": "2026-11-01", "adults": "2", "children": "8, 9"}
    page = Client().get("/regler/personal_ore/", query).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "16 770 kr" in page


def test_a_norm_for_a_month_without_a_table_says_so() -> None:
    page = Client().get("/regler/personal_ore/", {"day": "2030-01-01", "adults": "1"}).content.decode()
    assert "Riksnormen för den månaden är inte känd" in page


def test_the_calculator_counts_and_explains() -> None:
    query = {
        "adults": "2", "children": "8", "month": "2026-11", "rent": "9 480", "electricity": "612", "wage": "6240",
        "jobbstimulans": "ja", "other_income": "3850",
    }  # fmt: skip
    page = Client().get("/rakna/", query).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    # 7 100 + 3 820 + 1 790 + 9 480 + 612 − (6 240 − 1 560) − 3 850
    assert "14 272 kr" in page
    assert "Jobbstimulans" in page
    assert "12 kap." in page


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"adults": ""}, "Välj ett svar"),
        ({"children": "åtta"}, "Skriv åldrarna med siffror"),
        ({"children": "25"}, "högst 20 år"),
        ({"children": ",".join(["1"] * 13)}, "högst 12 barn"),
        ({"month": "2030-01"}, "Beloppen finns för 2012-01"),
        ({"rent": "-5"}, "mindre än noll"),
        ({"rent": "99999999"}, "för stort"),
        ({"municipality": "atlantis"}, "atlantis"),
    ],
)
def test_the_calculator_says_what_is_wrong(change: dict[str, str], said: str) -> None:
    query = {"adults": "1", "month": "2026-11", "rent": "5000"} | change
    page = Client().get("/rakna/", query).content.decode()
    assert said in page
    assert "money-card" not in page


def test_the_language_can_be_switched_and_leads_back_to_the_page() -> None:
    client = Client()
    answer = client.post("/sprak/", {"language": "en", "next": "/regler/"})
    assert (answer.status_code, answer["Location"]) == (302, "/regler/")
    assert 'lang="en"' in client.get("/regler/").content.decode()


def test_the_language_switch_leads_nowhere_else() -> None:
    answer = Client().post("/sprak/", {"language": "en", "next": "https://elsewhere.example/"})
    assert answer["Location"] == "/"
