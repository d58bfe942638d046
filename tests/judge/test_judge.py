"""From a key and all answers to verdicts: one convention for all, and what waits for a forward pass."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from autograder.model import Cause, Code, Consistency, Found, Outcome, Ruling


def rulings(judgement, output=None):
    return {
        case: {v.output: v.ruling for v in verdicts if output in (None, v.output)}
        for case, verdicts in judgement.verdicts.items()
    }


def passed(judgement, case):
    return all(v.ruling is Ruling.PASSED for v in judgement.verdicts[case])


@pytest.fixture
def halved(by_hand):
    """A loss with or without the factor ½: what is chosen for the loss has to be chosen for its gradient."""
    conventions = ("half", "whole")
    items = [by_hand.item("loss"), by_hand.item("gradient"), by_hand.item("scores")]
    cases = [
        by_hand.case("loss/general-1", conventions=conventions),
        by_hand.case("loss/general-2", conventions=conventions),
        by_hand.case("gradient/general-1", conventions=conventions),
        by_hand.case("scores/general-1"),
    ]
    numbers = {"loss/general-1": 8.0, "loss/general-2": 6.0, "gradient/general-1": 4.0}
    expected = {
        **by_hand.expected({case: {"out": n / 2} for case, n in numbers.items()}, "half"),
        **by_hand.expected({case: {"out": n} for case, n in numbers.items()}, "whole"),
        **by_hand.expected({"scores/general-1": {"out": 1.0}}),
    }
    key = by_hand.key(items, cases)

    def judged(loss, gradient, scores=1.0):
        given = {"loss/general-1": loss * 8, "loss/general-2": loss * 6, "gradient/general-1": gradient * 4}
        replies = {case: {"out": n} for case, n in {**given, "scores/general-1": scores}.items()}
        return by_hand.judged(key, expected, replies)

    return judged


@pytest.mark.parametrize(("factor", "name"), [(0.5, "half"), (1.0, "whole")])
def test_either_convention_is_right_when_it_is_kept(halved, factor, name):
    judgement = halved(factor, factor)
    assert judgement.conventions["loss"] == judgement.conventions["gradient"] == name
    assert all(passed(judgement, case) for case in judgement.verdicts)


@pytest.mark.parametrize(("loss", "gradient"), [(0.5, 1.0), (1.0, 0.5)])
def test_one_convention_has_to_hold_across_all_items(halved, loss, gradient):
    """Two of three cases are right under the loss's convention; the gradient follows the other, and is wrong."""
    judgement = halved(loss, gradient)
    assert [case for case in judgement.verdicts if not passed(judgement, case)] == ["gradient/general-1"]


def test_what_has_no_convention_is_judged_under_any(halved):
    assert passed(halved(1.0, 1.0), "scores/general-1")
    assert not passed(halved(1.0, 1.0, scores=2.0), "scores/general-1")


def test_where_nothing_is_right_the_first_convention_is_told(halved):
    assert halved(7.0, 7.0).conventions["loss"] == "half"


@pytest.fixture
def counted(by_hand):
    """Parameters by layer, right as the layer is built today or as the paper of 1998 had it."""
    tables = {"today": {"c1": 156, "c3": 2416}, "paper 1998": {"c1": 156, "c3": 1516}}
    item = by_hand.item("lenet", 2, check="parameters", tables=tables)
    case = by_hand.case("lenet/all-1", "all", outputs=("c1", "c3"), conventions=tuple(tables))
    expected = {}
    for convention, table in tables.items():
        expected |= by_hand.expected({case.id: {name: np.array(n) for name, n in table.items()}}, convention)
    key = by_hand.key([item], [case])
    return lambda **layers: by_hand.judged(key, expected, {case.id: layers})


@pytest.mark.parametrize(("c3", "name"), [(2416, "today"), (1516, "paper 1998")])
def test_parameters_may_be_counted_by_either_table(counted, c3, name):
    judgement = counted(c1=156, c3=c3)
    assert judgement.conventions == {"lenet": name}
    assert rulings(judgement) == {"lenet/all-1": {"c1": Ruling.PASSED, "c3": Ruling.PASSED}}


@pytest.mark.parametrize("c3", [2400, 2416.0, None])
def test_parameters_that_stand_in_no_table_are_wrong(counted, c3):
    assert rulings(counted(c1=156, c3=c3), "c3") == {"lenet/all-1": {"c3": Ruling.FAILED}}


def test_a_layer_that_is_not_counted_is_wrong(counted):
    assert rulings(counted(c1=156), "c3") == {"lenet/all-1": {"c3": Ruling.FAILED}}


def test_items_that_share_no_convention_choose_for_themselves(by_hand):
    cases = [
        by_hand.case("lenet/general-1", conventions=("today", "paper")),
        by_hand.case("loss/general-1", conventions=("half", "whole")),
    ]
    key = by_hand.key([by_hand.item("lenet"), by_hand.item("loss")], cases)
    expected = {}
    for case, name, number in (
        ("lenet", "today", 1),
        ("lenet", "paper", 2),
        ("loss", "half", 3),
        ("loss", "whole", 6),
    ):
        expected |= by_hand.expected({f"{case}/general-1": {"out": number}}, name)
    judgement = by_hand.judged(key, expected, {"lenet/general-1": {"out": 2}, "loss/general-1": {"out": 6}})
    assert passed(judgement, "lenet/general-1")
    assert passed(judgement, "loss/general-1")


