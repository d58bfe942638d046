"""Reading probes.py as text: it runs in the box only, but that it fits the cases can be seen from outside."""

import ast
from collections.abc import Mapping
from pathlib import Path

from autograder.author.cases import Table
from autograder.errors import BuildError
from autograder.nearest import nearest
from autograder.trees import parsed


def read_probes(path: Path, tables: Mapping[str, Table]) -> str:
    """Without cases, none is needed. Raises BuildError when it is no Python, or lacks a function for some cases."""
    if not tables and not path.exists():
        return ""
    try:
        text = path.read_text(encoding="utf-8")
        tree = parsed(text)
    except SyntaxError as error:
        raise BuildError(f"{path}:{error.lineno}: {error.msg}") from error
    except (OSError, ValueError) as error:
        raise BuildError(f"{path}: cannot be read ({error})") from error
    defined = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
    for item, table in tables.items():
        for name in filter(None, (table.name, table.timed_by)):
            if name not in defined:
                near = nearest(name, defined)
                hint = f"; the nearest name there is {near}" if near else ""
                raise BuildError(f"{path}: {item} needs a function {name}{hint}")
    return text
