"""The door of the access matrix."""

from egenkraft.web.matrix.build import build_world
from egenkraft.web.matrix.matrix import Cell, Matrix, Page, pages, run_matrix, untested_addresses
from egenkraft.web.matrix.world import Household, World

__all__ = [
    "Cell",
    "Household",
    "Matrix",
    "Page",
    "World",
    "build_world",
    "pages",
    "run_matrix",
    "untested_addresses",
]
