"""Who lives together, over time: each membership has its days, and a change ends one and begins another."""

from django.db import models
from django.db.models import F, Q

from egenkraft.parties.models.persons import Person


class Household(models.Model):
    """Those who apply together. Its members are `HouseholdMember`."""

    scope = models.ForeignKey("foundation.Scope", models.PROTECT, related_name="+")
    opened_on = models.DateField()


class HouseholdMember(models.Model):
    """A person in a household, both days included; `to_date` is empty while it goes on.

    `days_per_month` is for a child who lives alternately; empty means the whole month.
    """

    household = models.ForeignKey(Household, models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    role = models.CharField(max_length=5, choices=[("adult", "adult"), ("child", "child")])
    sambo = models.BooleanField(default=False)
    from_date = models.DateField()
    to_date = models.DateField(null=True)
    days_per_month = models.PositiveSmallIntegerField(null=True)
    in_school = models.BooleanField(default=False)
    lunch_at_home = models.BooleanField(default=True)

    class Meta:
        indexes = [models.Index(fields=["person", "from_date"], name="household_member_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["household", "person"],
                condition=Q(to_date__isnull=True),
                name="household_member_once",
            ),
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")),
                name="household_member_dates",
            ),
            models.CheckConstraint(
                condition=Q(days_per_month__isnull=True) | Q(days_per_month__range=(1, 31), role="child"),
                name="household_member_days",
            ),
        ]
