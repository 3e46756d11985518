"""The same examples on every run, and no time limit per example: the machine may be busy."""

from hypothesis import settings

settings.register_profile("formats", deadline=None, derandomize=True)
settings.load_profile("formats")
