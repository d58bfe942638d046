"""What questions ask of student code, read off the course's own probes."""

import ast
from collections.abc import Iterable, Mapping
from functools import lru_cache

from autograder.trees import parsed


@lru_cache(maxsize=8)
def asked_of_students(probes: str) -> Mapping[str, tuple[str, ...]]:
    """For each function, the names that it takes from `student`, itself or in others of its file that it calls.

    An item looks at one function of the student's, and its question may call more.
    """
    functions = {
        node.name: list(ast.walk(node)) for node in parsed(probes).body if isinstance(node, ast.FunctionDef)
    }
    taken = {name: _taken(nodes) for name, nodes in functions.items()}
    called = {name: _called(nodes, functions) for name, nodes in functions.items()}
    return {name: _of_all(_reached(name, called), taken) for name in functions}


def _taken(nodes: Iterable[ast.AST]) -> list[str]:
    return [
        node.attr
        for node in nodes
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "student"
    ]


def _called(nodes: Iterable[ast.AST], functions: Mapping[str, object]) -> list[str]:
    return [node.id for node in nodes if isinstance(node, ast.Name) and node.id in functions]


def _reached(name: str, called: Mapping[str, list[str]]) -> list[str]:
    found = [name]
    for one in found:
        found += [other for other in dict.fromkeys(called[one]) if other not in found]
    return found


def _of_all(names: Iterable[str], taken: Mapping[str, list[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for name in names for one in taken[name]))
