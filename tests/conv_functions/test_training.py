"""Trainings of conv_functions in a real box: the provided network on the student's functions, on forty digits."""

import shutil
import subprocess
import sys
from contextlib import closing
from dataclasses import replace

import numpy as np
import pytest

from autograder.author.template import provided_files
from autograder.box.choose import open_box, strongest
from autograder.course.places import find_homework
from autograder.course.rubric import read_rubric
from autograder.data.dataset import DataSet, Given, Split, Wanted
from autograder.data.digits import digits
from autograder.explain.training import explain_training
from autograder.intake.submission import open_submission
from autograder.judge.training import reached
from autograder.model import KEY_SCHEMA, ItemGrade, Key
from autograder.training.ground import Ground
from autograder.training.measure import measure

SETTINGS = ("batch_size = 50\nmax_epoch = 10", "batch_size = 10\nmax_epoch = 60")
SAVE = """
import sys, numpy as np
sys.path.insert(0, sys.argv[1])
import run_cnn
from loss import SoftmaxCrossEntropyLoss
from solve_net import train_net
given = np.load(sys.argv[2])
np.random.seed(1)
model = run_cnn.build_network()
for _ in range(60):
    train_net(model, SoftmaxCrossEntropyLoss("loss"), run_cnn.config, given["images"], given["labels"], 10, 0)
np.savez(sys.argv[3], **model.parameters())
"""


@pytest.fixture(scope="module")
def homework(course):
    return find_homework(course, "conv_functions")


@pytest.fixture(scope="module")
def ground(homework):
    item = read_rubric(homework.rubric).item("training")
    given = digits(Wanted(), "").given.train.take(slice(40))
    judged = Split(images=given.images[::-1], labels=given.labels[::-1])
    data = DataSet(
        name="digits", given=Given(train=given.take(slice(30)), validation=given.take(slice(30, 40))),
        judged=judged, classes=tuple("0123456789"), layout="NCHW",
    )  # fmt: skip
    return Ground(item, replace(item.target, budget_seconds=30.0), data)


@pytest.fixture(scope="module")
def key(homework):
    return Key(
        schema=KEY_SCHEMA, part="whole", rubric=read_rubric(homework.rubric), probes=homework.probes.read_text(),
        cases=(), provided=provided_files(homework.reference),
    )  # fmt: skip


@pytest.fixture(scope="module")
def training_box(ground, key):
    with closing(open_box(key.rubric.allow, ground.limits(key.rubric.limits), strongest())) as opened:
        yield opened


@pytest.fixture(scope="module")
def weights(homework, ground, tmp_path_factory):
    folder = tmp_path_factory.mktemp("trained")
    judged = ground.data.judged
    np.savez(folder / "given.npz", images=judged.images, labels=judged.labels)
    told = [sys.executable, "-B", "-c", SAVE, homework.reference, folder / "given.npz", folder / "weights.npz"]
    subprocess.run(list(map(str, told)), check=True)
    with np.load(folder / "weights.npz") as saved:
        return dict(saved)


@pytest.fixture
def hand_in(tmp_path, homework):
    """The reference with some lines of a file replaced, and a training of a second or two."""

    def written(**edits):
        folder = tmp_path / "ada"
        shutil.copytree(homework.reference, folder, ignore=shutil.ignore_patterns("__pycache__"))
        for name, (right, wrong) in {"run_cnn": SETTINGS, **edits}.items():
            text = (folder / f"{name}.py").read_text()
            assert right in text
            (folder / f"{name}.py").write_text(text.replace(right, wrong))
        return folder

    return written


@pytest.fixture
def told(ground, key, training_box, tmp_path_factory):
    """What is reached, what is said of it, and the evidence."""

    def found(folder, *, may_run=False):
        submission = open_submission(folder, key, tmp_path_factory.mktemp("opened"))
        measured = measure(submission, ground, key, training_box, may_run=may_run)
        got = {f"training/training/{name}": array for name, array in measured.arrays.items()}
        reach = reached(ground.item, measured.trained, got)
        line = ItemGrade(
            id="training", title="", check="training", points=ground.item.points, earned=reach.points,
            open=ground.item.points * 0, state="part", clause="", tell=ground.item.tell,
        )  # fmt: skip
        return reach, explain_training(ground.item, line, measured.trained, reach, got), measured.trained

    return found


