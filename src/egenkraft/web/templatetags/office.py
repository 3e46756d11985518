"""`{% load office %}`: what only the officers' pages write."""

from django import template

from egenkraft.web.office import words

register = template.Library()


@register.filter
def vem(name: str) -> str:
    """Who did something: a person's name, or that no person did."""
    return str(words.who(name)) if name else ""
