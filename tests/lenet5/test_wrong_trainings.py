"""Each wrong training, run in a real box, earns what it reached and is told why; a right one is told nothing."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pytest

from autograder.author.mistakes import write_mistake
from autograder.box.choose import open_box
from autograder.data.dataset import DataSet, Given, Split
from autograder.explain.training import explain_training
from autograder.intake.submission import open_submission
from autograder.judge.training import Reached, reached
from autograder.model import (
    KEY_SCHEMA,
    Code,
    Finding,
    Item,
    ItemGrade,
    Key,
    Limits,
    Outcome,
    Rubric,
    Rung,
    Share,
    Target,
    Tell,
    Trained,
)  # fmt: skip
from autograder.training.ground import Ground, limits_of
from autograder.training.measure import measure
from tests.conftest import LastingBox
from tests.lenet5.test_trainings import CORPUS, ROWS, SIDE, TEST, TRAINING, VERDICTS, Data, drawn, edits_of

TOLD = {name: row["told"] for name, row in ROWS.items() if "told" in row}
RIGHT = [name for name in ROWS if name not in TOLD]
QUICK = (
    "zero-grad-forgotten", "softmax-twice", "labels-from-1-to-10", "pixels-to-255", "weight-not-registered",
    "optimiser-of-another-network", "no-activation", "looks-for-the-test-labels",
)  # fmt: skip
LATE = {"right": "model.train()", "wrong": "model.train()\nshare = 1 / (ENDS - epoch)"}
SOME, FULL = Fraction(35, 100), Fraction(9, 10)
BUDGET, POINTS = 20.0, Fraction(10)


def named(names):
    return [name if name in QUICK else pytest.param(name, marks=pytest.mark.long) for name in names]


def split(data: Data) -> Split:
    return Split(images=data.images, labels=data.labels)


@pytest.fixture(scope="module")
def ground() -> Ground:
    """As many images as the corpus itself is tried on."""
    data = DataSet(
        name="digits", given=Given(train=split(TRAINING), validation=split(drawn(3, 50))), judged=split(TEST),
        classes=tuple("0123456789"), layout="NCHW",
    )  # fmt: skip
    ladder = (Rung(accuracy=SOME, points=Fraction(0)), Rung(accuracy=FULL, points=POINTS))
    target = Target(
        ladders={"digits": ladder}, measure=("run",), budget_seconds=BUDGET, network="LeNet5", arguments=(SIDE,)
    )
    item = Item(
        id="training", title="Training", check="training", shares=(Share(group="all", points=POINTS),),
        tell=Tell.HINT, code=Code(file="base.py", name="train"), target=target,
    )  # fmt: skip
    return Ground(item, target, data)


@pytest.fixture(scope="module")
def key(ground: Ground) -> Key:
    rubric = Rubric(
        homework="tiny", title="Tiny", total=POINTS, code=("base.py",), documents={},
        allow=("numpy", "torch", "sympy", "mpmath"), limits=Limits(memory_bytes=6_000_000_000), tell=Tell.HINT,
        provided="keep", items=(ground.item,),
    )  # fmt: skip
    return Key(schema=KEY_SCHEMA, part="whole", rubric=rubric, probes="", provided={}, cases=())


@pytest.fixture(scope="module")
def trained_in(key: Key, ground: Ground, isolation: str) -> Iterator[LastingBox]:
    limits = limits_of([ground], key.rubric.limits)
    with closing(LastingBox(lambda: open_box(key.rubric.allow, limits, isolation))) as opened:
        yield opened


@dataclass(frozen=True)
class Told:
    """What became of one training, and what is told of it."""

    trained: Trained
    got: Reached
    finding: Finding | None


@pytest.fixture
def told(key, ground, trained_in, tmp_path):
    def run(name: str, row: dict[str, Any] | None = None) -> Told:
        folder = tmp_path / "hand_in"
        if row or name:
            write_mistake(edits_of(row or ROWS[name]), CORPUS / "trainings", tmp_path / "work", folder)
        else:
            shutil.copytree(CORPUS / "trainings", folder)
        (tmp_path / "opened").mkdir()
        submission = open_submission(folder, key, tmp_path / "opened")
        measured = measure(submission, ground, key, trained_in, may_run=True)
        arrays = {f"training/training/{name}": array for name, array in measured.arrays.items()}
        got = reached(ground.item, measured.trained, arrays)
        state = "part" if got.points < POINTS else "right"
        line = ItemGrade(
            id="training", title="Training", check="training", state=state, points=POINTS, earned=got.points,
            open=Fraction(0), clause="", tell=Tell.HINT,
        )  # fmt: skip
        return Told(measured.trained, got, explain_training(ground.item, line, measured.trained, got, arrays))

    return run


def test_every_training_that_loses_points_has_something_to_be_told():
    assert len(TOLD) >= 40
    assert {ROWS[name]["verdict"] for name in RIGHT} <= {"learns as well", "does not end"}


def test_the_right_training_earns_all_and_is_told_nothing(told):
    right = told("")
    assert (right.got.points, right.finding) == (POINTS, None)
    assert right.trained.answer.facts["steps"] == 160


@pytest.mark.parametrize("name", named(TOLD))
def test_a_wrong_training_earns_what_it_reached_and_is_told_why(told, name):
    wrong = told(name)
    low, high = VERDICTS.get(ROWS[name]["verdict"], (0, float(SOME)))
    assert wrong.got.accuracy is None or low <= wrong.got.accuracy.share <= high
    assert wrong.got.points < POINTS
    assert ROWS[name]["told"] in wrong.finding.looks
    assert wrong.finding.hint


@pytest.mark.parametrize("name", named(RIGHT))
def test_one_that_learns_as_well_loses_nothing(told, name):
    harmless = told(name)
    assert (harmless.got.points, harmless.finding) == (POINTS, None)
    assert harmless.trained.answer.outcome is Outcome.ANSWERED


@pytest.mark.long
def test_one_that_never_ends_is_asked_what_it_has_learned_until_then(told):
    assert told("never-ends").trained.answer.facts["stopped"] is True


@pytest.mark.parametrize("epochs", [1, 7])
def test_one_that_raises_late_is_asked_what_it_has_learned_and_told_where_it_ended(told, epochs):
    late = told("", LATE | {"wrong": LATE["wrong"].replace("ENDS", str(epochs))})
    raised = late.trained.raised
    assert late.trained.answer.facts["steps"] == 20 * epochs
    assert (raised.type, raised.message) == ("ZeroDivisionError", "division by zero")
    assert (raised.frames[-1].file, raised.frames[-1].text) == ("base.py", f"share = 1 / ({epochs} - epoch)")
    assert late.got.accuracy is not None
    assert late.finding is None or "up to this error" in late.finding.hint
