"""Tensors become plain arrays; what is none, or says it is another, does not."""

import numpy as np
import pytest
import torch

from autograder.box.inside.plain import MOST_BYTES, plain

WHOLE = torch.tensor([[1.0, 2.0], [3.0, 4.0]])


class Lies(torch.Tensor):
    """Says of itself whatever it is asked for, and hands out other numbers."""

    @classmethod
    def __torch_function__(cls, function, types, given=(), named=None):
        return torch.zeros(7)


class Pretends:
    __class__ = torch.Tensor


@pytest.mark.parametrize(
    ("tensor", "dtype", "numbers"),
    [
        (WHOLE, "float32", [[1, 2], [3, 4]]),
        (WHOLE.double().requires_grad_(), "float64", [[1, 2], [3, 4]]),
        (torch.nn.Parameter(WHOLE), "float32", [[1, 2], [3, 4]]),
        (WHOLE.t(), "float32", [[1, 3], [2, 4]]),
        (WHOLE.half(), "float16", [[1, 2], [3, 4]]),
        (WHOLE.bfloat16(), "float32", [[1, 2], [3, 4]]),
        (torch.arange(3), "int64", [0, 1, 2]),
        (WHOLE > 2, "bool", [[False, False], [True, True]]),
        (torch.tensor(5.0, requires_grad=True) * 2, "float32", 10),
        ([torch.tensor(1.0, requires_grad=True), 2.0], "float64", [1, 2]),
        ((WHOLE[0], WHOLE[1]), "float32", [[1, 2], [3, 4]]),
        (WHOLE.as_subclass(Lies), "float32", [[1, 2], [3, 4]]),
        (WHOLE.conj(), "float32", [[1, 2], [3, 4]]),
        (torch.Size([2, 3]), "int64", [2, 3]),
    ],
)
def test_the_numbers_of_a_tensor_come_as_they_are(tensor, dtype, numbers):
    array = plain(tensor)
    assert type(array) is np.ndarray
    assert array.flags["C_CONTIGUOUS"]
    assert (array.dtype.name, array.tolist()) == (dtype, numbers)


@pytest.mark.parametrize(
    "value",
    [
        torch.zeros(2, device="meta"),
        torch.zeros(2, dtype=torch.complex64),
        torch.eye(2).to_sparse(),
        Pretends(),
        [WHOLE, WHOLE[0]],
        [WHOLE, "text"],
    ],
)
def test_what_has_no_plain_numbers_is_described(value):
    described = plain(value)
    assert isinstance(described, dict)
    assert described["kind"] == "other"


def test_a_tensor_that_is_larger_than_its_memory_is_not_written_out():
    described = plain(torch.zeros(1).expand(MOST_BYTES))
    assert described == {"kind": "array", "dtype": "float32", "shape": [MOST_BYTES], "kept": False}


def test_a_changed_tensor_leaves_what_was_sent_as_it_was():
    tensor = torch.zeros(2)
    sent = plain([tensor, tensor])
    tensor += 1
    assert sent.tolist() == [[0, 0], [0, 0]]
