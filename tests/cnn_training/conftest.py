"""cnn_training as it is graded: its own key in place of that of conv_layers, with or without its known mistakes."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.box.inside.bars import BARS, Bars
from autograder.course.key import read_whole
from autograder.course.places import Homework, find_homework
from autograder.model import Grade, Key, Mistake
from tests.conftest import LastingBox, lasting_box
from tests.submissions.cnn_training.notebooks import HERE, NAME, with_cells
from tests.torch_homeworks import Graded, grader, grader_as_built, lifted, mistakes_in, on_one_thread, untaught


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    with on_one_thread():
        yield


def defined(folder: Path) -> dict[str, Any]:
    """What a notebook defines, as its module is asked in the box, where progress bars are stood in for."""
    space: dict[str, Any] = {"__name__": "cnn_training"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "meta_path", [Bars(), *sys.meta_path])
        exec(compile(lifted(folder / NAME), NAME, "exec"), space)
    for name in BARS:
        sys.modules.pop(name, None)
    return space


@pytest.fixture(scope="session")
def taught(course: Path) -> Homework:
    """The homework with all its known mistakes."""
    return find_homework(course, "cnn_training")


@pytest.fixture(scope="session")
def homework(taught: Homework, tmp_path_factory: pytest.TempPathFactory) -> Homework:
    return untaught(taught, tmp_path_factory.mktemp("untaught"))


@pytest.fixture(scope="session")
def box(homework: Homework, isolation: str) -> Iterator[LastingBox]:
    """A real box in which torch is allowed."""
    yield from lasting_box(homework, isolation)


@pytest.fixture(scope="session")
def whole_key(build_once: Callable[[Homework], Path], homework: Homework) -> tuple[Key, dict[str, Any]]:
    return read_whole(build_once(homework))


@pytest.fixture(scope="session")
def grade_of(whole_key: tuple[Key, dict[str, Any]], box: Any) -> Graded:
    """Grades a submission as an instructor does, with hidden cases."""
    return grader(whole_key, box)


@pytest.fixture(scope="session")
def grade_of_a_run(whole_key: tuple[Key, dict[str, Any]], box: Any) -> Graded:
    """The same with the notebook run from top to bottom."""
    return grader(whole_key, box, runs=True)


@pytest.fixture(scope="session")
def taught_folder(build_once: Callable[[Homework], Path], taught: Homework) -> Path:
    return build_once(taught)


@pytest.fixture(scope="session")
def grade_by_taught(taught_folder: Path, box: Any) -> Graded:
    """Grades a submission with everything, known mistakes among it."""
    return grader(read_whole(taught_folder), box)


@pytest.fixture(scope="session")
def known_mistakes(taught_folder: Path) -> dict[str, Mistake]:
    return mistakes_in(taught_folder)


@pytest.fixture(scope="session")
def check_as_built(taught_folder: Path) -> Callable[[str], Grade]:
    return grader_as_built(taught_folder)


@pytest.fixture(scope="session")
def wrong_folder(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A folder with the notebook of a wrong submission, made once."""
    root = tmp_path_factory.mktemp("wrong")

    def made(name: str) -> Path:
        folder = root / name
        if not folder.exists():
            folder.mkdir()
            (folder / NAME).write_text(with_cells(HERE / "wrong" / f"{name}.py"), encoding="utf-8")
        return folder

    return made
