"""The smallest case that goes wrong as a script: its numbers, the call, a place to stop, what was expected."""

import ast
import contextlib
from collections.abc import Iterator, Sequence

from autograder.model import Finding, Grade, Key
from autograder.report.safe import one_line
from autograder.report.snippet import snippet

FRAME = '''\
"""{headline}.

The smallest case of {item} that goes wrong. Run this file in the folder that you hand in.
At the breakpoint: s steps into your code, n goes to the next line, p NAME prints, c goes on.
"""

import importlib
import sys
from types import SimpleNamespace

import numpy as np
{numbers}

sys.path.insert(0, ".")
student = SimpleNamespace()
for module in {modules}:
    vars(student).update(vars(importlib.import_module(module)))


{question}


if sys.stdin.isatty():
    breakpoint()
got = {call}
print("expected {output}:\\n", expected, sep="")
print("your {output}:\\n", got["{output}"], sep="")
'''


def scripts(grade: Grade, key: Key) -> dict[str, str]:
    """For each cause that has a case small enough, under the first item that it costs."""
    found = {}
    for finding in grade.findings:
        with contextlib.suppress(ValueError):
            probe = key.rubric.item(finding.items[0]).probe
            found[finding.items[0]] = script(finding, key.rubric.code, key.probes, probe)
    return found


def script(finding: Finding, files: Sequence[str], probes: str, probe: str) -> str:
    """Raises ValueError when the case is too large to be written down, or its question is not among the probes."""
    picture = finding.picture
    if picture is None or any(value is None for value in (*picture.inputs.values(), picture.expected)):
        raise ValueError("the case is too large to be written down")
    ordered = sorted(files, key=lambda file: file == finding.file)
    tree = ast.parse(probes)
    if probe not in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}:
        raise ValueError(f"there is no question {probe}")
    return FRAME.format(
        headline=_within_a_docstring(finding.headline),
        item=finding.items[0],
        numbers=snippet(finding),
        modules=tuple(file.removesuffix(".py").replace("/", ".") for file in ordered),
        question="\n\n\n".join(_functions(tree, probes, probe)),
        call=_call(tree, probe, set(picture.inputs)),
        output=picture.output,
    )


def _within_a_docstring(text: str) -> str:
    """A headline may quote the student's program, which could end the docstring and go on as code."""
    return one_line(text).replace("\\", "\\\\").replace('"', "'")


def _functions(tree: ast.Module, text: str, probe: str) -> Iterator[str]:
    """The question and the functions that it needs, in the order in which they stand."""
    defined = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    needed, left = {probe}, [probe]
    while left:
        names = {n.id for n in ast.walk(defined[left.pop()]) if isinstance(n, ast.Name)} & set(defined)
        left += names - needed
        needed |= names
    for name, node in defined.items():
        if name in needed:
            yield ast.get_source_segment(text, node) or ""


def _call(tree: ast.Module, probe: str, inputs: set[str]) -> str:
    node = next(n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == probe)
    names = [argument.arg for argument in (*node.args.args[1:], *node.args.kwonlyargs)]
    return f"{probe}({', '.join(['student', *(f'{name}={name}' for name in names if name in inputs)])})"
