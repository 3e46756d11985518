"""The engine alone, with a small made-up body of rules."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from egenkraft.rulebook.engine import grammar
from egenkraft.rulebook.engine.core import COST, HOUSEHOLD, INCOME, PERSON, Book, RuleError
from egenkraft.rulebook.engine.explain import Explainer
from egenkraft.rulebook.engine.helpers import look_up, round_up_to, share_half_up
from egenkraft.rulebook.engine.parameters import Declaration, Figure, Parameters, worst_status
from egenkraft.rulebook.engine.run import FactSet, Plan
from egenkraft.rulebook.engine.words import kr

LIMIT = 3


def small_book() -> Book:
    book = Book(("ceiling_ore", "percent"))
    book.fact("born_year", PERSON, "född", unit="year", low=1900, high=2100)
    book.fact("year", HOUSEHOLD, "år", unit="year", low=1900, high=2100)
    book.fact("paid_ore", INCOME, "inkomst", unit="ore", low=0, high=10**13)
    book.fact("asked_ore", COST, "kostnad", unit="ore", low=0, high=10**13)

    @book.rule(PERSON, "ålder", unit="years", sentence="{value} år {year}.")
    def age(year: int, born_year: int) -> int:
        return max(0, year - born_year)

    @book.rule(COST, "godkänd kostnad", unit="ore", sentence="Högst {ceiling_ore}.")
    def granted_ore(asked_ore: int, ceiling_ore: int) -> int:
        return min(asked_ore, ceiling_ore)

    @book.rule(INCOME, "räknad inkomst", unit="ore", until=20121231)
    def counted_ore(paid_ore: int) -> int:
        return paid_ore

    @book.rule(INCOME, "räknad inkomst", unit="ore", name="counted_ore", since=20130101)
    def counted_ore_2013(paid_ore: int, age: int, percent: int) -> int:
        if age < LIMIT:
            return 0
        kept = share_half_up(paid_ore, percent, 100)
        return paid_ore - kept

    book.sum("granted_total_ore", HOUSEHOLD, "granted_ore", "kostnader", unit="ore")
    book.sum("income_ore", PERSON, "counted_ore", "inkomst", unit="ore")
    book.sum("income_total_ore", HOUSEHOLD, "income_ore", "inkomster", unit="ore")

    @book.rule(HOUSEHOLD, "stöd", unit="ore", sentence="{granted_total_ore} minus {income_total_ore}.")
    def support_ore(granted_total_ore: int, income_total_ore: int) -> int:
        return max(0, granted_total_ore - income_total_ore)

    return book


def facts(paid: int | None = 8000) -> FactSet:
    return FactSet(
        {
            "household": ({"year": 2014},),
            "person": ({"born_year": 2000}, {"born_year": 2012}),
            "income": ({"paid_ore": paid}, {"paid_ore": 400}),
            "cost": ({"asked_ore": 90000}, {"asked_ore": 20000}),
        },
        {"person": (0, 0), "income": (0, 1), "cost": (0, 0)},
        {"household": ("",), "person": ("a", "c"), "income": ("0", "1"), "cost": ("0", "1")},
    )


FIGURES = {"ceiling_ore": 50000, "percent": 25}


def test_values_on_every_level() -> None:
    values = Plan(small_book().graph(("support_ore",), 20140101), FIGURES).run(facts())
    assert values["income"] == [{"counted_ore": 6000}, {"counted_ore": 0}]
    assert values["person"] == [{"age": 14, "income_ore": 6000}, {"age": 2, "income_ore": 0}]
    assert values["household"][0]["support_ore"] == 70000 - 6000


def test_the_older_version_needs_other_facts() -> None:
    graph = small_book().graph(("support_ore",), 20120101)
    assert "born_year" not in {fact.name for fact in graph.facts}
    assert Plan(graph, FIGURES).run(facts())["household"][0]["support_ore"] == 70000 - 8400


def test_a_missing_fact_reaches_only_what_rests_on_it() -> None:
    values = Plan(small_book().graph(("support_ore",), 20140101), FIGURES).run(facts(paid=None))
    assert values["household"][0] == {
        "granted_total_ore": 70000,
        "income_total_ore": None,
        "support_ore": None,
    }
    assert values["person"][1]["income_ore"] == 0


def test_explanations_point_at_their_inputs() -> None:
    book = small_book()
    graph = book.graph(("support_ore",), 20140101)
    values = Plan(graph, FIGURES).run(facts())
    figures = {
        name: Figure(name, value, 20130101, None, None, "verified", "s") for name, value in FIGURES.items()
    }
    declarations = {name: Declaration(name, name, "ore") for name in FIGURES}
    explainer = Explainer(book, graph, figures, declarations)
    step = explainer.why(facts(), values, "counted_ore@1")
    assert [(each.name, each.value) for each in step.inputs] == [("paid_ore@1", 400), ("age@c", 2)]
    assert explainer.sentence(facts(), values, "granted_ore@0") == f"Högst {kr(50000)}."
    tree = explainer.tree(facts(), values, "support_ore")
    assert [each.name for each in tree.inputs] == ["granted_total_ore", "income_total_ore"]
    assert tree.inputs[0].inputs[0].parameters[0].id == "ceiling_ore"
    with pytest.raises(KeyError):
        explainer.why(facts(), values, "counted_ore@7")


def of_nothing(nothing_ore: int) -> int:
    return nothing_ore


def of_itself(of_itself: int) -> int:
    return of_itself


def of_year(year: int) -> int:
    return year


@pytest.mark.parametrize(("function", "message"), [(of_nothing, "unknown concept"), (of_itself, "circle")])
def test_rules_that_do_not_fit_are_refused(function: Callable[..., int], message: str) -> None:
    book = small_book()
    book.rule(HOUSEHOLD, "x", unit="ore")(function)
    with pytest.raises(RuleError, match=message):
        book.graph((function.__name__,), 20140101)


def test_versions_must_not_overlap_and_names_are_unique() -> None:
    book = small_book()
    book.rule(HOUSEHOLD, "x", unit="ore", until=20200101)(of_year)
    with pytest.raises(RuleError, match="overlap"):
        book.rule(HOUSEHOLD, "x", unit="ore", since=20200101)(of_year)
    with pytest.raises(RuleError, match="taken"):
        book.fact("support_ore", HOUSEHOLD, "x", unit="ore", low=0, high=1)
    with pytest.raises(RuleError, match="no version in force"):
        book.in_force("of_year", 20210101)


def test_a_household_rule_cannot_use_a_person_value() -> None:
    book = small_book()

    @book.rule(HOUSEHOLD, "fel", unit="years")
    def oldest(age: int) -> int:
        return age

    with pytest.raises(RuleError, match="cannot use the person value age"):
        book.graph(("oldest",), 20140101)


def bad_index(table: tuple[int, ...], i: int) -> int:
    return table[i]


def bad_division(a: int) -> int:
    return a / 2  # type: ignore[return-value]


def bad_path(a: int) -> int:  # type: ignore[return]  # noqa: RET503
    if a > 1:
        return a


def bad_call(a: int) -> int:
    return abs(a)


def bad_loop(a: int) -> int:
    for _ in range(3):
        a = a + 1
    return a


@pytest.mark.parametrize("function", [bad_index, bad_division, bad_path, bad_call, bad_loop])
def test_the_grammar_refuses(function: object) -> None:
    assert grammar.faults(function)  # type: ignore[arg-type]


def early(a: int, b: int) -> int:
    c = a - b
    if c > LIMIT:
        if a > 10:
            return 1
        c = c + 1
    elif c == 0:
        return 2
    return c * 2 if b else -c


def test_inlined_text_gives_the_same_value() -> None:
    assert grammar.faults(early) == []
    book = Book()
    book.fact("a", HOUSEHOLD, "a", unit="n", low=0, high=99)
    book.fact("b", HOUSEHOLD, "b", unit="n", low=0, high=99)
    book.rule(HOUSEHOLD, "x", unit="n")(early)
    rule = book.rules["early"][0]
    text = "\n".join(grammar.inlined(rule, {"a": "x", "b": "y"}, "out"))
    assert "LIMIT" not in text
    assert "_early_c" in text
    for a in range(14):
        for b in range(14):
            scope = {"x": a, "y": b}
            exec(text, scope)
            assert scope["out"] == early(a, b)


def test_helpers() -> None:
    assert [look_up((5, 6, 7), i) for i in (-1, 0, 2, 9)] == [5, 5, 7, 7]
    assert share_half_up(2030, 1, 4) == 508
    assert share_half_up(3940, 12, 365) == 130
    assert round_up_to(26305, 10) == 26310
    assert round_up_to(20, 10) == 20


def test_parameters_by_two_dates_and_overlay() -> None:
    declarations = {"p": Declaration("p", "p", "ore"), "q": Declaration("q", "q", "ore")}
    old = Figure("p", 1, 20200101, None, None, "verified", "a")
    corrected = Figure("p", 2, 20200101, None, 20200601, "verified", "b")
    ended = Figure("q", 3, 20200101, 20200131, None, "derived", "c")
    national = Parameters(declarations, (old, corrected, ended))
    assert national.at(20200301)["p"].value == 2
    assert national.at(20200301, 20200401)["p"].value == 1
    assert national.at(20190101)["p"].status == "missing"
    assert national.at(20200201)["q"].value is None
    local = national.overlay((Figure("p", 9, 20210101, None, None, "assumed", "d", "town"),))
    assert local.at(20200301)["p"].value == 2
    assert local.at(20210301)["p"].value == 9
    assert national.at(20210301)["p"].value == 2


def test_worst_status() -> None:
    assert worst_status(("verified", "assumed", "derived")) == "assumed"
    assert worst_status(()) == "verified"
