"""The laws of the architecture, read off the code itself."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
ENGINE = ROOT / "autograder"
INSIDE = ENGINE / "box" / "inside"
LEVELS = (
    {"errors"},
    {"model", "nearest", "listed", "trees"},
    {"records"},
    {"course", "intake", "box", "data"},
    {"score", "explain", "judge", "rerun"},
    {"flags", "sought", "program"},
    {"grade", "training", "report", "gradebook"},
    {"author", "batch"},
    {"doors"},
    {"__main__"},
)
BESIDE = {("explain", "judge"), ("score", "judge")}
PURE = {"judge", "explain", "score", "report"}
NEVER_FROM_PURE = {"box", "intake", "data", "gradebook"}
MOST_LINES, MOST_FUNCTION_LINES = 300, 40
DRAWERS = ("util", "helper", "common", "misc", "tools", "stuff")
UNSAFE_MODULES = {"pickle", "cPickle", "marshal", "shelve", "dill", "joblib", "cloudpickle", "code", "runpy"}
UNSAFE_CALLS = {"eval", "exec", "compile", "__import__", "execfile"}
ALLOWED_UNSAFE = {
    "box/inside/asking.py": ["compile", "exec"],  # the course's own probes, beside student code
    "author/cases.py": ["runpy"],  # the course's own cases, when a key is built
}
# Only the process for notebooks imports this module, and only it can: others may not read these packages.
OF_A_KERNEL = {"box/inside/kernel.py": ("ipykernel", "traitlets", "zmq", "matplotlib", "matplotlib_inline")}
# Only the process of a homework that allows torch imports these.
WITH_TORCH = "box/inside/tensors/"
LONG = {
    "torch", "scipy", "matplotlib", "pydantic", "ruamel", "dask", "starlette", "sklearn", "nbformat", "nbclient",
    "jupyter_client", "ipykernel", "IPython", "zmq", "traitlets", "pypdf",
}  # fmt: skip
NOT_OURS = {
    ".venv", ".git", "build", "dist", "grades", "demo", "__pycache__",
    ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".claude",
}  # fmt: skip

MODULES = {path.relative_to(ENGINE).as_posix(): path for path in sorted(ENGINE.rglob("*.py"))}
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in MODULES.items()}
OUTSIDE = {name: tree for name, tree in TREES.items() if not name.startswith("box/inside/")}


def dotted(name: str) -> str:
    """autograder/box/seam.py is autograder.box.seam, a folder's __init__ is the folder."""
    return ".".join(["autograder", *Path(name).with_suffix("").parts]).removesuffix(".__init__")


def part(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


PARTS = {
    one: [name for name in MODULES if part(dotted(name)) == one] for one in {part(dotted(n)): 0 for n in MODULES}
}
every_part = pytest.mark.parametrize("names", PARTS.values(), ids=list(PARTS))


def imported(name: str, tree: ast.AST) -> Iterator[str]:
    """Every import of the file, at its head or hidden in a function, as an absolute name."""
    package = dotted(name).split(".")
    package = package if name.endswith("__init__.py") else package[:-1]
    known = {dotted(other) for other in MODULES}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            for alias in node.names:
                yield f"{base}.{alias.name}" if f"{base}.{alias.name}" in known else base


IMPORTS = {dotted(name): sorted(set(imported(name, tree))) for name, tree in TREES.items()}


def ours(module: str) -> bool:
    return module.partition(".")[0] == "autograder"


def level_of(module: str) -> int:
    return next(n for n, level in enumerate(LEVELS) if part(module) in level)


def test_every_part_has_its_level():
    found = {part(module) for module in IMPORTS} - {""}
    assert found <= set().union(*LEVELS)
    assert {"doors", "batch", "author", "report", "judge", "explain", "box", "model"} <= found


@every_part
def test_imports_run_one_way(names):
    for module in filter(part, map(dotted, names)):
        for other in filter(ours, IMPORTS[module]):
            below = part(other) == "" or level_of(other) < level_of(module)
            assert below or part(other) == part(module) or (part(module), part(other)) in BESIDE, (
                f"{module} → {other}"
            )


@pytest.mark.parametrize("pure", sorted(PURE))
def test_what_is_pure_never_imports_what_runs_reads_or_stores(pure):
    for module in map(dotted, PARTS[pure]):
        assert not {part(other) for other in IMPORTS[module] if ours(other)} & NEVER_FROM_PURE, module


def test_nothing_imports_in_circles():
    graph = {module: set(filter(ours, others)) - {module} for module, others in IMPORTS.items()}
    assert list(TopologicalSorter(graph).static_order())


def test_importing_the_package_imports_nothing():
    assert IMPORTS["autograder"] == []


def test_only_its_version_and_place_are_asked_of_the_package_itself():
    users = {module for module, others in IMPORTS.items() if "autograder" in others}
    assert users <= {"autograder.author.sources", "autograder.doors.places", "autograder.doors.cli"}


@pytest.mark.parametrize("name", [name for name in MODULES if name.startswith("box/inside/")])
def test_what_runs_beside_student_code_imports_nothing_of_ours(name):
    for other in IMPORTS[dotted(name)]:
        top = other.split(".")[0]
        inside = other == "autograder.box.inside" or other.startswith("autograder.box.inside.")
        assert (
            inside
            or top in sys.stdlib_module_names
            or top in ("numpy", "safetensors", *OF_A_KERNEL.get(name, ()))
            or (top == "torch" and name.startswith(WITH_TORCH))
        ), other
    nodes = [node for node in ast.walk(TREES[name]) if isinstance(node, (ast.Import, ast.ImportFrom))]
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    absolute = [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom) and not node.level]
    assert not any(ours(module) for module in [*names, *absolute]), "it runs under another name: import relatively"


