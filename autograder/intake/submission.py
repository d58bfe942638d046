"""From a folder or an archive to a private copy with the expected layout, and what was noticed on the way."""

import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

from autograder.errors import SubmissionError
from autograder.intake.archive import NOISE, Bounds, printable, shown, unzip
from autograder.intake.notebook.handed import Handed, choose, in_cells, place_of, read_handed, template_of
from autograder.intake.notebook.reading import MOST_BYTES, TOO_LARGE
from autograder.intake.operations import operations_named
from autograder.intake.reading import Source, read_sources, remarks_on, survey
from autograder.intake.weights import MOST_FILE
from autograder.model import NOTEBOOK, Found, Key, Rubric
from autograder.nearest import nearest
from autograder.records import digest

MOST_COPIED = 20_000_000
LARGEST_COPIED = 2_000_000
LARGEST_HASHED = 100_000_000
MOST_REMARKS, MOST_REMARK = 50, 300
CODE = ".py"
NO_LINK, NO_WAIT = getattr(os, "O_NOFOLLOW", 0), getattr(os, "O_NONBLOCK", 0)


@dataclass(frozen=True, kw_only=True)
class Submission:
    """One hand-in, ready for the box: `source` is a copy that only it uses."""

    name: str
    source: Path
    files: Mapping[str, str]
    documents: Mapping[str, bool]
    found: Mapping[str, Found]
    remarks: tuple[str, ...]
    notebook: Handed | None = None
    weights: Mapping[str, bytes] = field(default_factory=dict)


def open_submission(path: Path, key: Key, work: Path) -> Submission:
    """Raises SubmissionError when there is nothing that could be opened."""
    with _reading(path):
        root = _root(_as_folder(path, work), key)
        files = _regular_files(root, Bounds())
    source = work / "source"
    left_out = _copy(root, files, source)
    remarks = [*_provide(source, key), *_missing_files(source, key), *left_out]
    notebook, on_notebook = _notebook(root, files, key)
    weights = _weights(root, key.rubric)
    files_of_it = _digests(source) | {name: digest(content) for name, content in weights.items()}
    if notebook is not None:
        _lift(notebook, source, key.rubric)
    sources = read_sources(source)
    found = survey(key.rubric, sources)
    return Submission(
        name=submission_name(path),
        source=source,
        files=files_of_it | ({notebook.name: digest(notebook.raw)} if notebook else {}),
        documents=_documents(root, key.rubric, notebook, weights),
        found=in_cells(found, notebook, key.rubric.items) if notebook else found,
        remarks=_few(
            chain(
                remarks,
                on_notebook,
                remarks_on(_own(sources, key), key.rubric.allow),
                _on_operations(sources, key, notebook),
            )
        ),
        notebook=notebook,
        weights=weights,
    )


def _weights(root: Path, rubric: Rubric) -> dict[str, bytes]:
    """Those that are there, as they were handed in; empty where they are too large to be read."""
    return {name: _content(root / name, MOST_FILE) or b"" for name in rubric.weights if _is_there(root / name)}


def _notebook(root: Path, files: Sequence[Path], key: Key) -> tuple[Handed | None, list[str]]:
    """The notebook that the homework asks for, if one is there, and remarks on it."""
    wanted = key.rubric.notebook
    name, remark = choose(wanted, [file.relative_to(root).as_posix() for file in files]) if wanted else ("", "")
    if not name:
        return None, []
    data = _content(root / name, MOST_BYTES)
    handed = read_handed(name, data, key.rubric, template_of(wanted, key.notebooks))
    is_asked = any(item.code and item.code.in_notebook for item in key.rubric.items)
    from_it = handed.lifted.remarks if is_asked or key.rubric.run else ()
    of_its_outputs = handed.notebook.remarks if handed.notebook else ()
    return handed, [*([remark] if remark else []), *of_its_outputs, *(f"{name}: {one}" for one in from_it)]


