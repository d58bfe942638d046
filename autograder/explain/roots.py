"""Which item another one's error comes from: the line that raised lies in a function that is asked by itself."""

from collections.abc import Sequence

from autograder.model import Frame, ItemGrade, Problem

WRONG = ("wrong", "part")


def root_of(problem: Problem | None, own: Sequence[str], items: Sequence[ItemGrade]) -> ItemGrade | None:
    """The wrong item whose function the innermost line of the error lies in, unless it is one of its `own`."""
    frames = problem.failure.frames if problem and problem.failure else ()
    found = _item_at(frames[-1], items) if frames else None
    return found if found and found.state in WRONG and found.id not in own else None


def begin_with(root: ItemGrade | None) -> str:
    return f"The line that raises lies in {root.function}: begin with {root.id}." if root else ""


def _item_at(frame: Frame, items: Sequence[ItemGrade]) -> ItemGrade | None:
    """Of the functions that begin above the line, the nearest, if it has the frame's name."""
    above = [item for item in items if item.function and item.file == frame.file and item.line <= frame.line]
    nearest = max(above, key=lambda item: item.line, default=None)
    return nearest if nearest and nearest.function.rpartition(".")[2] == frame.function else None
