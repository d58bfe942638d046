"""A module made of a notebook's definitions. What it imports and cannot have stands in, until it is used."""

import builtins
import importlib.util
import os
import sys
from collections.abc import Mapping, Sequence
from types import ModuleType
from typing import Any

LIFTED = "_ipynb.py"


class Absent:
    """In place of a package: a notebook imports its plots and data before anything that a function needs."""

    __all__: tuple[str, ...] = ()

    def __init__(self, name: str, why: ImportError) -> None:
        self.__name, self.__why = name, why

    def __getattr__(self, name: str) -> "Absent":
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return Absent(f"{self.__name}.{name}", self.__why)

    def __call__(self, *_: Any, **__: Any) -> Any:
        raise type(self.__why)(f"{self.__name} is not there: {self.__why}", name=self.__name)

    def __mro_entries__(self, bases: tuple[Any, ...]) -> tuple[type, ...]:
        """A class made of it has what it says itself."""
        return ()


def load(folder: str, file: str) -> ModuleType:
    """Raises whatever its definitions raise."""
    name = file.removesuffix(".py")
    spec = importlib.util.spec_from_file_location(name, os.path.join(folder, file))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    module.__dict__["__builtins__"] = {**vars(builtins), "__import__": _import, "display": _show}
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def _import(
    name: str,
    space: Mapping[str, Any] | None = None,
    local: Mapping[str, Any] | None = None,
    wanted: Sequence[str] | None = (),
    level: int = 0,
) -> Any:
    try:
        return builtins.__import__(name, space, local, wanted or (), level)
    except ImportError as error:
        return Absent(name if wanted else name.partition(".")[0], error)


def _show(*things: Any, **_: Any) -> None:
    """What notebooks have besides Python's own names."""
    print(*things)
