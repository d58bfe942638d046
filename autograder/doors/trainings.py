"""The trainings of a class, after its quick items: what they cost is said before anything long begins."""

from contextlib import closing
from fractions import Fraction
from pathlib import Path

from autograder.batch.run import Result
from autograder.batch.train import Stage, put_off, train
from autograder.batch.workers import Workers
from autograder.course.units import spoken_duration
from autograder.doors import console
from autograder.doors.boxes import box_for
from autograder.errors import UsageError
from autograder.model import Key
from autograder.records import Arrays
from autograder.training.ground import grounds_of, limits_of

NOW, LATER = "now", "later"


def check_choice(written: str) -> None:
    """Raises UsageError for anything that `--train` does not know."""
    if written not in ("", NOW, LATER):
        raise UsageError(f"--train {written}: expected now or later")


def second_stage(
    results: list[Result],
    key: Key,
    arrays: Arrays,
    out: Path,
    count: int,
    level: str,
    *,
    choice: str,
    data: Path | None,
    secret: str,
) -> list[Result]:
    """What their saved weights reach first; then, if wanted, what has to be trained again."""
    if not any(item.target is not None for item in key.rubric.items):
        return results
    grounds, missing = grounds_of(key, data, secret)
    for item, why in missing.items():
        console.note(f"{item}: not measured. {why}")
    if not grounds:
        return results
    with closing(Workers(lambda: box_for(key.rubric, level, limits_of(grounds, key.rubric.limits)), count)) as lent:
        stage = Stage(key, arrays, out, grounds, lent)
        with console.interruptible():
            return _both(results, stage, count, choice)


def _both(results: list[Result], stage: Stage, count: int, choice: str) -> list[Result]:
    with console.progress("training, by saved weights", len(results)) as step:
        results = train(results, stage, count, lambda result: step(result.entry.name), may_run=False)
    waiting = put_off(results, stage)
    if not waiting:
        return results
    told = cost(len(waiting), max(ground.target.budget_seconds for ground in stage.grounds), count)
    if not _wanted(told, choice):
        console.note(f"{told} Left open; the same command with --train now runs them.")
        return results
    console.note(told)
    with console.progress("training", len(waiting)) as step:
        again = train(waiting, stage, count, lambda result: step(result.entry.name), may_run=True)
    done = {result.entry: result for result in again}
    return [done.get(result.entry, result) for result in results]


def cost(number: int, budget: float, workers: int) -> str:
    """Before anything long begins: how many, and at most how long."""
    at_most = Fraction(number) * Fraction(budget)
    waits = at_most / min(workers, number)
    each = f"up to {spoken_duration(budget)} of computing each"
    return (
        f"{number} must be trained again: {each}, at most {hours(at_most)} in all, "
        f"{hours(waits)} on {min(workers, number)} {'worker' if min(workers, number) == 1 else 'workers'}."
    )


def hours(seconds: Fraction) -> str:
    """Rounded up to tenths of an hour; below one hour, to minutes."""
    if seconds < 3600:
        return f"{-int(-seconds // 60)} min"
    return f"{float(-int(-seconds // 360)) / 10:g} h"


def _wanted(told: str, choice: str) -> bool:
    if choice:
        return choice == NOW
    return console.asked(f"{told} Start now? [Y/later] ", otherwise=LATER).casefold() in ("", "y", "yes", NOW)
