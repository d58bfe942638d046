"""lenet5 as it is graded: its real key, notebooks by the way that they are handed in, and a real box."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from autograder.course.key import read_whole
from autograder.course.places import Homework, find_homework
from autograder.model import Grade, Key, Mistake
from tests.conftest import LastingBox, lasting_box
from tests.submissions.lenet5 import notebooks as sample_notebooks
from tests.torch_homeworks import Graded, grader, grader_as_built, mistakes_in, on_one_thread, untaught

NOTEBOOK = "lenet5.ipynb"
CORPUS = Path(__file__).parents[1] / "submissions" / "lenet5"


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    with on_one_thread():
        yield


@pytest.fixture(scope="session")
def notebooks() -> ModuleType:
    """What makes the sample notebooks."""
    return sample_notebooks


@pytest.fixture(scope="session")
def taught(course: Path) -> Homework:
    """The homework with all its known mistakes."""
    return find_homework(course, "lenet5")


@pytest.fixture(scope="session")
def homework(taught: Homework, tmp_path_factory: pytest.TempPathFactory) -> Homework:
    return untaught(taught, tmp_path_factory.mktemp("untaught"))


@pytest.fixture(scope="session")
def box(homework: Homework, isolation: str) -> Iterator[LastingBox]:
    """A real box, in which PyTorch is there and what lenet5 forbids is not."""
    yield from lasting_box(homework, isolation)


@pytest.fixture(scope="session")
def key_folder(build_once: Callable[[Homework], Path], homework: Homework) -> Path:
    return build_once(homework)


@pytest.fixture(scope="session")
def whole_key(key_folder: Path) -> tuple[Key, dict[str, Any]]:
    return read_whole(key_folder)


@pytest.fixture(scope="session")
def grade_of(whole_key: tuple[Key, dict[str, Any]], box: Any) -> Graded:
    """Grades a hand-in as an instructor does, with hidden cases; each once."""
    return grader(whole_key, box)


@pytest.fixture(scope="session")
def grade_of_a_run(whole_key: tuple[Key, dict[str, Any]], box: Any) -> Graded:
    """The same with the notebook run from top to bottom."""
    return grader(whole_key, box, runs=True)


@pytest.fixture
def graded(grade_of: Callable[[Path], Grade], tmp_path: Path) -> Callable[[str], Grade]:
    """The same of a notebook's text."""

    def run(text: str) -> Grade:
        (tmp_path / NOTEBOOK).write_text(text, encoding="utf-8")
        return grade_of(tmp_path)

    return run


@pytest.fixture(scope="session")
def taught_folder(build_once: Callable[[Homework], Path], taught: Homework) -> Path:
    return build_once(taught)


@pytest.fixture(scope="session")
def known_mistakes(taught_folder: Path) -> dict[str, Mistake]:
    return mistakes_in(taught_folder)


@pytest.fixture(scope="session")
def check_as_built(taught_folder: Path) -> Callable[[str], Grade]:
    return grader_as_built(taught_folder)
