import json

import numpy as np
import pytest

from autograder.box.inside import wire
from autograder.model import Limits
from tests.box.conftest import PROBES


def headers(data):
    return [json.loads(header) for header, _ in wire.Reader(10**9, 10**9).feed(data)]


def test_the_same_questions_have_the_same_digest(batch):
    assert batch(1, 2).digest == batch(1, 2).digest


@pytest.mark.parametrize(
    "other",
    [
        lambda batch: batch(1, 3),
        lambda batch: batch(2, 1),
        lambda batch: batch(1),
        lambda batch: batch(1, {"x": 2, "plain": {"stride": 2}}),
        lambda batch: batch(1, {"x": 2, "file": "other.py"}),
        lambda batch: batch(1, {"x": 2, "probe": "about"}),
        lambda batch: batch(1, {"x": 2, "sweeps": "x"}),
        lambda batch: batch(1, {"x": [2]}),
        lambda batch: batch(1, 2, probes=PROBES + "\n"),
        lambda batch: batch(1, 2, files=("hw.py", "more.py")),
    ],
)
def test_other_questions_have_another_digest(batch, other):
    assert other(batch).digest != batch(1, 2).digest


def test_what_students_do_not_see_of_a_question_does_not_change_its_digest(batch):
    assert batch({"id": "other", "item": "other"}).digest == batch({}).digest


def test_time_and_memory_are_not_part_of_the_questions(batch):
    assert batch(1, limits=Limits(case_seconds=1)).digest == batch(1, limits=Limits(case_seconds=2)).digest


def test_every_stage_is_a_frame_with_its_own_questions(batch):
    asked = batch(1, {"x": 2, "stage": 1}, 3, {"x": 4, "stage": 7})
    assert asked.stages == ((0, 2), (1,), (3,))
    assert [list(headers(frame)[0]["questions"]) for frame in asked.frames] == [["0", "2"], ["1"], ["3"]]
    assert np.float64(2).tobytes() not in asked.frames[0]


def test_the_setup_is_the_probes_and_what_may_be_used(batch):
    assert headers(batch(1).setup) == [
        {"probes": PROBES, "files": ["hw.py"], "allow": ["numpy"], "output_bytes": 200_000}
    ]


def test_arrays_are_sent_in_the_order_of_their_entries(batch):
    """A view with other strides would arrive as another array."""
    x = np.arange(6.0).reshape(2, 3).T
    one, other = batch({"x": x}), batch({"x": x.copy()})
    assert one.digest == other.digest
