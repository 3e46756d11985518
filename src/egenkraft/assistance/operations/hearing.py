"""Before a decision that goes against someone: what we are thinking of, why, and time to answer (FL 25, SoL 14:8)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from egenkraft.assistance.codes import DecisionKind, DifferenceState, Refused
from egenkraft.assistance.decision_text import is_reduced
from egenkraft.assistance.labels import COSTS
from egenkraft.assistance.law import NEW_ACT
from egenkraft.assistance.models import Application, Fact, Hearing, HearingAnswer
from egenkraft.assistance.months import first_day
from egenkraft.assistance.operations.calculate import Calculated, calculate
from egenkraft.assistance.operations.deadlines import back_to_goal
from egenkraft.assistance.operations.gather import Gathered, gather
from egenkraft.assistance.operations.letters import file_letter, notice_letter
from egenkraft.assistance.operations.load import application_row, next_state, note, to_json
from egenkraft.assistance.operations.show import hearing_view
from egenkraft.assistance.transitions import HEARING, HEARING_TABLE
from egenkraft.assistance.views import HearingView
from egenkraft.assistance.words import kronor, month_name
from egenkraft.casework import api as casework
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import AccessDenied, Actor, Realm, RefusedError, audit


def notify_hearing(
    actor: Actor, now: datetime, *, application_id: int, intended: DecisionKind, reason: str
) -> HearingView:
    """Tell every fact that would be taken against the person. They can answer until the municipality's day.

    What a register says about one adult is told to that adult alone.
    """
    if intended is DecisionKind.GRANT:
        raise RefusedError(Refused.INVALID, _("Ett helt bifall behöver ingen underrättelse."))
    if not reason.strip():
        raise RefusedError(Refused.GROUND_MISSING, _("Skriv skälet, så att personen kan svara på det."))
    row = application_row(actor, "hearing.write", application_id)
    gathered = gather(now, row)
    notice = _notice(now, gathered, intended, reason)
    letters = [
        (person, casework.render_letter("notice", notice.letter(now, gathered, person)))
        for person in gathered.adults
    ]
    with foundation.transaction():
        row = application_row(actor, "hearing.write", application_id, lock=True)
        hearing = Hearing.objects.create(
            application=row,
            scope_id=row.scope_id,
            intended=intended,
            text="\n\n".join(notice.common),
            personal=to_json({str(person): sentences for person, sentences in notice.personal.items()}),
            notified_at=now,
            notified_by=actor.name,
            answer_by=notice.answer_by,
        )
        for person, letter in letters:
            file_letter(actor, now, row, person, "hearing", notice.title, letter)
        _mark_told(now, row)
        case_id = row.case_id or 0
        casework.move(actor, now, case_id=case_id, command="notify", reason=reason)
        casework.set_deadline(actor, now, case_id=case_id, on=notice.answer_by, what=_("Personen kan svara"))
        ref = f"application:{row.pk}"
        note(actor, now, audit.Action.WRITE, "hearing.write", ref, gathered.adults, ["hearing"])
    return hearing_view(hearing)


@dataclass(frozen=True, slots=True)
class Notice:
    """What is said to both, and to each alone."""

    title: str
    common: Sequence[str]
    personal: Mapping[int, Sequence[str]]
    answer_by: date

    def letter(self, now: datetime, gathered: Gathered, person: int) -> dict[str, Any]:
        """Data of the template for one adult."""
        number = "" if gathered.row.case is None else gathered.row.case.number
        new_act = first_day(gathered.row.month) >= NEW_ACT
        law = ("FL 2017:900 25 §", *(("SoL 2025:400 14 kap. 8 §",) if new_act else ()))
        paragraphs = [*self.common[1:], *self.personal.get(person, ())]
        return notice_letter(
            now,
            person,
            number,
            self.title,
            self.common[0],
            paragraphs,
            self.answer_by,
            gathered.model.name,
            law,
        )


def _notice(now: datetime, gathered: Gathered, intended: DecisionKind, reason: str) -> Notice:
    days = gathered.model.deadlines.hearing_answer_days.value
    personal: dict[int, list[str]] = {}
    for difference in gathered.differences:
        if gathered.known.state(difference) is not DifferenceState.CLOSED:
            personal.setdefault(difference.person_id, []).append(difference.sentence)
    return Notice(
        f"Vi tänker besluta om {month_name(gathered.row.month, year=True)}",
        _common(gathered, calculate(gathered), intended, reason),
        personal,
        (now + timedelta(days=days)).date(),
    )


def _common(gathered: Gathered, calculated: Calculated, intended: DecisionKind, reason: str) -> list[str]:
    you = "ni" if len(gathered.adults) > 1 else "du"
    month = month_name(gathered.row.month)
    what = (
        f"Vi tänker avslå ansökan för {month}."
        if intended is DecisionKind.REFUSAL
        else f"Vi tänker bevilja en del av det som {you} har sökt för {month}."
    )
    text = [f"{what} Inget är beslutat än.", f"Skälet är: {reason.strip()}"]
    result = calculated.result
    if result is not None and result["need_ore"] is not None:
        need, income = kronor(result["need_ore"]), kronor(result["income_ore"] or 0)
        text.append(f"Enligt beräkningen behöver {you} {need} och har {income}.")
    for line in calculated.lines:
        if is_reduced(line):
            name = COSTS.get(line.code, line.label_sv).lower()
            applied, counted = kronor(line.applied_ore or 0), kronor(line.counted_ore or 0)
            text.append(f"För {name} är {applied} sökt. Vi räknar med {counted}. {line.why_sv}")
    return text


def _mark_told(now: datetime, row: Application) -> None:
    persons = list(row.parts.values_list("person_id", flat=True))
    Fact.objects.filter(person_id__in=persons, month=row.month, active=True, told_at__isnull=True).update(
        told_at=now
    )


def answer_hearing(actor: Actor, now: datetime, *, hearing_id: int, person_id: int, text: str) -> HearingView:
    """The person's own words, kept as they are. An officer writes down what was said by telephone."""
    if not text.strip():
        raise RefusedError(Refused.INVALID, _("Skriv vad du vill svara."))
    with foundation.transaction():
        hearing = _row(hearing_id)
        _require_answer(actor, hearing, person_id)
        hearing.state = next_state(
            HEARING_TABLE, hearing.state, "answer", actor,
            _("Tiden att svara är ute. Kontakta oss, så tar vi med det du vill säga."),
        )  # fmt: skip
        hearing.save(update_fields=["state"])
        HearingAnswer.objects.create(hearing=hearing, person_id=person_id, text=text.strip(), at=now)
        _go_on(actor, now, hearing, "answer")
        note(
            actor, now, audit.Action.WRITE, "hearing.answer", f"hearing:{hearing.pk}", [person_id], ["answer"]
        )
    return hearing_view(hearing)


