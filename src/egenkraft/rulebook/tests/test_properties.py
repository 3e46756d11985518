"""What must hold for every household, tried on many (the same ones each time)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from egenkraft.rulebook import api
from egenkraft.rulebook.law import kinds
from egenkraft.rulebook.tests.households import adult, child

settings.register_profile("rulebook", derandomize=True, deadline=None, max_examples=120)
settings.load_profile("rulebook")

amounts = st.integers(0, 4_000_000).map(lambda ore: Decimal(ore) / 100)
months = st.builds(lambda y, m: f"{y}-{m:02d}", st.integers(2012, 2026), st.integers(1, 12))
cost_lines = st.fixed_dictionaries(
    {"kind": st.sampled_from(kinds.COST_KEYS), "applied_kr": amounts},
    optional={"direct_to": st.just("Värden")},
)


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """A whole household, any month of the tables, with or without a local guideline."""
    month = draw(months)
    year = int(month[:4])
    couple = draw(st.booleans())
    adults = [adult(name, "1970-06-15", sambo=couple) for name in (("a", "b") if couple else ("a",))]
    children = [
        child(
            f"c{n}",
            f"{year - draw(st.integers(1, 17))}-{draw(st.integers(1, 12)):02d}-01",
            lunch_at_home=year == 2012 or draw(st.booleans()),
            days=draw(st.none() | st.integers(1, 28)),
        )
        for n in range(draw(st.integers(0, 8)))
    ]
    people = st.sampled_from([each["id"] for each in adults])
    income_lines = st.fixed_dictionaries(
        {"person": people, "kind": st.sampled_from(kinds.INCOME_KEYS), "kr": amounts},
        optional={"jobbstimulans": st.booleans()},
    )
    return {
        "case": "P",
        "month": month,
        "municipality": draw(st.sampled_from((None, "bjorkstrand", "malmo"))),
        "household": {"adults": adults, "children": children, "others_in_household": draw(st.integers(0, 4))},
        "costs": draw(st.lists(cost_lines, max_size=5)),
        "incomes": draw(st.lists(income_lines, max_size=4)),
        "carried_surplus_kr": draw(st.just(0) | amounts),
    }


def support(document: dict[str, Any]) -> int:
    found = api.calculate(api.read_case(document)).support_ore
    assert found is not None
    return found


@given(documents())
def test_sums_and_parts_agree_to_the_ore(document: dict[str, Any]) -> None:
    result = api.calculate(api.read_case(document))
    assert result.missing == ()
    need, income = result.need_ore or 0, result.income_ore or 0
    assert result.support_ore == max(0, need - income)
    assert result.surplus_ore == max(0, income - need)
    assert sum(part.amount_ore for part in result.direct) == result.direct_ore
    shares = [each.share_ore or 0 for each in result.adults]
    assert sum(shares) + (result.direct_ore or 0) == result.support_ore
    assert max(shares) - min(shares) <= 1
    assert result.applied_ore is not None
    assert result.applied_ore >= need
    assert sum(line.counted_ore or 0 for line in result.lines if line.kind in ("norm", "cost")) == need
    assert sum(line.counted_ore or 0 for line in result.lines if line.kind in ("income", "surplus")) == income


@given(documents(), st.sampled_from(kinds.COST_KEYS), amounts)
def test_support_never_falls_when_a_cost_comes_or_rises(
    document: dict[str, Any], kind: str, more: Decimal
) -> None:
    before = support(document)
    assert support({**document, "costs": [*document["costs"], {"kind": kind, "applied_kr": more}]}) >= before
    risen = [{**line, "applied_kr": line["applied_kr"] + more} for line in document["costs"]]
    assert support({**document, "costs": risen}) >= before


@given(documents(), st.sampled_from(kinds.INCOME_KEYS), amounts)
def test_an_income_never_raises_the_support(document: dict[str, Any], kind: str, more: Decimal) -> None:
    line = {"person": "a", "kind": kind, "kr": more}
    assert support({**document, "incomes": [*document["incomes"], line]}) <= support(document)


@given(documents(), amounts)
def test_a_krona_earned_with_jobbstimulans_leaves_something(document: dict[str, Any], wage: Decimal) -> None:
    line = {"person": "a", "kind": "wage_net", "kr": wage}
    bare = {**document, "incomes": []}
    without = support({**bare, "incomes": [{**line, "jobbstimulans": False}]})
    with_it = support({**bare, "incomes": [{**line, "jobbstimulans": True}]})
    assert with_it >= without
    assert with_it - without <= int(wage * 100) // 4 + 1


@given(documents(), st.randoms(use_true_random=False))
def test_the_order_of_members_costs_and_incomes_does_not_matter(document: dict[str, Any], order: Any) -> None:
    shuffled = {**document, "household": dict(document["household"])}
    for holder, key in ((shuffled, "costs"), (shuffled, "incomes")):
        holder[key] = order.sample(holder[key], len(holder[key]))
    for key in ("adults", "children"):
        shuffled["household"][key] = order.sample(document["household"][key], len(document["household"][key]))
    first, second = (api.calculate(api.read_case(each)) for each in (document, shuffled))
    for name in (
        "riksnorm_ore",
        "costs_ore",
        "need_ore",
        "applied_ore",
        "income_ore",
        "support_ore",
        "direct_ore",
    ):
        assert getattr(first, name) == getattr(second, name), name
    assert {each.id: each.share_ore for each in first.adults} == {
        each.id: each.share_ore for each in second.adults
    }


@given(documents(), st.integers(0, 17))
def test_one_more_child_never_lowers_the_norm(document: dict[str, Any], age: int) -> None:
    children = [*document["household"]["children"], child("new", f"{int(document['month'][:4]) - age}-01-01")]
    larger = {**document, "household": {**document["household"], "children": children}}
    norms = [api.calculate(api.read_case(each)).riksnorm_ore for each in (document, larger)]
    assert norms[1] > norms[0]  # type: ignore[operator]


@given(documents())
def test_a_record_survives_storage_and_runs_again(document: dict[str, Any]) -> None:
    record = api.calculate(api.read_case(document)).record
    stored = api.Record.from_json(record.to_json())
    assert api.replay(stored) == record.values
    assert stored.hash() == record.hash()
