"""From a folder or an archive to a private copy with the expected layout, and what was noticed on the way."""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import SubmissionError
from autograder.intake.archive import NOISE, Bounds, shown, unzip
from autograder.intake.reading import Source, read_sources, remarks_on, survey
from autograder.model import Found, Key
from autograder.nearest import nearest
from autograder.records import digest

MOST_COPIED = 20_000_000
LARGEST_COPIED = 2_000_000
CODE = ".py"


@dataclass(frozen=True, kw_only=True)
class Submission:
    """One hand-in, ready for the box: `source` is a copy that only it uses."""

    name: str
    source: Path
    files: Mapping[str, str]
    documents: Mapping[str, bool]
    found: Mapping[str, Found]
    remarks: tuple[str, ...]


def open_submission(path: Path, key: Key, work: Path) -> Submission:
    """Raises SubmissionError when there is nothing that could be opened."""
    root = _root(_as_folder(path, work), key)
    source = work / "source"
    _copy(root, source)
    remarks = [*_provide(source, key), *_missing_files(source, key)]
    sources = read_sources(source)
    return Submission(
        name=submission_name(path),
        source=source,
        files=_digests(source),
        documents=_documents(root, key.rubric.documents),
        found=survey(key.rubric, sources),
        remarks=(*remarks, *remarks_on(_own(sources, key), key.rubric.allow)),
    )


def submission_name(path: Path) -> str:
    path = path.resolve()
    return path.stem if path.suffix == ".zip" else path.name


def _as_folder(path: Path, work: Path) -> Path:
    if path.is_dir():
        return path
    if not path.exists():
        raise SubmissionError(f"{path}: there is no such file or folder")
    if path.suffix.casefold() != ".zip":
        raise SubmissionError(f"{path.name}: only folders and .zip archives are opened. Hand in a .zip instead")
    folder = work / "unzipped"
    unzip(path, folder, Bounds())
    folder.mkdir(exist_ok=True)
    return folder


def _root(folder: Path, key: Key) -> Path:
    """The folder that holds most of the expected files: the top, or up to two folders down."""
    candidates = [folder, *_folders(folder), *(below for one in _folders(folder) for below in _folders(one))]
    return max(candidates, key=lambda c: sum((c / file).is_file() for file in key.rubric.code))


def _folders(folder: Path) -> list[Path]:
    return sorted(p for p in folder.iterdir() if p.is_dir() and not p.is_symlink() and p.name not in NOISE)


def _copy(root: Path, target: Path) -> None:
    target.mkdir()
    left = MOST_COPIED
    for path in _regular_files(root, Bounds()):
        size = path.stat().st_size
        if size > min(LARGEST_COPIED, left):
            continue
        left -= size
        copy = target / path.relative_to(root)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy, follow_symlinks=False)


def _regular_files(root: Path, bounds: Bounds) -> Iterator[Path]:
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
    yield from sorted(found, key=lambda p: (p.suffix != CODE, p))[: bounds.files]


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


def _documents(root: Path, asked: Mapping[str, str]) -> dict[str, bool]:
    """Saved weights are welcome and not required: they are named only when they are there."""
    present = {name: (root / name).is_file() and not (root / name).is_symlink() for name in asked.values()}
    return {name: there for kind, name in asked.items() if (there := present[name]) or kind != "weights"}


def _digests(source: Path) -> dict[str, str]:
    paths = sorted(p for p in source.rglob("*") if p.is_file())
    return {p.relative_to(source).as_posix(): digest(p.read_bytes()) for p in paths}


def _own(sources: Mapping[str, Source], key: Key) -> dict[str, Source]:
    return {name: source for name, source in sources.items() if name not in key.provided}