def nodes_of(names: Iterable[str], *kinds: type[ast.AST]) -> Iterator[tuple[str, Any]]:
    """Of these kinds, each with where it stands."""
    for name in names:
        for node in ast.walk(TREES[name]):
            if isinstance(node, kinds):
                yield f"{name}:{getattr(node, 'lineno', 0)}", node


@every_part
def test_nothing_is_unpickled_or_run(names):
    for name in names:
        calls = [node.func.id for _, node in nodes_of([name], ast.Call) if isinstance(node.func, ast.Name)]
        found = {call for call in calls if call in UNSAFE_CALLS}
        found |= {module.split(".")[0] for module in IMPORTS[dotted(name)]} & UNSAFE_MODULES
        assert sorted(found) == ALLOWED_UNSAFE.get(name, []), name
        assert calls.count("exec") <= 1, name


@every_part
def test_trees_are_built_where_one_thread_waits_for_another(names):
    """Students' submissions are graded in threads."""
    calls = nodes_of(set(names) - {"trees.py"}, ast.Attribute)
    found = [place for place, node in calls if (ast.unparse(node.value), node.attr) == ("ast", "parse")]
    assert not [place for place in found if not place.startswith("box/inside/")]


@every_part
def test_no_array_file_is_opened_that_may_hold_objects(names):
    openers = ("load", "loads", "save", "savez", "fromfile", "loadtxt", "genfromtxt")
    for place, node in nodes_of(names, ast.keyword):
        assert node.arg != "allow_pickle", place
    for place, node in nodes_of(names, ast.Attribute):
        of_numpy = isinstance(node.value, ast.Name) and node.value.id in ("np", "numpy")
        assert not (of_numpy and node.attr in openers), place


def test_modules_are_short():
    lines = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in MODULES.items()}
    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}


@every_part
def test_functions_are_short(names):
    functions = nodes_of(names, ast.FunctionDef, ast.AsyncFunctionDef)
    lengths = {f"{place} {node.name}": node.end_lineno - node.lineno + 1 for place, node in functions}
    assert {place: length for place, length in lengths.items() if length > MOST_FUNCTION_LINES} == {}


def test_there_is_no_drawer_for_odds_and_ends():
    names = [Path(name).stem for name in MODULES] + [part for name in MODULES for part in Path(name).parts[:-1]]
    assert not [name for name in names if any(name.rstrip("s") == drawer.rstrip("s") for drawer in DRAWERS)]


def is_mutable(value: ast.expr | None) -> bool:
    if isinstance(value, (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)):
        return True
    makers = ("list", "dict", "set", "bytearray", "defaultdict", "deque", "Counter", "OrderedDict")
    return isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id in makers


@every_part
def test_no_module_keeps_state(names):
    """A table with a constant's name, or annotated as one that is only read, is no state."""
    for name in names:
        for node in TREES[name].body:
            if not isinstance(node, (ast.Assign, ast.AnnAssign)) or not is_mutable(node.value):
                continue
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            named = [target.id for target in targets if isinstance(target, ast.Name)]
            only_read = isinstance(node, ast.AnnAssign) and ast.unparse(node.annotation).startswith("Mapping")
            constants = all(re.fullmatch(r"_?[A-Z][A-Z0-9_]*|__all__", one) for one in named)
            assert only_read or constants, f"{name}:{node.lineno}"


