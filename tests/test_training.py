"""Measuring a training with a box that answers from a function: which way, what is sent, what is kept."""

import io
import json
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from autograder.box.fake import FakeBox
from autograder.data.dataset import DataSet, Given, Split
from autograder.errors import BoxError, DataMissing
from autograder.intake.submission import open_submission
from autograder.model import (
    KEY_SCHEMA,
    Answer,
    Code,
    Evidence,
    Item,
    Key,
    Limits,
    Outcome,
    Rubric,
    Rung,
    Share,
    Target,
    Tell,
    Trained,
    Value,
)  # fmt: skip
from autograder.training.ground import Ground, grounds_of, limits_of
from autograder.training.measure import Measured, is_due, made_from, measure, with_training

F = Fraction
NET = "class Net:\n    def __init__(self):\n        self.w = 1\n"
SECRET_LABELS = np.array([7, 8, 9, 7])
RIGHT = Answer(outcome=Outcome.ANSWERED, values={"predicted": Value(kind="array", dtype="int64", shape=(4,))})


def split(labels):
    images = np.arange(len(labels) * 4.0).reshape(-1, 1, 2, 2).astype(np.float32)
    return Split(images=images, labels=np.asarray(labels))


DATA = DataSet(
    name="digits", given=Given(train=split([0, 1, 2]), validation=split([3])), judged=split(SECRET_LABELS),
    classes=tuple("0123456789"), layout="NCHW",
)  # fmt: skip


LADDER = ((F(1, 2), F(0)), (F(3, 4), F(4)))


def ground(*measure, ladder=LADDER):
    rungs = tuple(Rung(accuracy=accuracy, points=points) for accuracy, points in ladder)
    target = Target(
        ladders={"digits": rungs},
        measure=measure or ("weights", "run"),
        budget_seconds=60.0,
        weights="weights.npz",
    )
    item = Item(
        id="net", title="Net", check="training", shares=(Share(group="all", points=F(4)),), tell=Tell.HINT,
        probe="net", code=Code(file="net.py", name="Net"), target=target,
    )  # fmt: skip
    return Ground(item, target, DATA)


def key_of(one, notebook=""):
    documents = {"notebook": notebook} if notebook else {}
    rubric = Rubric(
        homework="tiny", title="Tiny", total=F(4), code=("net.py",), documents=documents, allow=("numpy",),
        limits=Limits(), tell=Tell.HINT, provided="keep", items=(one.item,), weights=("weights.npz",),
    )  # fmt: skip
    given = json.dumps(book(["import numpy as np", "raise NotImplementedError"]))
    notebooks = {notebook: given} if notebook else {}
    return Key(
        schema=KEY_SCHEMA, part="whole", rubric=rubric, probes="", provided={}, cases=(), notebooks=notebooks
    )


def book(sources):
    """The last cell is the one with the training."""
    cells = [
        {
            "cell_type": "code", "id": f"c{n}", "source": source, "execution_count": None, "outputs": [],
            "metadata": {"tags": ["training"]} if n == len(sources) else {},
        }
        for n, source in enumerate(sources, 1)
    ]  # fmt: skip
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def npz(**arrays):
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


class Answering(FakeBox):
    """Remembers the questions; answers each probe with what it is told to."""

    def __init__(self, **answers):
        super().__init__(self._answer)
        self.answers, self.questions = answers, []

    def _answer(self, question):
        self.questions.append(question)
        kind = question.probe.removeprefix("net_")
        answer, arrays = self.answers.get(kind, (Answer(outcome=Outcome.RAISED), {}))
        return answer, {name: np.asarray(array) for name, array in arrays.items()}

    @property
    def probes(self):
        return [question.probe for question in self.questions]


@pytest.fixture
def hand_in(tmp_path):
    """Opens a hand-in of these files."""

    def opened(key, **files):
        folder = tmp_path / "ada"
        folder.mkdir()
        for name, content in {"net": NET, **files}.items():
            if content is not None:
                suffix = {"net": ".py", "weights": ".npz", "work": ".ipynb"}[name]
                data = content if isinstance(content, bytes) else content.encode()
                (folder / f"{name}{suffix}").write_bytes(data)
        (tmp_path / "work").mkdir()
        return open_submission(folder, key, tmp_path / "work")

    return opened