def test_saved_weights_of_the_provided_network_earn_all(hand_in, weights, told):
    folder = hand_in()
    np.savez(folder / "weights.npz", **weights)
    got, finding, trained = told(folder)
    assert (got.points, finding, trained.way) == (15, None, "weights")


def test_the_students_own_settings_are_run_with_both_parts_of_what_is_given(hand_in, told):
    got, finding, trained = told(hand_in(), may_run=True)
    assert (got.points, finding, trained.way) == (15, None, "run")
    assert got.accuracy.correct > 35
    (curve,) = trained.curves
    assert (curve.name, curve.steps) == ("losses", 240)
    assert curve.last < 0.5 * curve.first


def test_a_training_loop_of_the_students_own_need_not_return_its_losses(hand_in, told):
    got, _, trained = told(
        hand_in(solve_net=("    return losses, accuracies\n\n\ndef test", "\n\ndef test")), may_run=True
    )
    assert (got.points, trained.curves) == (15, ())


def test_weights_of_another_network_wait_for_a_run(hand_in, weights, told):
    folder = hand_in()
    np.savez(folder / "weights.npz", **{name.replace("conv1", "first"): array for name, array in weights.items()})
    assert told(folder)[2].passed_over == ("weights.npz does not fit the network: it has no conv1.W",)


def test_a_convolution_that_is_wrong_spoils_weights_that_are_right(hand_in, weights, told):
    folder = hand_in(functions=("output[:, :, i, j] = np", "output[:, :, j, i] = np"))
    np.savez(folder / "weights.npz", **{name: -array for name, array in weights.items()})
    got, finding, _ = told(folder)
    assert got.points == 0
    assert finding.headline.endswith("of 40 unseen images are right")


@pytest.mark.parametrize(
    ("file", "edit", "looks"),
    [
        (
            "functions", ("return grad_input, grad_W, grad_b", "return grad_input, 0 * grad_W, grad_b"),
            "In a new network no gradient reaches conv1.W and conv2.W.",
        ),
        (
            "loss", ("return (p - target) / len(input)", "return (target - p) / len(input)"),
            "A new network does not even learn one batch by heart",
        ),
        (
            "loss", ("return -(target * log_p).sum() / len(input)", "return -(target * log_p).sum()"),
            "A new network begins with a loss of",
        ),
    ],
)  # fmt: skip
def test_why_a_network_cannot_learn_is_told(hand_in, weights, told, file, edit, looks):
    folder = hand_in(**{file: edit})
    np.savez(folder / "weights.npz", **{**weights, "fc3.W": -weights["fc3.W"]})
    got, finding, _ = told(folder)
    assert got.points == 0
    assert finding.looks.startswith(looks)


def test_a_run_on_functions_that_raise_is_told_with_their_line(hand_in, told):
    got, finding, _ = told(hand_in(functions=("k, p = kernel_size, pad", "k, p = kernel_size")), may_run=True)
    assert (got.points, finding.headline) == (0, "the training raises TypeError")
    assert finding.problem.failure.frames[-1].file == "functions.py"


@pytest.mark.long
@pytest.mark.parametrize("secret", ["", "0123456789abcdef" * 4])
def test_the_references_own_training_earns_all(homework, key, training_box, ground, secret, tmp_path):
    target = replace(ground.target, budget_seconds=600.0)
    one = Ground(ground.item, target, digits(Wanted(), secret))
    with closing(open_box(key.rubric.allow, one.limits(key.rubric.limits), strongest())) as box:
        measured = measure(open_submission(homework.reference, key, tmp_path), one, key, box, may_run=True)
    assert (measured.trained.way, measured.trained.signs) == ("run", None), "no point is lost"
