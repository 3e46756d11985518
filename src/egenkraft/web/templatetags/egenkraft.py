"""`{% load egenkraft %}`: all filters and tags of the pages in one library."""

from django import template

from egenkraft.web.templatetags import calculation, formats, parts

register = template.Library()
for _library in (formats.register, parts.register, calculation.register):
    register.filters.update(_library.filters)
    register.tags.update(_library.tags)
