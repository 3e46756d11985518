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
def vem(name: str) -> str:
    """Who did something: a person's name, or that no person did."""
    return str(words.who(name)) if name else ""
