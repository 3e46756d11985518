"""Decoded answer → typed facts and gaps.

Net amounts count as they reached the person: a-kassa after tax and deductions, LEFI `nettobelopp`, CSN
`totbelopp`. The other sums stand in the details.
"""

from collections.abc import Iterable, Iterator

from egenkraft.formats.ssbtek.af import AfSvar
from egenkraft.formats.ssbtek.csn_types import CsnSvar
from egenkraft.formats.ssbtek.fact_types import FactMaker, Gap, GapReason, RegisterFact, RegisterReading
from egenkraft.formats.ssbtek.facts_benefits import csn_facts, lefi_facts, so_facts
from egenkraft.formats.ssbtek.facts_registers import af_facts, miv_facts, skv_facts, tns_facts
from egenkraft.formats.ssbtek.lefi_types import LefiSvar
from egenkraft.formats.ssbtek.miv import MivSvar
from egenkraft.formats.ssbtek.names import Agency, Kalla
from egenkraft.formats.ssbtek.response import AgencyData, AgencyError, Svar
from egenkraft.formats.ssbtek.skv import SkvSvar
from egenkraft.formats.ssbtek.so import SoSvar
from egenkraft.formats.ssbtek.tns import TnsSvar


def read_facts(svar: Svar, person: str, asked: Iterable[Agency]) -> RegisterReading:
    """Facts about `person` (12 digits), and a gap for whatever was asked and is not there.

    What an agency sends that was not asked is dropped: we had no ground to ask for it.
    """
    facts: list[RegisterFact] = []
    gaps: list[Gap] = []
    wanted = set(asked)
    for agency in (agency for agency in Agency if agency in wanted):
        for found in _of_agency(agency, svar.svarsdata.get(agency), person):
            if isinstance(found, Gap):
                gaps.append(found)
            else:
                facts.append(found)
    return RegisterReading(tuple(facts), tuple(gaps))


def _of_agency(
    agency: Agency, content: AgencyData | AgencyError | None, person: str
) -> Iterator[RegisterFact | Gap]:
    if content is None:
        yield Gap(agency, GapReason.NOT_ANSWERED)
    elif isinstance(content, AgencyError):
        reason = GapReason.UNREADABLE if content.kalla is Kalla.LOKAL else GapReason.ERROR
        yield Gap(agency, reason, content.felkod, " ".join(content.felmeddelande))
    elif _is_about_another(content, person):
        yield Gap(agency, GapReason.WRONG_PERSON)
    else:
        yield from _facts(content, FactMaker(agency, person))


def _facts(content: AgencyData, make: FactMaker) -> Iterator[RegisterFact | Gap]:
    match content:
        case AfSvar():
            return af_facts(content, make)
        case CsnSvar():
            return csn_facts(content, make)
        case LefiSvar():
            return lefi_facts(content, make)
        case SkvSvar():
            return skv_facts(content, make)
        case SoSvar():
            return so_facts(content, make)
        case TnsSvar():
            return tns_facts(content, make)
        case MivSvar():
            return miv_facts(content, make)


def _is_about_another(content: AgencyData, person: str) -> bool:
    return any(identity not in (person, person[2:]) for identity in identities_in(content))


def identities_in(content: AgencyData) -> tuple[str, ...]:
    """The identities an answer carries: 10 or 12 digits."""
    found: tuple[str | None, ...]
    match content:
        case AfSvar():
            found = (content.personidentitet,)
        case SoSvar():
            found = (content.fraga.personidentitet,)
        case MivSvar():
            found = (content.personnummer,)
        case LefiSvar():
            found = (content.person.personnummer if content.person else None,)
        case SkvSvar():
            found = tuple(item.personidentitet for item in content.personuppgifter)
        case CsnSvar():
            found = tuple((item.sekel or "") + item.personnummer for item in content.personer)
        case TnsSvar():
            found = ()
    digits = ("".join(filter(str.isdigit, item)) for item in found if item)
    return tuple(identity for identity in digits if identity)
