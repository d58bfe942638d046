"""The audit of each homework of this course, as `make test-audit` runs it: minutes, so not in every test run."""

from contextlib import closing

import pytest

from autograder.author.audit import audit, plan
from autograder.batch.run import Workers
from autograder.box.choose import open_box
from autograder.course.key import read_whole
from autograder.course.places import find_homework
from autograder.course.rubric import read_rubric

pytestmark = pytest.mark.long


@pytest.fixture(scope="module", params=["conv_layers", "conv_functions"])
def audited(request, course, isolation, build_once):
    homework = find_homework(course, request.param)
    rubric = read_rubric(homework.rubric)
    key, arrays = read_whole(build_once(homework))
    with closing(Workers(lambda: open_box(rubric.allow, rubric.limits, isolation, rubric.forbidden), 2)) as workers:
        right = sorted((course / "tests" / "submissions" / homework.id / "right").glob("*"))
        return audit(plan(homework, key, [path for path in right if path.is_dir()]), arrays, workers.lent, 2)


def test_the_audit_passes(audited):
    assert audited.problems == ()


def test_every_mutant_that_is_not_equivalent_is_caught(audited):
    assert len(audited.mutants) >= 150
    assert [mutant.id for mutant in audited.survivors] == []


def test_the_handouts_own_cases_miss_some(audited):
    missed = [mistake.id for mistake in audited.missed_by_handout]
    assert len(missed) >= 10
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
