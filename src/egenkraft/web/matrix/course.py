"""What has happened to a household: an application in each state, a decision paid, papers, notes, approvals."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from egenkraft.assistance import api as assistance
from egenkraft.casework import api as casework
from egenkraft.formats.api import ssbtek
from egenkraft.foundation.api import Actor
from egenkraft.payments import api as payments
from egenkraft.web.matrix.world import SYSTEM, Family, People

Ids = dict[str, object]
# The month of the draft, of the decision and of the case in hand.
NEXT_MONTH, THIS_MONTH, MONTH_BEFORE = "2026-12", "2026-11", "2026-10"
_NOT_SAID_ORE = 130_000


class AnsweringRegister:
    """Every agency answers; in the autumn there is an allowance that no one has told of."""

    def ask(self, question: ssbtek.Fraga, *, now: datetime) -> assistance.RegisterAnswer:
        answered = assistance.AgencyAnswer(assistance.InquiryState.ANSWERED)
        facts: tuple[ssbtek.RegisterFact, ...] = ()
        if question.tidsperiod.tom_datum.strftime("%Y-%m") == MONTH_BEFORE:
            facts = (
                ssbtek.RegisterFact(
                    agency=ssbtek.Agency.FK,
                    kind=ssbtek.FactKind.BOSTADSBIDRAG,
                    person=question.personidentitet,
                    amount_ore=_NOT_SAID_ORE,
                    from_date=None,
                    to_date=None,
                    paid_on=date(2026, 9, 18),
                    detail={"status": "paid"},
                    source_ref="prov",
                ),
            )
        return assistance.RegisterAnswer(dict.fromkeys(question.inkludera, answered), facts)


@dataclass(frozen=True)
class Course:
    """One household, and the officer who handles it."""

    now: datetime
    family: Family
    officer: Actor
    chief: Actor

    def registered(
        self, kind: assistance.ApplicationKind, month: str, step: str, data: Mapping[str, object]
    ) -> int:
        """An application that came on paper, with one step filled in, signed by both; asked about and calculated."""
        first, other = self.family.first.id, self.family.other.id
        made = assistance.register_application(
            self.officer,
            self.now,
            person_id=first,
            other_adult_id=other,
            kind=kind,
            month=month,
            channel=assistance.Channel.PAPER,
            received_on=self.now.date(),
        )
        _fill(self, made, step, data)
        assistance.finish_registration(
            self.officer, self.now, application_id=made.id, signed_person_ids=[first, other]
        )
        assistance.run_inquiry(self.officer, self.now, application_id=made.id)
        assistance.assess(self.officer, self.now, application_id=made.id)
        return made.id

    def single_cost(self, kr: str) -> int:
        """An application for glasses."""
        data = {"costs": [{"kind": "glasses", "kr": kr, "what": "Glasögon enligt intyg", "day": ""}]}
        return self.registered(assistance.ApplicationKind.SINGLE_COST, THIS_MONTH, "single_costs", data)

    def case_of(self, application_id: int) -> int:
        found = assistance.application(self.officer, self.now, application_id=application_id).case_id
        if found is None:
            raise ValueError(f"application {application_id} has no case")
        return found

    def decided(self, application_id: int) -> assistance.DecisionView:
        return assistance.decide(
            self.officer, self.now, application_id=application_id, kind=assistance.DecisionKind.GRANT
        )


def _fill(
    course: Course, application: assistance.ApplicationView, step: str, data: Mapping[str, object]
) -> None:
    """Answer one step for the first adult."""
    saved = assistance.save_step(
        SYSTEM,
        course.now,
        application_id=application.id,
        person_id=course.family.first.id,
        step=step,
        data=data,
        version=application.parts[0].version,
    )
    if saved.errors:
        raise ValueError(f"{step}: {saved.errors}")


def begin(now: datetime, family: Family, people: People) -> Course:
    """Only the manager handles a protected household."""
    officer = people.actors["chef" if family.protected else "handlaggare"]
    return Course(now, family, officer, people.actors["chef"])


def course_of(course: Course) -> tuple[Ids, dict[str, Ids]]:
    """Ids by the names that addresses use, and by address where another of the same kind is needed."""
    waiting = _payees(course)
    sent = _sent_decision(course)
    ids, special = _case_in_hand(course)
    special |= _on_paper(course)
    number = casework.case(course.officer, course.now, case_id=sent.case_id).number
    ids |= {
        "decision_id": sent.id,
        "document_id": sent.document_id,
        "approval_id": waiting.approval_id,
        "case_number": number,
    }
    special |= _other_cases(course, sent)
    return ids, special


def one_more_payment(course: Course) -> Ids:
    """A cost decided and sent when the month's payments have gone: its payment is planned."""
    decision = course.decided(course.single_cost("900"))
    sent = assistance.send_decision(course.officer, course.now, decision_id=decision.id, at_once=True)
    planned = payments.payments_of_case(SYSTEM, course.now, case_id=sent.case_id)
    return {"payment_id": planned[0].id, "case_id": sent.case_id}


