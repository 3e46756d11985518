"""What the addresses of the product are for: which permission each needs, who it is for, and what it is about.

Written down beside the views, not read from them: a view that asks for too little is found by that.
An address of the product that is not here counts as untested.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from egenkraft.foundation.api import Realm

ANYONE = frozenset({Realm.ANONYMOUS, Realm.RESIDENT, Realm.STAFF})
RESIDENTS = frozenset({Realm.RESIDENT})
STAFF = frozenset({Realm.STAFF})


class About(StrEnum):
    """What an address is about, of the household that is tried."""

    NOTHING = "nothing"  # a page in general, or a list that leaves out what is not to be seen
    HOUSEHOLD = "household"  # the household's scope
    EACH = "each"  # … of which each adult has a part of their own
    FIRST = "first"  # … the part of the adult who applied
    OTHER = "other"  # … the part of the other adult
    PERSON = "person"  # the scope of the person who applied, their own alone
    NOTE = "note"  # the household's scope; an unsigned note is its author's alone


@dataclass(frozen=True)
class Address:
    """`get` and `post` are the permissions that open it; None where the address has no such method.

    `given` fixes parameters; the others are taken from the world's ids by their names. `data` is posted,
    `query` follows the address, with the household's values in braces. `role` is a permission that
    the actor must have for anything at all, besides. `of` names the households to try.
    """

    name: str
    get: str | None
    post: str | None
    realms: frozenset[Realm]
    about: About = About.NOTHING
    given: Mapping[str, object] = field(default_factory=dict)
    data: Mapping[str, str] = field(default_factory=dict)
    query: str = ""
    role: str | None = None
    of: tuple[str, ...] = ("ordinary", "protected")


_Row = tuple[str, str | None, str | None, About]


def _addresses(namespace: str, realms: frozenset[Realm], *rows: _Row) -> Iterable[Address]:
    for name, get, post, about in rows:
        yield Address(f"{namespace}:{name}", get, post, realms, about)


def _open() -> Iterable[Address]:
    read, calculate, sign_in = "open.read", "calculate.run", "account.sign_in"
    yield from (
        Address("open:start", read, None, ANYONE),
        Address("open:rules", read, None, ANYONE),
        Address("open:rule", read, None, ANYONE, given={"concept": "support_ore"}),
        Address("open:calculator", calculate, None, ANYONE),
        Address("open:accessibility", read, None, ANYONE),
        Address("open:privacy", read, None, ANYONE),
        Address("set_language", None, read, ANYONE, data={"language": "en"}),
        Address("api:openapi-json", read, read, ANYONE),
        Address("api:api-root", None, None, ANYONE),
        Address("api:calculate_case", None, calculate, ANYONE),
        Address("accounts:choose", sign_in, None, ANYONE),
        Address("accounts:expired", sign_in, None, ANYONE),
        Address("accounts:resident_start", sign_in, None, ANYONE),
        Address("accounts:resident_callback", sign_in, None, ANYONE),
        Address("accounts:staff", sign_in, sign_in, ANYONE),
        Address("accounts:staff_code", sign_in, sign_in, ANYONE),
        Address("accounts:municipal_start", sign_in, None, ANYONE),
        Address("accounts:municipal_callback", sign_in, None, ANYONE),
        Address("accounts:sign_out", None, "account.sign_out", ANYONE),
        Address("accounts:signed_out", read, None, ANYONE),
    )


def _resident() -> Iterable[Address]:
    nothing, household, each = About.NOTHING, About.HOUSEHOLD, About.EACH
    start = {"kind": "new", "month": "2026-12"}
    yield Address("resident:start", None, "application.start", RESIDENTS, data=start)
    yield Address(
        "resident:step", "application.write", "application.write", RESIDENTS, each, given={"step": "incomes"}
    )
    yield from _addresses(
        "resident",
        RESIDENTS,
        ("home", "resident.home", None, nothing),
        ("apply", "application.start", None, nothing),
        ("application", "application.read", None, household),
        ("papers", "application.write", None, each),
        ("paper", "attachment.add", "attachment.add", About.FIRST),
        ("register_facts", "registers.read", None, each),
        ("review", "application.sign", "application.sign", each),
        ("receipt", "application.read", None, household),
        ("withdraw", "application.withdraw", "application.withdraw", each),
        ("decline", "application.write", "application.write", About.OTHER),
        ("decisions", "decision.read", None, nothing),
        ("decision", "decision.read", None, household),
        ("letter", "document.read", None, household),
        ("appeal", "decision.read", None, household),
        ("what_if", "whatif.run", None, nothing),
        ("payments", "payment.read", None, nothing),
        ("details", "person.read", None, nothing),
        ("contact_details", "person.change", "person.change", nothing),
        ("account", "payee.propose", "payee.propose", nothing),
        ("who_read", "audit.own", None, nothing),
        ("hearing", "hearing.answer", "hearing.answer", each),
    )


def _office() -> Iterable[Address]:
    """The pages that show a case, and the lists."""
    nothing, household = About.NOTHING, About.HOUSEHOLD
    yield from _addresses(
        "office",
        STAFF,
        ("home", "office.home", None, nothing),
        ("inbox", "inbox.read", None, nothing),
        ("case", "case.read", None, household),
        ("answers", "application.answers", None, household),
        ("calculation", "calculation.read", None, household),
        ("controls", "registers.read", None, household),
        ("decisions", "decision.read", None, household),
        ("journal", "note.read", None, household),
        ("documents", "document.read", None, household),
        ("document", "document.read", None, household),
    )
    yield from _people_and_lists()


def _people_and_lists() -> Iterable[Address]:
    """Persons, what waits for someone, and what belongs to no case."""
    nothing, household = About.NOTHING, About.HOUSEHOLD
    yield from _addresses(
        "office",
        STAFF,
        ("person", "person.read", None, About.PERSON),
        ("break_glass", "glass.break", "glass.break", nothing),
        ("glass_reviews", "glass.review", None, nothing),
        ("glass_review", "glass.review", "glass.review", household),
        ("register", "application.register", "application.register", nothing),
        ("new_person", "person.register", "person.register", nothing),
        ("registration", "application.register", "application.register", household),
        ("approvals", "approval.read", None, nothing),
        ("approval", "approval.decide", "approval.decide", About.PERSON),
        ("reviews", "review.read", None, nothing),
        ("situation", "office.home", None, nothing),
        ("staff", "staff.manage", None, nothing),
        ("stop_payment", "payment.stop", "payment.stop", household),
        ("release_payment", "payment.plan", "payment.plan", household),
        ("choose_payee", "payment.plan", "payment.plan", household),
    )
    yield from _with_more()


def _with_more() -> Iterable[Address]:
    """Those that need more than a permission and a thing."""
    household = About.HOUSEHOLD
    answer = {"step": "single_costs"}
    register = "application.register"
    yield Address("office:registration_step", register, register, STAFF, household, given=answer)
    # A page of the case; the payees on it are those the reader may see.
    yield Address("office:payees", "case.read", None, STAFF, household, role="payee.read")
    # By the given name, which is no mark of anyone: a page repeats what was searched for.
    yield Address("office:search", "person.search", None, STAFF, query="?q=Alfa")
    yield Address("office:audit", "audit.read", None, STAFF, query="?q={case_number}")
    yield Address("office:review", "review.write", "review.write", STAFF, household, of=("outsider",))
    yield Address("styleguide", "open.read", "open.read", ANYONE)


def _runs() -> Iterable[Address]:
    """Payment runs, and what leaves the house as files."""
    run = ("ordinary",)
    for name, get, post in (
        ("runs", "run.read", None),
        ("rehearsal", "run.read", "run.create"),
        ("run", "run.read", "run.attest"),
        ("rehearse_again", None, "run.create"),
        ("build_file", None, "run.create"),
        ("cancel_run", "run.create", "run.create"),
        ("bank_file", "run.send", None),
        ("bookkeeping", "ledger.export", None),
        ("report", "run.report", "run.report"),
    ):
        yield Address(f"office:{name}", get, post, STAFF, of=run)


def _of_a_case() -> Iterable[Address]:
    yield from _commands(
        ("take_over", "case.move"),
        ("hand_over", "case.assign"),
        ("give_back", "case.move"),
        ("hold", "case.move"),
        ("resume", "case.move"),
        ("undo", "case.move"),
        ("close", "case.move"),
        ("reopen", "case.move"),
        ("request_completion", "completion.request"),
        ("mark_received", "completion.request"),
        ("attach", "attachment.add"),
        ("inquire", "registers.ask"),
        ("add_fact", "facts.write"),
        ("acknowledge_difference", "difference.handle"),
        ("close_difference", "difference.handle"),
        ("assess", "facts.write"),
        ("grant_line", "decision.propose"),
        ("settle_household", "household.change"),
        ("stop_waiting", "application.register"),
        ("decide", "decision.propose"),
        ("notify_hearing", "hearing.write"),
        ("answer_hearing", "hearing.answer"),
        ("loan", "decision.decide"),
        ("return_proposal", "decision.decide"),
        ("withdraw", "application.withdraw"),
        ("undo_decision", "decision.undo"),
        ("send_decision", "decision.send"),
        ("mark_served", "decision.send"),
        ("correct", "decision.decide"),
        ("add_note", "note.write"),
        ("object_to_note", "note.object"),
        ("propose_payee", "payee.propose"),
        ("direct_payee", "payee.propose"),
    )
    for name in ("change_note", "sign_note"):
        yield Address(f"office:{name}", "note.write", "note.write", STAFF, About.NOTE)


def _commands(*rows: tuple[str, str]) -> Iterable[Address]:
    """Pages that do one thing with a case: the form is for those who may do it."""
    for name, permission in rows:
        yield Address(f"office:{name}", permission, permission, STAFF, About.HOUSEHOLD)


def all_addresses() -> dict[str, Address]:
    """Every address, by name. Raises ValueError when one is given twice."""
    found: dict[str, Address] = {}
    for address in (*_open(), *_resident(), *_office(), *_runs(), *_of_a_case()):
        if address.name in found:
            raise ValueError(f"{address.name} is given twice")
        found[address.name] = address
    return found
