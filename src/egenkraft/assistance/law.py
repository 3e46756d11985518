"""The sections a decision names, by the month it is for, and how each kind is appealed."""

from datetime import date

from egenkraft.assistance.codes import LegalGround
from egenkraft.assistance.months import first_day

NEW_ACT = date(2025, 7, 1)
_OLD = {
    LegalGround.RIGHT: "4 kap. 1 §",
    LegalGround.BEYOND_RIGHT: "4 kap. 2 §",
    LegalGround.ADVANCE: "9 kap. 2 §",
}
_NEW = {
    LegalGround.RIGHT: "12 kap. 1 §",
    LegalGround.BEYOND_RIGHT: "12 kap. 2 §",
    LegalGround.ADVANCE: "33 kap. 2 §",
}


def act(month: str) -> str:
    return "SoL 2025:400" if first_day(month) >= NEW_ACT else "SoL 2001:453"


def section(ground: LegalGround, month: str) -> str:
    """ "SoL 2025:400 12 kap. 1 §"."""
    sections = _NEW if first_day(month) >= NEW_ACT else _OLD
    return f"{act(month)} {sections[ground]}"


def sections(ground: LegalGround, month: str, *, jobbstimulans: bool, child_income: bool) -> tuple[str, ...]:
    """All sections a decision rests on, the ground first."""
    new = first_day(month) >= NEW_ACT
    found = [section(ground, month)]
    if ground is LegalGround.ADVANCE:
        found.append(section(LegalGround.RIGHT, month))
    found.append(f"{act(month)} {'12 kap. 7 §' if new else '4 kap. 3 §'}")
    if jobbstimulans:
        found.append(f"{act(month)} {'12 kap. 8 §' if new else '4 kap. 1 b §'}")
    if child_income:
        found.append(f"{act(month)} {'12 kap. 9 §' if new else '4 kap. 1 a §'}")
    return tuple(found)


def appeal_text(ground: LegalGround, weeks: int, board: str) -> tuple[str, ...]:
    """How to disagree. The time runs from when the person got the decision (FL 44 §), never from a date of ours.

    A decision under 12:2 is not appealed in the same way as one under 12:1.
    """
    if ground is LegalGround.BEYOND_RIGHT:
        return (
            "Beslutet är fattat enligt regeln om stöd utöver rätten till bistånd. Det överklagas på ett annat sätt än andra beslut: "
            "genom laglighetsprövning hos förvaltningsrätten.",
            f"Den ska begäras inom {_number(weeks)} veckor. Ring oss, så berättar vi hur du gör och från vilken dag tiden räknas. "
            "Vi hjälper dig gärna att skriva.",
        )
    return (
        f"Tycker du att beslutet är fel kan du överklaga. Skriv till förvaltningsrätten men lämna brevet till {board}.",
        f"Det ska ha kommit in till oss inom {_number(weeks)} veckor från den dag då du fick beslutet.",
        "Skriv vilket beslut det gäller, hur du vill att det ändras och varför. Skriv också namn, personnummer, adress och "
        "telefonnummer. Skicka med det som stöder det du säger.",
        "Vi hjälper dig gärna att skriva.",
    )


def _number(value: int) -> str:
    return {1: "en", 2: "två", 3: "tre", 4: "fyra", 5: "fem", 6: "sex"}.get(value, str(value))
