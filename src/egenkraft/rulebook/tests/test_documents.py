"""Case documents as text: exact numbers, no surprises, and one broken document leaves the others."""

from __future__ import annotations

from decimal import Decimal

import pytest

from egenkraft.rulebook.documents import Document, Readable, Unreadable, read_documents


def read(text: str, name: str = "-") -> list[Document]:
    return list(read_documents(text, name=name))


def only(text: str, name: str = "-") -> object:
    (document,) = read(text, name)
    assert isinstance(document, Readable), document
    return document.content


def error(text: str, name: str = "-") -> str:
    (document,) = read(text, name)
    assert isinstance(document, Unreadable), document
    assert document.error.allowed
    return document.error.problem


def test_yaml_scalars_are_what_they_look_like() -> None:
    text = 'a: 12\nb: 9480.50\nc: 2026-10\nd: 1990-03-02\ne: "12"\nf: true\ng: null\nh: yes\ni: 010\nj: 1_000\nk: 0x1F\nl: ~\nm:\n'
    assert only(text, "x.yaml") == {
        "a": 12, "b": Decimal("9480.50"), "c": "2026-10", "d": "1990-03-02", "e": "12", "f": True, "g": None,
        "h": "yes", "i": 10, "j": "1_000", "k": "0x1F", "l": None, "m": None,
    }  # fmt: skip


def test_many_documents_in_each_form() -> None:
    assert [d.name for d in read("# none\n---\na: 1\n---\nb: 2\n---\n", "x.yaml")] == [
        "document 1",
        "document 2",
    ]
    assert [d.name for d in read('[{"a": 1}, {"b": 2}]')] == ["document 1", "document 2"]
    assert [d.name for d in read('{"a": 1}\n\n{"b": 2}\n')] == ["line 1", "line 3"]
    assert [d.name for d in read('{"a":\n 1}', "x.json")] == ["document 1"]
    assert only('\ufeff{"a": 1.10}') == {"a": Decimal("1.10")}


def test_a_broken_document_leaves_the_others() -> None:
    found = read("a: [1\n---\nb: 2\n---\nc: *x\n", "x.yaml")
    assert [type(each) for each in found] == [Unreadable, Readable, Unreadable]
    found = read('{"a": 1}\n{"b": \n{"c": 3}\n', "x.jsonl")
    assert [type(each) for each in found] == [Readable, Unreadable, Readable]
    assert found[1].name == "line 2"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: &x 1", "anchors and aliases"),
        ("a: &x [1]\nb: *x", "anchors and aliases"),
        ("a: !!python/object:os.system x", "tag"),
        ("a: !!float 1", "tag"),
        ("a: 1\na: 2", "given twice"),
        ("1: a", "not a key"),
        ("[a]: b", "not a key"),
        ("a: b: c", "not readable as YAML at line 1"),
        ("a: \x00", "not readable as YAML"),
        ("\t- a", "not readable as YAML"),
        ("[" * 60 + "]" * 60, "nested too deeply"),
        ("a: " + "x" * 5_000_001, "too large"),
    ],
)
def test_yaml_that_is_refused(text: str, problem: str) -> None:
    assert problem in error(text, "x.yaml")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('{"a": NaN}', "NaN is not a number"),
        ('{"a": -Infinity}', "not a number"),
        ('{"a": 1, "a": 2}', "given twice"),
        ('{"a": 1', "not readable as JSON"),
        ('{"a": ' + "9" * 5000 + "}", "not readable as JSON"),
        ("[" * 100_000, "nested too deeply"),
        ("", "not readable as JSON"),
    ],
)
def test_json_that_is_refused(text: str, problem: str) -> None:
    assert problem in error(text, "x.json")


def test_a_bomb_of_aliases_is_refused_at_once() -> None:
    bomb = "a: &a [x,x,x]\n" + "".join(
        f"{b}: &{b} [*{a},*{a},*{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert "anchors and aliases" in error(bomb, "x.yaml")
