"""Trainings of conv_layers in a real box, forty digits and a network of a second: what each wrong one is told."""

import json
import subprocess
import sys
import textwrap
from contextlib import closing
from dataclasses import replace

import numpy as np
import pytest

from autograder.author.template import notebook_templates, provided_files
from autograder.box.choose import open_box, strongest
from autograder.box.seam import Replies
from autograder.course.rubric import read_rubric
from autograder.data.dataset import DataSet, Given, Split, Wanted
from autograder.data.digits import digits
from autograder.grade import grade, keep
from autograder.intake.submission import open_submission
from autograder.model import KEY_SCHEMA, Key
from autograder.training.ground import Ground
from autograder.training.measure import measure, with_training

NET = """
        self.net = sequential(
            ConvLayer2D(3, 5, 6, stride=2, padding=2, init_scale=0.1, name="conv"),
            leaky_relu(name="relu"),
            MaxPoolingLayer(2, 2, name="pool"),
            flatten(name="flatten"),
            fc(384, 10, init_scale=0.03, name="fc"),
        )
"""
TRAIN = """
np.random.seed(1)
model = SmallConvolutionalNetwork(seed=1)
opt_params, *_ = train_net(data, model, cross_entropy(), Adam(model.net, 3e-3), 8, max_epochs=20, verbose=False)
"""
IN_A_SECOND = (
    """
import sys, numpy as np
sys.path.insert(0, sys.argv[1])
from lib.cnn.cnn_models import *
from lib.mlp.train import *
given = np.load(sys.argv[2])
images = given["images"] - given["mean"]
data = {"data_train": (images, given["labels"]), "data_val": (images, given["labels"])}
"""
    + TRAIN
    + """
np.savez(sys.argv[3], **opt_params)
"""
)
SAME, SAME_W = "ConvLayer2D(6, 1, 6, name='{}')", np.eye(6).reshape(1, 1, 6, 6)  # changes nothing
TRAIN_ON_JUDGED = TRAIN.replace("train_net(data,", 'train_net({**data, "data_train": data["data_test"]},')
MODELS, NOTEBOOK = "lib/cnn/cnn_models.py", "problem_2.ipynb"
FORWARD = """
    def forward(self, feat, is_training=True, seed=None):
        scores = super().forward(feat, is_training, seed)
"""


@pytest.fixture(scope="module")
def ground(homework):
    """Forty digits to train on, and the very same ones, with noise of their own, to be judged."""
    item = read_rubric(homework.rubric).item("training")
    given = digits(Wanted(layout="NHWC", size=32, channels=3), "").given.train.take(slice(40))
    noisy = given.images + 0.01 * np.random.default_rng(0).standard_normal(given.images.shape, dtype=np.float32)
    data = DataSet(
        name="digits", given=Given(train=given, validation=given),
        judged=Split(images=noisy[::-1], labels=given.labels[::-1]),
        classes=tuple("0123456789"), layout="NHWC",
    )  # fmt: skip
    return Ground(item, replace(item.target, budget_seconds=20.0), data)


@pytest.fixture(scope="module")
def key(homework):
    rubric = read_rubric(homework.rubric)
    return Key(
        schema=KEY_SCHEMA, part="whole", rubric=rubric, probes=homework.probes.read_text(), cases=(),
        provided=provided_files(homework.reference), notebooks=notebook_templates(homework.reference),
    )  # fmt: skip


@pytest.fixture(scope="module")
def training_box(ground, key):
    with closing(open_box(key.rubric.allow, ground.limits(key.rubric.limits), strongest())) as opened:
        yield opened


@pytest.fixture
def hand_in(tmp_path, homework):
    """A folder with the reference's layers, this network, and this training in its notebook."""

    def written(net=NET, *, after="", layers=(), cell=TRAIN, own=""):
        models = (homework.reference / MODELS).read_text()
        begin = models.rindex("        # begin solution")
        (tmp_path / "lib/cnn").mkdir(parents=True)
        (tmp_path / MODELS).write_text(models[:begin] + net + after)
        source = (homework.reference / "lib/cnn/layer_utils.py").read_text()
        for right, wrong in layers:
            assert right in source
            source = source.replace(right, wrong)
        (tmp_path / "lib/cnn/layer_utils.py").write_text(source)
        book = json.loads((homework.reference / NOTEBOOK).read_text())
        place = next(n for n, one in enumerate(book["cells"]) if one["id"] == "train")
        book["cells"][place]["source"] = cell
        if own:
            book["cells"].insert(place, {**book["cells"][place], "id": "own", "source": own, "metadata": {}})
        (tmp_path / NOTEBOOK).write_text(json.dumps(book))
        return tmp_path

    return written


