"""Weights that do not fit a network are told by their names."""

import pytest
import torch
from torch import nn

from autograder.box.inside.tensors.saved import misfit

NETWORK = nn.Sequential(nn.Linear(2, 3), nn.Linear(3, 1), nn.BatchNorm1d(1))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({}, ""),
        ({"0.bias": None}, "it lacks 0.bias"),
        (dict.fromkeys(NETWORK.state_dict()), "it lacks 0.weight, 0.bias, 1.weight and 6 more"),
        ({"more": torch.zeros(1)}, "the network has no more"),
        ({"0.weight": torch.zeros(3, 4)}, "of another shape: 0.weight 3×4 for 3×2"),
        ({"0.weight": 7}, "of another shape: 0.weight a single number for 3×2"),
        ({"0.bias": None, "b": torch.zeros(1)}, "it lacks 0.bias; the network has no b"),
    ],
)
def test_what_does_not_fit_is_told_by_name(change, told):
    saved = {name: value for name, value in (dict(NETWORK.state_dict()) | change).items() if value is not None}
    assert misfit(NETWORK, saved) == told
