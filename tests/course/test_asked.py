"""Which names of the student's a question leads to."""

from autograder.course.asked import asked_of_students

PROBES = """
def one(student, x):
    return {"out": student.double(x)}

def two(student, x):
    made = _made(student, x)
    return {"out": student.best(made)}

def _made(student, x):
    return [student.net.Net(one(student, n)) if n else _made(student, n) for n in x]

def none(student):
    other = student
    return {"out": other.double(1)}
"""


def test_a_question_asks_for_what_it_and_the_functions_that_it_calls_take():
    asked = asked_of_students(PROBES)
    assert asked["one"] == ("double",)
    assert asked["two"] == ("best", "net", "double")
    assert asked["none"] == ()


def test_without_probes_nothing_is_asked():
    assert asked_of_students("") == {}
