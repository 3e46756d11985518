"""Questions in the address of the pages about the house."""

from django.utils.translation import gettext_lazy as _

from egenkraft.web.forms import ManadField, PageForm


class MonthForm(PageForm):
    """Which month to show; named as in the address."""

    manad = ManadField(label=_("Månad"))
