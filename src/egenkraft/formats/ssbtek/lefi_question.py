"""The question inside Försäkringskassan's part: LEFI v9, JSON. Codes and limits from its published API."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from egenkraft.formats import jsontext
from egenkraft.formats.errors import FormatError
from egenkraft.formats.xml import date_from_text

FK_GROUPS = tuple(
    f"FK:{code}"
    for code in [
        "ABB",
        "AP",
        "AS",
        "BOB",
        "BST",
        "BTI",
        "DPE",
        "EJO",
        "ET",
        "FP",
        "FSJP",
        "GP",
        "HE",
        "MABB",
        "MEK",
        "NP",
        "OMV",
        "PJOB",
        "PROG",
        "RBE",
        "SA",
        "SBP",
        "SJP",
        "TFP",
        "US",
        "VB",
        "YL",
    ]
)
PM_GROUPS = ("PM:AP", "PM:BTI", "PM:EF")
OTHER_INFORMATION = ("FK:GEPI", "FK:PANV", "FK:SGI", "FK:SKUP", "FK:STAV", "PM:LINT", "PM:PBH", "PM:PU")

_PERSONNUMMER = re.compile(r"(?:\d{2})?\d{10}\Z", re.ASCII)

# JSON key → the codes LEFI takes there.
_ALLOWED: Mapping[str, tuple[str, ...]] = {
    "formansinformation": FK_GROUPS,
    "ansprak": PM_GROUPS,
    "beslut": PM_GROUPS,
    "preliminaraUtbetalningar": FK_GROUPS + PM_GROUPS,
    "utbetalningar": FK_GROUPS + PM_GROUPS,
    "ovrigInformation": OTHER_INFORMATION,
}


@dataclass(frozen=True, kw_only=True)
class LefiFraga:
    """What is asked of LEFI. `from_datum`–`tom_datum` at most two years; at least one group."""

    personnummer: str
    from_datum: date
    tom_datum: date
    formansinformation: tuple[str, ...] = ()
    ansprak: tuple[str, ...] = ()
    beslut: tuple[str, ...] = ()
    preliminara_utbetalningar: tuple[str, ...] = ()
    utbetalningar: tuple[str, ...] = ()
    ovrig_information: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not _PERSONNUMMER.match(self.personnummer):
            raise FormatError("LEFI/personnummer", "is not a personal number", "10 or 12 digits")
        if self.from_datum > self.tom_datum:
            raise FormatError("LEFI/period", "ends before it begins", "from ≤ tom")
        # LEFI refuses more than two years; 731 days is two years one of which is a leap year.
        if (self.tom_datum - self.from_datum).days > 731:
            raise FormatError("LEFI/period", "is too long", "at most two years")
        groups = self.groups()
        if not any(groups.values()):
            raise FormatError("LEFI", "asks for nothing", "at least one group of benefits or information")
        for key, codes in groups.items():
            if set(codes) - set(_ALLOWED[key]) or len(set(codes)) != len(codes):
                allowed = ", ".join(_ALLOWED[key])
                raise FormatError(f"LEFI/{key}", "has an unknown or repeated code", allowed)

    def groups(self) -> dict[str, tuple[str, ...]]:
        """The asked codes by JSON key, in the order of the API."""
        return {
            "formansinformation": self.formansinformation,
            "ansprak": self.ansprak,
            "beslut": self.beslut,
            "preliminaraUtbetalningar": self.preliminara_utbetalningar,
            "utbetalningar": self.utbetalningar,
            "ovrigInformation": self.ovrig_information,
        }


def encode_question(fraga: LefiFraga) -> bytes:
    document: dict[str, object] = {
        "personnummer": fraga.personnummer,
        "period": {"from": fraga.from_datum.isoformat(), "tom": fraga.tom_datum.isoformat()},
    }
    document.update({key: list(codes) for key, codes in fraga.groups().items() if codes})
    return jsontext.dumps(document)


def decode_question(data: bytes) -> LefiFraga:
    """LEFI JSON → question. Raises FormatError."""
    document = jsontext.loads(data, "lefiJsonFraga")
    if not isinstance(document, Mapping):
        raise FormatError("lefiJsonFraga", "is not an object", "an object")
    period = document.get("period")
    if not isinstance(period, Mapping):
        raise FormatError("lefiJsonFraga/period", "is missing", "{from, tom}")
    unknown = set(document) - set(_ALLOWED) - {"personnummer", "period"}
    if unknown:
        raise FormatError("lefiJsonFraga", "has an unknown key", ", ".join(_ALLOWED))
    return LefiFraga(
        personnummer=str(document.get("personnummer", "")),
        from_datum=date_from_text(str(period.get("from", "")), "lefiJsonFraga/period/from"),
        tom_datum=date_from_text(str(period.get("tom", "")), "lefiJsonFraga/period/tom"),
        formansinformation=_codes(document, "formansinformation"),
        ansprak=_codes(document, "ansprak"),
        beslut=_codes(document, "beslut"),
        preliminara_utbetalningar=_codes(document, "preliminaraUtbetalningar"),
        utbetalningar=_codes(document, "utbetalningar"),
        ovrig_information=_codes(document, "ovrigInformation"),
    )


def _codes(document: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = document.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise FormatError(f"lefiJsonFraga/{key}", "is not a list of codes", ", ".join(_ALLOWED[key]))
    return tuple(value)
