"""The town register: written and read back, and errors that name the place."""

import json
from pathlib import Path

import pytest

from egenkraft.formats.api import ssbtek
from egenkraft.formats.tests import mothers
from egenkraft.simulation.partners import api
from egenkraft.simulation.partners.oidc import problem_of_number

SAMPLE = Path(api.__file__).with_name("sample_register.json")


def test_every_answer_can_be_written_and_read_back(tmp_path: Path) -> None:
    agencies = {
        agency: api.AgencyBehaviour(answer=content)
        for agency, content in mothers.full_answer().svarsdata.items()
        if not isinstance(content, ssbtek.AgencyError)
    }
    person = api.RegisterPerson(
        name="Åsa", agencies=agencies, service=api.ServiceBehaviour(fault=mothers.FAULT, http_status=500)
    )
    register = api.TownRegister(persons={mothers.PERSON: person}, refused_accounts={"1": "AC04"})
    api.save_register(tmp_path / "r.json", register)
    assert api.load_register(tmp_path / "r.json") == register
    assert api.register_to_text(api.load_register(SAMPLE)) == SAMPLE.read_text(encoding="utf-8")


def test_the_sample_shows_every_behaviour_with_numbers_nobody_can_have() -> None:
    persons = api.load_register(SAMPLE).persons
    for number in persons:
        assert problem_of_number(number) is None
    behaviours = [item for person in persons.values() for item in person.agencies.values()]
    assert any(item.timeout for item in behaviours)
    assert any(item.error for item in behaviours)
    assert any(item.absent for item in behaviours)
    assert any(item.unreadable for item in behaviours)
    assert {agency for person in persons.values() for agency in person.agencies} == set(ssbtek.Agency)


def document(**person: object) -> str:
    return json.dumps({"format": "egenkraft-town-register/1", "persons": {"1": {"name": "A", **person}}})


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("{", "JSON"),
        ("[]", "format"),
        ('{"format": "annat"}', "format"),
        ('{"format": "egenkraft-town-register/1", "person": {}}', "person"),
        ('{"format": "egenkraft-town-register/1", "persons": []}', "persons"),
        (document(nam="x"), "persons.0"),
        (document(agencies=[]), "persons.0"),
        (document(agencies={"XX": {}}), "persons.0.agencies.XX"),
        (document(agencies={"AF": []}), "persons.0.agencies.AF"),
        (document(agencies={"AF": {"timeout": 1}}), "persons.0.agencies.AF.timeout"),
        (document(agencies={"AF": {"answer": {"fel": 1}}}), "persons.0.agencies.AF.answer.fel"),
        (document(agencies={"SO": {"answer": {"kassor": [{"status": "OK"}]}}}), "kassor[0].svarande_organisation"),
        (document(agencies={"SO": {"answer": {"kassor": {}}}}), "answer.kassor"),
        (document(agencies={"FK": {"answer": {"person": {"personnummer": None, "skyddad": "ja"}}}}), "skyddad"),
        (document(agencies={"FK": {"answer": {"utbetalningar": [{"utlamnare": "FK", "preliminar": False, "netto_ore": 1.5}]}}}), "netto_ore"),
        (document(agencies={"FK": {"answer": {"utbetalningar": [{"utlamnare": "FK", "preliminar": False, "datum": "i dag"}]}}}), "datum"),
        (document(agencies={"SKV": {"error": {"kalla": "ANNAN", "felkod": "1", "felmeddelande": []}}}), "kalla"),
        (document(service={"silent": None}), "persons.0.service.silent"),
    ],
)  # fmt: skip
def test_errors_name_the_place_and_never_the_identity(text: str, place: str) -> None:
    with pytest.raises(api.RegisterError) as caught:
        api.register_from_text(text)
    assert place in str(caught.value)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(api.RegisterError, match=r"absent\.json"):
        api.load_register(tmp_path / "absent.json")
    (tmp_path / "latin.json").write_bytes(b'{"format": "\xe5"}')
    with pytest.raises(api.RegisterError, match=r"latin\.json"):
        api.load_register(tmp_path / "latin.json")
