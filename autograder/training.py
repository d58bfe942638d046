"""Measuring a training: the images that it is judged on, the first way that is possible, and what came back of it.

The box is given images and no label of those that are judged; how many answers are right is counted here.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.box.seam import Batch, Box, Question
from autograder.data.dataset import DataSet, Wanted
from autograder.data.loading import load_first
from autograder.errors import BoxError, DataMissing, SubmissionError
from autograder.intake.notebook.magics import as_python
from autograder.intake.notebook.reading import read_notebook
from autograder.intake.submission import Submission
from autograder.intake.weights import not_finite, read_weights
from autograder.judge.training import reached
from autograder.model import Answer, Evidence, Item, Key, Limits, Outcome, Plain, Target, Trained, Way
from autograder.records import digest, to_json

Arrays = Mapping[str, NDArray[Any]]
MOST_JUDGED = 4000  # of the official sets: the interval is then at most 1.6 % to each side
A_BATCH = 32
ROOM = 8  # a network's own arrays beside its images, in multiples of these
ENOUGH = 0.9  # of the budget, after which what has been learned until then is asked
TAG = "training"


@dataclass(frozen=True)
class Ground:
    """One item whose training is measured, on one data set."""

    item: Item
    target: Target
    data: DataSet

    @cached_property
    def inputs(self) -> dict[str, NDArray[Any]]:
        """All that a probe may name: what is given, what is judged without its labels, and a mean image."""
        given = self.data.for_box()
        return {**given, "mean_image": given["train_images"].mean(axis=0)}

    @cached_property
    def digest(self) -> str:
        """Changes with every image and label, and with whatever decides how they are used."""
        arrays = (*self.inputs.values(), self.data.judged.labels)
        how = [self.item.probe, self.data.name, self.target.measure, self.target.budget_seconds]
        return digest(to_json([how, [digest(np.ascontiguousarray(array).tobytes()) for array in arrays]]))

    def limits(self, usual: Limits) -> Limits:
        """The budget counts, and the images need room beside what student code may use."""
        size = sum(array.nbytes for array in self.inputs.values())
        budget = self.target.budget_seconds
        return replace(
            usual, case_seconds=budget, total_seconds=2 * budget, memory_bytes=usual.memory_bytes + ROOM * size
        )


@dataclass(frozen=True)
class Measured:
    """What is known of one item's training, with the arrays of the evidence."""

    trained: Trained
    arrays: Arrays = field(default_factory=dict)


def grounds_of(key: Key, folder: Path | None, secret: str) -> tuple[list[Ground], dict[str, str]]:
    """The items whose training can be measured on this machine; and by item, why another cannot."""
    grounds, missing = [], {}
    for item in key.rubric.items:
        if item.target is None:
            continue
        try:
            data = load_first(item.target.ladders, folder, _wanted(item.target), secret)
            grounds.append(Ground(item, item.target, data))
        except DataMissing as error:
            missing[item.id] = str(error)
    return grounds, missing


def limits_of(grounds: Collection[Ground], usual: Limits) -> Limits:
    """Of a box in which each of them can be measured."""
    every = [ground.limits(usual) for ground in grounds]
    return replace(
        usual,
        case_seconds=max(limits.case_seconds for limits in every),
        total_seconds=max(limits.total_seconds for limits in every),
        memory_bytes=max(limits.memory_bytes for limits in every),
    )


def made_from(ground: Ground, key: Key, files: Mapping[str, str]) -> str:
    """What a measurement depends on: the hand-in, the probes, the data."""
    return digest(to_json([dict(files), key.probes, ground.digest]))


def is_due(known: Trained | None, ground: Ground, key: Key, files: Mapping[str, str], *, may_run: bool) -> bool:
    """Not what was measured before from the same; what failed by our fault, or was put off, is tried again."""
    if known is None or known.made_from != made_from(ground, key, files):
        return True
    ours = known.answer is not None and known.answer.outcome is Outcome.OUR_FAILURE
    return ours or (known.put_off and may_run)


def with_training(evidence: Evidence, arrays: Arrays, measured: Mapping[str, Measured]) -> tuple[Evidence, Arrays]:
    """The evidence with what was measured now in place of what was known of these items."""
    old = tuple(f"training/{item}/" for item in measured)
    kept = {name: array for name, array in arrays.items() if not name.startswith(old)}
    for item, one in measured.items():
        kept |= {f"training/{item}/{name}": array for name, array in one.arrays.items()}
    training = {**evidence.training, **{item: one.trained for item, one in measured.items()}}
    return replace(evidence, training=training), kept


def measure(submission: Submission, ground: Ground, key: Key, box: Box, *, may_run: bool) -> Measured:
    """In the first way that is possible. Where that is `run`, and it may not be run now, it is put off."""
    known = Trained(made_from=made_from(ground, key, submission.files), data=ground.data.name)
    known = replace(known, classes=len(ground.data.classes))
    if not _is_begun(submission, ground.item):
        return Measured(known)
    for way in ground.target.measure:
        if way == "run" and not may_run and not _no_procedure(submission, key):
            return Measured(replace(known, put_off=True))
        asked = _asked(way, submission, ground, key)
        if isinstance(asked, str):
            known = replace(known, passed_over=(*known.passed_over, asked))
            continue
        found = _measured(replace(known, way=way), asked, submission, ground, key, box)
        if found.trained.way is not None:
            return found
        known = found.trained
    return Measured(known)


