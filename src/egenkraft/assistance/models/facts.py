"""What registers answered, what became facts, and where they differ from what was said."""

from django.db import models

from egenkraft.assistance.codes import DifferenceCode, DifferenceState, InquiryState, Origin
from egenkraft.assistance.models.applications import Application
from egenkraft.assistance.models.choices import choices
from egenkraft.foundation.api import EncryptedTextField


class Inquiry(models.Model):
    """How one agency answered about one adult for one month. Asked once; asked again only when it did not answer."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="inquiries")
    scope = models.ForeignKey("foundation.Scope", models.PROTECT, related_name="+")
    person = models.ForeignKey("parties.Person", models.PROTECT, related_name="+")
    month = models.CharField(max_length=7)
    agency = models.CharField(max_length=3)
    state = models.CharField(max_length=10, choices=choices(InquiryState))
    code = models.CharField(max_length=80, default="")
    message = models.CharField(max_length=400, default="")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "month", "agency"], name="inquiry_once_a_month")
        ]


class Fact(models.Model):
    """One typed fact with its source and time. `detail` is JSON text. An officer's newer fact of a kind replaces the older."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="facts")
    scope = models.ForeignKey("foundation.Scope", models.PROTECT, related_name="+")
    person = models.ForeignKey("parties.Person", models.PROTECT, null=True, related_name="+")
    month = models.CharField(max_length=7)
    kind = models.CharField(max_length=30)
    amount_ore = models.BigIntegerField(null=True)
    from_date = models.DateField(null=True)
    to_date = models.DateField(null=True)
    paid_on = models.DateField(null=True)
    origin = models.CharField(max_length=8, choices=choices(Origin))
    agency = models.CharField(max_length=120, default="")
    source_ref = models.CharField(max_length=200, default="")
    detail = EncryptedTextField(default="{}")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=150, default="")
    told_at = models.DateTimeField(null=True)
    active = models.BooleanField(default=True)

    class Meta:
        indexes = [models.Index(fields=["person", "month"], name="fact_person_month")]


class Difference(models.Model):
    """A warning. The unique fingerprint keeps it from being raised twice, whatever has become of it since."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="differences")
    scope = models.ForeignKey("foundation.Scope", models.PROTECT, related_name="+")
    person = models.ForeignKey("parties.Person", models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64)
    code = models.CharField(max_length=30, choices=choices(DifferenceCode))
    kind = models.CharField(max_length=30)
    said_ore = models.BigIntegerField(null=True)
    found_ore = models.BigIntegerField(null=True)
    said = EncryptedTextField(default="")
    found = EncryptedTextField(default="")
    source = models.CharField(max_length=120, default="")
    sentence = EncryptedTextField(default="")
    state = models.CharField(max_length=12, choices=choices(DifferenceState), default=DifferenceState.OPEN)
    raised_at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True)
    handled_by = models.CharField(max_length=150, default="")
    note = EncryptedTextField(default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "fingerprint"], name="difference_once")]
