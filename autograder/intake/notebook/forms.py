"""Which statements only define: imports, functions, classes, constants, other names for what is defined."""

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from autograder.intake.notebook.literals import NotLiteral, is_plain, value_of

Form = Literal["import", "definition", "value", "block", ""]
Function = ast.FunctionDef | ast.AsyncFunctionDef
MAKERS = frozenset({
    "collections.namedtuple", "typing.NamedTuple", "typing.TypeVar", "typing.NewType", "enum.Enum", "enum.IntEnum",
    "enum.StrEnum", "enum.Flag", "enum.IntFlag", "functools.partial", "dataclasses.dataclass",
    "dataclasses.make_dataclass", "staticmethod", "classmethod", "property",
})  # fmt: skip
MAKE_CLASSES = (
    "namedtuple",
    "NamedTuple",
    "Enum",
    "IntEnum",
    "StrEnum",
    "Flag",
    "IntFlag",
    "dataclass",
    "make_dataclass",
)


@dataclass(kw_only=True)
class Known:
    """What the statements lifted so far have given: constants with their values, imports with their full names."""

    names: set[str] = field(default_factory=set)
    classes: set[str] = field(default_factory=set)
    values: dict[str, object] = field(default_factory=dict)
    imports: dict[str, str] = field(default_factory=dict)

    def forget(self, names: set[str]) -> None:
        """They stand for something else from here on."""
        self.classes -= names
        for name in names:
            self.values.pop(name, None)
            self.imports.pop(name, None)


def form_of(node: ast.stmt, known: Known) -> Form:
    """What a statement is by its looks; whether the names that it uses are there is another question."""
    match node:
        case ast.Import() | ast.ImportFrom():
            return "import"
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return "definition"
        case ast.Assign(targets=targets, value=value):
            return _of_assignment(targets, value, known)
        case ast.AnnAssign(target=ast.Name(), value=None):
            return "value"
        case ast.AnnAssign(target=ast.Name() as target, value=ast.expr() as value):
            return _of_assignment([target], value, known)
        case ast.If(test=test) if is_type_checking(test):
            return _of_block([node.body, node.orelse], known)
        case ast.Try(handlers=handlers):
            return _of_block([node.body, node.orelse, node.finalbody, *(one.body for one in handlers)], known)
    return "value" if type(node).__name__ == "TypeAlias" else ""


def learn(node: ast.stmt, known: Known) -> None:
    """What later statements may build on, once this one is lifted."""
    match node:
        case ast.Import(names=names):
            known.imports |= {
                a.asname or a.name.split(".")[0]: a.name if a.asname else a.name.split(".")[0] for a in names
            }
        case ast.ImportFrom(module=module, names=names, level=0):
            known.imports |= {alias.asname or alias.name: f"{module}.{alias.name}" for alias in names}
        case ast.ClassDef(name=name):
            known.classes.add(name)
        case ast.Assign(targets=targets, value=value):
            for target in targets:
                _learn_value(target, value, known)
        case ast.AnnAssign(target=target, value=ast.expr() as value):
            _learn_value(target, value, known)
        case ast.If() | ast.Try():
            for inner in ast.walk(node):
                if isinstance(inner, ast.Import | ast.ImportFrom | ast.ClassDef):
                    learn(inner, known)


def _of_assignment(targets: Sequence[ast.expr], value: ast.expr, known: Known) -> Form:
    of_classes = [_is_class_attribute(target, known) for target in targets]
    if not all(is_one or isinstance(target, ast.Name) for is_one, target in zip(of_classes, targets, strict=True)):
        return "value" if _is_unpacking(targets, value, known) else ""
    other_name = _is_alias(value, known) or _is_made(value, known)
    if isinstance(value, ast.Lambda) or (any(of_classes) and other_name):
        return "definition"
    return "value" if other_name or _is_constant(value, known) else ""


def _of_block(bodies: Sequence[Sequence[ast.stmt]], known: Known) -> Form:
    return "block" if all(_may_stand_inside(node, known) for body in bodies for node in body) else ""


def _may_stand_inside(node: ast.stmt, known: Known) -> bool:
    says_nothing = isinstance(node, ast.Pass) or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    )
    return says_nothing or form_of(node, known) != ""


def is_type_checking(test: ast.expr) -> bool:
    return dotted(test).split(".")[-1] == "TYPE_CHECKING"


def _is_class_attribute(target: ast.expr, known: Known) -> bool:
    return (
        isinstance(target, ast.Attribute)
        and isinstance(target.value, ast.Name)
        and target.value.id in known.classes
    )


def _is_unpacking(targets: Sequence[ast.expr], value: ast.expr, known: Known) -> bool:
    """`a, b = 1, 2`: names on the left, as many values on the right."""
    try:
        values = value_of(value, known.values)
    except NotLiteral:
        return False
    return isinstance(values, list | tuple) and all(
        isinstance(target, ast.Name)
        or (_names_in(target) is not None and len(_names_in(target) or []) == len(values))
        for target in targets
    )


def _names_in(target: ast.expr) -> list[str] | None:
    parts = target.elts if isinstance(target, ast.Tuple | ast.List) else []
    names = [part.id for part in parts if isinstance(part, ast.Name)]
    return names if len(names) == len(parts) > 0 else None


def _is_constant(value: ast.expr, known: Known) -> bool:
    try:
        value_of(value, known.values)
    except NotLiteral:
        return False
    return True


def _is_alias(value: ast.expr, known: Known) -> bool:
    """A constant has no attributes worth a name, and many that fail."""
    return bool(dotted(value)) and (isinstance(value, ast.Name) or dotted(value).split(".")[0] not in known.values)


def _is_made(value: ast.expr, known: Known) -> bool:
    return (
        isinstance(value, ast.Call)
        and _full_name(value.func, known) in MAKERS
        and all(
            _is_simple(argument, known)
            for argument in (*value.args, *(keyword.value for keyword in value.keywords))
        )
    )


def _is_simple(value: ast.expr, known: Known) -> bool:
    if isinstance(value, ast.Tuple | ast.List):
        return all(_is_simple(part, known) for part in value.elts)
    return _is_constant(value, known) or _is_alias(value, known)


def dotted(value: ast.expr) -> str:
    """`a.b.c` as it is written; empty for all else."""
    if isinstance(value, ast.Attribute):
        before = dotted(value.value)
        return f"{before}.{value.attr}" if before else ""
    return value.id if isinstance(value, ast.Name) else ""


def _full_name(value: ast.expr, known: Known) -> str:
    first, dot, rest = dotted(value).partition(".")
    return known.imports.get(first, first) + dot + rest


def _learn_value(target: ast.expr, value: ast.expr, known: Known) -> None:
    if isinstance(target, ast.Tuple | ast.List) and isinstance(value, ast.Tuple | ast.List):
        for part, its in zip(target.elts, value.elts, strict=False):
            _learn_value(part, its, known)
    if not isinstance(target, ast.Name):
        return
    if (name := dotted(value)) in known.classes or _makes_a_class(value, known):
        known.classes.add(target.id)
    if name in known.imports:
        known.imports[target.id] = known.imports[name]
    try:
        if is_plain(plain := value_of(value, known.values)):
            known.values[target.id] = plain
    except NotLiteral:
        return


def _makes_a_class(value: ast.expr, known: Known) -> bool:
    return isinstance(value, ast.Call) and _full_name(value.func, known).split(".")[-1] in MAKE_CLASSES
