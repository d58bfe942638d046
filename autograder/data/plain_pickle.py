"""Reading the pickles of CIFAR-10 without unpickling: a small machine that knows dictionaries, lists, text,
numbers and arrays of bytes.

A pickle is a program that may name any function and call it. Here a name stays text, nothing is looked up, and
"calling" the three names that arrays are made of is written out below. pickletools only takes a pickle apart.
"""

import pickletools
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from autograder.data.files import AGAIN, looks
from autograder.errors import DataError

T = TypeVar("T")


class _Damaged(ValueError):
    """The pickle does not fit together."""


class _Refused(ValueError):
    """The pickle asks for something that these files never need; says for what."""


@dataclass(frozen=True)
class _Name:
    """What a pickle would import. It is compared, and never looked up."""

    text: str


@dataclass
class _Array:
    """An array of bytes; its numbers come after it was named."""

    numbers: NDArray[np.uint8] | None = None


BYTES = object()
MAKES_ARRAY = frozenset(map(_Name, ("numpy.core.multiarray._reconstruct", "numpy._core.multiarray._reconstruct")))
ARRAY, KIND = _Name("numpy.ndarray"), _Name("numpy.dtype")
KNOWN = {*MAKES_ARRAY, ARRAY, KIND}


def read_batch(content: bytes, path: Path) -> dict[str, object]:
    """The dictionary that the pickle holds. Raises DataError for a damaged one, and for anything else in it."""
    if not content.startswith(b"\x80"):
        raise DataError(f"{path}: is no pickle as CIFAR-10 has them{looks(content)}. {AGAIN}")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # an escape in a name that Python does not know, for one
            batch = _Machine().run(content)
    except _Refused as error:
        raise DataError(f"{path}: asks for {error}, which no file of CIFAR-10 does. Do not use it") from error
    except (ValueError, IndexError, KeyError, Warning) as error:
        raise DataError(f"{path}: is damaged or cut short, its pickle does not fit together. {AGAIN}") from error
    return {_text(key): value.numbers if isinstance(value, _Array) else value for key, value in batch.items()}


class _Machine:
    """The stack, its marks, and what was put aside under a number."""

    def __init__(self) -> None:
        self.stack: list[object] = []
        self.marks: list[int] = []
        self.memo: dict[int, object] = {}

    def run(self, content: bytes) -> dict[object, object]:
        end = 0
        for opcode, argument, position in pickletools.genops(content):
            step = STEPS.get(opcode.name)
            if step is None:
                raise _Refused(f"{opcode.name} in its pickle")
            step(self, argument)
            end = (position or 0) + 1
        if end != len(content) or len(self.stack) != 1:
            raise _Damaged("more follows")
        return _a(dict, self.stack[0])

    def push(self, value: object) -> None:
        self.stack.append(value)

    def pop(self, kind: type[T]) -> T:
        return _a(kind, self.stack.pop())

    def since_mark(self) -> list[object]:
        start = self.marks.pop()
        values = self.stack[start:]
        del self.stack[start:]
        return values

    def put(self, number: int) -> None:
        self.memo[number] = self.stack[-1]

    def tuple_of(self, count: int) -> None:
        if count > len(self.stack):
            raise _Damaged("too few values")
        start = len(self.stack) - count
        self.stack[start:] = [tuple(self.stack[start:])]

    def append(self, values: list[object]) -> None:
        _a(list, self.stack[-1]).extend(values)

    def set_items(self, values: list[object]) -> None:
        """Keys are text alone: the hash of tuples that share their parts can take for ever."""
        target = _a(dict, self.stack[-1])
        if len(values) % 2:
            raise _Damaged("a key without a value")
        target.update({_text(key): value for key, value in zip(values[::2], values[1::2], strict=True)})

    def name(self, text: str) -> None:
        name = _Name(text)
        if name not in KNOWN:
            raise _Refused(ascii(text[:80]))
        self.push(name)

    def call(self) -> None:
        """An array without numbers, or the type of its numbers."""
        arguments, name = self.pop(tuple), self.pop(_Name)
        if name in MAKES_ARRAY and arguments[:1] == (ARRAY,):
            self.push(_Array())
        elif name == KIND and arguments[:1] in (("u1",), (b"u1",)):
            self.push(BYTES)
        else:
            raise _Refused("an array of other numbers than bytes")

    def build(self) -> None:
        """Puts numbers into an array. The state of a type says how its bytes are ordered: one byte has no order."""
        state = self.pop(tuple)
        if self.stack[-1] is not BYTES:
            _a(_Array, self.stack[-1]).numbers = _numbers(state)


