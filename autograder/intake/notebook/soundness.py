"""What Python refuses after parsing: a text without any of it compiles. Nothing is compiled here."""

import __future__

import ast
import symtable
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from autograder.intake.notebook import patterns

DEEPEST = 200
MOST_BLOCKS = 19
SCOPES = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda
MAY_HOLD_STARS = ast.Tuple | ast.List | ast.Set | ast.Call | ast.ClassDef | ast.arg
FUTURE = "from __future__ import annotations\n"


@dataclass(frozen=True, kw_only=True)
class _Place:
    """Where a node stands: in which kind of scope, in a loop, in an `except*`, under how many blocks."""

    scope: str = "module"
    loop: bool = False
    star: bool = False
    blocks: int = 0


def first_flaw(tree: ast.Module, text: str, *, future: bool = False) -> tuple[int, str] | None:
    """Line and reason. At the top level `await` is allowed, as notebooks allow it; `future` says that annotations
    are not evaluated."""
    if _depth(tree) > DEEPEST:
        return 1, "nested too deeply to be read"
    try:
        symtable.symtable((FUTURE if future else "") + text, "cell", "exec")
    except SyntaxError as error:
        return max(1, (error.lineno or 1) - future), str(error.msg)
    except (ValueError, RecursionError, MemoryError):
        return 1, "nested too deeply to be read"
    return next(_flaws(tree, _Place()), None) or (_wrong_future(tree) if "__future__" in text else None)


def awaits(statement: ast.stmt, text: str) -> bool:
    """Whether it does so at the top level, where only a notebook may."""
    may = "await" in text or "async" in text
    return may and next(_flaws(statement, _Place(scope="class")), None) is not None


def _wrong_future(tree: ast.Module) -> tuple[int, str] | None:
    """At the top level of a cell, IPython takes them in any line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "__future__":
            if node.level or node not in tree.body:
                return node.lineno, "from __future__ imports must occur at the beginning"
            if unknown := [alias.name for alias in node.names if alias.name not in __future__.all_feature_names]:
                return node.lineno, f"future feature {unknown[0]} is not defined"
    return None


def _depth(tree: ast.AST) -> int:
    level, depth = [tree], 0
    while level:
        level = [child for node in level for child in ast.iter_child_nodes(node)]
        depth += 1
    return depth


def _flaws(node: ast.AST, place: _Place) -> Iterator[tuple[int, str]]:
    line = getattr(node, "lineno", 1)
    yield from ((line, reason) for reason in (_misplaced(node, place), _malformed(node), _starred(node)) if reason)
    if isinstance(node, ast.Match):
        yield from patterns.refused(node)
    for child, there in _children(node, place):
        yield from _flaws(child, there)


def _misplaced(node: ast.AST, place: _Place) -> str:
    in_function = place.scope in ("function", "async")
    may_await = place.scope in ("async", "module")
    match node:
        case ast.Return() if not in_function or place.star:
            return "'return' outside function, or in an except* block"
        case ast.Yield() | ast.YieldFrom() if not in_function:
            return "'yield' outside function"
        case ast.YieldFrom() if place.scope == "async":
            return "'yield from' inside async function"
        case ast.Break() | ast.Continue() if not place.loop:
            return "'break' or 'continue' outside loop"
        case ast.Await() | ast.AsyncFor() | ast.AsyncWith() if not may_await:
            return "'await' or 'async' outside async function"
        case ast.ListComp() | ast.SetComp() | ast.DictComp() if _is_async(node) and not may_await:
            return "asynchronous comprehension outside of an asynchronous function"
    return "too many statically nested blocks" if place.blocks > MOST_BLOCKS else ""


def _malformed(node: ast.AST) -> str:
    match node:
        case ast.Try(handlers=[*most, _]) if any(handler.type is None for handler in most):
            return "default 'except:' must be last"
        case ast.Call(keywords=keywords) | ast.ClassDef(keywords=keywords):
            counts = Counter(keyword.arg for keyword in keywords if keyword.arg)
            if any(count > 1 for count in counts.values()):
                return "keyword argument repeated"
        case ast.AsyncFunctionDef() if _yields(node) and any(
            r.value for r in _own(node) if isinstance(r, ast.Return)
        ):
            return "'return' with value in async generator"
        case ast.AnnAssign(value=None, target=ast.Subscript(slice=index)) if _is_starred(index):
            return "can't use starred expression here"
    return "cannot assign to __debug__" if _writes_debug(node) else ""


def _writes_debug(node: ast.AST) -> bool:
    if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load):
        return False
    return "__debug__" in (getattr(node, field, None) for field in ("id", "attr", "arg", "name", "asname", "rest"))


def _starred(node: ast.AST) -> str:
    stars = [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.Starred)]
    if stars and not isinstance(node, MAY_HOLD_STARS):
        return "can't use starred expression here"
    if isinstance(node, ast.Tuple | ast.List) and isinstance(node.ctx, ast.Store) and len(stars) > 1:
        return "multiple starred expressions in assignment"
    return ""


def _is_starred(index: ast.expr) -> bool:
    """An index that is only named, in `x[*y]: int`, is looked at part by part."""
    return isinstance(index, ast.Starred) or (isinstance(index, ast.Tuple) and any(map(_is_starred, index.elts)))


def _children(node: ast.AST, place: _Place) -> Iterator[tuple[ast.AST, _Place]]:
    for field, value in ast.iter_fields(node):
        if field == "annotation" and isinstance(node, ast.AnnAssign) and place.scope in ("function", "async"):
            continue  # never evaluated
        there = _inside(node, field, place)
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield child, there


def _inside(node: ast.AST, field: str, place: _Place) -> _Place:
    """The place of what stands in one field of a node."""
    match node, field:
        case ast.FunctionDef() | ast.Lambda(), "body":
            return _Place(scope="function")
        case ast.AsyncFunctionDef(), "body":
            return _Place(scope="async")
        case ast.ClassDef(), "body":
            return _Place(scope="class")
        case ast.GeneratorExp(), _:
            return replace(place, scope="async")
        case (ast.For() | ast.AsyncFor() | ast.While(), "body"):
            return replace(place, loop=True, blocks=place.blocks + 1)
        case (ast.With() | ast.AsyncWith(), "body"):
            return replace(place, blocks=place.blocks + len(node.items))
        case ast.TryStar(), "handlers":
            return replace(place, loop=False, star=True, blocks=place.blocks + 3)
        case (ast.Try() | ast.TryStar(), _):
            return replace(place, blocks=place.blocks + (3 if node.finalbody else 2))
    return place


def _is_async(node: ast.ListComp | ast.SetComp | ast.DictComp) -> bool:
    return any(part.is_async for part in node.generators)


def _yields(node: ast.AsyncFunctionDef) -> bool:
    return any(isinstance(part, ast.Yield) for part in _own(node))


def _own(node: ast.AST) -> Iterator[ast.AST]:
    """All below it that is in its own scope."""
    for child in ast.iter_child_nodes(node):
        yield child
        if not isinstance(child, SCOPES):
            yield from _own(child)
