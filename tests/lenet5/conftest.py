"""lenet5 as it is graded: its real key, notebooks by the way that they are handed in, and a real box."""

import importlib.util
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from types import ModuleType
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

NOTEBOOK = "lenet5.ipynb"
CORPUS = Path(__file__).parents[1] / "submissions" / "lenet5"


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


@pytest.fixture(scope="session")
def notebooks() -> ModuleType:
    """What makes the sample notebooks."""
    spec = importlib.util.spec_from_file_location("notebooks", CORPUS / "notebooks.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def taught(course: Path) -> Homework:
    """The homework with all its known mistakes."""
    return find_homework(course, "lenet5")


@pytest.fixture(scope="session")
def homework(taught: Homework, tmp_path_factory: pytest.TempPathFactory) -> Homework:
    """The same without them, under another name: they take a minute to ask."""
    root, name = tmp_path_factory.mktemp("untaught"), "lenet5_untaught"
    ignored = shutil.ignore_patterns("__pycache__", "mistakes.yaml")
    shutil.copytree(taught.folder, root / "rubrics" / name, ignore=ignored)
    shutil.copytree(taught.reference, root / "reference" / name, ignore=ignored)
    return find_homework(root, name)


@pytest.fixture(scope="session")
def box(homework: Homework, isolation: str) -> Iterator[LastingBox]:
    """A real box, in which PyTorch is there and what lenet5 forbids is not."""
    rubric = read_rubric(homework.rubric)
    with closing(LastingBox(lambda: open_box(rubric.allow, rubric.limits, isolation, rubric.forbidden))) as opened:
        yield opened


@pytest.fixture(scope="session")
def key_folder(build_once: Callable[[Homework], Path], homework: Homework) -> Path:
    return build_once(homework)


@pytest.fixture(scope="session")
def whole_key(key_folder: Path) -> tuple[Key, dict[str, Any]]:
    return read_whole(key_folder)


@pytest.fixture(scope="session")
def grade_of(whole_key: tuple[Key, dict[str, Any]], box: Any) -> Callable[[Path], Grade]:
    """Grades a hand-in as an instructor does, with hidden cases; each once."""
    batch, known = batch_of(*whole_key), dict[Path, Grade]()

    def graded(path: Path) -> Grade:
        if path not in known:
            known[path] = grade(*whole_key, gather(path, *whole_key, batch, box))
        return known[path]

    return graded


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
    """As the key knows them, with the items that they break."""
    return {mistake.id: mistake for mistake in read_whole(taught_folder)[0].mistakes}


@pytest.fixture(scope="session")
def check_as_built(taught_folder: Path) -> Callable[[str], Grade]:
    """Grades a known mistake by what it answered when the key was built."""
    key, arrays = read_public(taught_folder / "public.key")
    as_built = replies_of(taught_folder, key, arrays)
    return lambda name: grade(key, arrays, as_built(name))
