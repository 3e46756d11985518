"""The bank's report: three levels, reasons, and which status holds for a payment."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egenkraft.formats.api import FormatError, pain002
from egenkraft.formats.pain002 import BlockStatus, Reason, Status, StatusReport, TransferStatus

REJECTED = Status("RJCT", (Reason("AC04", "Kontot är avslutat • stängt"), Reason("NARR")))
REPORT = StatusReport(
    message_id="BANK-1",
    created_at=datetime(2026, 10, 5, 9, tzinfo=UTC),
    original_message_id="EK-20261005-1",
    group=Status("PART"),
    blocks=(
        BlockStatus(
            "A",
            Status("PART"),
            (TransferStatus("1", Status("ACSC"), 521_950), TransferStatus("2", REJECTED)),
        ),
        BlockStatus("B", Status("ACCP")),
        BlockStatus("C", Status("RJCT", (Reason("DT01"),)), (TransferStatus("9", None),)),
    ),
)


def test_a_report_comes_back() -> None:
    data = pain002.encode(REPORT)
    assert pain002.encode(REPORT) == data
    assert pain002.decode(data) == REPORT


@given(st.lists(st.tuples(st.integers(1, 10**12), st.sampled_from(["RJCT", "ACSC", "PDNG"])), max_size=20))
def test_any_report_comes_back(rows: list[tuple[int, str]]) -> None:
    transfers = tuple(TransferStatus(f"E{n}", Status(code), ore) for n, (ore, code) in enumerate(rows))
    report = StatusReport(
        message_id="B",
        created_at=REPORT.created_at,
        original_message_id="M",
        blocks=(BlockStatus("A", None, transfers),),
    )
    assert pain002.decode(pain002.encode(report)) == report


def test_the_nearest_level_that_says_something_holds() -> None:
    def code(end_to_end_id: str, block: str) -> str | None:
        status = REPORT.status_of(end_to_end_id, block)
        return None if status is None else status.code

    assert code("1", "A") == "ACSC"
    assert code("2", "A") == "RJCT"
    assert code("3", "A") is None
    assert code("4", "B") == "ACCP"
    assert code("9", "C") == "RJCT"
    assert code("5", "unknown") is None
    assert REJECTED.is_rejected
    assert not REJECTED.is_settled
    assert Status("ACSC").is_settled


def test_a_file_rejected_whole_rejects_every_payment() -> None:
    whole = StatusReport(
        message_id="B", created_at=REPORT.created_at, original_message_id="M", group=Status("RJCT")
    )
    status = whole.status_of("1", "A")
    assert status is not None
    assert status.is_rejected


def test_the_older_version_and_the_banks_own_codes_are_read() -> None:
    data = pain002.encode(REPORT).replace(b"pain.002.001.10", b"pain.002.001.03")
    data = data.replace(b"<p:Cd>NARR</p:Cd>", b"<p:Prtry>X99</p:Prtry>")
    reasons = pain002.decode(data).blocks[0].transfers[1].status
    assert reasons is not None
    assert reasons.reasons[1] == Reason("X99")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"pain.002.001.10", b"pain.002.001.99"),
        (b">PART<", b">part<"),
        (b"p:OrgnlMsgId", b"p:Other"),
        (b'Ccy="SEK"', b'Ccy="NOK"'),
        (b">5219.50<", b">mycket<"),
        (b"2026-10-05T", b"2026-13-05T"),
        (b"<p:Document", b"<!DOCTYPE x><p:Document"),
    ],
)
def test_malformed_reports_are_refused(old: bytes, new: bytes) -> None:
    data = pain002.encode(REPORT)
    assert old in data
    with pytest.raises(FormatError):
        pain002.decode(data.replace(old, new).replace(b"<?xml version='1.0' encoding='UTF-8'?>\n", b""))