def _lift(notebook: Handed, source: Path, rubric: Rubric) -> None:
    """Its definitions become a module beside the other files, under the name by which items look for it."""
    for name in {item.code.module for item in rubric.items if item.code and item.code.in_notebook}:
        if notebook.notebook is not None:
            (source / name).write_text(notebook.lifted.source, encoding="utf-8")


def submission_name(path: Path) -> str:
    path = path.resolve()
    return printable(path.stem if path.suffix in (".zip", NOTEBOOK) else path.name)


def _as_folder(path: Path, work: Path) -> Path:
    if path.is_dir():
        return path
    if not path.exists():
        raise SubmissionError(f"{printable(str(path))}: there is no such file or folder")
    name = printable(path.name)
    if path.suffix.casefold() not in (".zip", NOTEBOOK):
        raise SubmissionError(
            f"{name}: only folders, notebooks and .zip archives are opened. Hand in a .zip instead"
        )
    if not path.is_file():
        raise SubmissionError(f"{name}: this is no file")
    folder = work / "unzipped"
    if path.suffix.casefold() == NOTEBOOK:
        return _beside_nothing(path, folder)
    unzip(path, folder, Bounds())
    folder.mkdir(exist_ok=True)
    return folder


def _beside_nothing(notebook: Path, folder: Path) -> Path:
    """A notebook that was handed in alone, in a folder of its own."""
    data = _content(notebook, MOST_BYTES)
    if data is None:
        raise SubmissionError(f"{printable(notebook.name)}: {TOO_LARGE}")
    folder.mkdir()
    (folder / notebook.name).write_bytes(data)
    return folder


def _root(folder: Path, key: Key) -> Path:
    """The folder that holds most of the expected files: the top, or up to two folders down."""
    candidates = [folder, *_folders(folder), *(below for one in _folders(folder) for below in _folders(one))]
    return max(candidates, key=lambda c: _expected_in(c, key.rubric))


def _expected_in(folder: Path, rubric: Rubric) -> int:
    notebooks = bool(rubric.notebook) and any(path.suffix == NOTEBOOK for path in folder.iterdir())
    return sum((folder / file).is_file() for file in rubric.code) + notebooks


def _folders(folder: Path) -> list[Path]:
    return sorted(p for p in folder.iterdir() if p.is_dir() and not p.is_symlink() and p.name not in NOISE)


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    """What cannot be read, or is gone meanwhile, is not graded as if it had not been handed in."""
    try:
        yield
    except OSError as error:
        name = printable(Path(os.fsdecode(error.filename or path)).name)
        raise SubmissionError(f"{name}: cannot be read ({error.strerror or error})") from error


def _copy(root: Path, files: Sequence[Path], target: Path) -> list[str]:
    """Remarks on files whose names are in another encoding: they could not be written down in a report."""
    target.mkdir()
    left, remarks = MOST_COPIED, []
    for path in files:
        name = path.relative_to(root).as_posix()
        if name.encode("utf-8", "replace").decode() != name:
            remarks.append(f"{printable(name)} is left out: its name is not Unicode")
        elif (data := _content(path, min(LARGEST_COPIED, left))) is not None:
            left -= len(data)
            copy = target / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(data)
    return remarks


def _content(path: Path, most: int) -> bytes | None:
    """None where that would be too much. What has become a link or a pipe meanwhile is not followed."""
    with _reading(path), open(path, "rb", opener=_careful) as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode) or status.st_size > most:
            return None
        data = file.read(most + 1)
    return data if len(data) <= most else None


def state_of(path: Path) -> Iterator[tuple[str, str]]:
    """The files of a hand-in, as far as it is opened, and what tells whether one has changed: its content, or where
    that is too large to be copied its size and age."""
    for file in _regular_files(path, Bounds()) if path.is_dir() else [path]:
        name = os.fsencode(file.relative_to(path)).decode("utf-8", "backslashreplace") if file != path else "."
        status = file.stat()
        data = _content(file, LARGEST_COPIED) if path.is_dir() else _content(file, LARGEST_HASHED)
        yield name, digest(data) if data is not None else f"{status.st_size} {status.st_mtime_ns}"


