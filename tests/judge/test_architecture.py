"""What was seen of a network against the shapes and kinds of a rubric; what cannot be read is not right."""

from dataclasses import replace

import pytest

from autograder.judge.architecture import ended, mismatches
from autograder.model import Answer, Failure, Found, Layers, Outcome, Use

WANTED = Layers(
    input=(1, 8, 8),
    shapes=((2, 6, 6), (2, 3, 3), (10,)),
    order=("convolution", "max-pooling", "linear"),
    at_most={"convolution": 1},
    at_least={"relu": 1},
)


def seen(*layers, shapes=None):
    """Facts of layers as pairs of kind and shape; every shape is seen once."""
    found = [
        {"name": f"l{n}", "kind": kind, "out": list(out), "parameters": 0} for n, (kind, out) in enumerate(layers)
    ]
    return {"layers": found, "shapes": [[1, 8, 8], *(list(out) for _, out in layers)] if shapes is None else shapes}


RIGHT = (
    ("convolution", (2, 6, 6)), ("relu", (2, 6, 6)), ("max-pooling", (2, 3, 3)), ("flatten", (18,)),
    ("linear", (10, 1)),
)  # fmt: skip


def test_what_is_asked_for_may_have_more_between_it():
    assert mismatches(WANTED, seen(*RIGHT)) == ()


@pytest.mark.parametrize(
    ("layers", "says"),
    [
        (
            (RIGHT[0], RIGHT[1], ("max-pooling", (2, 5, 5)), RIGHT[4]),
            "no 2×3×3 after 2×6×6; its layers give 1×8×8, 2×6×6, 2×6×6, 2×5×5 and 10",
        ),
        (
            (RIGHT[2], RIGHT[0], RIGHT[1], RIGHT[4]),
            "no 2×3×3 after 2×6×6; its layers give 1×8×8, 2×3×3, 2×6×6, 2×6×6 and 10",
        ),
        (
            (RIGHT[0], RIGHT[1], ("average-pooling", (2, 3, 3)), RIGHT[4]),
            "no max-pooling after convolution; its layers are convolution, relu, average-pooling and linear",
        ),
        ((RIGHT[0], *RIGHT), "2 layers of convolution; at most 1"),
        ((RIGHT[0], RIGHT[2], RIGHT[4]), "0 layers of relu; at least 1"),
    ],
)
def test_the_first_thing_that_is_not_there_is_told_with_what_is(layers, says):
    assert says in mismatches(WANTED, seen(*layers))


def test_a_network_of_nothing_says_so():
    first, second, _ = mismatches(WANTED, seen(shapes=[[1, 8, 8]]))
    assert first == "no 2×6×6; its layers give 1×8×8"
    assert second == "no convolution; its layers are none that is known"


@pytest.mark.parametrize(
    "facts",
    [
        {"layers": "none"},
        {"layers": [{"kind": "linear"}], "shapes": []},
        {"layers": [], "shapes": [["2", 6, 6]]},
        {"layers": [], "shapes": None},
    ],
)
def test_what_cannot_be_read_is_not_right(facts):
    assert mismatches(WANTED, facts) == ("what was seen of its layers cannot be read",)


def test_facts_that_did_not_come_are_not_right():
    assert mismatches(WANTED, {}) != ()


def test_what_was_seen_is_told_within_bounds():
    [told, *_] = mismatches(WANTED, seen(*[("tanh", (n,)) for n in range(11, 100)]))
    assert len(told) < 200


@pytest.fixture
def why(by_hand):
    def say(answer, found=None):
        from autograder.model import Code

        item = replace(by_hand.item(), code=Code(file="hw.py", name="Net"))
        return ended(item, answer, found)

    return say


def test_a_network_that_cannot_be_asked_says_why(why):
    failure = Failure(type="TypeError", message="missing 1 required argument")
    assert (
        why(Answer(outcome=Outcome.RAISED, failure=failure)) == "Net raises TypeError: missing 1 required argument"
    )
    assert why(Answer(outcome=Outcome.MISSING), Found(exists=False, missing="Net")) == "Net is missing"
    assert why(Answer(outcome=Outcome.CPU_LIMIT)) == "Net: cpu limit"
    used = Answer(outcome=Outcome.RAISED, uses=(Use(operation="convolution", called="conv2d"),), failure=failure)
    assert why(used) == "Net calls PyTorch's own convolution, and its layers cannot be seen"
