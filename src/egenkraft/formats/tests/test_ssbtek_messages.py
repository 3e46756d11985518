"""SSBTEK messages: both directions are one contract; partial, faulty and hostile input."""

import base64
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egenkraft.formats.api import FormatError, ssbtek
from egenkraft.formats.ssbtek import Agency
from egenkraft.formats.tests import mothers

SAMPLES = Path(__file__).parent / "samples"
TEXT = st.text(
    st.characters(
        codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff\u2028\x85"
    ),
    min_size=1,
    max_size=30,
).map(lambda value: "å•»€ö" + value + "ä")

SAMPLE_MESSAGES = {
    "ssbtek-fraga.xml": ssbtek.encode_request(mothers.question()),
    "ssbtek-svar-alla.xml": ssbtek.encode_response(mothers.full_answer()),
    "ssbtek-svar-delvis.xml": ssbtek.encode_response(mothers.partial_answer()),
}


@pytest.mark.parametrize("name", sorted(SAMPLE_MESSAGES))
def test_the_wire_form_stays_as_in_the_samples(name: str) -> None:
    assert (SAMPLES / name).read_bytes() == SAMPLE_MESSAGES[name]


def test_a_question_comes_back_as_it_was() -> None:
    assert ssbtek.decode_request(ssbtek.encode_request(mothers.question())) == mothers.question()
    assert ssbtek.decode_request(ssbtek.encode_request(ssbtek.TestFraga())) == ssbtek.TestFraga()


def test_a_question_to_some_agencies_names_the_others_as_not_asked() -> None:
    fraga = replace(mothers.question(), inkludera=frozenset({Agency.SO}), fk=None, egna_perioder={})
    message = ssbtek.encode_request(fraga)
    assert message.count(b'inkludera="true"') == 1
    assert message.count(b'inkludera="false"') == 6
    assert ssbtek.decode_request(message) == fraga


@given(name=TEXT, officer=TEXT, purpose=TEXT)
def test_any_text_survives_the_question(name: str, officer: str, purpose: str) -> None:
    board = ssbtek.Ingivare(mothers.BOARD.organisationsnummer, name, officer)
    fraga = replace(mothers.question(), ingivare=board, syfte=purpose)
    assert ssbtek.decode_request(ssbtek.encode_request(fraga)) == fraga


@pytest.mark.parametrize("answer", [mothers.full_answer(), mothers.partial_answer()], ids=["full", "partial"])
def test_an_answer_comes_back_as_it_was(answer: ssbtek.Svar) -> None:
    assert ssbtek.decode_response(ssbtek.encode_response(answer)) == answer


@given(net=st.integers(-(10**13), 10**13), deducted=st.integers(0, 10**9))
def test_a_kassa_amounts_are_exact(net: int, deducted: int) -> None:
    so = mothers.so_answer()
    payment = replace(
        so.kassor[0].utbetalningar[0], netto_efter_skatt_ore=net + deducted, netto_efter_avdrag_ore=net
    )
    sent = ssbtek.SoSvar(so.fraga, (replace(so.kassor[0], utbetalningar=(payment,)),))
    answer = ssbtek.Svar(svarsdata={Agency.SO: sent})
    assert ssbtek.decode_response(ssbtek.encode_response(answer)) == answer


@given(net=st.integers(-(10**13), 10**13), words=TEXT)
def test_lefi_amounts_and_words_are_exact(net: int, words: str) -> None:
    payment = ssbtek.LefiUtbetalning(
        utlamnare="FK", preliminar=True, familj=ssbtek.LefiKod("BOB", words), netto_ore=net
    )
    answer = ssbtek.Svar(svarsdata={Agency.FK: ssbtek.LefiSvar(utbetalningar=(payment,))})
    assert ssbtek.decode_response(ssbtek.encode_response(answer)) == answer


def test_a_fault_comes_back_and_is_not_an_answer() -> None:
    assert ssbtek.decode_response(ssbtek.encode_fault(mothers.FAULT)) == mothers.FAULT
    bare = ssbtek.Fault("soap:Client", "Ogiltig fråga")
    assert ssbtek.decode_response(ssbtek.encode_fault(bare)) == bare
    assert ssbtek.decode_test_response(ssbtek.encode_fault(mothers.FAULT, "testaBastjanstInformation")) == (
        mothers.FAULT
    )


