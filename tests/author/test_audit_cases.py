"""Which cases an audit calls needed, where an item has a single case that is judged as a whole."""

from fractions import Fraction

import numpy as np
import pytest

from autograder.author.audit_ask import Shown
from autograder.author.audit_cases import audited_cases
from autograder.author.cases import walked
from autograder.course.places import find_homework
from autograder.course.rubric import read_rubric
from autograder.explain.fingerprint import Fingerprint
from autograder.model import KEY_SCHEMA, Key
from autograder.model.audit import Losses


@pytest.fixture
def key(course):
    rubric = read_rubric(find_homework(course, "lenet5").rubric)
    [layers] = [item for item in rubric.items if item.layers]
    return Key(schema=KEY_SCHEMA, part="whole", rubric=rubric, probes="", provided={}, cases=(walked(layers)[0],))


def test_the_one_question_about_a_networks_layers_is_needed_where_it_costs_points(key):
    lost = Losses(whole={"layers": Fraction(6)}, public={"layers": Fraction(6)})
    nothing = Fingerprint((), np.zeros((0, 3)))
    wrong = Shown(lost, {"layers/layers": frozenset({"layers"})}, nothing)
    [case] = audited_cases(key, [], [wrong, Shown(Losses(), {}, nothing)])
    assert (case.id, case.catches, case.alone, case.needed) == ("layers/layers", 1, 1, True)