def _require_answer(actor: Actor, hearing: Hearing, person_id: int) -> None:
    part = hearing.application.parts.filter(person_id=person_id).first()
    if part is None:
        raise AccessDenied
    scope_id = part.scope_id if actor.realm is Realm.RESIDENT else hearing.scope_id
    foundation.require(actor, "hearing.answer", scope_id, person_id=person_id)


def pass_hearing(actor: Actor, now: datetime, *, hearing_id: int) -> HearingView:
    """The answer time is over. Refused.WRONG_STATE while it lasts."""
    with foundation.transaction():
        hearing = _row(hearing_id)
        foundation.require(actor, "hearing.write", hearing.scope_id)
        if now.date() <= hearing.answer_by:
            raise RefusedError(
                Refused.WRONG_STATE,
                _("Personen kan svara till och med %(day)s.") % {"day": hearing.answer_by.isoformat()},
            )
        hearing.state = next_state(
            HEARING_TABLE, hearing.state, "pass", actor, _("Personen har redan svarat.")
        )
        hearing.save(update_fields=["state"])
        _go_on(actor, now, hearing, "pass_hearing")
    return hearing_view(hearing)


def withdraw_hearing(actor: Actor, now: datetime, *, hearing_id: int, reason: str) -> HearingView:
    """What we were thinking of is no longer thought of, and why; the case goes on as before the notice."""
    if not reason.strip():
        raise RefusedError(Refused.GROUND_MISSING, _("Skriv varför underrättelsen tas tillbaka."))
    with foundation.transaction():
        hearing = _row(hearing_id)
        foundation.require(actor, "hearing.write", hearing.scope_id)
        hearing.state = next_state(
            HEARING_TABLE, hearing.state, "withdraw", actor, _("Personen har redan svarat.")
        )
        hearing.save(update_fields=["state"])
        _go_on(actor, now, hearing, "withdraw_notice", reason)
        note(actor, now, audit.Action.WRITE, "hearing.write", f"hearing:{hearing.pk}", (), ["state"])
    return hearing_view(hearing)


def _go_on(actor: Actor, now: datetime, hearing: Hearing, command: str, reason: str = "") -> None:
    row = hearing.application
    if row.case is not None and row.case.state == HEARING:
        casework.move(actor, now, case_id=row.case.pk, command=command, reason=reason)
        back_to_goal(now, row)


def _row(hearing_id: int) -> Hearing:
    row = (
        Hearing.objects.select_for_update(of=("self",))
        .select_related("application__case")
        .filter(pk=hearing_id)
        .first()
    )
    if row is None:
        raise AccessDenied
    return row


def hearings_of_person(actor: Actor, now: datetime, *, person_id: int) -> tuple[HearingView, ...]:
    """To the person: every notice, with only their own answers."""
    rows = (
        Hearing.objects.filter(application__parts__person_id=person_id)
        .select_related("application")
        .prefetch_related("answers")
        .order_by("-pk")
    )
    found = []
    for row in rows:
        _require_answer(actor, row, person_id)
        view = hearing_view(row)
        mine = tuple(answer for answer in view.answers if answer[0] == person_id)
        own = json.loads(row.personal).get(str(person_id), [])
        found.append(replace(view, text="\n\n".join((row.text, *own)), answers=mine))
    note(actor, now, audit.Action.READ, "hearing.answer", "hearings", [person_id], ["text"])
    return tuple(found)
