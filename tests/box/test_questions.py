from dataclasses import fields, replace

import numpy as np
import pytest

from autograder.box.questions import batch_of
from autograder.box.seam import Question
from autograder.model import Limits


@pytest.fixture(scope="session")
def small(by_hand):
    """Two items; public and hidden cases of two groups, and a rung, in no good order."""
    items = [by_hand.item("conv", {"handout": 1, "edge": 1}), by_hand.item("pool", {"handout": 1})]
    names = {
        "pool/1": "handout", "conv/rung": "", "conv/edge": "edge", "conv/1": "handout", "conv/2": "handout",
    }  # fmt: skip
    cases = [by_hand.case(name, group, arrays=("x",), tags={"batch>1": True}) for name, group in names.items()]
    hidden = [replace(case, id=f"{case.id}-hidden", hidden=True, twin=case.id) for case in cases if case.group]
    key = by_hand.key(items, [*hidden, *cases])
    arrays = {}
    for n, case in enumerate(key.cases):
        arrays[f"{case.id}/in/x"] = np.full(3, n + 0.5)
        arrays[f"{case.id}/out//out"] = np.full(3, n + 0.123456789)
    return key, arrays


def ids(batch):
    return [question.id for question in batch.questions]


def test_public_cases_come_before_hidden_and_what_earns_nothing_last(small):
    public = ["conv/1", "conv/2", "conv/edge", "conv/rung", "pool/1"]
    asked = ids(batch_of(*small))
    assert [name for name in asked if "hidden" not in name] == public
    assert asked[:5] == public
    assert asked[5:] == ["conv/1-hidden", "conv/2-hidden", "conv/edge-hidden", "pool/1-hidden"]


def test_what_is_timed_comes_last_of_its_item(small):
    """It may run into its limit, and nothing of the item is lost by that."""
    key, arrays = small
    timed = replace(key.cases[-1], id="conv/speed", group="", arrays=(), timed=True)
    batch = batch_of(replace(key, cases=(timed, *key.cases)), arrays)
    public = [question.id for question in batch.questions if question.stage == 0]
    assert public == ["conv/1", "conv/2", "conv/edge", "conv/rung", "conv/speed", "pool/1"]
    assert [question.id for question in batch.questions if question.timed] == ["conv/speed"]


def test_hidden_questions_are_of_a_later_stage_and_know_their_twin(small):
    questions = {question.id: question for question in batch_of(*small).questions}
    assert (questions["conv/1"].stage, questions["conv/1-hidden"].stage) == (0, 1)
    assert questions["conv/1-hidden"].twin == "conv/1"


def test_a_question_holds_its_inputs_and_where_to_look(small):
    key, arrays = small
    question = batch_of(key, arrays).questions[0]
    assert (question.item, question.probe, question.file) == ("conv", "conv", "layer.py")
    np.testing.assert_array_equal(question.arrays["x"], arrays["conv/1/in/x"])


def test_what_was_expected_groups_and_tags_stay_behind(small):
    key, arrays = small
    batch = batch_of(key, arrays)
    sent = batch.setup + b"".join(batch.frames)
    for name, array in arrays.items():
        assert (array.tobytes() in sent) == ("/in/" in name)
    for word in (b"handout", b"edge", b"batch>1", b"conv/1", b"hidden", b"points"):
        assert word not in sent
    assert {field.name for field in fields(Question)} == {
        "id", "item", "probe", "file", "arrays", "plain", "sweeps", "stage", "twin", "only_shapes", "timed",
    }  # fmt: skip


def test_some_cases_can_be_asked_alone_and_under_other_limits(small):
    key, arrays = small
    some = [case for case in key.cases if case.id in ("pool/1", "conv/1")]
    batch = batch_of(key, arrays, some, Limits(case_seconds=1))
    assert ids(batch) == ["conv/1", "pool/1"]
    assert batch.limits.case_seconds == 1
    assert batch_of(key, arrays).limits == key.rubric.limits


@pytest.mark.parametrize(
    ("check", "only_shapes"),
    [("architecture", True), ("parameters", True), ("values", False), ("gradient", False), ("size", False)],
)
def test_of_a_network_only_the_shapes_matter_where_its_layers_or_parameters_are_asked(by_hand, check, only_shapes):
    key = by_hand.key([by_hand.item("net", check=check)], [by_hand.case("net/1")])
    [question] = batch_of(key, {}).questions
    assert question.only_shapes is only_shapes
