"""Both trainings in a real box: by saved weights, by the student's own procedure, and what each earns on digits."""

import shutil
from contextlib import closing
from dataclasses import replace

import pytest
import torch

from autograder.author.template import notebook_templates
from autograder.box.choose import open_box, strongest
from autograder.course.rubric import read_rubric
from autograder.data.dataset import DataSet, Given, Split
from autograder.intake.submission import open_submission
from autograder.judge.training import reached
from autograder.model import KEY_SCHEMA, Key
from autograder.training.ground import Ground, grounds_of, limits_of
from autograder.training.measure import measure
from tests.cnn_training.conftest import defined
from tests.submissions.cnn_training.notebooks import NAME, laid_over, notebook, read_notebook, read_percent

POINTS = {"mnist": 12, "cifar10": 10}
SHAPES = {"mnist": (1, 28), "cifar10": (3, 32)}
LINEAR = """
# %% id=network
class CNN(nn.Module):
    def __init__(self, channels=1, side=28, dropout=0.2):
        super().__init__()
        self.scores = nn.Linear(channels * side * side, 10)

    def forward(self, images):
        return self.scores(images.flatten(1))
"""
items = pytest.mark.parametrize("item", POINTS)


@pytest.fixture(scope="module")
def key(homework):
    return Key(
        schema=KEY_SCHEMA, part="whole", rubric=read_rubric(homework.rubric), probes=homework.probes.read_text(),
        cases=(), provided={}, notebooks=notebook_templates(homework.reference),
    )  # fmt: skip


@pytest.fixture(scope="module")
def grounds(key):
    """Both items on the small digits, as where no other data is."""
    found, missing = grounds_of(key, None, "0123456789abcdef")
    assert not missing
    return {ground.item.id: ground for ground in found}


def quick(ground):
    """The same item on few digits, of which those that it trains on are judged: a second or two."""
    few = ground.data.given.train.take(slice(300))
    judged = Split(images=few.images[::-1], labels=few.labels[::-1])
    data = DataSet(
        name="digits", given=Given(train=few, validation=few.take(slice(10))), judged=judged,
        classes=ground.data.classes, layout="NCHW",
    )  # fmt: skip
    return Ground(ground.item, replace(ground.target, budget_seconds=60.0), data)


@pytest.fixture(scope="module")
def training_box(grounds, key):
    limits = limits_of(grounds.values(), key.rubric.limits)
    with closing(open_box(key.rubric.allow, limits, strongest())) as opened:
        yield opened


@pytest.fixture
def points(key, training_box, tmp_path_factory):
    """What a hand-in reaches, and in which way."""

    def found(folder, ground, *, may_run=False):
        submission = open_submission(folder, key, tmp_path_factory.mktemp("opened"))
        measured = measure(submission, ground, key, training_box, may_run=may_run)
        got = {f"training/{ground.item.id}/{name}": array for name, array in measured.arrays.items()}
        return reached(ground.item, measured.trained, got), measured.trained

    return found


@pytest.fixture
def hand_in(homework, tmp_path):
    folder = tmp_path / "ada"
    shutil.copytree(homework.reference, folder, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def trained_weights(folder, item, ground):
    space, given = defined(folder), ground.data.given.train
    torch.manual_seed(0)
    model = space["CNN"](*SHAPES[item])
    space["train"](model, given.images.copy(), given.labels.copy())
    return model.state_dict()


@items
def test_saved_weights_earn_all(hand_in, grounds, points, item):
    ground = quick(grounds[item])
    torch.save(trained_weights(hand_in, item, ground), hand_in / f"{item}.pt")
    got, trained = points(hand_in, ground)
    assert (got.points, trained.way) == (POINTS[item], "weights")


@items
def test_without_weights_the_students_own_training_is_run_with_its_defaults(hand_in, grounds, points, item):
    got, trained = points(hand_in, quick(grounds[item]), may_run=True)
    assert (got.points, trained.way) == (POINTS[item], "run")
    assert f"{item}.pt was not handed in" in trained.passed_over


def test_weights_for_the_other_data_set_do_not_fit_and_the_training_waits(hand_in, grounds, points):
    space = defined(hand_in)
    torch.save(space["CNN"](*SHAPES["cifar10"]).state_dict(), hand_in / "mnist.pt")
    _, trained = points(hand_in, quick(grounds["mnist"]))
    assert trained.put_off
    assert "does not fit the network" in " ".join(trained.passed_over)


def test_weights_that_were_never_trained_earn_nothing(hand_in, grounds, points):
    torch.manual_seed(0)
    torch.save(defined(hand_in)["CNN"](*SHAPES["mnist"]).state_dict(), hand_in / "mnist.pt")
    assert points(hand_in, quick(grounds["mnist"]))[0].points == 0


@pytest.mark.long
@items
def test_the_reference_reaches_full_marks_on_digits_that_it_has_not_seen(hand_in, grounds, points, item):
    got, _ = points(hand_in, grounds[item], may_run=True)
    assert got.points == POINTS[item]
    assert got.accuracy.correct >= 0.92 * got.accuracy.of


@pytest.mark.long
@items
def test_a_linear_network_falls_clearly_short(hand_in, grounds, points, item):
    cells = laid_over(read_notebook(hand_in / NAME), read_percent(LINEAR))
    (hand_in / NAME).write_text(notebook(cells), encoding="utf-8")
    assert points(hand_in, grounds[item], may_run=True)[0].points <= POINTS[item] / 3
