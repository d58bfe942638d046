"""Twenty secrets: the public part is the same under each, and the hidden cases of each reject every mistake."""

import shutil
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.author.build import build
from autograder.box.questions import batch_of
from autograder.box.seam import Replies
from autograder.course.mistakes import read_mistakes
from autograder.course.places import Homework
from autograder.judge.judge import judge
from autograder.model import Key
from autograder.score.score import score

CATALOGUE = Path(__file__).parents[2] / "rubrics" / "conv_layers" / "mistakes.yaml"
MISTAKES = {mistake.id: mistake for mistake in (read_mistakes(CATALOGUE) if CATALOGUE.is_file() else ())}
SECRETS = tuple(f"secret number {n}" for n in range(20))


@dataclass(frozen=True)
class Hidden:
    """The hidden cases of one secret that earn, as a key of their own; and its public arrays."""

    key: Key
    arrays: dict[str, Any]
    public_arrays: dict[str, Any]


@pytest.fixture(scope="session")
def hidden(homework, box, tmp_path_factory) -> list[Hidden]:
    """The homework built with each secret; without mistakes, whose fingerprints are of public cases alone."""
    root = tmp_path_factory.mktemp("course")
    bare = Homework(root, homework.id)
    shutil.copytree(homework.folder, bare.folder, ignore=shutil.ignore_patterns("mistakes.yaml", "bases"))
    shutil.copytree(homework.reference, bare.reference, ignore=shutil.ignore_patterns("__pycache__"))
    found = []
    for n, secret in enumerate(SECRETS):
        built = build(bare, secret, [box])
        cases = tuple(replace(case, id=f"{n}/{case.id}") for case in built.hidden.cases if not case.sweeps)
        key = replace(built.hidden, part="whole", cases=cases, probes=built.public.probes)
        arrays = {f"{n}/{name}": array for name, array in built.hidden_arrays.items()}
        found.append(Hidden(key, arrays, built.public_arrays))
    return found


def test_no_secret_changes_what_students_are_asked(hidden):
    """So the fingerprints of mistakes are the same under each, and doubles that `build` refuses as well."""
    first, *others = (part.public_arrays for part in hidden)
    for other in others:
        assert other.keys() == first.keys()
        assert all(np.array_equal(other[name], first[name]) for name in first)


def test_every_secret_asks_other_numbers(hidden):
    name = "conv-forward/general-1-twin/in/x"
    drawn = {part.arrays[f"{n}/{name}"].tobytes() for n, part in enumerate(hidden)}
    assert len(drawn) == len(SECRETS)


@pytest.fixture(scope="session")
def lost_to(hidden, box, by_hand):
    """The items that lose a share to the hidden cases of each secret, for a solution that breaks some items."""

    def of(part: Hidden, broken: tuple[str, ...]) -> Key:
        items = tuple(replace(i, if_consistent=Fraction(0)) for i in part.key.rubric.items if i.id in broken)
        cases = tuple(case for case in part.key.cases if case.item in broken)
        return replace(part.key, rubric=replace(part.key.rubric, items=items), cases=cases)

    def losing(key: Key, arrays: dict[str, Any], replies: Replies) -> set[str]:
        evidence = by_hand.gathered(key, {case.id: replies.answers[case.id] for case in key.cases}).evidence
        items = score(key, evidence, judge(key, evidence, arrays, replies.arrays))
        return {item.id for item in items if not all(share.earned for share in item.shares)}

    def lost(source: Path, broken: tuple[str, ...]) -> list[set[str]]:
        keys = [of(part, broken) for part in hidden]
        every = replace(keys[0], cases=tuple(case for key in keys for case in key.cases))
        arrays = {name: array for part in hidden for name, array in part.arrays.items()}
        box.start(source)
        replies = box.ask(batch_of(every, arrays))
        box.stop()
        return [losing(key, part.arrays, replies) for key, part in zip(keys, hidden, strict=True)]

    return lost


OWN = [name for name, mistake in MISTAKES.items() if not mistake.same_as]
EACH = [pytest.param(name, marks=pytest.mark.long if n % 6 else ()) for n, name in enumerate(OWN)]


@pytest.mark.parametrize("name", EACH)
def test_the_hidden_cases_of_every_secret_reject_the_mistake(lost_to, make_mistake, whole_key, name):
    """In every item that it breaks, not only in one of them."""
    known = next(mistake for mistake in whole_key[0].mistakes if mistake.id == name)
    assert lost_to(make_mistake(MISTAKES[name]), known.items) == [set(known.items)] * len(SECRETS)


def test_the_reference_is_rejected_by_none(lost_to, homework, code_items):
    assert lost_to(homework.reference, tuple(code_items)) == [set()] * len(SECRETS)
