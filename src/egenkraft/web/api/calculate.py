"""POST /api/calculate. No database, no session: reading, calculating and writing JSON is all it does."""

from typing import Any

import orjson
from django.http import HttpResponse
from ninja import NinjaAPI

from egenkraft.rulebook.api import (
    CaseError,
    Readable,
    as_document,
    calculate,
    read_case,
    read_documents,
)
from egenkraft.web.api.schemas import case_schema, error_schema, result_schema
from egenkraft.web.pages import PageRequest, operation

MOST_BYTES = 256 * 1024
_JSON = "application/json"

api = NinjaAPI(
    title="Egenkraft",
    version="1",
    description="Försörjningsstöd för ett hushåll och en månad, med varje steg förklarat.",
    urls_namespace="api",
    docs_url=None,
)


def _content(schema: dict[str, Any], description: str) -> dict[str, Any]:
    return {"description": description, "content": {_JSON: {"schema": schema}}}


_DESCRIBED = {
    "requestBody": {"required": True, **_content(case_schema(), "Ett ärende.")},
    "responses": {
        200: _content(result_schema(), "Resultatet."),
        413: _content(error_schema(), "Ärendet är för stort."),
        415: _content(error_schema(), "Ärendet är inte JSON."),
        422: _content(error_schema(), "Ärendet går inte att räkna; svaret säger varför."),
    },
}


@api.post("/calculate", openapi_extra=_DESCRIBED, summary="Räkna ett ärende")
@operation("calculate.run")
def calculate_case(request: PageRequest) -> HttpResponse:
    """The same case document and the same result as `egenkraft calculate --json`."""
    if request.content_type != _JSON:
        return _refused(415, "document", "body", f"{request.content_type or 'no type'} is not JSON", _JSON)
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        return _refused(413, "document", "body", "the case is too large", f"at most {MOST_BYTES} bytes")
    try:
        result = calculate(read_case(_document(request.body)))
    except CaseError as error:
        return _refused(422, error.case, error.field, error.problem, error.allowed)
    return _answer(200, as_document(result))


def _document(body: bytes) -> Any:
    """The one JSON object of the body. Raises CaseError."""
    try:
        text = body.decode()
    except UnicodeDecodeError:
        raise CaseError("document", "body", "not UTF-8 text", "one JSON object") from None
    found = next(iter(read_documents(text, name="body.json")), None) if text.strip() else None
    if isinstance(found, Readable) and isinstance(found.content, dict):
        return found.content
    if found is None or isinstance(found, Readable):
        raise CaseError("document", "body", "no single case", "one JSON object, a case of its own")
    raise CaseError("document", "body", found.error.problem, found.error.allowed)


def _refused(status: int, case: str, field: str, problem: str, allowed: str) -> HttpResponse:
    error = {"field": field, "problem": problem, "allowed": allowed}
    return _answer(status, {"case": case, "error": error})


def _answer(status: int, content: dict[str, Any]) -> HttpResponse:
    return HttpResponse(orjson.dumps(content), status=status, content_type=_JSON)
