"""The matrix itself: expected by the table, actual by calling; what differs, what was not tried, what leaked."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import NoReverseMatch, reverse

from egenkraft.foundation.api import Realm
from egenkraft.web.matrix.addresses import About, Address, all_addresses
from egenkraft.web.matrix.calls import Answer, Verdict, addresses_of_the_product, browser, call, session_key
from egenkraft.web.matrix.faces import Face, Thing, expected
from egenkraft.web.matrix.world import Household, World

METHODS = ("GET", "POST")
_Ask = Callable[[Face, str, str, Mapping[str, str]], Answer]
# Permissions that show the names of those a scope is about.
_SHOW_NAMES = (
    "person.read",
    "person.search",
    "household.read",
    "case.read",
    "decision.read",
    "application.read",
    "payment.read",
    "run.read",
    "approval.read",
)


@dataclass(frozen=True)
class Cell:
    """One try. `what` is "office:case GET ordinary", `seen` "allowed (200)"."""

    what: str
    face: str
    expected: str
    seen: str
    differs: bool


@dataclass(frozen=True)
class Matrix:
    cells: tuple[Cell, ...]
    untested: tuple[str, ...]
    """Addresses without an example, with the reason."""

    @property
    def differing(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if cell.differs)


@dataclass(frozen=True)
class Page:
    """A page that can be opened: its name, a concrete address, and who may open it."""

    name: str
    path: str
    face: str


def run_matrix(
    world: World,
    now: datetime,
    only: Collection[str] = (),
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> Matrix:
    """Try every address with every face; `only` names addresses to keep to."""
    addresses = all_addresses()
    product = addresses_of_the_product()
    untested = [] if only else list(untested_addresses())
    ask = _asker(world, now)
    tried = [address for name, address in addresses.items() if name in product and (not only or name in only)]
    cells: list[Cell] = []
    for number, address in enumerate(tried):
        progress(number, len(tried))
        for household in _households(world, address):
            path = path_of(address, household)
            if path is None:
                lacking = [
                    name for name in product[address.name] if name not in _parameters(address, household)
                ]
                untested.append(f"{address.name}: the {household.name} household has no {', '.join(lacking)}")
                continue
            cells += _try(address, path, household, world, ask)
    progress(len(tried), len(tried))
    return Matrix(tuple(cells), tuple(untested))


def untested_addresses() -> tuple[str, ...]:
    """Where the table of addresses and the product do not tell of the same ones."""
    addresses, product = all_addresses(), addresses_of_the_product()
    return (
        *(f"{name}: not in the table of addresses" for name in product if name not in addresses),
        *(f"{name}: no such address any longer" for name in addresses if name not in product),
    )


def pages(world: World) -> tuple[Page, ...]:
    """Every page that can be read, with someone who may."""
    found = []
    product = addresses_of_the_product()
    for address in all_addresses().values():
        if address.get is None or address.name not in product:
            continue
        household = _households(world, address)[0]
        path = path_of(address, household)
        faces = (face for face in world.faces_for(household) if _may(face, address.get, address, household))
        face = next(faces, None)
        if path and face:
            found.append(Page(address.name, path, face.name))
    return tuple(found)


def path_of(address: Address, household: Household) -> str | None:
    """The address with the ids of the household; None when the world holds no example of one."""
    wanted, known = addresses_of_the_product()[address.name], _parameters(address, household)
    if not set(wanted) <= set(known):
        return None
    query = address.query.format(family_name=household.family_name, **household.ids)
    try:
        return reverse(address.name, kwargs={name: known[name] for name in wanted}) + query
    except NoReverseMatch:
        return None


def _parameters(address: Address, household: Household) -> dict[str, object]:
    """What there is to fill addresses with: what is special to this one before what is common to all."""
    return {**household.ids, **address.given, **household.special.get(address.name, {})}


def thing_of(address: Address, household: Household) -> Thing | None:
    """What the address is about, of this household."""
    first, other = frozenset({household.first_id}), frozenset({household.other_id})
    if address.about is About.NOTHING:
        return None
    if address.about is About.PERSON:
        return household.thing(household.person_scope_id, first, first)
    whose = {About.EACH: household.adults, About.FIRST: first, About.OTHER: other}
    return household.thing(household.scope_id, household.adults, whose.get(address.about, frozenset()))


def _households(world: World, address: Address) -> tuple[Household, ...]:
    """Those to try; one is enough for a page that is the same whoever it is about."""
    found = tuple(each for each in world.households if each.name in address.of)
    of_someone = addresses_of_the_product()[address.name] or "{" in address.query
    return found if of_someone else found[:1]


def _asker(world: World, now: datetime) -> _Ask:
    """What calls as a face; every face signs in once."""
    client = browser()
    faces = {face.name: face for household in world.households for face in world.faces_for(household)}
    keys = {
        name: None if face.realm is Realm.ANONYMOUS else session_key(face, now)
        for name, face in faces.items()
    }
    return lambda face, method, path, data: call(client, keys[face.name], method, path, data)


def _try(address: Address, path: str, household: Household, world: World, ask: _Ask) -> Iterator[Cell]:
    for face in world.faces_for(household):
        for method, permission in zip(METHODS, (address.get, address.post), strict=True):
            answer = ask(face, method, path, address.data)
            wanted = Verdict.ALLOWED if _may(face, permission, address, household) else Verdict.DENIED
            leaks = _leaks(answer, face, world)
            yield Cell(
                what=f"{address.name} {method} {household.name}",
                face=face.name,
                expected=wanted.value,
                seen=f"{answer.verdict} ({answer.status}) {answer.fault}{leaks}".strip(),
                differs=answer.verdict is not wanted or bool(leaks),
            )


def _may(face: Face, permission: str | None, address: Address, household: Household) -> bool:
    """By the table; and an unsigned note is for the one who wrote it."""
    if permission is None or (address.about is About.NOTE and face.name != household.officer):
        return False
    if address.role is not None and not expected(face, address.role, address.realms, None):
        return False
    return expected(face, permission, address.realms, thing_of(address, household))


def _leaks(answer: Answer, face: Face, world: World) -> str:
    """Names or addresses in the answer that the face may not see by any permission."""
    found = []
    for household in world.households:
        whole = household.thing(household.scope_id, household.adults, household.adults)
        may_see = any(expected(face, name, frozenset({face.realm}), whole) for name in _SHOW_NAMES)
        if household.family_name.encode() in answer.content and not may_see:
            found.append(f"names of the {household.name} household")
        # A protected address is shown to no one but those who live there.
        lives_there = face.person_id in household.adults
        if household.protected and household.street.encode() in answer.content and not lives_there:
            found.append(f"address of the {household.name} household")
    return f"; shows {', '.join(found)}" if found else ""
