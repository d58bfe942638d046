"""Right notebooks in any style lose nothing; an untouched template earns nothing and is told off for nothing."""

from fractions import Fraction

import numpy as np
import pytest

from autograder.model import Ruling
from tests.submissions.cnn_training.notebooks import HERE, NAME, made, with_cells

RIGHT = HERE / "right"
STYLES = sorted(path.name for path in RIGHT.iterdir())
POINTS = {
    "derivatives": 4, "tied": 4, "blocks": 4, "scores": 4, "dropout": 5, "error": 4, "loss": 5, "steps": 6,
    "history": 4, "weight-decay": 5, "rates": 1, "study": 4, "best-rate": 5, "chosen": 1,
}  # fmt: skip
READ = {"derivatives-text": 4, "tied-text": 3, "loss-curve": 3, "error-curves": 4, "discussion": 8}
TRAINED = {"mnist": 12, "cifar10": 10}
DROPOUT_BY_HAND = """
class Drop(nn.Module):
    def __init__(self, share):
        super().__init__()
        self.kept = 1 - share

    def forward(self, x):
        return x * torch.bernoulli(torch.full_like(x, self.kept)) / self.kept if self.training else x


class CNN(nn.Sequential):
    def __init__(self, channels=1, side=28, dropout=0.2):
        super().__init__(
            nn.Conv2d(channels, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
            nn.Conv2d(8, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
            nn.Flatten(), Drop(dropout), nn.Linear(16 * (side // 4) ** 2, 10),
        )
"""


def assert_nothing_is_lost(grade):
    assert {item.id: item.lost for item in grade.items if item.lost} == {}
    assert {item.id: item.earned for item in grade.items if item.earned} == POINTS
    assert grade.findings == ()


def test_the_reference_earns_all_that_cases_decide_and_runs_to_its_end(grade_of_a_run, homework):
    grade = grade_of_a_run(homework.reference)
    assert_nothing_is_lost(grade)
    assert {cell.run.outcome.value for cell in grade.notebook.cells} <= {"answered", "not reached"}
    assert grade.flags == ()
    assert {item.id: item.open for item in grade.items if item.open} == {**READ, **TRAINED}


def test_theory_is_worth_15_points_and_programming_85(homework, whole_key):
    points = {item.id: item.points for item in whole_key[0].rubric.items}
    theory = sum((points[name] for name in ("derivatives", "derivatives-text", "tied", "tied-text")), Fraction(0))
    assert (theory, sum(points.values(), Fraction(0)) - theory) == (15, 85)


@pytest.mark.parametrize("style", STYLES)
def test_a_right_notebook_loses_nothing(grade_of, style):
    assert_nothing_is_lost(grade_of(RIGHT / style))


def test_a_mask_drawn_by_hand_that_leaves_all_numbers_with_a_share_of_0_drops_nothing(grade_of, tmp_path):
    (tmp_path / "network.py").write_text(f"# %% id=network\n{DROPOUT_BY_HAND}", encoding="utf-8")
    (tmp_path / NAME).write_text(with_cells(tmp_path / "network.py"), encoding="utf-8")
    assert_nothing_is_lost(grade_of(tmp_path))


@pytest.mark.parametrize("share", ["0.3", "1"])
def test_a_dropout_that_is_on_while_rates_are_compared_is_seen(grade_of, tmp_path, homework, share):
    text = (homework.reference / NAME).read_text(encoding="utf-8")
    off = "images.shape[2], dropout=0.0)"
    assert text.count(off) == 1
    (tmp_path / NAME).write_text(text.replace(off, off.replace("0.0", share)), encoding="utf-8")
    study = next(item for item in grade_of(tmp_path).items if item.id == "study")
    assert "dropped" in {output for case in study.cases for output in case.problems}


def test_there_are_styles_enough():
    assert len(STYLES) >= 5


def test_the_sample_notebooks_are_those_that_the_sources_make():
    for path, text in made():
        assert path.read_text(encoding="utf-8") == text, path


def test_every_group_of_cases_has_hidden_twins(whole_key):
    key, _ = whole_key
    earning = {case.id for case in key.cases if case.group and not case.hidden and not case.id.endswith("-again")}
    assert {case.twin for case in key.cases if case.twin} == earning
    assert {case.item for case in key.cases} == set(POINTS)


def test_every_case_of_the_reference_is_right(grade_of, homework):
    items = grade_of(homework.reference).items
    ruled = [ruling for item in items for case in item.cases for ruling in case.verdicts.values()]
    assert set(ruled) == {Ruling.PASSED}
    assert len(ruled) > 380


def test_the_untouched_template_earns_nothing_and_is_not_begun(grade_of, homework):
    grade = grade_of(homework.template)
    in_words = {name: READ[name] for name in ("derivatives-text", "tied-text", "discussion")}
    assert (grade.earned, grade.lost) == (0, sum(POINTS.values()) + sum(in_words.values()))
    assert {item.id for item in grade.items if item.state == "not begun"} >= {*POINTS, *in_words}
    assert {(item.state, item.clause) for item in grade.items if item.id in POINTS} == {("not begun", "not begun")}
    assert grade.findings == ()
    assert {case.outcome.value for item in grade.items for case in item.cases} == {"not begun"}


def test_a_notebook_with_the_theory_alone_keeps_its_points(grade_of, homework, tmp_path):
    """What is not begun elsewhere costs nothing here."""
    text = (homework.template / NAME).read_text(encoding="utf-8")
    stub = 'raise NotImplementedError(\\"Task 2b: tied_gradient\\")'
    assert text.count(stub) == 1
    right = "return np.bincount(groups.ravel(), gradient.ravel(), count)"
    (tmp_path / NAME).write_text(text.replace(stub, right), encoding="utf-8")
    assert {item.id: item.earned for item in grade_of(tmp_path).items if item.earned} == {"tied": 4}


def test_no_two_images_of_a_training_are_alike(whole_key):
    """What a loss sends back is told from image to image, in whatever order a training takes them."""
    key, arrays = whole_key
    for case in key.cases_of("loss"):
        images = arrays[f"{case.id}/in/images"]
        assert len(np.unique(images, axis=0)) == len(images), case.id
