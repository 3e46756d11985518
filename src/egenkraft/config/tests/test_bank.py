"""The file that names the bank agreement and the books."""

import pytest
from pydantic import ValidationError

from egenkraft.config.bank import read_bank_file

GIVEN = """
bank: {name: Björkstrands kommun, customer_id: "2120009999", iban: SE5760000000000000000000, bic: HANDSESS}
books:
  organisation_number: 212000-9999
  company: Björkstrands kommun
  support: {number: "4510", name: Ekonomiskt bistånd}
  decided: {number: "2890", name: Beslutat}
  on_its_way: {number: "1690", name: På väg}
  bank: {number: "1940", name: Bank}
  loans: {number: "1570", name: Förskott}
"""


def test_the_file_is_read(tmp_path):
    path = tmp_path / "bank.yaml"
    path.write_text(GIVEN)
    agreement, books = read_bank_file(path)
    assert agreement.debtor.customer_id == "2120009999"
    assert books.loans.number == "1570"
    assert not books.assumed


def test_what_is_missing_is_named(tmp_path):
    path = tmp_path / "bank.yaml"
    path.write_text(GIVEN.replace("  loans:", "  lons:"))
    with pytest.raises(ValidationError) as error:
        read_bank_file(path)
    assert "books.loans" in str(error.value)
    assert "books.lons" in str(error.value)
