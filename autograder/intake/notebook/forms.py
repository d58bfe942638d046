"""Which statements only define: imports, functions, classes, constants, other names for what is defined."""

import ast
from collections.abc import Sequence
from typing import Literal

from autograder.intake.notebook.known import MAKE_CLASSES, Known, dotted, full_name
from autograder.intake.notebook.literals import NotLiteral

Form = Literal["import", "definition", "value", "block", ""]
MAKERS = MAKE_CLASSES | {
    "typing.TypeVar", "typing.NewType", "functools.partial", "staticmethod", "classmethod", "property",
}  # fmt: skip

GENERIC = frozenset({"dict", "frozenset", "list", "set", "tuple", "type"})
TYPES = GENERIC | {"bool", "bytes", "complex", "float", "int", "object", "str"}
TYPING = ("typing.", "typing_extensions.", "collections.", "numpy.typing.")


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


def is_type_checking(test: ast.expr) -> bool:
    return dotted(test).split(".")[-1] == "TYPE_CHECKING"


def _of_assignment(targets: Sequence[ast.expr], value: ast.expr, known: Known) -> Form:
    of_classes = [target for target in targets if _is_class_attribute(target, known)]
    names = [target for target in targets if isinstance(target, ast.Name)]
    if len(of_classes) + len(names) < len(targets):
        return "value" if len(targets) == 1 and _is_unpacking(targets[0], value, known) else ""
    has_other_name = _is_alias(value, known) or _is_made(value, known) or _is_type(value, known)
    if isinstance(value, ast.Lambda) or (of_classes and has_other_name):
        return "definition"
    return "value" if has_other_name or _is_constant(value, known) else ""


def _of_block(bodies: Sequence[Sequence[ast.stmt]], known: Known) -> Form:
    return "block" if all(_may_stand_inside(node, known) for body in bodies for node in body) else ""


def _may_stand_inside(node: ast.stmt, known: Known) -> bool:
    if isinstance(node, ast.Pass) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
        return True
    return form_of(node, known) != ""


def _is_class_attribute(target: ast.expr, known: Known) -> bool:
    return isinstance(target, ast.Attribute) and dotted(target.value) in known.classes


def _is_unpacking(target: ast.expr, value: ast.expr, known: Known) -> bool:
    """`a, b = 1, 2`: names on the left, as many values on the right."""
    parts = target.elts if isinstance(target, ast.Tuple | ast.List) else []
    its = value.elts if isinstance(value, ast.Tuple | ast.List) else []
    are_names = all(isinstance(part, ast.Name) for part in parts)
    return are_names and len(parts) == len(its) > 0 and _is_constant(value, known)


def _is_constant(value: ast.expr, known: Known) -> bool:
    try:
        known.value(value)
    except NotLiteral:
        return False
    return True


def _is_alias(value: ast.expr, known: Known) -> bool:
    """A constant has no attributes worth a name, and many that fail."""
    name = dotted(value)
    return bool(name) and ("." not in name or name.split(".")[0] not in known.values)


def _is_made(value: ast.expr, known: Known) -> bool:
    if not isinstance(value, ast.Call) or full_name(value.func, known) not in MAKERS:
        return False
    arguments = (*value.args, *(keyword.value for keyword in value.keywords))
    return all(_is_simple(argument, known) for argument in arguments)


def _is_type(value: ast.expr, known: Known) -> bool:
    """`dict[str, int]`, `Callable[[Net], None]`, `Net | None`: nothing that could fail or that takes long."""
    match value:
        case ast.Subscript(value=generic, slice=inner):
            name = full_name(generic, known)
            return (name in GENERIC or name.startswith(TYPING)) and _is_type_argument(inner, known)
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return _is_type_argument(left, known) and _is_type_argument(right, known)
    return False


def _is_type_argument(value: ast.expr, known: Known) -> bool:
    if isinstance(value, ast.Tuple | ast.List):
        return all(_is_type_argument(part, known) for part in value.elts)
    top = dotted(value).split(".")[0]
    is_class = top in TYPES or any(top in names for names in (known.classes, known.types, known.imports))
    return is_class or isinstance(value, ast.Constant) or _is_type(value, known)


def _is_simple(value: ast.expr, known: Known) -> bool:
    if isinstance(value, ast.Tuple | ast.List):
        return all(_is_simple(part, known) for part in value.elts)
    return _is_constant(value, known) or _is_alias(value, known)
