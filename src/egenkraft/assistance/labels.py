"""Swedish names of incomes, costs and agencies, as the resident and the officer read them."""

INCOMES = {
    "wage_net": "Lön efter skatt",
    "a_kassa": "A-kassa",
    "aktivitetsstod": "Aktivitetsstöd",
    "sjukpenning": "Sjukpenning",
    "foraldrapenning": "Föräldrapenning",
    "barnbidrag": "Barnbidrag",
    "bostadsbidrag": "Bostadsbidrag",
    "underhallsstod": "Underhållsstöd",
    "etableringsersattning": "Etableringsersättning",
    "etableringstillagg": "Etableringstillägg",
    "bostadsersattning": "Bostadsersättning",
    "csn_extra_tillagg": "Extra tillägg från CSN",
    "studiemedel": "Studiemedel",
    "studiehjalp": "Studiehjälp",
    "pension": "Pension",
    "sjukersattning": "Sjukersättning eller aktivitetsersättning",
    "rehabersattning": "Rehabiliteringsersättning",
    "bostadstillagg": "Bostadstillägg",
    "graviditetspenning": "Graviditetspenning",
    "narstaendepenning": "Närståendepenning",
    "smittbararpenning": "Smittbärarpenning",
    "dagpenning_totalforsvar": "Dagpenning för totalförsvar",
    "utvecklingsersattning": "Utvecklingsersättning",
    "livranta": "Livränta",
    "vardbidrag": "Vårdbidrag",
    "omvardnadsbidrag": "Omvårdnadsbidrag",
    "merkostnadsersattning": "Merkostnadsersättning",
    "handikappersattning": "Handikappersättning",
    "other_benefit": "Annan ersättning",
    "deposits": "Insättningar och Swish",
    "rent_income": "Hyresinkomst",
    "tax_refund": "Skatteåterbäring",
    "other": "Annan inkomst",
    "carried_surplus": "Överskott från en tidigare månad",
}

REGISTERS = {
    "vehicle": "Fordon",
    "capital_income": "Inkomst av kapital",
    "af_registration": "Inskrivning hos Arbetsförmedlingen",
    "af_activity_report": "Aktivitetsrapport",
    "af_decision": "Beslut av Arbetsförmedlingen",
    "a_kassa_suspension": "Avstängning från a-kassa",
    "a_kassa_application": "Ansökan om a-kassa",
    "a_kassa_membership": "Medlem i a-kassa",
    "permit": "Uppehållstillstånd",
    "entry": "Inresa",
    "study_period": "Studieperiod",
    "benefit_decision": "Beslut om ersättning",
    "tax_information": "Uppgift från deklarationen",
    "protection_flag": "Uppgift som hanteras särskilt",
    "hemutrustningslan": "Hemutrustningslån",
}

AGENCIES = {
    "AF": "Arbetsförmedlingen",
    "CSN": "CSN",
    "FK": "Försäkringskassan",
    "SKV": "Skatteverket",
    "SO": "A-kassan",
    "TNS": "Transportstyrelsen",
    "MIV": "Migrationsverket",
}

COSTS = {
    "rent": "Hyra",
    "electricity": "Hushållsel",
    "home_insurance": "Hemförsäkring",
    "internet": "Internet",
    "unemployment_fund": "Avgift till a-kassa",
    "union_fee": "Avgift till fackförening",
    "travel_approved": "Resor till arbete, praktik eller sfi",
    "travel_medical_transport": "Sjukresor",
    "transit_card": "Månadskort i kollektivtrafiken",
    "medical_care": "Läkarvård",
    "medicine": "Medicin",
    "acute_dental": "Akut tandvård",
    "municipal_fees": "Kommunala avgifter",
    "childcare_fee": "Avgift för förskola eller fritidshem",
    "glasses": "Glasögon",
    "visitation_cost": "Umgänge med barn",
    "dental_care": "Tandvård",
    "other": "Annan kostnad",
}


def fact_label(kind: str) -> str:
    return INCOMES.get(kind) or REGISTERS.get(kind) or kind


def agency_name(agency: str) -> str:
    return AGENCIES.get(agency, agency)
