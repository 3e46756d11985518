"""What parties refuses, by name."""

from enum import StrEnum


class PartiesRefusal(StrEnum):
    PERSON_EXISTS = "person_exists"
    NAME_MISSING = "name_missing"
    SEARCH_TOO_SHORT = "search_too_short"
    NO_ADULT = "no_adult"
    ADULT_ELSEWHERE = "adult_elsewhere"
    NAMED_TWICE = "named_twice"
    DAYS_PER_MONTH = "days_per_month"
    CHANGE_BEFORE_START = "change_before_start"
    ORGANISATION_NUMBER = "organisation_number"
    ORGANISATION_EXISTS = "organisation_exists"
    PROTECTION_LEVEL = "protection_level"
