"""The student's code as probes see it: one namespace over the files of the hand-in, loaded when needed."""

import importlib
import os
import sys
from collections.abc import Callable, Collection, Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any


class NoSuchName(Exception):
    """The hand-in does not have the name that a probe asked for."""


class LoadFailed(Exception):
    """A file of the hand-in raised while it was imported; the reason is its cause."""


class Guard:
    """Refuses top-level modules that are neither Python's own, nor allowed, nor the student's."""

    def __init__(self, root: str, allow: Collection[str]) -> None:
        self._root, self._allow = root, frozenset(allow)

    def find_spec(self, name: str, path: Sequence[str] | None, target: object = None) -> ModuleSpec | None:
        if path is None and not self._known(name):
            raise ModuleNotFoundError(f"{name} is not allowed in this homework", name=name)
        return None

    def _known(self, name: str) -> bool:
        own = os.path.join(self._root, name)
        return (
            name in self._allow
            or name in sys.stdlib_module_names
            or os.path.isdir(own)
            or os.path.isfile(own + ".py")
        )


class Student:
    """`student.NAME` looks in the file that the question is about, then in the other files of the hand-in."""

    def __init__(self, files: Sequence[str], loading: Callable[[str], None]) -> None:
        self._files, self._loading = tuple(files), loading
        self._modules: dict[str, ModuleType | Exception] = {}
        self._first = ""

    def about(self, file: str) -> None:
        """Load the file that the next question is about. Raises LoadFailed, or NoSuchName without it."""
        self._first = file
        if file:
            self._module(file)

    def __getattr__(self, name: str) -> Any:
        first = [self._first] if self._first else []
        for file in (*first, *(f for f in self._files if f != self._first)):
            module = self._module(file)
            if hasattr(module, name):
                return getattr(module, name)
        raise NoSuchName(name)

    def _module(self, file: str) -> ModuleType:
        if file not in self._modules:
            self._loading(file)
            self._modules[file] = _load(file)
            self._loading("")
        module = self._modules[file]
        if isinstance(module, Exception):
            raise module
        return module


def _load(file: str) -> ModuleType | Exception:
    if not os.path.isfile(os.path.join(sys.path[0], file)):
        return NoSuchName(file)
    try:
        return importlib.import_module(file.removesuffix(".py").replace("/", "."))
    except BaseException as error:
        failed = LoadFailed(file)
        failed.__cause__ = error
        return failed
