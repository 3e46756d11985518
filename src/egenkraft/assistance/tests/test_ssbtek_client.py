"""The client over the wire: whole, partial, broken and late answers are all answers."""

from datetime import UTC, date, datetime
from pathlib import Path

import httpx
import pytest

from egenkraft.assistance.api import InquiryState, SsbtekClient, SsbtekSettings
from egenkraft.assistance.ssbtek_client import MOST_BYTES
from egenkraft.formats.api import ssbtek

NOW = datetime(2026, 11, 12, 9, 0, tzinfo=UTC)
PERSON = "199005170143"
START, END = date(2026, 8, 1), date(2026, 11, 30)
QUESTION = ssbtek.Fraga(
    ingivare=ssbtek.Ingivare("162120009999", "Björkstrands kommun (påhittad)", "Eva"),
    personidentitet=PERSON,
    arendeidentitet="2026-000001",
    tidsperiod=ssbtek.Tidsperiod(START, END),
    syfte="Handläggning av ekonomiskt bistånd",
    lagtext="SoL 2025:400 12 kap. 1 §",
    inkludera=frozenset((ssbtek.Agency.AF, ssbtek.Agency.TNS, ssbtek.Agency.SKV)),
)


def af_answer(person: str) -> ssbtek.AfSvar:
    return ssbtek.AfSvar(
        schemaversion="2.0",
        referensnummer="2026-000001",
        lag_paragraf="SoL 2025:400 12 kap. 1 §",
        personidentitet=person,
        fornamn="Laleh",
        efternamn="Karimi",
        sekretessmarkering=False,
        status_kod=0,
        status_text="OK",
        fraga=ssbtek.echo_of(QUESTION, ssbtek.Agency.AF),
    )


ERROR = ssbtek.AgencyError(ssbtek.Kalla.BT, "503", ("Tillfälligt fel",))


def client(answer: httpx.Response | Exception, url: str = "http://ssbtek.invalid/v10") -> SsbtekClient:
    def reply(request: httpx.Request) -> httpx.Response:
        if isinstance(answer, Exception):
            raise answer
        assert ssbtek.decode_request(request.content) == QUESTION
        return answer

    settings = SsbtekSettings(url, None, None, None, timeout_seconds=2.0)
    return SsbtekClient(settings, transport=httpx.MockTransport(reply))


def states(answer: httpx.Response | Exception) -> dict[str, InquiryState]:
    found = client(answer).ask(QUESTION, now=NOW)
    return {agency.value: ended.state for agency, ended in found.agencies.items()}


def soap(**parts: "ssbtek.AgencyData | ssbtek.AgencyError") -> httpx.Response:
    svar = ssbtek.Svar(svarsdata={ssbtek.Agency(name): part for name, part in parts.items()})
    return httpx.Response(200, content=ssbtek.encode_response(svar))


def test_a_partial_answer_is_the_normal_case() -> None:
    found = client(soap(AF=af_answer(PERSON), TNS=ERROR)).ask(QUESTION, now=NOW)
    ended = {agency.value: (answer.state, answer.code) for agency, answer in found.agencies.items()}
    assert ended == {
        "AF": (InquiryState.ANSWERED, ""),
        "TNS": (InquiryState.ERROR, "503"),
        "SKV": (InquiryState.ERROR, "not_answered"),
    }


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (httpx.ReadTimeout("late"), InquiryState.TIMEOUT),
        (httpx.ConnectTimeout("late"), InquiryState.TIMEOUT),
        (httpx.ConnectError("nobody there"), InquiryState.ERROR),
        (httpx.Response(404, content=b"no"), InquiryState.ERROR),
        (httpx.Response(302, headers={"location": "http://elsewhere.invalid"}), InquiryState.ERROR),
        (httpx.Response(200, content=b"<html>login</html>"), InquiryState.ERROR),
        (httpx.Response(200, content=b"\x00\x01"), InquiryState.ERROR),
        (httpx.Response(200, content=b"x" * (MOST_BYTES + 1)), InquiryState.ERROR),
        (
            httpx.Response(
                500, content=ssbtek.encode_fault(ssbtek.Fault("soap:Client", "fel", "1", ("Fel",)))
            ),
            InquiryState.ERROR,
        ),
    ],
)
def test_what_fails_is_an_answer_for_every_agency(
    answer: httpx.Response | Exception, state: InquiryState
) -> None:
    assert set(states(answer).values()) == {state}
    assert len(states(answer)) == 3


def test_external_entities_are_not_read() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    assert set(states(httpx.Response(200, content=bomb)).values()) == {InquiryState.ERROR}


def test_an_answer_about_another_person_is_dropped() -> None:
    found = client(soap(AF=af_answer("198808080177"))).ask(QUESTION, now=NOW)
    assert found.agencies[ssbtek.Agency.AF].code == "wrong_person"
    assert found.facts == ()


def test_settings_that_cannot_work_stop_the_start(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="EGENKRAFT_SSBTEK_URL"):
        SsbtekClient(SsbtekSettings("", None, None, None, 2.0))
    missing = tmp_path / "certificate.pem"
    with pytest.raises(FileNotFoundError):
        SsbtekClient(SsbtekSettings("https://ssbtek.invalid", missing, missing, None, 2.0))
