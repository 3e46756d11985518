"""Payment runs of the world: one sent to the bank, one rehearsed; and an automatic decision drawn for review."""

import tempfile
from datetime import date, datetime
from pathlib import Path

from egenkraft.assistance import api as assistance
from egenkraft.payments import api as payments
from egenkraft.simulation.money import AGREEMENT, BOOKS
from egenkraft.web.matrix.course import NEXT_MONTH, THIS_MONTH, Course, Ids
from egenkraft.web.matrix.world import SYSTEM, People
from egenkraft.web.office import bank

_PAY_DATE, _LATER = date(2026, 11, 27), date(2026, 11, 30)
_MOST_TRIES = 200


def sent_run(now: datetime, people: People) -> int:
    """The month's run, attested, its file built and delivered; the id."""
    bank.use(AGREEMENT, BOOKS)
    run = rehearsed_run(now, people, _PAY_DATE)
    payments.attest_run(people.actors["attestant"], now, run_id=run.id, fingerprint=run.fingerprint)
    payments.build_file(people.actors["ekonom"], now, run_id=run.id, agreement=AGREEMENT)
    # A folder of its own: a world is made many times over, and a bank's folder never takes two files of one name.
    with tempfile.TemporaryDirectory() as folder:
        payments.send_run(SYSTEM, now, run_id=run.id, outgoing=Path(folder))
    return run.id


def rehearsed_run(now: datetime, people: People, pay_date: date = _LATER) -> payments.RunView:
    return payments.create_run(
        people.actors["ekonom"], now, key=f"prov-{pay_date.isoformat()}", pay_date=pay_date
    )


def drawn_review(course: Course) -> Ids:
    """An automatic decision in the share that a person looks at: decided and undone until the lot falls on it."""
    for person, number in ((course.family.first, "123456738"), (course.family.other, "123456746")):
        account = payments.PayeeAccount(payments.PayeeKind.ACCOUNT, number, clearing="6001")
        payee = payments.propose_payee(
            SYSTEM,
            course.now,
            scope_id=person.scope_id,
            account=account,
            name=person.name,
            person_id=person.id,
        )
        payments.approve_payee(course.chief, course.now, payee_id=payee.id)
    # Nothing that a paper is asked for.
    stays = {"whole_month": "ja"}
    before = course.registered(assistance.ApplicationKind.NEW, THIS_MONTH, "stay", stays)
    sent = course.decided(before)
    assistance.send_decision(course.officer, course.now, decision_id=sent.id, at_once=True)
    renewal = course.registered(assistance.ApplicationKind.RENEWAL, NEXT_MONTH, "stay", stays)
    for _try in range(_MOST_TRIES):
        made = assistance.decide_automatically(SYSTEM, course.now, application_id=renewal)
        if made.drawn_for_review:
            found = assistance.reviews(course.chief, course.now)
            return {"review_id": next(each.id for each in found if each.decision_id == made.id)}
        assistance.undo_decision(course.officer, course.now, decision_id=made.id, reason="Prov")
    raise ValueError(f"no automatic decision of {_MOST_TRIES} was drawn for review")
