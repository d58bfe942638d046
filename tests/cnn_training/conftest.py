"""cnn_training as it is graded: its own key in place of that of conv_layers, with or without its known mistakes."""

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
from tests.submissions.cnn_training.notebooks import HERE, NAME, with_cells

Graded = Callable[[Path], Grade]


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    """Small tensors gain nothing from a second thread, and lose much where others compute as well."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


def defined(folder: Path) -> dict[str, Any]:
    """What a notebook defines, as its module is asked in the box."""
    notebook = folder / NAME
    space: dict[str, Any] = {"__name__": "cnn_training"}
    source = lift(read_notebook(notebook.read_bytes(), notebook.name)).source
    exec(compile(source, NAME, "exec"), space)
    return space


@pytest.fixture(scope="session")
def taught(course: Path) -> Homework:
    """The homework with all its known mistakes."""
    return find_homework(course, "cnn_training")


@pytest.fixture(scope="session")
def homework(taught: Homework, tmp_path_factory: pytest.TempPathFactory) -> Homework:
    """The same without them, under another name: they take minutes to ask."""
    root, name = tmp_path_factory.mktemp("untaught"), "cnn_untaught"
    ignored = shutil.ignore_patterns("__pycache__", "mistakes.yaml")
    shutil.copytree(taught.folder, root / "rubrics" / name, ignore=ignored)
    shutil.copytree(taught.reference, root / "reference" / name, ignore=ignored)
    shutil.copytree(taught.template, root / "student_template" / name, ignore=ignored)
    return find_homework(root, name)


@pytest.fixture(scope="session")
def box(homework: Homework, isolation: str) -> Iterator[LastingBox]:
    """A real box in which torch is allowed."""
    rubric = read_rubric(homework.rubric)
    with closing(LastingBox(lambda: open_box(rubric.allow, rubric.limits, isolation, rubric.forbidden))) as opened:
        yield opened


@pytest.fixture(scope="session")
def whole_key(build_once: Callable[[Homework], Path], homework: Homework) -> tuple[Key, dict[str, Any]]:
    return read_whole(build_once(homework))


def _grader(key: tuple[Key, dict[str, Any]], box: Any) -> Graded:
    batch, known = batch_of(*key), dict[Path, Grade]()

    def graded(path: Path) -> Grade:
        if path not in known:
            known[path] = grade(*key, gather(path, *key, batch, box))
        return known[path]

    return graded


@pytest.fixture(scope="session")
def grade_of(whole_key: tuple[Key, dict[str, Any]], box: Any) -> Graded:
    """Grades a submission as an instructor does, with hidden cases."""
    return _grader(whole_key, box)


@pytest.fixture(scope="session")
def taught_folder(build_once: Callable[[Homework], Path], taught: Homework) -> Path:
    return build_once(taught)


@pytest.fixture(scope="session")
def grade_by_taught(taught_folder: Path, box: Any) -> Graded:
    """Grades a submission with everything, known mistakes among it."""
    return _grader(read_whole(taught_folder), box)


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