def _is_begun(submission: Submission, item: Item) -> bool:
    found = submission.found.get(item.id)
    return found is not None and found.exists and not found.stub


def _wanted(target: Target) -> Wanted:
    images = target.images
    return Wanted(
        layout=images.layout,
        size=images.size,
        channels=images.channels,
        judged=MOST_JUDGED,
        zero_last=images.zero_last,
    )


def _asked(way: Way, submission: Submission, ground: Ground, key: Key) -> Question | str:
    """The question, or why there is none."""
    if way == "weights":
        return _with_weights(submission, ground, key)
    if way == "run":
        return _no_procedure(submission, key) or _running(submission, ground, key)
    return "what was printed while it was trained is left to a person"


def _with_weights(submission: Submission, ground: Ground, key: Key) -> Question | str:
    name = key.rubric.documents.get("weights", "")
    if submission.weights is None:
        return f"{name} was not handed in" if name else "no weights are handed in"
    if not submission.weights:
        return f"{name} is empty, or too large to be read"
    try:
        weights = read_weights(submission.weights, name)
    except SubmissionError as error:
        return str(error)
    return _question(ground, "weights", {f"weights/{entry}": array for entry, array in weights.items()}, {})


def _running(submission: Submission, ground: Ground, key: Key) -> Question:
    cells: list[Plain] = [list(cell) for cell in _procedure(submission, key)]
    return _question(ground, "run", {}, {"cells": cells, "seconds": ENOUGH * ground.target.budget_seconds})


def _question(ground: Ground, kind: str, arrays: Arrays, plain: Mapping[str, Plain]) -> Question:
    code = ground.item.code
    return Question(
        id=ground.item.id,
        item=ground.item.id,
        probe=f"{ground.item.probe}_{kind}",
        file=code.module if code else "",
        arrays={**_needed(ground, kind), **arrays},
        plain=plain,
    )


def _needed(ground: Ground, kind: str) -> dict[str, NDArray[Any]]:
    """Saved weights need no image to train on; signs need a batch of them."""
    given = ground.inputs
    if kind == "run":
        return given
    if kind == "weights":
        return {name: given[name] for name in ("judged_images", "mean_image")}
    few = {name: given[f"train_{name}"][:A_BATCH] for name in ("images", "labels")}
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
    template = key.notebooks.get(key.rubric.notebook, "")
    given = {cell.source for cell in read_notebook(template.encode(), "template").cells} if template else set()
    cells = [cell for cell in handed.notebook.cells if cell.kind == "code"]
    last = max((n for n, cell in enumerate(cells) if TAG in cell.tags), default=-1)
    for cell in cells[: last + 1]:
        if TAG in cell.tags or cell.source not in given:
            python = "\n".join(as_python(cell.source).lines)
            yield f"{handed.name} cell {cell.number}", python, TAG in cell.tags


def _measured(
    known: Trained, question: Question, submission: Submission, ground: Ground, key: Key, box: Box
) -> Measured:
    try:
        box.start(submission.source)
        answer, arrays = _ask(question, ground, key, box)
        if "misfit" in answer.facts and known.way == "weights":
            name = key.rubric.documents["weights"]
            misfit = f"{name} does not fit the network: {str(answer.facts['misfit'])[:300]}"
            return Measured(replace(known, way=None, passed_over=(*known.passed_over, misfit)))
        found = {"labels": ground.data.judged.labels, **_kept(answer, arrays, ground)}
        bad = not_finite({n.removeprefix("weights/"): a for n, a in question.arrays.items() if "/" in n})
        known = replace(known, answer=answer, not_finite=bad)
        return _with_signs(Measured(known, found), ground, key, box)
    except BoxError as error:
        return Measured(replace(known, answer=Answer(outcome=Outcome.OUR_FAILURE, detail=str(error))))
    finally:
        box.stop()


def _with_signs(measured: Measured, ground: Ground, key: Key, box: Box) -> Measured:
    """Asked only where points are lost, of a network that is new."""
    got = {f"training/{ground.item.id}/{name}": array for name, array in measured.arrays.items()}
    if reached(ground.item, measured.trained, got).points == ground.item.points:
        return measured
    signs, arrays = _ask(_question(ground, "signs", {}, {}), ground, key, box)
    numbers = {name: a for name, a in arrays.items() if name in ("first_loss", "last_loss") and a.size == 1}
    return Measured(replace(measured.trained, signs=signs), {**measured.arrays, **numbers})


def _ask(question: Question, ground: Ground, key: Key, box: Box) -> tuple[Answer, dict[str, NDArray[Any]]]:
    rubric = key.rubric
    replies = box.ask(Batch(key.probes, rubric.modules, rubric.allow, ground.limits(rubric.limits), (question,)))
    prefix = f"{question.id}/"
    arrays = {name.removeprefix(prefix): array for name, array in replies.arrays.items()}
    return replies.answers[question.id], arrays


def _kept(answer: Answer, arrays: Arrays, ground: Ground) -> dict[str, NDArray[Any]]:
    """Of answers that cannot be right because there are too many, their shape is enough."""
    predicted = arrays.get("predicted")
    if predicted is None or predicted.size > 2 * len(ground.data.judged):
        return {}
    return {"predicted": predicted}
