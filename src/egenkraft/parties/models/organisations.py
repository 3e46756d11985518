"""Landlords, power companies, authorities and others that are not persons: one concept."""

from django.db import models


class Organisation(models.Model):
    """`fictitious` marks those of the demo and the tests wherever they show."""

    KINDS = ("landlord", "power_company", "unemployment_fund", "union", "authority", "other")

    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in KINDS])
    name = models.CharField(max_length=200)
    orgnr = models.CharField(max_length=10, unique=True)
    bankgiro = models.CharField(max_length=9, default="")
    plusgiro = models.CharField(max_length=9, default="")
    fictitious = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()
