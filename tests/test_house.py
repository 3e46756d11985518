"""The house holds: direction, doors, clock, lengths, commands, tables. What stands in `RATCHET` may only shrink."""

import argparse
import ast
import inspect
import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import ForeignKey
from django.urls import URLPattern, URLResolver, get_resolver

from egenkraft.casework.api import Phase, tables
from egenkraft.config import cli
from egenkraft.web.pages import permission_of
from tests.house_exceptions import (
    ACTORLESS,
    COMMANDS_WITHOUT_JSON,
    INNER_DOORS,
    RATCHET_FILES,
    RATCHET_FUNCTIONS,
)

SOURCE = Path(__file__).resolve().parents[1] / "src" / "egenkraft"
# From the ground up, as in ARCHITECTURE.md.
ROOMS = (
    "rulebook",
    "formats",
    "foundation",
    "parties",
    "casework",
    "policy",
    "payments",
    "assistance",
    "simulation",
    "web",
    "config",
)
DATABASE_ROOMS = ("foundation", "parties", "casework", "payments", "assistance")
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
# What a room shows besides its door: frozen types and closed sets, and the two of foundation that ARCHITECTURE.md names.
_OPEN_MODULES = {"api", "views", "codes", "refusals"}
_OPEN_FOUNDATION = {"clock", "audit"}
_REAL_TIME = {
    ("date", "today"),
    ("datetime", "today"),
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("time", "time"),
    ("timezone", "now"),
    ("os", "environ"),
    ("os", "getenv"),
}


@cache
def sources() -> dict[str, ast.Module]:
    """Every module of the product, without tests and migrations, by its path under the package."""
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        place = path.relative_to(SOURCE)
        if not {"tests", "migrations"} & set(place.parts):
            found[place.as_posix()] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def test_the_rooms_are_those_of_the_plan() -> None:
    there = {path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists()}
    assert there == set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_says_what_it_is(room: str) -> None:
    text = (SOURCE / room / "README.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) >= 5


def test_foreign_keys_point_downwards_and_leave_no_way_back() -> None:
    checked, wrong = 0, []
    for model in apps.get_models():
        room = model._meta.app_label
        for field in model._meta.get_fields():
            if not isinstance(field, ForeignKey) or room not in ROOMS:
                continue
            target = field.related_model._meta.app_label
            if target == room or target not in ROOMS:
                continue
            checked += 1
            if ROOMS.index(target) > ROOMS.index(room) or field.remote_field.related_name != "+":
                wrong.append(f"{model.__name__}.{field.name} → {target}")
    assert checked >= 5
    assert wrong == []


def _is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def _foreign_imports(tree: ast.Module, room: str) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("egenkraft."):
            _package, other, *rest = node.module.split(".")
            names = [node.module] if rest else [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name for name in names if other != room)


def _is_door(module: str) -> bool:
    _package, room, *rest = module.split(".")
    # A room within a room, as simulation.partners, has a door of its own.
    return rest[-1] in _OPEN_MODULES or (room == "foundation" and rest[0] in _OPEN_FOUNDATION)


def test_a_room_is_entered_through_its_door_only() -> None:
    entered = {
        (place, module)
        for place, tree in sources().items()
        for module in _foreign_imports(tree, place.split("/")[0])
        # The command line and the wiring put the house together; direction alone binds them.
        if not place.startswith("config/") and not _is_door(module)
    }
    assert entered == set(INNER_DOORS)


def test_only_the_clock_and_the_settings_read_time_and_environment() -> None:
    readers = set()
    for place, tree in sources().items():
        if place.startswith("config/") or place == "foundation/clock.py":
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute):
                owner = getattr(node.value, "id", getattr(node.value, "attr", ""))
                if (owner, node.attr) in _REAL_TIME:
                    readers.add(f"{place}:{node.lineno} {owner}.{node.attr}")
    assert readers == set()


def test_there_are_no_signals() -> None:
    listening = re.compile(r"django\.dispatch|django\.db\.models\.signals|\.signals import")
    assert [place for place in sources() if listening.search((SOURCE / place).read_text())] == []