def test_the_test_answer_comes_back() -> None:
    error = ssbtek.AgencyError(ssbtek.Kalla.SSBT, "TIMEOUT", ("för sent",))
    answer = ssbtek.TestSvar(dict.fromkeys(Agency, True), {Agency.MIV: error})
    assert ssbtek.decode_test_response(ssbtek.encode_test_response(answer)) == answer


def lefi_message(document: bytes) -> bytes:
    full = ssbtek.encode_response(ssbtek.Svar(svarsdata={Agency.FK: ssbtek.LefiSvar()}))
    empty = base64.b64encode(b"{}")
    assert empty in full
    return full.replace(empty, base64.b64encode(document))


def fk_part(document: bytes) -> object:
    answer = ssbtek.decode_response(lefi_message(document))
    assert isinstance(answer, ssbtek.Svar)
    return answer.svarsdata[Agency.FK]


def test_double_noise_in_lefi_is_not_an_error_and_finer_amounts_are() -> None:
    def paid(summa: str) -> object:
        return fk_part(
            b'{"formansinformation":{"utbetalningsuppgift":[{"nettobelopp":{"summa":%s}}]}}' % summa.encode()
        )

    for text in ("1250.5", "1250.50", "1250.4999999999998"):
        content = paid(text)
        assert isinstance(content, ssbtek.LefiSvar)
        assert content.utbetalningar[0].netto_ore == 125_050
    for text in ("1250.505", "NaN", '"1250"', "true", "1e40"):
        content = paid(text)
        assert isinstance(content, ssbtek.AgencyError)
        assert content.kalla is ssbtek.Kalla.LOKAL


def test_missing_amounts_stay_missing() -> None:
    content = fk_part(b'{"formansinformation":{"utbetalningsuppgift":[{"datum":"2026-09-18"}]}}')
    assert isinstance(content, ssbtek.LefiSvar)
    assert content.utbetalningar[0].netto_ore is None
    message = ssbtek.encode_response(ssbtek.Svar(svarsdata={Agency.SO: mothers.so_answer()}))
    stripped = message.replace(b">12000.50<", b"><")
    answer = ssbtek.decode_response(stripped)
    assert isinstance(answer, ssbtek.Svar)
    so = answer.svarsdata[Agency.SO]
    assert isinstance(so, ssbtek.SoSvar)
    assert so.kassor[0].utbetalningar[0].netto_efter_avdrag_ore is None


def test_a_month_is_its_first_or_last_day_and_foreign_money_is_refused() -> None:
    content = fk_part(
        b'{"formansinformation":{"barnbidragsarende":[{"beslut":[{"period":{"fran":"2026-02","till":"2026-02"}}]}]}}'
    )
    assert isinstance(content, ssbtek.LefiSvar)
    assert content.beslut[0].period == ssbtek.LefiPeriod(date(2026, 2, 1), date(2026, 2, 28))
    foreign = fk_part(
        b'{"formansinformation":{"utbetalningsuppgift":[{"nettobelopp":{"summa":1,"valuta":"EUR"}}]}}'
    )
    assert isinstance(foreign, ssbtek.AgencyError)


def test_parts_that_are_not_read_are_named() -> None:
    content = fk_part(b'{"formansinformation":{"programjobdagar":[{}],"skatteuppgift":[]},"ansprak":[{}]}')
    assert isinstance(content, ssbtek.LefiSvar)
    assert content.ej_lasta == ("programjobdagar", "ansprak")


def test_one_malformed_part_leaves_the_others_whole() -> None:
    message = ssbtek.encode_response(mothers.full_answer()).replace(b"12250.50", b"12 250,50")
    answer = ssbtek.decode_response(message)
    assert isinstance(answer, ssbtek.Svar)
    so = answer.svarsdata[Agency.SO]
    assert isinstance(so, ssbtek.AgencyError)
    assert so.kalla is ssbtek.Kalla.LOKAL
    assert "NettoEfterSkatt" in so.felmeddelande[0]
    assert "12 250" not in so.felmeddelande[0]
    rest = {agency: part for agency, part in answer.svarsdata.items() if agency is not Agency.SO}
    expected = {a: p for a, p in mothers.full_answer().svarsdata.items() if a is not Agency.SO}
    assert rest == expected


