"""Losses near ±1000, and the half of the Euclidean loss: either convention, if forward and backward agree."""

import pytest

from autograder.course.mistakes import read_mistakes

EUCLIDEAN = """
    class EuclideanLoss:
        def forward(self, input, target):
            n, k = input.shape
            return {value} * np.sum((input - target) ** 2)

        def backward(self, input, target):
            n, k = input.shape
            return {slope} * (input - target)
"""
CONVENTIONS = {
    "half the mean over the batch": ("0.5 / n", "1 / n"),
    "the mean over the batch": ("1 / n", "2 / n"),
    "the mean of all numbers": ("1 / n / k", "2 / n / k"),
    "half the mean of all numbers": ("0.5 / n / k", "1 / n / k"),
    "the sum": ("1", "2"),
    "half the sum": ("0.5", "1"),
}


@pytest.mark.parametrize("name", CONVENTIONS)
def test_what_the_euclidean_loss_is_a_mean_of_is_left_open(grade_of, make_submission, lost_in, name):
    value, slope = CONVENTIONS[name]
    grade = grade_of(make_submission(loss=EUCLIDEAN.format(value=value, slope=slope)))
    assert lost_in(grade) == {}
    assert grade.findings == ()


@pytest.mark.parametrize("forward", CONVENTIONS)
@pytest.mark.parametrize("backward", ["half the mean over the batch", "the mean of all numbers"])
def test_forward_and_backward_have_to_agree_on_it(check_of, make_submission, lost_in, forward, backward):
    value, slope = CONVENTIONS[forward][0], CONVENTIONS[backward][1]
    lost = lost_in(check_of(make_submission(loss=EUCLIDEAN.format(value=value, slope=slope))))
    assert sum(lost.values()) == (0 if forward == backward else 2)


@pytest.mark.parametrize(
    ("name", "lost"),
    [
        ("softmax-overflows", {"softmax-forward": 1, "softmax-backward": 1}),
        ("softmax-backward-overflows", {"softmax-backward": 1}),
        ("softmax-shifted-by-the-largest-of-the-batch", {"softmax-forward": 1, "softmax-backward": 1}),
        ("softmax-logarithm-of-zero", {"softmax-forward": 1}),
        ("softmax-tiny-number-1e-12", {"softmax-forward": 1}),
    ],
)
def test_what_fails_near_a_thousand_only_keeps_the_other_points(
    grade_of, make_mistake, homework, lost_in, name, lost
):
    mistake = next(m for m in read_mistakes(homework.mistakes) if m.id == name)
    grade = grade_of(make_mistake(mistake))
    assert lost_in(grade) == lost
    assert grade.findings[0].headline.endswith(("scores are as large as 1000", "differ by 2000"))


def test_a_mean_that_is_subtracted_is_not_taken_for_nothing_subtracted(grade_of, make_mistake, homework, lost_in):
    """With one row near 1000 a mean does what is needed: it is right there, where bare exponentials are not."""
    mistake = next(m for m in read_mistakes(homework.mistakes) if m.id == "softmax-shifted-by-the-mean")
    grade = grade_of(make_mistake(mistake))
    assert lost_in(grade) == {"softmax-forward": 1, "softmax-backward": 1}
    assert [finding.known for finding in grade.findings] == [("softmax-shifted-by-the-mean",)]


def test_losses_of_thousands_are_expected_and_finite(whole_key):
    key, arrays = whole_key
    large = [case for case in key.cases_of("softmax-forward") if case.group == "large"]
    losses = [float(arrays[f"{case.id}/out//loss"]) for case in large]
    assert max(losses) > 500
    assert min(losses) >= 0
    assert all(abs(arrays[f"{case.id}/in/x"]).max() > 990 for case in large)
