"""Which cells of a notebook need not print the same when they are run again, and whose values a cell stands on.

Both follow the names, statement by statement and in the order of the cells: what is drawn without a seed makes
loose whatever is computed from it. A seed counts from where it stands. It is meant for notebooks as students write
them; a name that is reached in a roundabout way is missed, and where nothing can be read a cell counts as loose.
"""

import ast
import builtins
import re
from collections import ChainMap
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from autograder.intake.notebook.cells import Cell
from autograder.intake.notebook.chance import CLOCK, LIBRARIES, NOTHING, Asked, asked_by, unseeded
from autograder.intake.notebook.known import Known, dotted, full_name, learned
from autograder.intake.notebook.names import given, needed_at_once, needed_in_calls
from autograder.intake.notebook.parsing import Parsed, parse

MOST_CODE, MOST_STATEMENTS, MOST_REACHED = 300_000, 5000, 200
OF_A_MACHINE = re.compile(
    r"!|%.*\b(?:time|timeit|prun|lprun|memit|mprun|who\w*|ls|pwd|env|pip|conda)\b|\w+\s*=\s*[!%]"
)
Makes = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Of one cell: whether its numbers may differ from run to run, and the places of earlier cells that have made
    the values it works with."""

    loose: bool
    on: frozenset[int] = frozenset()


@dataclass(kw_only=True)
class _State:
    """What is known of the names at one moment: which cells have made their values, whether by chance; of functions
    and classes, what a call asks and which names it reads."""

    known: Known = field(default_factory=Known)
    makers: dict[str, frozenset[int]] = field(default_factory=dict)
    random: set[str] = field(default_factory=set)
    asks: dict[str, Asked] = field(default_factory=dict)
    reads: dict[str, frozenset[str]] = field(default_factory=dict)
    seeded: set[str] = field(default_factory=set)


def standings(sources: Sequence[str]) -> tuple[Standing, ...]:
    """For the sources of all code cells in their order."""
    if sum(map(len, sources)) > MOST_CODE:
        return (Standing(loose=True),) * len(sources)
    state = _State()
    cells = [parse(Cell(number=n, kind="code", source=source)) for n, source in enumerate(sources)]
    if sum(len(cell.tree.body) for cell in cells) > MOST_STATEMENTS:
        return (Standing(loose=True),) * len(sources)
    return tuple(_standing(cell, state) for cell in cells)


def _standing(cell: Parsed, state: _State) -> Standing:
    """What parses may still be no Python, or too deep to be followed."""
    try:
        return _cell(cell, state)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return Standing(loose=True)


def _cell(cell: Parsed, state: _State) -> Standing:
    if cell.problem is not None:
        return Standing(loose=True)
    loose = any(dropped.whole or OF_A_MACHINE.match(dropped.text) for dropped in cell.dropped)
    on: set[int] = set()
    for statement in cell.tree.body:
        if isinstance(statement, Makes | ast.Import | ast.ImportFrom):
            _learn(statement, state)
        else:
            is_loose, makers = _run(statement, cell.number, state)
            loose, on = loose or is_loose, on | makers
    return Standing(loose=loose, on=frozenset(on - {cell.number}))


def _learn(statement: ast.stmt, state: _State) -> None:
    """Of a function or class all is put off until its name is read; neither has values that a cell has made."""
    names = given([statement])
    state.known.forget(names)
    state.known.add(learned(statement, state.known))
    _forget(names, state)
    if isinstance(statement, Makes):
        inner = needed_in_calls(statement, ast.unparse(statement)).values()
        at_once = frozenset(needed_at_once(statement, future=False))
        state.asks[statement.name] = asked_by(statement, state.known, _own(state))
        state.reads[statement.name] = at_once.union(*inner) - {statement.name}


def _forget(names: Collection[str], state: _State) -> None:
    for name in names:
        state.asks.pop(name, None)
        state.reads.pop(name, None)
        state.makers.pop(name, None)
        state.random.discard(name)


def _run(statement: ast.stmt, place: int, state: _State) -> tuple[bool, frozenset[int]]:
    """Whether what it computes is loose, and the cells that have made what it is computed from."""
    names = _reached(needed_at_once(statement, future=False), state)
    asked = asked_by(statement, state.known, _own(state))
    for name in names:
        asked |= state.asks.get(name, Asked())
    state.seeded |= asked.seeds
    by_chance = unseeded(asked.draws, state.seeded) or not names.isdisjoint(state.random)
    makers = frozenset({place}).union(*(state.makers.get(name, frozenset()) for name in names))
    _keep(statement, makers, state, by_chance=by_chance)
    return by_chance or CLOCK in asked.draws, makers


def _reached(names: Iterator[str], state: _State) -> set[str]:
    """With what functions among them read, and functions among that, as far as anybody's own functions go."""
    found, new = set[str](), set(names)
    while new and len(found) <= MOST_REACHED:
        found |= new
        new = {inner for name in new for inner in state.reads.get(name, ())} - found
    return found


def _keep(statement: ast.stmt, makers: frozenset[int], state: _State, *, by_chance: bool) -> None:
    """A plain assignment replaces what a name was; all else adds to it."""
    names = given([statement])
    if isinstance(statement, ast.Assign | ast.AnnAssign):
        _forget(names, state)
        state.known.forget(names)
        state.known.add(learned(statement, state.known))
    for name in names | set(_changed(statement, state)):
        state.makers[name] = state.makers.get(name, frozenset()) | makers
        if by_chance:
            state.random.add(name)
    for inner in ast.walk(statement):
        if isinstance(inner, Makes | ast.Import | ast.ImportFrom):
            _learn(inner, state)


def _changed(statement: ast.stmt, state: _State) -> Iterator[str]:
    """Names of objects that it may change: those with an entry that is set, and those that a call is given."""
    for part in ast.walk(statement):
        if isinstance(part, ast.Attribute | ast.Subscript) and not isinstance(part.ctx, ast.Load):
            yield _base(part)
        elif isinstance(part, ast.Call) and not _leaves_alone(part, state):
            values = [part.func, *part.args, *(keyword.value for keyword in part.keywords)]
            yield from (name for name in map(_base, values) if name and not _is_made(name, state))


def _leaves_alone(call: ast.Call, state: _State) -> bool:
    """Functions of Python and of libraries rarely change what they are given; chance, as in `shuffle`, may."""
    root = full_name(call.func, state.known).partition(".")[0]
    written = dotted(call.func).partition(".")[0]
    is_library = written in state.known.imports and root in LIBRARIES
    is_builtin = root == dotted(call.func) and hasattr(builtins, root)
    return (is_library or is_builtin) and asked_by(call, state.known, _own(state)).draws == NOTHING


def _is_made(name: str, state: _State) -> bool:
    """A function, class or module, which holds nothing that cells change."""
    return name in state.asks or name in state.known.imports


def _base(node: ast.expr) -> str:
    """The name before all dots, brackets and calls."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Starred | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def _own(state: _State) -> Collection[str]:
    return ChainMap[str, object](state.makers, state.asks)  # type: ignore[arg-type]  # only read
