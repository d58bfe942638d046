"""Which names a statement gives, which it needs at once, and which its functions need when they are called."""

import ast
import builtins
import symtable
import warnings
from collections.abc import Iterable, Iterator

from autograder.intake.notebook.soundness import FUTURE

Function = ast.FunctionDef | ast.AsyncFunctionDef
OF_A_MODULE = {
    "__name__",
    "__file__",
    "__doc__",
    "__spec__",
    "__loader__",
    "__package__",
    "__builtins__",
    "__debug__",
}
ALWAYS = frozenset({*dir(builtins), *OF_A_MODULE, "exit", "quit"} - {"_"})


def given(nodes: Iterable[ast.AST]) -> set[str]:
    """Names that a run of these statements sets or deletes in the module, on whichever way it takes."""
    return {name for node in nodes for name in _given(node)}


def _given(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
            return
        case ast.Name(id=name, ctx=ast.Store() | ast.Del()) | ast.ExceptHandler(name=str(name)):
            yield name
        case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)) | ast.MatchMapping(rest=str(name)):
            yield name
        case ast.Import(names=names) | ast.ImportFrom(names=names):
            yield from (alias.asname or alias.name.split(".")[0] for alias in names if alias.name != "*")
        case ast.Lambda() | ast.AnnAssign(value=None):
            return
        case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
            walrus = [part.target for part in ast.walk(node) if isinstance(part, ast.NamedExpr)]
            yield from (target.id for target in walrus)
            return
    for child in ast.iter_child_nodes(node):
        yield from _given(child)


def needed_at_once(node: ast.AST, *, future: bool) -> Iterator[str]:
    """Names that must be there when the statement runs: defaults, decorators, bases, the body of a class, and
    annotations unless `future` puts them off."""
    match node:
        case ast.Name(id=name, ctx=ast.Load() | ast.Del()) | ast.AugAssign(target=ast.Name(id=name)):
            yield name
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.Lambda():
            yield from _needed_by_head(node, future=future)
            return
        case ast.AnnAssign(target=target, value=value) if future:
            for part in (target, value) if value else (target,):
                yield from needed_at_once(part, future=future)
            return
        case ast.ClassDef():
            yield from _needed_by_class(node, future=future)
            return
        case ast.stmt() if type(node).__name__ == "TypeAlias":
            return
        case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
            own = {name for part in node.generators for name in given([part.target])}
            inner = (name for part in ast.iter_child_nodes(node) for name in needed_at_once(part, future=future))
            yield from (name for name in inner if name not in own)
            return
    for child in ast.iter_child_nodes(node):
        yield from needed_at_once(child, future=future)


def _needed_by_head(node: Function | ast.Lambda, *, future: bool) -> Iterator[str]:
    arguments = node.args
    several = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    annotated = [arg.annotation for arg in (*several, arguments.vararg, arguments.kwarg) if arg]
    returned = [] if isinstance(node, ast.Lambda) else [node.returns]
    decorators = [] if isinstance(node, ast.Lambda) else node.decorator_list
    annotations = [] if future or getattr(node, "type_params", []) else [*annotated, *returned]
    for part in (*decorators, *arguments.defaults, *arguments.kw_defaults, *annotations):
        if part is not None:
            yield from needed_at_once(part, future=future)


def _needed_by_class(node: ast.ClassDef, *, future: bool) -> Iterator[str]:
    types = {part.name for part in getattr(node, "type_params", [])}
    own = given(node.body)
    for part in (*node.decorator_list, *node.bases, *node.keywords):
        yield from (name for name in needed_at_once(part, future=future) if name not in types)
    for part in node.body:
        yield from (name for name in needed_at_once(part, future=future) if name not in own | types)


def needed_in_calls(node: ast.stmt, text: str) -> dict[str, frozenset[str]]:
    """For each function of a statement, by its dotted name, the global names that a call of it reads."""
    if isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        is_function = isinstance(node.value, ast.Lambda)
        return {ast.unparse(target): _read(_table(text)) for target in targets} if is_function else {}
    functions = dict(_functions([node], ""))
    found: dict[str, frozenset[str]] = {}
    for name, inner in _tables(_table(text), "") if functions else ():
        if function := functions.get(name):
            reads = _read(inner)
            if "global" in text:
                reads = (reads | _added_to(function)) - _set_by(function)
            found[name] = found.get(name, frozenset()) | reads
    return found


def _table(text: str) -> symtable.SymbolTable:
    """With annotations apart from what is executed, unless they hold what may not stand there."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return symtable.symtable(f"{FUTURE}{text}\n", "cell", "exec")
        except SyntaxError:
            return symtable.symtable(f"{text}\n", "cell", "exec")


def _functions(nodes: Iterable[ast.AST], prefix: str) -> Iterator[tuple[str, Function]]:
    for node in nodes:
        if isinstance(node, Function):
            yield prefix + node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from _functions(node.body, f"{prefix}{node.name}.")
        elif isinstance(node, ast.stmt | ast.ExceptHandler):
            yield from _functions(ast.iter_child_nodes(node), prefix)


def _tables(table: symtable.SymbolTable, prefix: str) -> Iterator[tuple[str, symtable.SymbolTable]]:
    for child in table.get_children():
        if isinstance(child, symtable.Function):
            yield prefix + child.get_name(), child
        else:
            inner = f"{prefix}{child.get_name()}." if isinstance(child, symtable.Class) else prefix
            yield from _tables(child, inner)


def _read(table: symtable.SymbolTable) -> frozenset[str]:
    """Without the table's own annotations, which are never read in a call."""
    is_scope = isinstance(table, symtable.Function | symtable.Class)
    own = [one.get_name() for one in table.get_symbols() if is_scope and one.is_global() and one.is_referenced()]
    return frozenset(own).union(*(_read(child) for child in table.get_children()))


def _declared(node: Function) -> set[str]:
    return {name for part in ast.walk(node) if isinstance(part, ast.Global) for name in part.names}


def _added_to(node: Function) -> set[str]:
    """`global k; k += 1` reads k, which the table of symbols does not say."""
    targets = [part.target for part in ast.walk(node) if isinstance(part, ast.AugAssign)]
    return {target.id for target in targets if isinstance(target, ast.Name)} & _declared(node)


def _set_by(node: Function) -> set[str]:
    """Global names that the function gives a value itself."""
    added = {id(part.target) for part in ast.walk(node) if isinstance(part, ast.AugAssign)}
    stored = [part for part in ast.walk(node) if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)]
    return {name.id for name in stored if id(name) not in added} & _declared(node)
