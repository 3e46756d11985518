"""`{% load office %}`: what only the officers' pages write."""

from collections.abc import Mapping

from django import template

from egenkraft.web.office import words
from egenkraft.web.templatetags.parts import TAG_ICONS

register = template.Library()

STATES: Mapping[str, Mapping[str, words.Word]] = {
    "attachment": words.ATTACHMENT_STATES,
    "completion": words.COMPLETION_STATES,
    "decision": words.DECISION_STATES,
    "difference": words.DIFFERENCE_STATES,
    "hearing": words.HEARING_STATES,
    "part": words.PART_STATES,
}


@register.inclusion_tag("components/tag.html")
def state(of: str, code: str) -> dict[str, object]:
    """`{% state "decision" one.state %}`: the state in words, shape and colour."""
    word = STATES[of][code]
    return {"tone": word.tone, "text": word.label, "icon_name": TAG_ICONS.get(word.tone, "")}


@register.filter
def who(name: str) -> str:
    """Who did something: a person's name, or that no person did."""
    return str(words.who(name)) if name else ""


@register.filter
def attest_reason(code: str) -> str:
    """Why another person attests."""
    return str(words.ATTEST_REASONS.get(code, code))


@register.filter
def payment_reason(reason: str) -> str:
    """Why a payment stands where it does: the bank's code in words, a person's own words as they are."""
    return str(words.BANK_REASONS.get(reason, reason))
