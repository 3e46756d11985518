"""What officers do before a decision: facts, differences, papers, hearings, notes, holds; break-glass."""

from datetime import date

from egenkraft.assistance import api as assistance
from egenkraft.assistance.api import DecisionKind, DifferenceState, HearingState
from egenkraft.casework import api as casework
from egenkraft.foundation import api as foundation
from egenkraft.parties import api as parties
from egenkraft.simulation.deeds.context import Scene


def acknowledge(scene: Scene) -> None:
    """Every open difference: the person has been told, and the register's side counts."""
    officer = scene.officer()
    for difference in assistance.differences(officer, scene.now, application_id=scene.application_id):
        if difference.state is DifferenceState.OPEN:
            assistance.acknowledge_difference(
                officer, scene.now, difference_id=difference.id, note=scene.args["note"]
            )


def close_difference(scene: Scene) -> None:
    """Every open difference: what the person said stands."""
    officer = scene.officer()
    for difference in assistance.differences(officer, scene.now, application_id=scene.application_id):
        if difference.state is DifferenceState.OPEN:
            assistance.close_difference(
                officer, scene.now, difference_id=difference.id, note=scene.args["note"]
            )


def add_fact(scene: Scene) -> None:
    """A fact with its source, told to the person; the calculation is made anew."""
    officer = scene.officer()
    now = scene.now
    assistance.add_fact(
        officer,
        now,
        application_id=scene.application_id,
        person_id=scene.first_id,
        kind=scene.args["kind"],
        amount_ore=scene.args["kr"] * 100,
        source=scene.args["source"],
        told_at=now,
    )
    assistance.assess(officer, scene.now, application_id=scene.application_id)


def grant_cost(scene: Scene) -> None:
    """A person decides on one applied cost."""
    officer = scene.officer()
    found = assistance.assessment(officer, scene.now, application_id=scene.application_id)
    lines = found.calculation.lines if found.calculation else ()
    key = next(line.cost_key for line in lines if line.code == scene.args["cost"] and line.cost_key)
    assistance.grant_line(
        officer,
        scene.now,
        application_id=scene.application_id,
        cost_key=key,
        granted_ore=scene.args["kr"] * 100,
        reason=scene.args["reason"],
    )


def notify(scene: Scene) -> None:
    assistance.notify_hearing(
        scene.officer(),
        scene.now,
        application_id=scene.application_id,
        intended=DecisionKind(scene.args["kind"]),
        reason=scene.args["reason"],
    )


def withdraw_hearing(scene: Scene) -> None:
    """What we thought of deciding is no longer thought of."""
    officer = scene.officer()
    case = assistance.case_page(officer, scene.now, case_id=scene.case_id(officer))
    hearing = next(each for each in case.hearings if each.state is HearingState.NOTIFIED)
    assistance.withdraw_hearing(officer, scene.now, hearing_id=hearing.id, reason=scene.args["reason"])


def request_papers(scene: Scene) -> None:
    assistance.request_completion(
        scene.officer(),
        scene.now,
        application_id=scene.application_id,
        papers=[(paper, scene.first_id) for paper in scene.args["papers"]],
        message=scene.args["message"],
    )


def ask_again(scene: Scene) -> None:
    """The agencies that did not answer are asked anew, and answer."""
    officer = scene.officer()
    scene.stage.use_registers(scene.plan.month, True)
    try:
        assistance.run_inquiry(officer, scene.now, application_id=scene.application_id, again=True)
    finally:
        scene.stage.use_registers(scene.plan.month, False)


def write_note(scene: Scene) -> None:
    officer = scene.officer()
    written = casework.add_note(
        officer,
        scene.now,
        case_id=scene.case_id(officer),
        kind="samtal",
        text=scene.args["text"],
        happened_on=scene.stage.today(),
    )
    casework.sign_note(officer, scene.now, note_id=written.id)


def hold(scene: Scene) -> None:
    officer = scene.officer()
    until: date = scene.args["until"]
    casework.hold(
        officer, scene.now, case_id=scene.case_id(officer), until=until, reason=scene.args["reason"]
    )


def stop_waiting(scene: Scene) -> None:
    """The adult who does not answer cannot stall the other."""
    assistance.stop_waiting(scene.officer(), scene.now, application_id=scene.application_id)


def take_over(scene: Scene) -> None:
    scene.officer()


def break_glass(scene: Scene) -> None:
    """A member of staff of another unit opens the person, with a reason."""
    opened = parties.break_glass_for(
        scene.worker(), scene.now, identity_text=scene.first.identity, reason=scene.args["reason"]
    )
    scene.stage.glasses.setdefault(scene.household.key, []).extend(glass.id for glass in opened)


def review_glass(scene: Scene) -> None:
    """Another looks at the openings not yet looked at."""
    reviewer = scene.worker("chef")
    for glass in foundation.glass_to_review(reviewer, scene.now):
        if glass.id in scene.stage.glasses[scene.household.key]:
            foundation.review_break_glass(
                reviewer, scene.now, glass_id=glass.id, justified=scene.args["justified"]
            )
