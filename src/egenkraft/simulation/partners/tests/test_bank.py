"""The fake bank pays what it can, once, and says what it refused."""

from dataclasses import replace
from pathlib import Path

from egenkraft.formats.api import pain001, pain002
from egenkraft.formats.tests import payment_mothers as mothers
from egenkraft.simulation.partners.api import FakeBank, answer_folder


def codes(report: bytes) -> tuple[str | None, list[str]]:
    read = pain002.decode(report)
    found = [item.status.code for block in read.blocks for item in block.transfers if item.status]
    return (read.group.code if read.group else None), found


def test_everything_is_paid_when_nothing_is_wrong() -> None:
    report = FakeBank({}).report_on(pain001.encode(mothers.file()), mothers.NOW)
    assert codes(report) == ("ACSC", ["ACSC"] * 4)
    read = pain002.decode(report)
    assert read.original_message_id == mothers.file().message_id
    assert [item.amount_ore for item in read.blocks[1].transfers] == [1, 521_950]


def test_listed_accounts_are_refused_with_their_reason() -> None:
    refused = {"6000000000000": "AC04", mothers.BANKGIRO: "AC01"}
    report = FakeBank(refused).report_on(pain001.encode(mothers.file()), mothers.NOW)
    assert codes(report) == ("PART", ["RJCT", "ACSC", "RJCT", "ACSC"])
    status = pain002.decode(report).status_of("EK-2026-000001", "EK-20261005-1-A")
    assert status is not None
    assert status.reasons[0].code == "AC04"


def test_the_same_file_again_is_paid_once_and_reported_the_same() -> None:
    bank, data = FakeBank({}), pain001.encode(mothers.file())
    first = bank.report_on(data, mothers.NOW)
    assert bank.report_on(data, mothers.NOW) == first


def test_another_file_under_the_same_id_and_a_payment_twice_are_found() -> None:
    bank, file = FakeBank({}), mothers.file()
    bank.report_on(pain001.encode(file), mothers.NOW)
    same_id = replace(file, blocks=file.blocks[:1])
    report = pain002.decode(bank.report_on(pain001.encode(same_id), mothers.NOW))
    assert report.group == pain002.Status(
        "RJCT", (pain002.Reason("AM05", "another file came under this message id"),)
    )
    again = replace(file, message_id="EK-20261005-2")
    assert codes(bank.report_on(pain001.encode(again), mothers.NOW)) == ("RJCT", ["RJCT"] * 4)


def test_a_file_that_cannot_be_read_is_refused_whole() -> None:
    wrong_sum = pain001.encode(mothers.file()).replace(b"15658.51", b"15658.50")
    for data in (b"", b"<a/>", wrong_sum):
        report = pain002.decode(FakeBank({}).report_on(data, mothers.NOW))
        assert report.group is not None
        assert report.group.is_rejected
        assert report.group.reasons[0].code == "FF01"


def test_a_folder_is_answered_once_and_the_same_after_a_restart(tmp_path: Path) -> None:
    inbox, outbox = tmp_path / "in", tmp_path / "out"
    inbox.mkdir()
    (inbox / "a.xml").write_bytes(pain001.encode(mothers.file()))
    (inbox / "b.xml").write_bytes(pain001.encode(replace(mothers.file(), message_id="EK-2")))
    (inbox / "c.xml.tmp").write_bytes(b"half")
    assert answer_folder(inbox, outbox, {}, mothers.NOW) == (
        outbox / "a.pain002.xml",
        outbox / "b.pain002.xml",
    )
    assert answer_folder(inbox, outbox, {}, mothers.NOW) == ()
    assert codes((outbox / "a.pain002.xml").read_bytes()) == ("ACSC", ["ACSC"] * 4)
    second = (outbox / "b.pain002.xml").read_bytes()
    assert codes(second) == ("RJCT", ["RJCT"] * 4)
    (outbox / "b.pain002.xml").unlink()
    answer_folder(inbox, outbox, {}, mothers.NOW)
    assert (outbox / "b.pain002.xml").read_bytes() == second
    assert sorted(path.name for path in outbox.iterdir()) == ["a.pain002.xml", "b.pain002.xml"]
