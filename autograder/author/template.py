"""The student template: the reference with every solution region replaced by a stub that names the task."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from autograder.author.notebooks import SUFFIX, handed_out
from autograder.author.regions import has_region, stubbed
from autograder.errors import BuildError
from autograder.records import to_json

MARKER = ".autograder.json"
NOISE = ("__pycache__", ".ipynb_checkpoints")


def template_files(homework: str, reference: Path) -> dict[str, str]:
    """Every file of the template by its name, the marker that says which homework this is among them."""
    files = {name: _for_students(text, name) for name, text in _texts(reference)}
    return {**files, MARKER: to_json({"homework": homework}).decode() + "\n"}


def provided_files(reference: Path) -> dict[str, str]:
    """The files that students receive as they are. No notebook is among them: running it changes it."""
    files = _texts(reference)
    return {name: text for name, text in files if not name.endswith(SUFFIX) and not has_region(text)}


def notebook_templates(reference: Path) -> dict[str, str]:
    """Every notebook by its name, as students receive it: what they were given, to compare theirs with."""
    return {name: handed_out(text, name) for name, text in _texts(reference) if name.endswith(SUFFIX)}


def solved_notebooks(reference: Path) -> dict[str, str]:
    """Every notebook by its name, as the reference has it."""
    return {name: text for name, text in _texts(reference) if name.endswith(SUFFIX)}


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
            yield (name := path.relative_to(reference).as_posix()), _text(path, name)


def _text(path: Path, name: str) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise BuildError(f"{name}: no text in UTF-8, and a template is made of texts") from None


def _for_students(text: str, name: str) -> str:
    if name.endswith(SUFFIX):
        return handed_out(text, name)
    return stubbed(text, lambda line: f"{name}:{line}")