def test_sweeps_get_no_verdict_of_their_own(by_hand):
    sweep = by_hand.case("conv/general-1/sweep-x", "", sweeps="x", about="conv/general-1")
    key = by_hand.key([by_hand.item()], [by_hand.case("conv/general-1"), sweep])
    expected = by_hand.expected({"conv/general-1": {"out": 1.0}})
    replies = {"conv/general-1": {"out": 1.0}, sweep.id: {"out": [1.0, 2.0]}}
    assert set(by_hand.judged(key, expected, replies).verdicts) == {"conv/general-1"}


def test_consistency_is_looked_at_only_where_it_earns(by_hand):
    back = by_hand.item("back", 2, check="gradient", of="fore")
    cases = [by_hand.case("fore/general-1"), by_hand.case("back/general-1")]
    expected = by_hand.expected({case.id: {"out": 1.0} for case in cases})
    replies = {case.id: {"out": 2.0} for case in cases}
    key = by_hand.key([by_hand.item("fore"), back], cases)
    assert by_hand.judged(key, expected, replies).consistent == {}
    key = by_hand.key([by_hand.item("fore"), replace(back, if_consistent=Fraction(1))], cases)
    assert by_hand.judged(key, expected, replies).consistent == {
        "back": Consistency(holds=False, reason="not asked")
    }


@pytest.fixture
def waiting(by_hand):
    """A backward pass whose probe runs the forward pass first: two cases of each."""

    def judged(fore, back, found=None, back_code="Layer.forward"):
        code = Code(file="layer.py", name=back_code)
        back_item = by_hand.item("back", check="gradient", of="fore", code=code)
        items = [by_hand.item("fore"), back_item, by_hand.item("other")]
        cases = [by_hand.case(f"{item.id}/general-{n}") for item in items for n in (1, 2)]
        expected = by_hand.expected({case.id: {"out": 1.0} for case in cases})
        key = by_hand.key(items, cases)
        replies = {case.id: {"out": 1.0} for case in cases}
        replies |= {"fore/general-1": fore, "back/general-1": back}
        return by_hand.judged(key, expected, replies, found=found)

    return judged


def raised(by_hand, line=9, error="ValueError", outcome=Outcome.RAISED, file="layer.py"):
    return by_hand.ended(outcome, error, at=(file, line))


def test_a_backward_pass_whose_forward_pass_raises_is_blocked(waiting, by_hand):
    judgement = waiting(raised(by_hand), raised(by_hand))
    (verdict,) = judgement.verdicts["back/general-1"]
    assert (verdict.ruling, verdict.cause) == (Ruling.NOT_JUDGED, Cause.BLOCKED)
    assert verdict.problem.kind == "raised"


def test_the_forward_pass_that_raises_is_wrong_and_not_blocked(waiting, by_hand):
    (verdict,) = waiting(raised(by_hand), raised(by_hand)).verdicts["fore/general-1"]
    assert (verdict.ruling, verdict.cause) == (Ruling.FAILED, None)


def test_only_the_cases_that_stopped_there_are_blocked(waiting, by_hand):
    judgement = waiting(raised(by_hand), raised(by_hand))
    assert passed(judgement, "back/general-2")
    assert passed(judgement, "other/general-1")


def test_a_backward_pass_is_blocked_by_a_forward_pass_that_is_not_begun(waiting, by_hand):
    stub = raised(by_hand, error="NotImplementedError", outcome=Outcome.NOT_BEGUN)
    found = {"fore": Found(exists=True, stub=True), "back": Found(exists=True)}
    (verdict,) = waiting(stub, stub, found).verdicts["back/general-1"]
    assert verdict.cause is Cause.BLOCKED


def test_a_backward_pass_that_is_not_begun_itself_is_not_blocked(waiting, by_hand):
    stub = raised(by_hand, error="NotImplementedError", outcome=Outcome.NOT_BEGUN)
    (verdict,) = waiting(stub, stub, {"back": Found(exists=True, stub=True)}).verdicts["back/general-1"]
    assert (verdict.ruling, verdict.cause) == (Ruling.FAILED, None)


@pytest.mark.parametrize("change", [{"line": 10}, {"error": "IndexError"}, {"file": "other.py"}])
def test_an_error_of_its_own_is_wrong_and_not_blocked(waiting, by_hand, change):
    (verdict,) = waiting(raised(by_hand), raised(by_hand, **change)).verdicts["back/general-1"]
    assert verdict.ruling is Ruling.FAILED


def test_another_line_of_the_forward_pass_blocks_as_well(waiting, by_hand):
    """`by_hand` has forward passes end; here the backward pass has a function of its own."""

    def judged(fore):
        return waiting(fore, raised(by_hand, line=10), back_code="Layer.backward").verdicts["back/general-1"]

    assert judged(raised(by_hand))[0].cause is Cause.BLOCKED
    assert judged({"out": 1.0})[0].ruling is Ruling.FAILED


def test_the_forward_pass_of_another_item_does_not_block(by_hand, waiting):
    (verdict,) = waiting({"out": 1.0}, raised(by_hand)).verdicts["back/general-1"]
    assert verdict.ruling is Ruling.FAILED


def test_a_file_that_cannot_be_imported_blocks_nothing(waiting, by_hand):
    ended = raised(by_hand, outcome=Outcome.IMPORT_FAILED)
    (verdict,) = waiting(ended, ended).verdicts["back/general-1"]
    assert verdict.ruling is Ruling.FAILED


def test_an_error_in_no_line_of_the_students_blocks_nothing(waiting, by_hand):
    ended = by_hand.ended(Outcome.RAISED, "KeyError")
    (verdict,) = waiting(ended, ended).verdicts["back/general-1"]
    assert verdict.ruling is Ruling.FAILED
