"""The audit of each homework of this course, as `make test-audit` runs it: minutes, so not in every test run."""

from contextlib import closing
from dataclasses import dataclass

import pytest

from autograder.author.audit import audit, plan
from autograder.author.build import build
from autograder.author.secret import read_secret
from autograder.batch.workers import Workers
from autograder.box.choose import open_box
from autograder.course.key import read_whole, write_key
from autograder.course.places import find_homework
from autograder.course.rubric import read_rubric

pytestmark = pytest.mark.long


@dataclass(frozen=True, kw_only=True)
class Bars:
    """What is true today: at least so many mutants, at most so many of them excused by a person, at least so many
    known mistakes that the handout's own cases miss."""

    mutants: int
    looked_at: int
    missed: int


BARS = {
    "conv_layers": Bars(mutants=325, looked_at=13, missed=38),
    "conv_functions": Bars(mutants=314, looked_at=9, missed=108),
    "lenet5": Bars(mutants=154, looked_at=10, missed=32),
    "cnn_training": Bars(mutants=185, looked_at=23, missed=16),
}


@pytest.fixture(scope="module", params=BARS)
def audited(request, course, isolation, secret_file, tmp_path_factory):
    """By a key without pairs of mistakes, which an audit does not look at."""
    homework = find_homework(course, request.param)
    rubric = read_rubric(homework.rubric)
    right = sorted((course / "tests" / "submissions" / homework.id / "right").glob("*"))
    with closing(Workers(lambda: open_box(rubric.allow, rubric.limits, isolation, rubric.forbidden), 2)) as workers:
        with workers.lent() as one, workers.lent() as another:
            built = build(homework, read_secret(), [one, another], pairs=False)
        folder = tmp_path_factory.mktemp(homework.id)
        write_key(folder, built.public, built.public_arrays)
        write_key(folder, built.hidden, built.hidden_arrays)
        key, arrays = read_whole(folder)
        return audit(plan(homework, key, [path for path in right if path.is_dir()]), arrays, workers.lent, 2)


def test_the_audit_passes(audited):
    assert audited.problems == ()


def test_every_mutant_is_caught_or_was_looked_at(audited):
    assert len(audited.mutants) >= BARS[audited.homework].mutants
    assert [mutant.id for mutant in audited.survivors] == []
    looked_at = len(audited.marked("equivalent")) + len(audited.marked("left-open"))
    assert looked_at <= BARS[audited.homework].looked_at


def test_the_handouts_own_cases_miss_some(audited):
    missed = [mistake.id for mistake in audited.missed_by_handout]
    assert len(missed) >= BARS[audited.homework].missed
    if audited.homework == "conv_layers":
        assert {"size-rounded-up", "size-height-and-width-swapped", "conv-never-pads"} <= set(missed)


def test_no_mistake_is_caught_by_hidden_cases_alone(audited):
    assert [mistake.id for mistake in audited.mistakes if mistake.losses.hidden_only] == []


def test_no_right_solution_raises_an_alarm(audited):
    assert [solution.name for solution in audited.right if solution.alarmed] == []
    assert audited.right


def test_a_smaller_set_of_cases_would_separate_as_much(audited):
    needed = [case.id for case in audited.cases if case.needed]
    assert 0 < len(needed) < len(audited.cases)
    if audited.homework == "lenet5":
        assert "layers/layers" in needed
