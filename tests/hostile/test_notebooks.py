"""Every hostile notebook, run in the box and asked: it gains no points, gets no loot, and leaves an honest notebook
after it its full marks."""

import contextlib
import json
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from autograder.box.choose import open_box
from autograder.box.questions import batch_of
from autograder.grade import gather, grade
from autograder.model import Outcome
from tests.hostile import notebooks, target

TABLE = YAML(typ="safe").load((Path(__file__).parent / "notebooks.yaml").read_text(encoding="utf-8"))
RUN = [name for name, row in TABLE.items() if "executed" in row]
CALLED = {"answered": "ok", "raised": "error", "crashed": "died"}  # how the table calls the ends of cells
LOST = {"died", "exited", "crashed", "unreadable", "cpu limit", "wall limit", "memory limit", "not reached"}


def texts(given, default):
    return {given} if isinstance(given, str) else set(given or {default})


def numbers(given):
    return set(given) if isinstance(given, list) else {given}


@pytest.fixture(scope="session")
def run_at(tmp_path_factory, world):
    """Grades a notebook by running it, in the one box of a level."""
    key, arrays = target.notebook_key(executed=True)
    batch = batch_of(key, arrays)
    boxes = {}

    def graded(level, notebook):
        if level not in boxes or not boxes[level].healthy:
            boxes[level] = open_box(key.rubric.allow, key.rubric.limits, level)
        folder = tmp_path_factory.mktemp("notebook")
        (folder / target.NOTEBOOK).write_bytes(notebook)
        (folder / "world.py").write_text(world.describe(gentle=False), encoding="utf-8")
        gathered = gather(folder, key, arrays, batch, boxes[level])
        return grade(key, arrays, gathered), gathered

    yield graded
    for box in boxes.values():
        with contextlib.suppress(Exception):
            box.close()


def ends_of(gathered):
    runs = [cell.run for cell in gathered.evidence.notebook.cells if cell.run is not None]
    return {CALLED.get(run.outcome.value, run.outcome.value) for run in runs}


def cases_of(gathered):
    return {answer.outcome.value for answer in gathered.evidence.answers.values()}


def outputs_of(gathered):
    return [output for cell in json.loads(gathered.document)["cells"] for output in cell.get("outputs", ())]


@pytest.mark.long
@pytest.mark.parametrize("name", RUN)
def test_it_gains_nothing_when_it_is_run(name, level, run_at, world):
    row = TABLE[name]
    graded, gathered = run_at(level, notebooks.attack(name))
    ends, cases = ends_of(gathered), cases_of(gathered)
    allowed = numbers(row["executed"]["points"])
    if (ends | cases) & LOST:
        allowed |= numbers(row["definitions"]["points"])  # what the kernel did not answer, the definitions did
    said = (ends, cases, float(graded.earned))
    assert float(graded.earned) in allowed, said
    assert Outcome.OUR_FAILURE.value not in ends | cases, said
    assert notebooks.loot(outputs_of(gathered)) == []
    assert world.bait not in repr(gathered.evidence)
    assert world.bait.encode() not in gathered.document
    assert world.harm() == []
    honest, after = run_at(level, notebooks.honest())
    assert float(honest.earned) == target.FULL
    assert (ends_of(after), cases_of(after)) == ({"ok"}, {"answered"})
    assert notebooks.loot(outputs_of(after)) == []


@pytest.mark.parametrize("name", [name for name, row in TABLE.items() if "refused" in row])
def test_what_cannot_be_read_is_told_and_costs_only_itself(name, level, run_at):
    graded, gathered = run_at(level, notebooks.attack(name))
    assert graded.earned == 0
    assert [flaw.kind for flaw in gathered.evidence.notebook.flaws] == ["unreadable"]
    honest, _ = run_at(level, notebooks.honest())
    assert float(honest.earned) == target.FULL


def test_an_honest_notebook_is_run_and_has_full_marks(level, run_at):
    graded, gathered = run_at(level, notebooks.honest())
    assert float(graded.earned) == target.FULL
    assert gathered.evidence.notebook.asked == ("double", "total")
    assert [cell.run.outcome.value for cell in gathered.evidence.notebook.cells] == ["answered"] * 5
