"""The stage of the trainings: after the quick items, by saved weights first, and never twice for the same."""

import io
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from autograder.batch.finding import find_entries
from autograder.batch.results import EVIDENCE, INSTRUCTOR
from autograder.batch.run import Grading, run
from autograder.batch.train import Stage, put_off, train
from autograder.batch.workers import Workers
from autograder.box.questions import batch_of
from autograder.errors import BoxError
from autograder.grade import Gathered, grade
from autograder.gradebook.evidence import read_evidence
from autograder.model import Answer, Cause, Outcome, Value
from autograder.report.grade_json import grade_json
from tests.batch.conftest import RIGHT, ClassBox
from tests.test_training import SECRET_LABELS, ground

F = Fraction
CODE = RIGHT + "\nclass Net:\n    def __init__(self):\n        self.w = 1\n"
BREAKS_ONCE, BREAKS = "# breaks once\n", "# breaks in training\n"


class TrainingBox(ClassBox):
    """Answers with all labels right, or with none where the hand-in says so; remembers what it was asked."""

    asked_of_all: list[str]
    broken: set[str]

    def ask(self, batch, executed=()):
        probe = batch.questions[0].probe
        if probe.startswith("net_"):
            self.asked_of_all.append(f"{self.name} {probe}")
            once = BREAKS_ONCE in self.text and self.text not in self.broken
            if once or BREAKS in self.text:
                self.broken.add(self.text)
                self.healthy = False
                raise BoxError("the warm process has ended")
        return super().ask(batch)

    @property
    def name(self):
        return self.text.splitlines()[0].removeprefix("# ")

    def _answer(self, question):
        if not question.probe.startswith("net_"):
            return super()._answer(question)
        wrong = "# learns nothing\n" in self.text
        found = (SECRET_LABELS + wrong).astype(np.int64)
        value = Value(kind="array", dtype="int64", shape=found.shape)
        return Answer(outcome=Outcome.ANSWERED, values={"predicted": value}), {"predicted": found}


@pytest.fixture
def one():
    found = ground()
    item = replace(
        found.item, code=replace(found.item.code, file="hw.py"), cause_open=Cause.NOT_AVAILABLE, why_open="not run"
    )
    return replace(found, item=item)


@pytest.fixture
def training_key(key, one):
    items = (*key.rubric.items, one.item)
    return replace(key, rubric=replace(key.rubric, items=items, total=F(9), documents={}, weights=("weights.npz",)))


@pytest.fixture
def folder(tmp_path):
    """A class of these names, each with a line of its own in its file, and weights where asked for."""

    def write(*names, weights=(), more=None):
        for name in names:
            path = tmp_path / "class" / name / "hw.py"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"# {name}\n{(more or {}).get(name, '')}{CODE}")
            if name in weights:
                file = io.BytesIO()
                np.savez(file, w=np.ones(2))
                (path.parent / "weights.npz").write_bytes(file.getvalue())
        return tmp_path / "class"

    return write


@pytest.fixture
def class_of(tmp_path, training_key, arrays, one):
    """Grades a class in both stages; says what the boxes were asked."""

    def graded(place, *, may_run=False, key=training_key, grounds=(one,)):
        asked, broken = [], set()

        def opened():
            box = TrainingBox()
            box.asked_of_all, box.broken = asked, broken
            return box

        out, lent = tmp_path / "out", Workers(opened, 1)
        results = run(find_entries([place], key), Grading(key, arrays, out, lent, batch_of(key, arrays)), 1)
        stage = Stage(key, arrays, out, grounds, lent)
        results = train(results, stage, 1, may_run=may_run)
        waiting = [result.entry.name for result in put_off(results, stage)]
        lent.close()
        return {result.entry.name: result for result in results}, asked, waiting

    return graded


def points(result):
    return next(item for item in result.grade.items if item.id == "net")


def test_saved_weights_are_measured_and_the_others_wait(folder, class_of):
    results, asked, waiting = class_of(folder("ann", "bob", weights=["ann"]))
    assert asked == ["ann net_weights"]
    assert waiting == ["bob"]
    assert (points(results["ann"]).earned, points(results["bob"]).open) == (4, 4)
    assert points(results["bob"]).clause == "not run; weights.npz was not handed in"


def test_what_was_measured_is_not_measured_again(folder, class_of):
    place = folder("ann", "bob", weights=["ann"])
    class_of(place)
    results, asked, _ = class_of(place)
    assert asked == []
    assert all(result.skipped for result in results.values())
    results, asked, waiting = class_of(place, may_run=True)
    assert (asked, waiting) == (["bob net_run"], [])
    assert points(results["bob"]).earned == 4
    assert class_of(place, may_run=True)[1] == []


def test_another_key_for_the_quick_items_keeps_the_trainings(folder, class_of, training_key):
    place = folder("ann", weights=["ann"])
    class_of(place)
    results, asked, _ = class_of(place, key=replace(training_key, digest="c" * 64))
    assert asked == []
    assert not results["ann"].skipped
    assert points(results["ann"]).earned == 4


def test_other_files_are_measured_anew(folder, class_of):
    place = folder("ann", weights=["ann"])
    class_of(place)
    folder("ann", weights=["ann"], more={"ann": "# learns nothing\n"})
    results, asked, _ = class_of(place)
    assert asked == ["ann net_weights", "ann net_signs"]
    assert points(results["ann"]).earned == 0


def test_the_same_evidence_gives_the_same_grade(folder, class_of, training_key, arrays, tmp_path):
    place = folder("ann", weights=["ann"], more={"ann": "# learns nothing\n"})
    results, _, _ = class_of(place)
    stored = tmp_path / "out" / INSTRUCTOR / "ann"
    again = grade(training_key, arrays, Gathered(*read_evidence(stored / EVIDENCE)))
    assert grade_json(again) == (stored / "grade.json").read_bytes() == grade_json(results["ann"].grade)


def test_no_judged_label_reaches_a_students_folder(folder, class_of, tmp_path):
    class_of(folder("ann", weights=["ann"], more={"ann": "# learns nothing\n"}))
    assert {path.name for path in (tmp_path / "out/students/ann").iterdir()} == {
        "grade.json", "junit.xml", "report.html",
    }  # fmt: skip
    assert "labels" not in (tmp_path / "out/students/ann/grade.json").read_text()


def test_a_box_that_breaks_once_is_replaced_and_the_training_measured_again(folder, class_of):
    results, asked, _ = class_of(folder("ann", weights=["ann"], more={"ann": BREAKS_ONCE}))
    assert asked == ["ann net_weights"] * 2
    assert (points(results["ann"]).earned, results["ann"].ours) == (4, False)


def test_what_fails_by_our_fault_is_open_said_and_tried_again(folder, class_of):
    place = folder("ann", "bob", weights=["ann", "bob"], more={"ann": BREAKS})
    results, _, _ = class_of(place)
    line = points(results["ann"])
    assert (line.state, line.open, line.cause) == ("open", 4, Cause.OURS)
    assert results["ann"].problem == "training: the warm process has ended"
    assert points(results["bob"]).earned == 4
    assert class_of(place)[1] == ["ann net_weights"] * 2


def test_a_template_has_nothing_to_train(folder, class_of):
    place = folder("ann")
    (place / "ann" / "hw.py").write_text(f"# ann\n{RIGHT}\nclass Net:\n    def __init__(self):\n        pass\n")
    results, asked, waiting = class_of(place)
    line = points(results["ann"])
    assert (asked, waiting, line.state, line.earned, line.open) == ([], [], "not begun", 0, 0)
