"""The inbox: who sees it, in which order, and always by the same number of questions to the database."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from egenkraft.casework import api as casework
from egenkraft.casework.api import InboxPage, InboxRow, InboxView, Phase
from egenkraft.web.matrix.api import Household, World
from egenkraft.web.office import inbox as reading
from egenkraft.web.office.tests.conftest import NOW, ActorOf, ClientOf

pytestmark = pytest.mark.xdist_group("office")

URL = "/handlaggning/inkorg/"
WEDNESDAY = date(2026, 11, 25)


def _row(days: int | None, **changes: object) -> InboxRow:
    given: dict[str, object] = {
        "case_id": 7,
        "number": "2026-000007",
        "kind": "assistance",
        "title": "Återansökan, december 2026",
        "person_id": 1,
        "name": "Alfa",
        "state": "to_assess",
        "state_label": "Att bedöma",
        "phase": Phase.TODO,
        "handler": None,
        "mine": False,
        "deadline_on": None if days is None else WEDNESDAY + timedelta(days=days),
        "deadline_what": "Beslut",
        "days_left": days,
        "hold_until": None,
        "reasons": (),
        "opened_at": NOW,
    }
    return InboxRow(**{**given, **changes})  # type: ignore[arg-type]


def _page(*rows: InboxRow, counts: Mapping[InboxView, int] | None = None) -> InboxPage:
    return InboxPage(InboxView.MINE, 1, 1, len(rows), rows, counts or {})


def test_rows_are_grouped_by_when_their_time_runs_out() -> None:
    rows = [_row(days) for days in (-1, 0, 1, 4, 5, 11, 12, None)]
    found = [(str(group.label), len(group.lines)) for group in reading.groups(_page(*rows), WEDNESDAY)]
    assert found == [
        ("Försenat", 1),
        ("I dag", 1),
        ("Resten av veckan", 2),
        ("Nästa vecka", 2),
        ("Senare", 1),
        ("Utan tidsgräns", 1),
    ]


def test_only_the_late_group_is_red() -> None:
    tones = [group.tone for group in reading.groups(_page(_row(-2), _row(1)), WEDNESDAY)]
    assert tones == ["late", ""]


def test_a_row_names_its_first_reason_and_counts_the_rest() -> None:
    row = _row(1, reasons=("difference_open", "rent_changed", "free_text"))
    (group,) = reading.groups(_page(row), WEDNESDAY)
    line = group.lines[0]
    assert line.reason is not None
    assert (str(line.reason.label), line.more) == ("Uppgift avviker", 2)


def test_a_reason_of_another_room_is_shown_as_it_is() -> None:
    (group,) = reading.groups(_page(_row(1, reasons=("later_reason",))), WEDNESDAY)
    assert group.lines[0].reason is not None
    assert group.lines[0].reason.label == "later_reason"


def test_tabs_keep_the_chosen_kind() -> None:
    found = reading.tabs(_page(counts={InboxView.LATE: 3}), "assistance")
    late = next(tab for tab in found if str(tab["label"]) == "Försenade")
    assert (late["count"], late["url"]) == (3, f"{URL}?vy=late&typ=assistance")
    assert [tab["current"] for tab in found] == [True, False, False, False, False, False]


def test_the_unit_sees_its_cases_with_deadline_reason_and_state(
    officer: Client, household: Household
) -> None:
    html = officer.get(URL, {"vy": "unit"}).content.decode()
    assert f"Alfa {household.family_name}" in html
    assert "Att bedöma" in html
    assert "dagar kvar" in html
    assert "och 4 hinder till" in html


@pytest.mark.parametrize("face", ["handlaggare", "colleague", "chef"])
def test_a_colleague_of_the_unit_sees_the_same(client_of: ClientOf, household: Household, face: str) -> None:
    html = client_of(face).get(URL, {"vy": "unit"}).content.decode()
    assert f"Alfa {household.family_name}" in html


def test_another_unit_sees_nothing_of_it(client_of: ClientOf, household: Household) -> None:
    html = client_of("handlaggare of another unit").get(URL, {"vy": "unit"}).content.decode()
    assert household.family_name not in html
    assert "Inget att göra just nu" in html


def test_a_protected_household_is_in_the_managers_inbox_only(client_of: ClientOf, world: World) -> None:
    number = "Skyddsfamiljen"
    assert number not in client_of("handlaggare").get(URL, {"vy": "unit"}).content.decode()
    assert number in client_of("chef").get(URL, {"vy": "unit"}).content.decode()


@pytest.mark.parametrize("face", ["party of ordinary", "resident outsider"])
def test_residents_have_no_inbox(client_of: ClientOf, face: str) -> None:
    assert client_of(face).get(URL).status_code == 404


def test_one_who_has_not_signed_in_is_asked_to(world: World) -> None:
    response = Client().get(URL)
    assert response.status_code == 302
    assert response["Location"].startswith("/logga-in/")


def test_an_address_that_cannot_be_understood_shows_ones_own(officer: Client) -> None:
    response = officer.get(URL, {"vy": "allt", "typ": "'; drop", "page": "-7"})
    assert response.status_code == 200
    assert response.context["found"].view is InboxView.MINE


@pytest.mark.parametrize("face", ["handlaggare", "chef", "attestant"])
def test_the_number_of_questions_does_not_grow_with_the_inbox(
    client_of: ClientOf, actor_of: ActorOf, household: Household, face: str
) -> None:
    officer = client_of(face)
    few = _questions(officer)
    for number in range(30):
        casework.open_case(
            actor_of("handlaggare"),
            NOW,
            kind="assistance",
            title=f"Återansökan {number}",
            scope_id=household.scope_id,
            household_id=household.household_id,
            person_id=household.first_id,
            deadline_on=date(2026, 12, 1),
        )
    response = officer.get(URL, {"vy": "unit"})
    assert len(response.context["found"].rows) == 25
    assert "Sida 1 av 2" in response.content.decode()
    assert _questions(officer) == few


def _questions(client: Client) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as seen:
        assert client.get(URL, {"vy": "unit"}).status_code == 200
    return len(seen)


def test_each_role_begins_its_day_somewhere(client_of: ClientOf) -> None:
    starts = {
        "handlaggare": URL,
        "attestant": URL,
        "ekonom": "/handlaggning/utbetalningar/",
        "kvalitet": "/handlaggning/granskning/",
        "revisor": "/handlaggning/utbetalningar/",
        "systemforvaltare": "/handlaggning/logg/",
    }
    for face, start in starts.items():
        assert client_of(face).get("/handlaggning/")["Location"] == start, face


def test_the_days_of_a_case_are_counted_from_its_opening() -> None:
    opened = datetime(2026, 11, 20, 8, 0, tzinfo=NOW.tzinfo)
    (group,) = reading.groups(_page(_row(2, opened_at=opened)), WEDNESDAY)
    assert group.lines[0].of_days == 7
