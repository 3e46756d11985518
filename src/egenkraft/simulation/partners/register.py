"""The town register: what the fake partners know about each person, and how they behave. README: the file."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from egenkraft.formats.api import FormatError, ssbtek
from egenkraft.simulation.partners.json_values import RegisterValueError, from_json, to_json

FORMAT = "egenkraft-town-register/1"

_ANSWERS: Mapping[ssbtek.Agency, type[ssbtek.AgencyData]] = {
    ssbtek.Agency.AF: ssbtek.AfSvar,
    ssbtek.Agency.CSN: ssbtek.CsnSvar,
    ssbtek.Agency.FK: ssbtek.LefiSvar,
    ssbtek.Agency.SKV: ssbtek.SkvSvar,
    ssbtek.Agency.SO: ssbtek.SoSvar,
    ssbtek.Agency.TNS: ssbtek.TnsSvar,
    ssbtek.Agency.MIV: ssbtek.MivSvar,
}


@dataclass(frozen=True, kw_only=True)
class AgencyBehaviour:
    """How one agency answers about one person; with nothing set it answers that nothing is known.

    `timeout`: SSBTEK reports that the agency did not answer in time. `absent`: no part at all.
    `unreadable`: the part is malformed. `delay_ms` is waited before the whole answer goes out.
    """

    answer: ssbtek.AgencyData | None = None
    error: ssbtek.AgencyError | None = None
    timeout: bool = False
    absent: bool = False
    unreadable: bool = False
    delay_ms: int = 0


@dataclass(frozen=True, kw_only=True)
class ServiceBehaviour:
    """How SSBTEK as a whole answers about one person: as usual, or one of the ways to fail."""

    fault: ssbtek.Fault | None = None
    malformed: bool = False
    silent: bool = False
    http_status: int = 200


@dataclass(frozen=True, kw_only=True)
class RegisterPerson:
    """`note_sv`/`note_en`: what to try with this person; only persons with a note get a sign-in button."""

    name: str
    note_sv: str = ""
    note_en: str = ""
    agencies: Mapping[ssbtek.Agency, AgencyBehaviour] = field(default_factory=dict)
    service: ServiceBehaviour = ServiceBehaviour()


@dataclass(frozen=True, kw_only=True)
class TownRegister:
    """Persons by 12-digit identity, and accounts the bank refuses (digits → ISO reason code)."""

    persons: Mapping[str, RegisterPerson] = field(default_factory=dict)
    refused_accounts: Mapping[str, str] = field(default_factory=dict)


class RegisterError(ValueError):
    """The register file cannot be used; the message names the place."""


def load_register(path: Path) -> TownRegister:
    """Raises RegisterError."""
    try:
        return register_from_text(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RegisterError(f"{path}: cannot be read ({error.strerror})") from None
    except (RegisterError, UnicodeDecodeError) as error:
        raise RegisterError(f"{path}: {error}") from None


def save_register(path: Path, register: TownRegister) -> None:
    """Write the file; the same register gives the same bytes."""
    path.write_text(register_to_text(register), encoding="utf-8")


def register_from_text(text: str) -> TownRegister:
    try:
        document = json.loads(text)
    except ValueError as error:
        raise RegisterError(f"is not JSON: {error}") from None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise RegisterError(f'"format" must be "{FORMAT}"')
    unknown = set(document) - {"format", "persons", "refused_accounts"}
    if unknown:
        raise RegisterError(f"unknown key {sorted(unknown)[0]}; allowed: format, persons, refused_accounts")
    try:
        persons = {
            identity: _read_person(value, f"persons.{number}")
            for number, (identity, value) in enumerate(document.get("persons", {}).items())
        }
        accounts = {str(number): str(code) for number, code in document.get("refused_accounts", {}).items()}
    except (RegisterValueError, FormatError) as error:
        raise RegisterError(str(error)) from None
    except AttributeError:
        raise RegisterError("persons and refused_accounts must be objects") from None
    return TownRegister(persons=persons, refused_accounts=accounts)


def _read_person(value: object, where: str) -> RegisterPerson:
    if not isinstance(value, dict) or not isinstance(value.get("agencies", {}), dict):
        raise RegisterValueError(where, "is not an object", "a person with name, agencies …")
    plain = {key: item for key, item in value.items() if key not in ("agencies", "service")}
    allowed = {"name", "note_sv", "note_en"}
    if set(plain) - allowed or not all(isinstance(item, str) for item in plain.values()):
        raise RegisterValueError(
            where, "has unknown keys or values", "name, note_sv, note_en, agencies, service"
        )
    if "name" not in plain:
        raise RegisterValueError(f"{where}.name", "is missing", "text")
    agencies = {}
    for code, behaviour in value.get("agencies", {}).items():
        if code not in set(ssbtek.Agency):
            raise RegisterValueError(f"{where}.agencies.{code}", "is unknown", ", ".join(ssbtek.Agency))
        agency = ssbtek.Agency(code)
        agencies[agency] = _read_behaviour(agency, behaviour, f"{where}.agencies.{code}")
    service = from_json(ServiceBehaviour, value.get("service", {}), f"{where}.service")
    return RegisterPerson(agencies=agencies, service=service, **plain)


def _read_behaviour(agency: ssbtek.Agency, value: object, where: str) -> AgencyBehaviour:
    if not isinstance(value, dict):
        raise RegisterValueError(
            where, "is not an object", "answer, error, timeout, absent, unreadable, delay_ms"
        )
    rest = {key: item for key, item in value.items() if key != "answer"}
    behaviour = from_json(AgencyBehaviour, rest, where)
    if "answer" not in value:
        return behaviour
    answer = from_json(_ANSWERS[agency], value["answer"], f"{where}.answer")
    return AgencyBehaviour(answer=answer, delay_ms=behaviour.delay_ms)


def register_to_text(register: TownRegister) -> str:
    persons = {
        identity: {
            **{key: getattr(person, key) for key in ("name", "note_sv", "note_en") if getattr(person, key)},
            "agencies": {agency.value: to_json(item) for agency, item in person.agencies.items()},
            "service": to_json(person.service),
        }
        for identity, person in register.persons.items()
    }
    document = {"format": FORMAT, "persons": persons, "refused_accounts": dict(register.refused_accounts)}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
