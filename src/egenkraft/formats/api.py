"""The door of the formats room: one module per outside format.

`from egenkraft.formats.api import FormatError, pain001, pain002, sie4, ssbtek, bankgiro`
"""

from egenkraft.formats import ssbtek
from egenkraft.formats.errors import FormatError

__all__ = ["FormatError", "ssbtek"]
