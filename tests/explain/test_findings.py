"""A finding for each cause of lost points, in the words that a student reads."""

from dataclasses import replace

import numpy as np
import pytest

from autograder.model import Found, Named, Outcome, Ruling

ALL = (1, 2, 3, 4)


@pytest.fixture
def explained(by_hand):
    """The only finding there is."""

    def found(key, expected, replies, **more):
        (finding,) = by_hand.graded(key, expected, replies, **more).findings
        return finding

    return found


def test_a_finding_says_which_tensor_is_how_wrong_and_when(homework_of, answers, explained, right):
    key, expected = homework_of(conv=(5, ("dx", "dw", "db")))
    finding = explained(key, expected, answers(key, conv={"dx": ((1, 2), right[:0])}))
    assert finding.headline == "dx comes back empty when padding is 0"
    assert finding.cases == "Right in both cases with padding 1, wrong in both with padding 0."
    assert finding.others == "dw and db are right everywhere."
    assert finding.outputs == ("dx",)
    assert (finding.items, finding.lost) == (("conv",), 5)


def test_what_is_wrong_in_all_cases_needs_no_condition(homework_of, answers, explained, right):
    key, expected = homework_of(conv=(5, ("out",)))
    finding = explained(key, expected, answers(key, conv={"out": (ALL, right * 2)}))
    assert (finding.headline, finding.cases) == ("the output is wrong", "Wrong in all 4 cases.")
    assert finding.others == ""


def test_a_right_submission_has_no_finding(homework_of, answers, by_hand):
    key, expected = homework_of(conv=(5, ("out",)))
    assert by_hand.graded(key, expected, answers(key)).findings == ()


def test_a_wrong_rung_costs_nothing_and_is_no_finding(homework_of, answers, by_hand, right):
    key, expected = homework_of(conv=(5, ("out",)))
    key = replace(key, cases=tuple(replace(c, group="" if c.id == "conv/1" else c.group) for c in key.cases))
    assert by_hand.graded(key, expected, answers(key, conv={"out": ((1,), right * 2)})).findings == ()


def test_a_known_mistake_is_named_with_its_hint(homework_of, answers, explained, right):
    mistake = {f"conv/{n}": {"out": right * 2} for n in ALL}
    key, expected = homework_of({"doubled": mistake}, conv=(5, ("out",)))
    finding = explained(key, expected, answers(key, conv={"out": (ALL, right * 2)}))
    assert (finding.name, finding.hint, finding.known) == ("It is doubled.", "Try doubled.", ("doubled",))


def test_of_several_that_agree_two_are_named(homework_of, answers, explained, right):
    mistake = {f"conv/{n}": {"out": right * 2} for n in ALL}
    key, expected = homework_of({"one": mistake, "two": mistake, "three": mistake}, conv=(5, ("out",)))
    finding = explained(key, expected, answers(key, conv={"out": (ALL, right * 2)}))
    assert finding.known == ("one", "two", "three")
    assert finding.name == "It is one. Or: It is two."
    assert finding.hint == "Try one."


def test_an_unknown_mistake_has_advice_and_no_name(homework_of, answers, explained, right):
    key, expected = homework_of(conv=(5, ("out",)))
    finding = explained(key, expected, answers(key, conv={"out": (ALL, np.sin(right) * 9)}))
    assert (finding.name, finding.known) == ("", ())
    assert (finding.looks, finding.evidence) == ("", "")
    assert finding.hint == "Work the smallest case out by hand and compare it with yours, number by number."


def test_the_smallest_failing_case_is_shown(homework_of, answers, explained, right):
    """Inputs shrink from case to case: the fourth would be smaller, but it is right."""
    key, expected = homework_of(conv=(5, ("out",)))
    finding = explained(key, expected, answers(key, conv={"out": ((1, 2, 3), right * 2)}))
    assert finding.picture.case == "conv/3"
    assert finding.picture.got == (right * 2).tolist()
    assert finding.picture.expected == right.tolist()
    assert finding.problem.worst_relative == "1"


def test_a_finding_says_where_the_code_stands(homework_of, answers, explained, right):
    key, expected = homework_of(conv=(5, ("out",)))
    replies = answers(key, conv={"out": (ALL, right * 2)})
    finding = explained(key, expected, replies, found={"conv": Found(exists=True, line=61)})
    assert (finding.file, finding.line, finding.function) == ("layer.py", 61, "Layer.forward")


def test_outputs_that_are_wrong_in_different_ways_are_not_thrown_together(homework_of, answers, explained, right):
    key, expected = homework_of(conv=(5, ("dx", "dw")))
    replies = answers(key, conv={"dx": (ALL, right * 2), "dw": (ALL, right[None])})
    finding = explained(key, expected, replies)
    assert finding.headline == "dx is wrong"
    assert finding.outputs == ("dx", "dw")


