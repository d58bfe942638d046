"""The shapes that take the place of what is forbidden are those that PyTorch itself would give."""

import pytest
import torch
from torch.nn import functional

from autograder.box.inside.tensors.forbidden import ForbiddenOperation
from autograder.box.inside.tensors.stand_ins import StandIns, shape_of

X = torch.zeros(2, 4, 9, 12)
CALLS = [
    ("conv2d", (X, torch.zeros(3, 4, 3, 2)), {}),
    ("conv2d", (X, torch.zeros(3, 4, 3, 2), None, (2, 3), 1), {}),
    ("conv2d", (X, torch.zeros(6, 2, 3, 3)), {"groups": 2, "dilation": (1, 2), "padding": (2, 0)}),
    ("conv2d", (X[0], torch.zeros(3, 4, 3, 3)), {"padding": "same"}),
    ("conv2d", (X, torch.zeros(3, 4, 3, 3)), {"padding": "valid", "stride": 2}),
    ("conv1d", (X[0], torch.zeros(3, 9, 5)), {"stride": 2}),
    ("conv3d", (X, torch.zeros(3, 2, 2, 2, 2)), {}),
    ("avg_pool2d", (X, 2), {}),
    ("avg_pool2d", (X, (3, 2), (2, 1), (1, 0), False, True, None), {}),
    ("avg_pool1d", (X[0], (2,), (3,)), {}),
    ("max_pool2d", (X, 2), {"stride": None, "dilation": 2, "padding": 1}),
    ("max_pool3d", (X, [2, 2, 3]), {}),
    ("adaptive_avg_pool2d", (X, (3, None)), {}),
    ("adaptive_max_pool2d", (X, 2), {"return_indices": False}),
]
OTHERS = [
    ("conv2d", (X, torch.zeros(3, 5, 3, 3)), {}),
    ("conv2d", (X,), {}),
    ("conv2d", (X, torch.zeros(3, 4, 3, 3)), {"strides": 2}),
    ("conv_transpose2d", (X, torch.zeros(4, 4, 3, 3)), {}),
    ("avg_pool2d", (X, 2), {"ceil_mode": True}),
    ("max_pool2d", (X, 2), {"return_indices": True}),
    ("avg_pool2d", (X, (2, 2, 2)), {}),
    ("interpolate", (X, 4), {}),
    ("softmax", (X,), {}),
]


@pytest.mark.parametrize(("name", "args", "named"), CALLS)
def test_a_shape_is_that_of_torch(name, args, named):
    assert shape_of(name, args, named) == getattr(functional, name)(*args, **named).shape


@pytest.mark.parametrize(("name", "args", "named"), OTHERS)
def test_what_is_not_known_or_could_not_be_called_so_has_none(name, args, named):
    assert shape_of(name, args, named) is None


def called(name):
    """What a mode makes of a function of this name whose kernel refuses."""

    def refuse(*given):
        raise ForbiddenOperation("not here")

    refuse.__name__ = name
    return StandIns().__torch_function__(refuse, (), (X, 3))


def test_zeros_of_its_type_take_the_place_of_what_is_refused():
    out = called("avg_pool2d")
    assert (out.shape, out.dtype, out.count_nonzero()) == ((2, 4, 3, 4), X.dtype, 0)


def test_another_function_stays_refused():
    with pytest.raises(ForbiddenOperation):
        called("interpolate")


def test_what_is_not_refused_is_computed():
    with StandIns():
        assert functional.avg_pool2d(torch.ones(1, 1, 2, 2), 2).item() == 1
