"""What `build` learns of each known mistake, and which mistakes it refuses."""

import pytest


def test_a_mistake_knows_the_items_that_it_breaks_and_how_often_it_was_seen(small):
    tripled, absolute = small.build().public.mistakes
    assert (tripled.items, tripled.seen) == (("twice",), 2)
    assert (absolute.items, absolute.seen) == (("twice",), 0)


def test_a_mistake_that_no_public_case_sees_is_refused(small):
    small.mistake("2 * x", "x + x")
    assert small.refused() == "mistake m: every public case is right with it, so nobody would see it"


def test_a_mistake_that_shows_with_hidden_numbers_only_is_refused(small):
    """Public numbers have three digits: rounding to three changes none of them."""
    small.mistake("2 * x", "2 * np.round(x, 3)")
    assert small.refused() == "mistake m: every public case is right with it, so nobody would see it"


def test_two_mistakes_that_look_alike_are_refused(small):
    small.edit(
        small.homework.mistakes,
        "mistakes:\n",
        "mistakes:\n  - {id: x-times-3, file: layer.py, right: 2 * x, wrong: x * 3, hint: h, name: n}\n",
    )
    assert small.refused() == (
        "mistakes x-times-3 and tripled give the same answers in every public case; "
        "keep one, whose name says both, and its hint"
    )


def test_two_mistakes_that_differ_in_one_case_are_kept(small):
    small.edit(
        small.homework.mistakes,
        "mistakes:\n",
        "mistakes:\n  - {id: n-is-4, file: layer.py, right: 2 * x, wrong: (3 if len(x) != 4 else 5) * x,"
        " hint: h, name: n}\n",
    )
    assert [mistake.id for mistake in small.build().public.mistakes] == ["n-is-4", "tripled", "absolute"]


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ("1 / 0", "raised"),
        ("exec('import os; os._exit(0)')", "raised"),
        ("exec('raise NotImplementedError')", "not begun"),
        ("None", "none"),
        ("2 * x[:1, None]", "shape (1, 1)"),
        ("x * np.inf", "not finite"),
    ],
)
def test_a_mistake_may_do_anything(small, wrong, status):
    small.mistake("2 * x", wrong)
    built = small.build()
    assert set(built.public.statuses) == {status}
    assert built.public.mistakes[0].items == ("twice",)


def test_a_mistake_that_loops_is_known_by_that(small):
    small.edit(small.homework.rubric, "tell: mistake\n", "tell: mistake\nlimits: {per-case: 0.2 s}\n")
    small.mistake("doubled = 2 * x", "while len(x) == 5: pass\ndoubled = 2 * x")
    built = small.build()
    assert set(built.public.statuses) == {"right", "timeout"}


def test_items_that_a_mistake_breaks_stand_in_the_rubrics_order(small):
    line = "  - {{id: {0}, title: T, check: values, code: layer.py twice, points: 1, probe: {1}}}\n"
    more = line.format("zeroth", "other") + line.format("untouched", "third")
    small.edit(small.homework.rubric, "items:\n", f"items:\n{more}")
    small.edit(
        small.homework.cases,
        "twice = {",
        'other = {"inputs": lambda draw: {"x": draw(2)}, "general": [{}]}\nthird = other\ntwice = {',
    )
    small.edit(
        small.homework.probes,
        "def twice",
        'def other(student, x):\n    return {"out": student.twice(-abs(x))}\n\n\n'
        'def third(student, x):\n    return {"out": x}\n\n\ndef twice',
    )
    assert [mistake.items for mistake in small.build().public.mistakes] == [("zeroth", "twice")] * 2
