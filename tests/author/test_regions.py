"""Solutions go, and whoever reads the rest is told what to do in their place."""

import pytest

from autograder.author.regions import CODE, TEXT, has_region, stubbed
from autograder.errors import BuildError

LAYER = '''\
def twice(x):
    """Doubles every number."""
    # begin solution: Task 1: doubling
    doubled = 2 * x
    return doubled
    # end solution


def once(x):
    # begin solution: Task 2: nothing
    return x
    # end solution
    return None
'''
STUB = '''\
def twice(x):
    """Doubles every number."""
    raise NotImplementedError("Task 1: doubling")


def once(x):
    raise NotImplementedError("Task 2: nothing")
    return None
'''
ANSWER = """\
Why?

<!-- begin solution: Task 3: the reason -->
Because.
<!-- end solution -->
"""
QUESTION = """\
Why?

**Task 3: the reason**

*Write your answer here.*
"""


@pytest.fixture(scope="module")
def without():
    def take(text, marks=CODE):
        return stubbed(text, lambda line: f"layer.py:{line}", marks)

    return take


def test_every_solution_becomes_a_stub_that_names_its_task(without):
    assert without(LAYER) == STUB


def test_an_answer_in_words_becomes_a_place_for_one(without):
    assert without(ANSWER, TEXT) == QUESTION


def test_what_has_no_solutions_stays_as_it_is(without):
    assert without("A = 1\n\nB = 2\n") == "A = 1\n\nB = 2\n"
    assert without("") == ""


@pytest.mark.parametrize(("text", "marks"), [(LAYER, CODE), (ANSWER, TEXT)])
def test_a_region_is_seen_by_its_own_marks_only(text, marks):
    assert [other for other in (CODE, TEXT) if has_region(text, other)] == [marks]
    assert not has_region(STUB, marks)


NOT_QUITE = {
    "no task": ("# begin solution\nx = 1\n", CODE),
    "no blank": ("#begin solution: Task 1\nx = 1\n", CODE),
    "capitals": ("# Begin Solution: Task 1\nx = 1\n# END SOLUTION\n", CODE),
    "after code": ("x = 1  # begin solution: Task 1\n", CODE),
    "an answer's, in code": ("<!-- begin solution: Task 1 -->\n", CODE),
    "a program's, in a text": ("# begin solution: Task 1\nx\n# end solution\n", TEXT),
    "not closed as a comment": ("<!-- begin solution: Task 1\nx\n", TEXT),
    "nbgrader's": ("### BEGIN SOLUTION\nx = 1\n### END SOLUTION\n", CODE),
}


@pytest.mark.parametrize(("text", "marks"), NOT_QUITE.values(), ids=NOT_QUITE)
def test_a_mark_with_a_slip_in_it_is_refused_before_a_solution_is_handed_out(without, text, marks):
    with pytest.raises(BuildError, match=r"layer.py:1: .* is no mark of a solution here. Write: ") as caught:
        without(text, marks)
    assert str(caught.value).endswith(marks.written)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("x = 1\n# begin solution: Task 1\nx = 1\n", "layer.py:2: the solution region 'Task 1' is not closed"),
        (
            "# begin solution: Task 1\n# begin solution: Task 2\n# end solution\n",
            "layer.py:2: a solution region begins inside another",
        ),
        ("x = 1\n# end solution\n", "layer.py:2: a solution region ends that has not begun"),
    ],
)
def test_regions_that_do_not_fit_are_refused_with_their_line(without, text, complaint):
    with pytest.raises(BuildError) as caught:
        without(text)
    assert str(caught.value) == complaint
