"""A backward pass against the student's own forward pass: out = x @ w + b, got wrong in one way or another."""

from fractions import Fraction

import numpy as np
import pytest

from autograder.judge.gradients import consistency
from autograder.model import Answer, Outcome, Value

STEP = 1e-2
SHAPES = {"x": (4, 3), "w": (3, 3), "b": (3,)}
ABOUT = ("back/general-1", "back/general-2")


def flipped(x, w, b):
    """A wrong forward pass, as kernels that are turned round."""
    return x @ w[::-1] + b


def of_flipped(x, w, dout):
    """The right gradients of that wrong forward pass."""
    return {"dx": dout @ w[::-1].T, "dw": (x.T @ dout)[::-1], "db": dout.sum(axis=0)}


def right(x, w, b):
    return x @ w + b


def of_right(x, w, dout):
    return {"dx": dout @ w.T, "dw": x.T @ dout, "db": dout.sum(axis=0)}


@pytest.fixture
def asked(by_hand):
    """The key, and its arrays: two cases, each with pairs of points around each of its inputs."""
    rng = np.random.default_rng(5)
    items = [by_hand.item("fore"), by_hand.item("back", 4, check="gradient", of="fore", if_consistent=Fraction(2))]
    cases, expected = [], {}
    for about in ABOUT:
        at = {name: rng.standard_normal(shape) for name, shape in SHAPES.items()}
        at["dout"] = rng.standard_normal((4, 3))
        cases.append(by_hand.case(about, outputs=("dx", "dw", "db"), arrays=tuple(at)))
        expected |= {f"{about}/in/{name}": array for name, array in at.items()}
        expected |= by_hand.expected({about: of_right(at["x"], at["w"], at["dout"])})
        for name, shape in SHAPES.items():
            sweep = f"{about}/sweep-{name}"
            steps = [STEP * rng.standard_normal(shape) for _ in range(2)]
            points = np.stack([at[name] + sign * step for step in steps for sign in (1, -1)])
            cases.append(by_hand.case(sweep, "", outputs=("out",), probe="fore", sweeps=name, about=about))
            expected |= {f"{sweep}/in/{other}": array for other, array in {**at, name: points}.items()}
    return by_hand.key(items, cases), expected


@pytest.fixture
def answer(asked, by_hand):
    """What a submission with this forward and backward pass answers."""
    key, expected = asked

    def given(case, name):
        return expected[f"{case}/in/{name}"]

    def answers(forward, backward):
        replies = {}
        for case in key.cases:
            if not case.sweeps:
                replies[case.id] = backward(*(given(case.id, name) for name in ("x", "w", "dout")))
                continue
            at = {name: given(case.id, name) for name in SHAPES}
            rows = [forward(**{**at, case.sweeps: point}) for point in at[case.sweeps]]
            replies[case.id] = {"out": np.stack(rows)}
        return by_hand.gathered(key, replies)

    return answers


@pytest.fixture
def fits(asked, answer):
    key, expected = asked

    def check(forward, backward, change=lambda answers, got: None):
        gathered = answer(forward, backward)
        answers, got = dict(gathered.evidence.answers), dict(gathered.arrays)
        change(answers, got)
        return consistency(key, "back", answers, expected, got)

    return check


def test_the_right_gradient_of_a_wrong_forward_pass_is_consistent(fits):
    assert fits(flipped, of_flipped).holds


def test_the_right_gradient_of_the_right_forward_pass_is_consistent(fits):
    found = fits(right, of_right)
    assert (found.holds, found.reason) == (True, "")


def test_single_precision_is_precise_enough(fits):
    def single(*arrays):
        return {name: g.astype(np.float32) for name, g in of_flipped(*arrays).items()}

    assert fits(lambda x, w, b: flipped(x, w, b).astype(np.float32).astype(np.float64), single).holds


BUGS = {
    "dx has the wrong sign": lambda g: {**g, "dx": -g["dx"]},
    "dx is not turned round": lambda g: {**g, "dx": g["dx"][:, ::-1]},
    "dx mixes the samples": lambda g: {**g, "dx": np.roll(g["dx"], 1, axis=0)},
    "dx is right for the first sample only": lambda g: {**g, "dx": g["dx"] * (np.arange(4) == 0)[:, None]},
    "dw is divided by the batch size": lambda g: {**g, "dw": g["dw"] / 4},
    "dw is transposed": lambda g: {**g, "dw": g["dw"].T.copy()},
    "dw is off by a hundredth": lambda g: {**g, "dw": g["dw"] * 1.01},
    "dw misses one entry": lambda g: {**g, "dw": np.where(np.arange(9).reshape(3, 3) == 4, 0.0, g["dw"])},
    "db is the mean": lambda g: {**g, "db": g["db"] / 4},
    "db is spread over the filters": lambda g: {**g, "db": np.full(3, g["db"].sum() / 3)},
    "db is that of the reference with ones": lambda g: {**g, "db": np.full(3, 4.0)},
}


@pytest.mark.parametrize("bug", BUGS.values(), ids=BUGS)
def test_a_wrong_gradient_is_not_consistent(fits, bug):
    found = fits(flipped, lambda x, w, dout: bug(of_flipped(x, w, dout)))
    assert not found.holds
    assert found.reason.endswith("does not fit the forward pass")


