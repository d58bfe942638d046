"""The small slips that a program can be given, one place at a time: another operator or number, a call left out."""

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

from autograder.trees import parsed

OTHERS: Mapping[type[ast.AST], tuple[str, tuple[str, ...]]] = {
    ast.Add: ("+", ("-",)),
    ast.Sub: ("-", ("+",)),
    ast.Mult: ("*", ("+",)),
    ast.Div: ("/", ("*",)),
    ast.FloorDiv: ("//", ("/", "*")),
    ast.Mod: ("%", ("//",)),
    ast.Pow: ("**", ("*",)),
    ast.Lt: ("<", ("<=", ">=")),
    ast.LtE: ("<=", ("<", ">")),
    ast.Gt: (">", (">=", "<=")),
    ast.GtE: (">=", (">", "<")),
    ast.Eq: ("==", ("!=",)),
    ast.NotEq: ("!=", ("==",)),
    ast.And: ("and", ("or",)),
    ast.Or: ("or", ("and",)),
    ast.USub: ("-", ("",)),
    ast.Not: ("not", ("",)),
}
CALLS: Mapping[str, str] = {
    "max": "min", "min": "max", "maximum": "minimum", "minimum": "maximum", "argmax": "argmin", "argmin": "argmax",
    "sum": "mean", "mean": "sum", "zeros": "ones", "ones": "zeros", "zeros_like": "ones_like",
    "exp": "log", "log": "exp",
}  # fmt: skip
NOTHING = "pass"
NEEDED = ("range", "len", "enumerate", "zip", "list", "tuple", "zeros", "ones", "empty")  # a line without it raises


@dataclass(frozen=True, order=True)
class Edit:
    """The bytes from `start` to `end`, and what stands there instead."""

    start: int
    end: int
    after: str


class Source:
    """A file's text with its tree, and where in the text each node stands."""

    def __init__(self, text: str) -> None:
        self.tree = parsed(text)
        self.data = text.encode()
        self._lines = [0, *accumulate(len(line) + 1 for line in self.data.split(b"\n"))]

    def start(self, node: Any) -> int:
        return int(self._lines[node.lineno - 1] + node.col_offset)

    def end(self, node: Any) -> int:
        return int(self._lines[node.end_lineno - 1] + node.end_col_offset)

    def text(self, node: Any) -> str:
        return self.between(self.start(node), self.end(node))

    def between(self, start: int, end: int) -> str:
        return self.data[start:end].decode()

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1."""
        line = max(n for n, begins in enumerate(self._lines) if begins <= offset)
        return line + 1, len(self.data[self._lines[line] : offset].decode()) + 1

    def edited(self, edit: Edit) -> str:
        return self.between(0, edit.start) + edit.after + self.between(edit.end, len(self.data))


Slip = Callable[[Source, Any], Iterator[Edit]]


def edits(source: Source) -> list[Edit]:
    """Every single edit of the whole file, in the order of its text; each makes another text."""
    nodes = list(ast.walk(source.tree))
    axes = {(_swapped, id(node.value)) for node in nodes if isinstance(node, ast.keyword) and node.arg == "axis"}
    statements = {(_without_call, id(node.value)) for node in nodes if isinstance(node, ast.Expr)}
    found = {
        edit
        for node in nodes
        for slip in _SLIPS.get(type(node), ())
        if (slip, id(node)) not in axes | statements
        for edit in slip(source, node)
    }
    return sorted(edit for edit in found if source.between(edit.start, edit.end) != edit.after)


def _operator(source: Source, op: ast.AST, after: int, before: int, ending: str = "") -> Iterator[Edit]:
    """The operator stands somewhere between two operands, perhaps beside brackets."""
    if type(op) not in OTHERS:
        return
    sign, others = OTHERS[type(op)]
    at = source.data.find(f"{sign}{ending}".encode(), after, before)
    if at >= 0 and b"#" not in source.data[after:at]:
        yield from (Edit(at, at + len(sign), other) for other in others)


def _binary(source: Source, node: ast.BinOp) -> Iterator[Edit]:
    yield from _operator(source, node.op, source.end(node.left), source.start(node.right))


def _assigned(source: Source, node: ast.AugAssign) -> Iterator[Edit]:
    between = source.end(node.target), source.start(node.value)
    for edit in _operator(source, node.op, *between, ending="="):
        yield edit
        yield Edit(edit.start, edit.end, "")


def _compared(source: Source, node: ast.Compare) -> Iterator[Edit]:
    for op, (left, right) in zip(node.ops, pairwise([node.left, *node.comparators]), strict=True):
        yield from _operator(source, op, source.end(left), source.start(right))


def _combined(source: Source, node: ast.BoolOp) -> Iterator[Edit]:
    for left, right in pairwise(node.values):
        yield from _operator(source, node.op, source.end(left), source.start(right))


def _signed(source: Source, node: ast.UnaryOp) -> Iterator[Edit]:
    yield from _operator(source, node.op, source.start(node), source.start(node.operand))


def _number(source: Source, node: ast.Constant) -> Iterator[Edit]:
    value = node.value
    others: list[object] = []
    if isinstance(value, bool):
        others = [not value]
    elif isinstance(value, int):
        others = [value + 1, value - 1]
    elif isinstance(value, float):
        others = [2 * value if value else 1.0]
    yield from (Edit(source.start(node), source.end(node), repr(other)) for other in others)


def _bounds(source: Source, node: ast.Slice) -> Iterator[Edit]:
    """A slice that begins at the beginning, or goes to the end."""
    for bound in (node.lower, node.upper):
        if bound is not None:
            start, end = source.start(node), source.end(node)
            rest = source.between(start, source.start(bound)) + source.between(source.end(bound), end)
            yield Edit(start, end, rest.strip())


def _swapped(source: Source, node: ast.Tuple | ast.List) -> Iterator[Edit]:
    """Two neighbours change places."""
    for left, right in pairwise(node.elts):
        start, end = source.start(left), source.end(right)
        between = source.between(source.end(left), source.start(right))
        yield Edit(start, end, f"{source.text(right)}{between}{source.text(left)}")


def _called(source: Source, node: ast.Call) -> Iterator[Edit]:
    """A function's opposite; a loop with one turn too few or too many, or without its first."""
    name = _name(node)
    if name in CALLS:
        end = source.end(node.func)
        yield Edit(end - len(name), end, CALLS[name])
    if name == "range" and node.args:
        last = node.args[0] if len(node.args) == 1 else node.args[1]
        text = source.text(last)
        afters = [f"{text} - 1", f"{text} + 1", *([f"1, {text}"] if len(node.args) == 1 else [])]
        yield from (Edit(source.start(last), source.end(last), after) for after in afters)


