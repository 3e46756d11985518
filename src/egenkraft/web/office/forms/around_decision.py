"""Forms of what is done around a decision once it is taken or told."""

from datetime import date, datetime, time

from django.utils.translation import gettext_lazy as _

from egenkraft.foundation.clock import ZONE
from egenkraft.web.forms import DatumField, PageForm, ValField
from egenkraft.web.office.forms.case import text_field
from egenkraft.web.office.forms.facts import PersonForm


class SendForm(PageForm):
    """When the letter goes."""

    when = ValField(
        label=_("När ska beslutet skickas?"),
        choices=[("now", _("Nu")), ("later", _("När tiden att ångra har gått ut"))],
        option_hints={"now": _("Beslutet går då inte att ångra")},
        error_messages={"required": _("Välj när beslutet ska skickas")},
    )

    def clean_when(self) -> bool:
        return bool(self.cleaned_data["when"] == "now")


class ServedForm(PageForm):
    """The day the person was served (delgiven)."""

    served_on = DatumField(label=_("Vilken dag fick personen del av beslutet?"))

    def clean_served_on(self) -> datetime:
        day: date = self.cleaned_data["served_on"]
        return datetime.combine(day, time(12), ZONE)


class HearingAnswerForm(PersonForm):
    """What the person answered, by telephone, at the desk or on paper."""

    text = text_field(_("Svaret, med personens egna ord"), missing=_("Skriv vad personen svarade"))


class WithdrawForm(PersonForm):
    reason = text_field(
        _("Hur återkallades ansökan?"),
        missing="",
        required=False,
        help_text=_("Till exempel: på telefon, Laleh ringde själv"),
    )
