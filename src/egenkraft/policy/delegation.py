"""Delegation order and attestation limits: who may decide what, up to which amount, from which day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from egenkraft.policy.municipality import document, periods_on, resolved
from egenkraft.policy.values import NotToldError, Status


class DecidingRole(StrEnum):
    """Who decides in the board's name, in rising authority; staff roles have the same values as `foundation`'s.

    An attestant attests and decides nothing.
    """

    AUTOMATION = "automation"
    ATTESTANT = "attestant"
    HANDLAGGARE = "handlaggare"
    CHEF = "chef"
    UTSKOTT = "utskott"
    NAMND = "namnd"


class DecisionKind(StrEnum):
    GRANT = "grant"
    """Försörjningsstöd and other assistance under 12:1, every line in full."""
    GRANT_IN_PART = "grant_in_part"
    REFUSE = "refuse"
    GRANT_BEYOND_RIGHT = "grant_beyond_right"
    """Assistance under 12:2."""
    ESTABLISHMENT_LOAN = "establishment_loan"
    """Advance on a named benefit, recoverable under 33:2 p. 1 a (R20)."""
    CORRECT_EARLIER_MONTH = "correct_earlier_month"
    CHANGE_PAYEE = "change_payee"
    REJECT_LATE_APPEAL = "reject_late_appeal"
    REMIT_CLAIM = "remit_claim"
    SUE_FOR_RECOVERY = "sue_for_recovery"
    """Only a committee or the board (30:6 p. 6)."""


class NotAllowedCode(StrEnum):
    AUTOMATION_ONLY_GRANTS = "automation_only_grants"
    """Automation may only grant, and only in full; reductions and refusals are a person's."""
    AUTOMATION_NOT_NAMED = "automation_not_named"
    """The order in force does not name automation."""
    ABOVE_LIMIT = "above_limit"
    """The role may decide the kind, but not this amount."""
    ROLE_NOT_NAMED = "role_not_named"
    """The order in force does not give this kind to the role."""
    NO_ORDER_IN_FORCE = "no_order_in_force"
    """No delegation order is told for that day: only the board itself decides."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """The role may decide; `rule` is the line of the order, for the decision's record."""

    rule: str
    order_from: date
    status: Status


@dataclass(frozen=True, slots=True)
class NotAllowed:
    """A named refusal; `may_decide` lists the roles that may decide this kind and amount."""

    code: NotAllowedCode
    may_decide: tuple[DecidingRole, ...]


class AttestKind(StrEnum):
    PAYMENT = "payment"
    PAYEE_CHANGE = "payee_change"


class AttestReason(StrEnum):
    ABOVE_LIMIT = "above_limit"
    EVERY_PAYEE_CHANGE = "every_payee_change"


@dataclass(frozen=True, slots=True)
class Attest:
    """Whether another person must attest, why, and which roles may."""

    needed: bool
    reason: AttestReason | None
    roles: tuple[DecidingRole, ...]
    status: Status


@dataclass(frozen=True, slots=True)
class Order:
    """One dated delegation order."""

    effective_from: date
    status: Status
    note_sv: str
    automation_named: bool
    automation_law: str
    automation_law_status: str
    """`verified` or `unverified_practice`: the latter is never shown as law."""
    payment_above_ore: int
    attest_roles: tuple[DecidingRole, ...]
    rules: tuple["Rule", ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One line: `role` decides `kind` up to `up_to_ore` (None: whatever the amount)."""

    id: str
    kind: DecisionKind
    role: DecidingRole
    up_to_ore: int | None

    def covers(self, kind: DecisionKind, amount_ore: int) -> bool:
        """True when the line gives its role this kind at this amount."""
        return self.kind is kind and (self.up_to_ore is None or amount_ore <= self.up_to_ore)


@dataclass(frozen=True, slots=True)
class Delegation:
    """The delegation orders of one municipality."""

    municipality: str

    def order(self, on: date) -> Order | None:
        """The order in force on `on`; None when none is told."""
        entry = periods_on(resolved(self.municipality, "delegation"), on)
        return None if entry is None else _order(entry)

    def may_decide(
        self, role: DecidingRole, kind: DecisionKind, amount_ore: int, on: date
    ) -> Allowed | NotAllowed:
        """Whether `role` may decide `kind` at `amount_ore` on the day `on`, or the named refusal."""
        _check_amount(amount_ore)
        order = self.order(on)
        if order is None:
            if role is DecidingRole.NAMND:
                return Allowed("namnd", on, Status.VERIFIED)
            return NotAllowed(NotAllowedCode.NO_ORDER_IN_FORCE, (DecidingRole.NAMND,))
        for rule in order.rules:
            if rule.role is role and rule.covers(kind, amount_ore):
                return Allowed(rule.id, order.effective_from, order.status)
        able = {rule.role for rule in order.rules if rule.covers(kind, amount_ore)} | {DecidingRole.NAMND}
        if role is DecidingRole.NAMND:
            return Allowed("namnd", order.effective_from, order.status)
        return NotAllowed(_why_not(order, role, kind), tuple(each for each in DecidingRole if each in able))

    def needs_attest(self, kind: AttestKind, amount_ore: int, on: date) -> Attest:
        """Whether a second person must attest. Raises `NotToldError` when no limit is told: there is no safe guess."""
        _check_amount(amount_ore)
        order = self.order(on)
        if order is None:
            raise NotToldError(
                self.municipality, "delegation.attest", on, "no delegation order is told for that day"
            )
        if kind is AttestKind.PAYEE_CHANGE:
            return Attest(True, AttestReason.EVERY_PAYEE_CHANGE, order.attest_roles, order.status)
        if amount_ore > order.payment_above_ore:
            return Attest(True, AttestReason.ABOVE_LIMIT, order.attest_roles, order.status)
        return Attest(False, None, (), order.status)


def delegation(municipality: str) -> Delegation:
    """The delegation orders of `municipality`. Raises `UnknownMunicipalityError`."""
    document(municipality)
    return Delegation(municipality)


def _check_amount(amount_ore: int) -> None:
    if amount_ore < 0:
        raise ValueError(f"amount_ore: {amount_ore} is negative. Allowed: 0 or more öre.")


def _why_not(order: Order, role: DecidingRole, kind: DecisionKind) -> NotAllowedCode:
    if role is DecidingRole.AUTOMATION and kind is not DecisionKind.GRANT:
        return NotAllowedCode.AUTOMATION_ONLY_GRANTS
    if role is DecidingRole.AUTOMATION and not order.automation_named:
        return NotAllowedCode.AUTOMATION_NOT_NAMED
    named = any(rule.role is role and rule.kind is kind for rule in order.rules)
    return NotAllowedCode.ABOVE_LIMIT if named else NotAllowedCode.ROLE_NOT_NAMED


def _order(entry: Mapping[str, Any]) -> Order:
    named = entry["automation"]["named"]
    rules = tuple(
        Rule(line["id"], DecisionKind(line["kind"]), DecidingRole(line["role"]), line.get("up_to_ore"))
        for line in entry["rules"]
    )
    return Order(
        effective_from=date.fromisoformat(entry["from"]),
        status=Status(entry["status"]),
        note_sv=entry.get("note_sv", ""),
        automation_named=named,
        automation_law=entry["automation"]["law"],
        automation_law_status=entry["automation"]["law_status"],
        payment_above_ore=entry["attest"]["payment_above_ore"],
        attest_roles=tuple(DecidingRole(role) for role in entry["attest"]["roles"]),
        rules=tuple(rule for rule in rules if named or rule.role is not DecidingRole.AUTOMATION),
    )