@pytest.fixture(scope="module")
def weights(homework, ground, tmp_path_factory):
    """What the small network has learned, trained outside any box."""
    folder = tmp_path_factory.mktemp("trained")
    lib = folder / "hand-in"
    for name, text in provided_files(homework.reference).items():
        (lib / name).parent.mkdir(parents=True, exist_ok=True)
        (lib / name).write_text(text)
    models = (homework.reference / MODELS).read_text()
    (lib / MODELS).write_text(models[: models.rindex("        # begin solution")] + NET)
    (lib / "lib/cnn/layer_utils.py").write_text((homework.reference / "lib/cnn/layer_utils.py").read_text())
    given = ground.data.given.train
    np.savez(folder / "given.npz", images=given.images, labels=given.labels, mean=given.images.mean(axis=0))
    told = [sys.executable, "-B", "-c", IN_A_SECOND, lib, folder / "given.npz", folder / "weights.npz"]
    subprocess.run(list(map(str, told)), check=True)
    with np.load(folder / "weights.npz") as saved:
        return dict(saved)


@pytest.fixture
def told(ground, key, training_box, tmp_path_factory):
    """The line of the grade, the finding, and the evidence of a hand-in's training."""

    def graded(folder, *, may_run=False, budget=20.0):
        one = Ground(ground.item, replace(ground.target, budget_seconds=budget), ground.data)
        submission = open_submission(folder, key, tmp_path_factory.mktemp("opened"))
        measured = measure(submission, one, key, training_box, may_run=may_run)
        gathered = keep(submission, key, {}, "", Replies(answers={}, arrays={}, level="full"), {})
        evidence, arrays = with_training(gathered.evidence, gathered.arrays, {"training": measured})
        found = grade(key, {}, replace(gathered, evidence=evidence, arrays=dict(arrays)))
        line = next(item for item in found.items if item.id == "training")
        finding = next((finding for finding in found.findings if "training" in finding.items), None)
        return line, finding, measured.trained

    return graded


def test_weights_of_a_network_that_has_learned_earn_all(hand_in, weights, told):
    folder = hand_in()
    np.savez(folder / "weights.npz", **weights)
    line, finding, trained = told(folder)
    assert (line.state, line.earned, finding, trained.way) == ("right", 25, None, "weights")
    assert (line.training.correct, line.training.of) == (40, 40)
    assert (line.learned.curves, line.learned.filters.shape) == ((), (6, 3, 5, 5))


MISFITS = {
    "it has no conv_w": lambda w: {name: array for name, array in w.items() if name != "conv_w"},
    "conv_b has the shape (7,) in the file and (6,) in the network": lambda w: {**w, "conv_b": np.zeros(7)},
    "the network has no fc3_w": lambda w: {**w, "fc3_w": np.zeros(7)},
    "holds Python objects (a pickle), which are never loaded": lambda w: {**w, "fc_b": np.array([{}], object)},
}


@pytest.mark.parametrize("why", MISFITS)
def test_weights_that_cannot_be_used_wait_for_a_run_and_say_why(hand_in, weights, told, why):
    folder = hand_in()
    np.savez(folder / "weights.npz", **MISFITS[why](weights))
    line, finding, trained = told(folder)
    assert (line.state, line.open, finding, trained.put_off) == ("open", 25, None, True)
    assert why in line.clause


