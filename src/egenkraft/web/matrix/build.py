"""The world put together through the rooms' doors."""

from datetime import datetime

from egenkraft.assistance import api as assistance
from egenkraft.foundation.api import ANONYMOUS, Realm
from egenkraft.web.matrix.course import AnsweringRegister, course_of
from egenkraft.web.matrix.faces import Face
from egenkraft.web.matrix.world import (
    Family,
    Household,
    People,
    World,
    faces_of,
    make_family,
    resident_face,
    staff_faces,
)


def build_world(now: datetime) -> World:
    """Two units, everyone in them, an ordinary and a protected household with all that can be going on."""
    people = staff_faces(now)
    ordinary = make_family(now, "ordinary", people.unit_id, 1)
    protected = make_family(now, "protected", people.unit_id, 2, protected=True)
    outsider = make_family(now, "outsider", people.unit_id, 3)
    common = (
        Face("anonymous", Realm.ANONYMOUS, ANONYMOUS.user_id),
        resident_face(now, "resident outsider", outsider.first.id),
        *people.faces.values(),
    )
    assistance.use_register(AnsweringRegister())
    of_household = {family.name: faces_of(now, family, people.unit_id) for family in (ordinary, protected)}
    households = [_household(now, family, people) for family in (ordinary, protected)]
    return World(households[0], households[1], common, of_household)


def _household(now: datetime, family: Family, people: People) -> Household:
    ids, special = course_of(now, family, people)
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
        ids={"household_id": family.household_id, "person_id": family.first.id, **ids},
        special=special,
    )
