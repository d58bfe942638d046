"""What tests of the homeworks in PyTorch share: one thread, a key without known mistakes, graders that remember."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch

from autograder.author.template import NOISE
from autograder.box.questions import batch_of
from autograder.course.key import read_public, read_whole
from autograder.course.places import Homework, find_homework
from autograder.grade import gather, grade
from autograder.intake.notebook.definitions import lift
from autograder.intake.notebook.reading import read_notebook
from autograder.model import Grade, Key, Mistake
from tests.conftest import replies_of

Graded = Callable[[Path], Grade]


@contextmanager
def on_one_thread() -> Iterator[None]:
    """Small tensors gain nothing from a second thread, and lose much where others compute as well."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


def lifted(notebook: Path) -> str:
    """The module that a notebook's definitions make."""
    return lift(read_notebook(notebook.read_bytes(), notebook.name)).source + "\n"


def untaught(taught: Homework, root: Path) -> Homework:
    """A copy under another name without the known mistakes, which take minutes to ask."""
    name = f"{taught.id}_untaught"
    ignored = shutil.ignore_patterns(*NOISE, "mistakes.yaml")
    for part, folder in (
        ("rubrics", taught.folder), ("reference", taught.reference), ("student_template", taught.template),
    ):  # fmt: skip
        shutil.copytree(folder, root / part / name, ignore=ignored)
    return find_homework(root, name)


def grader(key: tuple[Key, dict[str, Any]], box: Any, *, runs: bool = False) -> Graded:
    """Grades a folder, each once. Cases are asked of a notebook's definitions; with `runs` all its cells are run as
    well, as for an instructor, which takes seconds."""
    batch, known = batch_of(*key), dict[Path, Grade]()

    def graded(path: Path) -> Grade:
        if path not in known:
            known[path] = grade(*key, gather(path, *key, batch, box, own=not runs))
        return known[path]

    return graded


def mistakes_in(key_folder: Path) -> dict[str, Mistake]:
    """As the key knows them, with the items that they break."""
    return {mistake.id: mistake for mistake in read_whole(key_folder)[0].mistakes}


def grader_as_built(key_folder: Path) -> Callable[[str], Grade]:
    """Grades a known mistake by what it answered when the key was built."""
    key, arrays = read_public(key_folder / "public.key")
    as_built = replies_of(key_folder, key, arrays)
    return lambda name: grade(key, arrays, as_built(name))