WRONG = {
    "nan": (
        {}, lambda w: {**w, "conv_w": w["conv_w"] * np.nan}, "right", "conv_w holds nan or infinite numbers.",
    ),
    "zeros": ({}, lambda w: {name: 0 * array for name, array in w.items()}, "right", "Every image gets the same"),
    "labels shifted": (
        {}, lambda w: {**w, "fc_w": np.roll(w["fc_w"], 1, axis=1), "fc_b": np.roll(w["fc_b"], 1)}, "right",
        "Most answers are right when 1 is taken from them.",
    ),
    "three convolutions": (
        {"net": NET.replace("flatten(", f"{SAME.format('b')}, {SAME.format('c')}, flatten(")},
        lambda w: {**w, **dict.fromkeys(("b_w", "c_w"), SAME_W), **dict.fromkeys(("b_b", "c_b"), np.zeros(6))},
        "the network has 3 layers of convolution, at most 2 are allowed", "",
    ),
    "three poolings": (
        {"net": NET.replace("flatten(", 'MaxPoolingLayer(1, 1, "b"), MaxPoolingLayer(1, 1, "c"), flatten(')},
        lambda w: w, "the network has 3 layers of max-pooling, at most 2 are allowed", "",
    ),
    "eleven classes": (
        {"net": NET.replace("fc(384, 10", "fc(384, 11")},
        lambda w: {**w, "fc_w": np.zeros((384, 11)), "fc_b": np.arange(11.0)}, "right",
        "40 of 40 answers are no label: they lie outside 0 to 9.",
    ),
    "one answer for a batch": (
        {"after": FORWARD + "        return scores[:1]\n"}, lambda w: w,
        "one label for each of the judged images is expected, shape (40,), got (1,)", "",
    ),
    "raises": (
        {"after": FORWARD + "        raise ValueError('no')\n"}, lambda w: w, "the network raises ValueError", "",
    ),
    "ends Python": (
        {"after": FORWARD + "        import os; os._exit(0)\n"}, lambda w: w,
        "the network ended without an answer (exited)", "",
    ),
    "looks for labels in memory": (
        {"after": FORWARD + """
        import gc
        for frame in gc.get_objects():
            for one in frame.values() if type(frame) is dict else ():
                if isinstance(one, np.ndarray) and one.shape == (40,) and one.dtype.kind in "iu":
                    return np.eye(10)[one % 10]
        return np.zeros((len(feat), 10))
"""},
        lambda w: w, "right", "Every image gets the same answer, 0.",
    ),
    "looks for labels in the file of scikit-learn": (
        {"after": FORWARD + """
        import glob, sys
        files = [f for p in sys.path for f in glob.glob(p + "/sklearn/datasets/data/digits.csv.gz")]
        return np.eye(10)[np.loadtxt(files[0], delimiter=",")[:len(feat), -1].astype(int)]
"""},
        lambda w: w, "the network raises IndexError", "",
    ),
    "no gradient reaches the convolution": (
        {"layers": [("self.grads[self.w_name] = dw", "self.grads[self.w_name] = 0 * dw")]},
        lambda w: {**w, "fc_w": -w["fc_w"]}, "right",
        "In a new network no gradient reaches conv_w.",
    ),
    "starts too large": (
        {"net": NET.replace("0.03", "30")}, lambda w: {**w, "fc_w": -w["fc_w"]}, "right",
        "A new network begins with a loss of",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_network_earns_nothing_and_is_told_why(hand_in, weights, told, name):
    changes, damage, headline, looks = WRONG[name]
    folder = hand_in(**changes)
    np.savez(folder / "weights.npz", **damage(weights))
    line, finding, trained = told(folder)
    assert (line.state, line.earned, trained.way) == ("wrong", 0, "weights")
    assert headline in finding.headline
    assert looks in finding.looks if looks else not finding.looks
    assert finding.lost == 25


def test_a_network_that_never_answers_meets_its_budget(hand_in, weights, told):
    folder = hand_in(after=FORWARD + "        while True: pass\n")
    np.savez(folder / "weights.npz", **weights)
    line, finding, _ = told(folder, budget=1.0)
    assert line.earned == 0
    assert finding.headline == "the network did not come to its end after 1 s of computing"


def test_a_training_that_is_run_again_earns_what_it_reaches(hand_in, told):
    line, finding, trained = told(hand_in(own="raise RuntimeError('nothing is drawn here')"), may_run=True)
    assert (line.state, line.earned, finding, trained.way) == ("right", 25, None, "run")
    assert trained.answer.facts["stopped"] is False
    assert trained.passed_over == ("weights.npz was not handed in",)


def test_a_training_that_is_run_again_is_drawn(hand_in, told):
    line, _, _ = told(hand_in(), may_run=True)
    (curve,) = line.learned.curves
    assert (curve.name, curve.steps, curve.not_finite, len(curve.means)) == ("losses", 100, 0, 100)
    assert curve.last < 0.5 * curve.first < 2
    assert line.learned.filters.shape == (6, 3, 5, 5)


def test_each_learning_rate_of_a_study_has_its_curve_and_the_judged_network_the_loss(hand_in, told):
    rates = f"for rate in (1e-3, 1e-2, 1e-2):\n{textwrap.indent(TRAIN.replace('3e-3', 'rate'), '    ')}\n{TRAIN}"
    line, _, _ = told(hand_in(cell=rates.replace("max_epochs=20", "max_epochs=2", 1)), may_run=True)
    assert {curve.name: curve.steps for curve in line.learned.curves} == {
        "losses": 100, "curve_0.001": 10, "curve_0.01": 10, "curve_0.01_3": 10,
    }  # fmt: skip
    assert line.earned == 25


def test_a_training_whose_curves_cannot_be_noted_is_measured_all_the_same(hand_in, told):
    line, _, _ = told(hand_in(cell=2 * TRAIN.replace("3e-3", "np.array([3e-3])")), may_run=True)
    assert (line.earned, line.learned.curves) == (25, ())


def test_what_a_cell_of_the_students_own_sets_is_there_when_the_training_is_run(hand_in, told):
    cell = TRAIN.replace("3e-3", "RATE")
    line, _, _ = told(hand_in(own="RATE = 3e-3\nimport matplotlib", cell=cell), may_run=True)
    assert line.earned == 25


def test_a_training_that_takes_too_long_is_judged_by_what_it_has_learned(hand_in, told):
    line, _, trained = told(
        hand_in(cell=TRAIN.replace("max_epochs=20", "max_epochs=10**6")), may_run=True, budget=4.0
    )
    assert trained.answer.facts["stopped"] is True
    assert line.earned == 25


def test_a_training_of_the_students_own_that_takes_too_long_is_stopped(hand_in, told):
    line, finding, _ = told(hand_in(cell="while True: pass"), may_run=True, budget=1.0)
    assert line.earned == 0
    assert finding.headline == "the training did not come to its end after 1 s of computing"


def test_a_training_that_raises_is_told_with_the_cell_and_line(hand_in, told):
    line, finding, _ = told(hand_in(cell="rate = 1\nmodel = train(rate)"), may_run=True)
    assert (line.earned, finding.headline) == (0, "the training raises NameError")
    [frame] = finding.problem.failure.frames
    assert frame.file.startswith("problem_2.ipynb cell ")
    assert (frame.line, frame.text) == (2, "model = train(rate)")


def test_a_training_that_was_not_begun_is_not_told_off(hand_in, told):
    line, finding, _ = told(hand_in(cell="raise NotImplementedError"), may_run=True)
    assert (line.state, line.earned, line.open, finding) == ("not begun", 0, 0, None)


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("never learns", TRAIN.replace("3e-3", "0")),
        ("trains on the labels of what is judged", TRAIN_ON_JUDGED),
    ],
)
def test_a_training_that_learns_nothing_earns_nothing(hand_in, told, name, cell):
    line, finding, _ = told(hand_in(cell=cell), may_run=True)
    assert (line.state, line.earned) == ("wrong", 0)
    assert finding.headline.endswith("of 40 unseen images are right")


@pytest.mark.long
@pytest.mark.parametrize("secret", ["", "0123456789abcdef" * 4])
def test_the_references_own_training_earns_all(homework, key, training_box, secret, tmp_path):
    item = key.rubric.item("training")
    one = Ground(item, item.target, digits(Wanted(layout="NHWC", size=32, channels=3), secret))
    with closing(open_box(key.rubric.allow, one.limits(key.rubric.limits), strongest())) as box:
        measured = measure(open_submission(homework.reference, key, tmp_path), one, key, box, may_run=True)
    assert measured.trained.way == "run"
    got = (measured.arrays["predicted"] == measured.arrays["labels"]).mean()
    assert got > 0.88
    assert measured.trained.signs is None, "no point is lost"