def test_csn_version_3_is_read_and_an_unknown_version_is_not() -> None:
    message = ssbtek.encode_response(ssbtek.Svar(svarsdata={Agency.CSN: mothers.csn_answer()}))
    start = message.index(b"<ssbt:svar>") + 11
    inner = base64.b64decode(message[start : message.index(b"</ssbt:svar>")])

    def with_version(version: bytes) -> object:
        changed = base64.b64encode(inner.replace(b"/v4.0/", version))
        sent = message[:start] + changed + message[message.index(b"</ssbt:svar>") :]
        answer = ssbtek.decode_response(sent)
        assert isinstance(answer, ssbtek.Svar)
        return answer.svarsdata[Agency.CSN]

    assert with_version(b"/v3.0/") == replace(mothers.csn_answer(), schema_version="3")
    assert isinstance(with_version(b"/v9.0/"), ssbtek.AgencyError)


BOMB = b"""<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>"""
XXE = b"""<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>"""
ENVELOPE = b'<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">%s</soap:Envelope>'


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"not xml",
        b"<a/>",
        b"\xff\xfe<",
        ENVELOPE % b"",
        ENVELOPE % b"<soap:Body/>",
        ENVELOPE % b"<soap:Body><a/></soap:Body>",
        ENVELOPE % b"<soap:Body><a/><b/></soap:Body>",
        BOMB + ENVELOPE % b"<soap:Body><a>&c;</a></soap:Body>",
        XXE + ENVELOPE % b"<soap:Body><a>&b;</a></soap:Body>",
        b'<!DOCTYPE a SYSTEM "http://example.invalid/a.dtd">' + ENVELOPE % b"<soap:Body><a/></soap:Body>",
        ENVELOPE % (b"<soap:Body>" + b"<a>" * 3000 + b"</a>" * 3000 + b"</soap:Body>"),
        ENVELOPE % (b"<soap:Body>" + b" " * 10_000_000 + b"</soap:Body>"),
    ],
    ids=range(13),
)
def test_hostile_or_malformed_messages_are_refused(message: bytes) -> None:
    with pytest.raises(FormatError):
        ssbtek.decode_response(message)
    with pytest.raises(FormatError):
        ssbtek.decode_request(message)
    with pytest.raises(FormatError):
        ssbtek.decode_test_response(message)


@pytest.mark.parametrize("inner", [BOMB + b"<a>&c;</a>", XXE + b"<a>&b;</a>", b"<a/>", b"", b"\xff"])
def test_hostile_inner_documents_spoil_only_their_own_part(inner: bytes) -> None:
    base = ssbtek.encode_response(ssbtek.Svar(svarsdata={Agency.CSN: mothers.csn_answer()}))
    start = base.index(b"<ssbt:svar>") + 11
    end = base.index(b"</ssbt:svar>")
    answer = ssbtek.decode_response(base[:start] + base64.b64encode(inner) + base[end:])
    assert isinstance(answer, ssbtek.Svar)
    assert isinstance(answer.svarsdata[Agency.CSN], ssbtek.AgencyError)

    skv = ssbtek.encode_response(ssbtek.Svar(svarsdata={Agency.SKV: mothers.skv_answer()}))
    start, end = skv.index(b"<![CDATA[") + 9, skv.index(b"]]>")
    hostile = skv[:start] + inner.replace(b"\xff", b"?") + skv[end:]
    answer = ssbtek.decode_response(hostile)
    assert isinstance(answer, ssbtek.Svar)
    assert isinstance(answer.svarsdata[Agency.SKV], ssbtek.AgencyError)


@pytest.mark.parametrize(
    ("document", "where"),
    [
        (b"[]", "lefiJsonSvar"),
        (b"{", "lefiJsonSvar"),
        (b'{"utlamnare":[{}]}', "utlamnare[0]"),
        (b"[" * 100_000, ""),
    ],
)
def test_malformed_lefi_json_is_an_unreadable_part(document: bytes, where: str) -> None:
    content = fk_part(document)
    assert isinstance(content, ssbtek.AgencyError)
    assert where in content.felmeddelande[0]
