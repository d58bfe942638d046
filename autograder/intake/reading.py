"""Reading source code without running it: does an item's code exist, is it begun, what will not work here."""

import ast
import re
import sys
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.model import Found, Item, Rubric
from autograder.nearest import nearest
from autograder.trees import parsed

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
MOST_SOURCE, MOST_FILE = 1_000_000, 100_000  # of one byte of source its tree may take a thousand
REMOVED = {
    "int": "int", "float": "float", "object": "object", "str": "str", "complex": "complex",
    "float_": "np.float64", "Inf": "np.inf", "NaN": "np.nan", "product": "np.prod", "cumproduct": "np.cumprod",
    "alltrue": "np.all", "sometrue": "np.any", "asscalar": ".item()",
}  # fmt: skip
CHAIN = re.compile(r"\b(?:\w++[\s\\]*+\.[\s\\]*+){100}")
PYTHON_2 = re.compile(
    r"^\s*print\s+[^\s(=]|\bxrange\s*\(|^\s*except\s+\w+\s*,\s*\w+\s*:|\braw_input\s*\(|^\s*exec\s+[\"'\w]",
    re.MULTILINE,
)


@dataclass(frozen=True, kw_only=True)
class Source:
    """One file: its syntax tree, or the reason why it has none."""

    tree: ast.Module | None
    problem: str = ""
    line: int = 0


def read_sources(root: Path) -> dict[str, Source]:
    """What is too large to be a program is not read; nor, beyond a whole of MOST_SOURCE, is the rest."""
    sources: dict[str, Source] = {}
    left = MOST_SOURCE
    for path in sorted(p for p in root.rglob("*.py") if p.is_file()):
        size = path.stat().st_size
        name = path.relative_to(root).as_posix()
        if size > min(left, MOST_FILE):
            sources[name] = Source(tree=None, problem="too large to be read as a program")
            continue
        left -= size
        sources[name] = _parse(_text(path))
    return sources


def survey(rubric: Rubric, sources: Mapping[str, Source]) -> dict[str, Found]:
    return {item.id: _find(item, sources) for item in rubric.items if item.code}


def remarks_on(sources: Mapping[str, Source], allow: Collection[str]) -> Iterator[str]:
    """What a student should know and what costs nothing by itself."""
    own = {part for name in sources for part in name.removesuffix(".py").split("/")}
    for name, source in sources.items():
        if source.tree is None:
            yield f"{name}:{source.line}: {source.problem}"
            continue
        for node in ast.walk(source.tree):
            yield from (f"{name}:{where}: {text}" for where, text in _remarks(node, allow, own))


def tree_of(text: str) -> ast.Module:
    """Raises SyntaxError, ValueError, RecursionError or MemoryError.

    For a long chain of names the parser takes the square of its length, and no other worker moves meanwhile.
    """
    if CHAIN.search(text):
        raise ValueError("a name of more than a hundred parts")
    return parsed(text)


def _text(path: Path) -> str:
    """Without the mark that some editors put first."""
    return path.read_text(encoding="utf-8-sig", errors="replace")


def _parse(text: str) -> Source:
    try:
        return Source(tree=tree_of(text))
    except SyntaxError as error:
        line = "\n".join(text.split("\n")[(error.lineno or 1) - 1 : error.lineno])
        problem = "this is Python 2; the homework runs on Python 3" if PYTHON_2.search(line) else str(error.msg)
        return Source(tree=None, problem=problem, line=error.lineno or 0)
    except (ValueError, RecursionError, MemoryError) as error:
        return Source(tree=None, problem=f"cannot be read as Python ({error})")


def _find(item: Item, sources: Mapping[str, Source]) -> Found:
    assert item.code is not None
    source = sources.get(item.code.module)
    if source is None:
        return Found(exists=False, missing=item.code.file)
    if source.tree is None:
        return Found(exists=False, line=source.line, problem=source.problem)
    return _resolve(source.tree, item.code.name)


def _resolve(tree: ast.Module, dotted: str) -> Found:
    scope: list[ast.stmt] = tree.body
    line = 0
    found: Definition | None = None
    names = dotted.split(".")
    for depth, name in enumerate(names, 1):
        known = _definitions(scope)
        here = known.get(name) or (_inherited(found, name, tree) if isinstance(found, ast.ClassDef) else None)
        if here is None and (given := _given(scope, name)):
            return Found(exists=True, line=given)
        if here is None:
            missing = ".".join(names[:depth])
            return Found(exists=False, missing=missing, line=line, nearest=nearest(name, known) or "")
        found = here
        line, scope = found.lineno, found.body
    return Found(exists=True, line=line, stub=found is not None and _is_stub(found))


def _inherited(owner: ast.ClassDef, name: str, tree: ast.Module) -> Definition | None:
    """What a class has from others of its file."""
    classes, met, waiting = _definitions(tree.body), {owner.name}, [owner]
    for one in waiting:
        if found := _definitions(one.body).get(name):
            return found
        for base in (classes.get(base.id) for base in one.bases if isinstance(base, ast.Name)):
            if isinstance(base, ast.ClassDef) and base.name not in met:
                met.add(base.name)
                waiting.append(base)
    return None


def _given(scope: list[ast.stmt], name: str) -> int:
    """The line that gives the name another way than by a definition, as `forward = lambda self, x: ...` does."""
    lines = (
        node.lineno
        for node in scope
        if isinstance(node, ast.Assign)
        and any(isinstance(one, ast.Name) and one.id == name for one in node.targets)
    )
    return next(lines, 0)


def _definitions(scope: list[ast.stmt]) -> dict[str, Definition]:
    return {node.name: node for node in scope if isinstance(node, Definition)}


def _is_stub(node: Definition) -> bool:
    """Only a docstring, `pass`, `...` or a NotImplementedError; for a class, a constructor of that kind."""
    if isinstance(node, ast.ClassDef):
        makers = [part for part in node.body if isinstance(part, ast.FunctionDef) and part.name == "__init__"]
        return any(_is_stub(maker) for maker in makers)
    return all(_says_nothing(part) for part in node.body)


def _says_nothing(part: ast.stmt) -> bool:
    if isinstance(part, ast.Pass) or (isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant)):
        return True
    if not isinstance(part, ast.Raise):
        return False
    raised = part.exc.func if isinstance(part.exc, ast.Call) else part.exc
    return isinstance(raised, ast.Name) and raised.id == "NotImplementedError"


def _remarks(node: ast.AST, allow: Collection[str], own: Collection[str]) -> Iterator[tuple[int, str]]:
    match node:
        case ast.Import(names=names):
            tops = [name.name.split(".")[0] for name in names]
        case ast.ImportFrom(module=str(module), level=0):
            tops = [module.split(".")[0]]
        case ast.Attribute(value=ast.Name(id="np" | "numpy"), attr=attr) if attr in REMOVED:
            yield node.lineno, f"np.{attr} is no longer part of NumPy; write {REMOVED[attr]}"
            return
        case ast.Call(func=ast.Name(id="exec")):
            yield node.lineno, "exec runs a text as a program; what it imports is not seen by reading"
            return
        case ast.Call(func=ast.Name(id="__import__" | "import_module") | ast.Attribute(attr="import_module")):
            name = node.args[0] if node.args else None
            if not isinstance(name, ast.Constant) or not isinstance(name.value, str):
                yield node.lineno, "a module is imported under a name that is not seen by reading"
                return
            tops = [name.value.split(".")[0]]
        case _:
            return
    for top in tops:
        if top not in sys.stdlib_module_names and top not in allow and top not in own:
            yield node.lineno, f"{top} is not allowed in this homework"