def _careful(path: str, flags: int) -> int:
    return os.open(path, flags | NO_LINK | NO_WAIT)


def _regular_files(root: Path, bounds: Bounds) -> list[Path]:
    """Code first, so that a heap of data cannot push it out; links are never followed."""
    found: list[Path] = []
    folders = [(root, 0)]
    while folders:
        folder, depth = folders.pop()
        for entry in sorted(folder.iterdir()):
            if entry.is_symlink() or entry.name in NOISE:
                continue
            if entry.is_dir() and depth < bounds.depth:
                folders.append((entry, depth + 1))
            elif entry.is_file():
                found.append(entry)
    return sorted(found, key=lambda p: (p.suffix != CODE, p))[: bounds.files]


def _few(remarks: Iterable[str]) -> tuple[str, ...]:
    left = iter(remarks)
    told = [remark[:MOST_REMARK] for remark in islice(left, MOST_REMARKS)]
    more = sum(1 for _ in left)
    return (*told, f"and {more} more remarks") if more else tuple(told)


def _provide(source: Path, key: Key) -> Iterator[str]:
    """Files that the course provides: a missing one is put in place, an altered one is flagged."""
    for name, text in sorted(key.provided.items()):
        path = source / name
        if not path.is_file():
            _make_room(path, source)
            path.write_text(text, encoding="utf-8")
        elif _lines(path) != text.splitlines():
            restore = key.rubric.provided == "restore"
            yield f"{name} differs from the file that was handed out" + (
                "; the handed-out one was used" if restore else ""
            )
            if restore:
                path.write_text(text, encoding="utf-8")


def _make_room(path: Path, source: Path) -> None:
    """What lies where a provided file belongs, or one of its folders, gives way."""
    if path.is_dir():
        shutil.rmtree(path)
    for parent in reversed(path.relative_to(source).parents):
        if (source / parent).is_file():
            (source / parent).unlink()
    path.parent.mkdir(parents=True, exist_ok=True)


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8", errors="replace").splitlines()


def _missing_files(source: Path, key: Key) -> Iterator[str]:
    present = [str(p.relative_to(source).as_posix()) for p in sorted(source.rglob("*" + CODE))]
    for name in key.rubric.code:
        if not (source / name).is_file():
            near = nearest(name, [p for p in present if p not in key.provided and p not in key.rubric.code])
            yield f"{name} is missing" + (f". The nearest name here is {shown(near)}" if near else "")


def _documents(root: Path, rubric: Rubric, notebook: Handed | None, weights: Iterable[str]) -> dict[str, bool]:
    """Saved weights are welcome and not required: they are named only when they are there."""
    present = {name: _is_there(root / name) for name in rubric.documents.values()}
    present |= {rubric.notebook: notebook is not None} if rubric.notebook else {}
    return present | dict.fromkeys(weights, True)


def _is_there(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _digests(source: Path) -> dict[str, str]:
    paths = sorted(p for p in source.rglob("*") if p.is_file())
    return {p.relative_to(source).as_posix(): digest(p.read_bytes()) for p in paths}


def _on_operations(sources: Mapping[str, Source], key: Key, notebook: Handed | None) -> Iterator[str]:
    """Also of what a notebook defines, by the cell."""
    lifted = set(key.rubric.modules) - set(key.rubric.code)
    own = {name: source for name, source in sources.items() if name not in key.provided}
    for file, line, text in operations_named(own, key.rubric.forbidden):
        place = place_of(line, notebook) if notebook and file in lifted else (file, line)
        yield f"{place[0]}:{place[1]}: {text}"


def _own(sources: Mapping[str, Source], key: Key) -> dict[str, Source]:
    """What the course provides is not remarked on; nor a notebook, which imports more than its functions need."""
    lifted = set(key.rubric.modules) - set(key.rubric.code)
    return {name: source for name, source in sources.items() if name not in key.provided and name not in lifted}