def test_outputs_that_are_wrong_alike_are_told_together(homework_of, answers, explained, right):
    key, expected = homework_of(conv=(5, ("dx", "dw")))
    replies = answers(key, conv={"dx": (ALL, right * 2), "dw": (ALL, right * 3)})
    assert explained(key, expected, replies).headline == "dx and dw are wrong"


@pytest.fixture
def twinned(homework_of, by_hand):
    """A homework whose cases have a hidden twin each."""
    key, expected = homework_of(conv=(5, ("out",)))
    twins = tuple(replace(case, id=f"{case.id}-twin", hidden=True, twin=case.id) for case in key.cases)
    arrays = {
        name.replace(case.id, f"{case.id}-twin", 1): array
        for case in key.cases
        for name, array in expected.items()
        if name.startswith(f"{case.id}/")
    }
    return replace(key, cases=(*key.cases, *twins)), {**expected, **arrays}


def test_a_condition_that_a_hidden_case_contradicts_is_not_told(twinned, answers, explained, right):
    key, expected = twinned
    replies = {**answers(key, conv={"out": ((1, 2), right * 2)}), "conv/3-twin": {"out": right * 2}}
    replies |= {f"conv/{n}-twin": {"out": right * 2} for n in (1, 2)}
    finding = explained(key, expected, replies)
    assert (finding.headline, finding.cases) == ("the output is wrong", "Wrong in 2 of 4 cases.")


def test_a_condition_that_all_hidden_cases_bear_out_is_told_and_counts_what_can_be_seen(
    twinned, answers, explained, right
):
    key, expected = twinned
    replies = answers(key, conv={"out": ((1, 2), right * 2)})
    replies |= {f"conv/{n}-twin": {"out": right * 2} for n in (1, 2)}
    finding = explained(key, expected, replies)
    assert finding.headline == "the output is wrong when padding is 0"
    assert finding.cases == "Right in both cases with padding 1, wrong in both with padding 0."


def test_what_is_wrong_with_other_numbers_only_is_said_so_and_not_shown(twinned, answers, explained, right):
    """A table of stored answers: right in every case that a student can see."""
    key, expected = twinned
    replies = {**answers(key), **{f"conv/{n}-twin": {"out": right * 0} for n in ALL}}
    finding = explained(key, expected, replies)
    assert finding.headline == "the output is wrong when the numbers are others"
    assert finding.cases == "Right in every case shown, wrong in 4 with other numbers."
    assert finding.picture is None


def test_a_smaller_hidden_case_is_not_shown(twinned, answers, explained, right):
    key, expected = twinned
    expected = {**expected, "conv/1-twin/in/x": np.zeros(1)}
    replies = {case.id: {"out": right * 2} for case in key.cases}
    assert explained(key, expected, replies).picture.case == "conv/4"


def test_what_is_blocked_is_no_cause_of_its_own(by_hand):
    items = [by_hand.item("fore"), by_hand.item("back", 3, check="gradient", of="fore")]
    cases = [by_hand.case("fore/general-1"), by_hand.case("back/general-1", outputs=("dx",))]
    expected = by_hand.expected({case.id: dict.fromkeys(case.outputs, 1.0) for case in cases})
    stopped = by_hand.ended(Outcome.RAISED, "ValueError", at=("layer.py", 9))
    grade = by_hand.graded(by_hand.key(items, cases), expected, {case.id: stopped for case in cases})
    assert [finding.items for finding in grade.findings] == [("fore",)]
    assert [item.clause for item in grade.items] == ["Layer.forward raises ValueError", "waits for fore"]


def test_points_lost_by_waiting_in_some_cases_are_told_in_the_table(by_hand):
    items = [by_hand.item("fore", {"a": 1, "b": 1}), by_hand.item("back", {"a": 2, "b": 3}, of="fore")]
    cases = [by_hand.case(f"{item}/{group}-1", group) for item in ("fore", "back") for group in "ab"]
    expected = by_hand.expected({case.id: {"out": 1.0} for case in cases})
    stopped = by_hand.ended(Outcome.RAISED, "ValueError", at=("layer.py", 9))
    replies = {case.id: stopped if case.group == "a" else {"out": 1.0} for case in cases}
    back = by_hand.graded(by_hand.key(items, cases), expected, replies).items[1]
    assert (back.state, back.lost) == ("part", 2)
    assert back.clause


