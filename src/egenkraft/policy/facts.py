"""Facts the reforms and models rest on: id, what was measured or decided, value, and the source that tells it."""

import csv
from dataclasses import dataclass
from functools import cache

from egenkraft.policy.documents import ROOM

SOURCES = {
    "S0": "Sundbybergsmodellen: 33 reformer på tre år (2018, uppdaterad 2019)",
    "S1": "Återkoppling från 100 besök, Sundbyberg (2018)",
    "S2": "Danderyds socialnämnd: uppdrag försörjningsstöd, jämförelse av fem kommuner (2019)",
    "S3": "Stockholm: motion om jobbklyftan och en stadsdelsförvaltnings svar (2017)",
    "S4": "Att bryta mönster: sex kommuners arbete med ekonomiskt bistånd (2013)",
    "P": "Publicerade sidor från kommuner, statistikorgan och forskning (sekundärkälla)",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact. `value` is text as the source gives it; empty means the source gives no figure."""

    id: str
    source: str
    quantity_sv: str
    value: str
    unit: str
    period: str


@cache
def facts() -> dict[str, Fact]:
    """All facts by id."""
    with (ROOM / "facts.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: Fact(**row) for row in csv.DictReader(file)}
