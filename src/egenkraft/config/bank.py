"""The municipality's agreement with its bank, and its books, from the file an installation names.

``EGENKRAFT_BANK_FILE`` is YAML with two parts::

    bank: {name: …, customer_id: …, iban: …, bic: …}
    books:
      organisation_number: …
      company: …
      support: {number: …, name: …}
      decided: {number: …, name: …}
      on_its_way: {number: …, name: …}
      bank: {number: …, name: …}
      loans: {number: …, name: …}
"""

from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from egenkraft.formats.api import pain001
from egenkraft.payments.api import BankAgreement, BookAccount, Books


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Bank(_Strict):
    name: str
    customer_id: str
    iban: str
    bic: str


class _Account(_Strict):
    number: str
    name: str

    def as_account(self) -> BookAccount:
        return BookAccount(self.number, self.name)


class _Books(_Strict):
    organisation_number: str
    company: str
    support: _Account
    decided: _Account
    on_its_way: _Account
    bank: _Account
    loans: _Account


class _File(_Strict):
    bank: _Bank
    books: _Books


def read_bank_file(path: Path) -> tuple[BankAgreement, Books]:
    """The agreement and the books.

    Raises pydantic.ValidationError naming each field that is missing or unknown, FormatError for an account that cannot be.
    """
    given = _File.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    bank, books = given.bank, given.books
    agreement = BankAgreement(
        pain001.Debtor(
            name=bank.name, customer_id=bank.customer_id, account=pain001.Iban(bank.iban), bic=bank.bic
        )
    )
    return agreement, Books(
        organisation_number=books.organisation_number,
        company=books.company,
        support=books.support.as_account(),
        decided=books.decided.as_account(),
        on_its_way=books.on_its_way.as_account(),
        bank=books.bank.as_account(),
        loans=books.loans.as_account(),
        assumed=False,
    )
