"""The law as rules, one chapter a file. Importing this package registers them all in `BOOK`."""

from egenkraft.rulebook.law import benefits, costs, incomes, requirements, riksnorm, support, uprating
from egenkraft.rulebook.law.book import BOOK

__all__ = ["BOOK", "benefits", "costs", "incomes", "requirements", "riksnorm", "support", "uprating"]
