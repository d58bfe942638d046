"""conv_functions as it is graded: its own key in place of that of conv_layers, and ways to make a submission."""

import shutil
import textwrap
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from autograder.author.build import Built, build
from autograder.author.mistakes import write_mistake
from autograder.author.secret import read_secret
from autograder.box.questions import batch_of
from autograder.box.seam import Batch, Replies
from autograder.course.key import read_public, read_whole, write_key
from autograder.course.mistakes import MistakeEdit
from autograder.course.places import Homework, find_homework
from autograder.grade import gather, grade
from autograder.model import Answer, Grade, Key, Outcome

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


class RememberingBox:
    """A box that keeps all replies, in the order in which it was asked."""

    def __init__(self, box: Any) -> None:
        self._box, self.replies = box, []
        self.start, self.stop = box.start, box.stop

    def ask(self, batch: Batch) -> Replies:
        self.replies.append(self._box.ask(batch))
        return self.replies[-1]


@pytest.fixture(scope="session")
def remembering(box: Any) -> RememberingBox:
    return RememberingBox(box)


@pytest.fixture(scope="session")
def built(homework: Homework, remembering: RememberingBox, secret_file: Path) -> Built:
    return build(homework, read_secret(), [remembering])


@pytest.fixture(scope="session")
def key_folder(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("build") / "conv_functions"
    write_key(folder, built.public, built.public_arrays)
    write_key(folder, built.hidden, built.hidden_arrays)
    return folder


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
def check_as_built(public_key, built, remembering, by_hand) -> Callable[[str], Grade]:
    """Grades a known mistake by what it answered when the key was built: nothing has to be asked again."""
    key, arrays = public_key
    names = [mistake.id for mistake in built.public.mistakes]
    seen = dict(zip(names, remembering.replies[1:], strict=True))  # the first to be asked is the reference

    def graded(name: str) -> Grade:
        unasked = {case.id: Answer(outcome=Outcome.NOT_REACHED) for case in key.cases}
        gathered = by_hand.gathered(key, {**unasked, **seen[name].answers})
        return grade(key, arrays, replace(gathered, arrays=seen[name].arrays))

    return graded


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
