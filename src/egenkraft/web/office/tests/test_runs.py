"""Paying out: rehearsed, explained, attested by another, built, downloaded; a payment stopped with a reason."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from egenkraft.formats.api import pain001
from egenkraft.payments import api as payments
from egenkraft.payments.api import Cause, ChangeKind, Rehearsal, RehearsalRow
from egenkraft.simulation.money import AGREEMENT, BOOKS
from egenkraft.web.matrix.api import Household
from egenkraft.web.office import bank, money
from egenkraft.web.office.tests.conftest import NOW, ActorOf, ClientOf

pytestmark = pytest.mark.xdist_group("office")
URL = "/handlaggning/utbetalningar/"
PAY_DAY = "2026-11-27"


@pytest.fixture
def agreement(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bank, "_given", {})
    bank.use(AGREEMENT, BOOKS)


@pytest.fixture
def run_id(household: Household) -> int:
    """A run that the economist has made and no one has attested."""
    return int(str(household.ids["run_id"]))


def _row(change: int, *warnings: str, explained: bool = True, scope: int = 1) -> RehearsalRow:
    return RehearsalRow(
        scope_id=scope,
        case_id=scope,
        person_ids=(scope,),
        amount_ore=100_000 + change,
        last_ore=100_000,
        kind=ChangeKind.MORE if change > 0 else ChangeKind.LESS if change < 0 else ChangeKind.SAME,
        causes=(Cause("Hyra", change, explained),) if change else (),
        warnings=warnings,
        payment_ids=(scope,),
    )


def _rehearsal(*rows: RehearsalRow) -> Rehearsal:
    causes = tuple(cause for row in rows for cause in row.causes)
    return Rehearsal(
        pay_date=date(2026, 11, 27),
        last_pay_date=date(2026, 10, 27),
        payments=len(rows),
        total_ore=sum(row.amount_ore for row in rows),
        last_ore=sum(row.last_ore for row in rows),
        rows=rows,
        left_out=(),
        by_cause=causes,
        fingerprint="f" * 64,
    )


def test_only_households_that_change_or_warn_are_listed() -> None:
    rehearsal = _rehearsal(_row(0), _row(500, scope=2), _row(0, "Ny mottagare", scope=3))
    rows = money.change_rows(rehearsal, {2: "Alfa"})
    assert [row.names for row in rows] == ["Alfa", "Namnet visas inte"]
    assert money.people_of(rehearsal) == {2, 3}
    assert [label for _key, label in money.warning_choices(rehearsal, {3: "Beta"})] == ["Ny mottagare Beta"]


def test_warnings_of_one_kind_are_one_box_with_a_count_when_many() -> None:
    rows = [_row(0, "Ny mottagare.", scope=scope) for scope in range(1, 6)]
    assert money.warning_choices(_rehearsal(*rows), {}) == [("w0", "Ny mottagare. 5 hushåll")]


def test_the_waterfall_says_the_difference_and_keeps_its_sum() -> None:
    rows = [_row(-100 * number, scope=number) for number in range(1, 9)]
    chart = money.fall(_rehearsal(*rows))
    assert chart is not None
    assert chart.title == "Därför är summan 36 kronor lägre"
    assert [label for label, _amount in chart.rows][-2:] == ["Övrigt", "Den här gången"]


def test_no_sum_is_no_chart() -> None:
    assert money.fall(Rehearsal(date(2026, 11, 27), None, 0, 0, 0, (), (), (), "")) is None


def test_what_is_explained_is_counted() -> None:
    rehearsal = _rehearsal(_row(100), _row(200, explained=False, scope=2))
    assert money.explained(rehearsal) == "1 av 2"


def test_a_day_the_banks_are_closed_is_refused_in_words(client_of: ClientOf) -> None:
    client = client_of("ekonom")
    html = client.get(f"{URL}genrep/", {"dag": "2026-11-28"}).content.decode()
    assert "en dag då bankerna har öppet" in html
    assert "Skriv datumet som" in client.get(f"{URL}genrep/", {"dag": "i morgon"}).content.decode()


def test_the_run_shows_why_each_household_changes(
    client_of: ClientOf, household: Household, run_id: int
) -> None:
    html = client_of("ekonom").get(f"{URL}{run_id}/").content.decode()
    assert f"Beta {household.family_name}" in html
    assert "Utöver tidigare utbetalning den här månaden" in html
    assert "En annan person än den som gjorde körningen attesterar." in html
    assert "Inget har skickats till banken än." in html


def test_a_protected_household_has_no_name_here(client_of: ClientOf, run_id: int) -> None:
    html = client_of("ekonom").get(f"{URL}{run_id}/").content.decode()
    assert "Skyddsfamiljen" not in html
    assert "Namnet visas inte" in html


def test_attest_needs_every_warning_looked_into(client_of: ClientOf, actor_of: ActorOf, run_id: int) -> None:
    client = client_of("chef")
    context = client.get(f"{URL}{run_id}/").context
    form, boxes = context["form"], {"read": "on", "sums": "on"}
    typed = {**boxes, "fingerprint": context["rehearsal"].fingerprint}
    choices = [key for key, _label in form.fields["warnings"].choices] if "warnings" in form.fields else []
    if choices:
        assert "Utred först" in client.post(f"{URL}{run_id}/", typed).content.decode()
    assert "Läs ändringarna" in client.post(f"{URL}{run_id}/", {"sums": "on"}).content.decode()
    assert client.post(f"{URL}{run_id}/", {**typed, "warnings": choices}).status_code == 302
    assert payments.run(actor_of("chef"), NOW, run_id=run_id).attested_by == "Prov chef"


def test_what_was_attested_is_what_was_seen(client_of: ClientOf, run_id: int) -> None:
    client = client_of("chef")
    context = client.get(f"{URL}{run_id}/").context
    choices = list(context["form"].fields.get("warnings", _NoChoices()).choices)
    typed = {
        "read": "on",
        "sums": "on",
        "fingerprint": "0" * 64,
        "warnings": [key for key, _label in choices],
    }
    assert "Kör genrepet igen" in str(client.post(f"{URL}{run_id}/", typed).context["form"].errors)


class _NoChoices:
    choices: tuple[tuple[str, str], ...] = ()


def test_the_one_who_made_the_run_cannot_attest(client_of: ClientOf, run_id: int) -> None:
    context = client_of("ekonom").get(f"{URL}{run_id}/").context
    assert "attest" not in context["run"].allowed_commands
    typed = {"read": "on", "sums": "on", "fingerprint": context["rehearsal"].fingerprint}
    assert client_of("ekonom").post(f"{URL}{run_id}/", typed).status_code == 404


def test_without_an_agreement_no_file_is_built(
    client_of: ClientOf, actor_of: ActorOf, run_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bank, "_given", {})
    _attested(actor_of, run_id)
    response = client_of("ekonom").post(f"{URL}{run_id}/fil/", follow=True)
    assert "Avtalet med banken är inte inlagt" in response.content.decode()
    assert payments.run(actor_of("ekonom"), NOW, run_id=run_id).state == "attested"


def test_the_bank_file_can_be_taken_out_and_its_sum_is_the_runs(
    client_of: ClientOf, actor_of: ActorOf, run_id: int, agreement: None
) -> None:
    _attested(actor_of, run_id)
    client = client_of("ekonom")
    client.post(f"{URL}{run_id}/fil/")
    found = payments.run(actor_of("ekonom"), NOW, run_id=run_id)
    response = client.get(f"{URL}{run_id}/bankfil/")
    assert response["Content-Disposition"] == f'attachment; filename="{found.file_name}"'
    assert pain001.decode(response.content).sum_ore == found.total_ore
    html = client.get(f"{URL}{run_id}/", {"kontroll": "1"}).content.decode()
    assert "De stämmer på öret." in html
    assert found.sha256 in html


def _attested(actor_of: ActorOf, run_id: int) -> None:
    seen = payments.run_rehearsal(actor_of("chef"), NOW, run_id=run_id)
    payments.attest_run(actor_of("chef"), NOW, run_id=run_id, fingerprint=seen.fingerprint)


def test_the_books_of_a_sent_run_agree(client_of: ClientOf, household: Household, agreement: None) -> None:
    sent = household.special["office:bank_file"]["run_id"]
    client = client_of("ekonom")
    assert client.get(f"{URL}{sent}/bokforing/").content.startswith(b"#FLAGGA")
    assert "De stämmer på öret." in client.get(f"{URL}{sent}/", {"kontroll": "1"}).content.decode()


def test_sums_that_differ_do_not_agree() -> None:
    assert not money.Sums(plan_ore=100, bank_ore=101, books_ore=None).agree
    assert not money.Sums(plan_ore=100, bank_ore=100, books_ore=99).agree
    assert money.Sums(plan_ore=100, bank_ore=100, books_ore=None).agree


@pytest.mark.parametrize(
    "content", [b"", b"<html>", b"\x00\x01", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>']
)
def test_a_report_that_is_none_changes_nothing(client_of: ClientOf, content: bytes) -> None:
    response = client_of("ekonom").post(
        f"{URL}bankens-svar/", {"file": SimpleUploadedFile("svar.xml", content)}
    )
    assert response.status_code == 200
    assert response.context["form"].errors["file"]


def test_a_payment_is_stopped_by_a_named_person_with_a_reason(
    officer: Client, actor_of: ActorOf, household: Household
) -> None:
    ids = household.special["office:stop_payment"]
    page = f"/handlaggning/arenden/{ids['case_id']}/betalning/{ids['payment_id']}/"
    assert "Beviljade pengar hålls inte inne." in officer.get(f"{page}stoppa/").content.decode()
    assert "Skriv skälet" in officer.post(f"{page}stoppa/", {"reason": ""}).content.decode()
    officer.post(f"{page}stoppa/", {"reason": "Kontot tillhör någon annan"})
    (found,) = (
        one
        for one in payments.payments_of_case(actor_of("handlaggare"), NOW, case_id=int(str(ids["case_id"])))
        if one.id == ids["payment_id"]
    )
    assert (found.state, found.reason) == ("stopped", "Kontot tillhör någon annan")
    assert officer.post(f"{page}slapp/", {"reason": "Kontot är rätt"}).status_code == 302


def test_a_payment_of_another_case_is_not_there(officer: Client, household: Household, case_id: int) -> None:
    payment_id = household.special["office:stop_payment"]["payment_id"]
    assert officer.get(f"/handlaggning/arenden/{case_id}/betalning/{payment_id}/stoppa/").status_code == 404


def test_a_new_payee_is_proposed_and_waits(officer: Client, household: Household, case_id: int) -> None:
    page = f"/handlaggning/arenden/{case_id}/mottagare/"
    typed = {"owner": f"person:{household.other_id}", "kind": "account", "clearing": "1", "number": "1"}
    assert officer.post(f"{page}ny/", typed).context["form"].errors
    html = officer.get(page).content.decode()
    assert "Föreslagen" in html


@pytest.mark.parametrize(
    ("face", "page", "status"),
    [
        ("ekonom", "", 200),
        ("chef", "", 200),
        ("attestant", "", 200),
        ("revisor", "", 200),
        ("handlaggare", "", 404),
        ("kvalitet", "", 404),
        ("party of ordinary", "", 404),
        ("revisor", "bankens-svar/", 404),
        ("chef", "bankens-svar/", 404),
    ],
)
def test_who_sees_runs(client_of: ClientOf, face: str, page: str, status: int) -> None:
    assert client_of(face).get(f"{URL}{page}").status_code == status
