"""An error that ends a training: where it lies in what was handed in."""

from dataclasses import replace

from autograder.errors import RecordError
from autograder.intake.submission import Submission
from autograder.model import Answer, Failure, Key
from autograder.records import from_json, to_json
from autograder.rerun import known_frames, known_places


def at_its_places(answer: Answer, submission: Submission, key: Key) -> Answer:
    """Where it ended the answer: lines of a notebook are told by its cells."""
    handed = submission.notebook
    return known_places(answer, handed, _lifted(key), ()) if handed is not None else answer


def raised_in(answer: Answer, submission: Submission, key: Key) -> Failure | None:
    """An error that ended it, or ended a run after some steps, so that there is an answer all the same.

    Its frames are a stranger's words: kept are those that are lines of the files handed in, which have room for
    nothing else.
    """
    failure = answer.failure or _among_facts(answer)
    if failure is None:
        return None
    handed = submission.notebook
    known = known_frames(failure, handed, _lifted(key)) if handed is not None else failure
    lengths = _lengths(submission)
    return replace(known, frames=tuple(f for f in known.frames if 1 <= f.line <= lengths.get(f.file, 0)))


def _among_facts(answer: Answer) -> Failure | None:
    try:
        return from_json(to_json(answer.facts.get("raised")), Failure)
    except RecordError:
        return None


def _lifted(key: Key) -> set[str]:
    """The modules that stand for a notebook's definitions."""
    return set(key.rubric.modules) - set(key.rubric.code)


def _lengths(submission: Submission) -> dict[str, int]:
    """How many lines each file and each cell has."""
    files = {name: submission.source / name for name in submission.files if name.endswith(".py")}
    lengths = {name: _lines(path.read_text("utf-8", "replace")) for name, path in files.items() if path.is_file()}
    notebook = submission.notebook.notebook if submission.notebook is not None else None
    cells = {f"{notebook.name} cell {one.number}": one.source for one in notebook.cells} if notebook else {}
    return lengths | {name: _lines(source) for name, source in cells.items()}


def _lines(text: str) -> int:
    return text.count("\n") + 1
