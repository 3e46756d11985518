"""The bookkeeping file: balances, exact amounts, code page 437."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egenkraft.formats.api import FormatError, sie4
from egenkraft.formats.sie4 import Account, Dimension, Line, SieFile, Voucher

ACCOUNTS = (Account("1930", "Bank"), Account("5720", "Försörjningsstöd"), Account("1760", "Fordran »lån«"))
VOUCHER = Voucher(
    series="A",
    number="1",
    day=date(2026, 10, 27),
    text='Utbetalning "oktober" {1} \\ åäö',
    lines=(Line("5720", 521_950, ((1, "0123"), (6, "R20 }"))), Line("1930", -521_949), Line("1930", -1)),
)
FILE = SieFile(
    program=("Egenkraft", "0.1"),
    generated_on=date(2026, 10, 5),
    organisation_number="212000-0000",
    company="Påhittade kommun",
    fiscal_year=(date(2026, 1, 1), date(2026, 12, 31)),
    accounts=ACCOUNTS,
    dimensions=(Dimension(1, "Ansvar", (("0123", "Ekonomiskt bistånd"),)), Dimension(6, "Projekt")),
    vouchers=(VOUCHER, replace(VOUCHER, number="2", text="")),
)
TEXT = st.text(max_size=40)


def test_the_file_comes_back_and_is_the_same_bytes() -> None:
    data = sie4.encode(FILE)
    assert sie4.encode(FILE) == data
    assert sie4.decode(data) == FILE


def test_the_bytes_are_code_page_437_with_crlf() -> None:
    data = sie4.encode(FILE)
    assert b'#FNAMN "P\x86hittade kommun"\r\n' in data
    assert b"#FORMAT PC8\r\n" in data
    assert b'#TRANS 5720 {1 "0123" 6 "R20 }"} 5219.50\r\n' in data
    assert b"#TRANS 1930 {} -0.01\r\n" in data
    assert data.count(b"\n") == data.count(b"\r\n")


@given(text=TEXT, amounts=st.lists(st.integers(-(10**14), 10**14), min_size=1, max_size=30))
def test_any_text_and_any_amounts(text: str, amounts: list[int]) -> None:
    lines = (*(Line("5720", ore) for ore in amounts), Line("1930", -sum(amounts)))
    if abs(sum(amounts)) >= 10**17:
        return
    file = replace(FILE, company=text, vouchers=(replace(VOUCHER, text=text, lines=lines),))
    back = sie4.decode(sie4.encode(file))
    assert back.vouchers[0].lines == lines
    assert back.vouchers[0].text == sie4.printable(text)
    assert back.company == sie4.printable(text)


def test_letters_outside_the_code_page_become_their_nearest() -> None:
    assert sie4.printable("Şükran Łoś •»€ åäö\n\x1a") == "Sükran ?os ?»? åäö  "
    assert sie4.printable("a\u030a") == "å"


def test_unbalanced_and_undeclared_are_refused() -> None:
    with pytest.raises(FormatError, match="does not balance"):
        replace(VOUCHER, lines=(Line("5720", 100), Line("1930", -99)))
    with pytest.raises(FormatError, match="two lines"):
        replace(VOUCHER, lines=(Line("5720", 0),))
    with pytest.raises(FormatError, match="undeclared account"):
        replace(FILE, accounts=ACCOUNTS[1:])
    with pytest.raises(FormatError, match="undeclared dimension"):
        replace(FILE, dimensions=FILE.dimensions[:1])
    with pytest.raises(FormatError, match="account number"):
        Account("19", "Bank")
    data = sie4.encode(FILE)
    with pytest.raises(FormatError, match="does not balance"):
        sie4.decode(data.replace(b"-5219.49", b"-5219.48"))


def test_what_others_write_is_read() -> None:
    data = sie4.encode(FILE)
    more = data.replace(b"#GEN", b'#KPTYP "BAS95"\r\n\r\n#VALUTA SEK\r\n#GEN').replace(b"\r\n", b"\n")
    more = more.replace(b"#TRANS 1930 {} -0.01", b'\t#trans 1930 {} -.01 20261027 "rad" 1')
    assert sie4.decode(more) == FILE


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"#SIETYP 4", b"#SIETYP 1"),
        (b"#FORMAT PC8", b"#FORMAT UTF8"),
        (b"#FNAMN", b"#ANNAT"),
        (b"5219.50", b"5219,50"),
        (b"5219.50", b""),
        (b"20261027", b"20261399"),
        (b"20261027", b"igar"),
        (b"{\r\n", b""),
        (b"}\r\n#VER", b"#VER"),
        (b"#TRANS 1930 {} ", b"#TRANS 1930 "),
        (b'{1 "0123"', b"{1"),
        (b'#KONTO 1930 "Bank"', b"#KONTO 1930"),
        (b'"Bank"', b'"Bank'),
    ],
)
def test_malformed_files_are_refused(old: bytes, new: bytes) -> None:
    data = sie4.encode(FILE)
    assert old in data
    with pytest.raises(FormatError):
        sie4.decode(data.replace(old, new))


@pytest.mark.parametrize(
    "data", [b"", b"\x00\xff" * 100, b"}", b"{", b"#VER A 1 20260101", b"#TRANS 1930 {} 1"]
)
def test_rubbish_is_refused(data: bytes) -> None:
    with pytest.raises(FormatError):
        sie4.decode(data)
