"""The audit of each homework of this course, as `make test-audit` runs it: minutes, so not in every test run."""

import os
from contextlib import closing

import pytest

from autograder.author.audit import audit, plan
from autograder.author.build import build
from autograder.author.secret import read_secret
from autograder.batch.run import Workers
from autograder.box.choose import open_box
from autograder.course.key import read_whole, write_key
from autograder.course.places import find_homework
from autograder.course.rubric import read_rubric

WANTED = "AUTOGRADER_TEST_AUDIT"

pytestmark = pytest.mark.skipif(WANTED not in os.environ, reason=f"takes minutes; {WANTED}=1 asks for it")


@pytest.fixture(scope="module", params=["conv_layers", "conv_functions"])
def audited(request, course, isolation, tmp_path_factory):
    homework = find_homework(course, request.param)
    rubric = read_rubric(homework.rubric)
    folder = tmp_path_factory.mktemp("key")
    with closing(Workers(lambda: open_box(rubric.allow, rubric.limits, isolation), 2)) as workers:
        with workers.lent() as box:
            built = build(homework, read_secret(), [box])
        write_key(folder, built.public, built.public_arrays)
        write_key(folder, built.hidden, built.hidden_arrays)
        key, arrays = read_whole(folder)
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
