"""What a homework's code may import and read: the standard library and the folders of the allowed packages."""

import importlib.util
import os
import site
import sys
import sysconfig
from collections.abc import Collection
from pathlib import Path

SUBMODULES = {
    "numpy": ("random", "linalg", "fft", "ma", "polynomial", "lib.stride_tricks"),
    "torch": ("nn", "nn.functional", "optim", "utils.data"),
}
SYSTEM = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/etc/localtime", "/usr/share/zoneinfo")


def preload(allow: Collection[str]) -> list[str]:
    """The modules that the warm process imports before it forks, so that no submission pays for them."""
    names = ["numpy", *(name for name in allow if name != "numpy")]
    return [*names, *(f"{name}.{sub}" for name in names for sub in SUBMODULES.get(name, ()))]


def readable(allow: Collection[str]) -> list[str]:
    """Folders that student code may read besides its own copy."""
    folders = [sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib"), os.path.join(sys.base_prefix, "lib")]
    return _without_site_packages([*folders, *SYSTEM]) + [
        f for name in sorted(allow) for f in _package_folders(name)
    ]


def wide(allow: Collection[str]) -> list[str]:
    """A few folders that hold all the readable ones, for a second look at the same list."""
    roots = [sys.base_prefix, sys.prefix, "/usr", *SYSTEM]
    roots += [str(Path(sysconfig.get_path(name)).parent) for name in ("stdlib", "platstdlib")]
    wide = {os.path.realpath(root) for root in roots if os.path.exists(root)}
    beyond = [f for f in readable(allow) if not any(Path(f).is_relative_to(root) for root in wide)]
    return sorted({*wide, *beyond})


def listable() -> list[str]:
    """Folders whose names alone may be listed: the import system looks there for allowed packages."""
    return sorted({*site.getsitepackages(), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})


def _package_folders(name: str) -> list[str]:
    spec = importlib.util.find_spec(name)
    if spec is None:
        return []
    if spec.submodule_search_locations is None:
        return [spec.origin] if spec.origin else []
    folders = list(spec.submodule_search_locations)
    libraries = [f"{folder}.libs" for folder in folders if os.path.isdir(f"{folder}.libs")]
    return folders + libraries


def _without_site_packages(folders: list[str]) -> list[str]:
    """Landlock cannot take a folder back: one that holds site-packages is replaced by its other entries."""
    granted = []
    for folder in dict.fromkeys(os.path.realpath(f) for f in folders if os.path.exists(f)):
        granted += _pruned(Path(folder), depth=2)
    return granted


def _pruned(folder: Path, depth: int) -> list[str]:
    if not folder.is_dir() or depth == 0 or not _holds_site_packages(folder, depth):
        return [str(folder)]
    entries = [entry for entry in sorted(folder.iterdir()) if entry.name not in ("site-packages", "dist-packages")]
    return [granted for entry in entries for granted in _pruned(entry, depth - 1)]


def _holds_site_packages(folder: Path, depth: int) -> bool:
    patterns = ["*/" * level + name for level in range(depth) for name in ("site-packages", "dist-packages")]
    return any(next(folder.glob(pattern), None) is not None for pattern in patterns)
