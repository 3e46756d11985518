"""Template tags that draw one part of a page: a field, an icon, a deadline, a notice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django import forms, template
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.loader import render_to_string
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from egenkraft.web import svg
from egenkraft.web.forms import error_links

register = template.Library()

SOON_DAYS = 2
NOTICE_ICONS = {"info": "info", "do": "calendar", "ok": "check", "warn": "warning", "late": "late"}
TAG_ICONS = {"ok": "check", "warn": "warning", "late": "late", "info": "info", "started": "half"}


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """Draw an icon of the sprite `web/icons.svg`; it says nothing by itself."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        css,
        static("web/icons.svg"),
        name,
    )


class ReuseBlockNode(template.Node):
    """Write a block of the page once more, so that title and h1 cannot differ."""

    def __init__(self, name: str) -> None:
        self.name = name

    def render(self, context: Context) -> SafeString:
        blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
        block = blocks.get_block(self.name) if blocks else None
        return mark_safe(block.render(context).strip()) if block else mark_safe("")


@register.tag
def reuse_block(parser: Parser, token: Token) -> ReuseBlockNode:
    """`{% reuse_block "title" %}`: the block `title` as the page has filled it."""
    words = token.split_contents()
    if len(words) != 2:
        raise template.TemplateSyntaxError("reuse_block takes the name of one block")
    return ReuseBlockNode(words[1].strip("\"'"))


def _field_template(field: forms.BoundField) -> str:
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxSelectMultiple):
        return "components/checkboxes.html"
    if isinstance(widget, forms.RadioSelect):
        return "components/radios.html"
    if isinstance(widget, forms.CheckboxInput):
        return "components/checkbox.html"
    if isinstance(widget, forms.FileInput):
        return "components/file.html"
    return "components/field.html"


def _control(field: forms.BoundField) -> SafeString:
    """The input itself, tied to its hint and its error."""
    described = [f"{field.auto_id}-hint"] if field.help_text else []
    if field.errors:
        described.append(f"{field.auto_id}-error")
    attrs: dict[str, str | bool] = {"class": f"ds-input {field.field.widget.attrs.get('class', '')}".strip()}
    if described:
        attrs["aria-describedby"] = " ".join(described)
    if field.errors:
        attrs["aria-invalid"] = "true"
    return field.as_widget(attrs=attrs)


@register.simple_tag
def field(bound: forms.BoundField) -> SafeString:
    """Draw a form field whole: label, hint, error and input, or a fieldset of choices."""
    if bound.is_hidden:
        return bound.as_widget()
    hints = getattr(bound.field, "option_hints", {})
    name = _field_template(bound)
    choices = name in {"components/radios.html", "components/checkboxes.html"}
    options = [(option, hints.get(option.data["value"], "")) for option in bound] if choices else []
    return render_to_string(
        name,
        {
            "field": bound,
            "control": "" if choices else _control(bound),
            "options": options,
            "suffix": getattr(bound.field, "suffix", ""),
            "optional": not bound.field.required and not getattr(bound.field, "no_optional_mark", False),
        },
    )


@register.simple_tag
def form_fields(form: forms.BaseForm) -> SafeString:
    """Draw every field of a form in its order, the hidden ones too."""
    return mark_safe("".join(field(bound) for bound in form))


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms_: forms.BaseForm) -> dict[str, object]:
    """List what is wrong in one or more forms, each with a link to its field."""
    return {"errors": [link for form in forms_ if form is not None for link in error_links(form)]}


@register.simple_block_tag
def notice(content: SafeString, tone: str = "info", title: str = "") -> SafeString:
    """`{% notice tone="do" title="…" %} … {% endnotice %}`; tones info, do, ok, warn, late."""
    return render_to_string(
        "components/notice.html",
        {"content": content, "tone": tone, "title": title, "icon_name": NOTICE_ICONS[tone]},
    )


@register.inclusion_tag("components/tag.html")
def tag(tone: str, text: str) -> dict[str, str]:
    """A state: shape, word and colour. Tones: neutral, info, started, ok, warn, late."""
    return {"tone": tone, "text": text, "icon_name": TAG_ICONS.get(tone, "")}


@dataclass(frozen=True)
class DeadlineView:
    """A deadline as shown: a sentence, its tone, and one pip for each day of the limit."""

    text: str
    tone: str
    icon_name: str
    pips: tuple[bool, ...]


def deadline_view(days_left: int, of_days: int | None) -> DeadlineView:
    """Say how many days are left; negative days are late. The days are counted elsewhere."""
    if days_left < 0:
        late = -days_left
        text = ngettext("Försenad %(n)s dag", "Försenad %(n)s dagar", late) % {"n": late}
        return DeadlineView(text, "late", "late", (True,) * min(of_days or 0, 10))
    if days_left == 0:
        text = _("Sista dagen är i dag")
    elif of_days is None:
        text = ngettext("%(n)s dag kvar", "%(n)s dagar kvar", days_left) % {"n": days_left}
    else:
        text = ngettext("%(n)s av %(of)s dag kvar", "%(n)s av %(of)s dagar kvar", of_days) % {
            "n": days_left,
            "of": of_days,
        }
    soon = days_left <= SOON_DAYS
    pips = tuple(day < days_left for day in range(min(of_days or 0, 10)))
    return DeadlineView(text, "warn" if soon else "neutral", "warning" if soon else "clock", pips)


@register.inclusion_tag("components/deadline.html")
def deadline(
    days_left: int | None,
    of_days: int | None = None,
    due: dt.date | None = None,
    what: str = "",
    box: bool = False,
) -> dict[str, object]:
    """A time limit: "2 av 5 dagar kvar", the day, and what shall be done by then."""
    view = None if days_left is None else deadline_view(days_left, of_days)
    return {"view": view, "due": due, "what": what, "box": box}


@dataclass(frozen=True)
class FlowPart:
    """One place the money goes: to whom, how, the amount in öre, and the icon of the kind."""

    label: str
    detail: str
    amount_ore: int
    icon: str = "person"


@register.inclusion_tag("components/flow.html")
def flow(parts: Sequence[FlowPart], note: str = "") -> dict[str, object]:
    """Where the money goes: a bar, and below it a row for each part with its amount."""
    bar = svg.share_bar([part.amount_ore for part in parts])
    return {"parts": parts, "bar": mark_safe(bar), "note": note}
