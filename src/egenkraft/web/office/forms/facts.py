"""Forms of papers, facts and differences."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from egenkraft.assistance.views import PaperView
from egenkraft.web.forms import DatumField, FlervalField, KronorField, PageForm, ValField
from egenkraft.web.office.forms.case import text_field


class PersonForm(PageForm):
    """A form about one of the adults; `people` maps person id to name."""

    person_id = ValField(label=_("Vem gäller det?"), error_messages={"required": _("Välj vem det gäller")})

    def __init__(self, *args: Any, people: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person_id"].choices = list(people.items())  # type: ignore[attr-defined]

    def clean_person_id(self) -> int:
        return int(self.cleaned_data["person_id"])


class CompletionForm(PageForm):
    """Named papers to hand in. `papers` are those the answers ask for."""

    papers = FlervalField(
        label=_("Vilka papper behövs?"),
        help_text=_(
            "Begär bara det som behövs för beslutet. Dagen då de ska vara inne räknas ut av kommunens tidsgräns."
        ),
        error_messages={"required": _("Välj minst ett papper")},
    )
    message = text_field(
        _("Vad vill du skriva till personen?"),
        missing="",
        required=False,
        help_text=_(
            "Skriv varför papperet behövs. Till exempel: Vi behöver hyresavin för att se den nya hyran."
        ),
    )

    def __init__(
        self, *args: Any, papers: Iterable[PaperView], names: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["papers"].choices = [  # type: ignore[attr-defined]
            (paper_key(paper), _label(paper, names)) for paper in papers if not paper.received
        ]

    def clean_papers(self) -> tuple[tuple[str, int | None], ...]:
        return tuple(read_paper_key(key) for key in self.cleaned_data["papers"])


def paper_key(paper: PaperView) -> str:
    """A paper as the value of a box: code and person."""
    return f"{paper.code}@{paper.person_id or ''}"


def read_paper_key(key: str) -> tuple[str, int | None]:
    code, _at, person = key.partition("@")
    return code, int(person) if person.isdigit() else None


def _label(paper: PaperView, names: Mapping[str, str]) -> str:
    name = names.get(str(paper.person_id), "") if paper.person_id else ""
    return f"{paper.label} ({name})" if name else paper.label


class FactForm(PersonForm):
    """A fact the officer has seen, with its source. `kinds` maps kind to label."""

    kind = forms.ChoiceField(
        label=_("Vilken uppgift?"), error_messages={"required": _("Välj vilken uppgift det är")}
    )
    amount_ore = KronorField(
        label=_("Belopp"), required=False, help_text=_("Lämna tomt om uppgiften inte är ett belopp")
    )
    paid_on = DatumField(label=_("Utbetald"), required=False)
    source = forms.CharField(
        label=_("Var har du sett uppgiften?"),
        max_length=200,
        help_text=_("Till exempel: lönespecifikation för november, sidan 1"),
        error_messages={"required": _("Skriv var du har sett uppgiften")},
    )
    field_order = ("person_id", "kind", "amount_ore", "paid_on", "source")

    def __init__(self, *args: Any, kinds: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("Välj")), *kinds.items()]  # type: ignore[attr-defined]


class DifferenceForm(PageForm):
    """Why the register's or the person's figure is used."""

    note = text_field(_("Anteckning"), missing=_("Skriv hur du har kommit fram till det"))


class GrantForm(PageForm):
    """What is granted of one applied cost."""

    granted_ore = KronorField(label=_("Så mycket beviljas"))
    reason = text_field(
        _("Varför"),
        missing="",
        required=False,
        help_text=_(
            "Behövs när det är mindre än vad som söktes. Texten står i beslutet, skriv så att personen förstår."
        ),
    )


class AttachForm(PersonForm):
    """A paper that came to the office."""

    paper = forms.ChoiceField(label=_("Vilket papper är det?"), error_messages={"required": _("Välj papper")})
    file = forms.FileField(
        label=_("Fil"),
        help_text=_("PDF, JPEG, PNG eller HEIC"),
        error_messages={"required": _("Välj en fil"), "empty": _("Filen är tom. Välj en annan fil")},
    )
    field_order = ("person_id", "paper", "file")

    def __init__(self, *args: Any, papers: Iterable[PaperView], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = {paper.code: paper.label for paper in papers}
        self.fields["paper"].choices = [("", _("Välj")), *codes.items()]  # type: ignore[attr-defined]
