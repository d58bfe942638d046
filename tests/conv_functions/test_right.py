"""Right solutions in any style earn everything; an untouched template earns nothing and is told off for nothing."""

from pathlib import Path

import pytest

from autograder.course.mistakes import read_mistakes
from autograder.model import Cause

SAMPLES = Path(__file__).parents[1] / "submissions" / "conv_functions"
OPEN = {
    "training": (15, Cause.NOT_AVAILABLE, "not run: up to 30 min"),
    "curves": (5, Cause.TO_BE_READ, "read by a person after you hand in"),
    "pictures": (5, Cause.TO_BE_READ, "read by a person after you hand in"),
    "report": (5, Cause.TO_BE_READ, "read by a person after you hand in"),
}
POINTS = {
    "conv-forward": 15, "conv-backward": 25, "pool-forward": 8, "pool-backward": 12,
    "euclidean-forward": 2, "euclidean-backward": 2, "softmax-forward": 3, "softmax-backward": 3,
}  # fmt: skip


@pytest.fixture(scope="module")
def reference(grade_of, homework):
    return grade_of(homework.reference)


def test_the_reference_earns_all_that_is_judged(reference, code_items):
    assert (reference.earned, reference.lost, reference.open, reference.total) == (70, 0, 30, 100)
    assert {item.id: item.earned for item in reference.items if item.state == "right"} == POINTS
    assert tuple(POINTS) == code_items
    assert (reference.findings, reference.remarks) == ((), ())


def test_what_is_not_judged_stays_open_and_says_why(reference):
    still_open = {item.id: (item.open, item.cause, item.clause) for item in reference.items if item.state == "open"}
    assert still_open == OPEN
    assert reference.provisional


def test_every_case_of_the_reference_is_right(reference):
    ruled = [ruling for item in reference.items for case in item.cases for ruling in case.verdicts.values()]
    assert set(ruled) == {"passed"}
    assert len(ruled) > 250


LOOPS = """
    def conv2d_forward(input, W, b, kernel_size, pad):
        n, c_in, h, w = input.shape
        padded = np.zeros((n, c_in, h + 2 * pad, w + 2 * pad))
        padded[:, :, pad:h + pad, pad:w + pad] = input
        output = np.zeros((n, len(W), h + 2 * pad - kernel_size + 1, w + 2 * pad - kernel_size + 1))
        for m, f, i, j in np.ndindex(*output.shape):
            output[m, f, i, j] = b[f]
            for c, a, d in np.ndindex(*W.shape[1:]):
                output[m, f, i, j] += padded[m, c, i + a, j + d] * W[f, c, a, d]
        return output


    def avgpool2d_forward(input, kernel_size, pad):
        n, c, h, w = input.shape
        k = kernel_size
        output = np.zeros((n, c, (h + 2 * pad) // k, (w + 2 * pad) // k))
        for m, l, i, j in np.ndindex(*output.shape):
            for a in range(k):
                for d in range(k):
                    row, column = i * k + a - pad, j * k + d - pad
                    if 0 <= row < h and 0 <= column < w:
                        output[m, l, i, j] += input[m, l, row, column] / k / k
        return output
"""
IN_FLOAT32 = """
    forward, backward, pooled = conv2d_forward, conv2d_backward, avgpool2d_forward


    def conv2d_forward(input, W, b, kernel_size, pad):
        return forward(*(np.asarray(a, dtype=np.float32) for a in (input, W, b)), int(kernel_size), int(pad))


    def conv2d_backward(input, grad_output, W, b, kernel_size, pad):
        arrays = (np.asarray(a, dtype=np.float32) for a in (input, grad_output, W, b))
        return [gradient.astype(np.float32) for gradient in backward(*arrays, kernel_size, pad)]


    def avgpool2d_forward(input, kernel_size, pad):
        return pooled(input.astype(np.float32), kernel_size, pad).astype(np.float32)
"""
EACH_IMAGE = """
    class EuclideanLoss:
        def forward(self, input, target):
            return 0.5 * ((input - target) ** 2).sum(axis=1)

        def backward(self, input, target):
            return (input - target) / input.shape[0]


    class SoftmaxCrossEntropyLoss:
        def forward(self, input, target):
            p = self.shifted(input)
            return np.array([np.sum((np.log(np.exp(row).sum()) - row) * t) for row, t in zip(p, target)])

        def backward(self, input, target):
            e = np.exp(self.shifted(input))
            return (e / e.sum(1)[:, None] - target) / len(e)

        def shifted(self, input):
            return input - np.max(input, 1)[:, None]
"""


@pytest.mark.parametrize(
    "written",
    [
        {"base": "im2col"},
        {"base": "correlation"},
        {"functions": LOOPS},
        {"functions": IN_FLOAT32},
        {"loss": EACH_IMAGE},
    ],
    ids=["im2col", "correlation", "loops", "float32", "a loss for each image, and no names"],
)
def test_a_right_solution_earns_all_and_nothing_is_said_against_it(grade_of, make_submission, lost_in, written):
    grade = grade_of(make_submission(**written))
    assert (grade.earned, lost_in(grade)) == (70, {})
    assert (grade.findings, grade.remarks) == ((), ())


@pytest.mark.parametrize("style", sorted(path.name for path in (SAMPLES / "right").iterdir()))
def test_so_does_one_that_was_written_without_sight_of_the_reference(grade_of, lost_in, style):
    grade = grade_of(SAMPLES / "right" / style)
    assert (grade.earned, lost_in(grade), grade.findings) == (70, {}, ())


def test_the_untouched_template_earns_nothing_and_is_not_begun(grade_of, homework, code_items):
    grade = grade_of(homework.template)
    assert (grade.earned, grade.lost, grade.open) == (0, 70, 30)
    assert {(item.state, item.clause) for item in grade.items if item.id in code_items} == {
        ("not begun", "not begun")
    }
    assert grade.findings == ()
    assert {case.outcome.value for item in grade.items for case in item.cases} == {"not begun"}


def test_provided_files_may_be_changed_and_that_is_a_remark(grade_of, make_submission, lost_in):
    folder = make_submission()
    (folder / "run_cnn.py").write_text("import tensorflow\n", encoding="utf-8")
    grade = grade_of(folder)
    assert lost_in(grade) == {}
    assert any(remark.startswith("run_cnn.py differs from the file") for remark in grade.remarks)


@pytest.mark.parametrize(
    ("name", "item", "kept"),
    [
        ("conv-turns-the-kernel-throughout", "conv-backward", 10),
        ("conv-padded-at-one-end-throughout", "conv-backward", 10),
        ("pool-adds-up-throughout", "pool-backward", 5),
        ("pool-divides-by-the-width-throughout", "pool-backward", 5),
    ],
)
def test_a_gradient_that_fits_a_wrong_forward_pass_keeps_its_share(
    grade_of, make_mistake, homework, item_of, name, item, kept
):
    mistake = next(m for m in read_mistakes(homework.mistakes) if m.id == name)
    backward = item_of(grade_of(make_mistake(mistake)), item)
    assert backward.consistent
    assert backward.earned >= kept
