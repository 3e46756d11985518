"""What the contract does not take is refused before it is sent."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from egenkraft.formats.api import FormatError, ssbtek
from egenkraft.formats.ssbtek import Agency
from egenkraft.formats.tests import mothers


def test_questions_the_contract_does_not_take_are_refused() -> None:
    fraga = mothers.question()
    changes: tuple[dict[str, Any], ...] = (
        {"personidentitet": "9003022387"},
        {"arendeidentitet": " "},
        {"syfte": ""},
        {"lagtext": ""},
        {"inkludera": frozenset()},
        {"fk": None},
        {"inkludera": frozenset({Agency.AF})},
        {"personidentitet": mothers.OTHER_PERSON},
        {"egna_perioder": {Agency.SKV: mothers.PERIOD}},
        {"frage_tidpunkt": fraga.frage_tidpunkt.replace(tzinfo=None) if fraga.frage_tidpunkt else None},
    )
    for change in changes:
        with pytest.raises(FormatError):
            replace(fraga, **change)
    with pytest.raises(FormatError):
        ssbtek.Ingivare("5560000000", "Kommun", "x")
    with pytest.raises(FormatError):
        ssbtek.Tidsperiod(date(2026, 2, 1), date(2026, 1, 1))
    with pytest.raises(FormatError):
        ssbtek.encode_request(replace(fraga, syfte="noll\x00tecken"))


def test_lefi_questions_outside_the_api_are_refused() -> None:
    lefi = mothers.lefi_question()
    changes: tuple[dict[str, Any], ...] = (
        {"personnummer": "1"},
        {"formansinformation": ("FK:XXX",)},
        {"formansinformation": ("PM:AP",)},
        {"formansinformation": (), "utbetalningar": (), "ovrig_information": ()},
        {"utbetalningar": ("FK:ABB", "FK:ABB")},
        {"tom_datum": lefi.from_datum + timedelta(days=732)},
        {"tom_datum": lefi.from_datum - timedelta(days=1)},
    )
    for change in changes:
        with pytest.raises(FormatError):
            replace(lefi, **change)


def test_what_the_contract_has_no_place_for_cannot_be_sent() -> None:
    local = ssbtek.AgencyError(ssbtek.Kalla.LOKAL, "X", ())
    unread = ssbtek.LefiSvar(ej_lasta=("programjobdagar",))
    old_csn = replace(mothers.csn_answer(), schema_version="3")
    for agency, content in (
        (Agency.AF, local),
        (Agency.AF, mothers.so_answer()),
        (Agency.AF, replace(mothers.af_answer(), fraga=None)),
        (Agency.FK, unread),
        (Agency.CSN, old_csn),
        (Agency.TNS, ssbtek.TnsSvar("KANSKE")),
    ):
        with pytest.raises(FormatError):
            ssbtek.encode_response(ssbtek.Svar(svarsdata={agency: content}))
