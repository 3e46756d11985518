"""The municipality's agreement with its bank and its books, given once by `config`.

Missing is missing: without them no file is built, and the page says what to do.
"""

from enum import StrEnum

from django.utils.translation import gettext as _

from egenkraft.foundation.api import RefusedError
from egenkraft.payments.api import BankAgreement, Books


class BankRefusal(StrEnum):
    """What a page about payments refuses by itself."""

    NO_AGREEMENT = "no_agreement"
    NO_BOOKS = "no_books"


_given: dict[str, BankAgreement | Books] = {}


def use(agreement: BankAgreement, books: Books) -> None:
    """Tell the pages what the bank and the bookkeeping know the municipality as."""
    _given["agreement"], _given["books"] = agreement, books


def agreement() -> BankAgreement:
    """Raises RefusedError(NO_AGREEMENT) when the installation has none."""
    found = _given.get("agreement")
    if not isinstance(found, BankAgreement):
        raise RefusedError(
            BankRefusal.NO_AGREEMENT,
            _("Avtalet med banken är inte inlagt. Systemförvaltaren lägger in det först."),
        )
    return found


def books() -> Books:
    """Raises RefusedError(NO_BOOKS) when the installation has none."""
    found = _given.get("books")
    if not isinstance(found, Books):
        raise RefusedError(
            BankRefusal.NO_BOOKS,
            _("Bokföringens konton är inte inlagda. Systemförvaltaren lägger in dem först."),
        )
    return found
