"""lenet5 as modules: what each notebook defines, under the notebook's name as a Python file. So everything that
cases decide can be asked in the box although a notebook cannot be yet."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import torch

from autograder.box.choose import open_box
from autograder.box.questions import batch_of
from autograder.course.key import read_public, read_whole
from autograder.course.places import Homework, find_homework
from autograder.course.rubric import read_rubric
from autograder.grade import gather, grade
from autograder.intake.notebook.definitions import lift
from autograder.intake.notebook.reading import read_notebook
from autograder.model import Grade, Key, Mistake
from tests.conftest import LastingBox, replies_of

NOTEBOOK, MODULE = "lenet5.ipynb", "lenet5.py"
BEHIND_AUTOGRAD = ("sympy", "mpmath")  # torch imports them at the first backward pass
NOT_DECIDED_BY_CASES = ("layers", "own-layers", "training", "notebook", "report")


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    """Small tensors gain nothing from a second thread, and lose much where others compute as well."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


def lifted(path: Path) -> str:
    """The module that a notebook's definitions make."""
    return lift(read_notebook(path.read_bytes(), path.name)).source + "\n"


def as_modules(source: Path, target: Path) -> None:
    """A copy of a folder in which every notebook has become a module."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    for path in list(target.rglob(NOTEBOOK)):
        path.with_name(MODULE).write_text(lifted(path), encoding="utf-8")
        path.unlink()


def _replace(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def course_of_modules(course: Path, root: Path, name: str) -> Homework:
    """lenet5 under another name, in a course folder of its own."""
    for part in ("rubrics", "reference"):
        as_modules(course / part / "lenet5", root / part / name)
    rubric, mistakes = (root / "rubrics" / name / file for file in ("rubric.yaml", "mistakes.yaml"))
    _replace(rubric, (f"code: {NOTEBOOK} ", f"code: {MODULE} "), ("hand-in:", f"hand-in:\n  code: [{MODULE}]"))
    _replace(mistakes, (f"file: {NOTEBOOK}\n", f"file: {MODULE}\n"))
    return find_homework(root, name)


@pytest.fixture(scope="session")
def homework(course: Path, tmp_path_factory: pytest.TempPathFactory) -> Homework:
    """Without known mistakes, which take two minutes to ask."""
    homework = course_of_modules(course, tmp_path_factory.mktemp("modules"), "lenet5_modules")
    homework.mistakes.unlink()
    return homework


@pytest.fixture(scope="session")
def taught(course: Path, tmp_path_factory: pytest.TempPathFactory) -> Homework:
    """With all known mistakes."""
    return course_of_modules(course, tmp_path_factory.mktemp("taught"), "lenet5_taught")


@pytest.fixture(scope="session")
def box(homework: Homework, isolation: str) -> Iterator[LastingBox]:
    """A real box in which torch is allowed."""
    rubric = read_rubric(homework.rubric)
    with closing(
        LastingBox(lambda: open_box((*rubric.allow, *BEHIND_AUTOGRAD), rubric.limits, isolation))
    ) as opened:
        yield opened


@pytest.fixture(scope="session")
def key_folder(build_once: Callable[[Homework], Path], homework: Homework) -> Path:
    return build_once(homework)


@pytest.fixture(scope="session")
def whole_key(key_folder: Path) -> tuple[Key, dict[str, Any]]:
    return read_whole(key_folder)


@pytest.fixture(scope="session")
def grade_of(whole_key: tuple[Key, dict[str, Any]], box: Any) -> Callable[[Path], Grade]:
    """Grades a folder of modules as an instructor does, with hidden cases."""
    batch = batch_of(*whole_key)
    return lambda path: grade(*whole_key, gather(path, *whole_key, batch, box))


@pytest.fixture(scope="session")
def taught_folder(build_once: Callable[[Homework], Path], taught: Homework) -> Path:
    return build_once(taught)


@pytest.fixture(scope="session")
def known_mistakes(taught_folder: Path) -> dict[str, Mistake]:
    """As the key knows them, with the items that they break."""
    return {mistake.id: mistake for mistake in read_whole(taught_folder)[0].mistakes}


@pytest.fixture(scope="session")
def check_as_built(taught_folder: Path) -> Callable[[str], Grade]:
    """Grades a known mistake by what it answered when the key was built."""
    key, arrays = read_public(taught_folder / "public.key")
    as_built = replies_of(taught_folder, key, arrays)
    return lambda name: grade(key, arrays, as_built(name))
