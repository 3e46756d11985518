"""People apply: on their own screens, or through an officer who registers what came another way."""

from egenkraft.assistance import api as assistance
from egenkraft.assistance.api import ApplicationKind, ApplicationView, Channel
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import Actor, audit
from egenkraft.simulation import papers
from egenkraft.simulation.answers import answers_for
from egenkraft.simulation.stage import Stage
from egenkraft.simulation.town.stories import Adult, Household, Plan


class NotSavedError(Exception):
    """The product did not take an answer of the story: the story, or the product, is wrong."""


def apply(stage: Stage, household: Household, plan: Plan) -> None:
    """One application from the first page to the signatures, as far as the story goes."""
    with audit.collecting("simulation"), foundation.transaction():
        if plan.via == "digital":
            _apply_on_screen(stage, household, plan)
        else:
            _register(stage, household, plan)


def _apply_on_screen(stage: Stage, household: Household, plan: Plan) -> None:
    first = household.adults[0]
    actor, person_id = stage.resident(household, first), stage.person_id(household, first)
    offer = next(
        offer
        for offer in assistance.month_offers(actor, stage.now(), person_id=person_id)
        if offer.month == plan.month and offer.kind is not ApplicationKind.SINGLE_COST
    )
    begun = assistance.start_application(
        actor, stage.now(), person_id=person_id, kind=offer.kind, month=plan.month
    )
    stage.applications[household.key, plan.month] = begun.id
    signs = plan.signs or tuple(adult.key for adult in household.adults if adult.key not in plan.declines)
    for adult in household.adults:
        if adult.key in plan.declines:
            assistance.decline_part(
                stage.resident(household, adult), stage.now(),
                application_id=begun.id, person_id=stage.person_id(household, adult),
            )  # fmt: skip
        elif adult.key in signs:
            _answer_and_sign(stage, household, plan, adult, begun.id)


def _answer_and_sign(
    stage: Stage, household: Household, plan: Plan, adult: Adult, application_id: int
) -> None:
    actor, person_id = stage.resident(household, adult), stage.person_id(household, adult)
    version = answer(stage, actor, household, plan, adult, application_id)
    if plan.stops_after:
        return
    hand_in(stage, actor, household, plan, adult, application_id)
    assistance.sign(
        actor,
        stage.now(),
        application_id=application_id,
        person_id=person_id,
        version=version,
        declared=True,
    )


def answer(
    stage: Stage, actor: Actor, household: Household, plan: Plan, adult: Adult, application_id: int
) -> int:
    """Save every step the adult is asked; the version after the last. Raises NotSavedError."""
    person_id = stage.person_id(household, adult)
    steps = assistance.task_list(actor, stage.now(), application_id=application_id, person_id=person_id)
    version = steps[0].version
    for step in steps:
        saved = assistance.save_step(
            actor,
            stage.now(),
            application_id=application_id,
            person_id=person_id,
            step=step.key,
            data=answers_for(household, plan, adult, step.key),
            version=version,
        )
        if saved.errors:
            fault = saved.errors[0]
            raise NotSavedError(f"{household.key}, {adult.key}, {step.key}.{fault.field}: {fault.message}")
        version = saved.version
        if step.key == plan.stops_after:
            break
    return version


def hand_in(
    stage: Stage, actor: Actor, household: Household, plan: Plan, adult: Adult, application_id: int
) -> None:
    """Every paper the answers ask for, or those the story says."""
    person_id = stage.person_id(household, adult)
    wanted = assistance.papers(actor, stage.now(), application_id=application_id, person_id=person_id)
    for paper in wanted:
        if not paper.received and (plan.papers is None or paper.code in plan.papers):
            attach(stage, actor, application_id, person_id, paper.code, plan.month, plan.file)


def attach(
    stage: Stage, actor: Actor, application_id: int, person_id: int, paper: str, month: str, how: str
) -> None:
    name, content = papers.file_for(paper, month, how)
    assistance.attach(
        actor,
        stage.now(),
        application_id=application_id,
        person_id=person_id,
        paper=paper,
        file_name=name,
        content=content,
    )


def _register(stage: Stage, household: Household, plan: Plan) -> None:
    """On paper, by telephone or at the desk: the officer writes what the person said, and hands in the papers."""
    officer = stage.worker(household.unit, plan.by or "handlaggare")
    first = household.adults[0]
    person_id = stage.person_id(household, first)
    others = [stage.person_id(household, adult) for adult in household.adults[1:]]
    begun = assistance.register_application(
        officer,
        stage.now(),
        person_id=person_id,
        other_adult_id=others[0] if others else None,
        kind=_kind_of(stage, officer, person_id, plan),
        month=plan.month,
        channel=Channel(plan.via),
        received_on=stage.today(),
    )
    stage.applications[household.key, plan.month] = begun.id
    for adult in household.adults:
        answer(stage, officer, household, plan, adult, begun.id)
        hand_in(stage, officer, household, plan, adult, begun.id)
    assistance.finish_registration(
        officer, stage.now(), application_id=begun.id, signed_person_ids=[person_id, *others]
    )


def _kind_of(stage: Stage, officer: Actor, person_id: int, plan: Plan) -> ApplicationKind:
    offers = assistance.month_offers(officer, stage.now(), person_id=person_id)
    return next(
        offer.kind
        for offer in offers
        if offer.month == plan.month and offer.kind is not ApplicationKind.SINGLE_COST
    )


def view(stage: Stage, actor: Actor, household: Household, plan: Plan) -> ApplicationView:
    application_id = stage.application(household, plan)
    return assistance.application(actor, stage.now(), application_id=application_id)
