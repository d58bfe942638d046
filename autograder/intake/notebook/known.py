"""What the statements lifted so far have given, as far as later ones build on it."""

import ast
from collections.abc import Iterable
from dataclasses import dataclass, field

from autograder.intake.notebook.literals import NotLiteral, is_plain, value_of

MAKE_CLASSES = frozenset({
    "collections.namedtuple", "typing.NamedTuple", "enum.Enum", "enum.IntEnum", "enum.StrEnum", "enum.Flag",
    "enum.IntFlag", "dataclasses.dataclass", "dataclasses.make_dataclass",
})  # fmt: skip


@dataclass(kw_only=True)
class Known:
    """Names of classes, of types such as `dict[str, int]`, constants with their values, imported names with their
    full names."""

    classes: set[str] = field(default_factory=set)
    types: set[str] = field(default_factory=set)
    values: dict[str, object] = field(default_factory=dict)
    imports: dict[str, str] = field(default_factory=dict)

    def forget(self, names: Iterable[str]) -> None:
        """They stand for something else from here on."""
        for name in names:
            self.classes.discard(name)
            self.types.discard(name)
            self.values.pop(name, None)
            self.imports.pop(name, None)

    def add(self, more: "Known") -> None:
        self.classes |= more.classes
        self.types |= more.types
        self.values |= more.values
        self.imports |= more.imports

    def value(self, node: ast.expr) -> object:
        """Raises NotLiteral."""
        return value_of(node, self.values)


def learned(node: ast.stmt, known: Known) -> Known:
    """What a statement adds, once it is lifted."""
    new = Known()
    match node:
        case ast.Import(names=names):
            new.imports = dict(_imported(alias) for alias in names)
        case ast.ImportFrom(module=module, names=names, level=0):
            new.imports = {alias.asname or alias.name: f"{module}.{alias.name}" for alias in names}
        case ast.ClassDef(name=name):
            new.classes.add(name)
        case ast.Assign(targets=targets, value=value):
            for target in targets:
                _learn_value(target, value, known, new)
        case ast.AnnAssign(target=target, value=ast.expr() as value):
            _learn_value(target, value, known, new)
        case ast.If() | ast.Try():
            inner = [one for one in ast.walk(node) if isinstance(one, ast.Import | ast.ImportFrom | ast.ClassDef)]
            for one in inner:
                new.add(learned(one, known))
    return new


def dotted(value: ast.expr) -> str:
    """`a.b.c` as it is written; empty for all else."""
    if isinstance(value, ast.Attribute):
        before = dotted(value.value)
        return f"{before}.{value.attr}" if before else ""
    return value.id if isinstance(value, ast.Name) else ""


def full_name(value: ast.expr, known: Known) -> str:
    """By the name under which it was imported."""
    first, dot, rest = dotted(value).partition(".")
    return known.imports.get(first, first) + dot + rest


def _imported(alias: ast.alias) -> tuple[str, str]:
    top = alias.name.split(".")[0]
    return (alias.asname, alias.name) if alias.asname else (top, top)


def _learn_value(target: ast.expr, value: ast.expr, known: Known, new: Known) -> None:
    if isinstance(target, ast.Tuple | ast.List) and isinstance(value, ast.Tuple | ast.List):
        for part, its in zip(target.elts, value.elts, strict=False):
            _learn_value(part, its, known, new)
    if not isinstance(target, ast.Name):
        return
    name = dotted(value)
    if name in known.classes or (isinstance(value, ast.Call) and full_name(value.func, known) in MAKE_CLASSES):
        new.classes.add(target.id)
    if name.split(".")[0] in known.imports:
        new.imports[target.id] = full_name(value, known)
    try:
        if is_plain(plain := known.value(value)):
            new.values[target.id] = plain
    except NotLiteral:
        new.types |= {target.id} if isinstance(value, ast.Subscript | ast.BinOp) else set()