def test_of_a_mixture_of_blocked_and_wrong_the_wrong_is_told(homework_of, by_hand, right):
    items = [by_hand.item("fore"), by_hand.item("back", 3, check="gradient", of="fore")]
    cases = [by_hand.case(f"{item}/{n}", arrays=("x",)) for item in ("fore", "back") for n in (1, 2)]
    expected = by_hand.expected({case.id: {"out": right} for case in cases})
    expected |= {f"{case.id}/in/x": np.zeros(3) for case in cases}
    stopped = by_hand.ended(Outcome.RAISED, "ValueError", at=("layer.py", 9))
    replies = {case.id: {"out": right} for case in cases}
    replies |= {"fore/1": stopped, "back/1": stopped, "back/2": {"out": right * 2}}
    grade = by_hand.graded(by_hand.key(items, cases), expected, replies)
    finding = next(finding for finding in grade.findings if finding.items == ("back",))
    assert finding.picture.case == "back/2"
    assert finding.headline == "the output is wrong"
    assert grade.items[1].cases[0].verdicts == {"out": Ruling.NOT_JUDGED}


def test_a_time_out_is_told_before_what_was_not_reached_because_of_it(homework_of, answers, explained, by_hand):
    key, expected = homework_of(conv=(5, ("out",)))
    looped = by_hand.ended(Outcome.CPU_LIMIT)
    replies = {**answers(key), "conv/1": looped, "conv/2": looped}
    replies |= {f"conv/{n}": by_hand.ended(Outcome.NOT_REACHED) for n in (3, 4)}
    assert explained(key, expected, replies).headline == "Layer.forward does not come to an end"


def test_what_the_error_looks_like_is_told_with_evidence_and_something_to_do(
    homework_of, answers, explained, right
):
    key, expected = homework_of(conv=(5, ("dx", "dw")))
    finding = explained(key, expected, answers(key, conv={"dx": (ALL, -right), "dw": (ALL, -right)}))
    assert finding.looks == "dx and dw have the wrong sign everywhere."
    assert finding.evidence == "True in all 4 wrong cases."
    assert finding.hint == "Follow the sign of one single number through your code."


def test_a_known_mistake_keeps_its_own_hint_beside_what_it_looks_like(homework_of, answers, explained, right):
    key, expected = homework_of({"signed": {f"conv/{n}": {"out": -right} for n in ALL}}, conv=(5, ("out",)))
    finding = explained(key, expected, answers(key, conv={"out": (ALL, -right)}))
    assert (finding.looks, finding.hint) == ("The output has the wrong sign everywhere.", "Try signed.")


def test_where_nothing_comes_back_in_some_cases_the_others_are_spoken_of(homework_of, answers, explained, right):
    key, expected = homework_of(conv=(5, ("out",)))
    replies = {**answers(key, conv={"out": ((1, 2, 3), -right)}), "conv/4": {"out": None}}
    finding = explained(key, expected, replies)
    assert finding.looks == "Where an array comes back, the output has the wrong sign everywhere."
    assert finding.evidence == "True in 3 of 4 wrong cases."


def test_what_hidden_cases_look_like_is_not_told(twinned, answers, explained, right):
    key, expected = twinned
    replies = {**answers(key), **{f"conv/{n}-twin": {"out": -right} for n in ALL}}
    finding = explained(key, expected, replies)
    assert (finding.looks, finding.evidence) == ("", "")


def test_a_hidden_case_does_not_change_what_is_told_of_those_that_can_be_seen(twinned, answers, explained, right):
    key, expected = twinned
    replies = answers(key, conv={"out": (ALL, -right)})
    one = explained(key, expected, {**replies, **{f"conv/{n}-twin": {"out": right * 7} for n in ALL}})
    other = explained(key, expected, {**replies, **{f"conv/{n}-twin": {"out": right * 8} for n in ALL}})
    assert one.looks == other.looks == "The output has the wrong sign everywhere."
    assert one.evidence == other.evidence == "True in all 4 wrong cases."


def test_a_number_that_means_something_is_told_as_that_and_not_as_a_number(homework_of, answers, explained, right):
    key, expected = homework_of(conv=(5, ("flag", "out")))
    named = {"flag": Named(called="the noise", wrong="scores change"), "out": Named(called="the table")}
    items = tuple(replace(item, outputs=named) for item in key.rubric.items)
    key = replace(key, rubric=replace(key.rubric, items=items))
    flagged = explained(key, expected, answers(key, conv={"flag": (ALL, right * 2)}))
    assert (flagged.headline, flagged.looks) == ("scores change", "")
    assert flagged.hint.endswith(" for what decides this, and print what it works with.")
    assert (flagged.others, flagged.picture.called) == ("The table is right everywhere.", "the noise")
    doubled = explained(key, expected, answers(key, conv={"out": (ALL, right * 2)}))
    assert (doubled.headline, doubled.looks) == ("the table is wrong", "The table is 2 times what is expected.")
