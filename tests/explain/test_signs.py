"""Signs of a network of PyTorch's: none where all is right, one for each thing that was seen, none of what lies."""

import pytest

from autograder.explain.signs.ending import of_answer
from autograder.explain.signs.signs import signs_in
from autograder.model import Answer, Failure, Outcome

LOOP = {
    "calls": 60, "batches": 60, "batch": 20, "given": 400, "range": [0.0, 1.0],
    "given_range": [0.0, 1.0], "backwards": 60, "losses": [2.3, 0.4], "kinds": ["cross_entropy"], "classes": 10,
    "paired": 200, "compared": 200, "steps": 60, "parameters": 6, "handed": 6, "rates": [0.1, 0.1], "moved": 6,
    "way": 0.5,
}  # fmt: skip
SEEN = {
    "nothing calls backward": {"backwards": 0, "empty": 60},
    "no optimiser takes a step": {"steps": 0, "moved": 0},
    "is never used there": {"calls": 0},
    "each step uses the sum of all": {"kept": 59},
    "holds none of the network's parameters": {"handed": 0, "foreign": 6, "moved": 0},
    "holds 2 of the network's 6 parameters": {"handed": 2},
    "sees the same 20 images": {"batches": 1},
    "Of 200 labels that go into the loss, 20 belong": {"paired": 20},
    "they come sorted": {"classes": 1},
    "gets numbers from 0 to 255": {"range": [0.0, 255.0]},
    "the softmax is taken twice": {"probabilities": True},
    "where it expects their logarithms": {"probabilities": True, "kinds": ["nll_loss"]},
    "is more negative still": {"losses": [-2.3, -9.0]},
    "a sum over the images": {"summed": True},
    "The loss is mse_loss": {"kinds": ["mse_loss"]},
    "weight decay is 0.5": {"decay": 0.5},
    "The learning rate falls from 0.1 to 1e-09": {"rates": [0.1, 1e-9]},
    "the loss does not fall": {"way": 0.001, "losses": [2.3, 2.3]},
    "goes up from 2.3 to nan or infinity": {"losses": [2.3, 1e30]},
}
OF_A_NEW_ONE = {
    "get other scores each time": {"same_twice": False},
    "depend on which images are beside it": {"alone": False},
    "the same scores for all images": {"all_alike": True},
    "C1.weight is a tensor and no parameter": {"not_registered": ["C1.weight"]},
    "no gradient reaches a, b, c, d and 2 more": {"gradients": {"none": list("abcdef")}},
    "zero but in one filter": {"gradients": {"few": ["C1.weight"]}},
    "begin equal": {"constant": ["C1.weight"]},
    "leaves out 90 %": {"dropped": 0.9},
    "No score of a new network is below 0": {"never_negative": True},
    "one linear map": {"straight": True},
    "takes 3 s": {"slow": 3.0},
}
REFUSED = {
    "Target 10 is out of bounds.": "A label is larger than the last class",
    "element 0 of tensors does not require grad and does not have a grad_fn": "no gradients are followed",
    "a leaf Variable that requires grad is being used in an in-place operation.": "changed in place",
    "expected target dtype to be Long or Byte, but got Float": "Labels are fractions",
    "mat1 and mat2 must have the same dtype, but got Double and Float": "Numbers of two types meet",
}


def told(facts):
    return [sign.looks for sign in signs_in(facts)]


def test_of_a_network_that_learns_nothing_is_said():
    assert told({"loop": LOOP}) == []
    assert told({}) == []


@pytest.mark.parametrize("text", SEEN)
def test_what_was_seen_of_a_loop_is_told_first(text):
    assert text in told({"loop": {**LOOP, **SEEN[text]}})[0]


@pytest.mark.parametrize("text", OF_A_NEW_ONE)
def test_what_was_seen_of_a_new_network_is_told_first(text):
    assert text in told({**OF_A_NEW_ONE[text], "loop": LOOP})[0]


@pytest.mark.parametrize(
    "facts", [{"loop": "none"}, {"loop": {**LOOP, "steps": "60"}}, {"gradients": [1]}, {"slow": "fast"}]
)
def test_what_cannot_be_read_says_nothing(facts):
    assert told(facts) == []


def test_a_loop_that_raised_is_not_taken_for_one_that_does_nothing():
    assert told({"loop": {**LOOP, "raised": True, "backwards": 0}}) == []


@pytest.mark.parametrize("message", REFUSED)
def test_what_pytorch_refuses_is_told_in_plain_words(message):
    answer = Answer(outcome=Outcome.RAISED, failure=Failure(type="RuntimeError", message=message))
    assert REFUSED[message] in next(of_answer(answer)).looks


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        ({"steps": 20, "seen": 400, "given": 400}, "saw each image about once"),
        ({"steps": 8, "seen": 3200, "given": 400}, "very few steps"),
        ({"steps": 12, "seen": 240, "given": 400, "stopped": True}, "It is slow"),
    ],
)
def test_how_far_a_training_came_is_told(facts, text):
    assert text in next(of_answer(Answer(outcome=Outcome.ANSWERED, facts=facts))).looks


def test_of_a_training_that_came_far_nothing_is_said():
    facts = {"steps": 160, "seen": 3200, "given": 400, "stopped": False}
    assert list(of_answer(Answer(outcome=Outcome.ANSWERED, facts=facts))) == []
    assert list(of_answer(None)) == []
