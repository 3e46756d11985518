"""Letters: tagged PDF, in the order a decision is read."""

import io
from typing import Any

import pikepdf
import pytest

from egenkraft.casework.api import render_letter


def decision(**changes: Any) -> dict[str, Any]:
    return {
        "title": "Beslut om ekonomiskt bistånd för november 2026",
        "lead": "Du får 15 972 kronor för november.",
        "municipality": "Björkstrands kommun",
        "office": "Socialtjänsten",
        "date": "2026-11-20",
        "number": "2026-000123",
        "recipient": {"name": "Alva Prov", "address": ["Storgatan 1", "999 01 Björkstrand"]},
        "contact": ["Ring oss på 070-174 06 05."],
        "before": [{"heading": "När pengarna kommer", "paragraphs": ["Torsdag 26 november."]}],
        "rows": [
            {"item": "Hyra", "applied": "9 480 kr", "granted": "9 480 kr", "why": "Hela hyran."},
            {"item": "Att få", "granted": "15 972 kr", "strong": True},
        ],
        "appeal": ["Du kan överklaga inom tre veckor från den dag du fick beslutet."],
        "law": ["12 kap. 1 § socialtjänstlagen (2025:400)"],
        **changes,
    }


NOTICE: dict[str, Any] = {
    "title": "Vi behöver fler papper",
    "lead": "Vi behöver din hyresavi för november innan vi kan besluta.",
    "municipality": "Björkstrands kommun",
    "office": "Socialtjänsten",
    "date": "2026-11-20",
    "number": "2026-000123",
    "recipient": {"name": "Alva Prov", "address": []},
    "contact": [],
    "papers": ["Hyresavi för november"],
    "answer_by": "torsdag 26 november",
    "how_to_answer": ["Ladda upp den på din sida."],
}


@pytest.mark.parametrize(("template", "data"), [("decision", decision()), ("notice", NOTICE)])
def test_a_letter_is_tagged_titled_and_in_swedish(template: str, data: dict[str, Any]) -> None:
    letter = render_letter(template, data)
    with pikepdf.open(io.BytesIO(letter.content)) as document:
        assert bool(document.Root.MarkInfo.Marked)
        assert str(document.Root.Lang).startswith("sv")
        assert "/StructTreeRoot" in document.Root
        metadata = document.open_metadata()
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == data["title"]
        assert _tags(document) >= {"/H1", "/H2", "/P"}


def _tags(document: pikepdf.Pdf) -> set[str]:
    return {
        str(item.S)
        for item in document.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == pikepdf.Name.StructElem
    }


def test_the_calculation_is_a_table_with_headings() -> None:
    with pikepdf.open(io.BytesIO(render_letter("decision", decision()).content)) as document:
        assert _tags(document) >= {"/Table", "/TH", "/TD"}


def test_the_same_data_gives_the_same_bytes_and_other_data_others() -> None:
    first = render_letter("decision", decision())
    assert render_letter("decision", decision()) == first
    assert render_letter("decision", decision(lead="Du får 15 973 kronor.")).sha256 != first.sha256


def test_what_is_typed_is_never_markup() -> None:
    name = '#panic("x") *Alva* $x$ \\ "Prov" [ ] • » €'
    render_letter("decision", decision(recipient={"name": name, "address": []}, lead=name, notes=[name]))


def test_a_protected_recipient_has_no_address() -> None:
    with_address = render_letter("decision", decision())
    without = render_letter("decision", decision(recipient={"name": "Alva Prov", "address": []}))
    assert without.sha256 != with_address.sha256


@pytest.mark.parametrize(
    "appeal",
    [
        ["Du kan överklaga senast 2026-12-11."],
        ["Du kan överklaga inom tre veckor, senast 11 december."],
        ["Du kan överklaga."],
        [],
    ],
)
def test_the_time_to_appeal_is_three_weeks_from_the_day_and_never_a_date(appeal: list[str]) -> None:
    with pytest.raises(ValueError, match="three weeks"):
        render_letter("decision", decision(appeal=appeal))


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"colour": "red"}, "unknown field colour"),
        ({"title": ""}, "title is not a text"),
        ({"lead": 15_972}, "lead is not a text"),
        ({"law": "12 kap. 1 §"}, "law is not a list of texts"),
        ({"rows": [{"granted": "1 kr"}]}, "item is missing"),
        ({"recipient": {"name": "Alva Prov"}}, "address is missing"),
        ({"date": "i dag"}, "Invalid isoformat"),
    ],
)
def test_data_that_does_not_fit_is_named(changes: dict[str, Any], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        render_letter("decision", decision(**changes))


def test_a_missing_field_and_an_unknown_template_are_named() -> None:
    data = decision()
    del data["number"]
    with pytest.raises(ValueError, match="number is missing"):
        render_letter("decision", data)
    with pytest.raises(ValueError, match="poem"):
        render_letter("poem", decision())
