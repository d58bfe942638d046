"""Values that can be read off a text: literals and bounded arithmetic of literals."""

import ast
import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any

MOST_BITS, MOST_LENGTH = 4096, 100_000
NUMBERS = (bool, int, float, complex)
SEQUENCES = (str, bytes, list, tuple)
SIGNS: Mapping[type[ast.unaryop], Callable[[Any], Any]] = {
    ast.UAdd: operator.pos, ast.USub: operator.neg, ast.Invert: operator.invert, ast.Not: operator.not_,
}  # fmt: skip
OPERATORS: Mapping[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv, ast.Mod: operator.mod, ast.Pow: operator.pow, ast.LShift: operator.lshift,
    ast.RShift: operator.rshift, ast.BitAnd: operator.and_, ast.BitOr: operator.or_, ast.BitXor: operator.xor,
}  # fmt: skip


class NotLiteral(Exception):
    """An expression whose value only a run would tell, or that has none."""


def value_of(node: ast.expr, known: Mapping[str, object]) -> object:
    """`known` are names that stand for numbers and texts. Raises NotLiteral."""
    try:
        return _value(node, known)
    except (ArithmeticError, TypeError, ValueError, RecursionError) as error:
        raise NotLiteral from error


def is_plain(value: object) -> bool:
    """Small enough to be remembered under its name."""
    return value is None or isinstance(value, NUMBERS) or (isinstance(value, str) and len(value) <= MOST_BITS)


def _value(node: ast.expr, known: Mapping[str, object]) -> object:
    match node:
        case ast.Constant(value=value):
            return value
        case ast.Name(id=name) if name in known:
            return known[name]
        case ast.Tuple(elts=parts):
            return tuple(_value(part, known) for part in parts)
        case ast.List(elts=parts):
            return [_value(part, known) for part in parts]
        case ast.Set(elts=parts):
            return {_value(part, known) for part in parts}
        case ast.Dict(keys=keys, values=values) if all(keys):
            return {
                _value(key, known): _value(value, known) for key, value in zip(keys, values, strict=True) if key
            }
        case ast.UnaryOp(op=op, operand=operand):
            return SIGNS[type(op)](_value(operand, known))
        case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATORS:
            return _combined(type(op), _value(left, known), _value(right, known))
        case ast.Call(func=ast.Name(id="set"), args=[], keywords=[]):
            return set()
    raise NotLiteral


def _combined(op: type[ast.operator], left: object, right: object) -> object:
    if isinstance(left, NUMBERS) and isinstance(right, NUMBERS):
        if isinstance(left, int) and isinstance(right, int) and _bits(op, left, right) > MOST_BITS:
            raise NotLiteral
        return OPERATORS[op](left, right)
    if op is ast.Add and isinstance(left, SEQUENCES) and isinstance(right, SEQUENCES):
        return _short(left, right, len(left) + len(right), operator.add)
    if op is ast.Mult and isinstance(left, SEQUENCES) and isinstance(right, int):
        return _short(left, right, len(left) * right, operator.mul)
    if op is ast.Mult and isinstance(left, int) and isinstance(right, SEQUENCES):
        return _short(left, right, left * len(right), operator.mul)
    raise NotLiteral


def _short(left: Sequence[object] | int, right: object, length: int, combine: Callable[[Any, Any], Any]) -> object:
    if length > MOST_LENGTH:
        raise NotLiteral
    return combine(left, right)


def _bits(op: type[ast.operator], left: int, right: int) -> int:
    """At most so many bits has the result."""
    if op is ast.Pow:
        return left.bit_length() * max(right, 0)
    if op is ast.LShift:
        return left.bit_length() + max(right, 0)
    return left.bit_length() + right.bit_length() if op is ast.Mult else 0