def _a(kind: type[T], value: object) -> T:
    if not isinstance(value, kind):
        raise _Damaged(f"expected {kind.__name__}")
    return value


def _text(value: object) -> str:
    """Python 2 wrote text as bytes."""
    return value.decode("latin-1") if isinstance(value, bytes) else _a(str, value)


def _numbers(state: tuple[object, ...]) -> NDArray[np.uint8]:
    """From version, shape, type, column-first, and the bytes: one for each place in the shape."""
    _, shape, kind, columns_first, content = _a(tuple, state) if len(state) == 5 else (None,) * 5
    sizes = [_a(int, size) for size in _a(tuple, shape)]
    if kind is not BYTES or any(size < 0 for size in sizes):
        raise _Damaged("not an array of bytes")
    numbers = np.frombuffer(_a(bytes, content), np.uint8)
    return numbers.reshape(sizes, order="F" if columns_first else "C")


Step = Callable[[_Machine, object], None]


def _pushes(value: object) -> Step:
    return lambda machine, _: machine.push(value)


# Protocol 2 as Python 2 wrote the official files, and what Python 3 adds when one is saved again (3 and 4).
STEPS: Mapping[str, Step] = {
    **dict.fromkeys(("PROTO", "FRAME", "STOP"), lambda machine, _: None),
    **dict.fromkeys(
        ("BININT", "BININT1", "BININT2", "BINUNICODE", "SHORT_BINUNICODE", "BINBYTES", "SHORT_BINBYTES"),
        lambda machine, value: machine.push(value),
    ),
    **dict.fromkeys(
        ("BINSTRING", "SHORT_BINSTRING"), lambda machine, value: machine.push(_a(str, value).encode("latin-1"))
    ),
    "NONE": _pushes(None),
    "NEWTRUE": _pushes(True),
    "NEWFALSE": _pushes(False),
    "EMPTY_DICT": lambda machine, _: machine.push({}),
    "EMPTY_LIST": lambda machine, _: machine.push([]),
    "EMPTY_TUPLE": _pushes(()),
    "MARK": lambda machine, _: machine.marks.append(len(machine.stack)),
    "TUPLE": lambda machine, _: machine.push(tuple(machine.since_mark())),
    "TUPLE1": lambda machine, _: machine.tuple_of(1),
    "TUPLE2": lambda machine, _: machine.tuple_of(2),
    "TUPLE3": lambda machine, _: machine.tuple_of(3),
    "APPEND": lambda machine, _: machine.append([machine.stack.pop()]),
    "APPENDS": lambda machine, _: machine.append(machine.since_mark()),
    "SETITEM": lambda machine, _: machine.set_items([machine.stack.pop(-2), machine.stack.pop()]),
    "SETITEMS": lambda machine, _: machine.set_items(machine.since_mark()),
    **dict.fromkeys(("BINPUT", "LONG_BINPUT"), lambda machine, value: machine.put(_a(int, value))),
    **dict.fromkeys(("BINGET", "LONG_BINGET"), lambda machine, value: machine.push(machine.memo[_a(int, value)])),
    "MEMOIZE": lambda machine, _: machine.put(len(machine.memo)),
    "GLOBAL": lambda machine, value: machine.name(_a(str, value).replace(" ", ".")),
    "STACK_GLOBAL": lambda machine, _: machine.name(".".join(reversed([machine.pop(str), machine.pop(str)]))),
    "REDUCE": lambda machine, _: machine.call(),
    "BUILD": lambda machine, _: machine.build(),
}
