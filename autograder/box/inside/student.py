"""The student's code as probes see it: one namespace over the files of the hand-in, loaded when needed."""

import importlib
import os
import pkgutil
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

from . import lifted


class NoSuchName(Exception):
    """The hand-in does not have the name that a probe asked for."""


class LoadFailed(Exception):
    """A file of the hand-in raised while it was imported; the reason is its cause."""


class NotAllowed(ModuleNotFoundError):
    """A package that the homework does not allow; `name` is what was wanted of it, as far as that is known."""


class Guard:
    """Refuses installed packages that the homework does not allow, whatever the import looks like."""

    def __init__(self, allow: Collection[str], installed: Collection[str]) -> None:
        self._refused = frozenset(installed) - frozenset(allow)

    def find_spec(self, name: str, path: Sequence[str] | None, target: object = None) -> ModuleSpec | None:
        if path is None and self._is_refused(name):
            raise NotAllowed(f"{name} is not allowed in this homework", name=name)
        return None

    def _is_refused(self, name: str) -> bool:
        """A file of the student's own may be called like an installed package: it comes first on the path."""
        return name in self._refused and PathFinder.find_spec(name, sys.path[:1]) is None


def installed() -> frozenset[str]:
    """The names of all packages of this Python, to be listed before they are hidden."""
    folders = [folder for folder in sys.path if folder.endswith(("site-packages", "dist-packages"))]
    return frozenset(module.name for module in pkgutil.iter_modules(folders))


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


class Executed:
    """`student.NAME` looks in what the cells of a notebook have left behind."""

    def __init__(self, namespace: Mapping[str, Any]) -> None:
        self._namespace = namespace

    def about(self, file: str) -> None:
        """Nothing to load: the cells have been run."""

    def __getattr__(self, name: str) -> Any:
        if name not in self._namespace:
            raise NoSuchName(name)
        return self._namespace[name]


def _load(file: str) -> ModuleType | Exception:
    if not os.path.isfile(os.path.join(sys.path[0], file)):
        return NoSuchName(file)
    try:
        if file.endswith(lifted.LIFTED):
            return lifted.load(sys.path[0], file)
        return importlib.import_module(file.removesuffix(".py").replace("/", "."))
    except BaseException as error:
        failed = LoadFailed(file)
        failed.__cause__ = error
        return failed
