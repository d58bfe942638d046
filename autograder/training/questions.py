"""What a box is asked about a training, way by way, or why it is asked nothing."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.box.seam import Question
from autograder.errors import SubmissionError
from autograder.intake.notebook.handed import template_of
from autograder.intake.notebook.magics import as_python
from autograder.intake.notebook.reading import read_notebook
from autograder.intake.submission import Submission
from autograder.intake.weights import read_weights
from autograder.model import Key, Plain, Way
from autograder.records import Arrays
from autograder.training.ground import Ground

A_BATCH, SOME = 32, 400
OF_TORCH = (".pt", ".pth")  # a pickle, which is opened in the box alone
ENOUGH = 0.9  # of the budget, after which what has been learned until then is asked
TAG = "training"


def asked_by(way: Way, submission: Submission, ground: Ground, key: Key) -> Question | str:
    """The question, or why there is none."""
    if way == "weights":
        return _with_weights(submission, ground)
    if way == "run":
        return _running(submission, ground, key)
    return "what a notebook has printed earns nothing by itself"


def of_signs(ground: Ground) -> Question:
    """What would keep a new network from learning."""
    return _question(ground, "signs", {}, {})


def _with_weights(submission: Submission, ground: Ground) -> Question | str:
    name = ground.target.weights
    content = submission.weights.get(name)
    if content is None:
        return f"{name} was not handed in" if name else "no weights are handed in"
    if not content:
        return f"{name} is empty, or too large to be read"
    if name.endswith(OF_TORCH):
        return _question(ground, "weights", {"file": np.frombuffer(content, np.uint8)}, {})
    try:
        weights = read_weights(content, name)
    except SubmissionError as error:
        return str(error)
    return _question(ground, "weights", {f"weights/{entry}": array for entry, array in weights.items()}, {})


def _running(submission: Submission, ground: Ground, key: Key) -> Question | str:
    seconds = ENOUGH * ground.target.budget_seconds
    if ground.target.network:
        return _question(ground, "run", {}, {"seconds": seconds})
    if why := _no_procedure(submission, key):
        return why
    cells: list[Plain] = [list(cell) for cell in _procedure(submission, key)]
    return _question(ground, "run", {}, {"cells": cells, "seconds": seconds})


def _question(ground: Ground, kind: str, arrays: Arrays, plain: Mapping[str, Plain]) -> Question:
    """Of the course's own probes, or where the rubric names a network of PyTorch's, of those that every box has."""
    code, target = ground.item.code, ground.target
    named: dict[str, Plain] = {}
    if target.network:
        assert code is not None
        named = {"network": target.network, "arguments": list(target.arguments), "procedure": code.name}
    return Question(
        id=ground.item.id,
        item=ground.item.id,
        probe=f".{kind}" if target.network else f"{ground.item.probe}_{kind}",
        file=code.module if code else "",
        arrays={**_needed(ground, kind), **arrays},
        plain={**named, **plain},
    )


def _needed(ground: Ground, kind: str) -> dict[str, NDArray[Any]]:
    """Saved weights need no image to train on; signs need a few of them."""
    given = ground.inputs
    if kind == "run":
        return given
    if kind == "weights":
        return {name: given[name] for name in ("judged_images", "mean_image")}
    number = SOME if ground.target.network else A_BATCH
    few = {name: given[f"train_{name}"][:number] for name in ("images", "labels")}
    return {**few, "mean_image": given["mean_image"]}


def _no_procedure(submission: Submission, key: Key) -> str:
    """Why there is no training to run, where a notebook should hold it."""
    if not key.rubric.notebook or any(needed for *_, needed in _procedure(submission, key)):
        return ""
    handed = submission.notebook
    if handed is None:
        return f"{key.rubric.notebook} was not handed in"
    return f"{handed.name} has no cell that is tagged {TAG}" if handed.notebook else handed.problem


def _procedure(submission: Submission, key: Key) -> Iterator[tuple[str, str, bool]]:
    """The cells with the training, and those of the student's own that come before them, with their names: what the
    template has otherwise needs data, or draws. Those of the student's own need not run to their end."""
    handed = submission.notebook
    if handed is None or handed.notebook is None:
        return
    template = template_of(key.rubric.notebook, key.notebooks)
    given = {cell.source for cell in read_notebook(template.encode(), "template").cells} if template else set()
    cells = [cell for cell in handed.notebook.cells if cell.kind == "code"]
    last = max((n for n, cell in enumerate(cells) if TAG in cell.tags), default=-1)
    for cell in cells[: last + 1]:
        if TAG in cell.tags or cell.source not in given:
            python = "\n".join(as_python(cell.source).lines)
            yield f"{handed.name} cell {cell.number}", python, TAG in cell.tags
