"""Which submissions lie in the places that were named."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import UsageError
from autograder.intake.archive import NOISE, printable
from autograder.intake.submission import submission_name
from autograder.model import NOTEBOOK, Key

LONGEST_SLUG = 100  # a name that is made visible is longer than a file system takes
ARCHIVES = (".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz")


@dataclass(frozen=True)
class Entry:
    """One submission of a batch: the name it has in reports, a folder name for its results, where it lies."""

    name: str
    slug: str
    path: Path


def find_entries(places: Sequence[Path], key: Key) -> list[Entry]:
    """A place is a submission itself (a zip, or a folder with an expected file, or with nothing but other files) or
    a folder of submissions."""
    paths = [path for place in places for path in _submissions(place, key)]
    if not paths:
        raise UsageError(f"no submissions in {', '.join(str(place) for place in places)}")
    return list(_entries(paths))


def _submissions(place: Path, key: Key) -> Iterator[Path]:
    if not place.exists():
        raise UsageError(f"{place}: there is no such file or folder")
    if place.is_file() or _is_one(place, key):
        yield place
        return
    inside = [path for path in sorted(place.iterdir()) if path.name not in NOISE and not path.name.startswith(".")]
    kinds = (*ARCHIVES, *((NOTEBOOK,) if key.rubric.notebook and not key.rubric.code else ()))
    found = [p for p in inside if (p.is_dir() and not p.is_symlink()) or p.suffix.casefold() in kinds]
    yield from found or ([place] if inside else [])


def _is_one(folder: Path, key: Key) -> bool:
    """By its files; several notebooks side by side are those of several students."""
    notebooks = [path for path in folder.iterdir() if path.suffix == NOTEBOOK] if key.rubric.notebook else []
    return any((folder / file).is_file() for file in key.rubric.code) or len(notebooks) == 1


def _entries(paths: Sequence[Path]) -> Iterator[Entry]:
    """Two submissions of one name get different folders; the order of the paths decides."""
    taken: set[str] = set()
    for path, name in zip(paths, _told_apart(paths), strict=True):
        slug = base = _slug(submission_name(path))
        number = 2
        while slug.casefold() in taken:
            slug, number = f"{base}-{number}", number + 1
        taken.add(slug.casefold())
        yield Entry(name, slug, path)


def _slug(name: str) -> str:
    harmless = re.sub(r"[^\w.-]+", "_", name, flags=re.ASCII)
    return harmless.strip("._")[:LONGEST_SLUG].rstrip("._") or "submission"


def _told_apart(paths: Sequence[Path]) -> Iterator[str]:
    """The name of each; where several have one, as much of their paths as it takes."""
    names = {path: _names(path) for path in paths}
    alike = Counter((every[0], name) for every in names.values() for name in {*every})
    for path in paths:
        every = names[path]
        yield next((name for name in every if alike[every[0], name] == 1), ascii(str(path))[1:-1])


def _names(path: Path) -> tuple[str, ...]:
    """From short to long; what is cut, or made visible, may still be that of another."""
    in_folder = printable(f"{path.parent.name}/{path.name}")
    return submission_name(path), printable(path.name), in_folder, printable(str(path))
