"""The door of the formats room: one module per outside format.

`from egenkraft.formats.api import FormatError, bankgiro, pain001, pain002, sie4, ssbtek`
"""

from egenkraft.formats import bankgiro, pain001, pain002, sie4, ssbtek
from egenkraft.formats.errors import FormatError

__all__ = ["FormatError", "bankgiro", "pain001", "pain002", "sie4", "ssbtek"]
