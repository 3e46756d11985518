"""Yes or no to what another person asked for; and to an automatic decision drawn for review."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from egenkraft.web.forms import JaNejField, PageForm, ValField
from egenkraft.web.office.forms.case import text_field


class ApprovalForm(PageForm):
    """A no needs its reason: the one who asked has to know what to do."""

    approved = ValField(
        label=gettext_lazy("Vad svarar du?"),
        choices=[("ja", gettext_lazy("Attesterar")), ("nej", gettext_lazy("Attesterar inte"))],
        error_messages={"required": gettext_lazy("Välj om du attesterar")},
    )
    reason = text_field(
        gettext_lazy("Skäl"),
        missing="",
        required=False,
        help_text=gettext_lazy("Behövs när du inte attesterar."),
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if "approved" in data:
            data["approved"] = data["approved"] == "ja"
            if not data["approved"] and not data.get("reason", "").strip():
                self.add_error("reason", _("Skriv varför du inte attesterar"))
        return data


class ReviewForm(PageForm):
    """Whether an automatic decision was right."""

    right = JaNejField(
        label=gettext_lazy("Var beslutet rätt?"),
        error_messages={"required": gettext_lazy("Välj ja eller nej")},
    )
    note = text_field(
        gettext_lazy("Vad såg du?"),
        missing=gettext_lazy("Skriv vad du har kontrollerat"),
        help_text=gettext_lazy("Skriv vad du jämförde. Var något fel, skriv vad som behöver ändras."),
    )
