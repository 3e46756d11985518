"""The arithmetic of the golden cases: right for what it allows, deaf to everything else, and free of the rulebook."""

from __future__ import annotations

import ast
import inspect

import pytest

from egenkraft.rulebook.golden import arithmetic


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("(7100 + 3820 + 1790) * 100", 1_271_000),
        ("7", 7),
        ("2 + 3 * 4", 14),
        ("(2 + 3) * 4", 20),
        ("10 - 3 - 2", 5),
        ("-3 + 5", 2),
        ("2 * -3", -6),
        ("7 // 2", 3),
        ("-7 // 2", -4),
        ("100 // 7 // 2", 7),
        ("min(3, 1, 2) + max(4, 9)", 10),
        ("half_up(2030, 4)", 508),
        ("half_up(1, 2)", 1),
        ("half_up(-1, 2)", 0),
        ("half_up(3940 * 12, 365)", 130),
        ("max(0, min(9480, 7000) - 12000)", 0),
        ("3940\n+ 1280", 5220),
    ],
)
def test_evaluates(text: str, value: int) -> None:
    assert arithmetic.evaluate(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "1.5",
        "1_000",
        "0x10",
        "1e3",
        "7 / 2",
        "2 ** 8",
        "7 % 2",
        "1 +",
        "* 2",
        "+ 2",
        "1 2",
        "(1 + 2",
        "1 + 2)",
        "min(1)",
        "max()",
        "half_up(1, 2, 3)",
        "half_up(1, 0)",
        "half_up(1, -2)",
        "1 // 0",
        "1 // -2",
        "riksnorm",
        "abs(1, 2)",
        "min (1, 2",
        "__import__('os')",
        "min.__class__",
        "[1][0]",
        "1 if 1 else 2",
        "1 < 2",
        "True",
        "None",
        "'1'",
        "1\t+ 2",
        "5 220",
        "１",
        "1000000000000000",
        "(" * 50 + "1" + ")" * 50,
        "1 + " * 600 + "1",
    ],
)
def test_refuses_what_is_outside_the_grammar(text: str) -> None:
    with pytest.raises(arithmetic.ArithmeticTextError):
        arithmetic.evaluate(text)


def test_refusal_says_where_and_what_is_allowed() -> None:
    with pytest.raises(
        arithmetic.ArithmeticTextError, match=r"'\.' at position 2 is not allowed; allowed are whole"
    ):
        arithmetic.evaluate("1.5")


def test_imports_only_the_standard_library_and_nothing_of_the_rulebook() -> None:
    tree = ast.parse(inspect.getsource(arithmetic))
    imported: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imported.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "a relative import could reach the rulebook"
            imported.add((node.module or "").split(".")[0])
    assert imported == {"__future__", "re", "collections"}


def test_has_no_way_to_run_code() -> None:
    tree = ast.parse(inspect.getsource(arithmetic))
    called = {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not called & {"eval", "exec", "compile", "__import__", "open", "getattr", "globals"}
