"""Why a training earns less than it could: what its answers look like, and what keeps a network from learning."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.explain.causes import needs_telling
from autograder.explain.signs.ending import of_answer
from autograder.explain.signs.seen import Sign, named
from autograder.explain.signs.signs import signs_in
from autograder.judge.training import Reached
from autograder.listed import listed
from autograder.model import Finding, Item, ItemGrade, Outcome, Problem, Trained, operation_called
from autograder.records import Arrays

SHIFTED, FAR, LEARNED = 0.5, 1.2, 0.5
AT_AN_ACCURACY = (
    "Print the accuracy on the images that you train on. If it is low, train longer or try another rate; if "
    "it is high, these images are learned by heart."
)
AT_AN_ERROR = "Run your training by itself on a few images, and look for the line that this comes from."
ADVICE = {
    "forbidden": "Mend the layer that calls it first: the training goes through it.",
    Outcome.CPU_LIMIT: "Train on a hundred images for one epoch, and measure how long that takes.",
    Outcome.WALL_LIMIT: "Train on a hundred images for one epoch, and measure how long that takes.",
}
WAYS = {
    "weights": "Measured with the weights that were handed in",
    "run": "Measured after your own training was run here",
    "printed": "Taken from what your notebook printed",
}


def explain_training(item: Item, line: ItemGrade, trained: Trained, got: Reached, arrays: Arrays) -> Finding | None:
    """Only where points are lost."""
    if not needs_telling(line):
        return None
    found = next(_signs(trained, arrays, f"training/{item.id}"), Sign("", "")) if not got.too_many else Sign("", "")
    return Finding(
        cause=f"training: {item.id}",
        items=(item.id,),
        outputs=(),
        lost=line.lost,
        headline=_headline(item, trained, got),
        cases=_counts(line, trained),
        looks=found.looks,
        hint=found.hint or _advice(got),
        file=line.file,
        line=line.line,
        function=line.function,
        problem=_problem(trained, got),
    )


def _problem(trained: Trained, got: Reached) -> Problem | None:
    """With lines of the hand-in alone."""
    if got.problem is None or got.problem.kind == "not measured":
        return None
    failure = got.problem.failure
    return replace(got.problem, failure=trained.raised or replace(failure, frames=())) if failure else got.problem


def _advice(got: Reached) -> str:
    """What to do where nothing was seen that explains it."""
    if got.too_many or (got.problem is not None and got.problem.kind == "not measured"):
        return ""
    return ADVICE.get(got.problem.kind, AT_AN_ERROR) if got.problem is not None else AT_AN_ACCURACY


def _headline(item: Item, trained: Trained, got: Reached) -> str:
    assert item.target is not None
    if got.too_many:
        kinds = [f"{n} layers of {kind}, at most {item.target.at_most[kind]}" for kind, n in got.too_many.items()]
        return f"the network has {listed(kinds)} are allowed"
    if got.accuracy is not None:
        return f"{per_cent(got.accuracy.share)} of {got.accuracy.of} unseen images are right"
    assert got.problem is not None
    return _no_answer(trained, got.problem)


def _no_answer(trained: Trained, problem: Problem) -> str:
    doing = "the training" if trained.way == "run" else "the network"
    if trained.way is None:
        return f"there is nothing to measure: {'; '.join(trained.passed_over)}"
    if problem.kind == "shape":
        return f"one label for each of the judged images is expected, shape {problem.expected}, got {problem.got}"
    if problem.kind in ("type", "dtype", "none", "no output"):
        return "what comes back are no labels"
    if problem.kind == "forbidden":
        return f"{doing} calls PyTorch's own {operation_called(problem.got)}"
    if problem.failure is not None:
        return f"{doing} raises {problem.failure.type}"
    if problem.kind in (Outcome.CPU_LIMIT, Outcome.WALL_LIMIT):
        return f"{doing} did not come to its end {problem.got}".rstrip()
    return f"{doing} ended without an answer ({problem.kind})"


def _counts(line: ItemGrade, trained: Trained) -> str:
    passed_over = "".join(f" {_capital(text.rstrip('.'))}." for text in trained.passed_over)
    got = line.training
    if got is None:
        return passed_over.strip() if trained.way is not None else ""
    stopped = trained.answer is not None and trained.answer.facts.get("stopped") is True
    early = " It was stopped when its time was nearly used up." if stopped else ""
    return (
        f"{WAYS[got.way]}: {got.correct} of {got.of} images of {got.data}. So few images leave room for doubt, "
        f"from {per_cent(got.low)} to {per_cent(got.high)}. You get the points of {per_cent(got.high)}; "
        f"{per_cent(got.full)} earns all of them.{early}{passed_over}"
    )


def _capital(text: str) -> str:
    """At the beginning of a sentence; a file keeps its name."""
    return text if "." in text.split(" ", maxsplit=1)[0] else text[:1].upper() + text[1:]


def per_cent(share: Fraction) -> str:
    """In tenths; all and none are never rounded to."""
    tenths = round(1000 * share)
    if tenths in (0, 1000) and share not in (0, 1):
        tenths = 1 if tenths == 0 else 999
    return f"{tenths / 10:g} %"


def _signs(trained: Trained, arrays: Arrays, place: str) -> Iterator[Sign]:
    """The most telling first."""
    if trained.not_finite:
        yield Sign(
            f"{named(trained.not_finite)} {_hold(trained.not_finite)} nan or infinite numbers.",
            "Look at the loss of your training: from which iteration on is it nan? Try a smaller learning rate.",
        )
    labels, predicted = arrays.get(f"{place}/labels"), arrays.get(f"{place}/predicted")
    if labels is not None and predicted is not None and predicted.size == labels.size:
        yield from _of_labels(labels, predicted.reshape(labels.shape), trained.classes)
    facts = trained.signs.facts if trained.signs is not None else {}
    yield from signs_in(facts)
    yield from of_answer(trained.answer, broke_off=trained.raised is not None)
    yield from _of_first_gradients(facts, arrays, place, trained.classes)
    if predicted is not None and predicted.size > 1 and len(np.unique(predicted)) == 1:
        yield Sign(
            f"Every image gets the same answer, {predicted.flat[0]:g}.",
            "Print the scores of two images side by side, first after the last layer, then after the first.",
        )
    yield from _of_one_batch(arrays, place)


def _of_labels(labels: NDArray[Any], predicted: NDArray[Any], classes: int) -> Iterator[Sign]:
    outside = int(np.count_nonzero((predicted < labels.min()) | (predicted > labels.max())))
    if outside:
        yield Sign(
            f"{outside} of {len(labels)} answers are no label: they lie outside {labels.min()} to {labels.max()}.",
            "Print the smallest and the largest label that you train with; count the scores of your last layer.",
        )
    for step in range(1, classes):
        if np.mean((predicted + step) % classes == labels) > SHIFTED:
            yield Sign(
                f"Most answers are right when {_moved(_signed(step, classes))} them.",
                "Print one image with its label: which digit stands for which label in your training?",
            )


def _of_first_gradients(facts: Mapping[str, Any], arrays: Arrays, place: str, classes: int) -> Iterator[Sign]:
    """Of a new network: where gradients come, and how far its scores are from guessing."""
    untouched = facts.get("without_gradient")
    if isinstance(untouched, list) and untouched:
        yield Sign(
            f"In a new network no gradient reaches {named(tuple(map(str, untouched)))}.",
            "Print the largest gradient of each parameter after one backward pass: where is it 0?",
        )
    first, guessing = arrays.get(f"{place}/first_loss"), log(classes) if classes > 1 else 0.0
    if first is not None and not first.item() < FAR * guessing:
        yield Sign(
            f"A new network begins with a loss of {first.item():.3g}; guessing has {guessing:.2f}.",
            "Print the largest score of a new network, and start with smaller weights.",
        )


def _of_one_batch(arrays: Arrays, place: str) -> Iterator[Sign]:
    first, last = (arrays.get(f"{place}/{name}") for name in ("first_loss", "last_loss"))
    if first is not None and last is not None and not last.item() < LEARNED * first.item():
        yield Sign(
            f"A new network does not even learn one batch by heart: its loss goes from {first.item():.3g} to "
            f"{last.item():.3g}.",
            "Train on one batch of 32 images until its loss is near 0, before you train on all of them.",
        )


def _moved(by: int) -> str:
    return f"{by} is added to" if by > 0 else f"{-by} is taken from"


def _signed(step: int, classes: int) -> int:
    """Round the circle of the classes, the shorter way."""
    return step if 2 * step <= classes else step - classes


def _hold(names: tuple[str, ...]) -> str:
    return "holds" if len(names) == 1 else "hold"
