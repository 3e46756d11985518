"""Codes of Försäkringskassan and Pensionsmyndigheten → kinds of facts.

LEFI publishes its group codes without a list of meanings. Coded here are those whose meaning follows
from the published API; for the others (BST, EJO, ET among them) the agency's own words decide.
"""

import unicodedata
from collections.abc import Mapping

from egenkraft.formats.ssbtek.fact_types import FactKind
from egenkraft.formats.ssbtek.lefi_types import LefiKod

_BY_CODE: Mapping[str, FactKind] = {
    "ABB": FactKind.BARNBIDRAG,
    "MABB": FactKind.BARNBIDRAG,
    "AP": FactKind.PENSION,
    "AS": FactKind.AKTIVITETSSTOD,
    "BOB": FactKind.BOSTADSBIDRAG,
    "BTI": FactKind.BOSTADSTILLAGG,
    "DPE": FactKind.DAGPENNING_TOTALFORSVAR,
    "EE": FactKind.ETABLERINGSERSATTNING,
    "EF": FactKind.PENSION,
    "FP": FactKind.FORALDRAPENNING,
    "FSJP": FactKind.SJUKPENNING,
    "GP": FactKind.GRAVIDITETSPENNING,
    "HE": FactKind.HANDIKAPPERSATTNING,
    "MEK": FactKind.MERKOSTNADSERSATTNING,
    "NP": FactKind.NARSTAENDEPENNING,
    "OMV": FactKind.OMVARDNADSBIDRAG,
    "RBE": FactKind.REHABERSATTNING,
    "SA": FactKind.SJUKERSATTNING,
    "SBP": FactKind.SMITTBARARPENNING,
    "SJP": FactKind.SJUKPENNING,
    "TFP": FactKind.FORALDRAPENNING,
    "UE": FactKind.UTVECKLINGSERSATTNING,
    "US": FactKind.UNDERHALLSSTOD,
    "VB": FactKind.VARDBIDRAG,
    "YL": FactKind.LIVRANTA,
}

# The agency's own words, in ASCII lower case; the first that occurs in the description counts.
_BY_WORDS: tuple[tuple[str, FactKind], ...] = (
    ("etableringsersattning", FactKind.ETABLERINGSERSATTNING),
    ("etableringstillagg", FactKind.ETABLERINGSTILLAGG),
    ("bostadsersattning", FactKind.BOSTADSERSATTNING),
    ("aktivitetsstod", FactKind.AKTIVITETSSTOD),
    ("utvecklingsersattning", FactKind.UTVECKLINGSERSATTNING),
    ("barnbidrag", FactKind.BARNBIDRAG),
    ("flerbarnstillagg", FactKind.BARNBIDRAG),
    ("bostadsbidrag", FactKind.BOSTADSBIDRAG),
    ("bostadstillagg", FactKind.BOSTADSTILLAGG),
    ("underhallsstod", FactKind.UNDERHALLSSTOD),
    ("foraldrapenning", FactKind.FORALDRAPENNING),
    ("sjukersattning", FactKind.SJUKERSATTNING),
    ("aktivitetsersattning", FactKind.SJUKERSATTNING),
    ("rehabilitering", FactKind.REHABERSATTNING),
    ("sjukpenning", FactKind.SJUKPENNING),
    ("pension", FactKind.PENSION),
    ("livranta", FactKind.LIVRANTA),
)

BY_MATTER: Mapping[str, FactKind] = {
    "aktivitetsstodsarende": FactKind.AKTIVITETSSTOD,
    "allmanpensionsarende": FactKind.PENSION,
    "arbetsskadeefterlevandearende": FactKind.LIVRANTA,
    "arbetsskadeegenlivrantearende": FactKind.LIVRANTA,
    "barnbidragsarende": FactKind.BARNBIDRAG,
    "bostadsbidragsarende": FactKind.BOSTADSBIDRAG,
    "bostadstillaggsarende": FactKind.BOSTADSTILLAGG,
    "efterlevandepensionsarende": FactKind.PENSION,
    "mottagareavbarnbidrag": FactKind.BARNBIDRAG,
    "foraldrapenningarende": FactKind.FORALDRAPENNING,
    "forebyggandeSjukpenningsarende": FactKind.SJUKPENNING,
    "handikappersattningsarende": FactKind.HANDIKAPPERSATTNING,
    "graviditetspenningsarende": FactKind.GRAVIDITETSPENNING,
    "merkostnadsersattningsarende": FactKind.MERKOSTNADSERSATTNING,
    "narstaendepenningarende": FactKind.NARSTAENDEPENNING,
    "omvardnadsbidragsarende": FactKind.OMVARDNADSBIDRAG,
    "rehabersattningsarende": FactKind.REHABERSATTNING,
    "sjukOchAktivitetsersattningsarende": FactKind.SJUKERSATTNING,
    "sjukpenningarende": FactKind.SJUKPENNING,
    "smittbararersattningsarende": FactKind.SMITTBARARPENNING,
    "tillfalligForaldrapenningarende": FactKind.FORALDRAPENNING,
    "totalforsvarspliktsarende": FactKind.DAGPENNING_TOTALFORSVAR,
    "underhallsstodsmottag": FactKind.UNDERHALLSSTOD,
    "vardbidragsarende": FactKind.VARDBIDRAG,
    "yrkesskadeefterlevandearende": FactKind.LIVRANTA,
    "yrkesskadeegenlivrantearende": FactKind.LIVRANTA,
}


def kind_of(*codes: LefiKod | None) -> FactKind:
    """The kind of the first code that says it, else OTHER_BENEFIT."""
    for code in codes:
        if code is not None:
            known = _BY_CODE.get(code.id.removeprefix("FK:").removeprefix("PM:")) or _by_words(
                code.beskrivning
            )
            if known is not None:
                return known
    return FactKind.OTHER_BENEFIT


def _by_words(description: str | None) -> FactKind | None:
    letters = unicodedata.normalize("NFD", (description or "").lower())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return next((kind for words, kind in _BY_WORDS if words in plain), None)
