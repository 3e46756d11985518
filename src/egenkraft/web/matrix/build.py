"""The world put together through the rooms' doors."""

from collections.abc import Mapping
from datetime import datetime

from egenkraft.assistance import api as assistance
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import ANONYMOUS, Realm
from egenkraft.web.matrix.course import AnsweringRegister, Course, Ids, begin, course_of, one_more_payment
from egenkraft.web.matrix.faces import Face
from egenkraft.web.matrix.money import drawn_review, rehearsed_run, sent_run
from egenkraft.web.matrix.world import (
    SYSTEM,
    Household,
    People,
    World,
    faces_of,
    make_family,
    resident_face,
    staff_faces,
)

_OF_A_PAYMENT = ("office:stop_payment", "office:release_payment", "office:choose_payee")


def build_world(now: datetime) -> World:
    """Two units, everyone in them, an ordinary and a protected household with all that can be going on."""
    assistance.use_register(AnsweringRegister())
    people = staff_faces(now)
    ordinary = begin(now, make_family(now, "ordinary", people.unit_id, 1), people)
    protected = begin(now, make_family(now, "protected", people.unit_id, 2, protected=True), people)
    outsider = begin(now, make_family(now, "outsider", people.unit_id, 3), people)
    of_household = {
        each.family.name: faces_of(now, each.family, people.unit_id) for each in (ordinary, protected)
    }
    common = (
        Face("anonymous", Realm.ANONYMOUS, ANONYMOUS.user_id),
        resident_face(now, "resident outsider", outsider.family.first.id),
        *people.faces.values(),
    )
    return World(_households(now, people, ordinary, protected, outsider), common, of_household)


def _households(
    now: datetime, people: People, ordinary: Course, protected: Course, outsider: Course
) -> tuple[Household, ...]:
    """What happens to them, in the order it does: the run takes what has been decided before it."""
    tried = (ordinary, protected)
    courses = [course_of(course) for course in tried]
    runs = {"office:bank_file": sent_run(now, people), "office:bookkeeping": 0}
    later = [one_more_payment(course) for course in tried]
    rehearsed = rehearsed_run(now, people).id
    runs["office:bookkeeping"] = runs["office:bank_file"]
    found = []
    for course, (ids, special), payment in zip(tried, courses, later, strict=True):
        special |= dict.fromkeys(_OF_A_PAYMENT, payment)
        special |= {name: {"run_id": run_id} for name, run_id in runs.items()}
        all_ids = {**ids, "run_id": rehearsed, "glass_id": _glass_id(now, course)}
        found.append(_household(course, people, all_ids, special))
    return (*found, _household(outsider, people, drawn_review(outsider), {}))


def _glass_id(now: datetime, course: Course) -> int:
    """The opening of the household's scope that no one has looked at."""
    openings = foundation.glass_to_review(SYSTEM, now)
    return next(each.id for each in openings if each.scope_id == course.family.scope_id)


def _household(course: Course, people: People, ids: Ids, special: Mapping[str, Ids]) -> Household:
    family = course.family
    officer = next(name for name, actor in people.actors.items() if actor == course.officer)
    return Household(
        name=family.name,
        family_name=family.family_name,
        street=family.street,
        unit_id=people.unit_id,
        protected=family.protected,
        household_id=family.household_id,
        scope_id=family.scope_id,
        person_scope_id=family.first.scope_id,
        first_id=family.first.id,
        other_id=family.other.id,
        officer=officer,
        ids={"household_id": family.household_id, "person_id": family.first.id, **ids},
        special=special,
    )
