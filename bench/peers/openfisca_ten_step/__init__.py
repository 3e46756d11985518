"""The ten-step rule in OpenFisca-Core, as a country package: the peer that Egenkraft is measured against."""

import numpy
from openfisca_core.entities import build_entity
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

Household = build_entity(
    key="household",
    plural="households",
    label="Household",
    roles=[{"key": "adult", "plural": "adults", "max": 2}, {"key": "child", "plural": "children"}],
)
Person = build_entity(key="person", plural="persons", label="Person", is_person=True)

BANDS = numpy.array([0, 1, 3, 4, 7, 11, 15, 19])
CHILD_KR = numpy.array([2740, 3060, 2720, 3060, 3820, 4390, 4960, 5000])
COMMON_KR = numpy.array([0, 1280, 1410, 1790, 2030, 2330, 2640, 2830])
CEILING_KR = numpy.array([0, 7800, 9000, 10200, 11400, 12600, 13800, 15000])


# OpenFisca's web API does not start without a parameter and a scale to show as examples.
_EXAMPLES = {
    "adult_kr": {"values": {"2026-01-01": {"value": 3940}}},
    "scale": {
        "brackets": [
            {"rate": {"2026-01-01": {"value": 0.25}}, "threshold": {"2026-01-01": {"value": 0}}},
        ]
    },
}


class _Monthly(Variable):
    """OpenFisca reads a variable's own attributes only, so each class gets them as its own."""

    def __init_subclass__(cls):
        cls.definition_period = DateUnit.MONTH
        cls.value_type = cls.__dict__.get("value_type", float)


class age(_Monthly):
    value_type = int
    entity = Person


class wage_kr(_Monthly):
    entity = Person


class other_income_kr(_Monthly):
    entity = Person


class has_jobbstimulans(_Monthly):
    value_type = bool
    entity = Person


class rent_kr(_Monthly):
    entity = Household


class child_kr(_Monthly):
    entity = Person

    def formula(person, period):
        band = numpy.searchsorted(BANDS, person("age", period), side="right") - 1
        return person.has_role(Household.CHILD) * CHILD_KR[numpy.clip(band, 0, 7)]


class counted_income_kr(_Monthly):
    entity = Person

    def formula(person, period):
        wage = person("wage_kr", period)
        disregard = person("has_jobbstimulans", period) * wage * 0.25
        return wage - disregard + person("other_income_kr", period)


class size(_Monthly):
    value_type = int
    entity = Household

    def formula(household, period):
        return household.nb_persons()


class adults_kr(_Monthly):
    entity = Household

    def formula(household, period):
        return numpy.where(household.nb_persons(Household.ADULT) == 2, 7100, 3940)


class common_kr(_Monthly):
    entity = Household

    def formula(household, period):
        members = household("size", period)
        return COMMON_KR[numpy.clip(members, 0, 7)] + numpy.maximum(0, members - 7) * 190


class rent_accepted_kr(_Monthly):
    entity = Household

    def formula(household, period):
        return numpy.minimum(
            household("rent_kr", period), CEILING_KR[numpy.clip(household("size", period), 0, 7)]
        )


class norm_kr(_Monthly):
    entity = Household

    def formula(household, period):
        children = household.sum(household.members("child_kr", period))
        return children + household("adults_kr", period) + household("common_kr", period)


class income_kr(_Monthly):
    entity = Household

    def formula(household, period):
        return household.sum(household.members("counted_income_kr", period))


class support_kr(_Monthly):
    entity = Household

    def formula(household, period):
        need = household("norm_kr", period) + household("rent_accepted_kr", period)
        return numpy.maximum(0, need - household("income_kr", period))


class support_per_adult_kr(_Monthly):
    entity = Household

    def formula(household, period):
        return household("support_kr", period) / numpy.maximum(1, household.nb_persons(Household.ADULT))


class CountryTaxBenefitSystem(TaxBenefitSystem):
    """What OpenFisca's web API serves: `openfisca serve --country-package openfisca_ten_step`."""

    def __init__(self):
        super().__init__([Person, Household])
        variables = [
            value
            for value in globals().values()
            if isinstance(value, type) and issubclass(value, _Monthly) and value is not _Monthly
        ]
        self.add_variables(*variables)
        self.parameters = ParameterNode("", data=_EXAMPLES)