def _without_keyword(source: Source, node: ast.Call) -> Iterator[Edit]:
    """The function's default stands in for what was given."""
    given = sorted([*node.args, *node.keywords], key=source.start)
    for before, keyword in pairwise([None, *given]):
        if isinstance(keyword, ast.keyword) and keyword.arg:
            start = source.end(before) if before else source.start(keyword)
            after = given[1] if not before and len(given) > 1 else None
            yield Edit(start, source.start(after) if after else source.end(keyword), "")


def _without_call(source: Source, node: ast.Call) -> Iterator[Edit]:
    """What a function is given, as it is; of a method that is given numbers or nothing, what it is called on."""
    given = [*node.args, *node.keywords]
    if not _name(node)[:1].islower() or _name(node) in NEEDED:
        return
    if isinstance(node.func, ast.Attribute) and all(isinstance(one, ast.Constant) for one in given):
        yield Edit(source.end(node.func.value), source.end(node), "")
    elif len(given) == 1 and isinstance(given[0], ast.Name | ast.Call | ast.Attribute | ast.Subscript):
        yield Edit(source.start(node), source.end(node), source.text(given[0]))
    elif len(given) == 1 and isinstance(given[0], ast.BinOp):
        yield Edit(source.start(node), source.end(node), f"({source.text(given[0])})")


def _name(node: ast.Call) -> str:
    return str(getattr(node.func, "attr", getattr(node.func, "id", "")))


def _without_statement(source: Source, node: ast.Expr) -> Iterator[Edit]:
    """A call whose value nobody takes."""
    if isinstance(node.value, ast.Call):
        yield Edit(source.start(node), source.end(node), NOTHING)


_SLIPS: Mapping[type[ast.AST], tuple[Slip, ...]] = {
    ast.BinOp: (_binary,),
    ast.AugAssign: (_assigned,),
    ast.Compare: (_compared,),
    ast.BoolOp: (_combined,),
    ast.UnaryOp: (_signed,),
    ast.Constant: (_number,),
    ast.Slice: (_bounds,),
    ast.Tuple: (_swapped,),
    ast.List: (_swapped,),
    ast.Call: (_called, _without_keyword, _without_call),
    ast.Expr: (_without_statement,),
}
