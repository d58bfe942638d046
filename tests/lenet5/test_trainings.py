"""Every wrong training shows what its row says, and the right one does not."""

import builtins
import contextlib
import io
import math
import re
import runpy
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from ruamel.yaml import YAML
from torch.utils._python_dispatch import TorchDispatchMode

from autograder.author.mistakes import write_mistake
from autograder.course.mistakes import Edit, MistakeEdit

CORPUS = Path(__file__).parents[1] / "submissions" / "lenet5"
ROWS = YAML(typ="safe").load(CORPUS / "trainings.yaml")
SIDE, CLASSES, MOST_STEPS = 8, 10, 250
VERDICTS = {"learns nothing": (0, 0.35), "learns less": (0.25, 0.9), "learns as well": (0.9, 1)}
UNRUN = ("breaks off", "does not end", "too slow")


class TooManySteps(Exception):
    """Training was stopped from outside."""


@dataclass(frozen=True)
class Data:
    """Images [N, 1, side, side] from 0 to 1, and their labels."""

    images: np.ndarray
    labels: np.ndarray


def drawn(seed: int, count: int) -> Data:
    """Ten patterns, bright on dark or, less often, dark on bright: a linear map can know one kind only."""
    patterns = np.kron(np.random.default_rng(0).standard_normal((CLASSES, 4, 4)), np.ones((2, 2)))
    generator = np.random.default_rng(seed)
    labels = generator.permutation(np.arange(count) % CLASSES)
    signs = generator.choice([-1.0, 1.0], (count, 1, 1), p=[0.3, 0.7])
    images = signs * patterns[labels] + 0.4 * generator.standard_normal((count, SIDE, SIDE))
    return Data(np.clip(0.5 + 0.18 * images, 0, 1).astype(np.float32)[:, None], labels)


TRAINING, TEST = drawn(1, 400), drawn(2, 300)


class Count(TorchDispatchMode):
    """Counts operations."""

    def __init__(self):
        super().__init__()
        self.executed = 0

    def __torch_dispatch__(self, operation, types, args=(), kwargs=None):
        self.executed += 1
        return operation(*args, **(kwargs or {}))


