"""A training that a student asks for by its name."""

import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from autograder.course.units import spoken_duration
from autograder.doors import console
from autograder.doors.boxes import box_for
from autograder.grade import Gathered
from autograder.intake.submission import open_submission
from autograder.model import Key
from autograder.training.ground import grounds_of, limits_of
from autograder.training.measure import measure, with_training


def own_training(
    folder: Path, key: Key, gathered: Gathered, items: Sequence[str], level: str, data: Path | None
) -> Gathered:
    """The trainings that a student asks for, on images that no secret has changed."""
    wanted = {item.id for item in key.rubric.items if item.id in items and item.target is not None}
    if not wanted:
        return gathered
    every, missing = grounds_of(key, data, "")
    grounds = [ground for ground in every if ground.item.id in wanted]
    for item in sorted(wanted & set(missing)):
        console.note(f"{item}: cannot be measured. {missing[item]}")
    if not grounds:
        return gathered
    for ground in grounds:
        budget = spoken_duration(ground.target.budget_seconds)
        console.note(f"{ground.item.id}: measured on {ground.data.name}; up to {budget} of computing.")
    with tempfile.TemporaryDirectory(prefix="autograder-") as work:
        submission = open_submission(folder, key, Path(work))
        with closing(box_for(key.rubric, level, limits_of(grounds, key.rubric.limits))) as box:
            measured = {g.item.id: measure(submission, g, key, box, may_run=True) for g in grounds}
    evidence, arrays = with_training(gathered.evidence, gathered.arrays, measured)
    return replace(gathered, evidence=evidence, arrays=dict(arrays))
