"""What those who apply do after they have sent in: answer, send papers, take back, apply for one cost."""

from egenkraft.assistance import api as assistance
from egenkraft.assistance.api import ApplicationKind, HearingState
from egenkraft.simulation import apply
from egenkraft.simulation.answers import answers_for, typed
from egenkraft.simulation.deeds.context import Scene


def answer_hearing(scene: Scene) -> None:
    notices = assistance.hearings_of_person(scene.resident, scene.now, person_id=scene.first_id)
    notice = next(each for each in notices if each.state is HearingState.NOTIFIED)
    assistance.answer_hearing(
        scene.resident, scene.now, hearing_id=notice.id, person_id=scene.first_id, text=scene.args["text"]
    )


def attach(scene: Scene) -> None:
    apply.attach(
        scene.stage,
        scene.resident,
        scene.application_id,
        scene.first_id,
        scene.args["paper"],
        scene.plan.month,
        scene.args.get("file", "pdf"),
    )


def withdraw(scene: Scene) -> None:
    assistance.withdraw(
        scene.resident,
        scene.now,
        application_id=scene.application_id,
        person_id=scene.first_id,
        reason=scene.args["reason"],
    )


def single_cost(scene: Scene) -> None:
    """An application for one cost in the present month, with its paper, signed."""
    stage, actor, person_id = scene.stage, scene.resident, scene.first_id
    month = f"{stage.today():%Y-%m}"
    begun = assistance.start_application(
        actor, scene.now, person_id=person_id, kind=ApplicationKind.SINGLE_COST, month=month
    )
    stage.singles[scene.household.key] = begun.id
    version = begun.parts[0].version
    steps = assistance.task_list(actor, scene.now, application_id=begun.id, person_id=person_id)
    for step in steps:
        saved = assistance.save_step(
            actor,
            scene.now,
            application_id=begun.id,
            person_id=person_id,
            step=step.key,
            data=_single_answer(scene, step.key),
            version=version,
        )
        if saved.errors:
            raise apply.NotSavedError(f"{scene.household.key}, {step.key}: {saved.errors[0].message}")
        version = saved.version
    apply.attach(stage, actor, begun.id, person_id, scene.args["paper"], month, "pdf")
    assistance.sign(
        actor, scene.now, application_id=begun.id, person_id=person_id, version=version, declared=True
    )


def _single_answer(scene: Scene, step: str) -> dict[str, object]:
    if step == "single_costs":
        cost = {"kind": scene.args["cost"], "kr": typed(scene.args["kr"]), "what": scene.args["what"]}
        return {"costs": [cost]}
    return answers_for(scene.household, scene.plan, scene.first, step)
