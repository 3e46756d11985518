"""Questions about what has changed, how one has managed, what one does and where one is."""

from django.utils.translation import gettext_lazy as _

from egenkraft.assistance.codes import FieldKind as K
from egenkraft.assistance.questions.fields import AskedOf, Choice, Field, N, R, S, Step

CHANGES = Step(
    "changes",
    _("Har något ändrats?"),
    _("Vi har kvar det du svarade förra månaden. Berätta här om något är annorlunda nu."),
    (
        Field("household_changed", K.YES_NO, _("Har någon flyttat in eller ut, eller har ni fått barn?")),
        Field("children_changed", K.YES_NO, _("Har det ändrats hur barnen bor eller går i skolan?")),
        Field("housing_changed", K.YES_NO, _("Har din bostad eller hyra ändrats?")),
        Field("other_changed", K.YES_NO, _("Har något annat ändrats som vi behöver veta?")),
        Field("what_changed", K.LONG_TEXT, _("Berätta vad som har ändrats"), required=False, most=2000),
    ),
    frozenset({R}),
    AskedOf.EACH,
    carried=False,
)


LIVELIHOOD = Step(
    "livelihood",
    _("Så har du klarat dig hittills"),
    _("Det hjälper oss att förstå vad du behöver. Skriv kort, du kan berätta mer när vi pratas vid."),
    (
        Field("until_now", K.LONG_TEXT, _("Hur har du klarat din ekonomi fram till nu?"), most=2000),
        Field("worked", K.YES_NO, _("Har du arbetat någon gång de senaste tolv månaderna?")),
        Field("work_what", K.TEXT, _("Med vad?"), most=200, shown_when=("worked", ("ja",))),
    ),
    frozenset({N}),
    AskedOf.EACH,
)


OCCUPATION = Step(
    "occupation",
    _("Det här gör du nu"),
    _("Välj allt som stämmer."),
    (
        Field(
            "now",
            K.CHOICES,
            _("Vad gör du på dagarna?"),
            least=1,
            choices=(
                Choice("works_full", _("Arbetar heltid")),
                Choice("works_part", _("Arbetar deltid")),
                Choice("job_seeker", _("Söker arbete")),
                Choice("studies", _("Studerar")),
                Choice("sfi", _("Läser svenska för invandrare, sfi")),
                Choice("parental_leave", _("Är föräldraledig")),
                Choice("sick", _("Är sjuk")),
                Choice("other", _("Annat")),
            ),
        ),
        Field(
            "sick_until",
            K.DAY,
            _("Till och med vilken dag gäller läkarintyget?"),
            required=False,
            shown_when=("now", ("sick",)),
        ),
        Field(
            "sick_extent",
            K.CHOICE,
            _("Hur mycket är du sjukskriven?"),
            required=False,
            shown_when=("now", ("sick",)),
            choices=(
                Choice("25", _("25 procent")),
                Choice("50", _("50 procent")),
                Choice("75", _("75 procent")),
                Choice("100", _("100 procent")),
            ),
        ),
        Field("studies_what", K.TEXT, _("Vad studerar du?"), most=200, shown_when=("now", ("studies",))),
        Field("job_ended", K.YES_NO, _("Har du slutat ett arbete den senaste månaden?"), required=False),
    ),
    frozenset({N, R}),
    AskedOf.EACH,
)


STAY = Step(
    "stay",
    _("Var du är"),
    _("Du har rätt till stöd där du vistas. Kortare resor kan gå bra, fråga oss gärna."),
    (
        Field("whole_month", K.YES_NO, _("Är du i kommunen hela månaden?")),
        Field(
            "why_away",
            K.LONG_TEXT,
            _("När är du borta, och varför?"),
            most=1000,
            shown_when=("whole_month", ("nej",)),
        ),
    ),
    frozenset({N, R}),
    AskedOf.EACH,
    carried=False,
)


MORE = Step(
    "more",
    _("Något mer?"),
    _("Här kan du berätta sådant som inte fick plats. Du behöver inte skriva något."),
    (Field("text", K.LONG_TEXT, _("Det här vill jag också berätta"), required=False, most=4000),),
    frozenset({N, R, S}),
    AskedOf.EACH,
    carried=False,
)
