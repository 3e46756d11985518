"""Every code that can be shown has its words."""

from collections.abc import Mapping
from enum import StrEnum

import pytest

from egenkraft.assistance import codes
from egenkraft.casework.api import AttachmentState, Direction, InboxView, Phase
from egenkraft.foundation.api import Role
from egenkraft.payments.api import ChangeKind
from egenkraft.policy.api import AttestReason
from egenkraft.web.office import money, words
from egenkraft.web.templatetags.office import STATES, payment_reason


@pytest.mark.parametrize(
    ("kind", "table"),
    [
        (codes.ApplicationKind, words.APPLICATION_KINDS),
        (codes.Channel, words.CHANNELS),
        (codes.CompletionState, STATES["completion"]),
        (codes.DecisionState, STATES["decision"]),
        (codes.DifferenceState, STATES["difference"]),
        (codes.HearingState, STATES["hearing"]),
        (codes.InquiryState, words.INQUIRY_STATES),
        (codes.PartState, STATES["part"]),
        (AttachmentState, STATES["attachment"]),
        (codes.DecisionKind, words.DECISION_KINDS),
        (codes.Origin, words.ORIGINS),
        (codes.LegalGround, words.LEGAL_GROUNDS),
        (codes.RefusalGround, words.REFUSAL_GROUNDS),
        (codes.ObstacleCode, words.OBSTACLES),
        (AttestReason, words.ATTEST_REASONS),
        (Direction, words.DIRECTIONS),
        (Phase, words.PHASE_TONES),
        (InboxView, words.INBOX_VIEWS),
        (Role, words.ROLES),
        (ChangeKind, money.CHANGES),
    ],
)
def test_every_code_has_words(kind: type[StrEnum], table: Mapping[object, object]) -> None:
    assert set(table) == set(kind)


def test_a_protected_household_is_not_told_apart_by_its_words() -> None:
    told = str(words.obstacle("protected").label).lower()
    assert "skydd" not in told
    assert "sekretess" not in told


def test_what_the_system_does_has_no_persons_name() -> None:
    assert str(words.who("send decision")) == "Automatiskt"
    assert words.who("Sara Holm") == "Sara Holm"


def test_what_the_bank_says_is_in_words_and_what_a_person_wrote_is_left() -> None:
    assert payment_reason("AC04") == "Kontot är avslutat"
    assert payment_reason("Lisa ringde") == "Lisa ringde"