@pytest.fixture
def measured(hand_in):
    """What is known of the training of a hand-in, asked of this box."""

    def found(one, box, *, may_run=True, notebook="", **files):
        key = key_of(one, notebook)
        return measure(hand_in(key, **files), one, key, box, may_run=may_run)

    return found


def test_saved_weights_come_first_and_nothing_else_is_asked_where_all_is_right(measured):
    box = Answering(weights=(RIGHT, {"predicted": SECRET_LABELS}))
    got = measured(ground(), box, weights=npz(w=np.arange(3.0)))
    assert box.probes == ["net_weights"]
    assert (got.trained.way, got.trained.passed_over, got.trained.signs) == ("weights", (), None)
    assert got.arrays["labels"].tolist() == got.arrays["predicted"].tolist() == SECRET_LABELS.tolist()
    assert not box.running


def test_weights_go_into_the_box_as_entries_of_one_input_with_the_images_that_are_judged(measured):
    box = Answering(weights=(RIGHT, {"predicted": SECRET_LABELS}))
    measured(ground(), box, weights=npz(**{"a/b": np.arange(3.0)}))
    [question] = box.questions
    assert set(question.arrays) == {"weights/a/b", "judged_images", "mean_image"}
    assert question.arrays["weights/a/b"].tolist() == [0, 1, 2]
    np.testing.assert_array_equal(question.arrays["mean_image"], DATA.given.train.images.mean(axis=0))


@pytest.mark.parametrize("files", [{"weights": npz(w=np.ones(1))}, {}])
def test_no_label_of_a_judged_image_enters_the_box(measured, files):
    box = Answering()
    measured(ground(), box, **files)
    sent = {name: array for question in box.questions for name, array in question.arrays.items()}
    assert "judged_images" in sent
    labels = np.concatenate([array.ravel() for name, array in sent.items() if "label" in name])
    assert not set(SECRET_LABELS) & set(labels)


@pytest.mark.parametrize(
    ("weights", "why"),
    [
        (None, "weights.npz was not handed in"),
        (b"", "weights.npz is empty, or too large to be read"),
        (b"PK nonsense", "weights.npz cannot be read"),
    ],
)
def test_without_weights_the_training_is_run_and_it_is_said_why(measured, weights, why):
    box = Answering(run=(RIGHT, {"predicted": SECRET_LABELS}))
    got = measured(ground(), box, weights=weights)
    assert box.probes == ["net_run"]
    assert got.trained.way == "run"
    assert got.trained.passed_over[0].startswith(why)


def test_weights_that_do_not_fit_give_way_to_a_run(measured):
    misfit = Answer(outcome=Outcome.ANSWERED, facts={"misfit": "it has no conv1_w"})
    box = Answering(weights=(misfit, {}), run=(RIGHT, {"predicted": SECRET_LABELS}))
    got = measured(ground(), box, weights=npz(w=np.ones(1)))
    assert (box.probes, got.trained.way) == (["net_weights", "net_run"], "run")
    assert got.trained.passed_over == ("weights.npz does not fit the network: it has no conv1_w",)


def test_a_run_cannot_pass_itself_over(measured):
    misfit = Answer(outcome=Outcome.ANSWERED, facts={"misfit": "try another way"})
    got = measured(ground("run", "weights"), Answering(run=(misfit, {})))
    assert (got.trained.way, got.trained.answer) == ("run", misfit)


def test_what_may_not_be_run_now_is_put_off(measured):
    box = Answering()
    got = measured(ground(), box, may_run=False)
    assert (box.probes, got.trained.way, got.trained.put_off) == ([], None, True)


def test_what_was_not_begun_is_not_asked(measured):
    box = Answering()
    got = measured(ground(), box, net="class Net:\n    def __init__(self):\n        raise NotImplementedError\n")
    assert (box.probes, got.trained.put_off) == ([], False)


def test_printed_numbers_alone_are_not_believed(measured):
    got = measured(ground("printed"), Answering())
    assert (got.trained.way, got.trained.put_off) == (None, False)
    assert got.trained.passed_over == ("what a notebook has printed earns nothing by itself",)


