"""Time OpenFisca-Core on the ten-step rule; prints one JSON object of medians (run in its own process)."""

import json
import statistics
import time

import numpy
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_ten_step import CountryTaxBenefitSystem

PERIOD = "2026-10"
SITUATION = {
    "persons": {
        "a": {"age": {PERIOD: 35}, "wage_kr": {PERIOD: 8000}, "has_jobbstimulans": {PERIOD: True}},
        "b": {"age": {PERIOD: 33}, "other_income_kr": {PERIOD: 2600}},
        "c": {"age": {PERIOD: 8}, "other_income_kr": {PERIOD: 1250}},
    },
    "households": {"h": {"adults": ["a", "b"], "children": ["c"], "rent_kr": {PERIOD: 9480}}},
}


def one_with_trace(system):
    """Seconds for one household, built and calculated with its trace as JSON."""
    start = time.perf_counter()
    simulation = SimulationBuilder().build_from_entities(system, SITUATION)
    simulation.trace = True
    simulation.calculate("support_per_adult_kr", PERIOD)
    json.dumps(simulation.tracer.get_serialized_flat_trace())
    return time.perf_counter() - start


def calculation_only_with_trace(system):
    """Seconds for the calculation and its trace, the building not counted."""
    simulation = SimulationBuilder().build_from_entities(system, SITUATION)
    simulation.trace = True
    start = time.perf_counter()
    simulation.calculate("support_per_adult_kr", PERIOD)
    json.dumps(simulation.tracer.get_serialized_flat_trace())
    return time.perf_counter() - start


def many(system, households):
    """Households per second, arrays given ready-made: only the calculation is timed."""
    generator = numpy.random.default_rng(1)
    builder = SimulationBuilder()
    builder.create_entities(system)
    builder.declare_person_entity("person", numpy.arange(households * 3))
    owner = numpy.repeat(numpy.arange(households), 3)
    entity = builder.declare_entity("household", numpy.arange(households))
    builder.join_with_persons(entity, owner, numpy.tile(numpy.array(["adult", "adult", "child"]), households))
    simulation = builder.build(system)
    ages = numpy.tile(numpy.array([35, 33, 8]), households)
    simulation.set_input("age", PERIOD, ages)
    simulation.set_input("wage_kr", PERIOD, generator.integers(0, 20000, households * 3) * (ages > 20))
    simulation.set_input("other_income_kr", PERIOD, generator.integers(0, 4000, households * 3))
    simulation.set_input("has_jobbstimulans", PERIOD, generator.integers(0, 2, households * 3) == 1)
    simulation.set_input("rent_kr", PERIOD, generator.integers(4000, 15000, households))
    start = time.perf_counter()
    simulation.calculate("support_per_adult_kr", PERIOD)
    return households / (time.perf_counter() - start)


def main():
    system = CountryTaxBenefitSystem()
    simulation = SimulationBuilder().build_from_entities(system, SITUATION)
    result = {
        "support_kr": float(simulation.calculate("support_kr", PERIOD)[0]),
        "one_with_trace_us": statistics.median(one_with_trace(system) for _ in range(101)) * 1e6,
        "calculation_with_trace_us": statistics.median(
            calculation_only_with_trace(system) for _ in range(101)
        )
        * 1e6,
        "households_per_second": statistics.median(many(system, 300_000) for _ in range(5)),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
