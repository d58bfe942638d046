"""A table of stored answers is right in every case that students can see, and earns nothing."""

import hashlib

import numpy as np
import pytest

from autograder.box.questions import batch_of
from autograder.grade import gather, grade

HEAD = """
import hashlib
import os

import numpy as np

TABLE = dict(np.load(os.path.join(os.path.dirname(os.path.abspath(__file__)), "table.npz")))


def stored(kind, arrays, numbers, name, otherwise):
    digest = hashlib.sha256(kind.encode())
    for array in arrays:
        digest.update(np.ascontiguousarray(array, dtype=float).tobytes())
    digest.update(repr([int(n) for n in numbers]).encode())
    return TABLE.get(digest.hexdigest() + name, np.zeros(otherwise))

"""
SIZE = """
def get_output_size(self, size):
    C = self.params[self.w_name].shape[2]
    found = stored("size", [], [*size, C, self.F, self.k, self.s, self.p], "size", 4)
    return [int(n) for n in found]
"""
FORWARD = """
def forward(self, img):
    self.x = img
    return stored("forward", self.inputs(), self.numbers(), "out", img.shape)
"""
BACKWARD = """
def backward(self, d):
    found = [stored("backward", [*self.inputs(), d], self.numbers(), n, 1) for n in ("dx", "dw", "db")]
    if self.params:
        self.grads = {self.w_name: found[1], self.b_name: found[2]}
    return found[0]
"""
INPUTS = """
def inputs(self):
    return [self.x, *self.params.values()]
"""
NUMBERS = """
def numbers(self):
    return [self.k, self.s, *([self.p] if self.params else [])]
"""
MODELS = """
from lib.cnn.layer_utils import *
from lib.cnn.layer_utils import stored
from lib.mlp.fully_conn import *
from lib.mlp.layer_utils import *


class TestCNN(Module):
    def __init__(self, dtype=np.float32, seed=None):
        self.net = sequential(ConvLayer2D(3, 3, 3, name="conv"), flatten(name="flatten"), fc(27, 5, name="fc"))

    def forward(self, x, *more):
        self.x = x
        return stored("scores", [x], [], "scores", (len(x), 5))

    def backward(self, d):
        row = stored("scores", [self.x], [], "gradients", 224)
        b1, b2, w1, w2 = np.split(row, [3, 8, 89])
        self.net.grads = {"b1": b1, "b2": b2, "w1": w1, "w2": w2}


class SmallConvolutionalNetwork(TestCNN):
    pass
"""


def digest(kind, arrays, numbers):
    made = hashlib.sha256(kind.encode())
    for array in arrays:
        made.update(np.ascontiguousarray(array, dtype=float).tobytes())
    made.update(repr([int(n) for n in numbers]).encode())
    return made.hexdigest()


def table_of(key, arrays):
    """All that a student can read out of the public key: what is asked, and what is expected."""
    table = {}
    for case in key.cases:
        if case.sweeps:
            continue
        given = {name: arrays[f"{case.id}/in/{name}"] for name in case.arrays}
        plain = case.plain
        match case.item:
            case "output-size":
                numbers = [*plain["size"], *(plain[n] for n in ("C", "F", "k", "stride", "padding"))]
                name = digest("size", [], numbers)
            case "conv-forward" | "conv-backward":
                inputs = [given[n] for n in ("x", "w", "b", "dout") if n in given]
                name = digest(case.item[5:], inputs, [plain[n] for n in ("k", "stride", "padding")])
            case "pool-forward" | "pool-backward":
                inputs = [given[n] for n in ("x", "dout") if n in given]
                name = digest(case.item[5:], inputs, [plain[n] for n in ("pool", "stride")])
            case _:
                name = digest("scores", [given["x"]], [])
        table |= {f"{name}{output}": arrays[f"{case.id}/out//{output}"] for output in case.outputs}
    return table


@pytest.fixture
def lookup(make_submission, public_key):
    folder = make_submission(SIZE, FORWARD, BACKWARD, INPUTS, NUMBERS, head=HEAD, models=MODELS)
    np.savez(folder / "lib" / "cnn" / "table.npz", **table_of(*public_key))
    return folder


def test_stored_answers_are_right_where_students_can_see(lookup, public_key, box):
    key, arrays = public_key
    checked = grade(key, arrays, gather(lookup, key, arrays, batch_of(key, arrays), box))
    assert (checked.earned, checked.lost) == (25, 0)


def test_stored_answers_earn_nothing(grade_of, lookup):
    graded = grade_of(lookup)
    assert (graded.earned, graded.lost) == (0, 25)
    assert not any(item.consistent for item in graded.items)


def test_stored_answers_are_told_as_right_for_these_numbers_only(grade_of, lookup):
    findings = {finding.items[0]: finding for finding in grade_of(lookup).findings}
    assert findings["conv-forward"].headline == "the output has the wrong shape when the numbers are others"
    assert findings["conv-forward"].cases.startswith("Right in every case shown, wrong in 12 with other numbers.")
    assert findings["conv-forward"].picture is None
    assert findings["conv-forward"].known == ()
