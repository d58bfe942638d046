"""Where a homework's files lie."""

from dataclasses import dataclass
from pathlib import Path

from autograder.course.wording import quoted
from autograder.errors import UsageError
from autograder.listed import listed
from autograder.nearest import nearest


@dataclass(frozen=True)
class Homework:
    """One assignment: its name, and the course folder that holds it."""

    root: Path
    id: str

    @property
    def folder(self) -> Path:
        return self.root / "rubrics" / self.id

    @property
    def rubric(self) -> Path:
        return self.folder / "rubric.yaml"

    @property
    def cases(self) -> Path:
        return self.folder / "cases.py"

    @property
    def probes(self) -> Path:
        return self.folder / "probes.py"

    @property
    def mistakes(self) -> Path:
        return self.folder / "mistakes.yaml"

    @property
    def reference(self) -> Path:
        return self.root / "reference" / self.id

    @property
    def template(self) -> Path:
        return self.root / "student_template" / self.id

    @property
    def build(self) -> Path:
        return self.root / "build" / self.id


def homeworks(root: Path) -> tuple[Homework, ...]:
    """Every folder of `rubrics/` that has a rubric, by name."""
    return tuple(Homework(root, path.parent.name) for path in sorted(root.glob("rubrics/*/rubric.yaml")))


def find_homework(root: Path, homework_id: str) -> Homework:
    """Raises UsageError, with the nearest name, when there is no such homework."""
    known = {homework.id: homework for homework in homeworks(root)}
    if homework_id in known:
        return known[homework_id]
    if not known:
        raise UsageError(f"no homework in {root}: expected rubrics/<homework>/rubric.yaml in it")
    close = nearest(homework_id, known)
    ending = f"the nearest name is {quoted(close)}" if close else f"there are {listed(known)}"
    raise UsageError(f"no homework {quoted(homework_id)} in {root / 'rubrics'}; {ending}")
