"""The decision in plain Swedish, made of its facts."""

from dataclasses import replace
from datetime import date

from egenkraft.assistance.codes import DecisionKind, LegalGround, RefusalGround
from egenkraft.assistance.decision_text import DecisionFacts, compose
from egenkraft.assistance.views import Ground, LineView, PayoutPart
from egenkraft.assistance.words import kronor

LALEH, REZA = 1, 2
RENT = LineView(
    "rent", "Hyra", "cost", None, 948000, 948000, None, "Kostnaden räknas som du sökt.", "cost_counted_ore"
)
GRANT = DecisionFacts(
    kind=DecisionKind.GRANT,
    ground=LegalGround.RIGHT,
    month="2026-11",
    number="2026-000001-1",
    adults=(LALEH, REZA),
    children=1,
    names={LALEH: "Laleh Karimi", REZA: "Reza Karimi"},
    amount_ore=1442000,
    total_ore=1442000,
    already_ore=0,
    need_ore=2295000,
    income_ore=853000,
    lines=(RENT,),
    payouts=(
        PayoutPart("direct:rent", None, 5, "Strandbo", 948000),
        PayoutPart("adult:1", LALEH, 6, "Laleh Karimi", 247000),
        PayoutPart("adult:2", REZA, 7, "Reza Karimi", 247000),
    ),
    grounds=(),
    child_view="",
    emergency_test="",
    automatic=False,
    decided_by="Eva Lind",
    decided_on=date(2026, 11, 20),
    pay_day=date(2026, 11, 27),
    municipality="Björkstrand",
    board="socialnämnden i Björkstrand",
    appeal_weeks=3,
)


def whole(facts: DecisionFacts) -> str:
    text = compose(facts)
    return "\n".join(
        [
            text.title,
            text.lead,
            *(p for block in text.blocks for p in block.paragraphs),
            *text.appeal,
            text.automated_note,
        ]
    )


def test_the_answer_and_the_amount_come_first_and_the_law_last() -> None:
    text = compose(GRANT)
    assert text.lead == f"Ni får {kronor(1442000)} för november. Pengarna kommer fredag 27 november 2026."
    assert text.blocks[0].heading == "Hit går pengarna"
    assert f"{kronor(247000)} betalas till Reza Karimi." in text.blocks[0].paragraphs
    assert f"{kronor(948000)} betalas direkt till Strandbo." in text.blocks[0].paragraphs
    assert text.law == ("SoL 2025:400 12 kap. 1 §", "SoL 2025:400 12 kap. 7 §")
    assert "SoL" not in text.lead


def test_the_law_is_that_of_the_month() -> None:
    assert compose(replace(GRANT, month="2025-06")).law[0] == "SoL 2001:453 4 kap. 1 §"
    assert compose(replace(GRANT, month="2025-07")).law[0] == "SoL 2025:400 12 kap. 1 §"


def test_the_time_to_appeal_runs_from_when_the_person_got_it_and_is_no_date() -> None:
    appeal = " ".join(compose(GRANT).appeal)
    assert "tre veckor från den dag då du fick beslutet" in appeal
    assert "2026" not in appeal


def test_beyond_the_right_is_appealed_in_another_way() -> None:
    beyond = " ".join(compose(replace(GRANT, ground=LegalGround.BEYOND_RIGHT)).appeal)
    assert "laglighetsprövning" in beyond
    assert "laglighetsprövning" not in " ".join(compose(GRANT).appeal)


def test_a_partial_grant_tells_applied_granted_refused_and_the_ground_of_each_adult() -> None:
    cut = replace(RENT, counted_ore=900000, reason_code="ceiling", why_sv="Högsta hyra är 9 000 kr.")
    grounds = (
        Ground(LALEH, RefusalGround.COST_ABOVE_REASONABLE, "Ni fick tid att sänka hyran."),
        Ground(REZA, RefusalGround.COST_ABOVE_REASONABLE, ""),
    )
    text = whole(
        replace(
            GRANT,
            kind=DecisionKind.PARTIAL,
            lines=(cut,),
            grounds=grounds,
            child_view="Mina bor kvar i skolan.",
        )
    )
    for part in (
        kronor(948000),
        kronor(900000),
        kronor(48000),
        "Laleh Karimi: ",
        "Reza Karimi: ",
        "Mina bor kvar",
    ):
        assert part in text


def test_a_refusal_says_so_without_blame_and_what_to_do_in_an_emergency() -> None:
    text = whole(
        replace(
            GRANT, kind=DecisionKind.REFUSAL, amount_ore=0, total_ore=0, income_ore=2610000, payouts=(), adults=(LALEH,),
            emergency_test="Vi har prövat om du är i en nödsituation. Du har mat och bostad.",
        )
    )  # fmt: skip
    assert "Du får inte ekonomiskt bistånd för november." in text
    assert "nödsituation" in text
    assert "söka igen" in text
    assert "Hit går pengarna" not in text


def test_an_automatic_decision_says_so_and_how_to_reach_a_person() -> None:
    note = compose(replace(GRANT, automatic=True)).automated_note
    assert "automatiskt" in note
    assert "en person" in note
    assert compose(GRANT).automated_note == ""


def test_an_advance_names_the_benefit_the_agency_and_the_ground() -> None:
    text = whole(
        replace(
            GRANT, ground=LegalGround.ADVANCE, loan_benefit="Etableringsersättning", loan_agency="Försäkringskassan",
            loan_reason="Ersättningen är beviljad men inte utbetald.",
        )
    )  # fmt: skip
    assert "förskott på etableringsersättning från Försäkringskassan" in text
    assert "betala tillbaka" in text
    assert compose(replace(GRANT, ground=LegalGround.ADVANCE)).law[0] == "SoL 2025:400 33 kap. 2 §"


def test_a_correction_tells_what_was_granted_before_and_takes_nothing_back() -> None:
    more = replace(
        GRANT, total_ore=1542000, already_ore=1442000, amount_ore=100000, corrects_number="2026-000001-1"
    )
    lead = compose(more).lead
    for part in (kronor(1542000), kronor(1442000), kronor(100000), "ersätter beslut 2026-000001-1"):
        assert part in lead
    less = compose(replace(more, total_ore=1342000, amount_ore=0, payouts=())).lead
    assert "Inget tas tillbaka" in less


def test_who_decided_and_when_is_told() -> None:
    assert "Eva Lind beslutade den 20 november 2026" in whole(GRANT)
    assert "Eva Lind" not in whole(replace(GRANT, automatic=True))
