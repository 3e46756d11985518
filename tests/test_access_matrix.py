"""The access matrix finds nothing, and finds what is planted."""

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from django.urls import clear_url_caches
from pytest_django import Settings

from egenkraft.foundation import clock
from egenkraft.web.matrix import api as matrix
from egenkraft.web.matrix.addresses import all_addresses

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("matrix")]


@pytest.fixture
def now(settings: Settings, tmp_path: Path) -> datetime:
    settings.CLOCK_START, settings.DATA_DIR = "2026-11-16T09:00:00+01:00", tmp_path
    return clock.now()


def test_every_door_opens_for_those_it_should_and_no_one_else(now: datetime) -> None:
    found = matrix.run_matrix(matrix.build_world(now), now)
    assert [f"{cell.what}: {cell.face} {cell.expected}, {cell.seen}" for cell in found.differing] == []
    assert found.untested == ()
    kinds = {cell.expected for cell in found.cells}
    assert kinds == {"allowed", "denied"}
    assert len({cell.face for cell in found.cells}) >= 18


def _differing(now: datetime, *names: str) -> dict[str, set[str]]:
    found = matrix.run_matrix(matrix.build_world(now), now, names)
    faces: dict[str, set[str]] = {}
    for cell in found.differing:
        faces.setdefault(cell.what.split()[0], set()).add(cell.face)
    return faces


def test_the_same_doors_without_holes_are_right(now: datetime) -> None:
    names = ("resident:details", "resident:who_read", "open:accessibility")
    assert _differing(now, *names) == {}


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
def test_a_planted_hole_is_found(now: datetime, settings: Settings, name: str, who: str) -> None:
    settings.ROOT_URLCONF = "tests.matrix_holes"
    clear_url_caches()
    assert who in _differing(now, name).get(name, set())


def test_an_address_that_no_one_has_written_down_is_untested(now: datetime, settings: Settings) -> None:
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
