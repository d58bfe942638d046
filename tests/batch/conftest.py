"""A homework of one function that doubles, a class in a folder, and boxes that know what each would answer."""

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.batch.finding import find_entries
from autograder.batch.run import Grading, Result, run
from autograder.batch.workers import Workers
from autograder.box.fake import FakeBox, Reply
from autograder.box.questions import batch_of
from autograder.box.seam import Batch, Question, Replies
from autograder.errors import BoxError
from autograder.model import KEY_SCHEMA, Answer, Case, Code, Item, Key, Limits, Outcome, Rubric, Share, Tell, Value

Arrays = dict[str, Any]
PROBES = "def double(student, x):\n    return {'out': student.double(x)}\n"
RIGHT = "def double(x):\n    return 2 * x\n"
WRONG = "def double(x):\n    return 3 * x\n"
BREAKS = "# the box breaks\n"
BUG = "# the grader has a mistake\n"


class ClassBox(FakeBox):
    """Answers as the copied hand-in would: by the factor that stands in it. Nothing is executed."""

    def __init__(self) -> None:
        super().__init__(self._answer, level="landlock+seccomp")
        self.healthy, self.closed = True, False
        self.breaks = BREAKS
        self.asked = 0

    def start(self, source: Path) -> None:
        super().start(source)
        self.text = (source / "hw.py").read_text() if (source / "hw.py").is_file() else ""

    def ask(self, batch: Batch) -> Replies:
        if self.closed or not self.healthy:
            raise BoxError("the warm process has ended")
        self.asked += 1
        if self.breaks in self.text:
            self.healthy = False
            raise BoxError("the warm process does not answer")
        if BUG in self.text:
            raise ZeroDivisionError("division by zero")
        return super().ask(batch)

    def kill(self) -> None:
        self.healthy = False

    def close(self) -> None:
        self.closed = True

    def _answer(self, question: Question) -> Reply:
        if not self.text:
            return Answer(outcome=Outcome.MISSING), {}
        out = question.arrays["x"] * (2 if "2 *" in self.text else 3)
        value = Value(kind="array", dtype=out.dtype.name, shape=out.shape)
        return Answer(outcome=Outcome.ANSWERED, values={"out": value}, seconds=0.01), {"out": out}


@pytest.fixture(scope="session")
def key() -> Key:
    shares = (Share(group="handout", points=Fraction(3)), Share(group="general", points=Fraction(2)))
    code = Code(file="hw.py", name="double")
    item = Item(
        id="double", title="Double", check="values", shares=shares, tell=Tell.HINT, code=code, probe="double"
    )
    rubric = Rubric(
        homework="tiny", title="Tiny", total=Fraction(5), code=("hw.py",), documents={"notebook": "hw.ipynb"},
        allow=("numpy",), limits=Limits(), tell=Tell.HINT, provided="restore", items=(item,),
    )  # fmt: skip
    names = {"double/1": "handout", "double/2": "general"}
    cases = tuple(
        Case(
            id=name, item="double", probe="double", group=group, settings={"N": 2}, arrays=("x",), outputs=("out",)
        )
        for name, group in names.items()
    )
    return Key(
        schema=KEY_SCHEMA, part="whole", rubric=rubric, probes=PROBES, provided={}, cases=cases,
        digest="a" * 64, hidden_digest="b" * 64,
    )  # fmt: skip


@pytest.fixture(scope="session")
def arrays(key: Key) -> Arrays:
    inputs = {f"{case.id}/in/x": np.arange(n, n + 3.0) for n, case in enumerate(key.cases, 1)}
    right = {f"{case.id}/out//out": 2 * inputs[f"{case.id}/in/x"] for case in key.cases}
    marks = {"fingerprint/status": np.zeros((0, 0), np.int8), "fingerprint/marks": np.zeros((0, 0))}
    return {**inputs, **right, **marks}


@pytest.fixture
def classroom(tmp_path) -> Callable[[Mapping[str, str]], Path]:
    """A folder with a hand-in for each name: the text of its hw.py; a name with a suffix is a file instead."""

    def write(hand_ins: Mapping[str, str]) -> Path:
        folder = tmp_path / "class"
        for name, text in hand_ins.items():
            path = folder / name if "." in name else folder / name / "hw.py"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return folder

    return write


class Run:
    """What a run of a class said, and the boxes that it used."""

    def __init__(self) -> None:
        self.boxes: list[ClassBox] = []
        self.results: list[Result] = []
        self.heard: list[str] = []

    @property
    def asked(self) -> int:
        return sum(box.asked for box in self.boxes)

    def __getitem__(self, name: str) -> Result:
        return next(result for result in self.results if result.entry.name == name)


@pytest.fixture
def grade_class(tmp_path, key, arrays) -> Callable[..., Run]:
    """Grades the hand-ins of a folder into `out`, as `autograder grade` does."""

    def graded(
        *places: Path,
        key: Key = key,
        out: Path | None = None,
        workers: int = 1,
        open_box: Callable[[], ClassBox] = ClassBox,
    ) -> Run:
        this = Run()

        def opened() -> ClassBox:
            this.boxes.append(open_box())
            return this.boxes[-1]

        lent = Workers(opened, workers)
        entries = find_entries(places, key)
        try:
            grading = Grading(key, arrays, out or tmp_path / "grades", lent, batch_of(key, arrays))
            this.results = run(entries, grading, workers, lambda result: this.heard.append(result.entry.name))
        finally:
            lent.close()
        return this

    return graded


@pytest.fixture(scope="session")
def zipped() -> Callable[[Mapping[str, str]], bytes]:
    def pack(files: Mapping[str, str]) -> bytes:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            for name, text in files.items():
                archive.writestr(name, text)
        return file.getvalue()

    return pack


@pytest.fixture
def other_key(key) -> Callable[..., Key]:
    return lambda **changes: replace(key, **changes)
