"""The smallest case as Python, to be pasted beside one's own code."""

from typing import Any

from autograder.model import Finding


def snippet(finding: Finding) -> str:
    """Inputs and the expected array, or nothing. Names come from the course's own cases."""
    picture = finding.picture
    if picture is None:
        return ""
    given = {**picture.settings, **picture.inputs}
    lines = [f"{name} = {_source(value)}" for name, value in given.items() if _speaks(name, value)]
    expected = "None  # too large to show" if picture.expected is None else _source(picture.expected)
    head = ["from numpy import array, inf, nan", ""]
    return "\n".join([*head, *lines, "", f"# what {picture.output} has to be", f"expected = {expected}"])


def _speaks(name: str, value: Any) -> bool:
    return name.isidentifier() and value is not None and value != []


def _source(value: Any) -> str:
    return f"array({_literal(value)})" if isinstance(value, list) else repr(value)


def _literal(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_literal, value))}]"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return f"{value:.0f}."
    return value if value in ("nan", "inf", "-inf") else repr(value)