def test_files_stay_short() -> None:
    long = {
        place: lines
        for place in sources()
        if (lines := len((SOURCE / place).read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    assert {
        place: lines for place, lines in long.items() if lines > RATCHET_FILES.get(place, (0, ""))[0]
    } == {}
    assert set(RATCHET_FILES) - set(long) == set(), "no longer long: take it off the list"


def test_functions_stay_short() -> None:
    long = {}
    for place, tree in sources().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or 0) - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    long[f"{place}:{node.name}"] = lines
    known = RATCHET_FUNCTIONS
    assert {place: lines for place, lines in long.items() if lines > known.get(place, (0, ""))[0]} == {}
    assert set(known) - set(long) == set(), "no longer long: take it off the list"


def _views(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _views(pattern.url_patterns)
        else:
            yield pattern


def test_every_page_and_operation_wears_its_permission() -> None:
    pages = list(_views(get_resolver().url_patterns))
    assert len(pages) >= 40
    assert [str(page.pattern) for page in pages if permission_of(page.callback) is None] == []
    from egenkraft.web.api.calculate import api

    operations = [
        operation
        for _prefix, router in api._routers
        for path in router.path_operations.values()
        for operation in path.operations
    ]
    assert operations
    assert [each.view_func.__name__ for each in operations if permission_of(each.view_func) is None] == []


def test_every_transition_table_can_be_walked_to_an_end() -> None:
    assert {"assistance", "payment", "payment_run", "payee"} <= set(tables())
    stuck = []
    for kind, table in tables().items():
        for state in table.states:
            ways_out = [move for move in table.moves if move.from_state == state.code]
            if state.phase is not Phase.DONE and not ways_out:
                stuck.append(f"{kind}: {state.code}")
    assert stuck == []


def _commands() -> dict[str, argparse.ArgumentParser]:
    parser = argparse.ArgumentParser()
    subparsers = parser.add_subparsers()
    for group in cli._GROUPS:
        import_module(f"egenkraft.config.commands.{group}").add_parsers(subparsers)
    return dict(subparsers.choices)


def test_every_command_can_answer_in_json() -> None:
    commands = _commands()
    assert {
        "calculate",
        "golden",
        "check-bulk",
        "replay",
        "kill-trial",
        "access-matrix",
        "reforms",
        "demo-report",
    } <= set(commands)
    silent = {
        name
        for name, parser in commands.items()
        if not any("--json" in action.option_strings for action in parser._actions)
    }
    assert silent == set(COMMANDS_WITHOUT_JSON)


def _public_functions(room: str) -> Iterator[tuple[str, Callable[..., object]]]:
    door = import_module(f"egenkraft.{room}.api")
    names = getattr(door, "__all__", None) or [name for name in vars(door) if not name.startswith("_")]
    for name in names:
        value = getattr(door, name)
        if inspect.isfunction(value) and value.__module__.startswith(f"egenkraft.{room}"):
            yield f"{room}.{name}", value


@pytest.mark.parametrize("room", DATABASE_ROOMS)
def test_who_asks_and_when_is_told_to_every_door(room: str) -> None:
    silent = {
        name
        for name, function in _public_functions(room)
        if list(inspect.signature(function).parameters)[:2] != ["actor", "now"]
    }
    excepted = {name for name in ACTORLESS if name.startswith(f"{room}.")}
    assert silent == excepted


@pytest.mark.parametrize("room", DATABASE_ROOMS)
def test_what_comes_out_of_a_door_cannot_be_changed(room: str) -> None:
    """No models and no querysets: whatever dataclass a door names is frozen."""
    door = import_module(f"egenkraft.{room}.api")
    exposed = [value for value in vars(door).values() if inspect.isclass(value)]
    assert [each for each in exposed if hasattr(each, "_meta") and hasattr(each, "objects")] == []
    dataclasses = [each for each in exposed if hasattr(each, "__dataclass_params__")]
    thawed = [each.__name__ for each in dataclasses if not each.__dataclass_params__.frozen]
    # A run job keeps its progress and its lease while it runs.
    assert thawed in ([], ["JobRun"])
