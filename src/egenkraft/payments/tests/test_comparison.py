"""The rehearsal's arithmetic: every öre of a change has a cause."""

from hypothesis import given
from hypothesis import strategies as st

from egenkraft.payments.api import Cause, ChangeKind
from egenkraft.payments.comparison import HouseholdPaid, MonthPaid, PartPaid, by_cause, compare


def house(*months: MonthPaid) -> HouseholdPaid:
    return HouseholdPaid(scope_id=1, case_id=1, months=months)


def month(
    amount: int, basis: dict[str, int] | None = None, period: str = "2026-11", payee: int = 1
) -> MonthPaid:
    return MonthPaid(period, (PartPaid("adult:1", payee, amount),), basis or {})


def test_a_higher_rent_and_a_new_income_explain_the_change() -> None:
    row = compare(
        house(month(900, {"Riksnorm": 1000, "Hyra": 500, "Lön": -600})),
        house(month(1200, {"Riksnorm": 1000, "Hyra": 400, "Bostadsbidrag": -200}, "2026-10")),
    )
    assert (row.kind, row.change_ore) == (ChangeKind.LESS, -300)
    assert row.causes == (Cause("Hyra", 100), Cause("Lön", -600), Cause("Bostadsbidrag", 200))
    assert row.warnings == ()


def test_what_the_lines_do_not_explain_is_said() -> None:
    row = compare(house(month(1000, {"Riksnorm": 900})), house(month(900, {"Riksnorm": 900})))
    assert [(cause.change_ore, cause.explained) for cause in row.causes] == [(100, False)]
    assert len(row.warnings) == 1


def test_new_ended_and_same() -> None:
    assert compare(house(month(100)), None).kind is ChangeKind.NEW
    ended = compare(None, house(month(100)))
    assert (ended.kind, ended.change_ore, len(ended.warnings)) == (ChangeKind.ENDED, -100, 1)
    same = compare(house(month(100, {"a": 100})), house(month(100, {"a": 100})))
    assert (same.kind, same.causes) == (ChangeKind.SAME, ())


def test_another_payee_is_pointed_out_though_the_sum_is_the_same() -> None:
    row = compare(house(month(100, payee=2)), house(month(100, payee=1)))
    assert row.kind is ChangeKind.SAME
    assert any("annan mottagare" in warning for warning in row.warnings)


def test_a_correction_of_an_earlier_month_is_its_own_cause() -> None:
    row = compare(
        house(month(1000, {"a": 1000}), month(70, {"b": 70}, "2026-09")),
        house(month(1000, {"a": 1000}, "2026-10")),
    )
    assert [(cause.label, cause.change_ore) for cause in row.causes] == [("Rättelse för 2026-09", 70)]


def test_a_second_run_in_the_month_comes_on_top() -> None:
    row = compare(house(month(50)), house(month(1000, period="2026-10")), paid_already=True)
    assert (row.last_ore, row.change_ore) == (0, 50)


_amount = st.integers(1, 5_000_000)
_basis = st.dictionaries(st.sampled_from("abcdef"), st.integers(-3_000_000, 3_000_000), max_size=6)
_month = st.builds(
    lambda period, amounts, basis: MonthPaid(
        period, tuple(PartPaid(f"adult:{at}", at, amount) for at, amount in enumerate(amounts)), basis
    ),
    st.sampled_from(["2026-09", "2026-10", "2026-11"]),
    st.lists(_amount, min_size=1, max_size=3),
    _basis,
)
_house = st.builds(
    lambda months: house(*{month.period: month for month in months}.values()),
    st.lists(_month, min_size=1, max_size=3),
)


@given(now=st.none() | _house, last=_house, again=st.booleans())
def test_the_causes_always_sum_to_the_change(
    now: HouseholdPaid | None, last: HouseholdPaid, again: bool
) -> None:
    row = compare(now, last, paid_already=again and now is not None)
    assert sum(cause.change_ore for cause in row.causes) == row.change_ore
    assert all(cause.change_ore for cause in row.causes)
    assert sum(cause.change_ore for cause in by_cause([row, row])) == 2 * row.change_ore
