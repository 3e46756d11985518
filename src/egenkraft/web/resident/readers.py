"""Who has read or changed what about the person, day by day, in the person's words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import AccessLine, Realm
from egenkraft.web.pages import PageRequest
from egenkraft.web.resident.guard import me, own_page

_MOST_LINES = 200
_SHOWN = {"alla": ("read", "write", "export"), "last": ("read", "export"), "andrat": ("write",)}


@require_GET
@own_page("audit.own")
def who_read(request: PageRequest) -> HttpResponse:
    """All that staff and the system have read or written about the person, day by day."""
    shown = request.GET.get("visa", "alla")
    shown = shown if shown in _SHOWN else "alla"
    lines = foundation.who_read(request.actor, request.now, person_id=me(request), limit=_MOST_LINES)
    wanted = [line for line in lines if line.action in _SHOWN[shown]]
    chips = (("alla", _("Alla")), ("last", _("Läst")), ("andrat", _("Ändrat")))
    content = {
        "days": list(_by_day(wanted)),
        "chips": [{"value": value, "label": label, "current": value == shown} for value, label in chips],
        "most": _MOST_LINES if len(lines) == _MOST_LINES else 0,
    }
    return render(request, "resident/who_read.html", content)


@dataclass(frozen=True)
class ReadLine:
    """One line: who, when (one time or several), what they did."""

    line: AccessLine
    who: str
    did: str
    wrote: bool
    times: int


_WHAT: dict[str, Promise] = {
    "application": gettext_lazy("din ansökan"),
    "approval": gettext_lazy("ditt ärende"),
    "attachment": gettext_lazy("papper du har skickat in"),
    "calculation": gettext_lazy("beräkningen av dina pengar"),
    "case": gettext_lazy("ditt ärende"),
    "completion": gettext_lazy("vilka papper som saknas"),
    "decision": gettext_lazy("ditt beslut"),
    "difference": gettext_lazy("uppgifter som skiljer sig åt"),
    "document": gettext_lazy("brev och papper i ditt ärende"),
    "facts": gettext_lazy("uppgifter om dina pengar"),
    "glass": gettext_lazy("ditt ärende, i ett brådskande läge"),
    "hearing": gettext_lazy("det du har fått svara på"),
    "household": gettext_lazy("uppgifter om ditt hushåll"),
    "inbox": gettext_lazy("ditt ärende i en lista"),
    "loan": gettext_lazy("ditt lån"),
    "note": gettext_lazy("anteckningar i ditt ärende"),
    "payee": gettext_lazy("vilket konto pengarna går till"),
    "payment": gettext_lazy("dina utbetalningar"),
    "person": gettext_lazy("ditt namn och dina personuppgifter"),
    "registers": gettext_lazy("uppgifter från myndigheter"),
    "review": gettext_lazy("ditt beslut, för att granska det"),
    "run": gettext_lazy("dina utbetalningar"),
    "task": gettext_lazy("ditt ärende"),
    "timeline": gettext_lazy("vad som hänt i ditt ärende"),
}


# What was done, for writings that are more than a change.
_DID: dict[str, Promise] = {
    "application.register": gettext_lazy("skrev in din ansökan"),
    "application.start": gettext_lazy("lade upp en ansökan"),
    "approval.decide": gettext_lazy("kontrollerade något i ditt ärende"),
    "approval.request": gettext_lazy("bad en annan person kontrollera ditt ärende"),
    "attachment.add": gettext_lazy("kontrollerade filer du har skickat in"),
    "calculation.read": gettext_lazy("räknade ut dina pengar"),
    "case.assign": gettext_lazy("tog hand om ditt ärende"),
    "case.move": gettext_lazy("förde ditt ärende vidare"),
    "case.open": gettext_lazy("öppnade ett ärende åt dig"),
    "completion.request": gettext_lazy("bad dig om papper"),
    "decision.decide": gettext_lazy("fattade ett beslut om dina pengar"),
    "decision.propose": gettext_lazy("föreslog ett beslut"),
    "decision.send": gettext_lazy("skickade ditt beslut"),
    "decision.undo": gettext_lazy("tog tillbaka ett beslut som inte var skickat"),
    "document.write": gettext_lazy("lade in ett brev i ditt ärende"),
    "facts.write": gettext_lazy("sparade uppgifter om dina pengar"),
    "hearing.write": gettext_lazy("frågade dig innan beslutet"),
    "household.open": gettext_lazy("lade upp ditt hushåll"),
    "note.write": gettext_lazy("skrev en anteckning i ditt ärende"),
    "payee.approve": gettext_lazy("kontrollerade ditt konto"),
    "payee.propose": gettext_lazy("lade in ett konto för dina pengar"),
    "payment.plan": gettext_lazy("planerade din utbetalning"),
    "payment.stop": gettext_lazy("stoppade en utbetalning"),
    "person.register": gettext_lazy("lade upp dig som person hos oss"),
    "registers.ask": gettext_lazy("hämtade uppgifter från myndigheter"),
    "run.create": gettext_lazy("tog med din utbetalning i en betalning"),
    "run.send": gettext_lazy("skickade din utbetalning till banken"),
    "scope.subjects": gettext_lazy("skrev in vem ditt ärende gäller"),
    "scope.unit": gettext_lazy("valde vilken enhet som har ditt ärende"),
    "staff.manage": gettext_lazy("gav dig inloggning här"),
}


def _is_deed(line: AccessLine) -> bool:
    """Whether something was done, not only looked at; to ask a register is more than to look."""
    return line.action == "write" or line.permission == "registers.ask"


def _did(line: AccessLine) -> str:
    wrote = _is_deed(line)
    if wrote and line.permission in _DID:
        return str(_DID[line.permission])
    what = _WHAT.get(line.permission.split(".")[0], _("uppgifter om dig"))
    return (_("ändrade %(what)s") if wrote else _("läste %(what)s")) % {"what": what}


def _by_day(lines: Iterable[AccessLine]) -> Iterable[tuple[date, list[ReadLine]]]:
    """Lines by day, newest first; the same person doing the same thing again that day is one line."""
    for day, group in groupby(lines, key=lambda line: timezone.localtime(line.at).date()):
        seen: dict[tuple[str, str, bool], ReadLine] = {}
        for line in group:
            who = _("Datorn") if line.realm is Realm.SYSTEM else line.actor_name
            key = (who, _did(line), _is_deed(line))
            times = seen[key].times + 1 if key in seen else 1
            seen[key] = ReadLine(seen[key].line if key in seen else line, *key, times)
        yield day, list(seen.values())
