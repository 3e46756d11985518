"""Persons, households over time, organisations, protection."""
