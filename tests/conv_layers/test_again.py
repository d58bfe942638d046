"""The same submission gets the same grade, asked again or judged again from what was stored."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.doors.instructor import again
from autograder.errors import RecordError
from autograder.grade import Gathered, grade
from autograder.gradebook.evidence import read_evidence, write_evidence
from autograder.report.disclose import disclose
from autograder.report.grade_json import grade_json

SUBMISSIONS = Path(__file__).parents[1] / "submissions" / "conv_layers"
RIGHT = sorted(folder for folder in (SUBMISSIONS / "right").iterdir())
SOME = ("right/float32_inside", "wrong/dw_broadcast", "wrong/pads_all_axes", "odd/prints_arguments", "odd/os_exit")
MOST_BYTES = 250_000


def without_times(text):
    """All but how long things took, and when."""
    grade = json.loads(text)
    assert grade.pop("times")
    assert "seconds" not in json.dumps(grade)
    return json.dumps(grade)


@pytest.mark.parametrize("name", SOME)
def test_asking_again_gives_the_same_grade_but_for_times(ask, whole_key, name):
    one, other = (grade_json(grade(*whole_key, ask(SUBMISSIONS / name))) for _ in range(2))
    assert without_times(one) == without_times(other)


@pytest.mark.parametrize("name", SOME)
def test_judging_again_from_stored_evidence_gives_the_same_bytes(ask, whole_key, tmp_path, name):
    gathered = ask(SUBMISSIONS / name)
    write_evidence(tmp_path / "evidence", gathered.evidence, gathered.arrays)
    stored = Gathered(*read_evidence(tmp_path / "evidence"))
    first, second = grade(*whole_key, gathered), grade(*whole_key, stored)
    for reader in ("instructor", "student"):
        assert grade_json(disclose(first, reader)) == grade_json(disclose(second, reader))


def test_judging_again_needs_the_key_that_asked_these_questions(ask, whole_key, tmp_path):
    key, arrays = whole_key
    gathered = ask(SUBMISSIONS / "right" / "einsum")
    assert again(key, arrays, gathered.evidence, gathered.arrays, tmp_path).earned == 25
    name = "conv-forward/general-1/in/x"
    other = {**arrays, name: arrays[name] + 1}
    with pytest.raises(RecordError, match="the questions have changed since"):
        again(key, other, gathered.evidence, gathered.arrays, tmp_path)


def test_a_changed_weight_is_judged_again_from_what_was_stored(ask, whole_key, tmp_path):
    key, arrays = whole_key
    gathered = ask(SUBMISSIONS / "wrong" / "dx_empty_at_padding_0")
    items = tuple(
        replace(item, shares=tuple(replace(share, points=2 * share.points) for share in item.shares))
        for item in key.rubric.items
    )
    heavier = replace(key, rubric=replace(key.rubric, items=items))
    assert again(heavier, arrays, gathered.evidence, gathered.arrays, tmp_path).earned == 48


@pytest.mark.parametrize("folder", [*RIGHT, SUBMISSIONS / "odd" / "prints_arguments"], ids=lambda path: path.name)
def test_evidence_is_small(ask, tmp_path, folder):
    gathered = ask(folder)
    write_evidence(tmp_path / "evidence", gathered.evidence, gathered.arrays)
    assert (tmp_path / "evidence").stat().st_size <= MOST_BYTES


def test_an_over_large_answer_makes_evidence_no_larger(ask, tmp_path, make_submission):
    folder = make_submission(
        "def get_output_size(self, size): return list(range(5_000))",
        "def forward(self, img): return np.ones((100, 300))",
        "def backward(self, d): return np.ones((100, 300))",
    )
    gathered = ask(folder)
    write_evidence(tmp_path / "evidence", gathered.evidence, gathered.arrays)
    assert (tmp_path / "evidence").stat().st_size <= MOST_BYTES
    value = gathered.evidence.answers["conv-forward/general-1"].values["out"]
    assert (value.shape, value.kept) == ((100, 300), False)
