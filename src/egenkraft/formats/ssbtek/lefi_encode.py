"""Typed answer → LEFI v9 JSON, as the agencies write it."""

from egenkraft.formats import jsontext
from egenkraft.formats.amounts import decimal_from_ore
from egenkraft.formats.errors import FormatError
from egenkraft.formats.ssbtek.lefi_answer import DEVIATION_PARTS, MATTERS
from egenkraft.formats.ssbtek.lefi_types import (
    LefiAvvikelse,
    LefiBeslut,
    LefiDetalj,
    LefiKod,
    LefiPeriod,
    LefiPmBeslut,
    LefiPmErsattning,
    LefiSvar,
    LefiUtbetalning,
)

Json = dict[str, object]

# Benefits whose schema writes `ersattning` as plain text.
_TEXT_COMPENSATION = frozenset(
    {"sjukpenningarende", "forebyggandeSjukpenningsarende", "rehabersattningsarende"}
)


def encode(svar: LefiSvar) -> bytes:
    """Raises FormatError for what LEFI has no place for."""
    if svar.ej_lasta:
        raise FormatError("lefiJsonSvar/ej_lasta", "cannot be written", "an answer without unread parts")
    payments = svar.utbetalningar
    benefits: Json = {
        "generellPersoninformation": [
            _known({"personnummer": svar.person.personnummer, "skyddad": svar.person.skyddad})
        ]
        if svar.person
        else None,
        "preliminarautbetalningar": [
            _fk_payment(p) for p in payments if p.utlamnare == "FK" and p.preliminar
        ],
        "utbetalningsuppgift": [_fk_payment(p) for p in payments if p.utlamnare == "FK" and not p.preliminar],
    }
    for key in MATTERS:
        benefits[key] = [_matter(beslut) for beslut in svar.beslut if beslut.arendetyp == key]
    document: Json = {
        "utlamnare": [
            {
                "utlamnare": _known({"kod": source.kod, "namn": source.namn}),
                "tillstand": _known({"kod": source.tillstand, "beskrivning": source.beskrivning}),
            }
            for source in svar.utlamnare
        ],
        "avvikelser": _deviations(svar.avvikelser),
        "formansinformation": _known(benefits),
        "beslut": [_pm_decision(beslut) for beslut in svar.pm_beslut],
        "preliminaraUtbetalningar": [
            _pm_payment(p) for p in payments if p.utlamnare == "PM" and p.preliminar
        ],
        "utbetalningar": [_pm_payment(p) for p in payments if p.utlamnare == "PM" and not p.preliminar],
    }
    return jsontext.dumps(_known(document))


def _known(values: Json) -> Json:
    """Without what is missing or empty: absent is how LEFI says it."""
    return {key: value for key, value in values.items() if value is not None and value not in ([], {})}


def _deviations(deviations: tuple[LefiAvvikelse, ...]) -> Json:
    result: Json = {}
    for part in DEVIATION_PARTS:
        group_key = "ovrigInformationstyp" if part == "ovrigInformation" else "formansgrupp"
        result[part] = [
            {
                "avvikelse": _known({"kod": item.kod, "beskrivning": item.beskrivning}),
                group_key: _code(item.grupp, "kod"),
            }
            for item in deviations
            if item.del_av_fragan == part
        ]
    return _known(result)


def _code(code: LefiKod | None, name: str = "id", *, digits: bool = False) -> Json | None:
    if code is None:
        return None
    value: object = int(code.id) if digits and code.id.isdecimal() else code.id
    return _known({name: value, "beskrivning": code.beskrivning})


def _period(period: LefiPeriod | None, first: str = "fran", last: str = "till") -> Json | None:
    if period is None:
        return None
    fran, till = period.fran, period.till
    values: Json = {first: fran.isoformat() if fran else None, last: till.isoformat() if till else None}
    return {key: value for key, value in values.items() if value is not None}


def _amount(ore: int | None) -> Json | None:
    return None if ore is None else {"summa": decimal_from_ore(ore), "valuta": "SEK"}


def _kronor(ore: int | None, where: str) -> int | None:
    if ore is None:
        return None
    if ore % 100:
        raise FormatError(where, "is not whole kronor", "whole kronor")
    return ore // 100


