"""POST /api/calculate: the same document and result as the command, and errors that say what is wrong."""

import json
import subprocess
import sys

import pytest
from django.test import Client

CASE = {
    "case": "A-1",
    "month": "2026-10",
    "municipality": "bjorkstrand",
    "household": {
        "adults": [
            {"id": "a", "birth_date": "1990-03-02", "sambo": True},
            {"id": "b", "birth_date": "1988-11-20", "sambo": True},
        ],
        "children": [{"id": "c", "birth_date": "2018-05-05"}],
    },
    "costs": [{"kind": "rent", "applied_kr": 9480.5, "direct_to": "Hyresvärden"}],
    "incomes": [{"person": "b", "kind": "wage_net", "kr": 6240, "jobbstimulans": True}],
}


def _post(content: object, **kwargs: str) -> tuple[int, dict[str, object]]:
    body = content if isinstance(content, str | bytes) else json.dumps(content)
    content_type = kwargs.pop("content_type", "application/json")
    answer = Client().post("/api/calculate", body, content_type=content_type)
    return answer.status_code, json.loads(answer.content)


def test_answers_as_the_command_does() -> None:
    status, answer = _post(CASE)
    command = subprocess.run(
        [sys.executable, "-m", "egenkraft.config.cli", "calculate", "-", "--json"],
        input=json.dumps(CASE),
        capture_output=True,
        text=True,
        check=True,
    )
    assert status == 200
    assert answer == json.loads(command.stdout)


def test_touches_no_database(django_assert_num_queries: object) -> None:
    # Without the django_db mark any query is an error of its own.
    assert _post(CASE)[0] == 200


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"month": "2031-01"}, "month", "2012-01"),
        ({"month": "oktober"}, "month", "YYYY-MM"),
        ({"costs": [{"kind": "rent", "applied_kr": -1}]}, "costs[0].applied_kr", "0 to 10 000 000"),
        ({"costs": [{"kind": "hyra", "applied_kr": 1}]}, "costs[0].kind", "rent"),
        ({"household": {"adults": []}}, "household.adults", "one adult"),
        ({"surprise": 1}, "surprise", "household"),
    ],
)
def test_says_what_is_wrong(change: dict[str, object], field: str, said: str) -> None:
    status, answer = _post({**CASE, **change})
    assert status == 422
    assert answer["case"] == "A-1"
    error = answer["error"]
    assert isinstance(error, dict)
    assert error["field"] == field
    assert said in error["allowed"]
    assert error["problem"]


@pytest.mark.parametrize(
    "body",
    [
        b" ",
        b"{",
        b"[1, 2]",
        b'"text"',
        b'{"case": "a", "case": "b"}',
        b'{"case": NaN}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_what_is_no_case_is_refused_in_words(body: bytes) -> None:
    status, answer = _post(body)
    assert status == 422
    assert set(answer["error"]) == {"field", "problem", "allowed"}  # type: ignore[call-overload]


def test_a_case_that_is_too_large_is_refused() -> None:
    status, answer = _post({**CASE, "case": "x" * 300_000})
    assert status == 413
    assert "262144" in str(answer["error"])


@pytest.mark.parametrize(
    "content_type", ["application/yaml", "text/plain", "application/x-www-form-urlencoded"]
)
def test_other_kinds_of_content_are_refused(content_type: str) -> None:
    assert _post("case: A", content_type=content_type)[0] == 415


def test_other_methods_are_not_allowed() -> None:
    assert Client().get("/api/calculate").status_code == 405


def test_describes_itself() -> None:
    described = json.loads(Client().get("/api/openapi.json").content)
    operation = described["paths"]["/api/calculate"]["post"]
    case = operation["requestBody"]["content"]["application/json"]["schema"]
    assert set(CASE) <= set(case["properties"])
    assert {"200", "413", "415", "422"} <= set(operation["responses"])
    result = operation["responses"]["200"]["content"]["application/json"]["schema"]
    assert set(result["required"]) == set(_post(CASE)[1])
