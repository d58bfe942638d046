"""What a homework's code may import and read: the standard library and the folders of the allowed packages."""

import importlib.util
import os
import site
import sys
import sysconfig
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

SUBMODULES = {
    "numpy": ("random", "linalg", "fft", "ma", "polynomial", "lib.stride_tricks"),
    "torch": ("nn", "nn.functional", "optim", "utils.data"),
}
PACKAGES = ("site-packages", "dist-packages")
DEPTH = 2
SYSTEM = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/etc/localtime", "/usr/share/zoneinfo")


def preload(allow: Collection[str]) -> list[str]:
    """The modules that the warm process imports before it forks, so that no submission pays for them."""
    names = ["numpy", *(name for name in allow if name != "numpy")]
    return [*names, *(f"{name}.{sub}" for name in names for sub in SUBMODULES.get(name, ()))]


@dataclass(frozen=True)
class Grants:
    """What student code may read and what it may only list, besides its own copy.

    `wide` holds a few folders that contain all readable ones, for a second look at the same list; `packages` says
    for each folder of packages in them which of its entries are allowed.
    """

    read: tuple[str, ...]
    list_only: tuple[str, ...]
    wide: tuple[str, ...]
    packages: Mapping[str, tuple[str, ...]]


def grants(allow: Collection[str]) -> Grants:
    library = [entry for folder in _library() for entry in _pruned(Path(folder), DEPTH)]
    packages = [folder for name in sorted(allow) for folder in _package_folders(name)]
    read = [*(path for path, whole in library if whole), *packages]
    where_packages_lie = {*site.getsitepackages(), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    listed = {*(path for path, whole in library if not whole), *where_packages_lie}
    wide = _wide(read)
    places = {*map(os.path.realpath, where_packages_lie), *_folders_of_packages(wide)}
    hidden = {place: tuple(p for p in packages if Path(p).is_relative_to(place)) for place in sorted(places)}
    return Grants(tuple(dict.fromkeys(read)), tuple(sorted(listed)), wide, hidden)


def _library() -> list[str]:
    """Python's own library, and where shared libraries that are loaded late may lie: not all of /usr/lib."""
    triplet = sysconfig.get_config_var("MULTIARCH") or ""
    homes = ("/lib", "/usr/lib", sysconfig.get_config_var("LIBDIR") or "")
    shared = [os.path.join(home, triplet) for home in homes if home and triplet]
    folders = [sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib"), *shared, *SYSTEM]
    return list(dict.fromkeys(os.path.realpath(folder) for folder in folders if os.path.exists(folder)))


def _wide(read: list[str]) -> tuple[str, ...]:
    roots = [sys.base_prefix, sys.prefix, "/usr", *SYSTEM]
    wide = {os.path.realpath(root) for root in roots if os.path.exists(root)}
    beyond = [folder for folder in read if not any(Path(folder).is_relative_to(root) for root in wide)]
    return tuple(sorted({*wide, *beyond}))


def _folders_of_packages(roots: Iterable[str]) -> Iterator[str]:
    for root in roots:
        for within in ("", "python3*/", "lib/python3*/", "lib64/python3*/", "local/lib/python3*/", "lib/python3/"):
            for name in PACKAGES:
                yield from (os.path.realpath(found) for found in Path(root).glob(within + name))


def _package_folders(name: str) -> list[str]:
    spec = importlib.util.find_spec(name)
    if spec is None:
        return []
    if spec.submodule_search_locations is None:
        return [spec.origin] if spec.origin else []
    folders = list(spec.submodule_search_locations)
    libraries = [f"{folder}.libs" for folder in folders if os.path.isdir(f"{folder}.libs")]
    return folders + libraries


def _pruned(folder: Path, depth: int) -> Iterator[tuple[str, bool]]:
    """Landlock cannot take a folder back: one that holds site-packages is only listed, the rest of it read."""
    if not folder.is_dir() or depth == 0 or not _holds_site_packages(folder, depth):
        yield str(folder), True
        return
    yield str(folder), False
    for entry in sorted(folder.iterdir()):
        if entry.name not in PACKAGES:
            yield from _pruned(entry, depth - 1)


def _holds_site_packages(folder: Path, depth: int) -> bool:
    patterns = ["*/" * level + name for level in range(depth) for name in PACKAGES]
    return any(next(folder.glob(pattern), None) is not None for pattern in patterns)
