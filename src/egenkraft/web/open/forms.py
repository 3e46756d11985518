"""What one who has not signed in can fill in. Both forms are sent with GET and nothing of them is kept."""

import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from egenkraft.rulebook.api import known_municipalities, table_months
from egenkraft.web.forms import DatumField, JaNejField, KronorField, ManadField, PageForm, ValField

_AGES = re.compile(r"\d{1,2}")
_OLDEST_CHILD = 20
_MOST_CHILDREN = 12
FIRST_DAY = dt.date(2012, 1, 1)


def _places() -> list[tuple[str, Any]]:
    return [("", _("Hela landet, utan kommunens egna regler")), *known_municipalities().items()]


class RulesForm(PageForm):
    """Which day's rules, and which municipality's."""

    day = DatumField(label=_("Dag"), required=False)
    municipality = forms.ChoiceField(label=_("Kommun"), required=False, choices=_places)

    def clean_day(self) -> dt.date | None:
        """A day that the rules reach back to."""
        day: dt.date | None = self.cleaned_data["day"]
        if day is not None and not FIRST_DAY <= day <= dt.date(2035, 12, 31):
            raise ValidationError(_("Skriv en dag från 2012-01-01 till 2035-12-31"))
        return day


class AgesField(forms.CharField):
    """Ages of children with commas between: "3, 8" → (3, 8)."""

    def to_python(self, value: object) -> Any:
        """Read the ages; a child of more than twenty years is an adult of its own."""
        text = str(value or "").strip()
        if not text:
            return ()
        parts = [part for part in re.split(r"[,;\s]+", text) if part]
        if not all(_AGES.fullmatch(part) and part.isascii() for part in parts):
            raise ValidationError(_("Skriv åldrarna med siffror och komma emellan, till exempel 3, 8"))
        ages = tuple(int(part) for part in parts)
        if max(ages) > _OLDEST_CHILD:
            raise ValidationError(_("Skriv barn som är högst 20 år. Den som är äldre söker själv"))
        if len(ages) > _MOST_CHILDREN:
            raise ValidationError(_("Skriv högst 12 barn"))
        return ages

    def prepare_value(self, value: object) -> object:
        """Show ages as they are typed."""
        return ", ".join(str(age) for age in value) if isinstance(value, tuple) else value


class CalculatorForm(PageForm):
    """A household and a month, as far as one sees roughly what one may get."""

    adults = ValField(
        label=_("Vuxna i hushållet"), choices=[("1", _("En vuxen")), ("2", _("Två som är ett par"))]
    )
    children = AgesField(
        label=_("Barnens ålder"),
        help_text=_("Till exempel 3, 8. Lämna tomt om inga barn bor hos dig."),
        required=False,
    )
    month = ManadField(label=_("Månad"))
    rent = KronorField(label=_("Hyra per månad"), required=False)
    electricity = KronorField(label=_("Hushållsel per månad"), required=False)
    wage = KronorField(label=_("Lön efter skatt"), required=False)
    jobbstimulans = JaNejField(
        label=_("Har du haft försörjningsstöd i minst sex månader i rad?"),
        help_text=_("Då räknas inte hela lönen, under två år. Det heter jobbstimulans."),
        required=False,
    )
    other_income = KronorField(
        label=_("Andra inkomster efter skatt"),
        help_text=_("Till exempel barnbidrag, bostadsbidrag och föräldrapenning."),
        required=False,
    )
    municipality = forms.ChoiceField(label=_("Kommun"), required=False, choices=_places)

    def clean_month(self) -> str:
        """A month that has a riksnorm."""
        month = str(self.cleaned_data["month"])
        first, last = table_months()
        if not first <= int(month.replace("-", "") + "01") <= last:
            raise ValidationError(
                _("Beloppen finns för %(first)s till %(last)s")
                % {"first": _month(first), "last": _month(last)}
            )
        return month


class TryForm(PageForm):
    """The small calculator beside a rule: the norm of a household."""

    adults = CalculatorForm.base_fields["adults"]
    children = CalculatorForm.base_fields["children"]


def _month(day: int) -> str:
    return f"{day // 10000}-{day // 100 % 100:02d}"
