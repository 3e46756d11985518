"""The SSBTEK v10 client: SOAP over HTTPS with mutual TLS. One question, one attempt; what fails is an answer too."""

import ssl
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import httpx
import structlog

from egenkraft.assistance.codes import InquiryState
from egenkraft.assistance.ports import AgencyAnswer, RegisterAnswer
from egenkraft.formats.api import FormatError, ssbtek

_log = structlog.get_logger(__name__)
_HEADERS = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": '"hamtaBastjanstInformation"'}
MOST_BYTES = 20 * 1024 * 1024
_ENDED = {
    ssbtek.GapReason.NOT_ANSWERED: InquiryState.ERROR,
    ssbtek.GapReason.ERROR: InquiryState.ERROR,
    ssbtek.GapReason.UNREADABLE: InquiryState.ERROR,
    ssbtek.GapReason.WRONG_PERSON: InquiryState.ERROR,
    ssbtek.GapReason.PARTLY: InquiryState.PARTIAL,
    # A part we do not read holds nothing we asked for: the payments of a month are read.
    ssbtek.GapReason.NOT_READ: InquiryState.ANSWERED,
}
_WORST = (InquiryState.ANSWERED, InquiryState.PARTIAL, InquiryState.ERROR)


@dataclass(frozen=True, slots=True)
class SsbtekSettings:
    """`client_certificate` and `client_key` are PEM files of the municipality's certificate; `ca` the issuer to trust."""

    url: str
    client_certificate: Path | None
    client_key: Path | None
    ca: Path | None
    timeout_seconds: float


class SsbtekClient:
    """RegisterPort over the wire. The log gets states and times, never who was asked about."""

    def __init__(self, settings: SsbtekSettings, transport: httpx.BaseTransport | None = None) -> None:
        if not settings.url:
            raise ValueError("EGENKRAFT_SSBTEK_URL is empty: give the address of the SSBTEK v10 service.")
        self._settings = settings
        self._client = httpx.Client(
            verify=_tls(settings) if settings.url.startswith("https:") else True,
            timeout=httpx.Timeout(settings.timeout_seconds, connect=min(5.0, settings.timeout_seconds)),
            follow_redirects=False,
            transport=transport,
        )

    def ask(self, question: ssbtek.Fraga, *, now: datetime) -> RegisterAnswer:
        """The answer of every agency asked; a timeout or a broken answer is theirs, and raises nothing."""
        asked = question.inkludera
        try:
            body = self._post(ssbtek.encode_request(question))
            answer = ssbtek.decode_response(body)
        except httpx.TimeoutException:
            _log.warning("ssbtek_timeout", at=now.isoformat())
            return _all(asked, InquiryState.TIMEOUT, "TIMEOUT", "Tjänsten svarade inte i tid.")
        except httpx.HTTPError as error:
            _log.warning("ssbtek_unreachable", at=now.isoformat(), error=type(error).__name__)
            return _all(asked, InquiryState.ERROR, type(error).__name__, "Tjänsten gick inte att nå.")
        except FormatError as error:
            _log.warning("ssbtek_unreadable", at=now.isoformat(), where=error.where)
            return _all(asked, InquiryState.ERROR, "OLASBART_SVAR", str(error))
        if isinstance(answer, ssbtek.Fault):
            code = answer.felkod or answer.faultcode
            _log.warning("ssbtek_fault", at=now.isoformat(), code=code)
            return _all(asked, InquiryState.ERROR, code, " ".join(answer.felmeddelande) or answer.faultstring)
        return read_answer(answer, question)

    def _post(self, content: bytes) -> bytes:
        """The body of the answer; a SOAP fault comes with status 500 and is read like any answer."""
        with self._client.stream("POST", self._settings.url, content=content, headers=_HEADERS) as response:
            body = bytearray()
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > MOST_BYTES:
                    raise FormatError("SSBTEK", "is too large", f"at most {MOST_BYTES} bytes")
            if response.status_code not in (200, 500):
                raise httpx.HTTPStatusError(
                    f"status {response.status_code}", request=response.request, response=response
                )
            return bytes(body)


def read_answer(answer: ssbtek.Svar, question: ssbtek.Fraga) -> RegisterAnswer:
    """Facts, and how each asked agency ended: the worst of its gaps."""
    reading = ssbtek.read_facts(answer, question.personidentitet, question.inkludera)
    ended = {
        agency: AgencyAnswer(InquiryState.ANSWERED)
        for agency in ssbtek.Agency
        if agency in question.inkludera
    }
    for gap in reading.gaps:
        state = _ENDED[gap.reason]
        before = ended[gap.agency]
        if _WORST.index(state) > _WORST.index(before.state):
            code = gap.code or gap.reason.value
            ended[gap.agency] = AgencyAnswer(state, code[:80], gap.message[:400])
    return RegisterAnswer(ended, reading.facts)


def _all(asked: Iterable[ssbtek.Agency], state: InquiryState, code: str, message: str) -> RegisterAnswer:
    return RegisterAnswer(
        {agency: AgencyAnswer(state, code[:80], message[:400]) for agency in sorted(asked)}, ()
    )


def _tls(settings: SsbtekSettings) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=None if settings.ca is None else str(settings.ca))
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if settings.client_certificate is not None:
        key = None if settings.client_key is None else str(settings.client_key)
        context.load_cert_chain(str(settings.client_certificate), key)
    return context
