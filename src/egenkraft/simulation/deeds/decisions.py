"""Decisions by people: proposed, taken, attested, undone, corrected, served."""

from egenkraft.assistance import api as assistance
from egenkraft.assistance.api import (
    ApplicationKind,
    DecisionKind,
    DecisionState,
    Ground,
    LegalGround,
    RefusalGround,
)
from egenkraft.foundation.api import Actor
from egenkraft.simulation.answers import answers_for
from egenkraft.simulation.deeds.context import Scene
from egenkraft.simulation.town.load import MONTHS


def decide(scene: Scene) -> None:
    """Within the delegation order; the household of a new application is settled first."""
    officer = scene.officer()
    settle(scene, officer)
    assistance.decide(
        officer,
        scene.now,
        application_id=scene.application_id,
        kind=DecisionKind(scene.args["kind"]),
        ground=LegalGround(scene.args.get("law", LegalGround.RIGHT)),
        grounds=_grounds(scene),
        child_view=scene.args.get("child", ""),
        emergency_test=scene.args.get("emergency", ""),
    )


def settle(scene: Scene, officer: Actor) -> None:
    found = assistance.application(officer, scene.now, application_id=scene.application_id)
    if found.kind is ApplicationKind.NEW:
        assistance.settle_household(officer, scene.now, application_id=found.id)


def _grounds(scene: Scene) -> tuple[Ground, ...]:
    """The same ground for each adult, as the story gives one."""
    if "ground" not in scene.args:
        return ()
    return tuple(
        Ground(
            scene.stage.person_id(scene.household, adult),
            RefusalGround(scene.args["ground"]),
            scene.args["text"],
        )
        for adult in scene.household.adults
    )


def loan(scene: Scene) -> None:
    officer = scene.officer()
    settle(scene, officer)
    assistance.decide_loan(
        officer,
        scene.now,
        application_id=scene.application_id,
        benefit=scene.args["benefit"],
        agency=scene.args["agency"],
        reason=scene.args["reason"],
    )


def propose(scene: Scene) -> None:
    officer = scene.officer()
    assistance.assess(officer, scene.now, application_id=scene.application_id)
    assistance.propose(
        officer, scene.now, application_id=scene.application_id, kind=DecisionKind(scene.args["kind"])
    )


def give_back(scene: Scene) -> None:
    assistance.return_proposal(
        scene.worker("chef"), scene.now, application_id=scene.application_id, reason=scene.args["reason"]
    )


def attest(scene: Scene) -> None:
    attestant = scene.worker("attestant")
    waiting = scene.decision(attestant, DecisionState.AWAITING_ATTEST)
    assistance.attest_decision(attestant, scene.now, decision_id=waiting.id)


def refuse_attest(scene: Scene) -> None:
    attestant = scene.worker("attestant")
    waiting = scene.decision(attestant, DecisionState.AWAITING_ATTEST)
    assistance.refuse_attest(attestant, scene.now, decision_id=waiting.id, reason=scene.args["reason"])


def undo(scene: Scene) -> None:
    officer = scene.worker()
    taken = scene.decision(officer, DecisionState.DECIDED, DecisionState.AWAITING_ATTEST)
    assistance.undo_decision(officer, scene.now, decision_id=taken.id, reason=scene.args["reason"])


def correct(scene: Scene) -> None:
    """Open a sent decision for a new one; what was said wrong is changed at the person's request."""
    officer = scene.officer()
    sent = scene.decision(officer, DecisionState.SENT)
    assistance.reopen_for_correction(officer, scene.now, decision_id=sent.id, reason=scene.args["reason"])
    for step, changes in scene.args.get("answers", {}).items():
        _change_answer(scene, officer, step, changes)


def _change_answer(scene: Scene, officer: Actor, step: str, changes: dict[str, str]) -> None:
    month = MONTHS[scene.args["month"]] if "month" in scene.args else scene.plan.month
    plan = scene.household.plan(month) or scene.plan
    shown = assistance.step(
        officer, scene.now, application_id=scene.application_id, person_id=scene.first_id, step=step
    )
    assistance.save_step(
        officer,
        scene.now,
        application_id=scene.application_id,
        person_id=scene.first_id,
        step=step,
        data={**answers_for(scene.household, plan, scene.first, step), **changes},
        version=shown.version,
    )


def serve(scene: Scene) -> None:
    """The person has the decision in hand and has signed for it."""
    officer = scene.worker()
    sent = scene.decision(officer, DecisionState.SENT)
    now = scene.now
    assistance.mark_served(officer, now, decision_id=sent.id, served_at=now)
