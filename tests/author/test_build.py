"""Building a key: what each of its two parts holds."""

import numpy as np
import pytest

from autograder.author.build import build
from autograder.box.fake import FakeBox
from autograder.errors import BoxError
from autograder.records import pack, to_json


def test_a_key_holds_cases_answers_and_mistakes(small):
    built = small.build()
    assert [case.id for case in built.public.cases] == [
        "twice/rung-1", "twice/rung-2", "twice/handout-1", "twice/general-1", "twice/general-2",
        "twice/general-1-again",
    ]  # fmt: skip
    for case in built.public.cases:
        given, expected = (built.public_arrays[f"{case.id}/{name}"] for name in ("in/x", "out//out"))
        assert np.array_equal(expected, 2 * given)
    assert [mistake.id for mistake in built.public.mistakes] == ["tripled", "absolute"]


def test_building_twice_gives_the_same_bytes(small):
    one, other = small.build(), small.build()
    assert pack(one.public, one.public_arrays) == pack(other.public, other.public_arrays)
    assert pack(one.hidden, one.hidden_arrays) == pack(other.hidden, other.hidden_arrays)


def test_the_public_part_knows_nothing_of_hidden_cases_or_the_secret(small):
    built = small.build(secret="my-secret")
    text = pack(built.public, built.public_arrays)
    for hidden in (b"-twin", b"-larger", b"my-secret"):
        assert hidden not in text
    assert built.public.secret == ""
    assert not set(built.public_arrays) & set(built.hidden_arrays)
    assert all(case.hidden for case in built.hidden.cases)


def test_another_secret_changes_the_hidden_numbers_alone(small):
    one, other = small.build("s"), small.build("t")
    for name in one.public_arrays:
        assert np.array_equal(one.public_arrays[name], other.public_arrays[name])
    for name in one.hidden_arrays:
        assert not np.array_equal(one.hidden_arrays[name], other.hidden_arrays[name])


def test_solutions_do_not_reach_the_key(small):
    built = small.build()
    assert built.public.provided == {"given.py": "SCALE = 2\n"}
    assert b"doubled = 2 * x" not in to_json(built.public) + to_json(built.hidden)


def test_both_parts_say_what_they_were_made_of(small):
    built = small.build()
    assert built.public.made_of == built.hidden.made_of
    assert "rubric.yaml" in built.public.made_of
    assert built.public.versions["numpy"] == np.__version__


@pytest.mark.parametrize(
    ("tell", "name", "hint"),
    [("points", "", ""), ("cases", "", ""), ("hint", "", "Try 1."), ("mistake", "It is three times.", "Try 1.")],
)
def test_what_students_are_not_told_does_not_stand_in_the_public_part(small, tell, name, hint):
    small.edit(small.homework.rubric, "tell: mistake", f"tell: {tell}")
    built = small.build()
    assert (built.public.mistakes[0].name, built.public.mistakes[0].hint) == (name, hint)
    assert built.hidden.mistakes[0].name == "It is three times."
    assert (b"It is three times." in to_json(built.public)) == bool(name)


@pytest.mark.parametrize("tell", ["points", "cases", "hint", "mistake"])
def test_an_id_that_says_what_goes_wrong_is_a_number_where_that_is_not_told(small, tell):
    small.edit(small.homework.rubric, "tell: mistake", f"tell: {tell}")
    built = small.build()
    names = [mistake.id for mistake in built.hidden.mistakes]
    told = [mistake.id for mistake in built.public.mistakes]
    assert told == (names if tell == "mistake" else [f"mistake-{n}" for n in range(1, len(names) + 1)])


def test_a_homework_without_known_mistakes_is_built(small):
    small.homework.mistakes.unlink()
    assert small.build().public.mistakes == ()


def test_the_author_hears_what_is_going_on(small, box):
    said = []
    build(small.homework, "s", [box], lambda part, total: said.append((part, total)))
    assert said == [("known mistakes", 2)] * 2


def test_a_box_that_fails_is_not_the_authors_fault(small):
    class Broken(FakeBox):
        def ask(self, batch):
            raise BoxError("the warm process has died")

    with pytest.raises(BoxError):
        build(small.homework, "s", [Broken(lambda question: None)])


def test_an_output_that_the_rubric_names_has_to_come_back(small):
    small.edit(small.homework.rubric, "check: values", "check: values, outputs: {uot: {called: the double}}")
    text = small.refused()
    assert text.endswith("rubric.yaml: twice: outputs: nothing is called 'uot'; the nearest output is 'out'")
    small.edit(small.homework.rubric, "uot", "out")
    assert small.build().public.rubric.item("twice").outputs["out"].called == "the double"
