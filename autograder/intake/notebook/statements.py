"""A cell taken apart into its statements, and put together again without some of them, line by line."""

import ast
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MOST_ON_A_LINE = 100


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One statement: its own text, and the offsets of that text within its group."""

    node: ast.stmt
    line: int
    text: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Group:
    """Whole lines, from `first` to `last`, with one statement, or several between semicolons."""

    first: int
    last: int
    text: str
    statements: tuple[Statement, ...]


def groups(tree: ast.Module, lines: Sequence[str]) -> Iterator[Group]:
    """What lies between two groups are blank lines and comments."""
    before = 0
    for nodes, last in _by_lines(tree.body, lines):
        first = next(n for n in range(before + 1, last + 1) if _says_something(lines[n - 1]))
        before = last
        text = "\n".join(lines[first - 1 : last])
        yield Group(first=first, last=last, text=text, statements=tuple(_statements(nodes, first, lines, text)))


def without(group: Group, left_out: Sequence[Statement]) -> list[str]:
    """The lines of a group of which some statements stay: where one went, something stands that does nothing."""
    text = group.text
    for statement in sorted(left_out, key=lambda one: -one.start):
        breaks = statement.text.count("\n")
        filling = f"(None{chr(10) * breaks})" if breaks else "pass"
        text = text[: statement.start] + filling + text[statement.end :]
    return text.split("\n")


def is_crowded(tree: ast.Module, lines: Sequence[str]) -> bool:
    """More statements on a line than anybody writes by hand."""
    on_lines = Counter(node.lineno for node in tree.body).values()
    return any(n > MOST_ON_A_LINE for n in on_lines) or any(
        len(nodes) > MOST_ON_A_LINE for nodes, _ in _by_lines(tree.body, lines)
    )


def _by_lines(body: Sequence[ast.stmt], lines: Sequence[str]) -> list[tuple[list[ast.stmt], int]]:
    """Statements that share lines, and the last of these lines."""
    found: list[tuple[list[ast.stmt], int]] = []
    for node in body:
        shared = found.pop()[0] if found and node.lineno <= found[-1][1] else []
        shared.append(node)
        found.append((shared, _last_line(node, lines)))
    return found


def _last_line(node: ast.stmt, lines: Sequence[str]) -> int:
    """With those that a backslash after the statement adds."""
    last, column = node.end_lineno or node.lineno, node.end_col_offset or 0
    if not lines[last - 1].endswith("\\"):
        return last
    rest = lines[last - 1].encode()[column:].decode()
    while rest.endswith("\\") and "#" not in rest and last < len(lines):
        rest = lines[last]
        last += 1
    return last


def _says_something(line: str) -> bool:
    stripped = line.strip(" \t\f")
    return bool(stripped) and not stripped.startswith("#")


def _statements(nodes: Sequence[ast.stmt], first: int, lines: Sequence[str], text: str) -> Iterator[Statement]:
    """Alone in its lines, a statement has all of them: a decorator stands before its place in the tree."""
    if len(nodes) == 1:
        yield Statement(node=nodes[0], line=first, text=text, start=0, end=len(text))
        return
    for node in nodes:
        start = _offset(lines, first, node.lineno, node.col_offset)
        end = _offset(lines, first, node.end_lineno or node.lineno, node.end_col_offset or 0)
        yield Statement(node=node, line=node.lineno, text=text[start:end], start=start, end=end)


def _offset(lines: Sequence[str], first: int, line: int, column: int) -> int:
    """Columns of the tree count the bytes of UTF-8."""
    before = sum(len(one) + 1 for one in lines[first - 1 : line - 1])
    return before + len(lines[line - 1].encode()[:column].decode())
