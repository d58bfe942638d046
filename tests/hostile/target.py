"""The homework that is attacked: two functions, each with two public and two hidden cases, 4 points in all."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np

from autograder.model import KEY_SCHEMA, Case, Code, Item, Key, Limits, Rubric, Run, Share, Tell
from autograder.records import Arrays

FULL = 4
NOTEBOOK = "homework.ipynb"
LIMITS = Limits(case_seconds=1.5, total_seconds=12.0, memory_bytes=200_000_000, output_bytes=200_000)

PROBES = """
def double(student, x):
    return {"out": student.double(x)}


def total(student, x):
    return {"out": student.total(x)}
"""

# A submission is this, and the attack below it: what the attack does not define itself is right, and `double`
# sets the attack off.
RIGHT = """
import numpy as np


def double(x):
    set_off()
    return 2 * x


def total(x):
    return x.sum()


def set_off():
    if "attack" in globals() and not double.__dict__.setdefault("done", []):
        double.done.append(True)
        try:
            loot = attack()
        except BaseException as error:
            print("DENIED", type(error).__name__, error)
        else:
            print("LOOT" if loot else "NOTHING", str(loot)[:200])


"""
WANTED = {"double": lambda x: 2 * x, "total": lambda x: x.sum()}


def notebook_key(*, executed: bool) -> tuple[Key, Arrays]:
    """The same, handed in as a notebook; its questions go to what its cells have left, or to its definitions."""
    made, arrays = key()
    items = tuple(
        replace(item, executed=executed, code=Code(file=NOTEBOOK, name=item.id)) for item in made.rubric.items
    )
    run = Run(cell_seconds=LIMITS.case_seconds, total_seconds=LIMITS.total_seconds)
    rubric = replace(made.rubric, code=(), documents={"notebook": NOTEBOOK}, items=items, run=run)
    return replace(made, rubric=rubric), arrays


def key() -> tuple[Key, Arrays]:
    """The whole key, as an instructor grades with it, made without a secret: nothing here can be learnt from it."""
    cases: list[Case] = []
    arrays: dict[str, Any] = {}
    draw = np.random.default_rng(7)
    for item, wanted in WANTED.items():
        for n in range(4):
            case = _case(item, n)
            cases.append(case)
            x = draw.integers(1, 100, size=3 + n).astype(float)
            arrays[f"{case.id}/in/x"], arrays[f"{case.id}/out//out"] = x, np.asarray(wanted(x))
    items = tuple(_item(name) for name in WANTED)
    rubric = Rubric(
        homework="target", title="What is attacked", total=Fraction(FULL), code=("solution.py",), documents={},
        allow=("numpy",), limits=LIMITS, tell=Tell.MISTAKE, provided="keep", items=items,
    )  # fmt: skip
    return Key(
        schema=KEY_SCHEMA, part="whole", rubric=rubric, probes=PROBES, provided={}, cases=tuple(cases)
    ), arrays


def _case(item: str, n: int) -> Case:
    hidden = n >= 2
    return Case(
        id=f"{item}/{n}", item=item, probe=item, group="all", hidden=hidden, arrays=("x",), outputs=("out",),
        twin=f"{item}/{n - 2}" if hidden else "",
    )  # fmt: skip


def _item(name: str) -> Item:
    return Item(
        id=name, title=name, check="values", probe=name, tell=Tell.MISTAKE,
        code=Code(file="solution.py", name=name), shares=(Share(group="all", points=Fraction(FULL, 2)),),
    )  # fmt: skip
