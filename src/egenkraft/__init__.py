"""Egenkraft: from social assistance to work, in one system whose rules anyone can read."""

__version__ = "0.1.0"
