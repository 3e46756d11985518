"""The access matrix finds nothing, and finds what is planted."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.db import transaction
from django.urls import clear_url_caches
from pytest_django import DjangoDbBlocker, Settings

from egenkraft.config import command_matrix
from egenkraft.foundation import clock
from egenkraft.web.matrix import api as matrix
from egenkraft.web.matrix.addresses import all_addresses
from egenkraft.web.matrix.api import World

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("matrix")]


NOW = datetime(2026, 11, 16, 9, 0, tzinfo=clock.ZONE)


@pytest.fixture(scope="module")
def _clock() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: NOW)
        yield


@pytest.fixture(scope="module")
def _built(django_db_setup: None, django_db_blocker: DjangoDbBlocker, _clock: None) -> Iterator[World]:
    """Built once for these tests, which leave it as it is; undone when they are over."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield matrix.build_world(NOW)
        transaction.set_rollback(True)


@pytest.fixture
def world(_built: World, db: None) -> World:
    return _built


def test_every_door_opens_for_those_it_should_and_no_one_else(world: World) -> None:
    found = matrix.run_matrix(world, NOW)
    assert [f"{cell.what}: {cell.face} {cell.expected}, {cell.seen}" for cell in found.differing] == []
    assert found.untested == ()
    assert {cell.expected for cell in found.cells} == {"allowed", "denied"}
    assert len({cell.face for cell in found.cells}) >= 18


def test_every_command_is_known_and_those_that_act_are_in_the_audit_log(world: World) -> None:
    assert command_matrix.untested_commands() == ()
    cells = list(command_matrix.try_commands())
    assert [cell for cell in cells if cell.differs] == []
    assert [cell.name for cell in cells if cell.seen == "audited"] == [
        "create-staff",
        "create-unit",
        "replay",
    ]


def _differing(world: World, *names: str) -> dict[str, set[str]]:
    found = matrix.run_matrix(world, NOW, names)
    faces: dict[str, set[str]] = {}
    for cell in found.differing:
        faces.setdefault(cell.what.split()[0], set()).add(cell.face)
    return faces


def test_the_same_doors_without_holes_are_right(world: World) -> None:
    names = ("resident:details", "resident:who_read", "open:accessibility")
    assert _differing(world, *names) == {}


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("resident:home", "anonymous"),
        ("resident:details", "handlaggare"),
        ("resident:who_read", "party of ordinary"),
        ("resident:apply", "resident outsider"),
        ("open:accessibility", "handlaggare of another unit"),
    ],
)
def test_a_planted_hole_is_found(world: World, settings: Settings, name: str, who: str) -> None:
    settings.ROOT_URLCONF = "tests.matrix_holes"
    clear_url_caches()
    assert who in _differing(world, name).get(name, set())


def test_an_address_that_no_one_has_written_down_is_untested(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.matrix_holes"
    clear_url_caches()
    assert matrix.untested_addresses() == ("forgotten: not in the table of addresses",)


def test_the_command_counts_and_leaves_nothing_behind(tmp_path: Path) -> None:
    arguments = [
        sys.executable,
        "-m",
        "egenkraft.config.cli",
        "access-matrix",
        "--json",
        "--only",
        "open:privacy",
    ]
    run = subprocess.run(
        arguments, capture_output=True, text=True, check=False, env={"TMPDIR": str(tmp_path), "PATH": ""}
    )
    assert run.returncode == 0, run.stderr
    counts = json.loads(run.stdout)
    assert set(counts) == {"checked", "differing", "untested"}
    assert counts["checked"] >= 36
    assert list(tmp_path.iterdir()) == []


def test_no_address_is_written_down_twice_and_each_names_real_permissions() -> None:
    from egenkraft.foundation.api import PERMISSIONS

    named = {
        permission
        for address in all_addresses().values()
        for permission in (address.get, address.post)
        if permission is not None
    }
    assert named <= PERMISSIONS
