"""`hint`: one thing more each time it is asked, until all that the course tells has been said."""

import json
from collections.abc import Iterator
from pathlib import Path

from autograder.doors.console import columns
from autograder.model import Finding, Grade
from autograder.report.safe import wrap
from autograder.report.story import can_be_run
from autograder.report.words import described

MEMORY = ".autograder-hints.json"


def next_step(folder: Path, item: str, finding: Finding, grade: Grade) -> str:
    """The next thing to say about this finding; another cause starts from the beginning."""
    steps = list(_steps(finding)) or [finding.cases or finding.headline]
    number = min(_said(folder, item, finding.headline), len(steps) - 1)
    _remember(folder, item, finding.headline, number + 1)
    left = len(steps) - number - 1
    tried = f" autograder try {item}" if can_be_run(finding) else ""
    more = f"There is more: autograder hint {item}" if left else f"That was the last one.{tried}"
    return "\n".join(line for text in (f"{item}: {steps[number]}", more) for line in _wrapped(text))


def _wrapped(text: str) -> list[str]:
    return [line for part in text.split("\n") for line in wrap(part, columns())]


def _steps(finding: Finding) -> Iterator[str]:
    """What `check` has not said: the numbers in words, then the name of the mistake where the course tells it."""
    if finding.problem is not None and (details := described(finding.problem)):
        yield "\n  ".join(details)
    if finding.name:
        yield finding.name
    elif finding.hint:
        yield finding.hint


def _said(folder: Path, item: str, about: str) -> int:
    heard = _heard(folder).get(item)
    said = heard.get("said") if isinstance(heard, dict) and heard.get("about") == about else 0
    return said if isinstance(said, int) else 0


def _heard(folder: Path) -> dict[str, object]:
    try:
        known = json.loads((folder / MEMORY).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _remember(folder: Path, item: str, about: str, said: int) -> None:
    known = {**_heard(folder), item: {"about": about, "said": said}}
    (folder / MEMORY).write_text(json.dumps(known, indent=2) + "\n", encoding="utf-8")
