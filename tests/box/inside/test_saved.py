"""Weights that do not fit a network are told by their names."""

import io

import pytest
import torch
from torch import nn

from autograder.box.inside.tensors.saved import misfit, opened

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


def stored(saved):
    file = io.BytesIO()
    torch.save(saved, file)
    return file.getvalue()


@pytest.mark.parametrize(
    "around", [(), ("state_dict",), ("model", "state_dict"), ("net", "model_state_dict", "model")]
)
def test_weights_are_found_within_a_checkpoint(around):
    saved = dict(NETWORK.state_dict())
    for name in around:
        saved = {name: saved, "epoch": 3}
    assert misfit(NETWORK, opened(stored(saved))) == ""


def test_a_weight_may_be_called_as_a_part_of_a_checkpoint_is():
    assert list(opened(stored({"net": torch.zeros(2), "bias": torch.zeros(1)}))) == ["net", "bias"]


def test_a_checkpoint_that_holds_itself_comes_to_an_end():
    saved = {"weight": torch.zeros(2)}
    saved["model"] = saved
    assert misfit(NETWORK, opened(stored(saved))).startswith("it lacks 0.weight")


@pytest.mark.parametrize(
    ("saved", "said"),
    [
        ([torch.zeros(2)], "it holds a list; save model.state_dict()"),
        ({0: torch.zeros(2)}, "not all that it holds has a name; save model.state_dict()"),
    ],
)
def test_what_are_no_weights_by_name_is_told(saved, said):
    with pytest.raises(TypeError, match=said):
        opened(stored(saved))