def test_signs_are_asked_only_where_points_are_lost_with_one_batch_to_train_on(measured):
    signs = Answer(outcome=Outcome.ANSWERED)
    losses = {"first_loss": 2.3, "last_loss": 0.1, "more": np.ones(3)}
    box = Answering(weights=(RIGHT, {"predicted": [7, 7, 7, 0]}), signs=(signs, losses))
    got = measured(ground(ladder=((F(1, 2), F(0)), (F(1), F(4)))), box, weights=npz(w=np.ones(1)))
    assert box.probes == ["net_weights", "net_signs"]
    assert box.questions[1].arrays["labels"].tolist() == [0, 1, 2]
    assert set(got.arrays) == {"labels", "predicted", "first_loss", "last_loss"}


def test_weights_that_are_not_finite_are_named(measured):
    box = Answering(weights=(RIGHT, {"predicted": SECRET_LABELS}))
    got = measured(ground(), box, weights=npz(a=np.ones(2), b=np.array([np.nan])))
    assert got.trained.not_finite == ("b",)


def test_more_answers_than_images_are_not_kept(measured):
    answer = replace(RIGHT, values={"predicted": Value(kind="array", dtype="int64", shape=(9,))})
    got = measured(ground(), Answering(weights=(answer, {"predicted": np.zeros(9)})), weights=npz(w=np.ones(1)))
    assert set(got.arrays) == {"labels"}


def test_what_a_training_recorded_is_kept_beside_its_answers(measured):
    noted = {"losses": np.linspace(2, 0, 999), "curve_0.1": [1, 2], "filters": np.ones((2, 1, 3, 3)), "more": [1]}
    got = measured(ground(), Answering(run=(RIGHT, {"predicted": SECRET_LABELS, **noted})))
    assert set(got.arrays) == {"labels", "predicted", "losses", "curve_0.1", "filters"}
    assert [(one.name, one.steps) for one in got.trained.curves] == [("losses", 999), ("curve_0.1", 2)]
    assert len(got.arrays["losses"]) < 999


LATE = {
    "type": "ZeroDivisionError",
    "message": "division by zero",
    "frames": [
        {"file": "/etc/passwd", "line": 1, "function": "f"},
        {"file": "net.py", "line": 3, "function": "__init__", "text": "self.w = 1"},
        {"file": "net.py", "line": 777, "function": "f"},
    ],
}


def test_what_ended_a_run_is_kept_with_lines_of_the_hand_in_alone(measured):
    """Whatever else a program gives out as a place would be a text of its own choice."""
    answer = replace(RIGHT, facts={"raised": LATE})
    raised = measured(ground("run"), Answering(run=(answer, {"predicted": SECRET_LABELS}))).trained.raised
    assert (raised.type, raised.message) == ("ZeroDivisionError", "division by zero")
    assert [(frame.file, frame.line) for frame in raised.frames] == [("net.py", 3)]


@pytest.mark.parametrize("said", [None, "ZeroDivisionError", {"type": 3}, []])
def test_what_is_no_error_ends_nothing(measured, said):
    answer = replace(RIGHT, facts={"raised": said})
    assert measured(ground("run"), Answering(run=(answer, {"predicted": SECRET_LABELS}))).trained.raised is None


def test_an_error_in_a_notebook_is_told_by_its_cell(measured):
    work = json.dumps(book(["rate = 1\nrate / 0"]))
    frames = [{"file": f"work.ipynb cell {n}", "line": 2, "function": "f"} for n in (1, 2)]
    answer = replace(RIGHT, facts={"raised": {**LATE, "frames": frames}})
    box = Answering(run=(answer, {"predicted": SECRET_LABELS}))
    (frame,) = measured(ground("run"), box, notebook="work.ipynb", work=work).trained.raised.frames
    assert (frame.file, frame.line) == ("work.ipynb cell 1", 2)


def test_no_recorded_array_can_pose_as_the_labels(measured):
    """They would be counted as right."""
    box = Answering(run=(RIGHT, {"predicted": [0, 0, 0, 0], "labels": [0, 0, 0, 0]}))
    assert measured(ground(), box).arrays["labels"].tolist() == SECRET_LABELS.tolist()


