"""The fake SSBTEK: a question in, what the town register says out. Pure: no socket, no clock."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from egenkraft.formats.api import FormatError, ssbtek
from egenkraft.simulation.partners.register import AgencyBehaviour, TownRegister

Agency = ssbtek.Agency
T = TypeVar("T")


@dataclass(frozen=True)
class Reply:
    """What goes out after `delay_ms`; `body` None: the connection is held and nothing is said."""

    body: bytes | None
    status: int = 200
    delay_ms: int = 0


def answer(register: TownRegister, message: bytes) -> Reply:
    """The reply to a SOAP message; a malformed one gets a SOAP fault, as SOAP 1.1 says with status 500."""
    try:
        fraga = ssbtek.decode_request(message)
    except FormatError as error:
        fault = ssbtek.Fault("soap:Client", "Ogiltig fråga", "OGILTIG_FRAGA", (str(error),))
        return Reply(ssbtek.encode_fault(fault), 500)
    if isinstance(fraga, ssbtek.TestFraga):
        return Reply(ssbtek.encode_test_response(ssbtek.TestSvar(dict.fromkeys(Agency, True))))
    return _answer_about(register, fraga)


def _answer_about(register: TownRegister, fraga: ssbtek.Fraga) -> Reply:
    person = register.persons.get(fraga.personidentitet)
    agencies = person.agencies if person else {}
    asked = {
        agency: agencies.get(agency, AgencyBehaviour()) for agency in Agency if agency in fraga.inkludera
    }
    delay = max((behaviour.delay_ms for behaviour in asked.values()), default=0)
    if person is not None:
        service = person.service
        if service.silent:
            return Reply(None, delay_ms=delay)
        if service.fault is not None:
            return Reply(ssbtek.encode_fault(service.fault), 500, delay)
        if service.malformed:
            return Reply(b"<soap:Envelope><soap:Body>", 200, delay)
        if service.http_status != 200:
            return Reply(b"", service.http_status, delay)
    parts = {
        agency: _part(agency, behaviour, fraga) for agency, behaviour in asked.items() if not behaviour.absent
    }
    svar = ssbtek.Svar(
        svarsdata=parts,
        frage_tidpunkt=fraga.frage_tidpunkt,
        korrelationsid=fraga.korrelationsid,
        fraga=fraga if fraga.fragan_skall_inkluderas_i_svaret else None,
    )
    unreadable = [agency for agency, behaviour in asked.items() if behaviour.unreadable]
    return Reply(_spoil(ssbtek.encode_response(svar), unreadable), 200, delay)


def _spoil(message: bytes, agencies: Iterable[Agency]) -> bytes:
    """Replace the content of the named parts by one that is not of the contract."""
    for agency in agencies:
        start = message.index(f"<ssbt:{agency}>".encode()) + len(f"<ssbt:{agency}>")
        end = message.index(f"</ssbt:{agency}>".encode())
        message = message[:start] + b"<ssbt:data><ssbt:trasig/></ssbt:data>" + message[end:]
    return message


def _part(
    agency: Agency, behaviour: AgencyBehaviour, fraga: ssbtek.Fraga
) -> ssbtek.AgencyData | ssbtek.AgencyError:
    if behaviour.error is not None:
        return behaviour.error
    if behaviour.timeout:
        text = f"{agency} svarade inte i tid"
        return ssbtek.AgencyError(ssbtek.Kalla.SSBT, "TIMEOUT", (text,))
    content = (
        behaviour.answer if behaviour.answer is not None else nothing_known(agency, fraga.personidentitet)
    )
    return _as_asked(content, fraga)


def nothing_known(agency: Agency, person: str) -> ssbtek.AgencyData:
    """The answer of an agency that has nothing about the person."""
    match agency:
        case Agency.AF:
            return ssbtek.AfSvar()
        case Agency.CSN:
            missing = ssbtek.CsnPerson(personnummer=person[2:], sekel=person[:2], status="Ej träff")
            return ssbtek.CsnSvar(
                schema_version="4", resultat_kod="0", resultat_text="Allt OK", personer=(missing,)
            )
        case Agency.FK:
            return ssbtek.LefiSvar()
        case Agency.SKV:
            return ssbtek.SkvSvar(())
        case Agency.SO:
            return ssbtek.SoSvar()
        case Agency.TNS:
            return ssbtek.TnsSvar("OK", ())
        case Agency.MIV:
            return ssbtek.MivSvar(traff=False)


def _as_asked(content: ssbtek.AgencyData, fraga: ssbtek.Fraga) -> ssbtek.AgencyData:
    """Repeat the question where the agency does so, and keep only what was asked for and falls in the period."""
    match content:
        case ssbtek.AfSvar():
            return replace(
                content,
                schemaversion=content.schemaversion or "4.0",
                referensnummer=fraga.arendeidentitet,
                lag_paragraf=fraga.lagtext,
                personidentitet=content.personidentitet or fraga.personidentitet,
                status_kod=content.status_kod or 0,
                status_text=content.status_text or "Giltigt svar",
                fraga=ssbtek.echo_of(fraga, Agency.AF),
            )
        case ssbtek.SoSvar():
            return _so_as_asked(content, fraga)
        case ssbtek.CsnSvar():
            return _csn_as_asked(content, fraga)
        case ssbtek.LefiSvar():
            return _lefi_as_asked(content, fraga)
        case ssbtek.SkvSvar():
            people = (
                replace(person, personidentitet=person.personidentitet or fraga.personidentitet)
                for person in content.personuppgifter
            )
            return ssbtek.SkvSvar(tuple(people))
        case ssbtek.MivSvar() if content.traff:
            return replace(
                content,
                correlationid=content.correlationid or fraga.korrelationsid or fraga.arendeidentitet,
                personnummer=content.personnummer or fraga.personidentitet,
            )
        case _:
            return content


def _within(items: tuple[T, ...], days: Iterable[date | None], period: ssbtek.Tidsperiod) -> tuple[T, ...]:
    return tuple(
        item
        for item, day in zip(items, days, strict=True)
        if day is None or period.from_datum <= day <= period.tom_datum
    )


def _so_as_asked(content: ssbtek.SoSvar, fraga: ssbtek.Fraga) -> ssbtek.SoSvar:
    period = fraga.period_for(Agency.SO)
    funds = tuple(
        replace(
            fund,
            utbetalningar=_within(
                fund.utbetalningar, (payment.utbetalningsdatum for payment in fund.utbetalningar), period
            ),
        )
        for fund in content.kassor
    )
    echo = ssbtek.echo_of(fraga, Agency.SO)
    stated = content.fraga.personidentitet
    return ssbtek.SoSvar(replace(echo, personidentitet=stated) if stated else echo, funds)


def _csn_as_asked(content: ssbtek.CsnSvar, fraga: ssbtek.Fraga) -> ssbtek.CsnSvar:
    period = fraga.period_for(Agency.CSN)

    def matter(arende: ssbtek.CsnArende) -> ssbtek.CsnArende:
        days = (payment.utbetdatum for payment in arende.utbetalningar)
        return replace(arende, utbetalningar=_within(arende.utbetalningar, days, period))

    people = tuple(
        replace(
            person,
            personnummer=person.personnummer or fraga.personidentitet[2:],
            sekel=person.sekel or fraga.personidentitet[:2],
            arenden=tuple(matter(arende) for arende in person.arenden),
        )
        for person in content.personer
    )
    return replace(content, personer=people)


def _lefi_as_asked(content: ssbtek.LefiSvar, fraga: ssbtek.Fraga) -> ssbtek.LefiSvar:
    if fraga.fk is None:
        return content
    lefi = fraga.fk.fraga
    period = ssbtek.Tidsperiod(lefi.from_datum, lefi.tom_datum)
    known = set(ssbtek.FK_GROUPS + ssbtek.PM_GROUPS)

    def wanted(payment: ssbtek.LefiUtbetalning) -> bool:
        codes = [payment.familj, *(row.forman for row in payment.detaljer)]
        groups = {f"{payment.utlamnare}:{code.id.split(':')[-1]}" for code in codes if code} & known
        asked = lefi.preliminara_utbetalningar if payment.preliminar else lefi.utbetalningar
        return bool(asked) and (not groups or bool(groups & set(asked)))

    payments = tuple(payment for payment in content.utbetalningar if wanted(payment))
    sources = content.utlamnare or (
        ssbtek.LefiUtlamnare("FK", "Försäkringskassan", "OK", "Tillgänglig"),
        ssbtek.LefiUtlamnare("PM", "Pensionsmyndigheten", "OK", "Tillgänglig"),
    )
    return replace(
        content,
        utlamnare=sources,
        utbetalningar=_within(payments, (payment.datum for payment in payments), period),
        beslut=content.beslut if lefi.formansinformation else (),
        pm_beslut=content.pm_beslut if lefi.beslut else (),
        person=content.person if "FK:GEPI" in lefi.ovrig_information else None,
    )
