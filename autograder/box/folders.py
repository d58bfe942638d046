"""A submission's own folder: filled with its files before its child may read them."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from autograder.box.inside.jail.levels import Level
from autograder.errors import BoxError

IGNORED = shutil.ignore_patterns("__pycache__", ".git")


def make(place: Path) -> None:
    """Raises BoxError. The child's rights are tied to this very folder, which is filled later."""
    with _a_folder_of_ours():
        (place / "source").mkdir(parents=True)


def fill(place: Path, source: Path, level: Level) -> None:
    """Raises BoxError. A second name is as good as a copy where the child cannot write it, and takes no time."""
    put = _link if level.landlock or level.narrow else _copy
    with _a_folder_of_ours():
        shutil.copytree(source, place / "source", copy_function=put, ignore=IGNORED, dirs_exist_ok=True)
        if level.other_user:
            _let_others_read(place)


@contextlib.contextmanager
def _a_folder_of_ours() -> Iterator[None]:
    """It may lie on a full disk, or be cleared up already by the keeper of a warm process that has ended."""
    try:
        yield
    except OSError as error:
        raise BoxError(f"the folder of the warm process cannot be filled: {error}") from error


def _link(file: str, copy: str) -> None:
    try:
        os.link(file, copy, follow_symlinks=False)
    except OSError:
        _copy(file, copy)


def _copy(file: str, copy: str) -> None:
    shutil.copyfile(file, copy, follow_symlinks=False)


def _let_others_read(place: Path) -> None:
    place.chmod(0o711)
    for path in (place / "source", *(place / "source").rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