def test_the_gradient_of_the_reference_does_not_fit_another_forward_pass(fits):
    assert fits(flipped, of_right).reason == "dx does not fit the forward pass"


@pytest.mark.parametrize("name", ["dx", "dw", "db"])
def test_a_gradient_of_zeros_is_never_consistent(fits, name):
    found = fits(flipped, lambda *a: {**of_flipped(*a), name: np.zeros_like(of_flipped(*a)[name])})
    assert (found.holds, found.reason) == (False, f"{name} is zero")


def test_zeros_fit_a_forward_pass_of_zeros_and_are_not_consistent(fits):
    found = fits(lambda x, w, b: np.zeros((4, 3)), lambda *a: {n: 0 * g for n, g in of_right(*a).items()})
    assert not found.holds


@pytest.mark.parametrize(
    ("ignoring", "name"),
    [
        (lambda x, w, b: np.broadcast_to(b, (4, 3)), "x"),
        (lambda x, w, b: x + b, "w"),
        (lambda x, w, b: x @ w, "b"),
    ],
)
def test_a_forward_pass_that_ignores_an_input_is_not_consistent(fits, ignoring, name):
    """Tiny gradients fit it as well as zeros would."""
    tiny = 1e-9

    def backward(x, w, dout):
        fitting = {"x": (dout, x.T @ dout), "w": (dout, x.T @ dout), "b": (dout @ w.T, x.T @ dout)}
        dx, dw = fitting[name]
        found = {"dx": dx, "dw": dw, "db": dout.sum(axis=0)}
        return {**found, f"d{name}": np.full_like(found[f"d{name}"], tiny)}

    found = fits(ignoring, backward)
    assert (found.holds, found.reason) == (False, f"the forward pass does not depend on {name}")


@pytest.mark.parametrize(
    ("name", "reshaped"),
    [("dx", lambda g: g.T), ("dw", np.ravel), ("db", lambda g: g[None, :]), ("dx", lambda g: g[:, :0])],
    ids=["transposed", "flat", "an axis too many", "empty"],
)
def test_a_gradient_of_the_wrong_shape_is_not_consistent(fits, name, reshaped):
    found = fits(flipped, lambda *a: {**of_flipped(*a), name: reshaped(of_flipped(*a)[name])})
    assert (found.holds, found.reason) == (False, f"{name} has the wrong shape")


def test_a_forward_pass_of_another_shape_is_not_consistent(fits):
    found = fits(lambda x, w, b: flipped(x, w, b)[:, :2], of_flipped)
    assert found.reason == "the forward pass has another shape"


def test_a_gradient_that_is_not_finite_is_not_consistent(fits):
    found = fits(flipped, lambda *a: {**of_flipped(*a), "dx": np.full((4, 3), np.nan)})
    assert found.reason == "dx or the forward pass is not finite"


def test_a_forward_pass_that_gives_nan_is_not_consistent(fits):
    found = fits(lambda x, w, b: np.full((4, 3), np.nan), of_flipped)
    assert found.reason == "dx or the forward pass is not finite"


def test_infinity_is_not_consistent_on_either_side(fits):
    assert not fits(flipped, lambda *a: {**of_flipped(*a), "dx": np.full((4, 3), np.inf)}).holds
    assert not fits(lambda x, w, b: np.full((4, 3), np.inf), of_flipped).holds


@pytest.mark.parametrize("missing", ["back/general-2/dw", "back/general-1/sweep-b/out"])
def test_without_a_gradient_or_a_forward_value_nothing_is_consistent(fits, missing):
    found = fits(flipped, of_flipped, lambda answers, got: got.pop(missing))
    assert (found.holds, found.reason) == (False, "no gradient or no forward value")


@pytest.mark.parametrize("outcome", [o for o in Outcome if o is not Outcome.ANSWERED])
def test_a_sweep_that_was_not_answered_decides_against(fits, outcome):
    def change(answers, got):
        values = {"out": Value(kind="array", dtype="float64", shape=(4, 4, 3))}
        answers["back/general-2/sweep-w"] = Answer(outcome=outcome, values=values)

    assert not fits(flipped, of_flipped, change).holds


def test_every_case_that_is_swept_has_to_agree(fits):
    def change(answers, got):
        got["back/general-2/db"] = got["back/general-2/db"] * 2

    assert fits(flipped, of_flipped, change).reason == "db does not fit the forward pass"


def test_where_nothing_was_swept_nothing_is_consistent(by_hand):
    key = by_hand.key([by_hand.item("back", check="gradient")], [by_hand.case("back/general-1")])
    found = consistency(key, "back", {}, {}, {})
    assert (found.holds, found.reason) == (False, "not asked")


def test_a_cheat_cannot_feed_the_judge_steps_of_its_own(fits):
    """The points come from the key; an answer that brings its own is not read."""

    def change(answers, got):
        got["back/general-1/sweep-x/x"] = np.zeros((4, 4, 3))

    assert not fits(flipped, of_right, change).holds