def _payees(course: Course) -> payments.PayeeView:
    """An account in force for the other adult, and one of the first that waits for another person's approval."""
    mine, others = (
        payments.propose_payee(
            SYSTEM,
            course.now,
            scope_id=person.scope_id,
            account=payments.PayeeAccount(payments.PayeeKind.ACCOUNT, number, clearing="6001"),
            name=person.name,
            person_id=person.id,
        )
        for person, number in ((course.family.first, "123456703"), (course.family.other, "123456711"))
    )
    payments.approve_payee(course.chief, course.now, payee_id=others.id)
    return mine


def _sent_decision(course: Course) -> assistance.DecisionView:
    application_id = course.registered(
        assistance.ApplicationKind.NEW, THIS_MONTH, "home_costs", {"rent": "7 000", "rent_direct": "nej"}
    )
    decided = course.decided(application_id)
    return assistance.send_decision(course.officer, course.now, decision_id=decided.id, at_once=True)


def _case_in_hand(course: Course) -> tuple[Ids, dict[str, Ids]]:
    """A case to assess, with a difference, a note, a paper; and the draft of the next month."""
    now, officer, first = course.now, course.officer, course.family.first
    application_id = course.registered(
        assistance.ApplicationKind.NEW, MONTH_BEFORE, "home_costs", {"rent": "7 000", "rent_direct": "nej"}
    )
    case_id = course.case_of(application_id)
    draft = assistance.start_application(
        SYSTEM, now, person_id=first.id, kind=assistance.ApplicationKind.RENEWAL, month=NEXT_MONTH
    )
    _fill(course, draft, "home_costs", {"rent": "7 000", "rent_direct": "nej"})
    note = casework.add_note(officer, now, case_id=case_id, kind="call", text="Prov", happened_on=now.date())
    signed = casework.add_note(
        officer, now, case_id=case_id, kind="call", text="Prov", happened_on=now.date()
    )
    casework.sign_note(officer, now, note_id=signed.id)
    page = assistance.case_page(officer, now, case_id=case_id)
    calculation = page.assessment.calculation
    keys = [line.cost_key for line in calculation.lines if line.cost_key] if calculation else []
    ids: Ids = {
        "application_id": draft.id,
        "case_id": case_id,
        "note_id": note.id,
        "difference_id": page.differences[0].id,
        "cost_key": keys[0],
        "code": "rent_notice",
    }
    return ids, {"office:object_to_note": {"note_id": signed.id}}


def _on_paper(course: Course) -> dict[str, Ids]:
    """An application that came on paper and is being filled in."""
    made = assistance.register_application(
        course.officer,
        course.now,
        person_id=course.family.first.id,
        other_adult_id=None,
        kind=assistance.ApplicationKind.SINGLE_COST,
        month=MONTH_BEFORE,
        channel=assistance.Channel.PAPER,
        received_on=course.now.date(),
    )
    return {name: {"application_id": made.id} for name in ("office:registration", "office:registration_step")}


def _other_cases(course: Course, sent: assistance.DecisionView) -> dict[str, Ids]:
    """A case in which the person may answer, one that waits for papers, one proposed, one decided."""
    now, officer = course.now, course.officer
    heard, waiting, proposed, decided = (
        course.single_cost(kr) for kr in ("1 100", "1 200", "1 300", "1 400")
    )
    hearing = assistance.notify_hearing(
        officer, now, application_id=heard, intended=assistance.DecisionKind.REFUSAL, reason="Prov"
    )
    completion = assistance.request_completion(
        officer, now, application_id=waiting, papers=[("optician_proposal", course.family.first.id)]
    )
    assistance.propose(officer, now, application_id=proposed, kind=assistance.DecisionKind.GRANT)
    decision = course.decided(decided)
    undecided: Ids = {"decision_id": decision.id, "case_id": decision.case_id}
    of_sent: Ids = {"decision_id": sent.id, "case_id": sent.case_id}
    paper = completion.papers[0]
    return {
        "resident:hearing": {"hearing_id": hearing.id},
        "office:answer_hearing": {"hearing_id": hearing.id, "case_id": course.case_of(heard)},
        "office:mark_received": {
            "case_id": course.case_of(waiting),
            "completion_id": completion.id,
            "paper": paper.code,
            "person_id": paper.person_id,
        },
        "office:return_proposal": {"case_id": course.case_of(proposed)},
        "office:undo_decision": undecided,
        "office:send_decision": undecided,
        "office:mark_served": of_sent,
        "office:correct": of_sent,
    }
