"""Where a handout leaves something open, cases.py says what else is right."""

import pytest


@pytest.fixture
def open_to(small):
    """The small homework, whose doubling may also be done in these ways."""

    def build(conventions):
        small.edit(small.homework.cases, '    "says"', f'    "conventions": {conventions},\n    "says"')
        return small

    return build


def test_every_case_expects_each_convention_the_references_own_first(open_to):
    built = open_to('{"tripled": lambda inputs, outputs: {"out": 3 * inputs["x"]}}').build()
    for key, arrays in ((built.public, built.public_arrays), (built.hidden, built.hidden_arrays)):
        for case in key.cases:
            assert case.conventions == ("", "tripled")
            assert (2 * arrays[f"{case.id}/out/tripled/out"] == 3 * arrays[f"{case.id}/out//out"]).all()


@pytest.mark.parametrize(
    ("convention", "complaint"),
    [
        ('{"out": inputs["y"]}', "cases.py: twice/rung-1: convention other: KeyError: 'y'"),
        ('{"in": inputs["x"]}',
         "cases.py: twice/rung-1: convention other gives other names or shapes than the reference"),
        ('{"out": outputs["out"].sum()}',
         "cases.py: twice/rung-1: convention other gives other names or shapes than the reference"),
    ],
)  # fmt: skip
def test_a_convention_that_does_not_fit_is_refused(open_to, convention, complaint):
    assert open_to(f'{{"other": lambda inputs, outputs: {convention}}}').refused() == complaint
