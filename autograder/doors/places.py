"""Finding the course folder, a homework's key, and which homework a folder is."""

import contextlib
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import autograder
from autograder.course.key import PUBLIC, read_public
from autograder.errors import RecordError, UsageError
from autograder.intake.notebook.handed import called
from autograder.model import NOTEBOOK, Rubric
from autograder.nearest import nearest

MARKER = ".autograder.json"
DEPTH = 5


def course_root(start: Path) -> Path:
    """The nearest folder, from here upwards, that holds rubrics."""
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / "rubrics").is_dir():
            return folder
    raise UsageError(f"no course here: neither {start.resolve()} nor a folder above it has a folder named rubrics")


def find_key(folder: Path, homework: str) -> Path:
    """The public key for a student's folder: by the name given, by its marker file, or by the files in it."""
    keys = dict(_keys(folder))
    if not keys:
        raise UsageError(
            f"no key found for {folder}: expected a file ending in .key in it, or build/<homework>/{PUBLIC} "
            "in this folder or above. Who has the rubric makes one with: autograder build HOMEWORK"
        )
    wanted = homework or _marked(folder)
    if wanted:
        if wanted not in keys:
            near = nearest(wanted, keys)
            hint = f"the nearest is {near}" if near else f"there are {', '.join(sorted(keys))}"
            raise UsageError(f"no key for the homework {wanted}; {hint}")
        return keys[wanted]
    return _by_files(folder, keys)


def _keys(folder: Path) -> Iterator[tuple[str, Path]]:
    """Later ones win: what lies in the folder itself goes before what was built elsewhere."""
    package = Path(autograder.__file__).resolve().parents[1]
    around = [
        package,
        *reversed(Path.cwd().resolve().parents),
        Path.cwd(),
        *reversed(folder.resolve().parents),
        folder,
    ]
    for place in around:
        for path in sorted(place.glob(f"build/*/{PUBLIC}")):
            yield path.parent.name, path
    for path in sorted(folder.glob("*.key")):
        yield read_public(path)[0].rubric.homework, path


def _marked(folder: Path) -> str:
    try:
        return str(json.loads((folder / MARKER).read_text(encoding="utf-8"))["homework"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _by_files(place: Path, keys: dict[str, Path]) -> Path:
    names = _names(place)
    found = {}
    for homework, path in keys.items():
        with contextlib.suppress(RecordError):
            found[homework] = _expected_in(names, read_public(path)[0].rubric)
    best = max(found, key=lambda homework: found[homework], default="")
    if not best or found[best] == 0:
        raise UsageError(
            f"{place} holds no file of any homework known here ({', '.join(sorted(keys))}). "
            "Go to the folder you hand in, or name the homework: autograder check --homework NAME"
        )
    return keys[best]


def _expected_in(names: list[str], rubric: Rubric) -> int:
    """How many of the files that are handed in have their names here."""
    code = sum(any(f"/{name}".endswith(f"/{file}") for name in names) for file in rubric.code)
    notebooks = [name for name in names if name.endswith(NOTEBOOK)]
    return code + bool(rubric.notebook and called(rubric.notebook, notebooks))


def _names(place: Path) -> list[str]:
    """The files of a folder as deep as intake looks for them, or the entries of an archive; a notebook itself."""
    if place.is_dir():
        return [
            path.as_posix()
            for depth in range(DEPTH)
            for kind in (".py", NOTEBOOK)
            for path in place.glob("*/" * depth + f"*{kind}")
        ]
    if place.suffix.casefold() == NOTEBOOK:
        return [place.as_posix()]
    with contextlib.suppress(OSError, zipfile.BadZipFile), zipfile.ZipFile(place) as archive:
        return archive.namelist()
    return []
