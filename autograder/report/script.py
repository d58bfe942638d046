"""The smallest case that goes wrong as a script: its numbers, the call, a place to stop, what was expected."""

import ast
import contextlib
from collections.abc import Iterator, Sequence

from autograder.model import Finding, Grade, Key
from autograder.report.safe import one_line
from autograder.report.snippet import snippet
from autograder.trees import parsed

FRAME = '''\
"""{headline}.

The smallest case of {item} that goes wrong. Run this file in the folder that you hand in.
At the breakpoint: s steps into your code, n goes to the next line, p NAME prints, c goes on.
"""

{imports}
import sys
from types import SimpleNamespace

import numpy as np
{numbers}

sys.path.insert(0, ".")
student = SimpleNamespace()
{loading}


{question}


if sys.stdin.isatty():
    breakpoint()
got = {call}
print("expected {output}:\\n", expected, sep="")
print("your {output}:\\n", got["{output}"], sep="")
'''
MODULES = """\
for module in {modules}:
    vars(student).update(vars(importlib.import_module(module)))"""
OF_A_NOTEBOOK = "import ast\nimport contextlib\nimport json\nimport linecache"
NOTEBOOK = '''\


def definitions(notebook):
    """Imports, functions, classes and plain values of its cells; no other line is run."""
    kept, space = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef), {{"__name__": "notebook"}}
    with open(notebook, encoding="utf-8") as file:
        cells = json.load(file)["cells"]
    for n, cell in enumerate(cells, 1):
        lines = "".join(cell["source"]).splitlines(keepends=True) if cell["cell_type"] == "code" else []
        source = "".join("\\n" if line.lstrip().startswith(("%", "!")) else line for line in lines)
        name = f"{{notebook}} cell {{n}}"
        linecache.cache[name] = len(source), None, lines, name
        with contextlib.suppress(SyntaxError):
            for node in ast.parse(source).body:
                with contextlib.suppress(Exception):
                    if isinstance(node, kept) or ast.literal_eval(node.value) is not None:
                        exec(compile(ast.Module([node], []), name, "exec"), space)
    return space


vars(student).update(definitions({name}))'''


def scripts(grade: Grade, key: Key) -> dict[str, str]:
    """For each cause that has a case small enough, under the first item that it costs."""
    found = {}
    for finding in grade.findings:
        with contextlib.suppress(ValueError):
            found[finding.items[0]] = script(finding, key, grade)
    return found


def script(finding: Finding, key: Key, grade: Grade) -> str:
    """Raises ValueError when the case is too large to be written down, or its question is not among the probes."""
    picture, item = finding.picture, key.rubric.item(finding.items[0])
    if picture is None or any(value is None for value in (*picture.inputs.values(), picture.expected)):
        raise ValueError("the case is too large to be written down")
    tree = parsed(key.probes)
    if item.probe not in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}:
        raise ValueError(f"there is no question {item.probe}")
    in_notebook = item.code is not None and item.code.in_notebook
    handed = grade.notebook.name if grade.notebook is not None else key.rubric.notebook
    return FRAME.format(
        headline=_within_a_docstring(finding.headline),
        item=item.id,
        imports=OF_A_NOTEBOOK if in_notebook else "import importlib",
        numbers=snippet(finding),
        loading=NOTEBOOK.format(name=repr(handed)) if in_notebook else _modules(key.rubric.code, finding.file),
        question="\n\n\n".join(_definitions(tree, key.probes, item.probe)),
        call=_call(tree, item.probe, set(picture.inputs)),
        output=picture.output,
    )


def _modules(files: Sequence[str], last: str) -> str:
    """The file that the finding is about comes last: its names count."""
    ordered = sorted(files, key=lambda file: file == last)
    return MODULES.format(modules=tuple(file.removesuffix(".py").replace("/", ".") for file in ordered))


def _within_a_docstring(text: str) -> str:
    """A headline may quote the student's program, which could end the docstring and go on as code."""
    said = one_line(text).replace("\\", "\\\\").replace('"', "'")
    return f"T{said[1:]}" if said.startswith("the ") else said


def _definitions(tree: ast.Module, text: str, probe: str) -> Iterator[str]:
    """The question and all that it needs of its file, in the order in which it stands there."""
    defined = {name: node for node in tree.body for name in _names(node)}
    needed, left = {probe}, [probe]
    while left:
        names = {n.id for n in ast.walk(defined[left.pop()]) if isinstance(n, ast.Name)} & set(defined)
        left += names - needed
        needed |= names
    lines = text.splitlines()
    for node in tree.body:
        if needed & set(_names(node)):
            first = min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", ()))])
            yield "\n".join(lines[first - 1 : node.end_lineno])


def _names(node: ast.stmt) -> list[str]:
    """What a statement at the top of a file defines."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        return [(alias.asname or alias.name).partition(".")[0] for alias in node.names]
    if isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return [n.id for target in targets for n in ast.walk(target) if isinstance(n, ast.Name)]
    return [node.name] if isinstance(node, ast.FunctionDef | ast.ClassDef) else []


def _call(tree: ast.Module, probe: str, inputs: set[str]) -> str:
    node = next(n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == probe)
    names = [argument.arg for argument in (*node.args.args[1:], *node.args.kwonlyargs)]
    return f"{probe}({', '.join(['student', *(f'{name}={name}' for name in names if name in inputs)])})"
