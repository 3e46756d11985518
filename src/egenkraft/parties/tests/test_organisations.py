"""Organisations by their number; fictitious ones are marked and only where test identities are."""

import pytest
from pytest_django import Settings

from egenkraft.foundation.api import AccessDenied, Actor, RefusedError, Role
from egenkraft.parties import api as parties
from egenkraft.parties.api import OrganisationView, PartiesRefusal
from egenkraft.parties.tests.conftest import NOW, SYSTEM, MakeStaff

pytestmark = pytest.mark.django_db


def _register(actor: Actor = SYSTEM, orgnr: str = "000000-0001", fictitious: bool = True) -> OrganisationView:
    return parties.register_organisation(
        actor,
        NOW,
        kind="landlord",
        name="Björkhyran",
        orgnr=orgnr,
        bankgiro="5050-1055",
        fictitious=fictitious,
    )


def test_registered_and_listed(make_staff: MakeStaff) -> None:
    made = _register(make_staff("ek", Role.EKONOM))
    assert (made.orgnr, made.bankgiro, made.fictitious) == ("0000000001", "50501055", True)
    officer = make_staff("anna", Role.HANDLAGGARE)
    assert parties.organisations(officer, NOW, kind="landlord") == (made,)
    assert parties.organisations(officer, NOW, kind="union") == ()
    assert parties.organisation(officer, NOW, organisation_id=made.id) == made
    with pytest.raises(AccessDenied):
        parties.organisation(officer, NOW, organisation_id=999_999)
    with pytest.raises(AccessDenied):
        _register(officer)


@pytest.mark.parametrize(
    ("orgnr", "fictitious"), [("000000-0001", False), ("12", True), ("", True), ("556", False)]
)
def test_a_wrong_number_is_refused(orgnr: str, fictitious: bool) -> None:
    with pytest.raises(RefusedError) as caught:
        _register(orgnr=orgnr, fictitious=fictitious)
    assert caught.value.code is PartiesRefusal.ORGANISATION_NUMBER


def test_no_fictitious_numbers_in_production(settings: Settings) -> None:
    settings.TEST_IDENTITIES = False
    with pytest.raises(RefusedError):
        _register()


def test_once_only() -> None:
    _register()
    with pytest.raises(RefusedError) as caught:
        _register()
    assert caught.value.code is PartiesRefusal.ORGANISATION_EXISTS
