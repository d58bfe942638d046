"""conv_functions as it is graded: its own key in place of that of conv_layers, and ways to make a submission."""

import shutil
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.author.mistakes import write_mistake
from autograder.box.questions import batch_of
from autograder.course.key import read_public, read_whole
from autograder.course.mistakes import MistakeEdit
from autograder.course.places import Homework, find_homework
from autograder.grade import gather, grade
from autograder.model import Grade, Key
from tests.conftest import replies_of

CODE = (
    "conv-forward", "conv-backward", "pool-forward", "pool-backward",
    "euclidean-forward", "euclidean-backward", "softmax-forward", "softmax-backward",
)  # fmt: skip


@pytest.fixture(scope="session")
def code_items() -> tuple[str, ...]:
    """The items that cases decide, in the rubric's order."""
    return CODE


@pytest.fixture(scope="session")
def homework(course: Path) -> Homework:
    return find_homework(course, "conv_functions")


@pytest.fixture(scope="session")
def key_folder(build_once: Callable[[Homework], Path], homework: Homework) -> Path:
    return build_once(homework)


@pytest.fixture(scope="session")
def whole_key(key_folder: Path) -> tuple[Key, dict[str, Any]]:
    return read_whole(key_folder)


@pytest.fixture(scope="session")
def public_key(key_folder: Path) -> tuple[Key, dict[str, Any]]:
    return read_public(key_folder / "public.key")


def _grader(key: tuple[Key, dict[str, Any]], box: Any) -> Callable[[Path], Grade]:
    batch = batch_of(*key)
    return lambda path: grade(*key, gather(path, *key, batch, box))


@pytest.fixture(scope="session")
def grade_of(whole_key: tuple[Key, dict[str, Any]], box: Any) -> Callable[[Path], Grade]:
    """Grades a submission as an instructor does, with hidden cases."""
    return _grader(whole_key, box)


@pytest.fixture(scope="session")
def check_of(public_key: tuple[Key, dict[str, Any]], box: Any) -> Callable[[Path], Grade]:
    """Grades a submission as its student does, with public cases only."""
    return _grader(public_key, box)


@pytest.fixture(scope="session")
def check_as_built(key_folder, public_key) -> Callable[[str], Grade]:
    """Grades a known mistake by what it answered when the key was built."""
    as_built = replies_of(key_folder, *public_key)
    return lambda name: grade(*public_key, as_built(name))


@pytest.fixture(scope="session")
def item_of() -> Callable[[Grade, str], Any]:
    return lambda grade, name: next(item for item in grade.items if item.id == name)


@pytest.fixture(scope="session")
def lost_in() -> Callable[[Grade], dict[str, Any]]:
    """The points that were lost, by item; what lost none is left out."""
    return lambda grade: {item.id: item.lost for item in grade.items if item.lost}


@pytest.fixture
def make_mistake(homework: Homework, tmp_path: Path) -> Callable[[MistakeEdit], Path]:
    """The reference with one known mistake in it."""

    def made(mistake: MistakeEdit) -> Path:
        folder = tmp_path / mistake.id
        write_mistake(mistake, homework.reference, homework.folder / "bases", folder)
        return folder

    return made


@pytest.fixture
def make_submission(homework: Homework, tmp_path: Path) -> Callable[..., Path]:
    """The reference with some of its functions, or the whole of a file, written anew."""

    def made(functions: str = "", loss: str = "", *, base: str = "") -> Path:
        folder = tmp_path / "made"
        shutil.copytree(homework.reference, folder, ignore=shutil.ignore_patterns("__pycache__"))
        if base:
            shutil.copytree(homework.folder / "bases" / base, folder, dirs_exist_ok=True)
        for file, text in (("functions.py", functions), ("loss.py", loss)):
            path = folder / file
            path.write_text(path.read_text("utf-8") + "\n\n" + textwrap.dedent(text), encoding="utf-8")
        return folder

    return made
