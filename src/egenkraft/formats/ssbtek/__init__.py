"""SSBTEK v10: the digital base service through which a social board asks seven agencies about one person.

`encode_request` and `decode_response` are the asking side, `decode_request` and `encode_response` the
answering side; both are one contract. `read_facts` turns a decoded answer into typed facts and gaps.
Asked only within an open matter of ekonomiskt bistånd, on the legal ground named in the question.
"""

from egenkraft.formats.ssbtek.af import AfAktivitetsrapport, AfArbetssokande, AfBeslut, AfSvar
from egenkraft.formats.ssbtek.csn_types import (
    CsnArende,
    CsnBelopp,
    CsnBeviljadTid,
    CsnPerson,
    CsnSoktTid,
    CsnStod,
    CsnSvar,
    CsnUtbetaldTid,
    CsnUtbetalning,
)
from egenkraft.formats.ssbtek.echo import Eko, echo_of
from egenkraft.formats.ssbtek.envelope import Fault, encode_fault
from egenkraft.formats.ssbtek.fact_types import (
    RULEBOOK_INCOME,
    FactKind,
    Gap,
    GapReason,
    RegisterFact,
    RegisterReading,
)
from egenkraft.formats.ssbtek.facts import read_facts
from egenkraft.formats.ssbtek.lefi_question import FK_GROUPS, PM_GROUPS, LefiFraga
from egenkraft.formats.ssbtek.lefi_types import (
    LefiAvvikelse,
    LefiBeslut,
    LefiDetalj,
    LefiKod,
    LefiPeriod,
    LefiPerson,
    LefiPmBeslut,
    LefiPmErsattning,
    LefiSvar,
    LefiUtbetalning,
    LefiUtlamnare,
)
from egenkraft.formats.ssbtek.miv import MivArende, MivSvar
from egenkraft.formats.ssbtek.names import ALL_AGENCIES, Agency, Kalla
from egenkraft.formats.ssbtek.request import (
    FkFraga,
    Fraga,
    Ingivare,
    Personuppgiftsbitrade,
    TestFraga,
    Tidsperiod,
    decode_request,
    encode_request,
)
from egenkraft.formats.ssbtek.response import (
    AgencyData,
    AgencyError,
    Svar,
    TestSvar,
    decode_response,
    decode_test_response,
    encode_response,
    encode_test_response,
)
from egenkraft.formats.ssbtek.skv import SkvKapitaluppgift, SkvPersonuppgift, SkvSvar
from egenkraft.formats.ssbtek.so import SoAnsokan, SoAvstangning, SoKassa, SoSvar, SoUtbetalning
from egenkraft.formats.ssbtek.tns import TnsFel, TnsFordon, TnsSvar

__all__ = [
    "ALL_AGENCIES",
    "AfAktivitetsrapport",
    "AfArbetssokande",
    "AfBeslut",
    "AfSvar",
    "Agency",
    "AgencyData",
    "AgencyError",
    "CsnArende",
    "CsnBelopp",
    "CsnBeviljadTid",
    "CsnPerson",
    "CsnSoktTid",
    "CsnStod",
    "CsnSvar",
    "CsnUtbetaldTid",
    "CsnUtbetalning",
    "Eko",
    "FK_GROUPS",
    "FactKind",
    "Fault",
    "FkFraga",
    "Fraga",
    "Gap",
    "GapReason",
    "Ingivare",
    "Kalla",
    "LefiAvvikelse",
    "LefiBeslut",
    "LefiDetalj",
    "LefiFraga",
    "LefiKod",
    "LefiPeriod",
    "LefiPerson",
    "LefiPmBeslut",
    "LefiPmErsattning",
    "LefiSvar",
    "LefiUtbetalning",
    "LefiUtlamnare",
    "MivArende",
    "MivSvar",
    "PM_GROUPS",
    "Personuppgiftsbitrade",
    "RULEBOOK_INCOME",
    "RegisterFact",
    "RegisterReading",
    "SkvKapitaluppgift",
    "SkvPersonuppgift",
    "SkvSvar",
    "SoAnsokan",
    "SoAvstangning",
    "SoKassa",
    "SoSvar",
    "SoUtbetalning",
    "Svar",
    "TestFraga",
    "TestSvar",
    "Tidsperiod",
    "TnsFel",
    "TnsFordon",
    "TnsSvar",
    "decode_request",
    "decode_response",
    "decode_test_response",
    "echo_of",
    "encode_fault",
    "encode_request",
    "encode_response",
    "encode_test_response",
    "read_facts",
]
