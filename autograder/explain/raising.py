"""What raises in some of the wrong cases where in others something comes back."""

from collections import Counter
from collections.abc import Sequence

from autograder.model import Problem


def raises_too(problems: Sequence[Problem]) -> str:
    """In how many of the wrong cases which line raises; empty where all raise, since that is told as it is."""
    failures = [problem.failure for problem in problems if problem.kind == "raised" and problem.failure]
    lines = [f"{failure.type} at {last.file}:{last.line}" for failure in failures for last in failure.frames[-1:]]
    if not lines or len(failures) == len(problems):
        return ""
    ((said, count),) = Counter(lines).most_common(1)
    return f"In {count} of {len(problems)} wrong cases it raises {said}."