@pytest.mark.parametrize("more", [0, 1])
def test_with_saved_weights_the_filters_are_those_of_the_file(measured, more):
    kernel = np.arange(18.0).reshape(3, 3, 1, 2)
    noted = {"filters": kernel.transpose(3, 2, 0, 1) + more, "losses": [1.0]}
    box = Answering(weights=(RIGHT, {"predicted": SECRET_LABELS, **noted}))
    got = measured(ground(), box, weights=npz(w=kernel))
    assert set(got.arrays) == {"labels", "predicted"} | ({"filters"} if not more else set())


def test_a_box_that_breaks_is_our_failure(measured):
    class Breaking(Answering):
        def ask(self, batch, executed=()):
            raise BoxError("the warm process has ended")

    box = Breaking()
    got = measured(ground(), box, weights=npz(w=np.ones(1)))
    assert got.trained.answer == Answer(outcome=Outcome.OUR_FAILURE, detail="the warm process has ended")
    assert not box.running


def test_the_cells_with_the_training_are_run_and_the_students_own_before_them(measured):
    cells = ["import numpy as np", "%matplotlib inline\nrate = 1", "model = train(rate)"]
    box = Answering(run=(RIGHT, {"predicted": SECRET_LABELS}))
    measured(ground("run"), box, notebook="work.ipynb", work=json.dumps(book(cells)))
    sent = box.questions[0].plain
    assert [(name, needed) for name, _, needed in sent["cells"]] == [
        ("work.ipynb cell 2", False),
        ("work.ipynb cell 3", True),
    ]
    assert "%" not in sent["cells"][0][1]
    assert "rate = 1" in sent["cells"][0][1]
    assert 0 < sent["seconds"] < 60


@pytest.mark.parametrize(
    ("work", "why"),
    [
        (None, "work.ipynb was not handed in"),
        (json.dumps(book([])), "work.ipynb has no cell that is tagged training"),
        ("{", "work.ipynb"),
    ],
)
def test_without_cells_there_is_nothing_to_run_now_or_later(measured, work, why):
    got = measured(ground("run"), Answering(), notebook="work.ipynb", work=work, may_run=False)
    assert got.trained.passed_over[0].startswith(why)
    assert not got.trained.put_off


def test_what_was_measured_from_the_same_is_not_due_again():
    one = ground()
    key = key_of(one)
    known = Trained(made_from=made_from(one, key, {"net.py": "1"}), way="run")
    due = lambda trained, files={"net.py": "1"}, k=key, g=one, may_run=True: is_due(  # noqa: E731
        trained, g, k, files, may_run=may_run
    )
    assert not due(known)
    assert due(None)
    assert due(known, {"net.py": "2"})
    assert due(known, k=replace(key, probes="# another"))
    other = replace(DATA, judged=Split(images=DATA.judged.images, labels=DATA.judged.labels[::-1]))
    assert due(known, g=Ground(one.item, one.target, other))
    assert due(replace(known, answer=Answer(outcome=Outcome.OUR_FAILURE)))
    put_off = replace(known, way=None, put_off=True)
    assert due(put_off)
    assert not due(put_off, may_run=False)


def test_what_is_measured_now_takes_the_place_of_what_was_known(by_hand):
    gathered = by_hand.gathered(by_hand.key([], []), {}, training={"net": Trained(made_from="old")})
    arrays = {"training/net/predicted": np.ones(1), "training/other/labels": np.ones(1)}
    new = Measured(Trained(made_from="new"), {"labels": np.zeros(1)})
    evidence, kept = with_training(gathered.evidence, arrays, {"net": new})
    assert isinstance(evidence, Evidence)
    assert evidence.training["net"].made_from == "new"
    assert set(kept) == {"training/net/labels", "training/other/labels"}


def test_the_budget_and_the_images_make_the_limits():
    limits = limits_of([ground()], Limits(memory_bytes=1000))
    assert (limits.case_seconds, limits.total_seconds) == (60, 120)
    assert limits.memory_bytes > 1000 + sum(array.nbytes for array in ground().inputs.values())


def test_a_data_set_that_is_not_here_leaves_the_item_alone(monkeypatch):
    def missing(*_):
        raise DataMissing("svhn: train_32x32.mat is missing")

    monkeypatch.setattr("autograder.training.ground.load_first", missing)
    assert grounds_of(key_of(ground()), None, "") == ([], {"net": "svhn: train_32x32.mat is missing"})
