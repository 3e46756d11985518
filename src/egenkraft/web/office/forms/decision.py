"""The decision a person takes: what, on which ground, why for each adult, the child, the emergency."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from egenkraft.assistance.codes import DecisionKind, LegalGround, RefusalGround
from egenkraft.assistance.views import Assessment, Ground
from egenkraft.web.forms import PageForm, ValField
from egenkraft.web.office import words
from egenkraft.web.office.forms.case import text_field
from egenkraft.web.templatetags.formats import kronor_text

_PARTS = ("ground", "text")
_LAWS = (LegalGround.RIGHT, LegalGround.BEYOND_RIGHT)


class DecisionForm(PageForm):
    """`adults` maps person id to name. `seen` holds the hash of the calculation that the officer looked at."""

    kind = ValField(
        label=gettext_lazy("Vad beslutar du?"),
        error_messages={"required": gettext_lazy("Välj vad du beslutar")},
    )
    ground = ValField(
        label=gettext_lazy("Enligt vilken regel?"),
        choices=[(str(law), words.LEGAL_GROUNDS[law]) for law in _LAWS],
        initial=str(LegalGround.RIGHT),
        error_messages={"required": gettext_lazy("Välj regel")},
    )
    child_view = text_field(
        gettext_lazy("Barnets bästa och barnets åsikt"),
        missing="",
        required=False,
        help_text=gettext_lazy(
            "Behövs vid delvis bifall och avslag när det finns barn. Skriv vad beslutet betyder för just det barnet."
        ),
    )
    emergency_test = text_field(
        gettext_lazy("Prövning av akut nöd"),
        missing="",
        required=False,
        help_text=gettext_lazy(
            "Behövs vid avslag. Skriv om det finns mat, medicin och tak över huvudet den närmaste tiden."
        ),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, adults: Mapping[str, str], assessment: Assessment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.adults = adults
        self.calculation_hash = assessment.calculation.hash if assessment.calculation else ""
        self.fields["kind"].choices = list(_kinds(assessment).items())  # type: ignore[attr-defined]
        self.fields["seen"].initial = self.calculation_hash
        for person_id, name in adults.items():
            self.fields[f"ground_{person_id}"] = forms.ChoiceField(
                label=_("Skäl som gäller %(name)s") % {"name": name},
                required=False,
                choices=[("", _("Inget skäl behövs")), *words.REFUSAL_GROUNDS.items()],
                help_text=_("Behövs vid delvis bifall och avslag."),
            )
            self.fields[f"text_{person_id}"] = text_field(
                _("Motivering till %(name)s") % {"name": name},
                missing="",
                required=False,
                help_text=_("Skriv så att personen förstår vad som avgjorde. Texten står i beslutet."),
            )
        for name in ("child_view", "emergency_test", *(f"{part}_{one}" for one in adults for part in _PARTS)):
            # When each is needed stands in its hint; "optional" would say something else.
            self.fields[name].no_optional_mark = True  # type: ignore[attr-defined]
        grounds = [f"{part}_{person_id}" for person_id in adults for part in _PARTS]
        self.order_fields(["kind", "ground", *grounds, "child_view", "emergency_test", "seen"])

    def clean(self) -> dict[str, Any]:
        """A ground without its text would tell the person nothing."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for person_id, name in self.adults.items():
            if data.get(f"ground_{person_id}") and not data.get(f"text_{person_id}", "").strip():
                self.add_error(f"text_{person_id}", _("Skriv motiveringen till %(name)s") % {"name": name})
        return data

    def decision(self) -> dict[str, Any]:
        """The arguments of `assistance.preview_decision`, `propose` and `decide`."""
        data = self.cleaned_data
        return {
            "kind": DecisionKind(data["kind"]),
            "ground": LegalGround(data["ground"]),
            "grounds": tuple(
                Ground(
                    int(person_id),
                    RefusalGround(data[f"ground_{person_id}"]),
                    data[f"text_{person_id}"].strip(),
                )
                for person_id in self.adults
                if data[f"ground_{person_id}"]
            ),
            "child_view": data["child_view"].strip(),
            "emergency_test": data["emergency_test"].strip(),
        }

    @property
    def stale(self) -> bool:
        """Whether the calculation has changed since the officer looked at it."""
        return bool(self.cleaned_data["seen"] != self.calculation_hash)


class HearingForm(PageForm):
    """What we are thinking of deciding, and why, told before it is decided (FL 25 §)."""

    intended = ValField(
        label=gettext_lazy("Vad tänker du besluta?"),
        choices=[
            (str(kind), words.DECISION_KINDS[kind].label)
            for kind in (DecisionKind.PARTIAL, DecisionKind.REFUSAL)
        ],
        error_messages={"required": gettext_lazy("Välj vad du tänker besluta")},
    )
    reason = text_field(
        gettext_lazy("Varför, med personens egna uppgifter"),
        missing=gettext_lazy("Skriv varför"),
        rows=8,
        help_text=gettext_lazy(
            "Berätta vilka uppgifter som avgör och var de kommer från. Skriv också vad som skulle ändra saken."
        ),
    )

    def clean_intended(self) -> DecisionKind:
        return DecisionKind(self.cleaned_data["intended"])


class LoanForm(PageForm):
    """An advance on a named benefit (etableringslån)."""

    benefit = forms.CharField(
        label=gettext_lazy("Vilken ersättning väntar personen på?"),
        max_length=120,
        help_text=gettext_lazy("Till exempel: etableringsersättning"),
        error_messages={"required": gettext_lazy("Skriv vilken ersättning det är")},
    )
    agency = forms.CharField(
        label=gettext_lazy("Vem betalar den?"),
        max_length=120,
        help_text=gettext_lazy("Till exempel: Försäkringskassan"),
        error_messages={"required": gettext_lazy("Skriv vem som betalar ersättningen")},
    )
    reason = text_field(
        gettext_lazy("Skäl"), missing=gettext_lazy("Skriv skälet till att stödet lämnas som förskott")
    )


def _kinds(assessment: Assessment) -> dict[str, str]:
    """The kinds of decision, a grant with its amount; nothing is chosen beforehand."""
    found = assessment.calculation
    ore = found.support_ore if found else None
    amount = f" {kronor_text(ore)} kr" if ore is not None else ""
    return {
        str(DecisionKind.GRANT): _("Bevilja%(amount)s, allt som söktes") % {"amount": amount},
        str(DecisionKind.PARTIAL): _("Bevilja%(amount)s, en del av det som söktes") % {"amount": amount},
        str(DecisionKind.REFUSAL): _("Avslå ansökan"),
    }
