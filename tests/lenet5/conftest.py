"""lenet5 as modules: what each notebook defines, under the notebook's name as a Python file. So everything that
cases decide can be asked in the box although a notebook cannot be yet."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from autograder.box.choose import open_box
from autograder.box.questions import batch_of
from autograder.course.key import read_public, read_whole
from autograder.course.places import Homework, find_homework
from autograder.course.rubric import read_rubric
from autograder.grade import gather, grade
from autograder.intake.notebook.definitions import lift
from autograder.intake.notebook.reading import read_notebook
from autograder.model import Grade, Key
from tests.conftest import LastingBox, replies_of

NOTEBOOK, MODULE = "lenet5.ipynb", "lenet5.py"
BEHIND_AUTOGRAD = ("sympy", "mpmath")  # torch imports them at the first backward pass
NOT_DECIDED_BY_CASES = ("layers", "own-layers", "training", "notebook", "report")


def lifted(path: Path) -> str:
    """The module that a notebook's definitions make."""
    return lift(read_notebook(path.read_bytes(), path.name)).source + "\n"


def as_modules(source: Path, target: Path) -> None:
    """A copy of a folder in which every notebook has become a module."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    for path in list(target.rglob(NOTEBOOK)):
        path.with_name(MODULE).write_text(lifted(path), encoding="utf-8")
        path.unlink()


def _in_terms_of_modules(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    text = text.replace(f"code: {NOTEBOOK} ", f"code: {MODULE} ").replace(f"file: {NOTEBOOK}\n    right", f"file: {MODULE}\n    right")
    text = text.replace(f"  notebook: {NOTEBOOK}", f"  code: [{MODULE}]\n  notebook: {NOTEBOOK}")
    path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="session")
def homework(course: Path, tmp_path_factory: pytest.TempPathFactory) -> Homework:
    root = tmp_path_factory.mktemp("modules")
    for part in ("rubrics", "reference"):
        as_modules(course / part / "lenet5", root / part / "lenet5")
    for name in ("rubric.yaml", "mistakes.yaml"):
        _in_terms_of_modules(root / "rubrics" / "lenet5" / name)
    return find_homework(root, "lenet5")


@pytest.fixture(scope="session")
def box(homework: Homework, isolation: str) -> Iterator[LastingBox]:
    """A real box in which torch is allowed."""
    rubric = read_rubric(homework.rubric)
    with closing(LastingBox(lambda: open_box((*rubric.allow, *BEHIND_AUTOGRAD), rubric.limits, isolation))) as opened:
        yield opened


@pytest.fixture(scope="session")
def key_folder(build_once: Callable[[Homework], Path], homework: Homework) -> Path:
    return build_once(homework)


@pytest.fixture(scope="session")
def whole_key(key_folder: Path) -> tuple[Key, dict[str, Any]]:
    return read_whole(key_folder)


@pytest.fixture(scope="session")
def public_key(key_folder: Path) -> tuple[Key, dict[str, Any]]:
    return read_public(key_folder / "public.key")


@pytest.fixture(scope="session")
def grade_of(whole_key: tuple[Key, dict[str, Any]], box: Any) -> Callable[[Path], Grade]:
    """Grades a folder of modules as an instructor does, with hidden cases."""
    batch = batch_of(*whole_key)
    return lambda path: grade(*whole_key, gather(path, *whole_key, batch, box))


@pytest.fixture(scope="session")
def check_as_built(key_folder: Path, public_key: tuple[Key, dict[str, Any]]) -> Callable[[str], Grade]:
    """Grades a known mistake by what it answered when the key was built."""
    as_built = replies_of(key_folder, *public_key)
    return lambda name: grade(*public_key, as_built(name))
