"""The kinds of costs, incomes and assets: their key in a case, their code in the rules, and their Swedish name.

The order is the code; it is also the order of the cells in the parameter tables (a test holds them equal), so a new
kind is added last.
"""

from __future__ import annotations

COSTS: dict[str, str] = {
    "rent": "Hyra",
    "electricity": "Hushållsel",
    "home_insurance": "Hemförsäkring",
    "internet": "Internet",
    "unemployment_fund": "Avgift till a-kassa",
    "union_fee": "Avgift till fackförening",
    "travel_approved": "Resor till arbete, praktik eller SFI",
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

ASSESSED_COSTS = frozenset(
    ("acute_dental", "childcare_fee", "glasses", "visitation_cost", "dental_care", "other")
)
"""Costs a person assesses one by one (livsföring i övrigt); counted as applied until a person has decided."""

INCOMES: dict[str, str] = {
    "wage_net": "Lön efter skatt",
    "a_kassa": "A-kassa",
    "aktivitetsstod": "Aktivitetsstöd",
    "sjukpenning": "Sjukpenning",
    "foraldrapenning": "Föräldrapenning",
    "barnbidrag": "Barnbidrag och flerbarnstillägg",
    "bostadsbidrag": "Bostadsbidrag",
    "underhallsstod": "Underhållsstöd",
    "etableringsersattning": "Etableringsersättning",
    "etableringstillagg": "Etableringstillägg",
    "bostadsersattning": "Bostadsersättning",
    "studiemedel": "Studiemedel, bidrag och lån",
    "pension": "Pension",
    "tax_refund": "Skatteåterbäring",
    "deposits": "Insättningar och Swish",
    "rent_income": "Hyresinkomst",
    "other": "Annan inkomst",
    "merkostnadsersattning": "Merkostnadsersättning",
    "csn_extra_tillagg": "Extra tillägg från CSN",
    "damages": "Skadestånd",
    "small_gift": "Mindre gåva",
    "fritidskort": "Fritidskort",
}

ASSETS: dict[str, str] = {
    "bank": "Pengar på konto",
    "fund": "Fonder och aktier",
    "car": "Bil",
    "home": "Bostad",
    "other": "Annan tillgång",
}

COST_KEYS = tuple(COSTS)
INCOME_KEYS = tuple(INCOMES)
COST_CODE = {key: code for code, key in enumerate(COST_KEYS)}
INCOME_CODE = {key: code for code, key in enumerate(INCOME_KEYS)}
