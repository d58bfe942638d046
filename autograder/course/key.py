"""Reading and writing a compiled homework: two files of named arrays, one public and one hidden. Starts nothing."""

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from autograder.errors import RecordError
from autograder.model import KEY_SCHEMA, Key
from autograder.records import Arrays, digest, pack, unpack

PUBLIC, HIDDEN = "public.key", "hidden.key"


def write_key(folder: Path, key: Key, arrays: Arrays) -> None:
    """The hidden part is readable by its owner only."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / (PUBLIC if key.part == "public" else HIDDEN)
    partial = path.with_suffix(".partial")
    partial.unlink(missing_ok=True)  # a file that is there already would keep its mode
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _mode(key)), "wb") as file:
        file.write(pack(key, arrays))
    partial.replace(path)


def read_public(path: Path) -> tuple[Key, dict[str, NDArray[Any]]]:
    """Raises RecordError when the file is missing, damaged or from another version."""
    data = _read(path)
    key, arrays = unpack(data, Key)
    _check_schema(path, key)
    if key.part != "public":
        raise RecordError(f"{path}: this is the hidden part of a key; it is of no use without the public one")
    return replace(key, digest=digest(data)), arrays


def read_whole(folder: Path) -> tuple[Key, dict[str, NDArray[Any]]]:
    """Both parts as one key, for grading. Raises RecordError when they are not from the same build."""
    public, arrays = read_public(folder / PUBLIC)
    data = _read(folder / HIDDEN)
    hidden, hidden_arrays = unpack(data, Key)
    _check_schema(folder / HIDDEN, hidden)
    if hidden.made_of != public.made_of:
        raise RecordError(f"{folder}: {PUBLIC} and {HIDDEN} are from different builds. Run: autograder build")
    cases = _beside_their_items(public, hidden)
    whole = replace(
        public,
        part="whole",
        rubric=hidden.rubric,
        cases=cases,
        mistakes=hidden.mistakes,
        secret=hidden.secret,
        hidden_digest=digest(data),
    )
    return whole, {**arrays, **hidden_arrays}


def made_of(folder: Path) -> Mapping[str, str] | None:
    """What the key in this folder was made of; None when there is no readable key."""
    try:
        key, _ = read_whole(folder)
    except RecordError:
        return None
    return key.made_of


def _beside_their_items(public: Key, hidden: Key) -> tuple[Any, ...]:
    """Item by item, so that the box asks all of an item's cases in a row."""
    return tuple(
        case for item in public.rubric.items for part in (public, hidden) for case in part.cases_of(item.id)
    )


def _mode(key: Key) -> int:
    return 0o644 if key.part == "public" else 0o600


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise RecordError(f"{path}: {error.strerror}") from error


def _check_schema(path: Path, key: Key) -> None:
    if key.schema != KEY_SCHEMA:
        raise RecordError(f"{path}: made by another version (format {key.schema}, this one reads {KEY_SCHEMA})")
