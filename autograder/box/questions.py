"""From the cases of a key to the batch that the box is asked. Groups, tags, expected values stay behind."""

from collections.abc import Sequence

from autograder.box.seam import Batch, Question
from autograder.model import Case, Key, Limits
from autograder.records import Arrays

ABOUT_SHAPES = ("architecture", "parameters")


def batch_of(key: Key, arrays: Arrays, cases: Sequence[Case] | None = None, limits: Limits | None = None) -> Batch:
    """All cases of the key unless some are named, under the rubric's limits unless others are given."""
    asked = _in_order(key, key.cases if cases is None else cases)
    rubric = key.rubric
    questions = tuple(_question(key, case, arrays) for case in asked)
    return Batch(key.probes, rubric.modules, rubric.allow, limits or rubric.limits, questions, rubric.forbidden)


def _question(key: Key, case: Case, arrays: Arrays) -> Question:
    item = key.rubric.item(case.item)
    code = item.code
    return Question(
        id=case.id,
        item=case.item,
        probe=case.probe,
        file=code.module if code else "",
        arrays={name: arrays[f"{case.id}/in/{name}"] for name in case.arrays},
        plain=case.plain,
        sweeps=case.sweeps,
        stage=int(case.hidden),
        twin=case.twin,
        only_shapes=item.check in ABOUT_SHAPES,
        timed=case.timed,
    )


def _in_order(key: Key, cases: Sequence[Case]) -> list[Case]:
    """Public cases before hidden ones, item by item, group by group, and last what earns nothing.

    So an endless loop in one group does not keep the groups before it from earning. What is timed may take longest,
    and comes last of its item.
    """
    items = [item.id for item in key.rubric.items]
    groups = list(dict.fromkeys(case.group for case in key.cases if case.group))
    places = {group: place for place, group in enumerate(groups)}
    return sorted(
        cases,
        key=lambda case: (case.hidden, items.index(case.item), places.get(case.group, len(groups)), case.timed),
    )