class Watched:
    """What an optimiser does, and what is imported, while a training runs."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.stepped = self.zeroed = 0
        self.decay: float | None = None
        self.imports: set[str] = set()
        step, zero, imported = torch.optim.SGD.step, torch.optim.SGD.zero_grad, builtins.__import__

        def counted_step(optimizer, *given):
            self.stepped, self.decay = self.stepped + 1, optimizer.param_groups[0]["weight_decay"]
            if self.stepped == MOST_STEPS:
                raise TooManySteps
            return step(optimizer, *given)

        def counted_zero(optimizer, *given):
            self.zeroed += 1
            return zero(optimizer, *given)

        def noted_import(name, *given):
            self.imports.add(name.split(".")[0])
            return imported(name, *given)

        patch.setattr(torch.optim.SGD, "step", counted_step)
        patch.setattr(torch.optim.SGD, "zero_grad", counted_zero)
        patch.setattr(builtins, "__import__", noted_import)


class Program:
    """A training program, with what is measured of it. Each measure is a number by its name."""

    def __init__(self, source: Path) -> None:
        self._space = runpy.run_path(str(source))

    def network(self) -> torch.nn.Module:
        torch.manual_seed(0)
        return self._space["LeNet5"](SIDE)

    def measured(self, wanted: Collection[str]) -> dict[str, float]:
        """These measures, and what comes with them; a network that is too slow is not trained."""
        found: dict[str, float] = {}
        for measures in (self._of_one_step, self._of_the_first_layer, self._of_training, self._of_one_batch):
            if not set(wanted) <= set(found):
                found |= measures()
        return found

    def _of_one_step(self) -> dict[str, float]:
        with Count() as count:
            self._trained(self.network(), 2, epochs=1)
        return {"operations": count.executed}

    def _of_the_first_layer(self) -> dict[str, float]:
        image, layer = torch.as_tensor(TEST.images[:3]), self.network().C1
        with torch.no_grad():
            out = layer(image)
            right = torch.nn.functional.conv2d(image, layer.weight, layer.bias, padding=1)
        return {"convolution-right": float(torch.allclose(out, right, atol=1e-5))}

    def _of_training(self) -> dict[str, float]:
        network = self.network()
        before = [p.detach().clone() for p in network.parameters()]
        modes = _modes_of_training(network)
        losses, watched, printed = self._trained(network, len(TRAINING.labels))
        claims = re.findall(r"accuracy\D*([\d.]+)", printed)
        return {
            "first-loss": losses[0],
            "last-loss": _finite(np.mean(losses[-10:])),
            "lowest-loss": _finite(min(losses)),
            "listed": len(before),
            "moved": sum(not torch.equal(p, old) for p, old in zip(network.parameters(), before, strict=True)),
            "stepped": watched.stepped,
            "zeroed": watched.zeroed,
            "weight-decay": math.nan if watched.decay is None else watched.decay,
            "looks-into-data": float("sklearn" in watched.imports),
            "claims": float(claims[0]) if claims else math.nan,
            "in-train-mode": float(np.mean(modes)) if modes else math.nan,
            **self._of_predictions(network),
        }

    def _trained(self, network: torch.nn.Module, count: int, **settings: int) -> tuple[list[float], Watched, str]:
        """The first images alone are used; a training that does not end is stopped."""
        with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(io.StringIO()) as printed:
            watched, losses = Watched(patch), [math.nan]
            with contextlib.suppress(TooManySteps):
                train = self._space["train"]
                losses = train(network, TRAINING.images[:count], TRAINING.labels[:count], **settings)
        return losses, watched, printed.getvalue()

    def _of_predictions(self, network: torch.nn.Module) -> dict[str, float]:
        self._space["predict"](network, TEST.images)
        own_mode = float(not network.training)
        network.eval()
        with torch.no_grad():
            scores, again = (network(torch.as_tensor(TEST.images)) for _ in range(2))
            alone = network(torch.as_tensor(TEST.images[:1]))
            known = network(torch.as_tensor(TRAINING.images)).argmax(dim=1).numpy()
        filters = network.C1.weight.detach().flatten(1)
        return {
            "train-accuracy": float((known == TRAINING.labels).mean()),
            "test-accuracy": float((scores.argmax(dim=1).numpy() == TEST.labels).mean()),
            "in-eval-mode": own_mode,
            "same-twice": float(torch.allclose(scores, again, equal_nan=True)),
            "alone-as-in-batch": float(torch.allclose(alone, scores[:1], atol=1e-4)),
            "probabilities": float(torch.allclose(scores.sum(dim=1), torch.ones(len(scores)), atol=1e-4)),
            "classes": len(set(scores.argmax(dim=1).tolist())),
            "lowest-score": float(scores.min()),
            "filters-equal": float(torch.allclose(filters, filters[:1].expand_as(filters))),
        }

    def _of_one_batch(self) -> dict[str, float]:
        return {"one-batch-loss": _finite(self._trained(self.network(), 10, epochs=60)[0][-1])}


def _modes_of_training(network: torch.nn.Module) -> list[bool]:
    """Fills itself with whether the network was in train mode, at each call that autograd follows."""
    modes: list[bool] = []

    def note(module, *_):
        if torch.is_grad_enabled():
            modes.append(module.training)

    network.C1.register_forward_hook(note)
    return modes


def _finite(number: Any) -> float:
    """A loss that is no number any more counts as infinitely large."""
    return float(number) if math.isfinite(number) else math.inf


def edits_of(row: dict[str, Any]) -> MistakeEdit:
    edits = tuple(
        Edit(file="base.py", right=one["right"].strip("\n"), wrong=one["wrong"].strip("\n"))
        for one in (row, *row.get("and", ()))
    )
    return MistakeEdit(id="training", edits=edits, body=None, base="", hint="", name="", seen=0)


@pytest.fixture
def program(tmp_path):
    def made(name):
        write_mistake(edits_of(ROWS[name]), CORPUS / "trainings", tmp_path, tmp_path / name)
        return Program(tmp_path / name / "base.py")

    return made


@pytest.fixture(scope="module")
def base():
    return Program(CORPUS / "trainings" / "base.py").measured(["one-batch-loss"])


def within(measured, shows):
    return {name: low <= measured.get(name, math.nan) <= high for name, (low, high) in shows.items()}


def test_there_are_enough():
    assert len(ROWS) >= 40


def test_each_row_is_told_in_whole_sentences_of_its_own():
    for row in ROWS.values():
        assert row["verdict"] in (*VERDICTS, *UNRUN)
        assert row["name"].endswith(".")
        assert row["hint"][0].isupper()
        assert row["hint"][-1] in ".?"
    assert len({row["name"] for row in ROWS.values()}) == len(ROWS)


def test_the_base_learns_and_has_no_symptom(base):
    right = {
        "test-accuracy": (0.95, 1), "first-loss": (2.1, 2.5), "one-batch-loss": (0, 0.2), "moved": (6, 6),
        "zeroed": (160, 160), "stepped": (160, 160), "in-train-mode": (1, 1), "in-eval-mode": (1, 1),
        "same-twice": (1, 1), "alone-as-in-batch": (1, 1), "convolution-right": (1, 1), "probabilities": (0, 0),
    }  # fmt: skip
    assert all(within(base, right).values()), base


@pytest.mark.long
@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if "shows" in row])
def test_a_training_shows_what_its_row_says(program, base, name):
    row = ROWS[name]
    is_trained = row["verdict"] in VERDICTS
    measured = program(name).measured([*row["shows"], *(["test-accuracy"] if is_trained else [])])
    seen = within(measured, row["shows"])
    assert all(seen.values()), {symptom: measured.get(symptom) for symptom, holds in seen.items() if not holds}
    if is_trained:
        low, high = VERDICTS[row["verdict"]]
        assert low <= measured["test-accuracy"] <= high
    told_apart = not all(within(base, row["shows"]).values())
    assert told_apart or row["verdict"] == "learns as well"


@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if "raises" in row])
def test_a_training_that_breaks_off_raises_what_its_row_says(program, name):
    training = program(name)
    with pytest.raises(getattr(builtins, ROWS[name]["raises"])):
        training.measured(["last-loss"])
