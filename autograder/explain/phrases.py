"""Words for what went wrong, as a student reads them; numbers stay with the renderers."""

from collections.abc import Sequence

from autograder.model import Problem

NOUNS = {
    "out": "the output",
    "size": "the size",
    "scores": "the scores",
    "loss": "the loss",
    "gradients": "the gradients",
}
MANY = ("scores", "gradients")
SUBJECTS = {
    "empty": "{it} comes back empty",
    "none": "{it} is None",
    "no output": "{it} is missing from what is returned",
    "type": "{it} is not an array of numbers but {got}",
    "shape": "{it} has the wrong shape",
    "dtype": "{it} holds {got} where whole numbers are asked for",
    "not finite": "{it} holds nan or infinity",
    "values": "{it} is wrong",
    "not repeatable": "{it} changes when the same is asked twice",
    "missing": "{code} is not there",
    "not begun": "{code} is not begun",
    "raised": "{code} raises {error}",
    "import failed": "the file cannot be imported: {error}",
    "exited": "{code} ends the whole program",
    "crashed": "{code} crashes Python itself",
    "cpu limit": "{code} does not come to an end",
    "wall limit": "{code} does not come to an end",
    "not reached": "{code} was stopped before this could be asked",
    "memory limit": "{code} needs more memory than there is",
    "output limit": "{code} prints more than can be kept",
    "unreadable": "{code} sends something that cannot be read",
}
PLURAL = {
    " comes back ": " come back ", " is None": " are None", " has the ": " have the ", " is wrong": " are wrong",
    " holds ": " hold ", " changes ": " change ", " is not an ": " are not an ", " is missing": " are missing",
}  # fmt: skip


def headline(outputs: Sequence[str], problem: Problem, code: str, condition: str) -> str:
    """The first sentence: which tensor, what about it, under which condition."""
    it = listed([NOUNS.get(output, output) for output in outputs])
    error = problem.failure.type if problem.failure else "an error"
    text = SUBJECTS[problem.kind].format(it=it, code=code or "your code", error=error, got=problem.got)
    if (len(outputs) > 1 or outputs[0] in MANY) and text.startswith(it):
        rest = text[len(it) :]
        for one, many in PLURAL.items():
            rest = rest.replace(one, many, 1)
        text = it + rest
    return f"{text} when {condition}" if condition else text


def listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def right_elsewhere(outputs: Sequence[str]) -> str:
    if not outputs:
        return ""
    many = len(outputs) > 1 or outputs[0] in MANY
    words = listed([NOUNS.get(output, output) for output in outputs])
    words = "T" + words[1:] if words.startswith("the ") else words
    return f"{words} {'are' if many else 'is'} right everywhere."
