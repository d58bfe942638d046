"""Reading which of a framework's own operations a program names, whatever it calls them."""

import ast
import re
from collections.abc import Collection, Iterator, Mapping

from autograder.intake.archive import printable
from autograder.intake.reading import Source
from autograder.model import FRAMEWORKS, Operation, operation_called

NAMES: Mapping[Operation, re.Pattern[str]] = {
    "convolution": re.compile(r"conv(?!ert)|correlate", re.IGNORECASE),
    "pooling": re.compile(r"pool|block_reduce|uniform_filter", re.IGNORECASE),
    "unfold": re.compile(r"\.nn\.(modules\.fold\.|functional\.)?(un)?fold$|im2col|col2im", re.IGNORECASE),
    "fourier": re.compile(r"fft|stft", re.IGNORECASE),
    "resampling": re.compile(r"upsample|interpolate|grid_sample|\b(?:resize|zoom)\b", re.IGNORECASE),
}  # of unfold, only what copies windows: a tensor's own method is a view
PROCESSES = "torch.multiprocessing"
STAR, OWN = "*", "."
IMPORTING = ("__import__", "import_module")
DEEPEST, LONGEST = 12, 120  # what is nested deeper, or is longer, is no name


def operations_named(
    sources: Mapping[str, Source], operations: Collection[Operation]
) -> Iterator[tuple[str, int, str]]:
    """File, line and a sentence for each place; it costs nothing by itself, since what is named may never run."""
    for file, source in sources.items():
        if source.tree is not None and operations:
            yield from ((file, line, text) for line, text in sorted(set(_named(source.tree, operations))))


def _named(tree: ast.Module, operations: Collection[Operation]) -> Iterator[tuple[int, str]]:
    aliases = _aliases(tree)
    inner = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    for node in ast.walk(tree):
        for path in _paths(node, aliases) if id(node) not in inner else ():
            for operation in operations:
                if _is(path, operation):
                    what = operation_called(operation)
                    yield _line(node), f"{path} is the framework's own {what}, which you are asked to write"


def _is(path: str, operation: Operation) -> bool:
    own = path.partition(".")[0] in FRAMEWORKS and not path.startswith(PROCESSES)
    asked = path if operation == "unfold" else path.rpartition(".")[2]
    return own and NAMES[operation].search(asked) is not None


def _line(node: ast.AST) -> int:
    return int(getattr(node, "lineno", 0))


def _aliases(tree: ast.Module) -> dict[str, str]:
    """What the names of a file stand for, as far as imports and plain assignments say; the last one counts."""
    aliases: dict[str, str] = {}
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                aliases |= {n.asname: n.name for n in names if n.asname}
                tops = [n.name.partition(".")[0] for n in names if not n.asname]
                aliases |= dict(zip(tops, tops, strict=True))
            case ast.ImportFrom(module=str(module), names=names, level=0):
                for one in names:
                    aliases[one.asname or one.name] = module if one.name == STAR else _joined(module, one.name)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                aliases[name] = OWN
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if path := _path(value, aliases):
                aliases[name] = path
    return aliases


def _paths(node: ast.AST, aliases: Mapping[str, str]) -> Iterator[str]:
    """What an expression, or an import, names."""
    match node:
        case ast.ImportFrom(module=str(module), names=names, level=0):
            yield from (_joined(module, name.name) for name in names)
        case ast.Import(names=names):
            yield from (name.name for name in names)
        case ast.Attribute() | ast.Call() | ast.Subscript():
            yield _path(node, aliases)
        case ast.Name(id=name, ctx=ast.Load()):
            yield aliases.get(name) or _joined(aliases.get(STAR, ""), name)


def _path(node: ast.AST, aliases: Mapping[str, str], left: int = DEEPEST) -> str:
    """The dotted name behind an expression: attributes, getattr, a module's own dictionary, importlib."""
    if left == 0:
        return ""
    match node:
        case ast.Name(id=name):
            return aliases.get(name, "")
        case ast.Attribute(value=value, attr="__dict__") | ast.Call(func=ast.Name(id="vars"), args=[value]):
            return _path(value, aliases, left - 1)
        case ast.Attribute(value=value, attr=attr):
            return _joined(_path(value, aliases, left - 1), attr)
        case ast.Subscript(value=value, slice=key) | ast.Call(func=ast.Name(id="getattr"), args=[value, key, *_]):
            return _joined(_path(value, aliases, left - 1), _text(key))
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=[module, *_]) if name in IMPORTING:
            return _text(module)
    return ""


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path and name and len(path) + len(name) < LONGEST else ""


def _text(node: ast.AST, left: int = DEEPEST) -> str:
    """A text that stands there, also in parts."""
    match node:
        case ast.Constant(value=str(text)):
            return printable(text[:LONGEST])
        case ast.BinOp(left=first, op=ast.Add(), right=second) if left:
            return (_text(first, left - 1) + _text(second, left - 1))[:LONGEST]
    return ""
