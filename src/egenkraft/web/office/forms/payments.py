"""Forms of payments: a pay day, attest, a stop, a payee, a report from the bank."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from egenkraft.payments.api import PayeeAccount, PayeeKind, PayeeView
from egenkraft.web.forms import DatumField, PageForm, ValField
from egenkraft.web.office.forms.case import text_field


class PayDayForm(PageForm):
    """Named as in the address."""

    dag = DatumField(label=gettext_lazy("Utbetalningsdag"))


class AttestForm(PageForm):
    """Attest of exactly what was seen. Every warning is looked into first."""

    warnings = forms.MultipleChoiceField(
        label=gettext_lazy("Utredda varningar"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Kryssa i varje varning när du har utrett den."),
    )
    read = forms.BooleanField(
        label=gettext_lazy("Jag har läst ändringarna och varningarna"),
        error_messages={"required": gettext_lazy("Läs ändringarna och kryssa i rutan")},
    )
    sums = forms.BooleanField(
        label=gettext_lazy("Kontrollsummorna stämmer"),
        error_messages={"required": gettext_lazy("Kontrollera summorna och kryssa i rutan")},
    )
    fingerprint = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["warnings"].choices = choices  # type: ignore[attr-defined]
        self.fields["warnings"].no_optional_mark = True  # type: ignore[attr-defined]
        if not choices:
            del self.fields["warnings"]

    def clean_warnings(self) -> list[str]:
        ticked: list[str] = self.cleaned_data["warnings"]
        left = [label for key, label in self.fields["warnings"].choices if key not in ticked]  # type: ignore[attr-defined]
        if left:
            raise forms.ValidationError(_("Utred först: %(what)s") % {"what": left[0]})
        return ticked


class ChoosePayeeForm(PageForm):
    """One of the payees in force; `payees` are those of the household."""

    payee_id = ValField(
        label=gettext_lazy("Till vem?"), error_messages={"required": gettext_lazy("Välj mottagare")}
    )
    reason = text_field(gettext_lazy("Skäl"), missing=gettext_lazy("Skriv skälet"))

    def __init__(self, *args: Any, payees: Iterable[PayeeView], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["payee_id"].choices = [(str(one.id), f"{one.name} {one.shown or ''}") for one in payees]  # type: ignore[attr-defined]

    def clean_payee_id(self) -> int:
        return int(self.cleaned_data["payee_id"])


class PayeeForm(PageForm):
    """An account or a giro number. It takes effect when another person has approved it."""

    owner = ValField(
        label=gettext_lazy("Vem tillhör kontot?"),
        error_messages={"required": gettext_lazy("Välj vem kontot tillhör")},
    )
    kind = ValField(
        label=gettext_lazy("Hur ska pengarna gå?"),
        choices=[
            (str(PayeeKind.ACCOUNT), gettext_lazy("Till bankkonto")),
            (str(PayeeKind.BANKGIRO), gettext_lazy("Till bankgiro")),
            (str(PayeeKind.PLUSGIRO), gettext_lazy("Till plusgiro")),
        ],
        error_messages={"required": gettext_lazy("Välj hur pengarna ska gå")},
    )
    clearing = forms.CharField(
        label=gettext_lazy("Clearingnummer"),
        required=False,
        max_length=6,
        help_text=gettext_lazy("Bara för bankkonto."),
    )
    number = forms.CharField(
        label=gettext_lazy("Konto- eller gironummer"),
        max_length=20,
        error_messages={"required": gettext_lazy("Skriv konto- eller gironumret")},
    )
    ocr = forms.CharField(
        label=gettext_lazy("OCR-nummer"),
        required=False,
        max_length=30,
        help_text=gettext_lazy("Bara för bankgiro och plusgiro."),
    )

    def __init__(self, *args: Any, owners: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = owners  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Add `account`: where the money goes, as typed; payments says what is wrong with it."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("kind") and data.get("number"):
            data["account"] = PayeeAccount(
                PayeeKind(data["kind"]), data["number"], data["clearing"], data["ocr"]
            )
        return data


class DirectPayeeForm(PageForm):
    """Which cost is paid straight to whom."""

    cost_kind = ValField(
        label=gettext_lazy("Vilken kostnad?"),
        choices=[("rent", gettext_lazy("Hyra")), ("electricity", gettext_lazy("Hushållsel"))],
        error_messages={"required": gettext_lazy("Välj kostnad")},
    )
    payee_id = ValField(
        label=gettext_lazy("Till vem?"), error_messages={"required": gettext_lazy("Välj mottagare")}
    )

    def __init__(self, *args: Any, payees: Iterable[PayeeView], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["payee_id"].choices = [(str(one.id), f"{one.name} {one.shown or ''}") for one in payees]  # type: ignore[attr-defined]

    def clean_payee_id(self) -> int:
        return int(self.cleaned_data["payee_id"])


class ReportForm(PageForm):
    """A pain.002 from the bank."""

    file = forms.FileField(
        label=gettext_lazy("Bankens svar (pain.002)"),
        error_messages={
            "required": gettext_lazy("Välj filen från banken"),
            "empty": gettext_lazy("Filen är tom. Välj en annan fil"),
        },
    )