@every_part
def test_no_constant_is_changed(names):
    """`global`, or a method that changes, on a name of the module."""
    changing = {"append", "extend", "add", "update", "setdefault", "pop", "clear", "insert", "remove", "discard"}
    constant = re.compile(r"_?[A-Z][A-Z0-9_]+")
    assert not list(nodes_of(names, ast.Global))
    for place, node in nodes_of(names, ast.Call, ast.Subscript):
        if isinstance(node, ast.Call):
            changes = isinstance(node.func, ast.Attribute) and node.func.attr in changing
            value = node.func.value if changes else None
        else:
            value = node.value if isinstance(node.ctx, (ast.Store, ast.Del)) else None
        assert not (isinstance(value, ast.Name) and constant.fullmatch(value.id)), place


@pytest.mark.parametrize("folder", ["reference", "rubrics", "student_template"])
def test_what_the_course_writes_does_not_need_the_autograder(folder):
    files = [path for path in (ROOT / folder).rglob("*.py") if not NOT_OURS & set(path.parts)]
    assert files or not (ROOT / folder).exists()
    for path in files:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            forbidden = ("autograder", "reference") if folder == "student_template" else ("autograder",)
            assert not [name for name in names if name.split(".")[0] in forbidden], path


CHECK = {
    "command": "import autograder.doors.cli as cli; sys.argv = ['autograder', 'check', *{places}]; cli.main()",
    "without typer": "from pathlib import Path; from autograder.doors.student import run_check\n"
    "    folder, *report = map(Path, [place for place in {places} if not place.startswith('--')])\n"
    "    sys.exit(run_check([str(folder)], '', '100%', '', quiet=False, report=report[0] if report else None))",
}


@pytest.fixture
def checked(key_folder, submissions, tmp_path):
    """Runs a student's check in a fresh interpreter, and says how it ended and what it has imported."""

    def check(name, *options, how="without typer"):
        folder = tmp_path / name
        shutil.copytree(submissions / name.replace("-", "/"), folder)
        shutil.copy(key_folder / "public.key", folder / "conv_layers.key")
        doing = CHECK[how].format(places=[str(folder), *options])
        code = (
            f"import json, sys\ntry:\n    {doing}\nexcept SystemExit as end:\n"
            "    print(json.dumps([end.code, sorted({name.split('.')[0] for name in sys.modules})]))\n"
        )
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        ran = subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, env=env, capture_output=True, text=True, check=True
        )
        ended, names = json.loads(ran.stdout.splitlines()[-1])
        return ended, set(names)

    return check


@pytest.mark.parametrize(("name", "code"), [("right-im2col", 0), ("wrong-dx_empty_at_padding_0", 1)])
def test_a_students_check_imports_nothing_that_takes_long(checked, name, code):
    ended, names = checked(name)
    assert ended == code
    assert {"autograder", "numpy"} <= names
    assert names & LONG == set()


def test_the_command_imports_no_more_than_typer_does(checked):
    """Typer itself imports pydantic, about 50 ms; nothing of ours does on this path."""
    ended, names = checked("right-im2col", how="command")
    assert ended == 0
    assert names & LONG <= {"pydantic"}


def test_a_report_needs_its_templates_and_no_more(checked, tmp_path):
    _, names = checked("right-im2col", "--report", str(tmp_path / "report"))
    assert (tmp_path / "report" / "report.html").is_file()
    assert names & LONG == set()
    assert "jinja2" in names


def texts() -> Iterator[tuple[Path, str]]:
    for path in sorted(ROOT.rglob("*")):
        relative = path.relative_to(ROOT)
        if (
            not path.is_file()
            or path.is_symlink()
            or any(p in NOT_OURS or p.endswith(".egg-info") for p in relative.parts)
        ):
            continue
        try:
            yield relative, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def test_no_text_of_the_project_names_a_machine():
    """Tests do, where they are about a student's own path."""
    somebodys = re.compile(r"/(?:home|Users|root)/\w+|[A-Z]:\\+Users\\+\w")
    found = [path for path, text in texts() if path.parts[0] != "tests" and somebodys.search(text)]
    assert found == []


def test_no_text_of_the_project_names_the_folder_that_it_lies_in():
    here = re.compile(re.escape(str(ROOT)) + r"\b")
    assert [path for path, text in texts() if here.search(text)] == []
