"""The small grammar of a rule: what may stand in it (lint), and a rule rewritten as plain statements (inlining).

Allowed: assignment to a name, if/elif/else, return, integers, + − * //, comparisons, and/or/not, conditional
expressions, `min`, `max` and the helpers. Nothing else, since the bulk run must give the same result as Python:
no `[]` (numba reads past the end), no `/ % **`, no float, bool, string, None, loop, or exception.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Mapping

from egenkraft.rulebook.engine import helpers
from egenkraft.rulebook.engine.core import Rule, RuleError

HELPERS: Mapping[str, Callable[..., int]] = {
    "look_up": helpers.look_up,
    "share_half_up": helpers.share_half_up,
    "round_up_to": helpers.round_up_to,
}
CALLABLE = frozenset((*HELPERS, "min", "max"))

_EXPRESSIONS = (
    ast.Name, ast.Load, ast.Store, ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.IfExp,
    ast.Add, ast.Sub, ast.Mult, ast.FloorDiv, ast.USub, ast.Not, ast.And, ast.Or,
    ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE,
)  # fmt: skip


def parse(function: Callable[..., int]) -> ast.FunctionDef:
    """The function's own syntax tree, without decorators and docstring."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    definition = tree.body[0]
    if not isinstance(definition, ast.FunctionDef):
        raise RuleError(f"{function!r} is not a plain def")
    definition.decorator_list = []
    if ast.get_docstring(definition) is not None:
        definition.body = definition.body[1:]
    return definition


def faults(function: Callable[..., int]) -> list[str]:
    """Everything in a rule that the grammar does not allow; empty when it is sound."""
    definition = parse(function)
    found: list[str] = []
    arguments = definition.args
    if (
        arguments.vararg
        or arguments.kwarg
        or arguments.kwonlyargs
        or arguments.defaults
        or arguments.posonlyargs
    ):
        found.append("only plain arguments without defaults")
    known = {argument.arg for argument in arguments.args}
    _check_block(definition.body, known, constants(function), found)
    if not _returns(definition.body):
        found.append("a path ends without return")
    return [f"{function.__name__}: {fault}" for fault in found]


def constants(function: Callable[..., int]) -> dict[str, int]:
    """The named whole numbers (UPPER_CASE) a rule's module defines."""
    return {
        name: value
        for name, value in function.__globals__.items()
        if name.isupper() and isinstance(value, int) and not isinstance(value, bool)
    }


def _check_block(body: list[ast.stmt], known: set[str], named: Mapping[str, int], found: list[str]) -> None:
    for statement in body:
        if isinstance(statement, ast.Return) and statement.value is not None:
            _check_expression(statement.value, known, named, found)
        elif isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            _check_expression(statement.value, known, named, found)
            known.add(statement.targets[0].id)
        elif isinstance(statement, ast.If):
            _check_expression(statement.test, known, named, found)
            _check_block(statement.body, known, named, found)
            _check_block(statement.orelse, known, named, found)
        else:
            found.append(f"line {statement.lineno}: {type(statement).__name__} is not allowed")


def _check_expression(
    expression: ast.expr, known: set[str], named: Mapping[str, int], found: list[str]
) -> None:
    called = {id(node.func): node for node in ast.walk(expression) if isinstance(node, ast.Call)}
    for node in ast.walk(expression):
        if isinstance(node, ast.Constant):
            if type(node.value) is not int:
                found.append(f"line {node.lineno}: {node.value!r} is not a whole number")
        elif isinstance(node, ast.Call):
            if not isinstance(node.func, ast.Name) or node.func.id not in CALLABLE or node.keywords:
                found.append(f"line {node.lineno}: only {', '.join(sorted(CALLABLE))} may be called")
        elif isinstance(node, ast.Name):
            if id(node) not in called and node.id not in known and node.id not in named:
                found.append(f"line {node.lineno}: unknown name {node.id}")
        elif not isinstance(node, _EXPRESSIONS):
            found.append(f"{type(node).__name__} is not allowed")


def _returns(body: list[ast.stmt]) -> bool:
    """Whether every path through the block ends in return."""
    if not body:
        return False
    last = body[-1]
    if isinstance(last, ast.If):
        return _returns(last.body) and _returns(last.orelse)
    return isinstance(last, ast.Return)


def inlined(rule: Rule, names: Mapping[str, str], result: str) -> list[str]:
    """A rule's body as source lines that leave its value in `result`.

    `names` says what each argument is called at the place of use. Local names are prefixed with the rule's own, named
    constants become numbers, and an early return becomes the branch of an if.
    """
    definition = parse(rule.function)
    renamed = dict(names)
    for node in ast.walk(definition):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            renamed.setdefault(node.id, f"_{rule.name}_{node.id}")
    missing = [argument for argument in rule.arguments if argument not in names]
    if missing:
        raise RuleError(f"{rule.name}: no name given for {', '.join(missing)}")
    rewritten = [_Rename(renamed, constants(rule.function)).visit(each) for each in definition.body]
    block = _without_return(rewritten, result)
    return ast.unparse(ast.fix_missing_locations(ast.Module(body=block, type_ignores=[]))).splitlines()


class _Rename(ast.NodeTransformer):
    def __init__(self, names: Mapping[str, str], named: Mapping[str, int]) -> None:
        self._names = names
        self._named = named

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if node.id in self._names:
            return ast.Name(self._names[node.id], node.ctx)
        if node.id in self._named:
            return ast.Constant(self._named[node.id])
        return node


def _without_return(body: list[ast.stmt], result: str) -> list[ast.stmt]:
    """The block with `return x` as `result = x`; what follows an if that may return goes into its branches."""
    block: list[ast.stmt] = []
    for position, statement in enumerate(body):
        if isinstance(statement, ast.Return):
            assert statement.value is not None
            block.append(ast.Assign([ast.Name(result, ast.Store())], statement.value))
            return block
        if isinstance(statement, ast.If) and any(
            isinstance(each, ast.Return) for each in ast.walk(statement)
        ):
            rest = body[position + 1 :]
            branches = [
                branch if _returns(branch) else [*branch, *rest]
                for branch in (statement.body, statement.orelse)
            ]
            then, otherwise = (_without_return(branch, result) for branch in branches)
            block.append(ast.If(statement.test, then, otherwise))
            return block
        block.append(statement)
    return block
