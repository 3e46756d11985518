"""The bank file: valid by ISO's schema, exact, deterministic, and read back the same."""

from dataclasses import replace
from datetime import datetime
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from egenkraft.formats.api import FormatError, pain001
from egenkraft.formats.tests import payment_mothers as mothers

TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Z"), exclude_characters="\ufffe\uffff"),
    min_size=1,
    max_size=60,
).map(lambda text: "å•»€" + text)


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(files("egenkraft.formats") / "schemas" / "pain.001.001.09.xsd")))


def with_transfers(*transfers: pain001.Transfer) -> pain001.PaymentFile:
    block = replace(mothers.file().blocks[0], transfers=transfers)
    return replace(mothers.file(), blocks=(block,))


def test_the_file_follows_isos_schema(schema: etree.XMLSchema) -> None:
    assert schema.validate(etree.fromstring(pain001.encode(mothers.file()))), schema.error_log


def test_the_file_is_the_same_bytes_each_time_and_comes_back() -> None:
    data = pain001.encode(mothers.file())
    assert pain001.encode(mothers.file()) == data
    assert pain001.decode(data) == mothers.file()


def test_counts_and_sums_stand_on_both_levels() -> None:
    root = etree.fromstring(pain001.encode(mothers.file()))
    found = [(e.findtext("{*}NbOfTxs"), e.findtext("{*}CtrlSum")) for e in root[0]]
    assert found == [("4", "15658.51"), ("2", "10439.00"), ("2", "5219.51")]


def test_accounts_are_written_in_the_swedish_way() -> None:
    root = etree.fromstring(pain001.encode(mothers.file()))
    found = [
        (
            tx.findtext(".//{*}ClrSysId/{*}Cd"),
            tx.findtext(".//{*}MmbId"),
            tx.findtext("{*}CdtrAcct/{*}Id/{*}Othr/{*}Id"),
            tx.findtext("{*}CdtrAcct/{*}Id/{*}Othr/{*}SchmeNm/*"),
        )
        for tx in root.iter("{*}CdtTrfTxInf")
    ]
    assert found == [
        ("SESBA", "6000", "6000000000000", "BBAN"),
        ("SESBA", "8000", "800000000000000", "BBAN"),
        ("SESBA", "9900", mothers.BANKGIRO, "BGNR"),
        ("SESBA", "9960", mothers.PLUSGIRO, "BBAN"),
    ]
    assert [e.text for e in root.iter("{*}Ref")] == [mothers.OCR]
    assert [e.text for e in root.iter("{*}CtgyPurp")] == [None, None]
    assert [e.findtext("{*}Cd") for e in root.iter("{*}CtgyPurp")] == ["SSBE", "SUPP"]


@given(amounts=st.lists(st.integers(1, 10**13 - 1), min_size=1, max_size=20), name=TEXT, text=TEXT)
def test_amounts_and_texts_are_exact(
    schema: etree.XMLSchema, amounts: list[int], name: str, text: str
) -> None:
    file = with_transfers(
        *(
            mothers.transfer(n, amount_ore=ore, creditor_name=name, remittance=pain001.Message(text))
            for n, ore in enumerate(amounts)
        )
    )
    data = pain001.encode(file)
    assert pain001.decode(data) == file
    assert schema.validate(etree.fromstring(data)), schema.error_log


def test_a_long_name_is_cut_in_the_file_only() -> None:
    data = pain001.encode(with_transfers(mothers.transfer(creditor_name="Å" * 100)))
    assert pain001.decode(data).transfers[0].creditor_name == "Å" * 70


@pytest.mark.parametrize(
    "change",
    [
        {"amount_ore": 0},
        {"amount_ore": -1},
        {"amount_ore": 10**13},
        {"end_to_end_id": ""},
        {"end_to_end_id": "x" * 36},
        {"end_to_end_id": "å"},
        {"end_to_end_id": " x"},
        {"creditor_name": "  "},
        {"remittance": pain001.Ocr(mothers.OCR)},
    ],
)
def test_transfers_that_cannot_be_paid_are_refused(change: dict[str, Any]) -> None:
    with pytest.raises(FormatError):
        mothers.transfer(**change)


def test_values_that_are_malformed_are_refused() -> None:
    for make in (
        lambda: pain001.BankAccount("12", "1"),
        lambda: pain001.BankAccount("8000", "1"),
        lambda: pain001.BankAccount("9960", "1234"),
        lambda: pain001.BankAccount("6000", "12-3"),
        lambda: pain001.Bankgiro("1"),
        lambda: pain001.Plusgiro("12"),
        lambda: pain001.Ocr("12"),
        lambda: pain001.Message("x" * 141),
        lambda: pain001.Message(" "),
        lambda: pain001.Iban("SE0000000000000000000000"),
        lambda: replace(mothers.DEBTOR, bic="XX"),
        lambda: replace(mothers.DEBTOR, name=""),
        lambda: replace(mothers.file(), blocks=()),
        lambda: replace(mothers.file(), created_at=datetime(2026, 1, 1)),  # noqa: DTZ001
        lambda: replace(mothers.file().blocks[0], transfers=()),
        lambda: with_transfers(mothers.transfer(1), mothers.transfer(1)),
        lambda: pain001.encode(with_transfers(mothers.transfer(creditor_name="a\x00b"))),
    ):
        with pytest.raises(FormatError):
            make()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<p:NbOfTxs>4", b"<p:NbOfTxs>5"),
        (b"<p:NbOfTxs>2", b"<p:NbOfTxs>3"),
        (b"<p:CtrlSum>15658.51", b"<p:CtrlSum>15658.52"),
        (b"<p:CtrlSum>10439.00", b"<p:CtrlSum>10438.00"),
        (b'Ccy="SEK"', b'Ccy="EUR"'),
        (b"BBAN", b"CUID"),
        (b">6000000000000<", b">5000000000000<"),
        (b"pain.001.001.09", b"pain.001.001.03"),
        (b"SSBE", b"GAME"),
        (b"2026-10-05T08:30:00+02:00", b"igar"),
        (b"5219.50", b"5219,50"),
    ],
)
def test_a_file_that_was_changed_is_refused(old: bytes, new: bytes) -> None:
    data = pain001.encode(mothers.file())
    assert old in data
    with pytest.raises(FormatError):
        pain001.decode(data.replace(old, new))