def _fk_payment(payment: LefiUtbetalning) -> Json:
    return _known(
        {
            "formansfamilj": _code(payment.familj),
            "datum": payment.datum.isoformat() if payment.datum else None,
            "period": _period(payment.period),
            "bruttobelopp": _amount(payment.brutto_ore),
            "skattebelopp": _amount(payment.skatt_ore),
            "avdragsbelopp": _amount(payment.avdrag_ore),
            "nettobelopp": _amount(payment.netto_ore),
            "utbetalningsdetalj": [_fk_row(row) for row in payment.detaljer],
        }
    )


def _fk_row(row: LefiDetalj) -> Json:
    return _known(
        {
            "forman": _code(row.forman),
            "period": _period(row.period),
            "beloppstyp": _code(row.beloppstyp),
            "dagar": row.dagar,
            "bruttobelopp": _amount(row.brutto_ore),
            "skattebelopp": _amount(row.skatt_ore),
            "avdragsbelopp": _amount(row.avdrag_ore),
        }
    )


def _is_deduction(row: LefiDetalj) -> bool:
    return row.brutto_ore is None and row.avdrag_ore is not None


def _pm_payment(payment: LefiUtbetalning) -> Json:
    deductions = [row for row in payment.detaljer if _is_deduction(row)]
    return _known(
        {
            "utbetalningsdatum": payment.datum.isoformat() if payment.datum else None,
            "utbetalningsperiod": _period(payment.period, "from", "tom"),
            "bruttobelopp": _kronor(payment.brutto_ore, "PM/bruttobelopp"),
            "nettobelopp": _kronor(payment.netto_ore, "PM/nettobelopp"),
            "avdrag": [
                _known(
                    {
                        "belopp": _kronor(row.avdrag_ore, "PM/avdrag/belopp"),
                        "avdragstyp": _code(row.beloppstyp, "kod"),
                    }
                )
                for row in deductions
            ],
            "utbetalningsrader": [
                _known(
                    {
                        "formansgrupp": _code(row.forman, "kod"),
                        "belopp": _kronor(row.brutto_ore, "PM/utbetalningsrader/belopp"),
                        "beloppstyp": _code(row.beloppstyp, "kod"),
                    }
                )
                for row in payment.detaljer
                if not _is_deduction(row)
            ],
        }
    )


def _matter(beslut: LefiBeslut) -> Json:
    """One matter per decision: grouping several under one matter carries nothing we read."""
    compensation: object = _code(beslut.ersattning, digits=beslut.arendetyp != "programersattningsarende")
    if beslut.ersattning is not None and beslut.arendetyp in _TEXT_COMPENSATION:
        compensation = beslut.ersattning.id
    decision = _known(
        {
            "fattades": beslut.fattades.isoformat() if beslut.fattades else None,
            "definitivt": beslut.definitivt,
            "forman": _code(beslut.forman),
            "delforman": _code(beslut.delforman),
            "periodicitet": _code(beslut.periodicitet, digits=True),
            "period": _period(beslut.period),
            "beslutatBruttobelopp": _amount(beslut.brutto_ore),
            "omfattning": _known({"taljare": beslut.taljare, "namnare": beslut.namnare}),
            "ersattning": compensation,
        }
    )
    return {
        **_known(
            {
                "startades": beslut.startades.isoformat() if beslut.startades else None,
                "aktivt": beslut.aktivt,
                "avslaget": beslut.avslaget,
            }
        ),
        "beslut": [decision],
    }


def _pm_decision(beslut: LefiPmBeslut) -> Json:
    return _known(
        {
            "beslutsid": beslut.beslutsid,
            "beslutsdatum": beslut.beslutsdatum.isoformat() if beslut.beslutsdatum else None,
            "formansgrupp": _code(beslut.grupp, "kod"),
            "beslutsstatus": _code(beslut.status, "kod"),
            "beslutsutfall": _code(beslut.utfall, "kod"),
            "beslutadErsattning": [_pm_compensation(item) for item in beslut.ersattningar],
        }
    )


def _pm_compensation(item: LefiPmErsattning) -> Json:
    amount = _known(
        {
            "belopp": _kronor(item.belopp_ore, "PM/beslutatBelopp/belopp"),
            "beloppsfrekvens": _code(item.frekvens, "kod"),
        }
    )
    return _known(
        {
            "beslutatBelopp": amount,
            "period": _period(item.period, "from", "tom"),
            "ersattningstyp": _code(item.typ, "kod"),
        }
    )
