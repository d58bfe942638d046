"""All that is done to PyTorch once, in the process from which every child is forked."""

import os
import tempfile
from collections.abc import Collection

import torch

from ..notes import Notes
from . import devices, forbidden


def prepare(forbid: Collection[str], notes: Notes) -> None:
    """Operations are forbidden last: warming up uses them."""
    torch.set_num_threads(1)  # a pool of OpenMP threads would not survive the fork, and whoever needs it would hang
    with tempfile.TemporaryDirectory() as folder:
        _warm_up(os.path.join(folder, "weights.pt"))
    devices.fall_back(notes)
    forbidden.forbid(forbid, notes)


def _warm_up(file: str) -> None:
    """What the first training step of a process would load and look up, for all of them."""
    layer = torch.nn.Conv2d(1, 2, 3)
    for optimizer in (torch.optim.SGD(layer.parameters(), 0.1), torch.optim.Adam(layer.parameters())):
        loss = torch.nn.functional.cross_entropy(layer(torch.ones(2, 1, 4, 4)).flatten(1), torch.zeros(2).long())
        (loss + (torch.ones(4, 4) @ torch.ones(4, 4)).sum()).backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        optimizer.zero_grad()
    data = torch.utils.data.TensorDataset(torch.ones(2, 1))
    for _ in torch.utils.data.DataLoader(data, shuffle=True):
        pass
    torch.save(layer.state_dict(), file)
    torch.load(file, weights_only=True)
    torch.einsum("ij,jk->ik", torch.ones(2, 2), torch.ones(2, 2))
    repr(layer.weight)
