"""`egenkraft reforms`, and that every page a reform names is a URL name."""

import argparse
import json

import pytest
from django.urls import URLResolver, get_resolver

from egenkraft.config.commands import reforms as command
from egenkraft.policy import api


def _url_names(resolver: URLResolver, prefix: str = "") -> set[str]:
    names = {f"{prefix}{name}" for name in resolver.reverse_dict if isinstance(name, str)}
    for space, (_, inner) in resolver.namespace_dict.items():
        names |= _url_names(inner, f"{prefix}{space}:")
    return names


def test_every_page_a_reform_names_exists() -> None:
    known = _url_names(get_resolver())
    assert known
    unknown = {each.id: sorted(set(each.pages) - known) for each in api.reforms() if set(each.pages) - known}
    assert unknown == {}


def _run(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    command.add_parsers(parser.add_subparsers(required=True))
    parsed = parser.parse_args(["reforms", *arguments])
    return int(parsed.run(parsed))


def test_the_command_gives_all_as_one_json_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert list(answer) == ["reforms"]
    assert [each["number"] for each in answer["reforms"]] == list(range(1, 34))
    wanted = {"switch", "code", "pages", "tests", "indicators", "demo"}
    assert all(wanted <= set(each) for each in answer["reforms"])


def test_the_command_shows_one_reform_and_its_dates(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("r20") == 0
    shown = capsys.readouterr().out
    assert "Etableringslån" in shown
    assert "sundbyberg: on from 2018-04-03" in shown
    assert "Pris per insats" not in shown


def test_the_table_shows_every_reform(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run() == 0
    shown = capsys.readouterr().out
    assert [number for number in range(1, 34) if f" R{number} " not in shown] == []
    assert "locked off" in shown


@pytest.mark.parametrize("text", ["R99", "seven", "R"])
def test_the_command_refuses_what_is_no_reform(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(text) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "Allowed: R1 to R33" in captured.err
