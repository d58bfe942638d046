"""Measuring a training: the first way that is possible, and what came back of it.

How many answers are right is counted here; the box never knows the labels of the images that are judged.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from numpy.typing import NDArray

from autograder.box.seam import Batch, Box, Question
from autograder.errors import BoxError
from autograder.intake.submission import Submission
from autograder.intake.weights import not_finite
from autograder.judge.learning import recorded
from autograder.judge.training import reached
from autograder.model import Answer, Evidence, Key, Outcome, Trained
from autograder.model.training import DOES_NOT_FIT
from autograder.records import Arrays, digest, to_json
from autograder.training.ending import at_its_places, raised_in
from autograder.training.ground import Ground
from autograder.training.questions import asked_by, of_signs


@dataclass(frozen=True)
class Measured:
    """What is known of one item's training, with the arrays of the evidence."""

    trained: Trained
    arrays: Arrays = field(default_factory=dict)


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
    if not _is_begun(submission, ground):
        return Measured(known)
    for way in ground.target.measure:
        asked = asked_by(way, submission, ground, key)
        if way == "run" and not may_run and not isinstance(asked, str):
            return Measured(replace(known, put_off=True))
        if isinstance(asked, str):
            known = replace(known, passed_over=(*known.passed_over, asked))
            continue
        found = _measured(replace(known, way=way), asked, submission, ground, key, box)
        if found.trained.way is not None:
            return found
        known = found.trained
    return Measured(known)


def _is_begun(submission: Submission, ground: Ground) -> bool:
    """Weights can be there without the code that they come from."""
    if ground.target.network and submission.weights.get(ground.target.weights):
        return True
    found = submission.found.get(ground.item.id)
    return found is not None and found.exists and not found.stub


def _measured(
    known: Trained, question: Question, submission: Submission, ground: Ground, key: Key, box: Box
) -> Measured:
    try:
        box.start(submission.source)
        answer, arrays = _ask(question, ground, key, box)
        answer = at_its_places(answer, submission, key)
        if "misfit" in answer.facts and known.way == "weights":
            name = ground.target.weights
            misfit = f"{name} {DOES_NOT_FIT}: {str(answer.facts['misfit'])[:300]}"
            return Measured(replace(known, way=None, passed_over=(*known.passed_over, misfit)))
        weights = {n.removeprefix("weights/"): a for n, a in question.arrays.items() if "/" in n}
        handed = {n: a for n, a in question.arrays.items() if n.startswith("weights/") or n == "file"}
        seen = recorded(arrays, handed if known.way == "weights" else None)
        found = {"labels": ground.data.judged.labels, **_kept(answer, arrays, ground), **seen.arrays}
        known = replace(known, answer=answer, not_finite=not_finite(weights), curves=seen.curves)
        known = replace(known, raised=raised_in(answer, submission, key))
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
    signs, arrays = _ask(of_signs(ground), ground, key, box)
    numbers = {name: a for name, a in arrays.items() if name in ("first_loss", "last_loss") and a.size == 1}
    return Measured(replace(measured.trained, signs=signs), {**measured.arrays, **numbers})


def _ask(question: Question, ground: Ground, key: Key, box: Box) -> tuple[Answer, dict[str, NDArray[Any]]]:
    rubric = key.rubric
    limits = ground.limits(rubric.limits)
    replies = box.ask(Batch(key.probes, rubric.modules, rubric.allow, limits, (question,), rubric.forbidden))
    prefix = f"{question.id}/"
    arrays = {name.removeprefix(prefix): array for name, array in replies.arrays.items()}
    return replies.answers[question.id], arrays


def _kept(answer: Answer, arrays: Arrays, ground: Ground) -> dict[str, NDArray[Any]]:
    """Of answers that cannot be right because there are too many, their shape is enough."""
    predicted = arrays.get("predicted")
    if predicted is None or predicted.size > 2 * len(ground.data.judged):
        return {}
    return {"predicted": predicted}
