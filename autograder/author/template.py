"""The student template: the reference with every solution region replaced by a stub that names the task."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from autograder.errors import BuildError
from autograder.records import to_json

MARKER = ".autograder.json"
BEGIN = re.compile(r"^(?P<indent>\s*)# begin solution: (?P<task>.+?)\s*$")
END = re.compile(r"^\s*# end solution\s*$")
NOISE = ("__pycache__", ".ipynb_checkpoints")


def template_files(homework: str, reference: Path) -> dict[str, str]:
    """Every file of the template by its name, the marker that says which homework this is among them."""
    files = {name: stubbed(text, name) for name, text in _texts(reference)}
    return {**files, MARKER: to_json({"homework": homework}).decode() + "\n"}


def provided_files(reference: Path) -> dict[str, str]:
    """The files that students receive as they are."""
    return {name: text for name, text in _texts(reference) if not _has_region(text)}


def stubbed(text: str, name: str) -> str:
    """Raises BuildError when a region is not closed, or begins inside another."""
    lines: list[str] = []
    inside = ""
    for number, line in enumerate(text.splitlines(), 1):
        if begins := BEGIN.match(line):
            if inside:
                raise BuildError(f"{name}:{number}: a solution region begins inside another")
            inside = begins["task"]
            lines.append(f'{begins["indent"]}raise NotImplementedError("{inside}")')
        elif END.match(line):
            if not inside:
                raise BuildError(f"{name}:{number}: a solution region ends that has not begun")
            inside = ""
        elif not inside:
            lines.append(line)
    if inside:
        raise BuildError(f"{name}: the solution region {inside!r} is not closed")
    return "\n".join(lines) + "\n" if lines else ""


def write_template(files: Mapping[str, str], target: Path) -> None:
    for name, text in files.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def differences(files: Mapping[str, str], target: Path) -> list[str]:
    """The names that are missing, changed or too many in an existing template."""
    present = {
        p.relative_to(target).as_posix(): p.read_text(encoding="utf-8")
        for p in target.rglob("*")
        if p.is_file() and not any(part in NOISE for part in p.parts)
    }
    return sorted(name for name in {*files, *present} if files.get(name) != present.get(name))


def _texts(reference: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(reference.rglob("*")):
        if path.is_file() and not any(part in NOISE for part in path.parts):
            yield path.relative_to(reference).as_posix(), path.read_text(encoding="utf-8")


def _has_region(text: str) -> bool:
    return any(BEGIN.match(line) for line in text.splitlines())
