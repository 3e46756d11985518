"""Who may decide what, up to which amount; what another person must attest."""

from datetime import date

import pytest

from egenkraft.policy import api
from egenkraft.policy.api import AttestKind, DecidingRole, DecisionKind, NotAllowedCode

AUTUMN = date(2026, 10, 1)
TOWN = api.delegation("bjorkstrand")


@pytest.mark.parametrize(
    ("role", "kind", "amount_kr"),
    [
        (DecidingRole.AUTOMATION, DecisionKind.GRANT, 25_000),
        (DecidingRole.HANDLAGGARE, DecisionKind.GRANT, 50_000),
        (DecidingRole.HANDLAGGARE, DecisionKind.REFUSE, 0),
        (DecidingRole.CHEF, DecisionKind.GRANT, 1_000_000),
        (DecidingRole.UTSKOTT, DecisionKind.SUE_FOR_RECOVERY, 90_000),
        (DecidingRole.NAMND, DecisionKind.GRANT_BEYOND_RIGHT, 900_000),
    ],
)
def test_allowed_names_the_line_of_the_order(role: DecidingRole, kind: DecisionKind, amount_kr: int) -> None:
    answer = TOWN.may_decide(role, kind, amount_kr * 100, AUTUMN)
    assert isinstance(answer, api.Allowed)
    assert answer.rule
    assert answer.status is api.Status.ASSUMED


@pytest.mark.parametrize(
    ("role", "kind", "amount_ore", "code"),
    [
        (DecidingRole.AUTOMATION, DecisionKind.GRANT, 25_000_01, NotAllowedCode.ABOVE_LIMIT),
        (DecidingRole.AUTOMATION, DecisionKind.REFUSE, 0, NotAllowedCode.AUTOMATION_ONLY_GRANTS),
        (DecidingRole.AUTOMATION, DecisionKind.GRANT_IN_PART, 1, NotAllowedCode.AUTOMATION_ONLY_GRANTS),
        (DecidingRole.AUTOMATION, DecisionKind.ESTABLISHMENT_LOAN, 1, NotAllowedCode.AUTOMATION_ONLY_GRANTS),
        (DecidingRole.HANDLAGGARE, DecisionKind.GRANT, 50_000_01, NotAllowedCode.ABOVE_LIMIT),
        (DecidingRole.HANDLAGGARE, DecisionKind.GRANT_BEYOND_RIGHT, 5_000_01, NotAllowedCode.ABOVE_LIMIT),
        (DecidingRole.ATTESTANT, DecisionKind.GRANT, 1, NotAllowedCode.ROLE_NOT_NAMED),
        (DecidingRole.HANDLAGGARE, DecisionKind.REJECT_LATE_APPEAL, 0, NotAllowedCode.ROLE_NOT_NAMED),
        (DecidingRole.CHEF, DecisionKind.SUE_FOR_RECOVERY, 1, NotAllowedCode.ROLE_NOT_NAMED),
    ],
)
def test_refusals_are_named_and_say_who_may(
    role: DecidingRole, kind: DecisionKind, amount_ore: int, code: NotAllowedCode
) -> None:
    answer = TOWN.may_decide(role, kind, amount_ore, AUTUMN)
    assert isinstance(answer, api.NotAllowed)
    assert answer.code is code
    assert answer.may_decide
    for able in answer.may_decide:
        assert isinstance(TOWN.may_decide(able, kind, amount_ore, AUTUMN), api.Allowed)


def test_automation_is_named_from_the_day_the_order_names_it() -> None:
    before = TOWN.may_decide(DecidingRole.AUTOMATION, DecisionKind.GRANT, 100, date(2022, 6, 30))
    assert isinstance(before, api.NotAllowed)
    assert before.code is NotAllowedCode.AUTOMATION_NOT_NAMED
    assert isinstance(
        TOWN.may_decide(DecidingRole.AUTOMATION, DecisionKind.GRANT, 100, date(2022, 7, 1)), api.Allowed
    )


def test_the_ground_for_automation_is_marked_as_unverified_practice() -> None:
    order = TOWN.order(AUTUMN)
    assert order is not None
    assert (order.automation_law, order.automation_law_status) == ("KL 6 kap. 37 §", "unverified_practice")


def test_without_a_told_order_only_the_board_decides() -> None:
    solna = api.delegation("solna")
    refused = solna.may_decide(DecidingRole.CHEF, DecisionKind.GRANT, 100, AUTUMN)
    assert refused == api.NotAllowed(NotAllowedCode.NO_ORDER_IN_FORCE, (DecidingRole.NAMND,))
    assert isinstance(solna.may_decide(DecidingRole.NAMND, DecisionKind.GRANT, 100, AUTUMN), api.Allowed)


def test_payment_above_the_limit_and_every_payee_change_is_attested() -> None:
    at_limit = TOWN.needs_attest(AttestKind.PAYMENT, 20_000_00, AUTUMN)
    above = TOWN.needs_attest(AttestKind.PAYMENT, 20_000_01, AUTUMN)
    change = TOWN.needs_attest(AttestKind.PAYEE_CHANGE, 0, AUTUMN)
    assert (at_limit.needed, at_limit.roles) == (False, ())
    assert (above.needed, above.reason) == (True, api.AttestReason.ABOVE_LIMIT)
    assert (change.needed, change.reason) == (True, api.AttestReason.EVERY_PAYEE_CHANGE)
    assert DecidingRole.AUTOMATION not in above.roles


def test_an_attest_limit_that_is_not_told_is_never_guessed() -> None:
    with pytest.raises(api.NotToldError, match=r"sundbyberg: delegation\.attest is not told"):
        api.delegation("sundbyberg").needs_attest(AttestKind.PAYMENT, 1, AUTUMN)


def test_a_negative_amount_is_a_fault() -> None:
    with pytest.raises(ValueError, match="amount_ore: -1 is negative"):
        TOWN.may_decide(DecidingRole.HANDLAGGARE, DecisionKind.GRANT, -1, AUTUMN)
