"""Names of the SSBTEK v10 contract: namespaces, agencies, error sources."""

from enum import StrEnum

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
SSBT = "http://schema.forsakringskassan.se/integration/ssbt/10"
AF = "http://api.arbetsformedlingen.se/arbetssokande/ersattningsstod/v2"
SO = "http://INT014.UBPService.Schemas"
TNS = "http://schema.transportstyrelsen.se/ssbtek/hamtauppgifterresponder/1"
FORDON = "http://schema.transportstyrelsen.se/ssbtek/fordon/1"
SKV = "http://xmls.skatteverket.se/se/skatteverket/zg/instans/standardiseradInformation/1.0"
SKV_BESKATTNING = "http://xmls.skatteverket.se/se/skatteverket/zg/komponent/infoForBeskattning/1.0"
SKV_FOLKBOKFORING = "http://xmls.skatteverket.se/se/skatteverket/zg/komponent/infoForFolkbokforing/1.0"
CSN = "http://schema.csn.se/v{version}/{part}"

NSMAP = {"soap": SOAP, "ssbt": SSBT}


class Agency(StrEnum):
    """The seven agencies behind SSBTEK, in the order of the contract."""

    AF = "AF"
    CSN = "CSN"
    FK = "FK"
    SKV = "SKV"
    SO = "SO"
    TNS = "TNS"
    MIV = "MIV"


ALL_AGENCIES = frozenset(Agency)

# The agencies that take a period of their own in the question.
AGENCIES_WITH_PERIOD = frozenset({Agency.AF, Agency.CSN, Agency.SO, Agency.TNS})


class Kalla(StrEnum):
    """Where an error comes from. LOKAL never travels: it marks a part that could not be read here."""

    SSBT = "SSBT"
    BT = "BT"
    LOKAL = "LOKAL"
